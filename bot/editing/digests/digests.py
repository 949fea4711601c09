"""Digests: what came in since the last edition, chosen part by part."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ...domain.boards import Event
from ...domain.citations import Snippet
from ...domain.digests import Arrival, Digest, EditionMark, NewsLine
from ...domain.documents import Document
from ...domain.readings import Article, DateMention, Stance
from ...domain.schedules import DigestPart, Turn
from ...domain.speech import ClaimLine
from ...reading.lexicon import Lexicon
from ..comparing.agreement import speaks
from ..comparing.origins import group_copies
from ..material.cast import Cast
from ..material.layers import claims_in
from ..material.lines import Line, lines_of
from ..material.prose import ends_as_statement, is_statement
from ..summaries.choice import choose_lines
from ..timelines import dated_lines, merge_events, start_of
from .novelty import Novelty
from .particulars import compare_versions, find_revisions
from .quotes import gather_quotes

_STANCES = (Stance.DENIES, Stance.ACCUSES, Stance.PREDICTS, Stance.ASSERTS)
"""The order in which claims are told: first what somebody else may want to answer."""


@dataclass(frozen=True, slots=True)
class News:
    """What became of documents since an edition.

    `new` are the articles that came; `formers` the older versions in whose place some of them came, by the number of
    the new one; `withdrawn` what was taken back. `older` are the lines that were there before, or of a long shelf those
    near the new ones.
    """

    new: Sequence[Article] = ()
    older: Sequence[Line] = ()
    formers: Mapping[int, Article] = field(default_factory=dict)
    withdrawn: Sequence[Document] = ()
    full: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """What is ordered: which parts, how many lines a summary has, for which edition, and since when."""

    parts: frozenset[DigestPart] = frozenset(DigestPart)
    lines: int = 5
    mark: EditionMark | None = None
    since: datetime | None = None


def compose_digest(news: News, brief: Brief, cast: Cast, lexicon: Lexicon) -> Digest:
    """Choose what is told of the news, in the parts that are ordered.

    A line that an older document tells is not told again, and one that several new documents tell is told once, with
    the citations of all. `cast` has the names of all the articles.
    """
    before = [*news.older, *lines_of(news.formers.values())]
    novelty, parts = Novelty(news.new, before, lexicon), brief.parts
    wants = parts.__contains__
    particulars = find_revisions(news.new, news.formers, novelty, lexicon) if wants(DigestPart.PARTICULARS) else ()
    changed = {revision.new.snippet for revision in particulars}
    return Digest(
        documents=_list_arrivals(news) if wants(DigestPart.DOCUMENTS) else (),
        summary=_sum_up(novelty, changed, brief.lines, cast, lexicon) if wants(DigestPart.SUMMARY) else (),
        particulars=particulars,
        quotes=gather_quotes(news.new, before, cast) if wants(DigestPart.QUOTES) else (),
        claims=_gather_claims(novelty, cast) if wants(DigestPart.CLAIMS) else (),
        dates=_lay_dates(news.new, novelty, lexicon) if wants(DigestPart.DATES) else (),
        parts=parts,
        mark=brief.mark,
        since=brief.since,
        full=news.full,
    )


def _list_arrivals(news: News) -> tuple[Arrival, ...]:
    """The documents that came, by number, and then those that were withdrawn."""
    originals = _find_originals(news)
    came = (_arrival(article, news.formers.get(article.document.number), originals) for article in news.new)
    gone = (Arrival(document, Turn.WITHDRAWN) for document in news.withdrawn)
    return (*came, *gone)


def _arrival(article: Article, former: Article | None, originals: Mapping[int, Document]) -> Arrival:
    document = article.document
    if former is None:
        return Arrival(document, Turn.NEW, copy_of=originals.get(document.number))
    versions = compare_versions(article, former)
    fresh, dropped = len(versions.fresh), len(versions.dropped)
    return Arrival(document, Turn.REPLACED, former.document, originals.get(document.number), fresh, dropped)


def _find_originals(news: News) -> Mapping[int, Document]:
    """Of each new document that is a copy the one that has its text: an older one, or the first of the new."""
    new = {article.document.number for article in news.new}
    gone = {former.document.number for former in news.formers.values()}
    older = dict.fromkeys(line.article for line in news.older if line.article.document.number not in new | gone)
    groups = group_copies([*older, *news.new])
    return {
        article.document.number: group[0].document
        for group in groups
        for article in group[1:]
        if article.document.number in new
    }


def _sum_up(
    novelty: Novelty, changed: Collection[Snippet], count: int, cast: Cast, lexicon: Lexicon
) -> tuple[NewsLine, ...]:
    """The new lines that matter most, in the order of the documents; none leans on what was told before.

    Those that `changed` are told beside what they were.
    """
    lines = [line for line in novelty.untold if line.cite() not in changed]
    stating = [place for place, line in enumerate(lines) if is_statement(line, lexicon)]
    choices = choose_lines(lines, stating, count, lexicon) if stating else []
    return tuple(_tell(lines[place], novelty, cast) for place in sorted(choice.place for choice in choices))


def _tell(line: Line, novelty: Novelty, cast: Cast) -> NewsLine:
    """A line with those that say the same, and with what is claimed in it."""
    also = tuple(other.cite() for other in novelty.others(line))
    return NewsLine(line.cite(), also, _claims_in(line, cast))


def _claims_in(line: Line, cast: Cast) -> tuple[ClaimLine, ...]:
    """The claims in a line, one for each who makes any: who denies something also asserts it."""
    snippet = line.cite()
    found = claims_in(line.article).within(line.unit)
    strongest: dict[str, ClaimLine] = {}
    for claim in sorted(found, key=lambda claim: _STANCES.index(claim.stance)):
        name = cast.name_of(claim.author)
        strongest.setdefault(name, ClaimLine(snippet, name, claim.stance, claim.via))
    return tuple(strongest.values())


def _gather_claims(novelty: Novelty, cast: Cast) -> tuple[NewsLine, ...]:
    """The new lines in which somebody claims something, denials first, then in the order of the documents."""
    stating = (line for line in novelty.untold if novelty.leads(line) and ends_as_statement(line.text))
    told = (_tell(line, novelty, cast) for line in stating)
    return tuple(sorted((line for line in told if line.claims), key=_rank_of_claims))


def _rank_of_claims(line: NewsLine) -> int:
    return min(_STANCES.index(claim.stance) for claim in line.claims)


def _lay_dates(new: Sequence[Article], novelty: Novelty, lexicon: Lexicon) -> tuple[Event, ...]:
    """The dated lines that are new on the timeline, earliest first."""
    dated = [
        (line, mention)
        for line, mention in dated_lines(new)
        if _is_event(line, mention) and not novelty.is_told(line) and not novelty.is_dated(line, mention.value or "")
    ]
    dated.sort(key=lambda pair: start_of(pair[1]))
    return tuple(merge_events(dated, lexicon))


def _is_event(line: Line, mention: DateMention) -> bool:
    """Whether a dated line tells what happens then: no heading, and no *today* in somebody's mouth."""
    return ends_as_statement(line.text) and not (mention.inferred and speaks(line))
