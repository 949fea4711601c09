"""Schedules, editions and corrections as rows hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Table, UpdateBase, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.schedules import Correction, Edition, EditionState, Schedule
from .moments import full_utc, plain_utc

COLUMNS = ("server", "name", "owner", "paused", "disabled", "retired")
"""What of a schedule has columns of its own; the ledger sets `number`, `since` and `baseline` besides."""

_MOVED = {*COLUMNS, "number", "since", "baseline"} - {"server", "name"}


POSTED = (EditionState.SENT, EditionState.CONFIRMED)
"""The states of an edition that people can read."""

_LONGEST_LEASE = timedelta(days=2)
"""Nothing is held longer than that, nor put off."""


def make_columns(schedule: Schedule) -> dict[str, Any]:
    """The columns of a schedule, but for what the ledger sets."""
    body = _adapter().dump_json(schedule, exclude=_MOVED).decode()
    return {name: getattr(schedule, name) for name in COLUMNS} | {"body": body}


def make_schedule(row: Row[Any]) -> Schedule:
    """The schedule of a row."""
    known = {name: getattr(row, name) for name in COLUMNS}
    body = _adapter().validate_json(row.body)
    return replace(body, **known, number=row.number, since=full_utc(row.since), baseline=row.baseline)


def make_edition(row: Row[Any]) -> Edition:
    """The edition of a row."""
    values = {name: getattr(row, name) for name in Edition.__dataclass_fields__}
    moments = {name: full_utc(values[name]) for name in ("slot", "planned", "lease")}
    return Edition(**values | moments | {"state": EditionState(row.state)})


def make_correction(row: Row[Any]) -> Correction:
    """The correction of a row."""
    values = {name: getattr(row, name) for name in Correction.__dataclass_fields__}
    return Correction(**values | {name: full_utc(values[name]) for name in ("planned", "lease")})


def ran_out(lease: ColumnElement[datetime], now: datetime) -> ColumnElement[bool]:
    """Whether a lease is over, or ends so late that it was taken by a clock that was wrong."""
    return or_(lease <= plain_utc(now), lease > plain_utc(now + _LONGEST_LEASE))


async def insert_once(connection: AsyncConnection, table: Table, **values: object) -> Row[Any] | None:
    """The row that was put in; None where one is there already that has what must be unique."""
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")  # the other one is never loaded
    put: UpdateBase = dialect.insert(table).values(**values).on_conflict_do_nothing().returning(*table.c)
    return (await connection.execute(put)).one_or_none()


@cache
def _adapter() -> TypeAdapter[Schedule]:
    return TypeAdapter(Schedule)
