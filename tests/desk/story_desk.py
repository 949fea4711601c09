"""A desk on real stores in memory, with whatever documents a test gives it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from bot.archive.archive import Archive, open_archive
from bot.desk.desk import Desk, HouseStyle
from bot.domain.documents import Draft
from bot.intake.library import read_library
from bot.reading.reader import read_document
from tests.reading.golden import HOUSE, open_lexicon

DAY = date(2025, 1, 17)


def seed_drafts() -> list[Draft]:
    """The two seed documents as their library gives them, but for titles."""
    return [
        Draft(file.name, file.read_bytes().decode("utf-8"), published=DAY)
        for file in sorted(Path(HOUSE / "seeds").glob("*.txt"))
    ]


SHELVES = ("seeds", "tests/quality/gold", "tests/golden_library")
"""The folders of documents that the house keeps: the first story, the annotated articles, the golden library."""


def shelf_drafts(shelf: str) -> list[Draft]:
    """The documents of a shelf, with all that is known of them."""
    found, complaints = read_library(HOUSE / shelf, limit=1_000_000)
    assert not complaints
    return found


def drafts(*texts: str) -> list[Draft]:
    """Documents with these texts."""
    return [Draft(f"{place}.txt", text, published=DAY) for place, text in enumerate(texts, start=1)]


def desk_at(archive: Archive) -> Desk:
    """The operator's desk on an archive."""
    return Desk(archive.shelf(), HouseStyle(open_lexicon()))


@asynccontextmanager
async def archive_of(documents: Iterable[Draft]) -> AsyncIterator[Archive]:
    """An archive in memory that holds the documents as the operator's, numbered in their order."""
    async with open_archive(None, "tests") as archive:
        for draft in documents:
            await archive.keep(draft, read_document(draft.text, open_lexicon(), draft.published))
        yield archive


@asynccontextmanager
async def desk_on(documents: Iterable[Draft]) -> AsyncIterator[Desk]:
    """A desk whose archive holds the documents, numbered in their order."""
    async with archive_of(documents) as archive:
        yield desk_at(archive)
