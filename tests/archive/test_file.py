"""What a file adds: it outlives its process, it may be somebody else's too, and it can be broken."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.archive import migrating
from bot.archive.archive import migrate_archive, open_archive
from bot.archive.migrating import MIGRATIONS, migrate
from bot.archive.rows import dump_reading
from bot.archive.schema import REVISIONS, metadata
from bot.domain.documents import Draft, Standing
from bot.domain.errors import ArchiveUnavailable, NameTaken, NoSuchDocument
from bot.domain.readings import Reading
from bot.domain.servers import Caller, Signoff
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
        assert await archive.held([Draft("a.txt", "words")]) == [document]
        assert (await archive.shelf().articles())[0].reading.units == (Span(0, 5),)
        assert len(await archive.shelf().find(["word"], 5)) == 1


async def test_what_another_edition_read_is_stale_wherever_it_stands(file):
    async with open_archive(file, "first") as archive:
        for text in ("old", "new"):
            await archive.keep(Draft("a.txt", text), Reading())
        await archive.keep(Draft("b.txt", "gone"), Reading())
        await archive.withdraw(3)
    async with open_archive(file, "second") as archive:
        assert [document.number for document in await archive.stale()] == [1, 2, 3]
        assert await archive.held([Draft("a.txt", "new")]) == [None]
        for number in (1, 2, 3):
            await archive.renew(number, Reading(doubtful=(1,)))
        assert not await archive.stale()
        articles = [await archive.shelf().article(number) for number in (1, 2, 3)]
        assert [article.reading.doubtful for article in articles] == [(1,)] * 3
        assert [a.document.standing for a in articles] == [Standing.REPLACED, Standing.ON_SHELF, Standing.WITHDRAWN]


async def test_one_process_sees_what_another_kept_and_withdrew(file):
    async with open_archive(file, "first") as mine, open_archive(file, "first") as other:
        await mine.shelf().articles()
        await other.keep(Draft("a.txt", "words"), Reading(units=(Span(0, 5),)))
        assert len(await mine.shelf().articles()) == len(await mine.shelf().find(["word"], 5)) == 1
        await other.withdraw(1)
        assert not await mine.shelf().articles()
        assert not await mine.shelf().find(["word"], 5)


async def test_one_process_sees_what_another_chose_and_forgot(file):
    """And finds what a server has when it comes back, and nothing of before."""
    noon = datetime(2025, 1, 17, 12, tzinfo=UTC)
    signed = Signoff(noon, Caller(7, 1, 1, "bo"))
    async with open_archive(file, "first") as mine, open_archive(file, "first") as other:
        await mine.keep(Draft("a.txt", "words"), Reading(units=(Span(0, 5),)), server=7)
        assert len(await other.shelf(7).find(["word"], 5)) == 1
        await mine.register.choose(signed, "private", value=False)
        assert not (await other.register.choices(7)).private
        await mine.register.leave(7, noon)
        assert await mine.forget(7, left_before=noon + timedelta(days=1))
        assert (await other.register.choices(7)).private
        assert not await other.shelf(7).find(["word"], 5)
        await mine.keep(Draft("b.txt", "other words"), Reading(units=(Span(0, 11),)), server=7)
        assert [article.document.number for article in await other.shelf(7).articles()] == [2]
        assert len(await other.shelf(7).find(["word"], 5)) == 1


async def test_what_was_forgotten_is_not_in_the_file_any_more(file):
    noon = datetime(2025, 1, 17, 12, tzinfo=UTC)
    async with open_archive(file, "first") as archive:
        await archive.keep(Draft("a.txt", "a very secret word " * 4000), Reading(), server=7)
        await archive.register.leave(7, noon)
    assert b"very secret" in file.read_bytes()
    async with open_archive(file, "first") as archive:
        await archive.forget(7, left_before=noon + timedelta(days=1))
    assert b"very secret" not in file.read_bytes()
    assert not file.with_name(f"{file.name}-wal").exists()


async def test_forgetting_that_breaks_off_forgets_nothing(file, monkeypatch):
    """It is one transaction: the next sweep finds everything, and deletes it."""
    noon = datetime(2025, 1, 17, 12, tzinfo=UTC)
    later = noon + timedelta(days=1)
    async with open_archive(file, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading(), server=7)
        await archive.register.leave(7, noon)
        with monkeypatch.context() as patch:
            patch.setattr(archive.register, "forget", _break_off)
            with pytest.raises(RuntimeError):
                await archive.forget(7, left_before=later)
        assert len(await archive.shelf(7).articles()) == 1
        assert await archive.register.gone(later) == (7,)
        assert await archive.forget(7, left_before=later)
        assert not await archive.shelf(7).articles()


async def _break_off(connection, server):
    raise RuntimeError


async def test_an_unchanged_shelf_is_not_loaded_twice(file):
    async with open_archive(file, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading())
        assert (await archive.shelf().articles())[0] is (await archive.shelf().articles())[0]


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
        kept = {str(a.document.number): a.document.file for a in await archive.shelf().articles()}
        assert dict(told).items() <= kept.items()
        assert (await archive.keep(Draft("next.txt", "next"), Reading())).number == len(kept) + 1
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_two_processes_that_start_and_write_at_once_share_no_number(file):
    writers = [start(file, name, 25) for name in ("a", "b")]
    told = [line.split() for writer in writers for line in writer.communicate(timeout=120)[0].splitlines()]
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


@pytest.mark.parametrize("revision", ["0001", "0002"])
async def test_an_older_archive_keeps_everything(file, revision):
    """A file of unknown folder is taken for whichever folder brings it next; all that there is is the operator's."""
    texts = ["older words", "newer words", "words that went"]
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        migrating._upgrade(connection, revision)
    engine.dispose()
    with sqlite3.connect(file) as connection:
        for number, text in enumerate(texts, start=1):
            standing, by = {1: ("replaced", 2), 2: ("on the shelf", None), 3: ("withdrawn", None)}[number]
            row = (number, Draft("a.txt", text).sha256, text.encode(), f"{max(2, number)}.txt", standing, by)
            into = "documents (number, sha256, text, file, standing, replaced_by, language, changed)"
            connection.execute(f"insert into {into} values (?, ?, ?, ?, ?, ?, 'en', 1)", row)  # noqa: S608
            connection.execute("insert into readings values (?, 'first ', ?)", (number, dump_reading(Reading())))
        connection.executemany("insert into files (file, number) values (?, ?)", [("2.txt", 2), ("3.txt", 3)])
    connection.close()
    async with open_archive(file, "first") as archive:
        shelf = archive.shelf()
        assert [a.document.text for a in await shelf.articles()] == ["newer words"]
        assert [(await shelf.article(number)).document.text for number in (1, 2, 3)] == texts
        assert (await shelf.article(1)).document.replaced_by == 2
        assert [(turn.number, turn.taken) for turn in await archive.ledger.changed_since(0, 0, upto=1)] == [(2, None)]
        assert not await archive.stale()
        assert (await archive.keep(Draft("2.txt", "newest words", folder="/anywhere"), Reading())).number == 4
        assert (await shelf.article(2)).document.replaced_by == 4
        with pytest.raises(NameTaken, match="document 4 from /anywhere"):
            await archive.keep(Draft("2.txt", "other words", folder="/there"), Reading())
        with pytest.raises(NoSuchDocument):
            await archive.shelf(7, library=False).article(2)


async def test_a_migration_that_fails_leaves_the_archive_as_it_was(file, monkeypatch):
    """It is one transaction: what was halfway is as if it had never begun."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        migrating._upgrade(connection, "0002")
    engine.dispose()
    with sqlite3.connect(file) as connection:
        before = connection.execute("select sql from sqlite_master order by name").fetchall()
        connection.execute("create table audit (id integer)")
    connection.close()
    assert "does not work" in await refusal(file)
    with sqlite3.connect(file) as connection:
        connection.execute("drop table audit")
        assert connection.execute("select sql from sqlite_master order by name").fetchall() == before
    connection.close()
    async with open_archive(file, "first") as archive:
        assert (await archive.keep(Draft("a.txt", "words"), Reading())).number == 1


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
            await archive.shelf().articles()


async def test_a_reading_of_another_make_is_told_and_leaves_the_others_on_the_shelf(file, caplog):
    async with open_archive(file, "first") as archive:
        for name in ("a.txt", "b.txt"):
            await archive.keep(Draft(name, f"words of {name}"), Reading())
        with sqlite3.connect(file) as connection:
            connection.execute("update readings set body = '{\"units\": 7}' where number = 1")
        connection.close()
        assert [article.document.file for article in await archive.shelf().articles()] == ["b.txt"]
        assert not await archive.shelf().find(["never"], 5)
        assert "a.txt: what was read in this document" in caplog.text
        with pytest.raises(ArchiveUnavailable, match="cannot be used"):
            await archive.shelf().article(1)
        await archive.renew(1, Reading())
        assert len(await archive.shelf().articles()) == 2


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
        assert list(await archive.shelf().articles()) == []
        holder.close()
        assert (await archive.keep(Draft("a.txt", "words"), Reading())).number == 1
