"""Timelines: dated lines in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..domain.readings import Article, DateMention
from ..domain.replies import Event, Nothing, Timeline, WhichOne
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.words import stems
from .cast import Figure, resolve
from .likeness import Likeness
from .lines import Line, line_at
from .matching import holds_all
from .nothing import ask_back, say_nothing
from .story import Story

Filter = Callable[[Line], bool]

_ONE_EVENT = 0.3
"""Lines of several documents that give one date tell one event from this likeness on."""


def lay_timeline(
    story: Story, lexicon: Lexicon, who: str | None = None, since: str | None = None, until: str | None = None
) -> Timeline | WhichOne | Nothing:
    """The dated lines, earliest first, each once for each date that it gives; what several documents tell is one.

    `who` keeps those that name somebody, or that hold these words where nobody is called so. `since` and `until` are
    ISO years, months or days, both included. A date without a value has no place in an order and is left out; a
    period stands where it begins.
    """
    resolved = resolve(story.cast.figures, who or "")
    if len(resolved.figures) > 1 and who:
        return ask_back(who, resolved, story)
    keeps = _naming(resolved.only) if resolved.only else _speaking_of(who or "")
    dated = list(_dated(story.articles, keeps, since, until))
    events = tuple(_merge(dated, lexicon))
    return Timeline(events) if events else say_nothing(who or "dates", story, resolved.meant)


@dataclass(slots=True)
class _Told:
    """An event as it is told: the places of its lines among all dated lines."""

    places: list[int]


def _merge(dated: Sequence[tuple[Line, DateMention]], lexicon: Lexicon) -> Iterator[Event]:
    """One event for the lines of several documents that give one date and say the same.

    The line is shown that gives the date outright, where one does; the others are cited with it.
    """
    likeness = Likeness([line for line, _ in dated], lexicon)
    events: dict[str | None, list[_Told]] = {}
    order: list[_Told] = []
    for place, (line, mention) in enumerate(dated):
        same = (told for told in events.get(mention.value, ()) if _is_same(dated, told, line, place, likeness))
        if told := next(same, None):
            told.places.append(place)
            continue
        order.append(_Told([place]))
        events.setdefault(mention.value, []).append(order[-1])
    return (_event([dated[place] for place in told.places]) for told in order)


def _is_same(
    dated: Sequence[tuple[Line, DateMention]], told: _Told, line: Line, place: int, likeness: Likeness
) -> bool:
    """Whether no line of the event is of the same document, and one is like it."""
    if any(dated[other][0].article is line.article for other in told.places):
        return False
    return any(likeness.of(other, place) >= _ONE_EVENT for other in told.places)


def _event(told: Sequence[tuple[Line, DateMention]]) -> Event:
    first = next((place for place, (_, mention) in enumerate(told) if not mention.inferred), 0)
    line, mention = told[first]
    return Event(line.cite(), mention, tuple(other.cite() for place, (other, _) in enumerate(told) if place != first))


def _dated(
    articles: Sequence[Article], keeps: Filter, since: str | None, until: str | None
) -> Iterator[tuple[Line, DateMention]]:
    """The dated lines that are wanted, in order of time, then as the documents have them."""
    dated = [
        (line, mention)
        for line, mention in _dated_lines(articles)
        if _lies_within(mention, since, until) and keeps(line)
    ]
    dated.sort(key=lambda pair: _first(pair[1]))
    return iter(dated)


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
