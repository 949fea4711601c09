"""The search index: the stems of all units on the shelf. It belongs to one process and can be made anew any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

from ..domain.readings import Article, Found, Spread
from ..domain.spans import Span
from ..reading.words import stems

FIND = """
select document, start, "end", -bm25(units) as score from units where units match ?
order by bm25(units), document, start limit ?
"""
COUNT = "select count(*) from units where units match ?"


class Index:
    """BM25 over stems with SQLite's FTS5. Its methods take time: call them off the event loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Mapping[int, Article] = {}
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._connection.execute(
            'create virtual table units using fts5(stems, document unindexed, start unindexed, "end" unindexed)'
        )

    def hold(self, shelf: Mapping[int, Article]) -> None:
        """Bring the index up to what is on the shelf; what has not changed is not read again."""
        with self._lock:
            if shelf is self._held:
                return
            new = [article for article in shelf.values() if not self._holds(article)]
            gone = [
                number
                for number, a in self._held.items()
                if number not in shelf or a.reading is not shelf[number].reading
            ]
            with self._all_or_nothing():
                self._connection.executemany("delete from units where document = ?", ((number,) for number in gone))
                self._connection.executemany("insert into units values (?, ?, ?, ?)", _rows(new))
            self._held = shelf

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
        held = self._held.get(article.document.number)
        return held is not None and held.reading is article.reading

    def find(self, words: Sequence[str], limit: int) -> list[Found]:
        """The units with any of these stems, nearest first; of equal ones the first in the documents."""
        match = _match(words)
        if not match:
            return []
        with self._lock:
            rows = self._connection.execute(FIND, (match, limit)).fetchall()
        return [Found(document, Span(start, end), score) for document, start, end, score in rows]

    def spread(self, words: Iterable[str]) -> Spread:
        """How many units there are, and how many of them hold each of these stems."""
        with self._lock:
            (units,) = self._connection.execute("select count(*) from units").fetchone()
            return Spread(units, {word: self._count(word) for word in dict.fromkeys(words)})

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


def _rows(articles: Iterable[Article]) -> Iterator[tuple[str, int, int, int]]:
    for article in articles:
        for unit in article.reading.units:
            words = " ".join(stems(unit.of(article.document.text)))
            yield words, article.document.number, unit.start, unit.end


def _match(words: Sequence[str]) -> str:
    """Each stem as a string of FTS5, so that none of its signs is an operator; NUL would end the query."""
    told = dict.fromkeys(word.replace("\0", " ") for word in words)
    return " OR ".join(_quoted(word) for word in told if word.strip())


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
