"""Suggestions while somebody types an option of a digest's command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import discord

from ....domain.notices import Offer
from ....domain.schedules import DigestPart, Schedule
from ....editing.suggestions import rank_offers
from ..posting.targets import PLACES, kind_of
from ..wire.directory import Person, find_channels, sees
from ..wire.receiving import Interaction
from .options import SWITCHES, OptionChoices, as_choices, offer_roles, offer_zones

_DAYS = ("daily", "weekdays", "weekends", "mon-sat", "mon,wed,fri", "mon", "1", "1,15", "last")


def offer_for(interaction: Interaction, kind: str, typed: str, schedules: Sequence[Schedule]) -> OptionChoices:
    """What of a kind fits what is typed; of several parts or tags the last is the one that is typed."""
    fixed = {"days": _DAYS, "digests": [each.name for each in schedules]}
    if kind in fixed:
        return _choose(typed, (Offer(word, word) for word in fixed[kind]))
    if kind == "switches":
        return _choose(typed, SWITCHES)
    if kind == "zones":
        return _choose(typed, offer_zones())
    if kind == "contents":
        return _choose_last(typed, ["all", *DigestPart])
    if kind == "tags" and interaction.guild:
        return _choose_last(typed, _tags(interaction.guild, _forum_of(interaction, schedules), interaction.user))
    return _choose(typed.lstrip("#@"), _things(interaction, kind))


def _things(interaction: Interaction, kind: str) -> Iterator[Offer]:
    """Channels or roles of the server where somebody types."""
    if interaction.guild is None:
        return
    if kind == "targets":
        yield from _targets(interaction.guild, interaction.user)
    if kind == "roles":
        yield from offer_roles(interaction.guild)


def _targets(guild: discord.Guild, asker: Person) -> Iterator[Offer]:
    """Where digests can go, of what the asker sees."""
    for place in (*guild.channels, *guild.threads):
        if isinstance(place, PLACES) and kind_of(place) and sees(asker, place):
            yield Offer(place.mention, place.name)


def _forum_of(interaction: Interaction, schedules: Sequence[Schedule]) -> int:
    """The forum that is filled in already, or that of the digest whose name is; 0 where there is neither, or several.

    Raises BadCommand where there is none of that name.
    """
    channel, name = (str(getattr(interaction.namespace, option, None) or "") for option in ("channel", "name"))
    if channel and interaction.guild:
        numbers = find_channels(interaction.guild, channel, interaction.user).split()
        return int(numbers[0]) if len(numbers) == 1 else 0
    return next((each.channel for each in schedules if each.name == name.lower()), 0)


def _tags(guild: discord.Guild, number: int, asker: Person) -> list[str]:
    """The tags of a forum that somebody sees."""
    forum = guild.get_channel(number)
    if not isinstance(forum, discord.ForumChannel) or not sees(asker, forum):
        return []
    return [tag.name for tag in forum.available_tags]


def _choose(typed: str, offers: Iterable[Offer]) -> OptionChoices:
    return as_choices(rank_offers(typed, tuple(offers)))


def _choose_last(typed: str, words: Iterable[str]) -> OptionChoices:
    """One more of several, with those before it."""
    *before, last = typed.split(",")
    chosen = [word.strip() for word in before if word.strip()]
    ranked = rank_offers(last.strip(), tuple(Offer(word, word) for word in words if word not in chosen))
    found = (",".join([*chosen, offer.value]) for offer in ranked)
    return as_choices(Offer(each, each) for each in found)
