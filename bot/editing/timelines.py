"""Timelines: dated lines in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..domain.boards import Event, Timeline
from ..domain.notices import Nothing, WhichOne
from ..domain.readings import Article, DateMention
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.text.words import stems
from .comparing.likeness import Likeness
from .comparing.origins import find_copies, group_by_origin
from .material.cast import Figure, resolve
from .material.lines import Line, denies, line_at
from .material.matching import holds_all
from .material.story import Story
from .nothing import ask_back, say_nothing

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
    events = tuple(merge_events(dated, lexicon))
    if not events:
        return say_nothing(who or "dates", story, resolved.meant)
    together = {line.document.number for event in events if event.also for line in (event.snippet, *event.also)}
    cited = [article for article in story.articles if article.document.number in together]
    return Timeline(events, find_copies(group_by_origin(cited, lexicon)))


def merge_events(dated: Sequence[tuple[Line, DateMention]], lexicon: Lexicon) -> Iterator[Event]:
    """One event for the lines of several documents that give one date and say the same, the likest brought together.

    The line is shown that gives the date outright, where one does; the others are cited with it.
    """
    told = [[place] for place in range(len(dated))]
    documents = [line.article.document.number for line, _ in dated]
    for _, one, other in Likeness([line for line, _ in dated], lexicon).pairs(_ONE_EVENT, documents):
        if dated[one][1].value == dated[other][1].value and _are_of_others(told[one], told[other], dated):
            told[one] += told[other]
            for place in told[other]:
                told[place] = told[one]
    events = (sorted(places) for place, places in enumerate(told) if place == min(places))
    return (_event([dated[place] for place in places]) for places in events)


def _are_of_others(one: Sequence[int], other: Sequence[int], dated: Sequence[tuple[Line, DateMention]]) -> bool:
    """Whether no document tells both, and either all of their lines deny something or none does."""
    ours, theirs = ([dated[place][0] for place in places] for places in (one, other))
    documents = {line.article for line in ours}, {line.article for line in theirs}
    return documents[0].isdisjoint(documents[1]) and denies(ours[0]) == denies(theirs[0])


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
        for line, mention in dated_lines(articles)
        if _lies_within(mention, since, until) and keeps(line)
    ]
    dated.sort(key=lambda pair: start_of(pair[1]))
    return iter(dated)


def _naming(figure: Figure) -> Filter:
    """Keeps the lines that name a figure."""
    return lambda line: any(line.unit.contains(span) for span in figure.mentions_in(line.article))


def _speaking_of(words: str) -> Filter:
    """Keeps the lines that hold these words, whatever their endings."""
    wanted = frozenset(stems(words))
    return lambda line: holds_all(line.text, wanted)


def dated_lines(articles: Sequence[Article]) -> Iterator[tuple[Line, DateMention]]:
    """The first mention of each dated value in each line."""
    for article in articles:
        seen: set[tuple[Span, str]] = set()
        for mention in article.reading.dates:
            line = line_at(article, mention.span)
            if mention.value and (line.unit, mention.value) not in seen:
                seen.add((line.unit, mention.value))
                yield line, mention


def start_of(mention: DateMention) -> str:
    """The day, month or year where a date or a period begins."""
    return (mention.value or "").split("/")[0]


def _lies_within(mention: DateMention, since: str | None, until: str | None) -> bool:
    """Whether a date and a period share a day. ISO dates of unequal precision compare by their common part."""
    first, last = start_of(mention), (mention.value or "").split("/")[-1]
    if since and last[: len(since)] < since[: len(last)]:
        return False
    return not (until and first[: len(until)] > until[: len(first)])
