"""What is posted by itself, as a message: checked word for word, within limits, and pinging one role at most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import discord

from ....desk.digests.posting import Paper, Print
from ....domain.digests import Digest
from ....render.corrections import name_correction, render_correction
from ....render.digests import name_edition
from ....render.editions import fit_digest
from ....render.markdown import unescape
from ....render.pages import Attachment, Page, check_page
from ....render.paging import TERMINAL, Layout, paginate
from ..messages.envelopes import Enclosure, Look

_LONGEST_NAME = 100
_ROLE_ROOM = 30
"""What is kept free for a role's mention before a text."""


@dataclass(frozen=True, slots=True)
class Impression:
    """A message ready to be posted; `title` is what stands over it, and the name of a forum's post."""

    title: str
    content: str | None
    embed: discord.Embed | None
    files: tuple[Enclosure, ...]
    role: int | None

    @property
    def thread_name(self) -> str:
        """The title as far as Discord has room for it over a post."""
        return cut_name(self.title)

    def is_on(self, message: discord.Message) -> bool:
        """Whether a message has these very words; of two that were sent under one nonce the first one is there."""
        words = [self.content, self.embed.description if self.embed else None]
        there = [message.content, message.embeds[0].description if message.embeds else None]
        return [(each or "").strip() for each in there] == [(each or "").strip() for each in words]

    def parts(self) -> dict[str, Any]:
        """What a new message of it consists of; made anew for each attempt, since a file can be read once."""
        named: dict[str, Any] = {"content": self.content, "embed": self.embed}
        if self.files:
            named["files"] = [each.open() for each in self.files]
        roles = [discord.Object(self.role)] if self.role else []
        allowed = discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)
        return {name: part for name, part in named.items() if part} | {"allowed_mentions": allowed}


def make_impression(printed: Print, look: Look) -> Impression:
    """Lay out what is posted. Raises NotVerbatim, and then nothing may be posted."""
    role = _role_of(printed)
    room = _ROLE_ROOM if role and look.layout.is_headed else 0
    layout = replace(look.layout, lines=None, limit=(look.layout.limit or 0) - room)
    page = _lay_out(printed.paper, layout, may_attach=look.may_attach)
    check_page(page)
    return _impress(title_of(printed.paper), page, page.attachments if look.may_attach else (), role)


def title_of(paper: Paper) -> str:
    """What stands over what is posted, and what it is found again by."""
    if isinstance(paper, Digest):
        return name_edition(paper.mark) if paper.mark else "Digest"
    return name_correction(paper)


def cut_name(title: str) -> str:
    """A title as far as Discord has room for it over a forum's post."""
    return title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1].rstrip() + "…"


def bears_title(message: discord.Message, title: str) -> bool:
    """Whether a title stands over a message, be it in an embed or as a line of its own."""
    texts = [embed.title or "" for embed in message.embeds] + [message.content]
    return any(title in (line.strip() for line in unescape(text).splitlines()) for text in texts)


def _lay_out(paper: Paper, layout: Layout, *, may_attach: bool) -> Page:
    """The one page of what is posted; what has no room on it is attached."""
    if isinstance(paper, Digest):
        return fit_digest(paper, layout, may_attach=may_attach).page
    sheet = render_correction(paper)
    pages = paginate(sheet, layout)
    whole = (Attachment("correction.txt", paginate(sheet, TERMINAL)[0]),) if len(pages) > 1 else ()
    return replace(pages[0], attachments=(*pages[0].attachments, *whole))


def _role_of(printed: Print) -> int | None:
    """The schedule's role, for its editions alone: a correction pings nobody."""
    return printed.schedule.role if isinstance(printed.paper, Digest) else None


def _impress(title: str, page: Page, attachments: tuple[Attachment, ...], role: int | None) -> Impression:
    ping = f"<@&{role}>" if role else ""
    files = tuple(Enclosure(each.name, each.page.text.encode("utf-8", "surrogatepass")) for each in attachments)
    if not page.title:
        return Impression(title, "\n".join(part for part in (ping, page.text) if part), None, files, role)
    embed = discord.Embed(title=page.title, description=page.text)
    embed.set_footer(text=page.footer or None)
    return Impression(title, ping or None, embed, files, role)
