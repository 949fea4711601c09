"""The buttons below an answer. Their state is the inquiry itself, so they work after a restart as before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Protocol, Self

import discord
from discord import ui

from ....domain.lengths import utf16_length
from ....domain.notices import Refusal, WhichOne
from ....domain.passages import Passage, Surroundings
from ....domain.replies import Reply
from ....domain.summaries import Summary
from ....render.pages import Page
from .inquiry import Inquiry, pack_inquiry, squeeze, unpack_inquiry

COG_NAME = "Treaty Desk"

_LONGEST_ID = 100
_ROOM = _LONGEST_ID - len("treatydesk:p9999:")


class Slot(StrEnum):
    """What a button is for, as its id has it. The number of the page stands between two of them and does nothing."""

    PREVIOUS = "p"
    PLACE = "i"
    NEXT = "n"
    CONTEXT = "c"
    WHY = "w"
    DOCUMENTS = "s"
    PUBLISH = "u"


_TURNING = (Slot.PREVIOUS, Slot.PLACE, Slot.NEXT)
_LABELS = {
    Slot.PREVIOUS: "Previous",
    Slot.NEXT: "Next",
    Slot.CONTEXT: "Context",
    Slot.WHY: "Why these",
    Slot.DOCUMENTS: "Sources",
    Slot.PUBLISH: "Publish",
}


class Pressed(Protocol):
    """Who answers when a button is pressed: the cog, which is found on the client by its name."""

    async def press(self, interaction: discord.Interaction[Any], slot: Slot, number: int) -> None:
        """Do what a button is for, below the page of this number."""
        ...


class PageButton(
    ui.DynamicItem[ui.Button[ui.View]],
    template=re.compile(r"treatydesk:(?P<slot>[pincwsu])(?P<page>\d{1,4}):(?P<piece>.*)"),
):
    """One button; the ids of a message's buttons together hold the inquiry, each a piece of it."""

    def __init__(self, slot: Slot, page: int, piece: str, label: str, *, disabled: bool = False) -> None:
        custom_id = f"treatydesk:{slot}{page}:{piece}"
        button: ui.Button[ui.View] = ui.Button(label=label, custom_id=custom_id, disabled=disabled)
        super().__init__(button, row=0 if slot in _TURNING else 1)
        self._slot, self._page = slot, page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as it was pressed."""
        label = getattr(item, "label", None) or ""
        return cls(Slot(match["slot"]), int(match["page"]), match["piece"], label)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Let the cog do what it is for."""
        cog: Pressed | None = interaction.client.get_cog(COG_NAME)
        if cog:
            await cog.press(interaction, self._slot, self._page)


def answer_buttons(inquiry: Inquiry, page: Page, reply: Reply) -> ui.View | None:
    """The buttons under a page, which keep the inquiry.

    None where there is nothing to offer, or where the inquiry is too long for their ids.
    """
    slots = list(_slots(inquiry, page, reply))
    pieces = _write_on(len(slots), pack_inquiry(inquiry))
    if not slots or pieces is None:
        return None
    view = ui.View(timeout=None)
    for slot, piece in zip(slots, [*pieces, *[""] * len(slots)], strict=False):
        view.add_item(_button(slot, page, piece))
    # The library keeps no finished view in memory; what is pressed later is found by its id.
    view.stop()
    return view


def inquiry_on(message: discord.Message | None) -> Inquiry:
    """What a message answers, as its buttons tell. Raises BadCommand where they do not."""
    rows = (row for row in message.components if isinstance(row, discord.ActionRow)) if message else ()
    ids = (part.custom_id or "" for row in rows for part in row.children if isinstance(part, discord.Button))
    template = PageButton.__discord_ui_compiled_template__
    return unpack_inquiry("".join(found["piece"] for found in map(template.fullmatch, ids) if found))


def _slots(inquiry: Inquiry, page: Page, reply: Reply) -> Iterator[Slot]:
    if page.total > 1:
        yield from _TURNING
    # What stands around lines that follow one another is the document itself.
    if page.cited and not isinstance(reply, Passage | Surroundings):
        yield Slot.CONTEXT
    if isinstance(reply, Summary) and page.cited:
        yield Slot.WHY
    if page.cited:
        yield Slot.DOCUMENTS
    # What belongs to the office of a server is not for everybody on it.
    is_private = inquiry.asker is not None and not inquiry.publisher and not inquiry.call.command.is_office
    if is_private and not isinstance(reply, Refusal | WhichOne):
        yield Slot.PUBLISH


def _button(slot: Slot, page: Page, piece: str) -> PageButton:
    number, total = page.number, page.total
    if slot is Slot.PREVIOUS:
        return PageButton(slot, max(1, number - 1), piece, _LABELS[slot], disabled=number == 1)
    if slot is Slot.NEXT:
        return PageButton(slot, number + 1, piece, _LABELS[slot], disabled=number == total)
    if slot is Slot.PLACE:
        return PageButton(slot, number, piece, f"{number} of {total}", disabled=True)
    return PageButton(slot, number, piece, _LABELS[slot])


def _write_on(count: int, packed: str) -> list[str] | None:
    """An inquiry in at most `count` pieces, each short enough for the id of a button; None where it is too long.

    It is squeezed only where it does not fit as it is.
    """
    for write in (str, squeeze):
        pieces = list(_pieces(write(packed)))
        if len(pieces) <= count:
            return pieces
    return None


def _pieces(words: str) -> Iterator[str]:
    """Pieces that an id has room for, counted in UTF-16 units."""
    piece = ""
    for sign in words:
        if utf16_length(piece + sign) > _ROOM:
            yield piece
            piece = ""
        piece += sign
    yield piece
