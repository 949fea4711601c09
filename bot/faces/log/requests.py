"""Requests: what is being answered right now, a line of the log for each, and what a shutdown waits for."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from ...domain.errors import CannotAnswer

_log = logging.getLogger(__name__)

STOPPING = "the bot is being stopped, or started anew: ask again in a minute"
"""What is told where somebody asks while the last answers are being sent."""

_CUT_SHORT = f"this took too long to be finished: {STOPPING}"
_T = TypeVar("_T")
_current: ContextVar[Request | None] = ContextVar("request", default=None)


class CutShort(CannotAnswer):
    """What was asked for is not done: the bot has to go before."""


@dataclass(slots=True, eq=False)
class Request:
    """A command, a page or whatever else somebody asked for; the log tells nothing of its words.

    `outcome` is one word; `began` is when it came in, by the clock of `time.perf_counter`.
    """

    command: str
    server: int
    channel: int
    shard: int
    began: float = field(default_factory=time.perf_counter)
    number: str = field(default_factory=lambda: secrets.token_hex(4))
    outcome: str = "answered"
    responded: float | None = None

    def respond(self) -> None:
        """Note that a response begins now; the first one counts."""
        if self.responded is None:
            self.responded = time.perf_counter()

    def fields(self) -> dict[str, object]:
        """What the log tells of it, once it is over."""
        ended = time.perf_counter()
        return {
            "command": self.command,
            "outcome": self.outcome,
            "server": self.server,
            "channel": self.channel,
            "shard": self.shard,
            "first_ms": round(1000 * ((self.responded or ended) - self.began), 1),
            "total_ms": round(1000 * (ended - self.began), 1),
        }


class Requests:
    """All requests of one bot: those in flight, and how many there were."""

    def __init__(self) -> None:
        self._in_flight: set[Request] = set()
        self._awaited: set[Request] = set()
        self._settled = asyncio.Event()
        self._working: set[asyncio.Task[Any]] = set()
        self._is_cut = False
        self.since = datetime.now(UTC)
        self.answered = 0
        self.faults = 0
        self.last_fault: datetime | None = None
        self.closed = False

    @property
    def in_flight(self) -> int:
        """How many are being answered."""
        return len(self._in_flight)

    @contextmanager
    def follow(self, request: Request) -> Iterator[Request]:
        """Be in flight while it is answered, and the current request of this task; then a line in the log."""
        before = _current.set(request)
        self._in_flight.add(request)
        try:
            yield request
        except BaseException as error:
            request.outcome = "fault" if isinstance(error, Exception) else "cut short"
            raise
        finally:
            _log.info("request", extra={"fields": request.fields()})
            self._land(request)
            _current.reset(before)

    def close(self) -> None:
        """Take no more: whoever asks from now on is told STOPPING."""
        self.closed = True

    async def work(self, work: Coroutine[Any, Any, _T]) -> _T:
        """What comes of work for a request. Raises CutShort where that is cut, in its own words where it has some."""
        working = asyncio.ensure_future(work)
        self._working.add(working)
        try:
            if self._is_cut:
                working.cancel()
            return await working
        except asyncio.CancelledError as cut:
            if self._is_cut:
                raise CutShort(str(cut) or _CUT_SHORT) from cut
            raise
        finally:
            self._working.discard(working)

    def cut(self) -> None:
        """End the work for all requests, so that there is time to tell who asked; what is being sent goes on."""
        self._is_cut = True
        for working in self._working:
            working.cancel()

    async def settle(self, within: float) -> int:
        """Wait until what is in flight now is answered, so many seconds at most; gives how many are left."""
        self._awaited = set(self._in_flight)
        if self._awaited:
            self._settled.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await self._settled.wait()
        if self._awaited:
            _log.warning("%d requests were not answered in time", len(self._awaited))
        return len(self._awaited)

    def _land(self, request: Request) -> None:
        self.answered += 1
        if request.outcome == "fault":
            self.faults += 1
            self.last_fault = datetime.now(UTC)
        self._in_flight.discard(request)
        self._awaited.discard(request)
        if not self._awaited:
            self._settled.set()


def current_request() -> Request | None:
    """The request that this task answers, if it does."""
    return _current.get()
