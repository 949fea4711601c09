"""Events of Discord's that the library cannot read: one is left out, and the bot goes on with the next."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from discord.ext import commands

_log = logging.getLogger(__name__)

_NEEDED = "READY"
"""Without what this one tells nothing else can be understood: where it cannot be read there is no bot."""


def leave_out_unreadable(bot: commands.AutoShardedBot) -> None:
    """Have the bot live through an event that is not what the library expects, as of a newer Discord.

    By itself the library ends then, and the bot with it.
    """
    parsers = bot._connection.parsers  # where a single event is read; there is no other way to it
    for name, read in parsers.items():
        if name != _NEEDED:
            parsers[name] = _guarded(name, read)


def _guarded(name: str, read: Callable[[Any], None]) -> Callable[[Any], None]:
    def read_or_leave_out(event: Any) -> None:  # noqa: ANN401 - JSON
        try:
            read(event)
        except Exception:  # noqa: BLE001 - whatever it is, it is logged
            _log.exception("an event %s cannot be read and is left out: is there a newer discord.py?", name)

    return read_or_leave_out
