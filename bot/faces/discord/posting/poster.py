"""Posting what nobody asked for just now: editions of digests, and their corrections."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import utils
from discord.http import Route, handle_message_parameters

from ....desk.digests.adopting import tell_strange
from ....desk.digests.posting import HistoryClosed, NotPosted, Posted, Print, Refused, TargetClosed
from ....desk.office import Office
from ....domain.schedules import Schedule
from ....domain.servers import OPERATOR
from ....render.labels import tidy
from ....render.markdown import escape
from ...log.requests import Request, Requests
from ..messages.envelopes import look_under
from ..wire.delivery import insist
from ..wire.directory import permissions_in
from ..wire.receiving import Bot
from ..wire.shards import is_ours
from .printing import bears_title, cut_name, make_impression, title_of
from .refusals import WRONG_KIND, explained
from .targets import PLACES, Place

_log = logging.getLogger(__name__)

_PAUSES = (0.3, 1.0)
"""The seconds after which is tried again at once; what fails longer is tried again by the ledger."""

_MOST_READ = 3000
"""How many messages are looked through: what was posted before these is not known to be there or not."""

_WRONG_CLOCK = timedelta(hours=1)
"""How far this machine's clock and Discord's may be apart."""

_ARCHIVE_AFTER = 1440
"""Minutes after which a forum's post is archived, at least: until then it is found among those that are open."""

_MOST_ARCHIVED = 100
"""How many archived posts of a forum are looked through, the latest first: as many as Discord tells at once."""

_PUBLISHED = 40033
"""The code by which Discord refuses to publish what is published already."""


class DiscordPoster:
    """Posts on Discord, for the servers of this process's shards. Implements `desk.digests.posting.Poster`."""

    def __init__(self, bot: Bot, office: Office, requests: Requests) -> None:
        self._bot, self._office, self._requests = bot, office, requests
        self._strange: set[int] = set()

    @property
    def is_ready(self) -> bool:
        """Whether the bot is on Discord, and knows its servers."""
        return self._bot.is_ready()

    def holds(self, schedule: Schedule) -> bool:
        """Whether the bot is on the schedule's server with a shard of this process, and not about to leave."""
        if self._requests.closed or not self.is_ready:
            return False
        if schedule.server == OPERATOR:
            return self._bot.get_channel(schedule.channel) is not None
        guild = self._bot.get_guild(schedule.server)
        return guild is not None and not guild.unavailable

    def look_over(self, schedules: Collection[Schedule]) -> None:
        """Tell the log once of each digest of the operator's for a server on which the bot is not.

        That of a server's own is no news: what a server has is kept for some time after the bot has left it.
        """
        self._strange &= {schedule.number for schedule in schedules}
        if self._requests.closed or not self.is_ready:
            return
        for schedule in schedules:
            if schedule.number not in self._strange and self._is_strange(schedule):
                self._strange.add(schedule.number)
                _log.warning("%s", tell_strange(schedule))

    def _is_strange(self, schedule: Schedule) -> bool:
        """Whether it is the operator's, and for a server of this process's shards on which the bot is not."""
        if schedule.owner or schedule.server == OPERATOR or self._bot.get_guild(schedule.server):
            return False
        return is_ours(self._bot, schedule.server)

    def follow(self, schedule: Schedule) -> AbstractContextManager[Request]:
        """Be at work for a schedule, as for a request."""
        guild = self._bot.get_guild(schedule.server)
        return self._requests.follow(
            Request("digest", schedule.server, schedule.channel, guild.shard_id if guild else 0)
        )

    async def find(self, printed: Print, after: datetime) -> Posted | None:
        """Where it was posted after a moment. Raises what `Poster.find` may."""
        title, since = title_of(printed.paper), after - _WRONG_CLOCK
        with explained():
            place = await self._open(printed)
            if not permissions_in(place, place.guild.me).read_message_history:
                raise HistoryClosed("the bot may not read the history there")
            if isinstance(place, discord.ForumChannel):
                return await insist(lambda: self._find_post(place, title, since), _PAUSES)
            return await insist(lambda: self._find_message(place, title, since), _PAUSES)

    async def post(self, printed: Print) -> Posted:
        """Post something; twice under one nonce it is there once. Raises what `Poster.post` may."""
        with explained():
            place = await self._open(printed)
            choices = await self._office.choices(place.guild.id)
            is_plain = choices.is_plain(place.id, 0)
            look = look_under(permissions_in(place, place.guild.me), is_plain=is_plain)
            impression = await asyncio.to_thread(make_impression, printed, look)
            if isinstance(place, discord.ForumChannel):
                await printed.check()
                return await self._open_post(place, impression.thread_name, impression.parts(), printed.schedule.tags)

            async def send() -> discord.Message:
                await printed.check()
                is_text = impression.embed is None
                return await place.send(**impression.parts(), nonce=printed.nonce, suppress_embeds=is_text)

            message = await insist(send, _PAUSES)
        return Posted(message.id, message.channel.id, earlier=not impression.is_on(message))

    async def publish(self, posted: Posted) -> None:
        """Publish a message to those who follow its channel. Raises what `Poster.publish` may."""
        with explained():
            channel = self._bot.get_partial_messageable(posted.channel)
            try:
                await insist(channel.get_partial_message(posted.message).publish, _PAUSES)
            except discord.HTTPException as refused:
                if refused.code != _PUBLISHED:
                    raise

    async def tell_owner(self, schedule: Schedule, words: str) -> None:
        """Tell who made a schedule, and on which server, privately; where they take no message, the log is told."""
        guild = self._bot.get_guild(schedule.server)
        words = f"{tidy(guild.name) if guild else f'Server {schedule.server}'}: {words}"
        if not schedule.owner:
            _log.warning("%s", words)
            return
        try:
            with explained():
                owner = await insist(lambda: self._bot.create_dm(discord.Object(schedule.owner)), _PAUSES)
                await insist(lambda: owner.send(escape(words), suppress_embeds=True), ())
        except (NotPosted, TargetClosed, Refused) as untold:
            _log.warning("%s (who made it could not be told: %s)", words, untold)

    async def _open(self, printed: Print) -> Place:
        """The place where something goes. What is not known, as an archived thread, is asked for."""
        number = printed.channel or printed.schedule.channel
        try:
            place = self._bot.get_channel(number) or await insist(lambda: self._bot.fetch_channel(number), _PAUSES)
        except discord.InvalidData as strange:
            raise TargetClosed(WRONG_KIND) from strange
        if not isinstance(place, PLACES) or place.guild.id != (printed.schedule.server or place.guild.id):
            raise TargetClosed(WRONG_KIND)
        return place

    async def _find_message(
        self, place: discord.TextChannel | discord.Thread, title: str, since: datetime
    ) -> Posted | None:
        read = 0
        async for message in place.history(limit=_MOST_READ, after=since, oldest_first=False):
            read += 1
            if message.author == self._bot.user and bears_title(message, title):
                return Posted(message.id, place.id)
        if read >= _MOST_READ:
            raise HistoryClosed("more was written there since than is looked through")
        return None

    async def _find_post(self, forum: discord.ForumChannel, title: str, since: datetime) -> Posted | None:
        me, first = self._bot.user, utils.time_snowflake(since)
        archived = [thread async for thread in forum.archived_threads(limit=_MOST_ARCHIVED)]
        for thread in (*await forum.guild.active_threads(), *archived):
            is_mine = thread.parent_id == forum.id and me and thread.owner_id == me.id and thread.id >= first
            if is_mine and await _begins_with(thread, title):
                return Posted(thread.id, thread.id)
        if len(archived) >= _MOST_ARCHIVED and archived[-1].archive_timestamp >= since:
            raise HistoryClosed("more posts were archived there since than are looked through")
        return None

    async def _open_post(
        self, forum: discord.ForumChannel, name: str, parts: Mapping[str, Any], tags: Sequence[int]
    ) -> Posted:
        """Open a forum's post. There is no nonce for it: it is asked for once, and then looked for."""
        minutes = max(forum.default_auto_archive_duration, _ARCHIVE_AFTER)
        about = {"name": name, "auto_archive_duration": minutes, "applied_tags": [str(tag) for tag in tags]}
        flags = discord.MessageFlags(suppress_embeds="embed" not in parts)
        with handle_message_parameters(**parts, flags=flags, channel_payload=about) as message:
            form = message.multipart or [_as_part(message.payload)]
            route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum.id)
            once = _ReadOnce(form)
            made = await insist(lambda: self._bot.http.request(route, form=once, params={"use_nested_fields": 1}), ())
        return Posted(int(made["message"]["id"]), int(made["id"]))


async def _begins_with(thread: discord.Thread, title: str) -> bool:
    """Whether a forum's post has a title over its first message; where that was deleted, over the post."""
    try:
        return bears_title(await thread.fetch_message(thread.id), title)
    except discord.NotFound:
        return thread.name == cut_name(title)


def _as_part(payload: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a message has
    """What would be sent as JSON, as the part of a form."""
    return {"name": "payload_json", "value": json.dumps(payload), "content_type": "application/json"}


class _ReadOnce:
    """The parts of a form, read once: the library sends nothing again after a 5xx, which may have been carried out."""

    def __init__(self, parts: Sequence[dict[str, Any]]) -> None:
        self._parts: Sequence[dict[str, Any]] | None = parts

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if self._parts is None:
            raise NotPosted("Discord did not take it")
        parts, self._parts = self._parts, None
        return iter(parts)
