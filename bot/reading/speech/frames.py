"""A paragraph as attribution sees it: words, mentions of those who can speak, and quotations as single items.

A frame is the stretch of a paragraph that says one thing: a sentence of the reporter's with the quotations in it,
joined with the sentences inside these. Inside a quotation, the quotations nested in it have frames of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from ...domain.readings import Sentence
from ...domain.spans import Span
from ..cast import Cast, Mention
from ..text.quotations import Quotation
from ..text.units import join_units
from ..text.words import Word


class ItemKind(Enum):
    """What an item is: a word, a sign between words, somebody mentioned, a quotation."""

    WORD = auto()
    SIGN = auto()
    MENTION = auto()
    QUOTE = auto()


class Item(NamedTuple):
    """One thing of a frame. `folded` are its letters; of a mention those of its first word, and `last` of its last."""

    kind: ItemKind
    span: Span
    folded: str = ""
    last: str = ""
    mention: Mention | None = None
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The items of one statement of the text; `opens` where it is the first of its paragraph or quotation."""

    items: tuple[Item, ...]
    span: Span
    paragraph: int
    opens: bool
    inside: Quotation | None = None

    @property
    def quotes(self) -> list[int]:
        """The places of the quotations among the items."""
        return [place for place, item in enumerate(self.items) if item.kind is ItemKind.QUOTE]

    def quotation_at(self, place: int) -> Quotation:
        """The quotation at a place. Raises ValueError where there is another item."""
        quotation = self.items[place].quotation
        if quotation is None:
            raise ValueError(f"no quotation at item {place}")
        return quotation


class Frames:
    """Cuts a text into frames, each word looked at once for each level of quotation around it.

    `own` are the reporter's own frames, in order.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        cast: Cast,
    ) -> None:
        self._text = text
        self._words = words
        self._starts = [word.start for word in words]
        self._sentences = sentences
        self._sentence_starts = [sentence.span.start for sentence in sentences]
        self._cast = cast
        self._levels = _by_level([each for each in quotations if not self._is_nickname(each)])
        self.own = tuple(self._of_text())

    def _is_nickname(self, quotation: Quotation) -> bool:
        """Whether marks stand within somebody's name: *Juan “Kid” Cruz*."""
        mention = self._cast.at(quotation.marks.start)
        return mention is not None and mention.span.contains(quotation.marks)

    def _of_text(self) -> Iterator[Frame]:
        quotations = self._levels.get(None, [])
        place = begin = 0
        while begin < len(self._sentences):
            number = self._sentences[begin].paragraph
            end = begin
            while end < len(self._sentences) and self._sentences[end].paragraph == number:
                end += 1
            first, stop = self._sentences[begin].span.start, self._sentences[end - 1].span.end
            inside = []
            while place < len(quotations) and quotations[place].marks.start < stop:
                inside.append(quotations[place])
                place += 1
            yield from self._cut(Span(first, stop), inside, number, None)
            begin = end

    def inside(self, quotation: Quotation) -> Iterator[Frame]:
        """The frames of what is said in a quotation; none where no other is nested in it."""
        nested = self._levels.get(quotation.marks, [])
        if nested:
            yield from self._cut(quotation.span, nested, quotation.paragraph, quotation)

    def _cut(
        self, span: Span, quotations: Sequence[Quotation], paragraph: int, inside: Quotation | None
    ) -> Iterator[Frame]:
        place = 0
        for unit in join_units(self._sentences_in(span), [q.marks for q in quotations]):
            here = []
            while place < len(quotations) and quotations[place].marks.start < unit.end:
                here.append(quotations[place])
                place += 1
            items = tuple(self._items(unit, here))
            yield Frame(items, unit, paragraph, unit.start == span.start, inside)

    def _sentences_in(self, span: Span) -> list[Sentence]:
        place = max(0, bisect_left(self._sentence_starts, span.start + 1) - 1)
        found = []
        while place < len(self._sentences) and self._sentences[place].span.start < span.end:
            sentence = self._sentences[place]
            start, end = max(sentence.span.start, span.start), min(sentence.span.end, span.end)
            if start < end:
                found.append(Sentence(Span(start, end), sentence.paragraph, sentence.number))
            place += 1
        return found

    def _items(self, span: Span, quotations: Sequence[Quotation]) -> Iterator[Item]:
        place = bisect_left(self._starts, span.start)
        begin = span.start
        for quotation in quotations:
            yield from self._read(place, begin, quotation.marks.start)
            yield Item(ItemKind.QUOTE, quotation.marks, quotation=quotation)
            begin = quotation.marks.end
            place = bisect_left(self._starts, begin)
        yield from self._read(place, begin, span.end)

    def _read(self, place: int, begin: int, end: int) -> Iterator[Item]:
        """Words and mentions from one offset to another."""
        while place < len(self._words) and self._words[place].start < end:
            word = self._words[place]
            place += 1
            if word.start < begin:
                continue
            mention = self._cast.at(word.start)
            if mention and mention.span.end <= end:
                begin = mention.span.end
                last = self._words[bisect_left(self._starts, begin) - 1].folded
                yield Item(ItemKind.MENTION, mention.span, word.folded, last, mention)
                continue
            kind = ItemKind.WORD if word.spoken or word.kind == "clitic" else ItemKind.SIGN
            yield Item(kind, word.span, word.folded, word.folded)


def _by_level(quotations: Sequence[Quotation]) -> dict[Span | None, list[Quotation]]:
    """Quotations by the marks of the one directly around them, None for those in the reporter's words."""
    levels: dict[Span | None, list[Quotation]] = {}
    around: list[Quotation] = []
    for quotation in quotations:
        while around and around[-1].marks.end <= quotation.marks.start:
            around.pop()
        levels.setdefault(around[-1].marks if around else None, []).append(quotation)
        around.append(quotation)
    return levels
