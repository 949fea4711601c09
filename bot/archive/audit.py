"""The audit: a line for each change that somebody signed, written with the change."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.servers import Signoff
from .moments import plain_utc
from .schema import audit


async def write_audit(connection: AsyncConnection, signed: Signoff | None, action: str, detail: str) -> None:
    """Write down a change in the change's own transaction; what nobody signed is the operator's own business."""
    if not signed:
        return
    caller = signed.caller
    values = {"server": caller.server, "at": plain_utc(signed.at), "user": caller.user, "user_name": caller.name}
    await connection.execute(insert(audit).values(**values, action=action, detail=detail))
