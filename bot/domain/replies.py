"""What the desk answers: values that any face can show. Words of a document stand in them as snippets only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .boards import FactCard, SectorBoard, Timeline
from .comparisons import Comparison, Disputes, Verdict
from .digests import Digest
from .documents import Document
from .health import Health
from .notices import Help, Nothing, Refusal, WhichOne
from .office import OfficeReply
from .passages import Answer, Backgrounder, Hits, Passage, Shelf, Surroundings
from .speech import Profile, QuoteSheet, SpeakerList
from .summaries import Reasons, Summary
from .timetables import TimetableReply


@dataclass(frozen=True, slots=True)
class Contribution:
    """A document, and how many lines of a pack are its own."""

    document: Document
    lines: int


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """The lines of an answer for whoever is to check them: what was asked and when, and the program's version.

    `contributions` are of the documents that the answer shows or cites, by number.
    """

    answer: Reply
    asked: str
    at: datetime
    version: str
    contributions: tuple[Contribution, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return sum(each.lines for each in self.contributions)


Reply = (
    Summary
    | Reasons
    | FactCard
    | SectorBoard
    | QuoteSheet
    | SpeakerList
    | Backgrounder
    | Timeline
    | Profile
    | Shelf
    | Passage
    | Surroundings
    | Answer
    | Hits
    | Comparison
    | Disputes
    | Verdict
    | WhichOne
    | Nothing
    | Help
    | Refusal
    | OfficeReply
    | Health
    | Digest
    | TimetableReply
    | EvidencePack
)
