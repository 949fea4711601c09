"""Suggestions while somebody types an option of a slash command."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Iterator
from functools import cache
from typing import Any, Protocol
from zoneinfo import available_timezones

import discord
from discord import app_commands

from ....desk.desk import Desk
from ....desk.digests.schedule_words import NO_PLACES
from ....domain.notices import Offer
from ....editing.suggestions import LONGEST, rank_offers
from ....render.labels import shorten, tidy
from ...commands.exporting import EXPORTED
from ...commands.rows import Parameter
from ...commands.table import ALL_COMMANDS
from ..messages.pager import COG_NAME

OptionChoices = list[app_commands.Choice[str]]
"""What Discord offers while an option of a slash command is typed."""

Suggest = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, OptionChoices]]

SWITCHES = (Offer("on", "on"), Offer("off", "off"))
"""What a switch is set to."""

_NOT_NAMED = (*NO_PLACES, "Etc/")
"""What the names of zones begin with that nobody looks for."""

_COMMANDS = tuple(Offer(command.name, f"{command.name}: {command.does}") for command in ALL_COMMANDS)
_EXPORTED = tuple(offer for offer in _COMMANDS if offer.value in EXPORTED)


class Suggesting(Protocol):
    """Who has suggestions: the cog, which is found on the client by its name."""

    async def suggest(self, interaction: discord.Interaction[Any], kind: str, typed: str) -> OptionChoices:
        """What of a kind fits what is typed so far; nothing where anything is wrong."""
        ...


def suggest_for(parameter: Parameter, cog_name: str = COG_NAME) -> Suggest:
    """The coroutine that Discord asks while this parameter is typed: it asks the cog of a name."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> OptionChoices:
        cog: Suggesting | None = interaction.client.get_cog(cog_name)
        return await cog.suggest(interaction, parameter.suggests, typed) if cog else []

    return suggest


async def find_choices(desk: Desk, kind: str, typed: str) -> OptionChoices:
    """What a desk has of a kind, and the names of commands, which are the same at every desk."""
    if kind == "commands":
        offers = rank_offers(typed, _COMMANDS)
    elif kind == "exported":
        offers = await _offer_exported(desk, typed)
    elif kind == "several documents":
        offers = await _offer_further(desk, typed)
    else:
        offers = await desk.suggest(kind, typed)
    return as_choices(offers)


def as_choices(offers: Iterable[Offer]) -> OptionChoices:
    """Offers as choices for Discord, without those whose value is longer than it allows."""
    return [
        app_commands.Choice(name=shorten(tidy(offer.label), LONGEST), value=offer.value)
        for offer in offers
        if len(offer.value) <= LONGEST
    ]


@cache
def offer_zones() -> tuple[Offer, ...]:
    """The time zones that people name, by the alphabet.

    Kept: the library opens hundreds of files for their names, while nobody else is answered.
    """
    return tuple(Offer(zone, zone) for zone in sorted(available_timezones()) if not zone.startswith(_NOT_NAMED))


def offer_roles(guild: discord.Guild) -> Iterator[Offer]:
    """The roles of a server, but for the one that everybody has."""
    return (Offer(role.mention, role.name) for role in guild.roles if not role.is_default())


async def _offer_further(desk: Desk, typed: str) -> tuple[Offer, ...]:
    """Documents for the last of several that are typed, with those before it."""
    *before, last = typed.replace(",", " ").split(" ")
    chosen = [number for number in before if number]
    further = [each for each in await desk.suggest("documents", last) if each.value not in chosen]
    return tuple(Offer(",".join([*chosen, each.value]), ", ".join([*chosen, each.label])) for each in further)


async def _offer_exported(desk: Desk, typed: str) -> tuple[Offer, ...]:
    """Commands whose answers can be exported; behind the name of one what its first parameter may be."""
    name, blank, rest = typed.lstrip("!/").partition(" ")
    command = EXPORTED.get(name.lower())
    suggests = next((parameter.suggests for parameter in command.parameters), "") if command else ""
    if command is None or not blank or not suggests:
        return rank_offers(typed, _EXPORTED)
    further = await desk.suggest(suggests, rest)
    return tuple(Offer(f"{command.name} {each.value}", f"{command.name} {each.label}") for each in further)
