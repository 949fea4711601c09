"""How the running bot is, for whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Census:
    """What is kept: documents of the operator and of servers, the schema that the database is at, and where that is."""

    library: int
    others: int
    schema: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ShardPulse:
    """A shard: its servers, and the seconds that Discord takes to answer its heartbeat, None where it is not there."""

    number: int
    servers: int
    latency: float | None


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of the bot: the requests in flight, those answered since the start, and those that were faults.

    `last_fault` is when there was one last, in UTC.
    """

    in_flight: int
    answered: int
    faults: int
    last_fault: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is: `versions` by the names of what has one; `memory` in bytes, None where it cannot be told."""

    shards: tuple[ShardPulse, ...]
    uptime: timedelta
    census: Census
    load: Load
    versions: tuple[tuple[str, str], ...]
    memory: int | None = None
