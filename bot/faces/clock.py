"""The clock: repeats a job at an interval, and goes on after a fault."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from ..domain.errors import TreatyDeskError

_log = logging.getLogger(__name__)


class Ticker:
    """Does a job every so many seconds until it is stopped; a fault ends one round, and is logged."""

    def __init__(self, job: Callable[[], Awaitable[None]], seconds: float) -> None:
        self._job = job
        self._seconds = seconds
        self._ticking: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._trouble = ""

    def start(self) -> None:
        """Begin; a ticker that has begun just goes on."""
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.get_running_loop().create_task(self._tick(), name="digests")

    def wake(self) -> None:
        """Do the job now, without waiting for the rest of the interval."""
        self._woken.set()

    async def stop(self) -> None:
        """Stop, and cut a round short that is at work."""
        if self._ticking:
            self._ticking.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticking
            self._ticking = None

    async def _tick(self) -> None:
        while True:
            self._woken.clear()
            await self._do()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._seconds):
                    await self._woken.wait()

    async def _do(self) -> None:
        try:
            await self._job()
            self._trouble = ""
        except TreatyDeskError as trouble:
            if str(trouble) != self._trouble:  # told once, however long it lasts
                _log.warning("%s", trouble)
            self._trouble = str(trouble)
        except Exception:  # noqa: BLE001 - whatever it is, there is another round
            _log.exception("a round of the clock met a fault")
