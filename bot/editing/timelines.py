"""Timelines: dated lines in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..domain.readings import Article, DateMention
from ..domain.replies import Event, Nothing, Timeline, WhichOne
from ..domain.spans import Span
from ..reading.words import stems
from .cast import Figure, resolve
from .lines import Line, line_at
from .matching import holds_all
from .nothing import ask_back, say_nothing
from .story import Story

Filter = Callable[[Line], bool]


def lay_timeline(
    story: Story, who: str | None = None, since: str | None = None, until: str | None = None
) -> Timeline | WhichOne | Nothing:
    """The dated lines, earliest first, each once for each date that it gives.

    `who` keeps those that name somebody, or that hold these words where nobody is called so. `since` and `until` are
    ISO years, months or days, both included. A date without a value has no place in an order and is left out; a
    period stands where it begins.
    """
    resolved = resolve(story.cast.figures, who or "")
    if len(resolved.figures) > 1 and who:
        return ask_back(who, resolved, story)
    keeps = _naming(resolved.only) if resolved.only else _speaking_of(who or "")
    events = tuple(_events(story.articles, keeps, since, until))
    return Timeline(events) if events else say_nothing(who or "dates", story, resolved.meant)


def _events(articles: Sequence[Article], keeps: Filter, since: str | None, until: str | None) -> Iterator[Event]:
    """The events that are wanted, in order of time, then as the documents have them."""
    dated = [
        (line, mention)
        for line, mention in _dated_lines(articles)
        if _lies_within(mention, since, until) and keeps(line)
    ]
    dated.sort(key=lambda pair: _first(pair[1]))
    return (Event(line.cite(), mention) for line, mention in dated)


def _naming(figure: Figure) -> Filter:
    """Keeps the lines that name a figure."""
    return lambda line: any(line.unit.contains(span) for span in figure.mentions_in(line.article))


def _speaking_of(words: str) -> Filter:
    """Keeps the lines that hold these words, whatever their endings."""
    wanted = frozenset(stems(words))
    return lambda line: holds_all(line.text, wanted)


def _dated_lines(articles: Sequence[Article]) -> Iterator[tuple[Line, DateMention]]:
    """The first mention of each dated value in each line."""
    for article in articles:
        seen: set[tuple[Span, str]] = set()
        for mention in article.reading.dates:
            line = line_at(article, mention.span)
            if mention.value and (line.unit, mention.value) not in seen:
                seen.add((line.unit, mention.value))
                yield line, mention


def _first(mention: DateMention) -> str:
    return (mention.value or "").split("/")[0]


def _lies_within(mention: DateMention, since: str | None, until: str | None) -> bool:
    """Whether a date and a period share a day. ISO dates of unequal precision compare by their common part."""
    first, last = _first(mention), (mention.value or "").split("/")[-1]
    if since and last[: len(since)] < since[: len(last)]:
        return False
    return not (until and first[: len(until)] > until[: len(first)])
