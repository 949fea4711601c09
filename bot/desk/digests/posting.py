"""What the pressroom needs of whoever posts for it, and what can go wrong there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from ...domain.corrections import CorrectionNotice
from ...domain.digests import Digest
from ...domain.errors import TreatyDeskError
from ...domain.schedules import Schedule

Paper = Digest | CorrectionNotice
"""What is posted by itself. It has a mark, from which its title comes, by which it is found again."""


class NotPosted(TreatyDeskError):
    """It cannot be posted, or looked for, at the moment; `wait` is how long it is of no use to try again."""

    def __init__(self, reason: str, wait: timedelta = timedelta()) -> None:
        super().__init__(reason)
        self.wait = wait


class TargetClosed(TreatyDeskError):
    """The place of a schedule is closed to the bot: it is of no use to try again until somebody opens it.

    What `is_gone` nobody can open any more.
    """

    def __init__(self, reason: str, *, is_gone: bool = False) -> None:
        super().__init__(reason)
        self.is_gone = is_gone


class Refused(TreatyDeskError):
    """One thing is not taken; the next may be."""


class Overdue(TreatyDeskError):
    """It is not sent any more: another worker may have it by now, since this one stood still for so long."""


class HistoryClosed(TreatyDeskError):
    """What was posted in a place may not be read there."""


Check = Callable[[], Awaitable[None]]
"""Makes sure, right before an attempt to send something, that nobody else is to send it. Raises Overdue."""


async def _go_on() -> None:
    """Nobody else posts it."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where something was posted; a forum's post is a channel of its own.

    It is `earlier` where an attempt before this one had posted it already, maybe in other words.
    """

    message: int
    channel: int
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Print:
    """Something to be posted: on whose schedule, and under which name.

    What is posted twice under one `nonce` within some minutes is there once. `channel` is where it goes, in the place
    of the schedule's own. `check` is awaited right before each attempt to send it.
    """

    schedule: Schedule
    paper: Paper
    nonce: str
    channel: int | None = None
    check: Check = _go_on


class Poster(Protocol):
    """Posts, on some service. What is awaited may raise NotPosted, TargetClosed, Refused, but for `tell_owner`."""

    def holds(self, schedule: Schedule) -> bool:
        """Whether the schedule's server is this worker's, and it is there."""
        ...

    def look_over(self, schedules: Collection[Schedule]) -> None:
        """Look at all schedules that there are, as each round begins; what is known of any other may be forgotten."""
        ...

    def follow(self, schedule: Schedule) -> AbstractContextManager[object]:
        """Be at work for a schedule: who is told to stop lets this be finished, where that is soon done."""
        ...

    def find(self, printed: Print, after: datetime) -> Awaitable[Posted | None]:
        """Where it was posted after a moment, if it was: by its title alone. Raises HistoryClosed as well."""
        ...

    def post(self, printed: Print) -> Awaitable[Posted]:
        """Post something, and say where it is. Raises what the print's `check` raises as well."""
        ...

    def publish(self, posted: Posted) -> Awaitable[None]:
        """Publish what was posted to those who follow the place; once is enough."""
        ...

    def tell_owner(self, schedule: Schedule, words: str) -> Awaitable[None]:
        """Tell a line to who made the schedule; where they cannot be told, the log is."""
        ...
