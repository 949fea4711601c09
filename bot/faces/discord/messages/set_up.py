"""What can be chosen below the checklist of a server: where digests go, from a list, and the time zone, in a form."""

from __future__ import annotations

from typing import Any, Protocol, Self

import discord
from discord import ui

from ..wire.receiving import Interaction

OFFICE_NAME = "Treaty Desk Office"

_KINDS = [
    *(discord.ChannelType.text, discord.ChannelType.news),
    *(discord.ChannelType.public_thread, discord.ChannelType.forum),
]
_LONGEST_ZONE = 64
_NOT_SOON = 15 * 60.0


class Chooser(Protocol):
    """Who carries a choice out: the office's cog, which is found on the client by its name."""

    async def choose(self, press: Interaction, name: str, value: str) -> None:
        """Set a setting, and show the checklist anew."""
        ...

    async def ask_zone(self, press: Interaction) -> None:
        """Open the form for the time zone."""
        ...

    async def check_again(self, press: Interaction) -> None:
        """Show the checklist anew."""
        ...


class DigestChannel(ui.DynamicItem[ui.ChannelSelect[ui.View]], template="treatydesk:set-up:digest"):
    """A list of channels: the one that is chosen is where digests are posted."""

    def __init__(self) -> None:
        super().__init__(
            ui.ChannelSelect(
                custom_id="treatydesk:set-up:digest",
                channel_types=_KINDS,
                placeholder="Choose the channel for digests",
                row=2,
            )
        )

    @classmethod
    async def from_custom_id(cls, _press: Interaction, _item: ui.Item[Any], _match: Any, /) -> Self:  # noqa: ANN401
        """The list as it was used."""
        return cls()

    async def callback(self, press: Interaction) -> None:
        """Set what was chosen."""
        if (chooser := _chooser_on(press)) and self.item.values:
            await chooser.choose(press, "digest_channel", str(self.item.values[0].id))


class TimeZone(ui.DynamicItem[ui.Button[ui.View]], template="treatydesk:set-up:zone"):
    """A button that opens a form for the time zone."""

    def __init__(self) -> None:
        super().__init__(ui.Button(custom_id="treatydesk:set-up:zone", label="Time zone", row=3))

    @classmethod
    async def from_custom_id(cls, _press: Interaction, _item: ui.Item[Any], _match: Any, /) -> Self:  # noqa: ANN401
        """The button as it was pressed."""
        return cls()

    async def callback(self, press: Interaction) -> None:
        """Open the form; who may choose is asked when it is sent."""
        if chooser := _chooser_on(press):
            await chooser.ask_zone(press)


class CheckAgain(ui.DynamicItem[ui.Button[ui.View]], template="treatydesk:set-up:again"):
    """A button that checks everything anew."""

    def __init__(self) -> None:
        super().__init__(ui.Button(custom_id="treatydesk:set-up:again", label="Check again", row=3))

    @classmethod
    async def from_custom_id(cls, _press: Interaction, _item: ui.Item[Any], _match: Any, /) -> Self:  # noqa: ANN401
        """The button as it was pressed."""
        return cls()

    async def callback(self, press: Interaction) -> None:
        """Check."""
        if chooser := _chooser_on(press):
            await chooser.check_again(press)


class ZoneForm(ui.Modal, title="Time zone of this server"):
    """A form of one line; what makes no sense is told as for the command."""

    zone: ui.TextInput[Self] = ui.TextInput(
        label="By its IANA name",
        placeholder="Europe/Vienna",
        custom_id="zone",
        max_length=_LONGEST_ZONE,
    )

    def __init__(self) -> None:
        super().__init__(timeout=_NOT_SOON)

    async def on_submit(self, press: Interaction, /) -> None:
        """Set what was written."""
        if chooser := _chooser_on(press):
            await chooser.choose(press, "zone", self.zone.value)


SET_UP_ITEMS = (DigestChannel, TimeZone, CheckAgain)
"""What a bot has to know so that they work after a restart."""


def add_set_up(view: ui.View | None) -> ui.View:
    """Add what can be chosen below a checklist to the buttons that it has."""
    view = view or ui.View(timeout=None)
    for item in SET_UP_ITEMS:
        view.add_item(item())
    # The library keeps no finished view in memory; what is pressed later is found by its id.
    view.stop()
    return view


def _chooser_on(press: Interaction) -> Chooser | None:
    return press.client.get_cog(OFFICE_NAME)  # type: ignore[no-any-return]
