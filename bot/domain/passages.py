"""Replies that show documents and lines of them: the shelf, passages, background, answers, hits."""

from __future__ import annotations

from dataclasses import dataclass

from .citations import Snippet
from .documents import Document
from .spans import Span


@dataclass(frozen=True, slots=True)
class Backgrounder:
    """Lines of history before the news, in the order of the documents."""

    lines: tuple[Snippet, ...]
    topic: str | None = None


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
class Surroundings:
    """What stands around several lines, which are `asked`; passages that would overlap are one."""

    passages: tuple[Passage, ...]
    asked: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """A line with its relevance; scores compare within one reply."""

    snippet: Snippet
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines that answer a question, best first; a person is shown the first ones, a program all."""

    question: str
    lines: tuple[ScoredLine, ...]
    shown: int = 3


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
