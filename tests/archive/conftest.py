"""The archive on each store that there is: what a test asks of it holds on all of them."""

import asyncio
import shutil

import pytest

from bot.archive.archive import migrate_archive, open_archive
from tests.postgres import own_schema, run_server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty archive in a file: copying it is faster than migrating for each test."""
    file = tmp_path_factory.mktemp("archive") / "empty.sqlite"
    asyncio.run(migrate_archive(file))
    return file


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server."""
    with run_server() as address:
        yield address


@pytest.fixture
async def database(postgres):
    """The address of an empty PostgreSQL database."""
    async with own_schema(postgres, tables=False) as place:
        yield place


@pytest.fixture(params=["memory", "file", "postgres"])
async def archive(request, tmp_path, migrated):
    if request.param == "postgres":
        async with own_schema(request.getfixturevalue("postgres")) as place, open_archive(place, "first") as opened:
            yield opened
        return
    memory = request.param == "memory"
    file = None if memory else shutil.copy(migrated, tmp_path / "a.sqlite")
    async with open_archive(file, "first") as opened:
        yield opened
