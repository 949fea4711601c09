"""The register of servers: what each chose, its other names, who changed what, and which are there no more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.office import ChoiceValue
from ..domain.servers import Alias, AuditLine, Scope, ServerChoices, Signoff
from .audit import write_audit
from .moments import full_utc, plain_utc
from .schema import aliases, audit, choices, servers
from .store import Store, count_change, fetch_changes


@dataclass(frozen=True, slots=True)
class ServerEntry:
    """What the register has of a server, as of some count of changes."""

    changes: int
    choices: ServerChoices
    aliases: tuple[Alias, ...]


class Register:
    """The part of the archive that knows servers. Every method may raise ArchiveUnavailable."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: dict[int, ServerEntry] = {}

    async def choices(self, server: int) -> ServerChoices:
        """What is chosen on a server."""
        return (await self._entry(server)).choices

    async def aliases(self, server: int) -> tuple[Alias, ...]:
        """The other names that a server has for somebody, by the alphabet."""
        return (await self._entry(server)).aliases

    async def choose(self, signed: Signoff, name: str, value: ChoiceValue, scope: Scope = Scope.SERVER) -> None:
        """Choose something for the caller's server, channel or self; None takes the choice back.

        What somebody chooses for themselves changes nothing of the server's, and is not in its audit.
        """
        caller = signed.caller
        subject = {Scope.SERVER: 0, Scope.CHANNEL: caller.channel, Scope.USER: caller.user}[scope]
        key = {"server": caller.server, "scope": scope.value, "subject": subject, "name": name}
        told = "back to the default" if value is None else json.dumps(value)
        place = f" in channel {subject}" if scope is Scope.CHANNEL else ""
        async with self._store.writing() as connection:
            await connection.execute(delete(choices).where(*_same(choices, key)))
            if value is not None:
                await connection.execute(insert(choices).values(**key, value=json.dumps(value)))
            await self._count(connection, None if scope is Scope.USER else signed, "set", f"{name}{place}: {told}")

    async def set_alias(self, signed: Signoff, alias: str, name: str | None, *, instead: str | None = None) -> None:
        """Give somebody another name on the caller's server, or with None take it away.

        `instead` is the same name as it was spelled before.
        """
        server = signed.caller.server
        async with self._store.writing() as connection:
            for old in {alias, instead} - {None}:
                await connection.execute(delete(aliases).where(*_same(aliases, {"server": server, "alias": old})))
            if name is not None:
                await connection.execute(insert(aliases).values(server=server, alias=alias, name=name))
            await self._count(connection, signed, "alias", f"{alias}: {name or 'none'}")

    async def audit(self, server: int, limit: int) -> tuple[AuditLine, ...]:
        """The last changes on a server, the last one first."""
        query = select(audit).where(audit.c.server == server).order_by(audit.c.id.desc()).limit(limit)
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(AuditLine(full_utc(row.at), row.user, row.user_name, row.action, row.detail) for row in rows)

    async def join(self, server: int) -> None:
        """Note that the bot is in a server; what is kept of it from before is its own again."""
        async with self._store.writing() as connection:
            done = await connection.execute(update(servers).where(servers.c.id == server).values(left_at=None))
            if not done.rowcount:
                await connection.execute(insert(servers).values(id=server))

    async def leave(self, server: int, at: datetime) -> None:
        """Note that the bot is in a server no more; the first such note counts."""
        async with self._store.writing() as connection:
            known = (await connection.execute(select(servers).where(servers.c.id == server))).one_or_none()
            if known is None:
                await connection.execute(insert(servers).values(id=server, left_at=plain_utc(at)))
            elif known.left_at is None:
                gone = update(servers).where(servers.c.id == server).values(left_at=plain_utc(at))
                await connection.execute(gone)

    async def present(self) -> tuple[int, ...]:
        """The servers that the bot is in, as far as is known."""
        return await self._list(servers.c.left_at.is_(None))

    async def gone(self, left_before: datetime) -> tuple[int, ...]:
        """The servers that were left before a moment, and of which something is kept."""
        return await self._list(servers.c.left_at < plain_utc(left_before))

    async def _list(self, condition: ColumnElement[bool]) -> tuple[int, ...]:
        query = select(servers.c.id).where(condition).order_by(servers.c.id)
        async with self._store.reading() as connection:
            return tuple((await connection.execute(query)).scalars())

    async def _entry(self, server: int) -> ServerEntry:
        """What is kept of a server; asked for anew when there was a change, whichever process made it."""
        known = self._entries.get(server)
        if known and known.changes == await self._store.changes():
            return known
        async with self._store.reading() as connection:
            changes = await fetch_changes(connection)
            chosen = (await connection.execute(select(choices).where(choices.c.server == server))).all()
            query = select(aliases).where(aliases.c.server == server).order_by(aliases.c.alias)
            names = tuple(Alias(row.alias, row.name) for row in (await connection.execute(query)).all())
        self._entries[server] = ServerEntry(changes, _make_choices(chosen), names)
        return self._entries[server]

    async def _count(self, connection: AsyncConnection, signed: Signoff | None, action: str, detail: str) -> None:
        await count_change(connection)
        await write_audit(connection, signed, action, detail)

    async def is_gone(self, connection: AsyncConnection, server: int, left_before: datetime) -> bool:
        """Whether a server was left before a moment, within somebody's transaction."""
        query = select(servers.c.left_at).where(servers.c.id == server)
        left_at = (await connection.execute(query)).scalar()
        return left_at is not None and left_at < plain_utc(left_before)

    async def forget(self, connection: AsyncConnection, server: int) -> None:
        """Delete what the register has of a server, within somebody's transaction."""
        for table in (choices, aliases, audit):
            await connection.execute(delete(table).where(table.c.server == server))
        await connection.execute(delete(servers).where(servers.c.id == server))
        self._entries.pop(server, None)


def _same(table: Table, key: Mapping[str, object]) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in key.items()]


def _make_choices(rows: Sequence[Row[Any]]) -> ServerChoices:
    """The choices of rows; one of a name that this program does not know is left alone."""
    values: dict[str, Any] = {}
    plain: dict[str, dict[int, bool]] = {Scope.CHANNEL: {}, Scope.USER: {}}
    for row in rows:
        value = json.loads(row.value)
        if row.scope == Scope.SERVER:
            values[row.name] = tuple(value) if isinstance(value, list) else value
        elif row.name == "plain" and row.scope in plain:
            plain[row.scope][row.subject] = bool(value)
    known = {name: value for name, value in values.items() if name in ServerChoices.__dataclass_fields__}
    return ServerChoices(**known, plain_channels=plain[Scope.CHANNEL], plain_users=plain[Scope.USER])
