"""Holding: what a worker has claimed stays its own while it is at work on it, however long that takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from ...domain.errors import ArchiveUnavailable
from ...domain.schedules import Correction, Edition
from ..ports import Clock
from .posting import Overdue
from .terms import Terms

Extend = Callable[[datetime, timedelta], Awaitable[Edition | Correction | None]]
"""Makes a lease longer, from now on; None where it ran out before, since another worker may have it then."""


class Hold:
    """Makes the lease of something longer again and again, until the work on it is over.

    Where the process is killed, or stands still, nobody does: then it is another worker's once the lease has run out.
    """

    def __init__(self, extend: Extend, clock: Clock, terms: Terms) -> None:
        self._extend = extend
        self._clock = clock
        self._terms = terms
        self._beating: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self._latest: datetime | None = None

    async def __aenter__(self) -> Self:
        self._beating = asyncio.get_running_loop().create_task(self._beat(), name="hold")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._beating:
            await self._beating  # what is being written is not torn off

    async def check(self) -> None:
        """Make sure of it right before each attempt to send something; all of them have to begin soon after the first.

        Raises Overdue where another worker may have it, or where what is sent now may be on its way still when the
        lease that the first attempt began with runs out: the process may have been stopped for hours since.
        """
        if self._latest is None:
            held = await self._extend(self._clock(), self._terms.lease)
            self._latest = held.lease - self._terms.sending if held else None
        if self._latest is None or self._clock() > self._latest:
            raise Overdue("this process stood still, or was slow, for too long")

    async def _beat(self) -> None:
        held: object = self
        while held and not await self._is_over():
            with suppress(ArchiveUnavailable):  # there is another beat before the lease runs out
                held = await self._extend(self._clock(), self._terms.lease)

    async def _is_over(self) -> bool:
        """Whether the work is over before the next beat."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._terms.beat):
                await self._over.wait()
        return self._over.is_set()
