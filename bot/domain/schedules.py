"""Schedules of digests: what goes where and when; the editions that come of them, and what the ledger knows of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypedDict
from zoneinfo import ZoneInfo

from .spans import Span

OPERATORS_FILE = "config/digests.yaml"
"""Where the operator's own schedules stand, as people are told."""


class TargetKind(StrEnum):
    """What the channel of a schedule is."""

    CHANNEL = "channel"
    THREAD = "thread"
    FORUM = "forum"
    ANNOUNCEMENT = "announcement"


class DigestPart(StrEnum):
    """A part of a digest; the words are those that people type."""

    DOCUMENTS = "documents"
    SUMMARY = "summary"
    QUOTES = "quotes"
    CLAIMS = "claims"
    DATES = "dates"
    PARTICULARS = "particulars"


LAST_DAY = 0
"""Among the days of a month: the last one, whichever it is."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which a digest is due: those of the week (Monday is 0) and those of the month, either of them.

    With neither it is every day.
    """

    week: frozenset[int] = frozenset()
    month: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class QuietDates:
    """Dates without an edition, the first and the last included; they are dates in the schedule's zone."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is posted where, and when."""

    server: int
    name: str
    channel: int
    """The id of the channel, the thread or the forum."""

    at: tuple[time, ...]
    """The times of the day, in `zone`."""

    zone: str
    """An IANA name."""

    kind: TargetKind = TargetKind.CHANNEL
    tags: tuple[int, ...] = ()
    """The ids of the tags of a forum's posts."""

    days: Days = Days()
    quiet: tuple[QuietDates, ...] = ()
    parts: frozenset[DigestPart] = frozenset(DigestPart)
    lines: int = 5
    """How many lines the summary has."""

    role: int | None = None
    """The id of a role that is told of each edition."""

    skip_empty: bool = False
    """Whether nothing is posted where nothing is new."""

    publish: bool = False
    """Whether editions are published to those who follow an announcement channel."""

    corrections: bool = True
    grace: timedelta = timedelta(hours=2)
    """How late an edition may still be posted."""

    owner: int = 0
    """The user who made it; 0 for one of the operator's file."""

    paused: bool = False
    disabled: str | None = None
    """Why it posts no more, where it was stopped by something else than a pause."""

    retired: bool = False
    """Whether it is gone from the operator's file: it is kept for its history alone."""

    number: int = 0
    """Set by the ledger; 0 until it keeps the schedule."""

    since: datetime | None = None
    """When it was made, changed or resumed, in UTC; set by the ledger. Only slots after it count."""

    baseline: int = 0
    """The count of changes when it was made; set by the ledger. Only documents that came later are news."""


class Changes(TypedDict, total=False):
    """Fields of a schedule by their names, as somebody changes them; those that are not named stay as they are."""

    at: tuple[time, ...]
    zone: str
    kind: TargetKind
    tags: tuple[int, ...]
    days: Days
    quiet: tuple[QuietDates, ...]
    parts: frozenset[DigestPart]
    lines: int
    role: int | None
    skip_empty: bool
    publish: bool
    corrections: bool
    grace: timedelta


def zone_of(name: str) -> ZoneInfo | None:
    """A time zone by its IANA name; None where this machine has none of that name, or has it no more."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no zone, no name of a file, too long a one, a folder of zones
        return None


@dataclass(frozen=True, slots=True)
class Adoption:
    """What became of the operator's schedules when those of a file were taken up, by their names.

    Those whose names servers have for their own are left out.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


class EditionState(StrEnum):
    """How far an edition is; it only ever moves down this list.

    PLANNED: it is due, and its content is fixed. SENT: Discord has it. CONFIRMED: all that follows is done as well.
    SKIPPED: there was nothing new. FOLDED: it was missed, its news goes into the next one. FAILED: given up.
    """

    PLANNED = "planned"
    SENT = "sent"
    CONFIRMED = "confirmed"
    SKIPPED = "skipped"
    FOLDED = "folded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a schedule. All its times are in UTC."""

    number: int
    schedule: int
    """The number of its schedule."""

    slot: datetime
    """When it is due."""

    ordinal: int
    """What people count it by: edition 1, 2, 3."""

    after: int
    """The count of changes from which on documents are news in it."""

    upto: int
    """The count of changes up to which they are."""

    planned: datetime
    """When it was first claimed by a worker."""

    lease: datetime
    """Until when a worker holds it; then it is there for others."""

    state: EditionState = EditionState.PLANNED
    attempts: int = 1
    message: int | None = None
    """The message it was posted as."""

    channel: int | None = None
    """Where it was posted, or is to be; a forum's post is a channel of its own."""

    reason: str | None = None
    """Why the last attempt failed."""

    seen: int | None = None
    """The count of changes when it was composed: documents that had gone by then are not in it."""

    zone: str | None = None
    """The zone of its schedule when it was planned: its title tells `slot` there, and by that it is found again."""


@dataclass(frozen=True, slots=True, order=True)
class ShownLine:
    """A line of a document that an edition shows."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """What is posted where the lines of a document that an edition shows hold no more.

    `planned`, `lease` and `attempts` are as with an edition; `done` once there is nothing left to do, with its
    `message` where one was posted.
    """

    edition: int
    document: int
    planned: datetime
    lease: datetime
    attempts: int = 1
    done: bool = False
    message: int | None = None


class Turn(StrEnum):
    """What became of a document: it came, another came in its place, or it was taken back."""

    NEW = "new"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class DocumentTurn:
    """What became of a document between two counts of changes.

    A replaced one names the document that is in its place now, None where that was withdrawn. `taken` is when it came
    in, in UTC; None where that was not written down.
    """

    number: int
    turn: Turn
    replaced_by: int | None = None
    taken: datetime | None = None
