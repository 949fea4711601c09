"""Moments as the tables hold them."""

from __future__ import annotations

from datetime import UTC, datetime


def plain_utc(at: datetime) -> datetime:
    """A moment as the tables have it: in UTC, without saying so, since not every database keeps that."""
    return at.astimezone(UTC).replace(tzinfo=None)


def full_utc(at: datetime) -> datetime:
    """A moment of the tables with its zone."""
    return at.replace(tzinfo=UTC)
