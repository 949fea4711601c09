"""Disputes: accusations, denials and silences, side by side by matter. Nobody is judged."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.readings import Article, Claim, Stance
from ..domain.replies import Disputes, Matter, Nothing, Position, Stand
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.words import find_words, stem, stems
from .likeness import Likeness, read_bag
from .lines import Line, line_at
from .matching import holds_all
from .nothing import say_nothing
from .silences import find_silences
from .story import Story

_ONE_MATTER = 0.25
"""Lines are about one matter from this likeness on; neighbours and lines that point back need less."""
_NEIGHBOURS = 0.08
_NEAR = 2
_POINTED_AT = 4
_MOST_WORDS = 3

_POSITIONS = {Stance.ACCUSES: Position.ACCUSES, Stance.DENIES: Position.DENIES, Stance.ASSERTS: Position.ASSERTS}


def lay_out_disputes(story: Story, topic: str | None, lexicon: Lexicon) -> Disputes | Nothing:
    """Every matter in which somebody accuses or denies, with who says nothing; `topic` keeps those that speak of it."""
    found = (_positions(article, story, lexicon) for article in story.articles)
    said = [each for positions in found for each in sorted(positions, key=lambda each: each.place)]
    wanted = stems(topic or "")
    groups = _group(said, lexicon)
    kept = [group for group in groups if any(holds_all(each.line.text, wanted) for each in group)]
    matters = [_matter(group, lexicon) for group in kept if any(each.position is not Position.SILENT for each in group)]
    matters.sort(key=_is_one_sided)
    return Disputes(tuple(matters), topic) if matters else say_nothing(topic or "disputes", story)


@dataclass(frozen=True, slots=True)
class _Said:
    """A position in its line; `number` is the line's place in its article, `points` where it leans on one before."""

    author: str
    position: Position
    line: Line
    place: Span
    number: int
    points: bool


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
    for silence in find_silences(article, lexicon) if claims else ():
        author = story.cast.name_of(silence.author)
        yield _said(author, Position.SILENT, line_at(article, silence.place), silence.place, lexicon)


def _is_denier(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the author of a claim denies in the same words: what they add is no claim of the other side."""
    return any(other.author == claim.author and other.span.overlaps(claim.span) for other in claims)


def _said(author: str, position: Position, line: Line, place: Span, lexicon: Lexicon) -> _Said:
    number = bisect_left(line.article.reading.units, line.unit.start, key=lambda unit: unit.start)
    words = [word.folded for word in find_words(line.article.document.text, place.start, place.end)]
    nouns = {stem(noun) for noun in lexicon.cues.nouns}
    return _Said(author, position, line, place, number, any(stem(word) in nouns for word in words))


def _group(said: Sequence[_Said], lexicon: Lexicon) -> list[list[_Said]]:
    """Positions on one matter together, matters and positions in the order of the documents."""
    likeness = Likeness([each.line for each in said], lexicon)
    linked = list(range(len(said)))
    for one, first in enumerate(said):
        pointed_at = _pointed_at(said, one)
        for other in range(one):
            if other == pointed_at or _is_one_matter(said[other], first, likeness.of(one, other)):
                root, leaf = sorted((_root(linked, one), _root(linked, other)))
                linked[leaf] = root
    groups: dict[int, list[_Said]] = {}
    for place, each in enumerate(said):
        groups.setdefault(_root(linked, place), []).append(each)
    return list(groups.values())


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

    A denial right behind an accusation answers it.
    """
    if likeness >= _ONE_MATTER:
        return True
    if before.line.article is not after.line.article:
        return False
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
    verbs = {stem(verb) for verb in lexicon.cues.deny | lexicon.cues.accuse}
    counts = Counter(word for line in lines for word in read_bag(line.text, lexicon) if word not in verbs)
    shared = sorted((word for word, count in counts.items() if count > 1), key=lambda word: -counts[word])[:_MOST_WORDS]
    words = find_words(lines[0].text)
    found = {
        bag: word for word in words if (bag := next(iter(read_bag(lines[0].text[word.start : word.end], lexicon)), ""))
    }
    return tuple(lines[0].text[found[bag].start : found[bag].end] for bag in found if bag in shared)


def _is_one_sided(matter: Matter) -> bool:
    return len({stand.author for stand in matter.stands}) < 2
