"""Replies that set documents side by side: comparisons, disputes, verdicts on a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .citations import Snippet
from .documents import Document
from .spans import Span
from .speech import QuotedWords


@dataclass(frozen=True, slots=True)
class Side:
    """One line of a difference, and the places of the words that differ."""

    snippet: Snippet
    places: tuple[Span, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that differ, as the document has them."""
        return tuple(place.of(self.snippet.document.text) for place in self.places)


@dataclass(frozen=True, slots=True)
class Difference:
    """A particular that is not the same in lines of several documents: what it is of, and each with its own words."""

    subject: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What documents say alike, what differs, and what one of them alone says."""

    shared: tuple[tuple[Snippet, ...], ...]
    """Groups of lines that say the same."""

    differing: tuple[Difference, ...]
    alone: tuple[Snippet, ...]
    """Lines that only one document has."""

    copies: tuple[tuple[Document, ...], ...]
    """Groups of documents of one origin, which count as one."""

    compared: tuple[Document, ...]
    """The documents that were looked at."""

    held: int
    """How many documents there are."""

    topic: str | None = None


class Position(StrEnum):
    """Where somebody stands in a dispute."""

    ACCUSES = "accuses"
    ASSERTS = "asserts"
    DENIES = "denies"
    SILENT = "does not comment or confirm"


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody's position, the line that tells it, and the words of the claim (or of the silence) in that line."""

    author: str
    position: Position
    snippet: Snippet
    place: Span


@dataclass(frozen=True, slots=True)
class Matter:
    """What one dispute is about, in words that its lines share, and where each side stands."""

    about: tuple[str, ...]
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """Accusations with denials and silences, matter by matter; those with two sides first.

    `seen` documents were looked at of those `held`.
    """

    matters: tuple[Matter, ...]
    topic: str | None = None
    seen: int = 0
    held: int = 0


class Finding(StrEnum):
    """What was found of words that are said to be a quotation."""

    EXACT = "exact"
    SHORTENED = "exact but shortened"
    ALTERED = "altered"
    ANOTHERS = "someone else's words"
    WITHIN = "quoted within a quotation"
    REPORTED = "reported, not quoted"
    ABSENT = "not in the documents"


@dataclass(frozen=True, slots=True)
class Change:
    """Where words asked about differ from a document's: either side may be empty, `span` is None there."""

    asked: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where the documents have the words asked about, or others in their stead."""

    snippet: Snippet
    """A quotation, or a line outside of quotation marks."""

    place: Span
    """Where in the snippet the words are."""

    quoted: QuotedWords | None = None
    """Whose words a quotation is."""

    authors: tuple[str, ...] = ()
    """Whose claim a line is."""

    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether words are a quotation, and whose; `by` is who is said to have spoken, `documents` how many were seen."""

    words: str
    finding: Finding
    sightings: tuple[Sighting, ...]
    documents: int
    by: str | None = None
