"""Which lines lean on the line before them, so that nobody can tell alone what or whom they speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile

from ...domain.readings import Article, Decided, NameKind, Quote, QuoteKind
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import Word, find_words, fold
from ..material.kept import kept
from ..material.lines import Line, line_before

_PERSONAL = frozenset({"he", "she"})
_SUBJECTS = frozenset({"he", "she", "they", "it"})
_COUNTING = "both"
_EMPTY = "it"
_SOON = 6
_LONGEST_OPENER = 4
_HEAD = 120
"""As many characters as the head of a line may have."""
_ALL_QUOTED = 0.5
_CLOSERS = "”’\"'»)]"

Mention = tuple[Span, int]
"""Where a name is mentioned, and the name's number in its article."""


class Leaning:
    """Tells which lines of one article lean."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article, self._text = article, article.document.text
        self._words = _heads(lexicon)
        self._mentions = _mentions_of(article)
        self._starts = [span.start for span, _ in self._mentions]
        self._quotes = sorted(article.reading.quotes, key=lambda quote: quote.marks.start)
        self._marks = [quote.marks.start for quote in self._quotes]

    def leans(self, line: Line) -> bool:
        """Whether a line needs the one before it; the first one of a document needs none."""
        before = line_before(line)
        if before is None:
            return False
        quotes = self._quotes_in(line.unit)
        return (
            before.text.rstrip(_CLOSERS).endswith(("?", ":"))
            or any(self._needs_speaker(quote, line.unit) for quote in quotes)
            or self._has_stranger(line.unit, quotes)
            or self._is_bound(line.unit, quotes)
        )

    def _quotes_in(self, unit: Span) -> list[Quote]:
        first = bisect_left(self._marks, unit.start)
        return list(takewhile(lambda quote: quote.marks.start < unit.end, self._quotes[first:]))

    def _needs_speaker(self, quote: Quote, unit: Span) -> bool:
        """Whether the line says a quotation without saying who speaks."""
        attribution = quote.attribution
        if quote.nested or (attribution.mention and unit.overlaps(attribution.mention)):
            return False
        whole = quote.kind is QuoteKind.DIRECT and len(quote.marks) > _ALL_QUOTED * len(unit)
        return whole or attribution.decided in {Decided.CARRIED, Decided.PRONOUN}

    def _has_stranger(self, unit: Span, quotes: Sequence[Quote]) -> bool:
        """Whether *he* or *she*, or *it* that speaks, is somebody whom the line does not name, before or after."""
        here = list(self._mentions_in(unit))
        speakers = {quote.attribution.mention for quote in quotes}
        pronouns = {span for span, _ in here if fold(span.of(self._text)) in _SUBJECTS}
        named = {name for span, name in here if span not in pronouns}
        return any(
            name not in named and (span in speakers or fold(span.of(self._text)) in _PERSONAL)
            for span, name in here
            if span in pronouns and not _is_quoted(span, quotes)
        )

    def _mentions_in(self, unit: Span) -> Iterator[Mention]:
        first = bisect_left(self._starts, unit.start)
        return takewhile(lambda mention: mention[0].start < unit.end, self._mentions[first:])

    def _is_bound(self, unit: Span, quotes: Sequence[Quote]) -> bool:
        """Whether the reporter's own words bind the line: at its head, or set off inside it."""
        asides = self._words.asides.finditer(self._text, unit.start, unit.end)
        if any(not _is_quoted(Span(*aside.span()), quotes) for aside in asides):
            return True
        words = find_words(self._text, unit.start, min(unit.end, unit.start + _HEAD))
        head = list(dropwhile(lambda word: word.kind in {"mark", "number"}, words))
        reporting = bool(head) and not _is_quoted(head[0].span, quotes)
        return reporting and (self._opens(head) or self._points(head, unit))

    def _opens(self, head: Sequence[Word]) -> bool:
        length = _longest(head, self._words.openers)
        after = head[length].folded if length < len(head) else ""
        return bool(length) and after not in self._words.unbinding

    def _points(self, head: Sequence[Word], unit: Span) -> bool:
        length = _longest(head, self._words.pointers)
        first = head[0].folded
        if not length or (first == _EMPTY and self._is_empty(head)):
            return False
        if first in _SUBJECTS:
            return not self._names_later(unit, head[0])
        return first != _COUNTING or not self._names_two(unit)

    def _is_empty(self, head: Sequence[Word]) -> bool:
        """Whether an *it* stands for a clause that follows: *It is unclear whether*."""
        following = [word.folded for word in head[1:_SOON]]
        return (
            following[:1] != []
            and following[0] in self._words.auxiliaries
            and bool(self._words.clauses.intersection(following))
        )

    def _names_later(self, unit: Span, pronoun: Word) -> bool:
        """Whether a pronoun at the head means somebody whom the line names after it."""
        here = list(self._mentions_in(unit))
        meant = {name for span, name in here if span.start == pronoun.start}
        return any(name in meant for span, name in here if span.start > pronoun.start)

    def _names_two(self, unit: Span) -> bool:
        """Whether the line itself says which *both* are."""
        names = self._article.reading.names
        return len({name for _, name in self._mentions_in(unit) if names[name].kind in _NAMED}) > 1


_NAMED = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY})


class _Heads:
    """The lists as runs of words, and the asides as a pattern."""

    def __init__(self, lexicon: Lexicon) -> None:
        discourse = lexicon.discourse
        self.openers = frozenset(tuple(each.split()) for each in discourse.openers)
        listed = "|".join(re.escape(each) for each in sorted(discourse.asides, key=len, reverse=True))
        self.asides = re.compile(rf", (?:{listed})[,.]", re.IGNORECASE)
        self.pointers = frozenset(tuple(each.split()) for each in discourse.pointers)
        self.unbinding, self.clauses = discourse.unbinding, discourse.clauses
        self.auxiliaries = lexicon.function_words.auxiliaries


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> _Heads:
    return _Heads(lexicon)


def find_leaning(lines: Sequence[Line], lexicon: Lexicon) -> list[bool]:
    """For each line whether it leans on the one before it in its document."""
    return [_leans(line, lexicon) for line in lines]


@kept(8192)
def _leans(line: Line, lexicon: Lexicon) -> bool:
    """The same of one line, found once."""
    return _leaning_of(line.article, lexicon).leans(line)


@kept(512)
def _leaning_of(article: Article, lexicon: Lexicon) -> Leaning:
    return Leaning(article, lexicon)


def _mentions_of(article: Article) -> list[Mention]:
    """Every mention in order."""
    return sorted((span, number) for number, name in enumerate(article.reading.names) for span in name.mentions)


def _is_quoted(span: Span, quotes: Sequence[Quote]) -> bool:
    return any(quote.marks.contains(span) for quote in quotes)


def _longest(words: Sequence[Word], runs: frozenset[tuple[str, ...]]) -> int:
    """How many of the first words make one of the runs; 0 where none does."""
    folded = tuple(word.folded for word in words[:_LONGEST_OPENER])
    return next((length for length in range(len(folded), 0, -1) if folded[:length] in runs), 0)
