"""Catalogues: what is suggested while somebody types, folded once and then searched at each key press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.lengths import utf16_length
from ...domain.notices import Offer
from ...reading.text.words import fold

LONGEST = 100
"""UTF-16 units: what is longer cannot be offered whole, and so is not offered."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Offers, and their labels without case and accents."""

    offers: tuple[Offer, ...] = ()
    keys: tuple[str, ...] = ()


def catalogue(offers: Iterable[Offer]) -> Catalogue:
    """Those of some offers that are short enough."""
    fitting = tuple(offer for offer in offers if utf16_length(offer.value) <= LONGEST)
    return Catalogue(fitting, tuple(fold(offer.label) for offer in fitting))
