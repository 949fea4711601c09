"""Comparisons: what documents say alike, where particulars differ, and what one alone says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...domain.citations import Snippet
from ...domain.comparisons import Comparison, Difference, Side
from ...domain.documents import Document
from ...domain.notices import Nothing
from ...domain.readings import Article, Fact, FactField
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import stems
from ..material.lines import Line, latest, line_at, lines_of
from ..material.matching import holds_all
from ..material.prose import ends_as_statement
from ..material.story import Story
from ..material.wording import stems_at
from ..nothing import say_nothing
from .agreement import SAME, say_the_same
from .likeness import Likeness
from .origins import find_copies, group_by_origin
from .particulars import are_apart, find_counts_apart, find_discords, quantities_of

_APART = 0.18
"""Below this likeness lines have nothing to do with each other."""
_ONE_STORY = 0.15
"""Measured on articles of eighteen stories: two of one story .28, of two stories .12 at most."""
_ONE_SHORT_STORY, _SHORT = 0.1, 12
"""The same where one of two articles has few lines: short ones share fewer words."""
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
    lines = _about(topic, found) if topic else list(lines_of(latest(story.articles, _MOST_LINES, _MOST_DOCUMENTS)))
    lines = sorted(_of_few([line for line in lines if _says(line)] or lines), key=_place)
    heard = {line.article.document.number: line.article for line in lines}
    if not heard:
        return say_nothing(topic or "comparison", story)
    articles = tuple(heard.values())
    # Who asks for a topic has told what the documents have in common.
    stories = group_by_story(articles, lexicon) if not topic else [articles] if len(articles) > 1 else []
    tables = [Table(lines, group, lexicon) for group in stories]
    return Comparison(
        tuple(group for table in tables for group in table.shared()),
        tuple(difference for table in tables for difference in table.differing(counts=True)),
        tuple(line for table in tables for line in table.alone()),
        tuple(copies for table in tables for copies in table.copies()),
        tuple(article.document for article in heard.values()),
        len(story.articles),
        topic,
    )


def _about(topic: str, found: Iterable[Line]) -> list[Line]:
    wanted = stems(topic)
    return [line for line in found if holds_all(line.text, wanted)]


def _of_few(lines: Sequence[Line]) -> list[Line]:
    """The lines of the documents that come first, as many as can be compared."""
    numbers = dict.fromkeys(line.article.document.number for line in lines)
    heard = set(list(numbers)[:_MOST_DOCUMENTS])
    return [line for line in lines if line.article.document.number in heard]


def _says(line: Line) -> bool:
    """Whether a line is a sentence long enough to be compared, and no question or heading."""
    return len(stems_at(*line)) >= _LEAST_WORDS and ends_as_statement(line.text)


def _place(line: Line) -> tuple[int, Span]:
    return line.article.document.number, line.unit


class Table:
    """Lines of documents that tell one story, rated against each other; those of one origin are not.

    Without `origins` they are those of one hand.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        articles: Sequence[Article],
        lexicon: Lexicon,
        origins: Sequence[Sequence[Article]] = (),
    ) -> None:
        self._lexicon = lexicon
        self._origins = origins or group_by_origin(articles, lexicon)
        numbers = {each.document.number: place for place, group in enumerate(self._origins) for each in group}
        self._lines = [line for line in lines if line.article.document.number in numbers]
        self._origin = [numbers[line.article.document.number] for line in self._lines]
        self._likeness = Likeness(self._lines, lexicon)
        self._pairs = self._likeness.pairs(_APART, self._origin)

    def copies(self) -> tuple[tuple[Document, ...], ...]:
        """Documents of one origin, two or more."""
        return find_copies(self._origins)

    def shared(self) -> Iterator[tuple[Snippet, ...]]:
        """Lines of several origins that say the same, the likest groups, in the order of the text."""
        groups = sorted(sorted(group) for group in self._groups()[:_MOST_SHARED])
        return (tuple(self._lines[place].cite() for place in group) for group in groups)

    def differing(self, *, counts: bool = False) -> Iterator[Difference]:
        """Particulars that are not the same: facts that documents state, quantities and dates of like lines.

        With `counts` also what lines less alike count differently: set side by side, but no news of a change.
        """
        yield from self._facts_apart()
        told: set[tuple[int, Span]] = set()
        for likeness, one, other in self._pairs:
            ours, theirs = self._lines[one], self._lines[other]
            close = find_discords(ours, theirs, likeness, self._lexicon)
            further = find_counts_apart(ours, theirs, self._lexicon) if counts else ()
            for discord in (*close, *further):
                places = {(one, discord.ours[0]), (other, discord.theirs[0])}
                if told.isdisjoint(places):
                    told |= places
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
            if likeness < SAME or (one in grouped and other in grouped) or not self._say_the_same(one, other):
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
        if self._origin[place] in {self._origin[each] for each in group}:
            return False
        return all(self._say_the_same(each, place) for each in group)

    def _say_the_same(self, one: int, other: int) -> bool:
        likeness, common = self._likeness.of(one, other), len(self._likeness.common(one, other))
        ours, theirs = self._lines[one], self._lines[other]
        mine, yours = ({each.number for each in quantities_of(line, self._lexicon)} for line in (ours, theirs))
        if mine and yours and mine.isdisjoint(yours):
            return False
        return say_the_same(ours, theirs, likeness, common, self._lexicon)

    def _facts_apart(self) -> Iterator[Difference]:
        """Fields that origins state differently: the line of each value, once."""
        for field in _STATED:
            apart: list[tuple[Article, Fact]] = []
            for group in self._origins:
                stated = ((article, fact) for article in group for fact in self._facts(article, field))
                told = next(stated, None)
                if told and all(are_apart(told[1].value, other.value, self._lexicon) for _, other in apart):
                    apart.append(told)
            if len(apart) > 1:
                yield Difference(field.value, tuple(_side(article, fact) for article, fact in apart))

    def _facts(self, article: Article, field: FactField) -> Iterator[Fact]:
        """The facts of a field that stand in lines that are compared; *an agreement* is the name of none."""
        for fact in article.reading.facts:
            is_named = field is not FactField.INSTRUMENT or not fact.value.islower()
            if fact.field is field and is_named and line_at(article, fact.span) in self._lines:
                yield fact


def _side(article: Article, fact: Fact) -> Side:
    return Side(line_at(article, fact.span).cite(), (fact.span,))


def group_by_story(articles: Sequence[Article], lexicon: Lexicon) -> list[list[Article]]:
    """The documents that tell one story, two or more: as a whole they share more words than any two documents do."""
    whole = [Line(article, Span(0, len(article.document.text))) for article in articles]
    groups = [[article] for article in articles]
    for likeness, one, other in Likeness(whole, lexicon).pairs(_ONE_SHORT_STORY):
        shorter = min(len(articles[place].reading.units) for place in (one, other))
        if likeness < _ONE_STORY and shorter > _SHORT:
            continue
        ours, theirs = (next(g for g in groups if articles[place] in g) for place in (one, other))
        if ours is not theirs:
            ours += theirs
            groups.remove(theirs)
    stories = (sorted(group, key=lambda article: article.document.number) for group in groups if len(group) > 1)
    return sorted(stories, key=lambda group: group[0].document.number)
