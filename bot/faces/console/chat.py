"""The chat: a line in, a reply out, on the desk alone."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Awaitable, Iterable, Iterator
from contextlib import suppress
from typing import TextIO

from ...desk.desk import Desk
from ...domain.errors import BadCommand, CannotAnswer, NotVerbatim
from ...domain.notices import Refusal
from ...domain.replies import Reply
from ...domain.speech import SpeakerList
from ..commands.answering import answer
from ..commands.parsing import parse_line
from .showing import Show

_log = logging.getLogger(__name__)

PREFIX = "!"
_ENDS = frozenset({"quit", "exit", "!quit", "!exit"})
_REMARKS = (f"A line without {PREFIX} is asked as a question.", "quit, or the end of the input, ends the chat.")
_FAULT = "This could not be answered: a fault of the program, which has been logged."


async def chat(desk: Desk, lines: Iterable[str], show: Show) -> None:
    """Answer line after line until they end or one says quit; blank ones are skipped."""
    for line in lines:
        words = line.strip()
        if words.lower() in _ENDS:
            return
        if words:
            deliver(show, _command_of(words), await answer_line(desk, words))


async def answer_line(desk: Desk, line: str) -> Reply:
    """The reply to a line as typed; what cannot be understood or done is a refusal."""
    try:
        call = parse_line(line, PREFIX)
    except BadCommand as error:
        return Refusal(str(error))
    return await attempt(answer(desk, call, _REMARKS))


async def attempt(asked: Awaitable[Reply]) -> Reply:
    """The reply, or a refusal where the program fails: one fault is logged, and the next question is answered."""
    try:
        return await asked
    except CannotAnswer:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the next question is answered
        _log.exception("a fault while answering")
        return Refusal(_FAULT)


def deliver(show: Show, command: str, reply: Reply) -> None:
    """Show a reply; one that would not show a document's words as they are is not shown at all."""
    try:
        show(command, reply)
    except NotVerbatim:
        _log.exception("a reply to %s is held back", command)
        show(command, Refusal(_FAULT))


async def give_tour(desk: Desk, show: Show, stream: TextIO) -> None:
    """Five commands with their replies, for somebody who only looks in."""
    for command in ("sources", "summary lines:3", "facts", await _loudest(desk), "timeline"):
        stream.write(f"> {PREFIX}{command}\n\n")
        deliver(show, command.split()[0], await answer_line(desk, PREFIX + command))


async def _loudest(desk: Desk) -> str:
    """The command for the quotations of whoever is quoted most."""
    speakers = await desk.speakers()
    named = speakers.rows[:1] if isinstance(speakers, SpeakerList) else ()
    return f"quotes {named[0].name}" if named else "quotes"


def read_typed(prompt: str) -> Iterator[str]:
    """Lines from somebody at a terminal, with what they typed before at hand, until they end it or interrupt."""
    with suppress(ImportError):
        importlib.import_module("readline")
    while True:
        try:
            yield input(prompt)
        except (EOFError, KeyboardInterrupt):
            sys.stderr.write("\n")
            return


def _command_of(line: str) -> str:
    """The name by which a reply goes in JSON: the command's as typed, or ``ask``."""
    if not line.startswith(PREFIX):
        return "ask"
    return "".join(line.removeprefix(PREFIX).split(maxsplit=1)[:1]).lower()
