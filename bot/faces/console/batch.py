"""Calls that answer once: questions, summaries, everything that was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from ...desk.desk import Desk
from ...domain.documents import Document
from ...domain.passages import Shelf
from ...domain.readings import Article
from ...domain.replies import Reply
from ...render.records import record_answer, record_article, record_summary
from .chat import attempt, deliver
from .showing import print_json, show_on


async def ask_all(desk: Desk, questions: Iterable[str], form: str, stream: TextIO) -> None:
    """Answer questions one after the other; as ``json`` they are one list, as ``jsonl`` a line each."""
    show = show_on(stream, "text")
    records = []
    for question in filter(None, (line.strip() for line in questions)):
        reply = await attempt(desk.ask(question))
        if form == "text":
            deliver(show, "ask", reply)
        elif form == "jsonl":
            print_json(stream, record_answer(question, reply))
        else:
            records.append(record_answer(question, reply))
    if form == "json":
        print_json(stream, records, indent=1)


async def summarize_all(
    desk: Desk, lines: int | None, method: str, form: str, stream: TextIO, order: Sequence[str] = ()
) -> None:
    """A summary of each document on the shelf: first the files that `order` names, then the others by number."""
    for document in sorted(await _documents(desk), key=_placing(order)):
        _show_summary(document.file, await attempt(desk.summary(str(document.number), lines, method)), form, stream)


async def summarize_together(desk: Desk, lines: int | None, method: str, form: str, stream: TextIO) -> None:
    """One summary of all documents."""
    _show_summary(None, await attempt(desk.summary(None, lines, method)), form, stream)


def _show_summary(file: str | None, reply: Reply, form: str, stream: TextIO) -> None:
    if form == "jsonl":
        print_json(stream, record_summary(file, reply))
    else:
        deliver(show_on(stream, form), "summary", reply)


async def _documents(desk: Desk) -> list[Document]:
    shelf = await desk.sources()
    return [holding.document for holding in shelf.holdings] if isinstance(shelf, Shelf) else []


def print_analysis(articles: Iterable[Article], stream: TextIO, order: Sequence[str] = ()) -> None:
    """A JSON list, an object a document: first the files that `order` names, then the others by number."""
    place = _placing(order)
    ordered = sorted(articles, key=lambda article: place(article.document))
    print_json(stream, [record_article(article) for article in ordered], indent=1)


def _placing(order: Sequence[str]) -> Callable[[Document], tuple[int, int]]:
    """Where a document goes: a number says when it came, not where its library lists it."""
    places = {file: place for place, file in enumerate(order)}
    return lambda document: (places.get(document.file, len(places)), document.number)
