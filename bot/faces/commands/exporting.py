"""Exporting: the answer to a command as an evidence pack."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from ...desk.desk import Desk
from ...domain.errors import BadCommand
from ...domain.notices import Nothing, WhichOne
from ...domain.replies import EvidencePack, Reply
from ...render.evidence import count_exhibits
from ...render.replies import render_reply
from ..version import find_version
from .parsing import parse_command, parse_spoken
from .rows import Call, Command
from .table import COMMANDS

_WITHOUT_LINES = ("help", "sources", "export")
EXPORTED: Mapping[str, Command] = {row.name: row for row in COMMANDS if row.name not in _WITHOUT_LINES}
"""The commands whose answers are lines of documents."""

_EVERYTHING = "quotes"
_MOST_LINES = 10_000
"""More would hardly go into one file on Discord, and take seconds to write."""
_FOR_EXAMPLE = "for example: export quotes Putin"


async def gather_evidence(desk: Desk, asked: str, now: datetime) -> EvidencePack:
    """The answer of a desk to a command, or a question, as it is typed; where nothing is asked all quotations.

    Raises BadCommand where it is no command whose answer has lines, and what the command raises.
    """
    call = _read_asked(asked)
    answer: Reply = await getattr(desk, call.command.name)(**call.arguments)
    contributions = await asyncio.to_thread(lambda: count_exhibits(render_reply(answer)))
    return EvidencePack(answer, call.spell(slash=False), now, find_version(), contributions)


async def export(desk: Desk, asked: str, now: datetime) -> Reply:
    """The evidence pack, or the answer itself where it says that there is nothing, or asks back.

    Raises as above, and BadCommand where there are too many lines for a message to bring.
    """
    pack = await gather_evidence(desk, asked, now)
    if pack.lines > _MOST_LINES:
        raise BadCommand(
            f"export: that is {pack.lines:,} lines, and more than {_MOST_LINES:,} are not exported here: ask for "
            f"fewer, or call python -m bot export in the shell; {_FOR_EXAMPLE}"
        )
    if pack.lines:
        return pack
    if isinstance(pack.answer, Nothing | WhichOne):
        return pack.answer
    raise BadCommand(f"export: the answer to “{pack.asked}” has no line of a document; {_FOR_EXAMPLE}")


def _read_asked(asked: str) -> Call:
    words = asked.strip().lstrip("!/")
    call = parse_spoken(words) if words.endswith("?") else parse_command(words or _EVERYTHING)
    if call.command.name not in EXPORTED:
        raise BadCommand(f"export: {call.command.name} has no answer of lines of documents; {_FOR_EXAMPLE}")
    return call
