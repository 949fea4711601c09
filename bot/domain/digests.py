"""Digests: what came in since the last edition, part by part. Every line is new, and cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from .boards import Event
from .citations import Snippet
from .comparisons import Side
from .documents import Document
from .schedules import DigestPart, ShownLine, Turn
from .speech import ClaimLine, QuotedWords


@dataclass(frozen=True, slots=True)
class EditionMark:
    """What an edition is known by."""

    name: str
    """The name of its schedule."""

    ordinal: int | None
    """What people count it by; None where somebody asked for it by hand."""

    slot: datetime
    """When it was due."""

    zone: str
    """The IANA name of the zone in which times are told."""

    posted: datetime | None = None
    """When it is posted, where that is late. It is told beside the mark, and is not in the title."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that came, that took another's place, or that was withdrawn."""

    document: Document
    turn: Turn
    former: Document | None = None
    """The document whose place it took."""

    copy_of: Document | None = None
    """A document with the same text, which is cited in its place."""

    fresh: int = 0
    """How many of its lines are not in the former document."""

    dropped: int = 0
    """How many lines of the former document are not in it."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A new line; `also` are lines of other new documents that say the same. `claims` are those made in it."""

    snippet: Snippet
    also: tuple[Snippet, ...] = ()
    claims: tuple[ClaimLine, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsQuote:
    """A new quotation, the line in which it stands, and whose it is by the story's name for them.

    `also` are lines of other new documents that have the same words.
    """

    words: QuotedWords
    line: Snippet
    speaker: str | None
    also: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A particular that is not what it was: in a new version of a document, or in another document.

    The words of a side are those that differ; where the wording alone changed they need not be whole phrases.
    """

    subject: str
    old: Side
    new: Side
    is_version: bool
    """Whether the old line is of an older version of the same document."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What is new, part by part."""

    documents: tuple[Arrival, ...] = ()
    summary: tuple[NewsLine, ...] = ()
    particulars: tuple[Revision, ...] = ()
    quotes: tuple[NewsQuote, ...] = ()
    """By speaker."""

    claims: tuple[NewsLine, ...] = ()
    dates: tuple[Event, ...] = ()
    """In order of time."""

    parts: frozenset[DigestPart] = frozenset(DigestPart)
    """The parts that were asked for."""

    mark: EditionMark | None = None
    """None where it is no edition of a schedule."""

    since: datetime | None = None
    """When the last edition was planned, where that is known."""

    full: bool = False
    """Whether it is of all documents, whenever they came."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any((self.documents, self.summary, self.particulars, self.quotes, self.claims, self.dates))

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """Every line of a document that the digest shows or cites, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(self._cited())))

    @property
    def shown(self) -> tuple[ShownLine, ...]:
        """The same lines as the ledger keeps them."""
        return tuple(ShownLine(snippet.document.number, snippet.span) for snippet in self.snippets)

    def _cited(self) -> Iterator[tuple[Snippet, ...]]:
        yield from ((line.snippet, *line.also) for line in (*self.summary, *self.claims))
        yield from ((revision.old.snippet, revision.new.snippet) for revision in self.particulars)
        yield from ((quote.words.snippet, quote.line, *quote.also) for quote in self.quotes)
        yield from ((event.snippet, *event.also) for event in self.dates)
