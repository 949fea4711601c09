"""Several processes on one archive: each slot is claimed once, and what one is killed over another takes up."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.archive.archive import migrate_archive, open_archive
from bot.archive.postgres import PostgresAddress
from bot.archive.schema import editions
from bot.domain.schedules import EditionState, Schedule
from tests.postgres import address_of, own_schema

SLOTS = 200
LEASE = timedelta(minutes=5)
NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)
CLAIM_ALL = """
import asyncio, random, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot.archive.archive import open_archive
from bot.archive.postgres import PostgresAddress

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)

async def claim_all(place):
    async with open_archive(place, "first") as archive:
        schedules = list(await archive.ledger.schedules())
        random.shuffle(schedules)  # in one order the first would be ahead to the end
        print("ready", flush=True)
        sys.stdin.readline()
        for schedule in schedules:
            edition = await archive.ledger.claim(schedule, NOON, 0, NOON, timedelta(minutes=5))
            if edition:
                print(edition.number, flush=True)

where = sys.argv[1]
asyncio.run(claim_all(PostgresAddress.parse(where) if "://" in where else Path(where)))
"""


@pytest.fixture(params=["file", "postgres"])
async def shared(request, tmp_path):
    """An archive of many schedules, and what another process calls it."""
    if request.param == "postgres":
        async with own_schema(request.getfixturevalue("postgres")) as place:
            worker = replace(place, options=place.options | {"application_name": place.options["search_path"]})
            yield await fill(place), address_of(worker)
    else:
        file = tmp_path / "a.sqlite"
        await migrate_archive(file)
        yield await fill(file), str(file)


async def fill(place):
    async with open_archive(place, "first") as archive:
        wanted = (Schedule(7, f"digest {n}", 8, (time(12),), "UTC") for n in range(SLOTS))
        await archive.ledger.adopt(wanted, NOON - timedelta(days=1))
    return place


def start(where):
    process = subprocess.Popen(
        [sys.executable, "-c", CLAIM_ALL, where], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def go(process):
    process.stdin.write("\n")
    process.stdin.flush()


async def forgotten(place):
    """Wait until the server has done what a killed process told it last, and knows that it is gone."""
    if not isinstance(place, PostgresAddress):
        return
    connection, name = await place.connect(), place.options["search_path"]
    try:
        async with asyncio.timeout(60):
            alive = "select count(*) from pg_stat_activity where application_name = $1"
            while await connection.fetchval(alive, name):  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(0.01)
    finally:
        await connection.close()


async def editions_of(place):
    async with open_archive(place, "first") as archive, archive._store.reading() as connection:
        return (await connection.execute(select(editions))).all()


@pytest.mark.long
async def test_two_processes_claim_each_slot_once(shared):
    place, where = shared
    workers = [start(where) for _ in range(2)]
    for worker in workers:
        go(worker)
    claimed = [worker.communicate(timeout=120)[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert all(claimed), "one of them had nothing to do: they did not race"
    assert len(set(claimed[0] + claimed[1])) == len(claimed[0] + claimed[1]) == SLOTS
    assert len(await editions_of(place)) == SLOTS


async def test_what_a_killed_process_left_is_there_once_and_is_taken_over(shared):
    place, where = shared
    worker = start(where)
    go(worker)
    told = [worker.stdout.readline().strip() for _ in range(5)]
    worker.kill()
    told += worker.stdout.read().split()
    worker.wait()
    worker.stdin.close()
    worker.stdout.close()
    await forgotten(place)
    kept = {str(row.number) for row in await editions_of(place)}
    assert set(told) <= kept
    assert len(kept - set(told)) <= 1, "at most one was claimed and not yet told"
    async with open_archive(place, "first") as archive:
        left = await archive.ledger.left_over(NOON + timedelta(minutes=5))
        taken = [await archive.ledger.take_over(edition, NOON + timedelta(minutes=5), LEASE) for edition in left]
        assert {str(edition.number) for edition in taken} == kept
        sent = [await archive.ledger.mark_sent(edition, edition.number, 1) for edition in taken]
        confirmed = [await archive.ledger.confirm(edition) for edition in sent]
        assert {edition.state for edition in confirmed} == {EditionState.CONFIRMED}
        assert not await archive.ledger.left_over(NOON + timedelta(days=1))
