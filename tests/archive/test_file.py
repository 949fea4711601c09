"""What a file adds: it outlives its process, it may be somebody else's too, and it can be broken."""

import asyncio
import sqlite3
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.archive.archive import migrate_archive, open_archive
from bot.archive.migrating import MIGRATIONS, migrate
from bot.archive.schema import REVISIONS, metadata
from bot.domain.documents import Draft, Standing
from bot.domain.errors import ArchiveUnavailable, NameTaken
from bot.domain.readings import Reading
from bot.domain.spans import Span

KEEP_FOREVER = """
import asyncio, itertools, sys
from pathlib import Path
from bot.archive.archive import open_archive
from bot.domain.documents import Draft
from bot.domain.readings import Reading

async def keep(file, name, most):
    async with open_archive(Path(file), "first") as archive:
        for n in itertools.islice(itertools.count(), most):
            document = await archive.keep(Draft(f"{name}{n}.txt", f"text {n} of {name} " * 200), Reading())
            print(document.number, document.file, flush=True)

asyncio.run(keep(sys.argv[1], sys.argv[2], int(sys.argv[3]) or None))
"""


def start(file, name, most=0):
    return subprocess.Popen(
        [sys.executable, "-c", KEEP_FOREVER, str(file), name, str(most)], stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def file(tmp_path):
    return tmp_path / "archive.sqlite"


async def test_a_second_start_finds_everything(file):
    async with open_archive(file, "first") as archive:
        document = await archive.keep(Draft("a.txt", "words"), Reading(units=(Span(0, 5),)))
    async with open_archive(file, "first") as archive:
        assert await archive.held(Draft("a.txt", "words")) == document
        assert (await archive.articles())[0].reading.units == (Span(0, 5),)
        assert len(await archive.find(["word"], 5)) == 1


async def test_what_another_edition_read_is_stale_wherever_it_stands(file):
    async with open_archive(file, "first") as archive:
        for text in ("old", "new"):
            await archive.keep(Draft("a.txt", text), Reading())
        await archive.keep(Draft("b.txt", "gone"), Reading())
        await archive.withdraw(3)
    async with open_archive(file, "second") as archive:
        assert [document.number for document in await archive.stale()] == [1, 2, 3]
        assert await archive.held(Draft("a.txt", "new")) is None
        for number in (1, 2, 3):
            await archive.renew(number, Reading(doubtful=(1,)))
        assert not await archive.stale()
        articles = [await archive.article(number) for number in (1, 2, 3)]
        assert [article.reading.doubtful for article in articles] == [(1,)] * 3
        assert [a.document.standing for a in articles] == [Standing.REPLACED, Standing.ON_SHELF, Standing.WITHDRAWN]


async def test_one_process_sees_what_another_kept_and_withdrew(file):
    async with open_archive(file, "first") as mine, open_archive(file, "first") as other:
        await mine.articles()
        await other.keep(Draft("a.txt", "words"), Reading(units=(Span(0, 5),)))
        assert len(await mine.articles()) == len(await mine.find(["word"], 5)) == 1
        await other.withdraw(1)
        assert not await mine.articles()
        assert not await mine.find(["word"], 5)


async def test_an_unchanged_shelf_is_not_loaded_twice(file):
    async with open_archive(file, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading())
        assert (await archive.articles())[0] is (await archive.articles())[0]


@pytest.mark.parametrize("after", [1, 3, 8])
async def test_a_kill_loses_nothing_that_was_kept(file, after):
    writer = start(file, "a")
    told = [writer.stdout.readline().split() for _ in range(after)]
    writer.kill()
    told += [
        line.split() for line in writer.stdout.read().splitlines() if line.count(" ") == 1 and line.endswith(".txt")
    ]
    writer.wait()
    writer.stdout.close()
    async with open_archive(file, "first") as archive:
        kept = {str(a.document.number): a.document.file for a in await archive.articles()}
        assert dict(told).items() <= kept.items()
        assert (await archive.keep(Draft("next.txt", "next"), Reading())).number == len(kept) + 1
    assert sqlite3.connect(file).execute("pragma integrity_check").fetchone() == ("ok",)


def test_two_processes_that_start_and_write_at_once_share_no_number(file):
    writers = [start(file, name, 25) for name in ("a", "b")]
    told = [line.split() for writer in writers for line in writer.communicate(timeout=60)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sorted(int(number) for number, _ in told) == list(range(1, 51))


def test_the_migrations_make_the_schema_that_the_code_knows(file):
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        assert migrate(connection)
        assert not compare_metadata(MigrationContext.configure(connection), metadata)
        assert not migrate(connection)
        numbering = "select sql from sqlite_master where name = 'documents'"
        assert "AUTOINCREMENT" in connection.exec_driver_sql(numbering).scalar()
    engine.dispose()


def test_the_code_knows_every_migration_in_order():
    script = ScriptDirectory(str(MIGRATIONS))
    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == REVISIONS


async def test_migrating_says_whether_there_was_anything_to_do(file):
    assert await migrate_archive(file)
    assert not await migrate_archive(file)


async def test_an_archive_from_before_folders_were_kept_keeps_everything(file):
    """A file of unknown folder is taken for whichever folder brings it next."""
    async with open_archive(file, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading())
    with sqlite3.connect(file) as connection:
        connection.execute("alter table files drop column folder")
        connection.execute("update alembic_version set version_num = '0001'")
    connection.close()
    async with open_archive(file, "first") as archive:
        assert (await archive.article(1)).document.text == "words"
        assert (await archive.keep(Draft("a.txt", "new words", folder="/here"), Reading())).number == 2
        with pytest.raises(NameTaken, match="document 2 from /here"):
            await archive.keep(Draft("a.txt", "other words", folder="/there"), Reading())


def test_a_start_without_anything_to_migrate_does_not_load_alembic(file):
    asyncio.run(migrate_archive(file))
    code = (
        "import asyncio, sys; from pathlib import Path; from bot.archive.archive import migrate_archive\n"
        "asyncio.run(migrate_archive(Path(sys.argv[1]))); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)


async def refusal(file):
    with pytest.raises(ArchiveUnavailable) as refused:
        async with open_archive(file, "first"):
            pass
    assert "\n" not in str(refused.value)
    return str(refused.value)


async def test_an_archive_of_a_newer_version_is_refused(file):
    await migrate_archive(file)
    with sqlite3.connect(file) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    assert "newer version" in await refusal(file)


async def test_a_file_that_is_no_archive_is_refused(file):
    file.write_text("certainly not a database " * 100)
    assert f"{file} is no archive" in await refusal(file)


async def test_a_damaged_archive_is_told(file):
    async with open_archive(file, "first") as archive:
        for n in range(20):
            await archive.keep(Draft(f"{n}.txt", f"{n} " * 2000), Reading())
    with file.open("r+b") as raw:
        raw.seek(4096 * 2)
        raw.write(b"\xff" * 4096 * 12)
    with pytest.raises(ArchiveUnavailable, match="is damaged"):
        async with open_archive(file, "first") as archive:
            await archive.articles()


async def test_a_reading_of_another_make_is_told_and_leaves_the_others_on_the_shelf(file, caplog):
    async with open_archive(file, "first") as archive:
        for name in ("a.txt", "b.txt"):
            await archive.keep(Draft(name, f"words of {name}"), Reading())
        with sqlite3.connect(file) as connection:
            connection.execute("update readings set body = '{\"units\": 7}' where number = 1")
        connection.close()
        assert [article.document.file for article in await archive.articles()] == ["b.txt"]
        assert not await archive.find(["never"], 5)
        assert "a.txt: what was read in this document" in caplog.text
        with pytest.raises(ArchiveUnavailable, match="cannot be used"):
            await archive.article(1)
        await archive.renew(1, Reading())
        assert len(await archive.articles()) == 2


async def test_a_folder_in_the_files_place_is_told(file):
    file.mkdir()
    assert f"{file} cannot be opened" in await refusal(file)


async def test_a_store_that_is_held_for_good_is_told(file, monkeypatch):
    monkeypatch.setattr("bot.archive.engine.PATIENCE", 0.1)
    async with open_archive(file, "first") as archive:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("begin immediate")
        with pytest.raises(ArchiveUnavailable, match="held by another program"):
            await archive.keep(Draft("a.txt", "words"), Reading())
        assert list(await archive.articles()) == []
        holder.close()
        assert (await archive.keep(Draft("a.txt", "words"), Reading())).number == 1
