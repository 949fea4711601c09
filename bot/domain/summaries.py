"""Summaries, and what made their lines be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from .citations import Snippet
from .documents import Document


@dataclass(frozen=True, slots=True)
class Summary:
    """Chosen lines in the order of the text; `method` names who chose.

    `documents` or a `topic` where some were asked for; with neither it is of all documents.
    """

    lines: tuple[Snippet, ...]
    method: str
    documents: tuple[Document, ...] = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A reason in words; `part` is its share of all that speaks for a line, below 0 where it speaks against it."""

    reason: str
    part: float


@dataclass(frozen=True, slots=True)
class ReasonedLine:
    """A chosen line: `rank` counts from 1, the best; `needed` where it came for a line that leans on it."""

    snippet: Snippet
    rank: int
    shares: tuple[Share, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """What made each line of a summary be chosen, in the order of the text; `candidates` are the lines to choose from.

    Methods that are not ours tell a line's rank alone.
    """

    lines: tuple[ReasonedLine, ...]
    method: str
    candidates: int
    documents: tuple[Document, ...] = ()
    topic: str | None = None
