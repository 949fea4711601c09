"""How the running bot is, laid out for whoever runs it."""

from __future__ import annotations

from datetime import timedelta

from ..domain.health import Health, Load, ShardPulse
from .labels import count
from .sheet import Section, Sheet, SheetLine

_MEGABYTE = 1_000_000


def render_health(health: Health) -> Sheet:
    """Lay out how the bot is: what may be amiss first."""
    lines = (
        *(_line_of_shard(shard) for shard in health.shards),
        _line_of_load(health.load),
        SheetLine(
            lead=f"running for {name_duration(health.uptime)}", data={"uptime": int(health.uptime.total_seconds())}
        ),
        _line_of_documents(health),
        *_line_of_memory(health.memory),
        SheetLine(
            lead=", ".join(f"{name} {version}" for name, version in health.versions),
            data={"versions": dict(health.versions)},
        ),
    )
    return Sheet("Health", "How the bot is", (Section(lines),))


def name_duration(duration: timedelta) -> str:
    """A duration in its two largest units: ``2 days, 3 hours``."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second")]
    first = next((place for place, part in enumerate(parts) if part[0]), len(parts))
    return ", ".join(count(number, unit) for number, unit in parts[first : first + 2] if number) or "0 seconds"


def _line_of_shard(shard: ShardPulse) -> SheetLine:
    there = "not connected" if shard.latency is None else f"Discord answers in {1000 * shard.latency:.0f} ms"
    return SheetLine(
        lead=f"shard {shard.number}: {there}; {count(shard.servers, 'server')}",
        data={"shard": shard.number, "servers": shard.servers, "latency": shard.latency},
    )


def _line_of_load(load: Load) -> SheetLine:
    at = load.last_fault
    last = f", the last one at {at:%Y-%m-%d %H:%M} UTC" if at else ""
    answered, faults = count(load.answered, "request"), count(load.faults, "fault")
    return SheetLine(
        lead=f"{load.in_flight} being answered now; {answered} answered since the start; {faults}{last}",
        data={
            "in_flight": load.in_flight,
            "answered": load.answered,
            "faults": load.faults,
            "last_fault": at.isoformat() if at else None,
        },
    )


def _line_of_documents(health: Health) -> SheetLine:
    library, others = health.census.library, health.census.others
    return SheetLine(
        lead=f"{count(library, 'document')} in the library, {others} of servers",
        data={"library": library, "others": others},
    )


def _line_of_memory(memory: int | None) -> tuple[SheetLine, ...]:
    if memory is None:
        return ()
    return (SheetLine(lead=f"{memory / _MEGABYTE:.0f} MB of memory", data={"memory": memory}),)
