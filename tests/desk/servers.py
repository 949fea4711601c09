"""Three servers on one archive: each has a document with words that stand nowhere else."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.archive.archive import Archive, open_archive
from bot.desk.desk import HouseStyle
from bot.desk.desks import Desks
from bot.desk.office import Bounds, Office
from bot.domain.documents import Draft
from bot.domain.servers import Caller
from bot.intake.attachments import read_attachment
from bot.reading.reader import read_document
from tests.reading.golden import open_lexicon

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)
LIMA, OSLO = 11, 22
USUAL = Bounds()


class Watch:
    """A clock that a test sets."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def go(self, **time: float) -> None:
        """Let time go by."""
        self.now += timedelta(**time)


@dataclass(frozen=True)
class House:
    """Everything open, and the clock of the office."""

    archive: Archive
    desks: Desks
    office: Office
    watch: Watch

    async def add(self, server: int, text: str, name: str = "note.txt", title: str | None = None) -> None:
        """Add a document to a server."""
        await self.office.add(caller(server), name, text.encode(), title=title)


def caller(server: int, name: str = "bo", user: int = 7) -> Caller:
    """Somebody on a server."""
    return Caller(server, 5, user, name)


@asynccontextmanager
async def house_of(documents: Iterable[Draft] = (), bounds: Bounds = USUAL) -> AsyncIterator[House]:
    """An archive in memory with the operator's documents, desks and an office."""
    lexicon = open_lexicon()
    async with open_archive(None, "tests") as archive:
        for draft in documents:
            await archive.keep(draft, read_document(draft.text, lexicon, draft.published))
        desks, watch = Desks(archive, HouseStyle(lexicon)), Watch()
        intake = partial(read_attachment, limit=bounds.bytes)
        yield House(archive, desks, Office(archive, desks, intake, watch, bounds), watch)
