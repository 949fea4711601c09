"""How the bot is right now, gathered from where each part of it is known."""

from __future__ import annotations

import math
import os
import platform
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import discord
from discord.ext import commands

from ....domain.health import Census, Health, Load, ShardPulse
from ...log.requests import Requests
from ...version import find_version
from ..wire.receiving import Bot


def gather_health(bot: Bot, requests: Requests, census: Census) -> Health:
    """How the bot is; `census` is what its archive holds."""
    return Health(
        _shards(bot),
        datetime.now(UTC) - requests.since,
        census,
        Load(requests.in_flight, requests.answered, requests.faults, requests.last_fault),
        (
            ("Treaty Desk", find_version()),
            ("Python", platform.python_version()),
            ("discord.py", discord.__version__),
            ("schema", census.schema),
        ),
        _memory(),
    )


def _shards(bot: Bot) -> tuple[ShardPulse, ...]:
    servers = Counter(guild.shard_id or 0 for guild in bot.guilds)
    if isinstance(bot, commands.AutoShardedBot):
        pulses = {number: (shard.latency, shard.is_closed()) for number, shard in bot.shards.items()}
    else:
        pulses = {bot.shard_id or 0: (bot.latency, bot.is_closed())}
    return tuple(
        ShardPulse(number, servers[number], None if closed or not math.isfinite(latency) else latency)
        for number, (latency, closed) in sorted(pulses.items())
    )


def _memory() -> int | None:
    """The bytes that the process has in memory, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
