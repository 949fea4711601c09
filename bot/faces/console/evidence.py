"""Evidence packs in the terminal: written into a file, and checked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from ...desk.desk import Desk
from ...desk.ports import Shelf
from ...desk.rechecking import find_fault, find_misattribution, find_repeat, gather_texts, gather_voices
from ...domain.errors import UnreadablePack
from ...domain.evidence import VOICE
from ...intake.packs import read_pack
from ...render.evidence_files import FORMS, write_evidence
from ...render.labels import count, name_list, tidy
from ...render.pages import check_page
from ..commands.exporting import gather_evidence

ENDINGS = name_list([f".{form}" for form in FORMS])
"""What the file of a pack may end in."""

_CHECKED = (
    f"words, places, sha256, that no line comes twice, and {name_list(list(VOICE))} of quotations in texts on the shelf"
)


def choose_form(form: str | None, out: Path | None) -> str | None:
    """The form of a pack: the one that is named, else that of the file's ending; None where no form has that ending."""
    if form or not out:
        return form or "json"
    ending = out.suffix.lower().lstrip(".")
    return ending if ending in FORMS else None


async def export_evidence(desk: Desk, asked: str, form: str, out: Path | None, stream: TextIO) -> None:
    """Write the pack of a command into a file, and say so; without a file print it.

    Raises BadCommand, NotVerbatim, and OSError.
    """
    pack = await gather_evidence(desk, asked, datetime.now(UTC))
    page = write_evidence(pack, form)
    check_page(page)
    if out is None:
        stream.write(page.text)
        return
    await asyncio.to_thread(out.write_bytes, page.text.encode("utf-8", "surrogatepass"))
    stream.write(f"{count(len(page.placed), 'line')} of “{pack.asked}”: {out}\n")


async def recheck_evidence(desk: Desk, shelf: Shelf, file: Path, stream: TextIO, tell: Callable[[str], None]) -> bool:
    """Check each line of a pack against the texts of a shelf; tell what is wrong, a line each, and whether all hold.

    Raises UnreadablePack, and OSError.
    """
    pack = read_pack(file)
    claimed = pack.lines
    if not claimed:
        raise UnreadablePack(f"{file}: has no line, so nothing can be checked: it was cut, or export did not write it")
    texts, voices = await gather_texts(shelf, claimed), gather_voices(await desk.quotes())
    on_shelf = {article.document.sha256 for article in await shelf.articles()}
    cited = {line.citation for line in claimed if not line.beside}
    held = 0
    for line in claimed:
        fault = find_repeat(line) or find_fault(line, texts)
        if not fault and line.sha256 in on_shelf:
            fault = find_misattribution(line, voices, cited)
        held += not fault
        if fault:
            tell(f"{file}: line {line.place}, {line.citation}: {fault}")
    whole = "" if held == len(claimed) else f" of {len(claimed)}"
    lines = "line holds" if held == 1 else "lines hold"
    stream.write(f"{held}{whole} {lines}, to the character ({tell_checked(pack.others)})\n")
    return held == len(claimed)


def tell_checked(others: Sequence[str]) -> str:
    """What is checked of a pack, and what of it is not: all `others` that it says."""
    named = name_list([tidy(name) for name in others])
    return f"checked: {_CHECKED}; not checked, and so what the pack says: {named or 'nothing'}"
