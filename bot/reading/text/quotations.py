"""Quotation marks paired, paragraph by paragraph: what stands between them, nested or going on in the next paragraph.

A mark is an opening one, a closing one, either, or no quotation mark at all (an apostrophe, inches), by the characters
beside it. Pairs are found with one stack a paragraph, so time is linear in the length. What does not pair makes its
paragraph doubtful and is left out; the other marks of the paragraph still count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ...domain.spans import Span
from ..lexicon import Lexicon
from ..speech_lists import QuotationFacts

_MARK = re.compile(r"(?<!`)``(?!`)|''|[\"'“”„‟‘’‚‛«»‹›「」『』]")
_FAMILIES = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "``", "''"], "double"),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], "single"),
    **dict.fromkeys("«»", "guillemets"),
    **dict.fromkeys("‹›", "single guillemets"),
    **dict.fromkeys("「」", "corners"),
    **dict.fromkeys("『』", "white corners"),
}
_OPENING = frozenset(["“", "„", "‟", "``", "‘", "‚", "‛", "«", "‹", "「", "『"])
_STRAIGHT = frozenset(['"', "''", "'"])
_BRACKETS = "([{<¡¿"
_DASHES = "-‑–—/"
_STOPS = ".,;:!?…)]}%"
_DECADE = re.compile(r"\d\d(?:s\b|\b(?!\s*(?:%|per\b|[.,]\d)))")
_WORD = re.compile(r"[^\W\d_]{1,12}")
_FEET = re.compile(r"\d['’]\d{1,2}\Z")
# Outermost is 0.
DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `span` between the marks without blanks, `marks` with them; outermost is `depth` 0.

    `paragraph` counts from 1. A quotation over several paragraphs is one a paragraph: all but the last `continue` in
    the next one and have no closing mark, all but the first are `continued`. `dashed` is what a dash introduces: its
    marks are the dash and the words.
    """

    span: Span
    marks: Span
    depth: int
    paragraph: int
    continues: bool = False
    continued: bool = False
    dashed: bool = False


class _Role(Enum):
    OPEN = auto()
    CLOSE = auto()
    EITHER = auto()
    NONE = auto()


class _Primes(Enum):
    """Which straight double marks behind a digit are taken for inches."""

    BEHIND_FEET = auto()
    ALL = auto()
    NO = auto()


@dataclass(slots=True)
class _Mark:
    """A mark in its place. `strength` says of a closing single mark how little it looks like an apostrophe (0 to 3).

    `later` is the best strength of those that follow before a single mark opens again; `later_inside` stops at
    double marks as well. `measures` is whether a mark stands right behind a digit, as inches do.
    """

    start: int
    end: int
    sign: str
    family: str
    role: _Role
    strength: int = -1
    measures: bool = False
    later: int = -1
    later_inside: int = -1


@dataclass(slots=True)
class _Paired:
    """Pairs with their depth, marks that nothing closes, how many close nothing, and the first of all where it does."""

    pairs: list[tuple[_Mark, _Mark, int]]
    unclosed: list[_Mark]
    strays: int
    closes: _Mark | None = None

    @property
    def balanced(self) -> bool:
        return not self.unclosed and not self.strays


def find_quotations(
    text: str, paragraphs: Sequence[Span], lexicon: Lexicon
) -> tuple[tuple[Quotation, ...], tuple[int, ...]]:
    """Find everything in quotation marks, in order of the marks, and the numbers of the doubtful paragraphs."""
    found: list[Quotation] = []
    doubtful: list[int] = []
    continued = False
    all_paired = [_pair_paragraph(text, paragraph, lexicon.quotations) for paragraph in paragraphs]
    for number, (paragraph, paired) in enumerate(zip(paragraphs, all_paired, strict=True), start=1):
        behind = (paragraphs[number], all_paired[number]) if number < len(paragraphs) else None
        goes_on = _goes_on(text, paired, behind)
        ends = paired.closes if continued else None
        if paired.strays > bool(ends) or len(paired.unclosed) > bool(goes_on):
            doubtful.append(number)
        found += _quotations(text, paragraph, number, paired, goes_on, continued=continued)
        continued = goes_on is not None
    return tuple(found), tuple(doubtful)


def _quotations(
    text: str, paragraph: Span, number: int, paired: _Paired, goes_on: _Mark | None, *, continued: bool
) -> list[Quotation]:
    whole = [
        Quotation(span, Span(opening.start, closing.end), depth, number)
        for opening, closing, depth in paired.pairs
        if depth <= DEEPEST and (span := _content(text, opening.end, closing.start))
    ]
    if goes_on and (span := _content(text, goes_on.end, paragraph.end)):
        whole = [_deeper(q) if q.marks.start > goes_on.start else q for q in whole]
        whole.append(Quotation(span, Span(goes_on.start, paragraph.end), 0, number, continues=True))
    if continued and (end := paired.closes) and (span := _content(text, paragraph.start, end.start)):
        whole = [_deeper(q) if q.marks.end <= end.start else q for q in whole]
        whole.append(Quotation(span, Span(paragraph.start, end.end), 0, number))
    whole = [q for q in whole if q.depth <= DEEPEST]
    whole.sort(key=lambda q: (q.marks.start, -q.marks.end))
    if continued and whole and whole[0].marks.start == paragraph.start:
        first = whole[0]
        whole[0] = Quotation(first.span, first.marks, 0, number, continues=first.continues, continued=True)
    return whole


def _deeper(quotation: Quotation) -> Quotation:
    return Quotation(quotation.span, quotation.marks, quotation.depth + 1, quotation.paragraph)


def _content(text: str, start: int, end: int) -> Span | None:
    """What stands between two marks, without the blanks that some languages put inside them."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, start + len(words.rstrip())) if left < len(words) else None


def _goes_on(text: str, paired: _Paired, behind: tuple[Span, _Paired] | None) -> _Mark | None:
    """The last mark left open, where the next paragraph opens with one of its kind, or closes it before any opens."""
    if not paired.unclosed or behind is None:
        return None
    last, (after, following) = paired.unclosed[-1], behind
    opening = _MARK.match(text, after.start, after.end)
    closes = following.closes is not None and following.closes.family == last.family
    return last if closes or (opening and _FAMILIES[opening.group()] == last.family) else None


def _pair_paragraph(text: str, paragraph: Span, facts: QuotationFacts) -> _Paired:
    """Pair the marks; where they do not pair, see whether they do with inches read otherwise."""
    first = _pair(_read_marks(text, paragraph, facts, _Primes.BEHIND_FEET))
    if first.balanced or not re.search(r'\d"', text[paragraph.start : paragraph.end]):
        return first
    for primes in (_Primes.ALL, _Primes.NO):
        again = _pair(_read_marks(text, paragraph, facts, primes))
        if again.balanced:
            return again
    return first


def _read_marks(text: str, paragraph: Span, facts: QuotationFacts, primes: _Primes) -> list[_Mark]:
    marks = list(_find_marks(text, paragraph, facts, primes))
    later = later_inside = -1
    for mark in reversed(marks):
        mark.later, mark.later_inside = later, later_inside
        if mark.family != "single":
            later_inside = -1
        elif mark.role is _Role.OPEN:
            later = later_inside = -1
        elif mark.role is _Role.CLOSE:
            later, later_inside = max(later, mark.strength), max(later_inside, mark.strength)
    return marks


def _find_marks(text: str, paragraph: Span, facts: QuotationFacts, primes: _Primes) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end, sign = match.start(), match.end(), match.group()
        left = text[start - 1] if start > paragraph.start else ""
        right = text[end] if end < paragraph.end else ""
        family = _FAMILIES[sign]
        if family == "single":
            role = _single_role(text, sign, left, right, end, facts)
        elif sign == '"' and _is_inches(text, start, left, primes):
            role = _Role.NONE
        else:
            role = _double_role(sign, left, right)
        if role is not _Role.NONE:
            strength = _strength(text, start, left, right) if family == "single" else -1
            yield _Mark(start, end, sign, family, role, strength, left.isdigit())


def _is_inches(text: str, start: int, left: str, primes: _Primes) -> bool:
    if primes is _Primes.NO or not left.isdigit():
        return False
    return primes is _Primes.ALL or bool(_FEET.search(text, max(0, start - 4), start))


def _leads(left: str) -> bool:
    """Whether a mark behind this character may open."""
    return not left or left.isspace() or left in _BRACKETS or (left in _FAMILIES and left not in "’”»›")


def _follows(right: str) -> bool:
    """Whether a mark before this character may close."""
    return not right or right.isspace() or right in _STOPS or right in _DASHES or right in _FAMILIES


def _double_role(sign: str, left: str, right: str) -> _Role:
    if sign in _STRAIGHT:
        return _straight_role(left, right)
    if sign == "“" and not _leads(left) and left not in _DASHES:
        return _Role.EITHER  # closes in German, and where a paragraph was typed with one mark for both
    if sign in _OPENING:
        return _Role.EITHER if sign == "«" and not _leads(left) else _Role.OPEN
    return _Role.EITHER if _leads(left) and not _follows(right) else _Role.CLOSE


def _straight_role(left: str, right: str) -> _Role:
    leads, follows = _leads(left), _follows(right)
    if leads and (not follows or (right in _FAMILIES and right)):
        return _Role.OPEN
    if follows and not leads:
        return _Role.CLOSE
    return _Role.EITHER


def _single_role(text: str, sign: str, left: str, right: str, end: int, facts: QuotationFacts) -> _Role:
    if left.isalnum() and right.isalnum():
        return _Role.NONE
    leads = _leads(left) or left in _DASHES
    if leads and right and not right.isspace() and (right.isalnum() or right not in ".,;:)]}’”\"'"):
        return _Role.NONE if sign == "’" or _is_elision(text, sign, end, facts) else _Role.OPEN
    if sign == "'" and leads and right in _FAMILIES and right not in "’”":
        return _Role.OPEN
    if sign in _OPENING:
        return _Role.OPEN
    return _Role.CLOSE


def _is_elision(text: str, sign: str, end: int, facts: QuotationFacts) -> bool:
    """Whether an apostrophe stands for letters or a century left out: 'em, 'til, '90s; even if curled wrongly."""
    if _DECADE.match(text, end):
        return True
    word = _WORD.match(text, end)
    if not word or word.group().lower() not in facts.elisions:
        return False
    return word.group().islower() or sign != "‘"


def _strength(text: str, start: int, left: str, right: str) -> int:
    """How surely a single mark closes: 3 behind punctuation, 2 behind most letters, less behind a plural's s.

    A plural possessive looks like a closing mark (*the ministers’ deal*), and so does a dropped g (*goin’ home*).
    """
    if not left.isalnum():
        return 3
    plural = left in "sSzxZX" or text[max(0, start - 2) : start] == "in"
    if not plural and text[max(0, start - 2) : start - 1] in "'’‘" and left in "nN":
        return -1  # rock ’n’ roll
    if not plural:
        return 2
    return 0 if right.isspace() else 1


class _Stack:
    """Marks that are open, and how many of each family."""

    def __init__(self) -> None:
        self.open: list[_Mark] = []
        self._counts = dict.fromkeys(_FAMILIES.values(), 0)

    def holds(self, family: str) -> bool:
        return self._counts[family] > 0

    def push(self, mark: _Mark) -> None:
        self.open.append(mark)
        self._counts[mark.family] += 1

    def pop(self) -> _Mark:
        mark = self.open.pop()
        self._counts[mark.family] -= 1
        return mark

    @property
    def top(self) -> _Mark | None:
        return self.open[-1] if self.open else None


def _pair(marks: Sequence[_Mark]) -> _Paired:
    stack = _Stack()
    paired = _Paired([], [], 0)
    for place, mark in enumerate(marks):
        role = _decide(mark, stack, marks[place + 1] if place + 1 < len(marks) else None)
        if role is _Role.OPEN:
            stack.push(mark)
        elif role is _Role.CLOSE:
            _close(mark, stack, paired)
    paired.unclosed = [mark for mark in stack.open if not _was_apostrophe(mark)]
    lost = len(paired.unclosed)
    if lost:
        paired.pairs = [(a, b, max(0, depth - lost)) for a, b, depth in paired.pairs]
    return paired


def _decide(mark: _Mark, stack: _Stack, following: _Mark | None) -> _Role:
    """What a mark does where it stands, given what is open."""
    if mark.role is _Role.EITHER:
        return _Role.CLOSE if stack.holds(mark.family) else _Role.OPEN
    if mark.family != "single" or mark.role is not _Role.CLOSE:
        return mark.role
    if not stack.holds("single"):
        return _Role.NONE
    return _Role.NONE if _is_possessive(mark, stack, following) else _Role.CLOSE


def _is_possessive(mark: _Mark, stack: _Stack, following: _Mark | None) -> bool:
    """Whether a mark behind an s is a plural's apostrophe: a better place to close comes before the next opens."""
    if mark.strength < 0:
        return True
    if mark.strength >= 2:
        return False
    closes_next = following is not None and following.family == "single" and following.role is _Role.CLOSE
    if closes_next and following is not None and following.start <= mark.end + 1:
        return True
    later = mark.later_inside if stack.holds("double") else mark.later
    return later >= 2 or later > mark.strength  # written on residents' backs'.


def _close(mark: _Mark, stack: _Stack, paired: _Paired) -> None:
    if not stack.holds(mark.family):
        if mark.sign == "''" and stack.holds("single"):
            _close(_Mark(mark.start, mark.start + 1, "'", "single", _Role.CLOSE), stack, paired)
            mark = _Mark(mark.start + 1, mark.end, "'", "single", _Role.CLOSE)
        if not stack.holds(mark.family):
            paired.strays += 1
            first = paired.strays == 1 and all(opening.family != "double" for opening, *_ in paired.pairs)
            ends = mark.family == "double" and not mark.measures
            paired.closes = mark if ends and first else paired.closes
            return
    while (opening := stack.pop()).family != mark.family:
        paired.strays += not _was_apostrophe(opening)
    paired.pairs.append((opening, mark, len(stack.open)))


def _was_apostrophe(opening: _Mark) -> bool:
    """A straight single mark that nothing closes was no quotation mark."""
    return opening.sign == "'"
