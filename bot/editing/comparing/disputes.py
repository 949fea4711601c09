"""Disputes: accusations, denials and silences, side by side by matter. Nobody is judged."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...domain.citations import sentence_at
from ...domain.comparisons import Disputes, Matter, Position, Stand
from ...domain.notices import Nothing
from ...domain.readings import Article, Claim, Stance
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, stem, stems
from ..material.kept import ARTICLES, kept
from ..material.lines import Line, latest, line_at
from ..material.matching import holds_all
from ..material.story import Story
from ..material.wording import read_stems
from ..nothing import say_there_is_none
from .likeness import Likeness, read_bag
from .silences import Silence, find_silences

_ONE_MATTER = 0.25
"""Lines are about one matter from this likeness on; neighbours and lines that point back need less."""
_NEIGHBOURS, _SILENT_NEIGHBOURS = 0.08, 0.12
_NEAR = 2
_POINTED_AT = 4
_MOST_WORDS = 3
_MOST_LINES, _MOST_DOCUMENTS = 3000, 100

_POSITIONS = {Stance.ACCUSES: Position.ACCUSES, Stance.DENIES: Position.DENIES, Stance.ASSERTS: Position.ASSERTS}


def lay_out_disputes(
    story: Story, topic: str | None, lexicon: Lexicon, found: Sequence[Line] | None = None
) -> Disputes | Nothing:
    """Every matter in which somebody accuses or denies, with who says nothing; `topic` keeps those that speak of it.

    Of a shelf that is too long to look through the documents of `found` are looked at, which are lines near the topic;
    without them those that came last.
    """
    articles = _to_look_at(story.articles, found)
    told = (_positions(article, story, lexicon) for article in articles)
    said = [each for positions in told for each in sorted(positions, key=lambda each: each.place)]
    wanted = stems(topic or "")
    groups = _group(said, lexicon)
    kept = [group for group in groups if any(holds_all(each.line.text, wanted) for each in group)]
    matters = [_matter(group, lexicon) for group in kept if any(each.position is not Position.SILENT for each in group)]
    matters.sort(key=_is_one_sided)
    if not matters:
        return say_there_is_none("disputes", story, topic)
    return Disputes(tuple(matters), topic, len(articles), len(story.articles))


def _to_look_at(articles: Sequence[Article], found: Sequence[Line] | None) -> Sequence[Article]:
    last = latest(articles, _MOST_LINES, _MOST_DOCUMENTS)
    if found is None or len(last) == len(articles):
        return last
    near = list(dict.fromkeys(line.article for line in found))[:_MOST_DOCUMENTS]
    return sorted(near, key=lambda article: article.document.number)


@dataclass(frozen=True, slots=True)
class _Said:
    """A position in its line; `number` is the line's place in its article, `points` where it leans on one before.

    Where somebody is silent and it is told on what, `about` are the words for it, and `on_claim` that it is what
    another said (*on the warning*).
    """

    author: str
    position: Position
    line: Line
    place: Span
    number: int
    points: bool
    about: frozenset[str] = frozenset()
    on_claim: bool = False

    @property
    def paragraph(self) -> int:
        """The number of its paragraph."""
        return sentence_at(self.line.article.reading, self.place.start).paragraph


def _positions(article: Article, story: Story, lexicon: Lexicon) -> Iterator[_Said]:
    """The positions of an article; silences only where something is disputed in it."""
    claims = [claim for claim in article.reading.claims if claim.stance in {Stance.ACCUSES, Stance.DENIES}]
    denied = {line_at(article, claim.span).unit for claim in claims if claim.stance is Stance.DENIES}
    for claim in article.reading.claims:
        line = line_at(article, claim.span)
        if claim in claims or (
            claim.stance is Stance.ASSERTS and line.unit in denied and not _is_denier(claim, claims)
        ):
            author = story.cast.name_of(claim.author)
            yield _said(author, _POSITIONS[claim.stance], line, claim.span, lexicon)
    for silence in _silences(article, lexicon) if claims else ():
        author = story.cast.name_of(silence.author)
        yield _silent(author, article, silence, lexicon)


@kept(ARTICLES)
def _silences(article: Article, lexicon: Lexicon) -> tuple[Silence, ...]:
    """The silences of an article, found once."""
    return tuple(find_silences(article, lexicon))


def _is_denier(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the author of a claim denies in the same words: what they add is no claim of the other side."""
    return any(other.author == claim.author and other.span.overlaps(claim.span) for other in claims)


def _said(author: str, position: Position, line: Line, place: Span, lexicon: Lexicon) -> _Said:
    number = bisect_left(line.article.reading.units, line.unit.start, key=lambda unit: unit.start)
    # A silence points by what it is on, and not by its *comment*.
    points = position is not Position.SILENT and _points(place.of(line.article.document.text), lexicon)
    return _Said(author, position, line, place, number, points)


def _silent(author: str, article: Article, silence: Silence, lexicon: Lexicon) -> _Said:
    said = _said(author, Position.SILENT, line_at(article, silence.place), silence.place, lexicon)
    if silence.about is None:
        # *The ministry, which had been sent the report, did not comment*
        return replace(
            said, on_claim=_points(article.document.text[said.line.unit.start : silence.place.start], lexicon)
        )
    words = silence.about.of(article.document.text)
    about = frozenset(read_bag(words, lexicon)) - _pointing(lexicon)
    return replace(said, about=about, on_claim=_points(words, lexicon))


def _points(words: str, lexicon: Lexicon) -> bool:
    return not _pointing(lexicon).isdisjoint(read_stems(words))


@lru_cache(maxsize=4)
def _pointing(lexicon: Lexicon) -> frozenset[str]:
    """The stems of what is denied without being told again: *the report*, *the claims*."""
    return frozenset(map(stem, lexicon.cues.nouns))


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> frozenset[str]:
    """The stems of the verbs of disputing, which are in all of them."""
    return frozenset(map(stem, lexicon.cues.deny | lexicon.cues.accuse))


def _group(said: Sequence[_Said], lexicon: Lexicon) -> list[list[_Said]]:
    """Positions on one matter together, matters and positions in the order of the documents."""
    likeness = Likeness([each.line for each in said], lexicon)
    linked = list(range(len(said)))
    alike = {(one, other) for _, one, other in likeness.pairs(_ONE_MATTER)}
    told = dict(_silences_on(said, lexicon))
    for before, after in sorted(alike.union(_neighbours(said), ((min(pair), max(pair)) for pair in told.items()))):
        if before in told or after in told:
            if told.get(before) == after or told.get(after) == before:
                _link(linked, before, after)
            continue
        is_pointed_at = before == _pointed_at(said, after)
        if is_pointed_at or _is_one_matter(said[before], said[after], likeness.of(before, after)):
            _link(linked, before, after)
    groups: dict[int, list[_Said]] = {}
    for place, each in enumerate(said):
        groups.setdefault(_root(linked, place), []).append(each)
    return list(groups.values())


def _neighbours(said: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """The places of positions of one article that are near to each other."""
    for after, each in enumerate(said):
        for before in range(after - 1, -1, -1):
            other = said[before]
            if other.line.article is not each.line.article or each.number - other.number > _POINTED_AT:
                break
            yield before, after


def _silences_on(said: Sequence[_Said], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The places of those who are silent on something that is told, and of what is said on it in their article.

    That has the same words; of *the warning* it is the last that was claimed before.
    """
    for one, each in enumerate(said):
        spoken = [
            (len(each.about & read_bag(other.line.text, lexicon).keys()), -abs(other.number - each.number), place)
            for place, other in enumerate(said if each.about or each.on_claim else ())
            if other.position is not Position.SILENT and other.line.article is each.line.article
        ]
        shared, _, nearest = max(spoken, default=(0, 0, 0))
        before = [place for *_, place in spoken if place < one and said[place].position is not Position.DENIES]
        if shared or (each.on_claim and before):
            yield one, nearest if shared else before[-1]


def _link(linked: list[int], before: int, after: int) -> None:
    root, leaf = sorted((_root(linked, before), _root(linked, after)))
    linked[leaf] = root


def _root(linked: list[int], place: int) -> int:
    while linked[place] != place:
        place = linked[place]
    return place


def _pointed_at(said: Sequence[_Said], one: int) -> int | None:
    """What a denial of *the report* or *the claims* is about: the last that was claimed shortly before it."""
    each = said[one]
    if not each.points or each.position is Position.ACCUSES:
        return None
    before = (
        other
        for other in range(one - 1, -1, -1)
        if said[other].line.article is each.line.article
        and said[other].position in {Position.ACCUSES, Position.ASSERTS}
        and each.number - said[other].number <= _POINTED_AT
    )
    return next(before, None)


def _is_one_matter(before: _Said, after: _Said, likeness: float) -> bool:
    """Whether two positions are on one matter: one line, neighbours that share a word, or lines that are alike.

    A denial right behind an accusation answers it. Who says nothing does not say on what either: a silence belongs to
    its own paragraph, or to what is near and much alike.
    """
    is_silence = Position.SILENT in {before.position, after.position}
    if likeness >= _ONE_MATTER and not is_silence:
        return True
    if before.line.article is not after.line.article:
        return False
    if is_silence:
        both = before.position is after.position  # two silences are alike in the words for silence
        return before.paragraph == after.paragraph or (
            not both and abs(after.number - before.number) <= _NEAR and likeness >= _SILENT_NEIGHBOURS
        )
    distance = abs(after.number - before.number)
    if distance == 0 or (distance <= _NEAR and likeness >= _NEIGHBOURS):
        return True
    return before.position is Position.ACCUSES and after.position is Position.DENIES and distance == 1


def _matter(group: Sequence[_Said], lexicon: Lexicon) -> Matter:
    stands = (Stand(each.author, each.position, each.line.cite(), each.place) for each in group)
    return Matter(_shared_words(group, lexicon), tuple(dict.fromkeys(stands)))


def _shared_words(group: Sequence[_Said], lexicon: Lexicon) -> tuple[str, ...]:
    """Words that several lines of a matter have, those in most of them first, in the order of the text."""
    lines = list({each.line.unit: each.line for each in group}.values())
    verbs = _verbs(lexicon)
    counts = Counter(word for line in lines for word in read_bag(line.text, lexicon) if word not in verbs)
    shared = sorted((word for word, count in counts.items() if count > 1), key=lambda word: -counts[word])[:_MOST_WORDS]
    words = find_words(lines[0].text)
    found = {
        bag: word for word in words if (bag := next(iter(read_bag(lines[0].text[word.start : word.end], lexicon)), ""))
    }
    return tuple(lines[0].text[found[bag].start : found[bag].end] for bag in found if bag in shared)


def _is_one_sided(matter: Matter) -> bool:
    return len({stand.author for stand in matter.stands}) < 2
