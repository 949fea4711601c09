"""Digests of documents that arrive one after another, without an archive."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import groupby

from bot.domain.digests import Digest, EditionMark
from bot.domain.documents import Document, Draft, Standing
from bot.domain.readings import Article
from bot.editing.digests.digests import Brief, News, compose_digest
from bot.editing.material.cast import read_cast
from bot.editing.material.lines import lines_of
from bot.reading.reader import read_document
from tests.desk.story_desk import DAY, shelf_drafts
from tests.reading.golden import open_lexicon

NEVER = date(2100, 1, 1)


def read_article(number: int, draft: Draft | str) -> Article:
    """A document with its reading."""
    if isinstance(draft, str):
        draft = Draft(f"{number}.txt", draft, published=DAY)
    known = {name: getattr(draft, name) for name in ("title", "outlet", "published", "url")}
    document = Document(number, draft.file, draft.text, draft.sha256, **known)
    return Article(document, read_document(draft.text, open_lexicon(), draft.published))


def compose(
    new: Sequence[Article], older: Sequence[Article] = (), formers: dict[int, Article] | None = None, **brief: object
) -> Digest:
    """The digest of articles that came after others."""
    news = News(new, list(lines_of(older)), formers or {})
    return compose_digest(news, Brief(**brief), read_cast([*older, *new]), open_lexicon())


def digest_of(before: Sequence[str], *after: str, **brief: object) -> Digest:
    """The digest of some texts that came after others."""
    older = [read_article(number, text) for number, text in enumerate(before, start=1)]
    new = [read_article(len(before) + number, text) for number, text in enumerate(after, start=1)]
    return compose(new, older, **brief)


def revise(old: str, new: str, *beside: str) -> Digest:
    """The digest of a new version of a document; other documents were there before."""
    former, article = read_article(1, old), read_article(2, new)
    former = replace(former, document=replace(former.document, standing=Standing.REPLACED, replaced_by=2))
    older = [read_article(number, text) for number, text in enumerate(beside, start=3)]
    return compose([article], older, {2: former})


@cache
def digests_on(shelf: str) -> tuple[Digest, ...]:
    """A digest of each day on which a shelf has documents published, in order; those without a day come last."""
    ordered = sorted(shelf_drafts(shelf), key=lambda draft: draft.published or NEVER)
    articles = [read_article(number, draft) for number, draft in enumerate(ordered, start=1)]
    digests: list[Digest] = []
    older: list[Article] = []
    for day, group in groupby(articles, key=lambda article: article.document.published or NEVER):
        new = list(group)
        mark = EditionMark("morning", len(digests) + 1, datetime.combine(day, time(18), UTC), "Europe/Malta")
        digests.append(compose(new, older, mark=mark))
        older += new
    return tuple(digests)
