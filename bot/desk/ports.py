"""What the desk is handed, and can be of more than one make: a shelf, an intake, a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from ..domain.documents import Draft
from ..domain.readings import Article, Found, Spread


class Shelf(Protocol):
    """The documents that a desk answers from, and what was read in them. Every method may raise ArchiveUnavailable."""

    async def articles(self) -> Sequence[Article]:
        """What is on the shelf, by number."""
        ...

    async def article(self, number: int) -> Article:
        """Any document ever kept that may be seen here. Raises NoSuchDocument."""
        ...

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        """Units on the shelf that hold any of these stems, nearest first."""
        ...

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How many units on the shelf there are, and how many of them hold each of these stems."""
        ...


Intake = Callable[[str, bytes], Draft]
"""Makes a draft of a file's name and bytes. Raises UnreadableDocument where it can be none."""

Clock = Callable[[], datetime]
"""Says what time it is, with its zone."""
