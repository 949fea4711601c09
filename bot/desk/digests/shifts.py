"""A shift: jobs that are done side by side, and that nobody waits for longer than they may."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable

from ...domain.errors import ArchiveUnavailable

_log = logging.getLogger(__name__)


class Shift:
    """Does jobs, some `at_once`; one that hangs keeps none of the others waiting, and is not begun a second time."""

    def __init__(self, at_once: int) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._under_way: dict[Hashable, asyncio.Task[None]] = {}

    def has(self, key: Hashable) -> bool:
        """Whether the job of a key is under way."""
        return key in self._under_way

    def begin(self, key: Hashable, job: Callable[[], Awaitable[object]]) -> None:
        """Begin the job of a key, where it is not under way."""
        if not self.has(key):
            self._under_way[key] = asyncio.get_running_loop().create_task(self._do(job))

    async def wait(self, patience: float) -> None:
        """Wait until all is done, some seconds at most. A fault of one job keeps no other from being done.

        Raises ArchiveUnavailable where a job met that; any other fault of one is logged.
        """
        # A job may itself wait for what it has begun.
        waited = set(self._under_way.values()) - {asyncio.current_task()}
        if waited:
            await asyncio.wait(waited, timeout=patience)
        for key in [key for key, task in self._under_way.items() if task.done()]:
            self._look_at(self._under_way.pop(key))

    async def stop(self) -> None:
        """End what is under way, wherever it is."""
        tasks = tuple(self._under_way.values())
        self._under_way.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _do(self, job: Callable[[], Awaitable[object]]) -> None:
        async with self._room:
            await job()

    def _look_at(self, task: asyncio.Task[None]) -> None:
        fault = None if task.cancelled() else task.exception()
        if fault is None:
            return
        if isinstance(fault, ArchiveUnavailable) or not isinstance(fault, Exception):
            raise fault
        _log.error("an edition met a fault", exc_info=fault)
