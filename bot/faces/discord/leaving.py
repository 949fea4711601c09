"""Leaving Discord when told to: what is being sent is finished first, and in time."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from ..log.requests import Requests

_log = logging.getLogger(__name__)

_STOPS = (signal.SIGINT, signal.SIGTERM)
_LAST_ANSWERS, _LAST_REFUSALS, _LAST_WORDS = 6.5, 0.8, 1.8
"""The seconds for what is being answered when the bot is told to stop, for telling so whoever asked meanwhile or is not
answered any more, and for leaving Discord: under ten together."""


async def live_until_told(life: Coroutine[Any, Any, None], requests: Requests) -> None:
    """Live until a signal comes; then let what is being sent be sent, and leave."""
    living, told = asyncio.ensure_future(life), asyncio.Event()
    waiting = asyncio.ensure_future(told.wait())
    try:
        with _heeding(told):
            await asyncio.wait((living, waiting), return_when=asyncio.FIRST_COMPLETED)
            if told.is_set():
                _log.info("told to stop")
                requests.close()
                if await requests.settle(_LAST_ANSWERS):
                    requests.cut()
                await requests.settle(_LAST_REFUSALS)
    finally:
        waiting.cancel()
        living.cancel()
        await asyncio.wait((living,), timeout=_LAST_WORDS)
    if living.done() and not living.cancelled():
        living.result()


@contextmanager
def _heeding(told: asyncio.Event) -> Iterator[None]:
    """Heed the first signal: whoever sends a second one, while the rest is being closed, wants the end at once."""
    loop, before = asyncio.get_running_loop(), {number: signal.getsignal(number) for number in _STOPS}

    def heed() -> None:
        told.set()
        for number in _STOPS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    with suppress(NotImplementedError):  # Windows has no such signals, and ends with Ctrl+C
        for number in _STOPS:
            loop.add_signal_handler(number, heed)
    try:
        yield
    finally:
        for number, handler in before.items():
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
            signal.signal(number, handler)
