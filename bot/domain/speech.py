"""Replies about who said what: quotations, speakers, profiles."""

from __future__ import annotations

from dataclasses import dataclass

from .citations import Snippet
from .documents import Document
from .readings import NameKind, Quote, Stance
from .spans import Span


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

    @property
    def voice(self) -> dict[str, str | None]:
        """Whose the words are, and what decided that, by the names of `domain.evidence.VOICE`."""
        attribution = self.quote.attribution
        return {
            "speaker": attribution.speaker,
            "speaker_mention": self.mention,
            "cue": self.cue,
            "kind": self.quote.kind.value,
            "via": attribution.via,
            "decided": attribution.decided.value,
        }

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
