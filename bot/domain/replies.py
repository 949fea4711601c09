"""What the desk answers: values that any face can show. Words of a document stand in them as snippets only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .citations import Snippet
from .documents import Document
from .readings import DateMention, FactField, NameKind, Quote, SectorStatus, Stance
from .spans import Span


@dataclass(frozen=True, slots=True)
class Summary:
    """Chosen lines in the order of the text; `topic` where one was asked for; `method` names who chose."""

    lines: tuple[Snippet, ...]
    method: str
    document: Document | None = None
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
    document: Document | None = None
    topic: str | None = None


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
    """What the documents state of the instrument, field by field; values of one field may differ."""

    cells: tuple[Cell, ...]
    document: Document | None = None


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
class QuotedWords:
    """A quotation (the snippet is its content without marks) and what decided its speaker."""

    snippet: Snippet
    quote: Quote

    @property
    def cue(self) -> str | None:
        """The cue as the text has it."""
        return self._words(self.quote.attribution.cue)

    @property
    def mention(self) -> str | None:
        """The speaker as the text names or points at them."""
        return self._words(self.quote.attribution.mention)

    def _words(self, span: Span | None) -> str | None:
        return span.of(self.snippet.document.text) if span else None


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """Quotations in the order of the documents; `speaker` and `about` as asked, in full."""

    quotes: tuple[QuotedWords, ...]
    speaker: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who is quoted, how often, and the first of their quotations."""

    name: str
    quotes: int
    first: Snippet


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """Who is quoted, most quoted first."""

    rows: tuple[SpeakerRow, ...]


@dataclass(frozen=True, slots=True)
class Backgrounder:
    """Lines of history before the news, in the order of the documents."""

    lines: tuple[Snippet, ...]
    topic: str | None = None


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
    """Dated lines, earliest first, one line an event."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A reported statement in its unit, and what its author does with it."""

    snippet: Snippet
    author: str
    stance: Stance
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A document that names somebody, and how often."""

    document: Document
    mentions: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the documents have of one name: descriptions as they give them, quotations, claims, other lines.

    `claims` are theirs, `about` what others claim of them, `appearances` the documents that name them.
    """

    name: str
    kind: NameKind
    descriptions: tuple[Snippet, ...]
    quotes: tuple[QuotedWords, ...]
    claims: tuple[ClaimLine, ...]
    lines: tuple[Snippet, ...]
    about: tuple[ClaimLine, ...] = ()
    appearances: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A document on the shelf, with what reading made of it."""

    document: Document
    sentences: int
    quotes: int
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that answers come from."""

    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive lines of one document; `asked` is the one that was asked about."""

    document: Document
    lines: tuple[Snippet, ...]
    asked: Snippet | None = None
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """A line with its relevance; scores compare within one reply."""

    snippet: Snippet
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines that answer a question, best first."""

    question: str
    lines: tuple[ScoredLine, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that holds words looked for; `matches` are their places in the document."""

    snippet: Snippet
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Lines that hold the words looked for, best first."""

    words: str
    hits: tuple[Hit, ...]


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
    """What documents say alike, what differs, and what one of them alone says.

    `shared` are lines that say the same, a group each; `copies` documents of one origin, which count as one;
    `compared` the documents that were looked at, and `held` how many there are.
    """

    shared: tuple[tuple[Snippet, ...], ...]
    differing: tuple[Difference, ...]
    alone: tuple[Snippet, ...]
    copies: tuple[tuple[Document, ...], ...]
    compared: tuple[Document, ...]
    held: int
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
    """Accusations with denials and silences, matter by matter; those with two sides first."""

    matters: tuple[Matter, ...]
    topic: str | None = None


class Finding(StrEnum):
    """What was found of words that are said to be a quotation."""

    EXACT = "exact"
    ALTERED = "altered"
    ANOTHERS = "someone else's words"
    REPORTED = "reported, not quoted"
    ABSENT = "not in the documents"


@dataclass(frozen=True, slots=True)
class Change:
    """Where words asked about differ from a document's: either side may be empty, `span` is None there."""

    asked: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place of words asked about: `place` are the words that answer to them, within the snippet.

    The snippet is a quotation, and then `quoted` says whose; or a line, and `authors` are those whose claim it is.
    """

    snippet: Snippet
    place: Span
    quoted: QuotedWords | None = None
    authors: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether words are a quotation, and whose; `by` is who is said to have spoken, `documents` how many were seen."""

    words: str
    finding: Finding
    sightings: tuple[Sighting, ...]
    documents: int
    by: str | None = None


@dataclass(frozen=True, slots=True)
class WhichOne:
    """A name that fits several: nobody is guessed."""

    asked: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The documents do not say it. `nearest` are topics that they do speak of, `meant` names close to the one asked."""

    asked: str
    documents: int
    nearest: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A command as help shows it."""

    usage: str
    does: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked; `remarks` tell what does not work here and why."""

    entries: tuple[HelpEntry, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that cannot be carried out, and what to do about it."""

    reason: str


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
    | Answer
    | Hits
    | Comparison
    | Disputes
    | Verdict
    | WhichOne
    | Nothing
    | Help
    | Refusal
)
