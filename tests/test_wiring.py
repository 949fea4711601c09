"""The newsroom as a whole: what is read at a start, what is kept, and what happens where nothing can be kept."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot import wiring
from bot.domain.documents import Standing
from bot.domain.errors import ArchiveUnavailable, SettingsError
from bot.editing.summaries import DEFAULT_METHOD
from bot.faces.console.batch import print_analysis, summarize_all
from bot.settings.settings import load_settings
from bot.wiring import find_edition, migrate, open_newsroom


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
    return {article.document.number: article.document.file for article in await newsroom.archive.articles()}


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
        assert (await newsroom.archive.article(2)).document.replaced_by == 3
    assert len(read) == 3


async def test_a_day_of_publication_that_changed_is_reason_to_read_again(settings, library, read):
    async with open_newsroom(settings):
        pass
    (library / "documents.yaml").write_text("documents:\n  - {file: b.txt, published: 2025-01-17}")
    async with open_newsroom(settings) as newsroom:
        assert str((await newsroom.archive.article(2)).document.published) == "2025-01-17"
    assert len(read) == 3


async def test_another_edition_reads_everything_again_and_changes_no_number(settings, library, read, monkeypatch):
    async with open_newsroom(settings) as newsroom:
        await newsroom.archive.withdraw(1)
    (library / "b.txt").unlink()
    monkeypatch.setattr(wiring, "find_edition", lambda folders: "another")
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
    for address in ("postgresql://name:hush@host/db", "sqlite:///"):
        with pytest.raises(SettingsError, match="DATABASE_URL must be") as refused:
            await migrate(replace(settings, database_url=SecretStr(address)))
        assert "hush" not in str(refused.value)


async def test_closing_leaves_no_thread_of_a_database(settings):
    async with open_newsroom(settings):
        pass
    assert [thread.name for thread in threading.enumerate() if "asyncio" not in thread.name] == ["MainThread"]


def test_an_edition_is_the_same_in_every_process_and_another_with_other_lists(settings, tmp_path):
    folders = [folder / "lexicon" for folder in settings.config_folders]
    code = "import sys; from pathlib import Path; from bot.wiring import find_edition\n"
    code += "print(find_edition([Path(sys.argv[1])]))"
    environ = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run(
        [sys.executable, "-c", code, folders[0]], capture_output=True, text=True, check=True, env=environ
    )
    assert told.stdout.strip() == find_edition(folders)
    changed = next(folders[0].glob("*.yaml"))
    (tmp_path / changed.name).write_text(changed.read_text("utf-8") + "# more\n", "utf-8")
    assert find_edition([tmp_path, *folders]) != find_edition(folders)


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
        assert (await newsroom.archive.article(3)).document.text == "The pact was signed in Tehran."
        assert [complaint.file for complaint in newsroom.complaints] == [library / "c.txt"]


async def test_a_library_that_moved_is_the_same_library(settings, library, tmp_path):
    async with open_newsroom(settings):
        pass
    moved = library.rename(tmp_path / "moved")
    for words in ("It was signed in Kazan on Friday.", "It was signed in Tehran."):
        (moved / "b.txt").write_text(words, "utf-8")
        async with open_newsroom(replace(settings, libraries=(moved,))) as newsroom:
            assert not newsroom.complaints
            assert (await newsroom.archive.articles())[-1].document.text == words


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
        print_analysis(await newsroom.archive.articles(), analysed, newsroom.order)
        await summarize_all(newsroom.desk, 1, DEFAULT_METHOD, "jsonl", summed, newsroom.order)
    files = ["b.txt", "a.txt", "extra.txt"]
    assert [record["document"]["file"] for record in json.loads(analysed.getvalue())] == files
    assert [json.loads(line)["document"] for line in summed.getvalue().splitlines()] == files
