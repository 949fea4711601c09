"""The search index: the stems of some articles' units. It belongs to one process and can be made anew any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from ..domain.readings import Article, Found, Spread
from ..domain.spans import Span
from ..reading.text.words import stems

FIND = """
select document, start, "end", -score, stems from units
join (select rowid as place, bm25(units) as score from units where units match ? order by score, place limit ?)
on units.rowid = place order by score, place
"""
PUT_IN = 'insert into units (rowid, stems, document, start, "end") values (?, ?, ?, ?, ?)'
COUNT = "select count(*) from units where units match ?"
ROOM = 2**32
"""Numbers of rows that each document has to itself: by them units are in the order of the documents."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A unit as the index holds it: where it is, and its stems with blanks between them."""

    found: Found
    stems: str


class Index:
    """BM25 over stems with SQLite's FTS5. Its methods take time: call them off the event loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Mapping[int, Article] = {}
        self._places: dict[int, range] = {}
        self._length: int | None = 0
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._connection.execute(
            'create virtual table units using fts5(stems, document unindexed, start unindexed, "end" unindexed)'
        )
        self._connection.execute("create virtual table words using fts5vocab(units, col)")

    @property
    def units(self) -> int:
        """How many units are held."""
        return sum(map(len, self._places.values()))

    @property
    def length(self) -> int:
        """How many tokens they have together, as FTS5 counts them."""
        with self._lock:
            if self._length is None:
                (self._length,) = self._connection.execute("select coalesce(sum(cnt), 0) from words").fetchone()
            return self._length

    def hold(self, shelf: Mapping[int, Article]) -> None:
        """Bring the index up to what is on the shelf; what has not changed is not read again."""
        with self._lock:
            if shelf is self._held:
                return
            new = [article for article in shelf.values() if not self._holds(article)]
            gone = [number for number, a in self._held.items() if not _is_there(a, shelf.get(number))]
            kept = {number: place for number, place in self._places.items() if number not in gone}
            with self._all_or_nothing():
                for number in gone:
                    self._take_out(self._places[number])
                kept |= {article.document.number: self._put_in(article) for article in new}
            self._places, self._length, self._held = kept, None, shelf

    def _put_in(self, article: Article) -> range:
        """Where the units of an article stand now."""
        number = article.document.number
        first = number * ROOM
        rows = [(first + at, words, number, start, end) for at, (words, start, end) in enumerate(_rows(article))]
        self._connection.executemany(PUT_IN, rows)
        return range(first, first + len(rows))

    def _take_out(self, place: range) -> None:
        self._connection.execute("delete from units where rowid >= ? and rowid < ?", (place.start, place.stop))

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """A transaction: what was left half done would be done once more the next time."""
        self._connection.execute("begin")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _holds(self, article: Article) -> bool:
        return _is_there(article, self._held.get(article.document.number))

    def find(self, words: Sequence[str], limit: int) -> list[Posting]:
        """The units with any of these stems, nearest first; of equal ones the first in the documents."""
        match = _match(words)
        if not match:
            return []
        with self._lock:
            rows = self._connection.execute(FIND, (match, limit)).fetchall()
        return [Posting(Found(document, Span(start, end), score), told) for document, start, end, score, told in rows]

    def spread(self, words: Iterable[str]) -> Spread:
        """How many units there are, and how many of them hold each of these stems."""
        with self._lock:
            return Spread(self.units, {word: self._count(word) for word in dict.fromkeys(words)})

    def _count(self, word: str) -> int:
        match = _match([word])
        if not match:
            return 0
        (count,) = self._connection.execute(COUNT, (match,)).fetchone()
        return int(count)

    def close(self) -> None:
        """Let the index go."""
        with self._lock:
            self._connection.close()


def _is_there(article: Article, other: Article | None) -> bool:
    return other is not None and other.reading is article.reading


def _rows(article: Article) -> Iterator[tuple[str, int, int]]:
    for unit in article.reading.units:
        yield " ".join(stems(unit.of(article.document.text))), unit.start, unit.end


def _match(words: Sequence[str]) -> str:
    """Each stem as a string of FTS5, so that none of its signs is an operator; NUL would end the query."""
    told = dict.fromkeys(word.replace("\0", " ") for word in words)
    return " OR ".join(_quoted(word) for word in told if word.strip())


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
