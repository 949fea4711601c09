"""How replies are printed: plain text, the same set off on a terminal, or a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TextIO

from ...domain.passages import Answer
from ...domain.replies import Reply
from ...render.pages import check_page
from ...render.paging import TERMINAL, paginate
from ...render.records import record_sheet
from ...render.replies import render_reply
from ...render.sheet import Json

Show = Callable[[str, Reply], None]
"""Prints the reply to a command, whose name comes first."""

_UNTITLED = replace(TERMINAL, is_headed=False)


def show_on(stream: TextIO, form: str, *, echoes: bool = False) -> Show:
    """The way to print in a form, ``text`` or ``jsonl``, on a stream; a terminal that `echoes` shows what was typed."""
    if form == "jsonl":
        return lambda command, reply: print_json(stream, record_sheet(command, render_reply(reply)))
    return _draw_on(stream, echoes=echoes) if stream.isatty() else lambda _, reply: _print_text(stream, reply)


def print_json(stream: TextIO, record: Json, indent: int | None = None) -> None:
    """Print a value as JSON, on one line where nothing is said of indenting, and let it go at once."""
    stream.write(json.dumps(record, ensure_ascii=False, indent=indent) + "\n")
    stream.flush()


def _print_text(stream: TextIO, reply: Reply) -> None:
    for page in paginate(render_reply(reply), TERMINAL):
        check_page(page)
        stream.write(f"{page.text}\n\n")
    stream.flush()


def _draw_on(stream: TextIO, *, echoes: bool) -> Show:
    """Imports rich, which only a terminal needs."""
    from rich.console import Console  # noqa: PLC0415 - a pipe needs none of it

    from ...render.terminal import draw_page  # noqa: PLC0415

    console = Console(file=stream)

    def draw(_: str, reply: Reply) -> None:
        # The title of an answer is the question, which stands in the line above.
        layout = _UNTITLED if echoes and isinstance(reply, Answer) else TERMINAL
        for page in paginate(render_reply(reply), layout):
            check_page(page)
            draw_page(page, console)
            stream.write("\n")
        stream.flush()

    return draw
