"""Suggestions while somebody types a setting: its name, and what it may be set to on a server."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from ....desk.choosing import SETTINGS, find_setting
from ....domain.errors import BadCommand
from ....domain.notices import Offer
from ....domain.office import ChoiceKind
from ....editing.suggestions import rank_offers
from ..wire.directory import Person, sees
from ..wire.receiving import Interaction
from .options import SWITCHES, OptionChoices, as_choices, offer_roles, offer_zones

_SETTINGS = tuple(Offer(setting.name, f"{setting.name}: {setting.does}") for setting in SETTINGS)
_SECONDS = ("0", "5", "10", "30", "60")
_WRITTEN = (discord.ChannelType.text, discord.ChannelType.news)
_POSTED = (*_WRITTEN, discord.ChannelType.forum)


def suggest_settings(typed: str) -> OptionChoices:
    """The settings that fit what is typed."""
    return as_choices(rank_offers(typed, _SETTINGS))


def suggest_values(interaction: Interaction, name: str, typed: str) -> OptionChoices:
    """What a setting may be set to; of several channels or roles the last is the one that is typed."""
    try:
        kind = find_setting(name).kind
    except BadCommand:
        return []
    before, _, last = typed.rpartition(" ") if kind in {ChoiceKind.CHANNELS, ChoiceKind.ROLES} else ("", "", typed)
    offers = rank_offers(last.lstrip("#@"), tuple(_values(interaction, kind)))
    return as_choices(Offer(f"{before} {offer.value}".strip(), f"{before} {offer.label}".strip()) for offer in offers)


def _values(interaction: Interaction, kind: ChoiceKind) -> Iterator[Offer]:
    if kind is ChoiceKind.SWITCH:
        yield from SWITCHES
    elif kind is ChoiceKind.ZONE:
        yield from offer_zones()
    elif kind is ChoiceKind.SECONDS:
        yield from (Offer(number, f"{number} seconds") for number in _SECONDS)
    elif kind is ChoiceKind.ROLES and interaction.guild:
        yield from offer_roles(interaction.guild)
    elif interaction.guild:
        yield from _channels(interaction.guild, interaction.user, _POSTED if kind is ChoiceKind.CHANNEL else _WRITTEN)


def _channels(guild: discord.Guild, asker: Person, wanted: tuple[discord.ChannelType, ...]) -> Iterator[Offer]:
    """Channels that the asker sees: who looks after a server need not know of all its channels."""
    for channel in guild.channels:
        if channel.type in wanted and sees(asker, channel):
            yield Offer(channel.mention, channel.name)
