"""The template of fact cards: which fields a card has, in which order. A desk adds its own with cue words."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.boards import CardPart
from ..domain.readings import FactField


@dataclass(frozen=True, slots=True)
class CardField:
    """A field: `kind` says where its values come from; `cues` are the words that a line of a cue field holds.

    `label` is what the card calls it, `several` what it calls more than one value; without them the usual words.
    """

    kind: FactField | CardPart
    label: str = ""
    several: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """The fields of a card in their order."""

    fields: tuple[CardField, ...]


FACTS_ALONE = CardTemplate(tuple(CardField(field) for field in FactField))
"""The facts of an agreement, and nothing of one's own."""
