"""The last step: a page is checked word for word, put into a message, and sent so that it pings nobody."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from ...domain.replies import Help, Reply
from ...render.markdown import escape
from ...render.pages import Attachment, Page, check_page
from ...render.paging import CONTENT, EMBED, TERMINAL, paginate
from ...render.replies import render_reply
from ...render.sheet import Sheet
from ..commands import Call
from .pager import page_buttons

Context = commands.Context[Any]

_QUIET = discord.AllowedMentions.none()
_NO_FILES = "The file cannot be attached here: give the bot the permission Attach Files, then ask again."


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message ready to be sent; `note` is a line of our own that follows it."""

    content: str | None
    embed: discord.Embed | None
    files: tuple[discord.File, ...]
    view: ui.View | None
    note: str | None


def fill_envelope(
    call: Call, reply: Reply, permissions: discord.Permissions, *, prefix: str, number: int = 1
) -> Envelope:
    """One page of a reply as a message: in an embed where embeds are allowed, otherwise as text.

    Raises NotVerbatim, and then nothing may be sent. A page number too high means the last page.
    """
    sheet = render_reply(reply, prefix)
    pages = paginate(sheet, EMBED if permissions.embed_links else CONTENT)
    page = pages[min(number, len(pages)) - 1]
    view = page_buttons(call, page, prefix if isinstance(reply, Help) else "")
    whole = _whole(sheet) if page.total > 1 and not view else ()
    for each in (page, *(attachment.page for attachment in whole)):
        check_page(each)
    return _envelope(page, [*page.attachments, *whole], view, may_attach=permissions.attach_files)


async def send_envelope(context: Context, envelope: Envelope) -> None:
    """Send an answer to where the question was asked."""
    message: dict[str, Any] = {
        "content": envelope.content,
        "embed": envelope.embed,
        "files": envelope.files or None,
        "view": envelope.view,
        "suppress_embeds": envelope.embed is None,
    }
    await context.send(**message, **_reply_to(context))
    if envelope.note:
        await send_line(context, envelope.note)


async def replace_page(interaction: discord.Interaction[Any], envelope: Envelope) -> None:
    """Put another page in the place of the one whose button was pressed; the press is acknowledged by now."""
    await interaction.edit_original_response(
        content=envelope.content,
        embeds=[envelope.embed] if envelope.embed else [],
        attachments=envelope.files,
        view=envelope.view,
        allowed_mentions=_QUIET,
    )
    if envelope.note:
        await whisper_line(interaction, envelope.note)


async def send_line(context: Context, words: str) -> None:
    """Send one line of our own."""
    await context.send(content=escape(words), suppress_embeds=True, **_reply_to(context))


async def whisper_line(interaction: discord.Interaction[Any], words: str) -> None:
    """Tell one line to the person who pressed a button; the press is acknowledged by now."""
    quiet: dict[str, Any] = {"allowed_mentions": _QUIET, "suppress_embeds": True, "ephemeral": True}
    await interaction.followup.send(content=escape(words), **quiet)


def _reply_to(context: Context) -> dict[str, Any]:
    """Quiet, and as a reply to what was typed where that can be seen."""
    quiet: dict[str, Any] = {"allowed_mentions": _QUIET, "mention_author": False}
    if context.interaction or not context.bot_permissions.read_message_history:
        return quiet
    return quiet | {"reference": context.message.to_reference(fail_if_not_exists=False)}


def _whole(sheet: Sheet) -> tuple[Attachment, ...]:
    """The whole answer as a file: for a command so long that no button has room for it."""
    return (Attachment("answer.txt", paginate(sheet, TERMINAL)[0]),)


def _envelope(page: Page, attachments: list[Attachment], view: ui.View | None, *, may_attach: bool) -> Envelope:
    files = tuple(_file(attachment) for attachment in attachments) if may_attach else ()
    note = _NO_FILES if attachments and not may_attach else None
    if not page.title:
        return Envelope(page.text, None, files, view, note)
    embed = discord.Embed(title=page.title, description=page.text)
    embed.set_footer(text=page.footer or None)
    return Envelope(None, embed, files, view, note)


def _file(attachment: Attachment) -> discord.File:
    return discord.File(io.BytesIO(attachment.page.text.encode("utf-8", "surrogatepass")), attachment.name)
