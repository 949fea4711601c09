"""Corrections: lines that an edition showed, and that the document does not have any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .citations import Snippet
from .digests import EditionMark
from .documents import Document


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """A line as it was shown, and the line that is in its place now; None where there is none."""

    before: Snippet
    now: Snippet | None = None


@dataclass(frozen=True, slots=True)
class CorrectionNotice:
    """What no longer holds of an edition, because a document was replaced or withdrawn; or what holds again."""

    mark: EditionMark
    """The mark of the edition."""

    at: datetime
    """When this is told."""

    document: Document
    lines: tuple[CorrectedLine, ...]
    successor: Document | None = None
    """The document in its place; None where it was withdrawn, or is back."""

    is_back: bool = False
    """Whether the document is on the shelf again, after its going was told."""
