"""What the desk needs from the rooms beside it; `wiring` hands the real ones in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..domain.documents import Document, Draft
from ..domain.readings import Article, Found, Reading, Spread


class Archive(Protocol):
    """Documents and what was read in them. Every method may raise ArchiveUnavailable."""

    async def keep(self, draft: Draft, reading: Reading, *, put_back: bool = True) -> Document:
        """Keep a draft with its reading, and give the document.

        A text that is there already is the same document (metadata and reading are brought up to date); a
        file name that is there with another text makes the older one replaced. A withdrawn text comes back to
        the shelf, but not where `put_back` is false: re-reading a library undoes nobody's decision. Raises
        NameTaken where the name is another text's, from another folder.
        """
        ...

    async def held(self, draft: Draft) -> Document | None:
        """The document of this very draft, if it is kept so and what was read in it still stands; else None.

        Whoever gets a document has nothing to read or keep; it may have been withdrawn.
        """
        ...

    async def withdraw(self, number: int) -> Document:
        """Take a document off the shelf; its citations still resolve. Raises NoSuchDocument."""
        ...

    async def articles(self) -> Sequence[Article]:
        """What is on the shelf, by number."""
        ...

    async def article(self, number: int) -> Article:
        """Any document ever kept. Raises NoSuchDocument."""
        ...

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        """Units on the shelf that hold any of these stems, nearest first."""
        ...

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How many units on the shelf there are, and how many of them hold each of these stems."""
        ...
