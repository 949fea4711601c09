"""PostgreSQL: where it is, how a connection to it is opened, and its faults told to a person."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from ..domain.errors import SettingsError

SCHEMES = ("postgresql", "postgres")
SHAPE = "postgresql://USER:PASSWORD@HOST:5432/DATABASE"
PORT = 5432

PATIENCE = 10.0
"""Seconds until a server that does not answer a knock is given up, and an answer is waited for six times as long."""

FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
"""The options that name a file."""

UNDERSTOOD = frozenset(
    {
        *FILES,
        *("sslmode", "sslpassword", "sslnegotiation"),
        *("ssl_min_protocol_version", "ssl_max_protocol_version", "target_session_attrs", "passfile"),
        *("host", "port", "user", "password", "dbname", "database"),
        *("application_name", "options", "search_path"),
    }
)
"""What may follow the question mark of an address and goes to the driver or the server as it is."""

UNFIT = "cannot keep a character of a name, a title or the like: take it out"
LOST = "was lost on the way: try again"

TOLD_STATES = (
    ("28", "refuses the user or the password: mend them in DATABASE_URL"),
    ("3D000", "does not exist: make it with createdb, or name another in DATABASE_URL"),
    ("3F000", "has no schema that tables can be made in: make one, or mend the search_path"),
    ("42501", "does not let this user make or change its tables: let the user own the database or its schema"),
    ("25006", "can only be read: name the primary server in DATABASE_URL"),
    ("53100", "cannot be written, the server's disk is full: make room"),
    ("53300", "has no connection left: end another program, or raise max_connections"),
    ("53", "is short of means: look at the server"),
    ("55P03", "is held by another program: end that one, or try again"),
    ("57014", "takes too long: try again, and look at the server where that does not help"),
    ("57P", "is being stopped or started: try again"),
    ("08", LOST),
    ("22021", UNFIT),
)
"""What is said by the beginning of an error's code."""

TOLD_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (ConnectionRefusedError, "cannot be reached, nobody answers there: start it, or mend DATABASE_URL"),
    (FileNotFoundError, "cannot be reached, nobody answers there: start it, or mend DATABASE_URL"),
    (socket.gaierror, "cannot be reached, there is no host of that name: mend DATABASE_URL"),
    (TimeoutError, "does not answer: look at the server and the network, and try again"),
    (ssl.SSLCertVerificationError, "shows a certificate that is not trusted: name its root as sslrootcert"),
    (ConnectionError, LOST),
)


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database of a PostgreSQL server, shown without its password.

    What is not given the driver finds as psql does: in PGHOST and its like, or with the local server.
    """

    host: str | None = None
    port: int | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        name = self.database or self.options.get("dbname") or self.options.get("database") or "of the user's name"
        host = self.host or self.options.get("host") or "this machine"
        return f"PostgreSQL database {name} on {host}" + (f":{self.port}" if self.port not in {None, PORT} else "")

    @classmethod
    def parse(cls, words: str) -> PostgresAddress:
        """Read what DATABASE_URL says. Raises SettingsError, without what may be a password."""
        try:
            parts = urlsplit(words)
            options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
            # A password may have an unquoted @ in it, a host may not.
            name, _, place = parts.netloc.rpartition("@")
            user, _, password = name.partition(":")
            host, _, port = place.rpartition(":") if not place.endswith("]") and ":" in place else (place, "", "")
            number = int(port) if port else None
        except ValueError:
            raise SettingsError(f"DATABASE_URL cannot be read: {_how_to_write()}") from None
        if "://" not in words or parts.scheme not in SCHEMES or parts.fragment or "/" in parts.path[1:]:
            raise SettingsError(f"DATABASE_URL cannot be read: {_how_to_write()}")
        if strange := sorted(set(options) - UNDERSTOOD):
            raise SettingsError(f"DATABASE_URL: {', '.join(strange)} is not understood here: leave it out after the ?")
        given = (unquote(part) or None for part in (host.strip("[]"), user, password, parts.path[1:]))
        host_, user_, password_, database = given
        return cls(host_, number, user_, password_, database, options)

    async def connect(self, *_: object, **__: object) -> Any:  # noqa: ANN401 - the driver's own
        """Open a connection; what else an engine would hand to the driver is in the address."""
        import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

        query = urlencode(self.options)
        known = {"host": self.host, "port": self.port, "user": self.user, "password": self.password}
        known["database"] = self.database
        given = {name: value for name, value in known.items() if value is not None}
        patience = {"timeout": PATIENCE, "command_timeout": 6 * PATIENCE}
        if missing := _find_missing(self.options):
            raise asyncpg.ClientConfigurationError(f"{missing} names no file")
        try:
            return await asyncpg.connect(f"postgresql:///?{query}", **patience, **given)
        except ValueError as wrong:  # the driver has an error of its own for some of what it cannot read, not for all
            if isinstance(wrong, asyncpg.InterfaceError):
                raise
            raise asyncpg.ClientConfigurationError("what follows the ? cannot be read") from None

    def tell(self, wrong: BaseException) -> str:
        """What a fault means, and what to do."""
        causes = list(_causes(wrong))
        code = next((str(state) for cause in causes if (state := getattr(cause, "sqlstate", None))), "")
        for start, told in TOLD_STATES:
            if code.startswith(start):
                return told
        cause = causes[-1]
        first = str(cause).partition("\n")[0] or type(cause).__name__
        if "surrogates not allowed" in first:
            return UNFIT
        if "rejected SSL" in first:
            return "offers no encryption: give the server a certificate, or take sslmode out of DATABASE_URL"
        if any(type(each).__name__ == "ClientConfigurationError" for each in causes):
            return f"cannot be opened by what DATABASE_URL says ({first}): mend it"
        known = (words for each in causes for kind, words in TOLD_CAUSES if isinstance(each, kind))
        lost = any(type(each).__name__ in {"InterfaceError", "InternalClientError"} for each in causes)
        return next(known, LOST if lost else f"does not work ({first})")


def find_faults() -> tuple[type[BaseException], ...]:
    """What the driver itself raises; it is asked for only where something went wrong."""
    import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

    return (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class PostgresPulse:
    """The count of changes of a PostgreSQL database, read over a connection of its own.

    It is asked several times for every command: this takes one journey to the server where a transaction of the engine
    takes five.
    """

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address
        self._connection: Any = None
        self._asking = asyncio.Lock()

    async def read(self) -> int:
        """The count; a connection that was lost in the meantime is made anew."""
        async with self._asking:
            if self._connection is not None:
                faults: tuple[type[BaseException], ...] = (*find_faults(), OSError)
                try:
                    return await self._ask()
                except faults:
                    self._drop()
            self._connection = await self._address.connect()
            return await self._ask()

    async def _ask(self) -> int:
        return int(await self._connection.fetchval("select changes from state"))

    def _drop(self) -> None:
        """Let the connection go, whatever is left of it."""
        connection, self._connection = self._connection, None
        connection.terminate()

    async def close(self) -> None:
        """Let the connection go."""
        async with self._asking:
            connection, self._connection = self._connection, None
            if connection is not None:
                with suppress(*find_faults(), OSError):  # it may be lost already
                    await connection.close(timeout=PATIENCE)


def _find_missing(options: Mapping[str, str]) -> str | None:
    """An option that names a file that is not there; the driver would tell it as a server that is not there."""
    return next((name for name in FILES if name in options and not Path(options[name]).is_file()), None)


def _how_to_write() -> str:
    return f"write it as {SHAPE}, with % and two digits for @ : / ? # in the password"


def _causes(wrong: BaseException) -> list[BaseException]:
    """A fault, and what it came from."""
    found: list[BaseException] = []
    cause: BaseException | None = wrong
    while cause is not None and cause not in found:
        found.append(cause)
        cause = getattr(cause, "orig", None) or cause.__cause__
    return found
