"""Buttons that turn pages. Their state is the command itself, so they work after a restart as before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol, Self
from urllib.parse import quote, unquote_plus

import discord
from discord import ui

from ...domain.errors import BadCommand
from ...render.labels import measure
from ...render.pages import Page
from ..commands import Call, check_values, find_command

COG_NAME = "Treaty Desk"

_LONGEST_ID = 100
_ROOM = _LONGEST_ID - len("treatydesk:p9999:")
_BUTTONS = 3


class PageTurner(Protocol):
    """Who answers when a button is pressed: the cog, which is found on the client by its name."""

    async def turn_page(self, interaction: discord.Interaction[Any], number: int) -> None:
        """Show another page of the answer that the pressed message shows."""
        ...


class PageButton(
    ui.DynamicItem[ui.Button[ui.View]],
    template=re.compile(r"treatydesk:(?P<slot>[pin])(?P<page>\d{1,4}):(?P<piece>.*)"),
):
    """One button of a row; the ids of the row together hold the call, each a piece of it."""

    def __init__(self, slot: str, page: int, piece: str, label: str, *, disabled: bool = False) -> None:
        button: ui.Button[ui.View] = ui.Button(
            label=label, custom_id=f"treatydesk:{slot}{page}:{piece}", disabled=disabled
        )
        super().__init__(button)
        self._page = page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as it was pressed."""
        label = getattr(item, "label", None) or ""
        return cls(match["slot"], int(match["page"]), match["piece"], label)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Let the cog turn the page."""
        turner: PageTurner | None = interaction.client.get_cog(COG_NAME)
        if turner:
            await turner.turn_page(interaction, self._page)


def page_buttons(call: Call, page: Page, prefix: str = "") -> ui.View | None:
    """The row under a page, which keeps the call, and the prefix where that is shown.

    None where there is one page, or where the call is too long for the row's ids.
    """
    pieces = list(_pieces(pack_call(call, prefix)))
    if page.total == 1 or len(pieces) > _BUTTONS:
        return None
    number, total = page.number, page.total
    first, second, third, *_ = [*pieces, "", "", ""]
    view = ui.View(timeout=None)
    view.add_item(PageButton("p", max(1, number - 1), first, "Previous", disabled=number == 1))
    view.add_item(PageButton("i", number, second, f"{number} of {total}", disabled=True))
    view.add_item(PageButton("n", number + 1, third, "Next", disabled=number == total))
    # The library keeps no finished view in memory; what is pressed later is found by its id.
    view.stop()
    return view


def call_on(message: discord.Message | None) -> tuple[Call, str]:
    """The call whose answer a message shows, and the prefix that it shows, if any.

    Raises BadCommand where its buttons do not tell.
    """
    rows = (row for row in message.components if isinstance(row, discord.ActionRow)) if message else ()
    ids = (part.custom_id or "" for row in rows for part in row.children if isinstance(part, discord.Button))
    template = PageButton.__discord_ui_compiled_template__
    return unpack_call("".join(found["piece"] for found in map(template.fullmatch, ids) if found))


def pack_call(call: Call, prefix: str = "") -> str:
    """A call as text without blanks: the command's name, its values in the order of the table, and a prefix."""
    values = [str(call.values.get(parameter.name, "")) for parameter in call.command.parameters]
    return "|".join(_pack(part) for part in (call.command.name, *values, prefix)).rstrip("|")


def unpack_call(packed: str) -> tuple[Call, str]:
    """The inverse of `pack_call`. Raises BadCommand."""
    name, *values = (unquote_plus(part) for part in packed.split("|"))
    command = find_command(name)
    count = len(command.parameters)
    if len(values) > count + 1:
        raise BadCommand(f"these buttons are those of an older {name}: ask again")
    names = (parameter.name for parameter in command.parameters)
    return Call(command, check_values(command, dict(zip(names, values, strict=False)))), "".join(values[count:])


def _pack(words: str) -> str:
    """Words without blanks, bars, and signs that might be dropped on the way."""
    return "".join("+" if sign == " " else sign if _is_plain(sign) else quote(sign, safe="") for sign in words)


def _is_plain(sign: str) -> bool:
    return sign.isprintable() and sign not in "%+|"


def _pieces(words: str) -> Iterator[str]:
    """Pieces that an id has room for, counted in UTF-16 units."""
    piece = ""
    for sign in words:
        if measure(piece + sign) > _ROOM:
            yield piece
            piece = ""
        piece += sign
    yield piece
