"""The last step: a page is checked word for word, and put into a message that pings nobody."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import discord
from discord import ui

from ....domain.notices import Help
from ....domain.office import Checklist
from ....domain.replies import EvidencePack, Reply
from ....render.evidence_files import attach_evidence
from ....render.labels import name_list
from ....render.pages import Attachment, Page, check_page
from ....render.paging import CONTENT, EMBED, TERMINAL, Layout, paginate
from ....render.proofs import Proof, Proofs
from ....render.replies import render_reply
from ....render.sheet import Sheet
from .inquiry import Inquiry
from .pager import answer_buttons
from .set_up import add_set_up

_PROOFS = Proofs()
QUIET = discord.AllowedMentions.none()
"""Goes with all that is sent."""

_NO_FILES = "The file cannot be attached here: give the bot the permission Attach Files, then ask again."
_MOST_IN_FILE, _MOST_IN_FILES = 10 * 1024 * 1024, 24 * 1024 * 1024
"""The bytes that Discord takes in one file, and in one request beside the rest of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How answers look in a place: their layout, whether files may be attached, and the ids of slash commands.

    With its id a command in help can be clicked.
    """

    layout: Layout
    may_attach: bool
    ids: Mapping[str, int] = field(default_factory=dict)


def look_under(
    permissions: discord.Permissions, *, is_plain: bool = False, ids: Mapping[str, int] | None = None
) -> Look:
    """The look where the bot has these permissions: in an embed where embeds are allowed and wanted, else as text."""
    layout = EMBED if permissions.embed_links and not is_plain else CONTENT
    return Look(layout, permissions.attach_files, ids or {})


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a message, however often it takes to send it."""

    name: str
    content: bytes

    def open(self) -> discord.File:
        """The file, to be read once."""
        return discord.File(io.BytesIO(self.content), self.name)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message ready to be sent; `note` is a line of our own that follows it."""

    content: str | None
    embed: discord.Embed | None
    files: tuple[Enclosure, ...]
    view: ui.View | None
    note: str | None

    def parts(self) -> dict[str, Any]:
        """What a new message of it consists of."""
        named: dict[str, Any] = {"content": self.content, "embed": self.embed, "view": self.view}
        if self.files:
            named["files"] = [each.open() for each in self.files]
        quiet = {"suppress_embeds": self.embed is None, "allowed_mentions": QUIET}
        return {name: part for name, part in named.items() if part} | quiet

    def page(self) -> dict[str, Any]:
        """What a message is edited to: what it does not have is taken away from the message that was there."""
        return {
            "content": self.content,
            "embeds": [self.embed] if self.embed else [],
            "files": [each.open() for each in self.files],
            "view": self.view,
            "allowed_mentions": QUIET,
        }


async def make_envelope(inquiry: Inquiry, reply: Reply, look: Look, number: int = 1) -> Envelope:
    """As `fill_envelope`; what may take long to lay out or to write is done beside, while others are answered."""
    if isinstance(reply, EvidencePack):
        return fill_envelope(inquiry, reply, look, number, await asyncio.to_thread(_write_checked, reply))
    if not isinstance(reply, Help):
        await asyncio.to_thread(_PROOFS.pull, reply, look.layout, inquiry.imprint)
    return fill_envelope(inquiry, reply, look, number)


def _write_checked(pack: EvidencePack) -> tuple[Attachment, ...]:
    """The files of a pack. Raises NotVerbatim."""
    files = attach_evidence(pack)
    for file in files:
        check_page(file.page)
    return files


def fill_envelope(
    inquiry: Inquiry, reply: Reply, look: Look, number: int = 1, files: Sequence[Attachment] = ()
) -> Envelope:
    """One page of a reply as a message, with its buttons, and with files that were checked.

    Raises NotVerbatim, and then nothing may be sent. A page number too high means the last page.
    """
    # Help alone shows commands, and has to know behind what.
    kept = inquiry if isinstance(reply, Help) else replace(inquiry, prefix="")
    sheet, pages = _lay_out(inquiry, reply, look)
    page = _find_page(pages, number)
    view = answer_buttons(kept, page, reply)
    beside = add_set_up(view) if isinstance(reply, Checklist) else view
    whole = _whole(sheet) if page.total > 1 and not view else ()
    for each in (page, *(attachment.page for attachment in whole)):
        check_page(each)
    return _envelope(page, [*page.attachments, *whole, *files], beside, may_attach=look.may_attach)


def forget_answers() -> None:
    """Let what was answered last go; it is laid out anew for whoever turns a page."""
    _PROOFS.forget()


def open_page(inquiry: Inquiry, reply: Reply, look: Look, number: int) -> Page:
    """The page of a reply that a message shows."""
    return _find_page(_lay_out(inquiry, reply, look)[1], number)


def _lay_out(inquiry: Inquiry, reply: Reply, look: Look) -> Proof:
    """The sheet and the pages of a reply; only what a slash command was answered with is clicked on as one.

    Of a pack no proof is kept: it is a page, and holds an answer of any length.
    """
    if not isinstance(reply, Help | EvidencePack):
        return _PROOFS.pull(reply, look.layout, inquiry.imprint)
    sheet = render_reply(reply, inquiry.prefix, look.ids if inquiry.prefix == "/" else {})
    return sheet, paginate(sheet, look.layout, inquiry.imprint)


def _find_page(pages: Sequence[Page], number: int) -> Page:
    return pages[min(number, len(pages)) - 1]


def _whole(sheet: Sheet) -> tuple[Attachment, ...]:
    """The whole answer as a file: for a command so long that no button has room for it."""
    return (Attachment("answer.txt", paginate(sheet, TERMINAL)[0]),)


def _envelope(page: Page, attachments: list[Attachment], view: ui.View | None, *, may_attach: bool) -> Envelope:
    files, note = _enclose(attachments) if may_attach else ((), _NO_FILES if attachments else None)
    if not page.title:
        return Envelope(page.text, None, files, view, note)
    embed = discord.Embed(title=page.title, description=page.text)
    embed.set_footer(text=page.footer or None)
    return Envelope(None, embed, files, view, note)


def _enclose(attachments: Sequence[Attachment]) -> tuple[tuple[Enclosure, ...], str | None]:
    """The files that Discord takes, and a line on those that are too large for it."""
    files: list[Enclosure] = []
    left_out: list[str] = []
    room = _MOST_IN_FILES
    for attachment in attachments:
        content = attachment.page.text.encode("utf-8", "surrogatepass")
        if len(content) > min(room, _MOST_IN_FILE):
            left_out.append(f"{attachment.name} ({len(content):,} bytes)")
        else:
            files.append(Enclosure(attachment.name, content))
            room -= len(content)
    return tuple(files), _tell_left_out(left_out) if left_out else None


def _tell_left_out(names: list[str]) -> str:
    words = "is too large for Discord and is" if len(names) == 1 else "are too large for Discord and are"
    most = _MOST_IN_FILE // (1024 * 1024)
    return f"{name_list(names)} {words} not attached: a file has room for {most} MiB. Ask for fewer lines at a time."
