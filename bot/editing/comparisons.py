"""Comparisons: what documents say alike, where particulars differ, and what one alone says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ..domain.citations import Snippet
from ..domain.documents import Document
from ..domain.readings import Article, Fact, FactField
from ..domain.replies import Comparison, Difference, Nothing, Side
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.words import fold, stems
from .likeness import Likeness
from .lines import Line, line_at, lines_of
from .matching import holds_all
from .nothing import say_nothing
from .origins import group_by_origin
from .particulars import find_discords
from .story import Story

_SAME = 0.3
"""Lines say the same from this likeness on; below `_APART` they have nothing to do with each other."""
_APART = 0.18
_ONE_STORY = 0.15
"""Measured on articles of eighteen stories: two of one story .28, of two stories .12 at most."""
_MOST_LINES = 1500
_MOST_DOCUMENTS = 40
_MOST_SHARED = 12
_MOST_ALONE = 6
_LEAST_WORDS = 5
_STATED = (FactField.INSTRUMENT, FactField.DATE, FactField.PLACE, FactField.TERM)


def compare_documents(story: Story, topic: str | None, found: Sequence[Line], lexicon: Lexicon) -> Comparison | Nothing:
    """Set documents beside each other; `found` are lines near the topic, where one is asked for.

    Without a topic the documents that came last are compared, as many as make up some thousand lines.
    """
    lines = _about(topic, found) if topic else [line for line in lines_of(_latest(story.articles)) if _says(line)]
    lines = sorted(_of_few(lines), key=_place)
    heard = {line.article.document.number: line.article for line in lines}
    if not heard:
        return say_nothing(topic or "comparison", story)
    tables = [_Table(lines, group, lexicon) for group in _group_by_story(tuple(heard.values()), lexicon)]
    return Comparison(
        tuple(group for table in tables for group in table.shared()),
        tuple(difference for table in tables for difference in table.differing()),
        tuple(line for table in tables for line in table.alone()),
        tuple(copies for table in tables for copies in table.copies()),
        tuple(article.document for article in heard.values()),
        len(story.articles),
        topic,
    )


def _latest(articles: Sequence[Article]) -> list[Article]:
    chosen: list[Article] = []
    room = _MOST_LINES
    for article in reversed(articles):
        room -= len(article.reading.units)
        if (room < 0 and len(chosen) > 1) or len(chosen) == _MOST_DOCUMENTS:
            break
        chosen.append(article)
    return chosen[::-1]


def _about(topic: str, found: Iterable[Line]) -> list[Line]:
    wanted = stems(topic)
    return [line for line in found if holds_all(line.text, wanted)]


def _of_few(lines: Sequence[Line]) -> list[Line]:
    """The lines of the documents that come first, as many as can be compared."""
    numbers = dict.fromkeys(line.article.document.number for line in lines)
    heard = set(list(numbers)[:_MOST_DOCUMENTS])
    return [line for line in lines if line.article.document.number in heard]


def _says(line: Line) -> bool:
    """Whether a line is long enough to say something."""
    return len(stems(line.text)) >= _LEAST_WORDS


def _speaks(line: Line) -> bool:
    """Whether most of a line is quoted: what is said and what is told are no two versions of one thing."""
    quotes = (q.span for q in line.article.reading.quotes if line.unit.contains(q.span) and not q.nested)
    return 2 * sum(map(len, quotes)) > len(line.unit)


def _place(line: Line) -> tuple[int, Span]:
    return line.article.document.number, line.unit


class _Table:
    """Lines of documents that tell one story, rated against each other."""

    def __init__(self, lines: Sequence[Line], articles: Sequence[Article], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._origins = group_by_origin(articles, lexicon)
        numbers = {each.document.number: place for place, group in enumerate(self._origins) for each in group}
        self._lines = [line for line in lines if line.article.document.number in numbers]
        self._origin = [numbers[line.article.document.number] for line in self._lines]
        self._speaks = [_speaks(line) for line in self._lines]
        self._likeness = Likeness(self._lines, lexicon)
        pairs = self._likeness.pairs(_APART)
        self._pairs = [pair for pair in pairs if self._origin[pair[1]] != self._origin[pair[2]]]

    def copies(self) -> Iterator[tuple[Document, ...]]:
        """The documents of one origin, where there are several."""
        return (tuple(each.document for each in group) for group in self._origins if len(group) > 1)

    def shared(self) -> Iterator[tuple[Snippet, ...]]:
        """Lines of several origins that say the same, the likest groups, in the order of the text."""
        groups = sorted(sorted(group) for group in self._groups()[:_MOST_SHARED])
        return (tuple(self._lines[place].cite() for place in group) for group in groups)

    def differing(self) -> Iterator[Difference]:
        """Particulars that are not the same: facts that documents state, quantities and dates of like lines."""
        yield from self._facts_apart()
        told: set[tuple[Span, Span]] = set()
        for likeness, one, other in self._pairs:
            ours, theirs = self._lines[one], self._lines[other]
            for discord in find_discords(ours, theirs, likeness, self._lexicon):
                places = discord.ours[0], discord.theirs[0]
                if not any(set(places) & set(before) for before in told):
                    told.add(places)
                    sides = Side(ours.cite(), discord.ours), Side(theirs.cite(), discord.theirs)
                    yield Difference(discord.subject, sides)

    def alone(self) -> Iterator[Snippet]:
        """Of each origin the lines that say most of what no other says, in the order of the text."""
        met = {place for _, one, other in self._pairs for place in (one, other)}
        for origin in range(len(self._origins)) if len(self._origins) > 1 else ():
            others = {
                w for place, at in enumerate(self._origin) if at != origin for w in self._likeness.words_of(place)
            }
            own = [place for place, at in enumerate(self._origin) if at == origin and place not in met]
            best = sorted(own, key=lambda place: -self._likeness.weight_of(place, others))[:_MOST_ALONE]
            yield from (self._lines[place].cite() for place in sorted(best))

    def _groups(self) -> list[list[int]]:
        """Lines that are alike two by two; each line and each origin once in a group."""
        groups: list[list[int]] = []
        grouped: dict[int, list[int]] = {}
        for likeness, one, other in self._pairs:
            if likeness < _SAME or (one in grouped and other in grouped) or self._speaks[one] != self._speaks[other]:
                continue
            group = grouped.get(one) or grouped.get(other)
            if group is None:
                group = []
                groups.append(group)
            elif not self._joins(group, other if one in grouped else one):
                continue
            for place in {one, other} - set(group):
                group.append(place)
                grouped[place] = group
        return groups

    def _joins(self, group: list[int], place: int) -> bool:
        origins = {self._origin[each] for each in group}
        return self._origin[place] not in origins and all(self._likeness.of(each, place) >= _SAME for each in group)

    def _facts_apart(self) -> Iterator[Difference]:
        """Fields that two origins state differently, two by two."""
        for field in _STATED:
            stated = [(group[0], _first(group[0], field)) for group in self._origins]
            told = [(article, fact) for article, fact in stated if fact and self._is_compared(article, fact)]
            for (article, fact), (other, another) in combinations(told, 2):
                if _are_apart(fact, another):
                    yield Difference(field.value, (_side(article, fact), _side(other, another)))

    def _is_compared(self, article: Article, fact: Fact) -> bool:
        """Whether the line of a fact is among those that are compared."""
        return line_at(article, fact.span) in self._lines


def _are_apart(one: Fact, other: Fact) -> bool:
    """Whether neither value is a part of the other."""
    ours, theirs = fold(one.value), fold(other.value)
    return ours not in theirs and theirs not in ours


def _side(article: Article, fact: Fact) -> Side:
    return Side(line_at(article, fact.span).cite(), (fact.span,))


def _group_by_story(articles: Sequence[Article], lexicon: Lexicon) -> list[list[Article]]:
    """The documents that tell one story, two or more: as a whole they share more words than any two documents do."""
    whole = [Line(article, Span(0, len(article.document.text))) for article in articles]
    groups = [[article] for article in articles]
    for _, one, other in Likeness(whole, lexicon).pairs(_ONE_STORY):
        ours, theirs = (next(g for g in groups if articles[place] in g) for place in (one, other))
        if ours is not theirs:
            ours += theirs
            groups.remove(theirs)
    stories = (sorted(group, key=lambda article: article.document.number) for group in groups if len(group) > 1)
    return sorted(stories, key=lambda group: group[0].document.number)


def _first(article: Article, field: FactField) -> Fact | None:
    return next((fact for fact in article.reading.facts if fact.field is field), None)
