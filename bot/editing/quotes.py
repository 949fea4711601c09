"""Quote sheets and the list of speakers: who said what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ..domain.citations import Snippet, cite
from ..domain.notices import Nothing, WhichOne
from ..domain.readings import Article, Quote
from ..domain.speech import QuotedWords, QuoteSheet, SpeakerList, SpeakerRow
from ..reading.text.words import stems
from .material.cast import Figure, resolve
from .material.lines import line_at
from .material.matching import holds_all
from .material.story import Story
from .nothing import ask_back, say_nothing, say_there_is_none


def choose_quotes(
    story: Story, speaker: str | None = None, about: str | None = None
) -> QuoteSheet | WhichOne | Nothing:
    """The quotations of one speaker, or everybody's, in the order of the documents.

    `about` keeps those whose line holds its words, whatever their endings. A name that no speaker bears is looked up
    among all names: somebody who is named and never quoted is not mistaken for a speaker spelled like them.
    """
    if speaker is None:
        return _sheet(story, None, about) or say_there_is_none("quotations", story, about)
    resolved = resolve(quoted_figures(story), speaker)
    if not resolved.only:
        named = resolve(story.cast.figures, speaker)
        if not resolved.figures and named.only:
            return say_nothing(named.only.full, story)
        return ask_back(speaker, resolved, story)
    asked = f"{resolved.only.full} about {about}" if about else speaker
    return _sheet(story, resolved.only, about) or say_nothing(asked, story)


def quotes_of(articles: Sequence[Article]) -> Iterator[tuple[Article, Quote]]:
    """Every quotation that has words."""
    return ((article, quote) for article in articles for quote in article.reading.quotes if len(quote.span))


def quotes_by(story: Story, speaker: Figure | None) -> Iterator[tuple[Article, Quote]]:
    """The quotations of one speaker, joint statements included; everybody's where nobody is asked for."""
    for article, quote in quotes_of(story.articles):
        if speaker is None or speaker.full in story.cast.speakers(quote):
            yield article, quote


def cite_quote(article: Article, quote: Quote) -> QuotedWords:
    """A quotation's own words, without the marks."""
    return QuotedWords(cite(article, quote.span), quote)


def quoted_figures(story: Story) -> list[Figure]:
    """The figures who are quoted, in the order of their first quotation."""
    speakers = (name for _, quote in quotes_of(story.articles) for name in story.cast.speakers(quote))
    return [figure for figure in map(story.cast.bearer, dict.fromkeys(speakers)) if figure]


def list_speakers(story: Story) -> SpeakerList | Nothing:
    """Who is quoted, how often and with what first; the most quoted first."""
    counts: Counter[str] = Counter()
    firsts: dict[str, Snippet] = {}
    for article, quote in quotes_of(story.articles):
        for name in story.cast.speakers(quote):
            counts[name] += 1
            if name not in firsts:
                firsts[name] = cite(article, quote.span)
    rows = tuple(SpeakerRow(name, count, firsts[name]) for name, count in counts.most_common())
    return SpeakerList(rows) if rows else say_there_is_none("quotations", story)


def _sheet(story: Story, speaker: Figure | None, about: str | None) -> QuoteSheet | None:
    wanted = stems(about or "")
    chosen = tuple(
        cite_quote(article, quote) for article, quote in quotes_by(story, speaker) if _is_about(article, quote, wanted)
    )
    return QuoteSheet(chosen, speaker.full if speaker else None, about) if chosen else None


def _is_about(article: Article, quote: Quote, wanted: Collection[str]) -> bool:
    """Whether the line in which a quotation stands speaks of something."""
    return not wanted or holds_all(line_at(article, quote.marks).text, wanted)
