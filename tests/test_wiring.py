"""The newsroom as a whole: what is read at a start, what is kept, and what happens where nothing can be kept."""

import asyncio
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from pydantic import SecretStr

from bot import wiring
from bot.bureau import open_bureau
from bot.domain.documents import Standing
from bot.domain.errors import ArchiveUnavailable, BadCommand, CannotAnswer, SettingsError
from bot.domain.schedules import Schedule
from bot.domain.servers import Caller, Signoff
from bot.editing.summaries.summaries import DEFAULT_METHOD
from bot.faces.console.batch import print_analysis, summarize_all
from bot.settings.settings import load_settings
from bot.wiring import find_reading_version, migrate, open_newsroom


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("“We agree,” said Ann Lee. The pact covers energy.", "utf-8")
    (folder / "b.txt").write_text("It was signed in Kazan on Friday.", "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path, library):
    return replace(load_settings({}), data_folder=tmp_path / "data", libraries=(library,))


@pytest.fixture
def read(monkeypatch):
    """The texts that were read, in order: reading goes on as always."""
    texts = []
    real = wiring.read_document

    def follow(text, lexicon, published):
        texts.append(text)
        return real(text, lexicon, published)

    monkeypatch.setattr(wiring, "read_document", follow)
    return texts


async def shelf(newsroom):
    return {article.document.number: article.document.file for article in await newsroom.archive.shelf().articles()}


async def test_the_library_is_read_once_and_what_changed_again(settings, library, read):
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt"}
    assert len(read) == 2
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt"}
    assert len(read) == 2
    (library / "b.txt").write_text("It was signed in Tehran.", "utf-8")
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt", 3: "b.txt"}
        assert (await newsroom.archive.shelf().article(2)).document.replaced_by == 3
    assert len(read) == 3


async def test_a_day_of_publication_that_changed_is_reason_to_read_again(settings, library, read):
    async with open_newsroom(settings):
        pass
    (library / "documents.yaml").write_text("documents:\n  - {file: b.txt, published: 2025-01-17}")
    async with open_newsroom(settings) as newsroom:
        assert str((await newsroom.archive.shelf().article(2)).document.published) == "2025-01-17"
    assert len(read) == 3


async def test_another_version_of_reading_reads_all_again_and_changes_no_number(settings, library, read, monkeypatch):
    async with open_newsroom(settings) as newsroom:
        await newsroom.archive.withdraw(1)
    (library / "b.txt").unlink()
    monkeypatch.setattr(wiring, "find_reading_version", lambda folders: "another")
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {2: "b.txt"}
        assert not await newsroom.archive.stale()
    assert len(read) == 4


async def test_what_was_withdrawn_stays_so_until_it_is_added(settings, library):
    async with open_newsroom(settings) as newsroom:
        await newsroom.archive.withdraw(1)
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {2: "b.txt"}
        added = await newsroom.add([library / "a.txt", library / "none.txt"])
        assert [document.standing for document in added.documents] == [Standing.ON_SHELF]
        assert len(added.complaints) == 1
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt"}


async def test_what_a_server_adds_is_kept_beside_the_library_and_read_again_by_another_version(
    settings, library, read, monkeypatch
):
    """A file of the library with the same name is another document, at every start."""
    someone = Caller(7, 1, 2, "bo")
    async with open_newsroom(settings) as newsroom:
        office = open_bureau(newsroom).office
        taken = await office.add(someone, "a.txt", b"The pact was signed in Lima.")
        assert taken.document.number == 3
        await office.alias(someone, "Annie", "Ann Lee")
    monkeypatch.setattr(wiring, "find_reading_version", lambda folders: "another")
    async with open_newsroom(settings) as newsroom:
        assert not await newsroom.archive.stale()
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt"}
        desk = await newsroom.desks.at(7)
        assert "Ann Lee" in str(await desk.quotes("Annie"))
        assert "Lima" in str(await desk.search("pact"))
        assert "Lima" not in str(await newsroom.desk.search("pact"))
    assert len(read) == 5, "the library twice, and what the server has once more"


async def test_the_bounds_of_the_office_are_settings(settings):
    someone = Caller(7, 1, 2, "bo")
    narrow = replace(settings, max_attachment_bytes=20, max_server_documents=1, keep_after_leaving_days=3)
    async with open_newsroom(narrow) as newsroom:
        office = open_bureau(newsroom).office
        with pytest.raises(BadCommand, match="more than 20"):
            await office.add(someone, "a.txt", b"The pact was signed in Lima.")
        await office.add(someone, "a.txt", b"It is signed.")
        with pytest.raises(CannotAnswer, match="has 1 documents"):
            await office.add(someone, "b.txt", b"It is not.")
        await office.left(7)
        assert await office.forget_gone(datetime.now(UTC) + timedelta(days=2)) == ()
        assert await office.forget_gone(datetime.now(UTC) + timedelta(days=4)) == (7,)


async def test_only_who_posts_takes_up_the_operators_digests_and_who_does_so_last_is_right(settings, tmp_path, caplog):
    """Another machine on the same archive, with a file of its own, deletes nothing by asking something."""
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, names in ((here, "morning evening"), (there, "evening noon")):
        folder.mkdir()
        each = (f"{{name: {name}, server: 1, channel: 2, at: {len(names)}:00}}" for name in names.split())
        (folder / "digests.yaml").write_text(f"digests: [{', '.join(each)}]", "utf-8")
    one, other = (replace(settings, config_folders=(folder, *settings.config_folders)) for folder in (here, there))
    told: list[str] = []
    async with open_newsroom(one) as newsroom:
        await open_bureau(newsroom).take_up_digests(told.append)
        assert caplog.text == ""
    async with open_newsroom(other) as newsroom:
        ledger = newsroom.archive.ledger
        assert [each.name for each in await ledger.schedules()] == ["evening", "morning"]
        await open_bureau(newsroom).take_up_digests(told.append)
        assert told == []
        assert [each.name for each in await ledger.schedules()] == ["evening", "noon"]
        assert [line.split(": ", 1)[1] for line in caplog.messages] == [
            "“noon” new or back; “evening” changed; “morning” not in it, so not posted; what they posted is kept"
        ]
        someone = Signoff(datetime.now(UTC), Caller(1, 2, 3, "bo"))
        await ledger.put(Schedule(1, "own", 2, (time(9),), "UTC", owner=3), someone)
    (there / "digests.yaml").write_text("digests: [{name: own, server: 1, channel: 2, at: 10:00}]", "utf-8")
    async with open_newsroom(other) as newsroom:
        await open_bureau(newsroom).take_up_digests(told.append)
        (refused,) = told
        assert "the digest “own” is one that server 1 made for itself" in refused


async def test_bad_files_are_complaints_and_the_rest_is_there(settings, library):
    (library / "bad.txt").write_bytes(b"\xff")
    async with open_newsroom(settings) as newsroom:
        assert len(newsroom.complaints) == 1
        assert len(await shelf(newsroom)) == 2


async def test_a_library_for_one_call_keeps_nothing(settings, library, tmp_path):
    async with open_newsroom(settings, library=library) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt"}
    assert not (tmp_path / "data").exists()


async def test_where_nothing_can_be_written_the_newsroom_goes_on_in_memory_and_says_so(settings, tmp_path):
    (tmp_path / "data").write_text("a file in the folder's place")
    async with open_newsroom(settings) as newsroom:
        assert len(await shelf(newsroom)) == 2
        assert len(newsroom.remarks) == 1
        assert "nothing will be kept" in newsroom.remarks[0]
    with pytest.raises(SettingsError, match="cannot be written"):
        await migrate(settings)


async def test_a_damaged_archive_is_not_passed_over(settings, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / wiring.ARCHIVE_FILE).write_text("certainly not a database " * 100)
    with pytest.raises(ArchiveUnavailable, match="is no archive"):
        async with open_newsroom(settings):
            pass


async def test_a_name_in_two_libraries_counts_once_and_is_told(settings, library, tmp_path):
    other = shutil.copytree(library, tmp_path / "other")
    (other / "a.txt").write_text("Other words.", "utf-8")
    async with open_newsroom(replace(settings, libraries=(library, other))) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt"}
        assert [complaint.file for complaint in newsroom.complaints] == [other / "a.txt", other / "b.txt"]


async def test_a_document_that_breaks_reading_keeps_no_other_out(settings, monkeypatch):
    real = wiring.read_document

    def break_on_kazan(text, lexicon, published):
        if "Kazan" in text:
            raise IndexError
        return real(text, lexicon, published)

    monkeypatch.setattr(wiring, "read_document", break_on_kazan)
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt"}
        assert "b.txt: could not be read" in str(newsroom.complaints[0])


async def test_a_document_that_an_update_cannot_read_again_keeps_no_other_off_the_shelf(settings, monkeypatch):
    """What an older version read in it is of no use to this one."""
    async with open_newsroom(settings):
        pass
    with sqlite3.connect(settings.data_folder / wiring.ARCHIVE_FILE) as connection:
        connection.execute("update readings set fingerprint = 'older', body = '{\"units\": 7}' where number = 2")
    connection.close()

    def fail(text, lexicon, published):
        raise IndexError

    monkeypatch.setattr(wiring, "read_document", fail)
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt"}
        assert [str(told).split(":")[0] for told in newsroom.complaints] == ["b.txt"]
        assert "energy" in str(await newsroom.desk.search("energy"))


async def test_the_database_may_be_named_by_an_address(settings, tmp_path):
    named = replace(settings, database_url=SecretStr(f"sqlite:///{tmp_path}/x/desk.sqlite"))
    assert await migrate(named)
    async with open_newsroom(named):
        assert (tmp_path / "x" / "desk.sqlite").exists()
    for address in ("mysql://name:hush@host/db", "sqlite:///", "postgres://name:hush@host:port/db", "postgres:hush"):
        with pytest.raises(SettingsError, match="DATABASE_URL") as refused:
            await migrate(replace(settings, database_url=SecretStr(address)))
        assert "hush" not in str(refused.value)


def threads():
    """All threads but the event loop's pool."""
    return {each for each in threading.enumerate() if "asyncio" not in each.name}


async def test_closing_leaves_no_thread_of_a_database(settings):
    before = threads()
    async with open_newsroom(settings):
        assert threads() > before
    async with asyncio.timeout(60):
        while threads() - before:  # noqa: ASYNC110 - a thread that was told to end may take a moment, and tells nobody
            await asyncio.sleep(0.01)


def test_a_version_of_reading_is_the_same_in_every_process_and_another_with_other_lists(settings, tmp_path):
    folders = [folder / "lexicon" for folder in settings.config_folders]
    code = "import sys; from pathlib import Path; from bot.wiring import find_reading_version\n"
    code += "print(find_reading_version([Path(sys.argv[1])]))"
    environ = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run(
        [sys.executable, "-c", code, folders[0]], capture_output=True, text=True, check=True, env=environ
    )
    assert told.stdout.strip() == find_reading_version(folders)
    changed = next(folders[0].glob("*.yaml"))
    (tmp_path / changed.name).write_text(changed.read_text("utf-8") + "# more\n", "utf-8")
    assert find_reading_version([tmp_path, *folders]) != find_reading_version(folders)


async def test_a_name_that_another_folder_gave_is_refused_and_nothing_is_lost(settings, library, tmp_path):
    """A changed file of the same folder is a new version; one of another folder has to be renamed."""
    ours, theirs = tmp_path / "ours" / "article.txt", tmp_path / "theirs" / "article.txt"
    for file in (ours, theirs):
        file.parent.mkdir()
        file.write_text(f"The {file.parent.name} pact was signed in Kazan.", "utf-8")
    async with open_newsroom(settings) as newsroom:
        assert (await newsroom.add([ours])).documents[0].number == 3
        refused = await newsroom.add([theirs, theirs.parent])
        assert not refused.documents
        assert str(refused.complaints[0]) == (
            f"{theirs}: is not taken in, its name is that of document 3 from {ours.parent}: "
            "rename the file, or withdraw 3 first"
        )
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt", 3: "article.txt"}
        ours.write_text("The pact was signed in Tehran.", "utf-8")
        assert [document.number for document in (await newsroom.add([ours])).documents] == [4]
        await newsroom.archive.withdraw(4)
        assert [document.number for document in (await newsroom.add([theirs])).documents] == [5]
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt", 5: "article.txt"}


async def test_an_added_file_stays_on_the_shelf_beside_one_of_the_library_with_its_name(settings, library, tmp_path):
    """Whichever came first keeps the name, at the next start as well."""
    added = tmp_path / "c.txt"
    added.write_text("The pact was signed in Tehran.", "utf-8")
    async with open_newsroom(settings) as newsroom:
        await newsroom.add([added])
    (library / "c.txt").write_text("The library has other words.", "utf-8")
    async with open_newsroom(settings) as newsroom:
        assert await shelf(newsroom) == {1: "a.txt", 2: "b.txt", 3: "c.txt"}
        assert (await newsroom.archive.shelf().article(3)).document.text == "The pact was signed in Tehran."
        assert [complaint.file for complaint in newsroom.complaints] == [library / "c.txt"]


async def test_a_library_that_moved_is_the_same_library(settings, library, tmp_path):
    async with open_newsroom(settings):
        pass
    moved = library.rename(tmp_path / "moved")
    for words in ("It was signed in Kazan on Friday.", "It was signed in Tehran."):
        (moved / "b.txt").write_text(words, "utf-8")
        async with open_newsroom(replace(settings, libraries=(moved,))) as newsroom:
            assert not newsroom.complaints
            assert (await newsroom.archive.shelf().articles())[-1].document.text == words


async def test_batches_go_by_the_librarys_order_whatever_the_numbers_are(settings, library, tmp_path):
    """A text under two names is one document, under its first; what the library has not comes last."""
    extra = tmp_path / "extra.txt"
    extra.write_text("“It is late,” said Bo Ray in Lima.", "utf-8")
    async with open_newsroom(settings) as newsroom:
        await newsroom.add([extra])
    shutil.copy(library / "a.txt", library / "same.txt")
    (library / "documents.yaml").write_text("documents:\n  - file: b.txt\n  - file: a.txt\n", "utf-8")
    async with open_newsroom(settings) as newsroom:
        analysed, summed = io.StringIO(), io.StringIO()
        print_analysis(await newsroom.archive.shelf().articles(), analysed, newsroom.order)
        await summarize_all(newsroom.desk, 1, DEFAULT_METHOD, "jsonl", summed, newsroom.order)
    files = ["b.txt", "a.txt", "extra.txt"]
    assert [record["document"]["file"] for record in json.loads(analysed.getvalue())] == files
    assert [json.loads(line)["document"] for line in summed.getvalue().splitlines()] == files
