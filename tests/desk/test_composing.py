"""Composing from an archive: what came, what took another's place, what was withdrawn, and nothing of other servers."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.archive.archive import Archive, open_archive
from bot.desk.desk import HouseStyle
from bot.desk.desks import Desks
from bot.desk.digests import composing
from bot.desk.digests.composing import Composer
from bot.desk.digests.editions import EVERYTHING, Coverage
from bot.domain.digests import Digest
from bot.domain.documents import Document, Draft
from bot.domain.schedules import Schedule, Turn
from bot.reading.reader import read_document
from tests.desk.story_desk import DAY, shelf_drafts
from tests.reading.golden import open_lexicon

HERE, ELSEWHERE = 7, 8
MORNING = Schedule(HERE, "morning", 9, (), "UTC")
YARD = "Nordlinje will cut 120 jobs in Tromsø.\n\n“We were told nothing,” said Mayor Nils Berg."
FERRY = "The ferry to Harstad was sold in 2019.\n\n“It was a good ship,” said Captain Ida Moe."


@pytest_asyncio.fixture
async def archive() -> AsyncIterator[Archive]:
    async with open_archive(None, "tests") as opened:
        yield opened


async def keep(archive: Archive, file: str, text: str, server: int = HERE) -> Document:
    reading = read_document(text, open_lexicon(), DAY)
    return await archive.keep(Draft(file, text, published=DAY), reading, server=server)


async def compose(archive: Archive, after: int, upto: int | None = None) -> Digest:
    composer = Composer(archive, Desks(archive, HouseStyle(open_lexicon())), open_lexicon())
    upto = await archive.ledger.changes() if upto is None else upto
    return await composer.compose(MORNING, None, Coverage(after, upto))


def arrivals_in(digest: Digest) -> list[tuple[int, Turn, int | None]]:
    return [(each.document.number, each.turn, each.former.number if each.former else None) for each in digest.documents]


def speakers_in(digest: Digest) -> list[str | None]:
    return [quote.speaker for quote in digest.quotes]


async def test_what_came_replaced_and_was_withdrawn(archive: Archive) -> None:
    """By number, those that were withdrawn last; a version shows what it changed and tells no more again."""
    await keep(archive, "yard.txt", YARD)
    await keep(archive, "gone.txt", "The fair was opened on Friday by nobody at all.")
    start = await archive.ledger.changes()
    await archive.withdraw(2, server=HERE)
    await keep(archive, "yard.txt", YARD.replace("120", "150"))
    await keep(archive, "ferry.txt", FERRY)
    digest = await compose(archive, start)
    assert arrivals_in(digest) == [(3, Turn.REPLACED, 1), (4, Turn.NEW, None), (2, Turn.WITHDRAWN, None)]
    assert [(each.old.words, each.new.words) for each in digest.particulars] == [(("120 jobs",), ("150 jobs",))]
    assert speakers_in(digest) == ["Ida Moe"]
    assert not digest.full


async def test_a_document_that_was_replaced_twice_is_told_once(archive: Archive) -> None:
    """The last version beside the one that was told; the one between was never in an edition."""
    await keep(archive, "yard.txt", YARD)
    start = await archive.ledger.changes()
    await keep(archive, "yard.txt", YARD.replace("120", "130"))
    await keep(archive, "yard.txt", YARD.replace("120", "150"))
    digest = await compose(archive, start)
    assert arrivals_in(digest) == [(3, Turn.REPLACED, 1)]
    assert [each.old.words for each in digest.particulars] == [("120 jobs",)]


async def test_other_servers_neither_show_nor_hide_anything(archive: Archive) -> None:
    """The operator's library is seen; what another server has told is new here."""
    await keep(archive, "ferry.txt", FERRY, ELSEWHERE)
    start = await archive.ledger.changes()
    await keep(archive, "yard.txt", YARD, ELSEWHERE)
    await keep(archive, "ferry.txt", FERRY)
    await keep(archive, "library.txt", "The library was opened on Friday, said Ada Lund.", server=0)
    digest = await compose(archive, start)
    assert arrivals_in(digest) == [(3, Turn.NEW, None), (4, Turn.NEW, None)]
    assert speakers_in(digest) == ["Ida Moe"]
    assert [arrival.copy_of for arrival in digest.documents] == [None, None]


async def test_an_edition_is_the_same_however_late_it_is_composed(archive: Archive) -> None:
    """What came after it was planned neither is in it nor makes anything in it old."""
    await keep(archive, "yard.txt", YARD)
    planned = await archive.ledger.changes()
    first = await compose(archive, 0, planned)
    await keep(archive, "copy.txt", YARD + "\n")
    await keep(archive, "ferry.txt", FERRY)
    assert await compose(archive, 0, planned) == first
    assert speakers_in(first) == ["Nils Berg"]


async def test_a_full_edition_has_all_documents_and_nothing_is_old(archive: Archive) -> None:
    await keep(archive, "yard.txt", YARD)
    await keep(archive, "ferry.txt", FERRY)
    digest = await compose(archive, EVERYTHING)
    assert digest.full
    assert speakers_in(digest) == ["Nils Berg", "Ida Moe"]


async def test_a_long_shelf_is_looked_through_by_its_index(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told already is found there too: the same quotations are new, and nearly the same lines."""
    drafts = shelf_drafts("tests/golden_library")
    for draft in drafts[:-6]:
        await keep(archive, draft.file, draft.text)
    start = await archive.ledger.changes()
    for draft in drafts[-6:]:
        await keep(archive, draft.file, draft.text)
    whole = await compose(archive, start)
    monkeypatch.setattr(composing, "_LONG", 10)
    near = await compose(archive, start)
    assert near.quotes == whole.quotes
    assert near.documents == whole.documents
    assert {line.snippet for line in near.claims} >= {line.snippet for line in whole.claims}
    assert len(near.claims) - len(whole.claims) <= 1
