"""The smallest stretches of a text that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...domain.readings import Sentence
from ...domain.spans import Span


def join_units(sentences: Sequence[Sentence], marked: Iterable[Span]) -> tuple[Span, ...]:
    """Join the sentences of a paragraph that a quotation holds together.

    `marked` are quotations with their marks, in the order of their starts. Each sentence lies in exactly one unit,
    and no unit starts or ends inside a quotation of its paragraph.
    """
    quotations = sorted(marked)
    units: list[Span] = []
    number = open_until = place = 0
    for sentence in sentences:
        if sentence.paragraph == number and sentence.span.start < open_until:
            units[-1] = units[-1].hull(sentence.span)
        else:
            units.append(sentence.span)
        number = sentence.paragraph
        while place < len(quotations) and quotations[place].start < sentence.span.end:
            open_until = max(open_until, quotations[place].end)
            place += 1
    return tuple(units)
