"""What servers see: a server's own documents and, where it wants them, the operator's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.documents import Standing
from ..domain.errors import ArchiveUnavailable
from ..domain.readings import Article, Found, Spread
from ..domain.servers import OPERATOR
from .index import Index
from .placing import no_such
from .ranking import find_together, spread_together
from .rows import load_reading, make_document
from .schema import documents, readings
from .store import Store, fetch_changes

_log = logging.getLogger(__name__)


class Holdings:
    """The documents on one server's own shelf, in memory, with their index.

    They are followed by the count of changes; `first` is the first number that the server ever had: numbers never
    come again, so where it is another one everything was deleted in between.
    """

    def __init__(self, server: int) -> None:
        self.server = server
        self.articles: dict[int, Article] = {}
        self.seen = -1
        self.first: int | None = None
        self._index: Index | None = None
        self._making = Lock()

    async def catch_up(self, connection: AsyncConnection, changes: int) -> bool:
        """Load what has changed, and nothing else; whether anything of theirs has."""
        if changes == self.seen:
            return False
        of_server = documents.c.server == self.server
        first = (await connection.execute(select(func.min(documents.c.number)).where(of_server))).scalar()
        old, seen = (self.articles, self.seen) if first == self.first else ({}, -1)
        query = select(documents, readings.c.body).join(readings).where(of_server, documents.c.changed > seen)
        rows = (await connection.execute(query)).all()
        changed = bool(rows) or first != self.first
        if changed:
            self.articles = await asyncio.to_thread(_reshelve, old, rows)
        self.first, self.seen = first, changes
        return changed

    def index(self) -> Index:
        """The index, brought up to the articles. It takes time: call it off the event loop."""
        with self._making:
            self._index = self._index or Index()
        self._index.hold(self.articles)
        return self._index

    def close(self) -> None:
        """Let the index go."""
        if self._index:
            self._index.close()


@dataclass(frozen=True, slots=True)
class View:
    """What is on some shelves together, by number."""

    parts: tuple[dict[int, Article], ...]
    articles: tuple[Article, ...]
    by_number: dict[int, Article]

    def is_of(self, parts: Sequence[dict[int, Article]]) -> bool:
        """Whether it is the view of these very shelves, as they are now."""
        return len(parts) == len(self.parts) and all(
            mine is other for mine, other in zip(parts, self.parts, strict=True)
        )


class Shelves:
    """The holdings of all servers that somebody asked about: each is in memory once, whoever sees it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._holdings: dict[int, Holdings] = {}
        self._views: dict[tuple[int, ...], View] = {}
        self._catching_up = asyncio.Lock()

    async def see(self, owners: Sequence[int]) -> tuple[View, list[Holdings]]:
        """What is on the shelves of some servers now, and the holdings of those that have any."""
        async with self._catching_up:
            holdings = [self._holdings.setdefault(owner, Holdings(owner)) for owner in owners]
            changes = await self.store.changes()
            if behind := [each for each in holdings if each.seen != changes]:
                await self._catch_up(behind)
            full = [each for each in holdings if each.articles]
            return self._view([each.articles for each in full], tuple(each.server for each in full)), full

    async def _catch_up(self, behind: Sequence[Holdings]) -> None:
        async with self.store.reading() as connection:
            changes = await fetch_changes(connection)
            for each in behind:
                if await each.catch_up(connection, changes):
                    self._drop_views(each.server)

    def _view(self, parts: Sequence[dict[int, Article]], owners: tuple[int, ...]) -> View:
        """The view of some shelves; servers that see the same share it, as long as nothing has changed."""
        known = self._views.get(owners)
        if known and known.is_of(parts):
            return known
        by_number = parts[0] if len(parts) == 1 else _merge(parts)
        self._views[owners] = View(tuple(parts), tuple(by_number.values()), by_number)
        return self._views[owners]

    def close(self) -> None:
        """Let all indexes go. It takes time: call it off the event loop."""
        for holdings in self._holdings.values():
            holdings.close()

    def _drop_views(self, server: int) -> None:
        self._views = {owners: view for owners, view in self._views.items() if server not in owners}

    async def drop(self, server: int) -> None:
        """Forget what is in memory of a server."""
        async with self._catching_up:
            self._drop_views(server)
            holdings = self._holdings.pop(server, None)
        if holdings:
            await asyncio.to_thread(holdings.close)


class ServerShelf:
    """What a server sees, followed as it changes. Every method may raise ArchiveUnavailable."""

    def __init__(self, shelves: Shelves, server: int, *, library: bool) -> None:
        self._shelves = shelves
        self._owners = tuple(sorted({server, OPERATOR} if library else {server}))

    async def articles(self) -> Sequence[Article]:
        """What is on the shelf, by number; the very same sequence as long as nothing has changed."""
        view, _ = await self._shelves.see(self._owners)
        return view.articles

    async def article(self, number: int) -> Article:
        """Any document ever kept that the server may see. Raises NoSuchDocument."""
        view, _ = await self._shelves.see(self._owners)
        if found := view.by_number.get(number):
            return found
        query = select(documents, readings.c.body).join(readings)
        mine = (documents.c.number == number, documents.c.server.in_(self._owners))
        async with self._shelves.store.reading() as connection:
            row = (await connection.execute(query.where(*mine))).one_or_none()
        if row is None:
            raise no_such(number)
        return _make_article(row)

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        """Units on the shelf that hold any of these stems, nearest first."""
        _, holdings = await self._shelves.see(self._owners)
        with self._shelves.store.telling():
            return await asyncio.to_thread(lambda: find_together(_indexes(holdings), stems, limit))

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How many units on the shelf there are, and how many of them hold each of these stems."""
        _, holdings = await self._shelves.see(self._owners)
        with self._shelves.store.telling():
            return await asyncio.to_thread(lambda: spread_together(_indexes(holdings), stems))


def _merge(parts: Sequence[dict[int, Article]]) -> dict[int, Article]:
    merged = {number: article for part in parts for number, article in part.items()}
    return dict(sorted(merged.items()))


def _indexes(holdings: Iterable[Holdings]) -> list[Index]:
    return [each.index() for each in holdings]


def _reshelve(shelf: dict[int, Article], rows: Sequence[Row[Any]]) -> dict[int, Article]:
    """The shelf after changes to these rows, by number."""
    changed = {row.number: article for row in rows if row.standing == Standing.ON_SHELF and (article := _try_row(row))}
    gone = {row.number for row in rows}
    kept = {number: article for number, article in shelf.items() if number not in gone}
    return dict(sorted((kept | changed).items()))


def _try_row(row: Row[Any]) -> Article | None:
    """The article of a row; None where its reading is of another make, so that the other documents are there."""
    try:
        return _make_article(row)
    except ArchiveUnavailable as wrong:
        _log.warning("%s: %s", row.file, wrong)
        return None


def _make_article(row: Row[Any]) -> Article:
    return Article(make_document(row), load_reading(row.body))
