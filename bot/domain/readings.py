"""What reading finds in a text. All spans are into the text that was read; all sequences are in its order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .documents import Document
from .spans import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, blanks trimmed; `paragraph` and `number` (within it) count from 1, as citations do."""

    span: Span
    paragraph: int
    number: int


class Decided(StrEnum):
    """How the speaker of a quotation was decided."""

    NAMED = "named"
    PRONOUN = "by pronoun"
    CARRIED = "carried over"
    UNATTRIBUTED = "unattributed"


class QuoteKind(StrEnum):
    """Direct: an utterance of its own. Partial: words woven into the reporter's sentence."""

    DIRECT = "direct"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have spoken: the full name, and the words of the text that say so.

    `via` is the agency, paper or broadcaster that passed the words on.
    """

    decided: Decided
    speaker: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Speech in quotation marks: `span` is what stands between the marks, `marks` includes them.

    A quotation over several paragraphs is a quote a paragraph, of which only the last has a closing mark.
    """

    span: Span
    marks: Span
    attribution: Attribution
    kind: QuoteKind
    nested: bool = False


class Stance(StrEnum):
    """What the author of a claim does with its content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    PREDICTS = "predicts"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement reported without quotation marks."""

    span: Span
    author: str
    stance: Stance
    via: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression; `value` is ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, two joined by a slash, or None.

    `inferred` where the value rests on the day of publication.
    """

    span: Span
    value: str | None
    inferred: bool


class SectorStatus(StrEnum):
    """What the article says of a sector and the instrument that it reports on."""

    COVERED = "covered"
    DISCUSSED = "discussed"
    PREDICTED = "predicted"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class SectorMention:
    """A sector under one status, where it is named, and on whose word (a speaker or an outlet) where that is told."""

    name: str
    status: SectorStatus
    spans: tuple[Span, ...]
    authority: str | None = None


class FactField(StrEnum):
    """The fields of an agreement's fact card."""

    INSTRUMENT = "instrument"
    PARTY = "party"
    SIGNATORY = "signatory"
    DATE = "date"
    PLACE = "place"
    TERM = "term"
    REPLACES = "replaces"
    EXCLUDES = "excludes"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one field: `value` as a card shows it, `span` the words that say it."""

    field: FactField
    value: str
    span: Span
    inferred: bool = False


class NameKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    COUNTRY = "country"
    DOCUMENT = "document"
    DESCRIBED = "described"


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something that the text names.

    `full` is the fullest form; `forms` are the other words for the same one (surname, title with name,
    description); `descriptions` are titles and roles as the text gives them.
    """

    full: str
    kind: NameKind
    forms: tuple[str, ...]
    descriptions: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one text.

    `sentences` cover the text but for blanks. `units` are the smallest stretches that may be shown: runs of
    sentences of one paragraph that cut no quotation; each sentence lies in exactly one. `paragraphs` are spans in
    order, so that paragraph *n* of a citation is ``paragraphs[n - 1]``. `doubtful` holds the numbers of paragraphs
    whose quotation marks do not pair.
    """

    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    units: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateMention, ...] = ()
    sectors: tuple[SectorMention, ...] = ()
    background: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    names: tuple[Name, ...] = ()
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Article:
    """A document together with what was read in it: what editing chooses from.

    It equals itself alone, so that what is found in it once is kept by it, without comparing texts.
    """

    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that the index holds near some words; a higher `score` is nearer (BM25)."""

    document: int
    unit: Span
    score: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How common some stems are: of all `units` on the shelf, how many hold each."""

    units: int
    holding: Mapping[str, int]
