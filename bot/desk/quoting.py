"""Quotations in what people write, which they may want to have checked."""

from __future__ import annotations

from ..reading.lexicon import Lexicon
from ..reading.text.paragraphs import find_paragraphs
from ..reading.text.quotations import find_quotations

_MOST = 5
_LEAST_WORDS = 2
"""A single word in quotation marks is a title or a doubt, and no quotation."""


def find_quoted(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The first quotations in a message, the outermost ones; where there is none, the message without outer blanks."""
    found, _ = find_quotations(words, find_paragraphs(words), lexicon)
    passages = (quotation.span.of(words) for quotation in found if not quotation.depth)
    quoted = [passage for passage in passages if len(passage.split()) >= _LEAST_WORDS]
    return tuple(quoted[:_MOST]) or (words.strip(),)
