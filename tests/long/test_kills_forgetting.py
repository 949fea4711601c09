"""The program is killed while it deletes what a server had: all of it is there, or nothing is."""

import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.archive.archive import open_archive
from bot.domain.documents import Draft
from bot.domain.readings import Reading
from bot.domain.servers import Caller, Signoff

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)
SERVERS, DOCUMENTS = range(1, 21), 40
TABLES = ("documents", "files", "choices", "aliases", "audit")

FORGET = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.archive.archive import open_archive

async def forget(file):
    late = datetime(2026, 1, 1, tzinfo=UTC)
    async with open_archive(Path(file), "first") as archive:
        print("open", flush=True)
        for server in await archive.register.gone(late):
            await archive.forget(server, left_before=late)
            print(server, flush=True)

asyncio.run(forget(sys.argv[1]))
"""


async def fill(file: Path) -> None:
    """Twenty servers with something of everything, which were left."""
    async with open_archive(file, "first") as archive:
        for server in SERVERS:
            signed = Signoff(NOON, Caller(server, 1, 1, "bo"))
            for n in range(DOCUMENTS):
                text = f"text {n} of {server} " * 40
                await archive.keep(Draft(f"{n}.txt", text), Reading(), server=server, signed=signed)
            await archive.register.choose(signed, "private", value=False)
            await archive.register.set_alias(signed, "VVP", "Vladimir Putin")
            await archive.register.leave(server, NOON)


def counts(file: Path, server: int) -> tuple[int, ...]:
    """How many rows each table has of a server."""
    connection = sqlite3.connect(file)
    try:
        query = "select count(*) from {} where server = ?"
        return tuple(connection.execute(query.format(table), (server,)).fetchone()[0] for table in TABLES)
    finally:
        connection.close()


@pytest.mark.long
def test_what_a_server_had_is_deleted_whole_or_not_at_all(tmp_path):
    file, chance = tmp_path / "archive.sqlite", random.Random(1)
    asyncio.run(fill(file))
    told: set[int] = set()
    for number in range(30):
        process = subprocess.Popen(
            [sys.executable, "-c", FORGET, str(file)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )
        printed = process.stdout.readline()
        assert printed == "open\n"
        if number % 3 == 0:  # however slow this machine is, some live until they have deleted something
            printed += process.stdout.readline()
        time.sleep(chance.uniform(0, 0.04))
        process.kill()
        printed += process.communicate()[0]
        told |= {int(line) for line in printed.splitlines() if line.isdigit()}
        whole, none = (DOCUMENTS, DOCUMENTS, 1, 1, DOCUMENTS + 2), (0,) * len(TABLES)
        left = {server: counts(file, server) for server in SERVERS}
        assert set(left.values()) <= {whole, none}
        assert all(left[server] == none for server in told)
    assert told, "no call lived long enough to say that it deleted something"
    subprocess.run(
        [sys.executable, "-c", FORGET, str(file)], check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2]
    )
    assert {counts(file, server) for server in SERVERS} == {none}
    assert sqlite3.connect(file).execute("pragma integrity_check").fetchone() == ("ok",)
