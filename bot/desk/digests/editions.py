"""What an edition is known by, and what it holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...domain.digests import Digest, EditionMark
from ...domain.schedules import Correction, Edition, Schedule

EVERYTHING = -1
"""The count of changes after which an edition begins that is of all documents."""

WRONG_CLOCK = timedelta(days=1)
"""An edition of a slot so far ahead was planned by a clock that was wrong: later ones do not wait for it."""

LATE = timedelta(minutes=3)
"""From when on an edition says that it is late."""

_EPOCH = datetime.fromisoformat("2020-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an edition holds: what came after one count of changes and up to another.

    `since` is when the edition before it was planned, where there was one, and `seen` the change at which that one was
    composed: of what had gone by then it told nothing. What begins at EVERYTHING is `full`.
    """

    after: int
    upto: int
    since: datetime | None = None
    seen: int | None = None

    @property
    def full(self) -> bool:
        """Whether it is of all documents, whenever they came."""
        return self.after < 0


Compose = Callable[[Schedule, EditionMark, Coverage], Awaitable[Digest]]
"""Composes the digest of a schedule: the same one, whenever it is asked for the same."""


def mark_of(schedule: Schedule, edition: Edition, now: datetime | None = None) -> EditionMark:
    """What an edition is known by, in the zone that it was planned in; where it is late `now`, it says so."""
    posted = now if now and now - edition.slot >= LATE else None
    return EditionMark(schedule.name, edition.ordinal, edition.slot, edition.zone or schedule.zone, posted)


def nonce_of(edition: Edition) -> str:
    """A name for an edition that is the same after a restart, of at most 25 characters."""
    return f"td{edition.schedule}-{int((edition.slot - _EPOCH).total_seconds()):x}"[:25]


def nonce_of_correction(correction: Correction) -> str:
    """The same for a correction; one of a document that came back and went again has its own."""
    planned = int((correction.planned - _EPOCH).total_seconds())
    return f"tc{correction.edition}-{correction.document}-{planned:x}"[:25]
