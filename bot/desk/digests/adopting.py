"""Adopting: the operator's digests are taken up as they stand in their file, by whoever posts them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from ...archive.ledger import Ledger
from ...domain.schedules import Adoption, Schedule
from .slots import next_slots

_log = logging.getLogger(__name__)


async def adopt_digests(ledger: Ledger, written: Sequence[Schedule], now: datetime) -> tuple[str, ...]:
    """Have the operator's digests be as they are written; gives a line for each that will not be posted.

    Several processes may share a ledger and have files of their own: the one that begins last is right, and its log
    says in a line what it has changed. May raise ArchiveUnavailable.
    """
    adopted = await ledger.adopt(written, now)
    # A digest that is new takes nothing away; one that is not posted any more may be missed by somebody.
    level = logging.WARNING if adopted.changed or adopted.retired else logging.INFO
    if told := "; ".join(_tell(adopted)):
        _log.log(level, "the digests of this process's file count from now on: %s", told)
    return await find_faults(ledger, written, now)


async def find_faults(ledger: Ledger, written: Sequence[Schedule], now: datetime) -> tuple[str, ...]:
    """What keeps digests that are written from being posted, a line each. May raise ArchiveUnavailable."""
    own = {(each.server, each.name) for each in await ledger.schedules() if each.owner}
    taken = [_tell_taken(each) for each in written if (each.server, each.name) in own]
    never = [each for each in written if not await asyncio.to_thread(next_slots, each, now, 1)]
    return (*taken, *map(_tell_never, never))


def tell_strange(schedule: Schedule) -> str:
    """That a digest is for a server on which the bot is not."""
    return (
        f"the digest “{schedule.name}” is for server {schedule.server}, on which the bot is not: "
        "let it in there, or take the digest out"
    )


def _tell_never(schedule: Schedule) -> str:
    return f"the digest “{schedule.name}” is never due: change its days, or its quiet dates"


def _tell_taken(schedule: Schedule) -> str:
    return (
        f"the digest “{schedule.name}” is one that server {schedule.server} made for itself: "
        "give that in the file another name"
    )


def _tell(adopted: Adoption) -> Iterator[str]:
    if adopted.added:
        yield f"{_names(adopted.added)} new or back"
    if adopted.changed:
        yield f"{_names(adopted.changed)} changed"
    if adopted.retired:
        yield f"{_names(adopted.retired)} not in it, so not posted; what they posted is kept"


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
