"""A desk on real stores in memory, with whatever documents a test gives it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from bot.archive.archive import open_archive
from bot.desk.desk import Desk
from bot.domain.documents import Draft
from bot.reading.reader import read_document
from tests.reading.golden import HOUSE, open_lexicon

DAY = date(2025, 1, 17)


def seed_drafts() -> list[Draft]:
    """The two seed documents as their library gives them, but for titles."""
    return [
        Draft(file.name, file.read_bytes().decode("utf-8"), published=DAY)
        for file in sorted(Path(HOUSE / "seeds").glob("*.txt"))
    ]


def drafts(*texts: str) -> list[Draft]:
    """Documents with these texts."""
    return [Draft(f"{place}.txt", text, published=DAY) for place, text in enumerate(texts, start=1)]


@asynccontextmanager
async def desk_on(documents: Iterable[Draft]) -> AsyncIterator[Desk]:
    """A desk whose archive holds the documents, numbered in their order."""
    async with open_archive(None, "tests") as archive:
        for draft in documents:
            await archive.keep(draft, read_document(draft.text, open_lexicon(), draft.published))
        yield Desk(archive, open_lexicon())
