"""Replies that lay out what the documents state: fact cards, sectors, timelines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .citations import Snippet
from .documents import Document
from .readings import DateMention, FactField, SectorStatus


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value of a fact card's cell, and the words it was read in."""

    value: str
    snippet: Snippet
    inferred: bool = False


class CardPart(StrEnum):
    """Fields of a card beside the facts of an agreement; a cue field shows the lines that hold its cues."""

    SECTORS = "sectors"
    FIGURES = "figures"
    CUES = "cues"


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the card; without values it is not stated. `differs` where two documents have two values.

    `label` is what the card calls it, `several` what it calls more than one value; empty for the usual words.
    """

    field: FactField | CardPart
    values: tuple[CellValue, ...] = ()
    label: str = ""
    several: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class FactCard:
    """What the documents state of the instrument, field by field; values of one field may differ.

    `copies` are documents of one origin, which count as one.
    """

    cells: tuple[Cell, ...]
    document: Document | None = None
    copies: tuple[tuple[Document, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector under one status, on whose word, and the lines that name it."""

    name: str
    status: SectorStatus
    authority: str | None
    lines: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SectorBoard:
    """Sectors grouped by what the documents say of each; never one flat list."""

    rows: tuple[SectorRow, ...]
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated line: the words that give the date are `mention`; `also` are lines of others that tell the same."""

    snippet: Snippet
    mention: DateMention
    also: tuple[Snippet, ...] = ()

    @property
    def words(self) -> str:
        """The date as the text has it."""
        return self.mention.span.of(self.snippet.document.text)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated lines, earliest first, one line an event; `copies` are documents of one origin that tell one together."""

    events: tuple[Event, ...]
    copies: tuple[tuple[Document, ...], ...] = ()
