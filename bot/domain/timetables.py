"""Replies of the timetable: what digests a server has, one of them, what an edition would hold, what became of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .digests import Digest
from .schedules import Edition, Schedule, TargetKind


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a digest: a channel's number, name and kind; the tags of a forum's post, and the role to be told."""

    channel: int
    name: str
    kind: TargetKind = TargetKind.CHANNEL
    tags: tuple[int, ...] = ()
    role: int | None = None


@dataclass(frozen=True, slots=True)
class TargetNames:
    """What the numbers of a schedule stand for, as people know them; empty where that is not known."""

    channel: str = ""
    tags: str = ""
    role: str = ""


NO_NAMES = TargetNames()


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A schedule with its next runs, none where it posts nothing; and what its numbers stand for."""

    schedule: Schedule
    runs: tuple[datetime, ...] = ()
    names: TargetNames = NO_NAMES


@dataclass(frozen=True, slots=True)
class ScheduleList:
    """The schedules of a server, by their names."""

    rows: tuple[ScheduleRow, ...]


@dataclass(frozen=True, slots=True)
class ScheduleSheet:
    """One schedule with its latest editions, the last one first; `remark` tells what was just done with it."""

    row: ScheduleRow
    editions: tuple[Edition, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DigestPreview:
    """What an edition would hold if it were posted now, and what would keep it from being posted."""

    row: ScheduleRow
    digest: Digest
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionReport:
    """What became of an edition that was asked for."""

    row: ScheduleRow
    edition: Edition


TimetableReply = ScheduleList | ScheduleSheet | DigestPreview | EditionReport
