"""Hits: lines that hold the words looked for."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.replies import Hit, Hits
from ..reading.words import stems
from .lines import Line
from .matching import find_matches


def list_hits(words: str, found: Sequence[Line], limit: int) -> Hits | None:
    """Lines that hold the words, those with most of them first, otherwise in the order in which they were found.

    None where no line holds any.
    """
    wanted = frozenset(stems(words))
    ranked = sorted(found, key=lambda line: -len(wanted.intersection(stems(line.text))))
    hits = tuple(Hit(line.cite(), find_matches(line, wanted)) for line in ranked[:limit])
    hits = tuple(hit for hit in hits if hit.matches)
    return Hits(words, hits) if hits else None
