"""Digests on Discord: each kind of place, what Discord refuses, what gets lost on the way, and corrections."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import discord
import pytest

from bot.domain.schedules import EditionState, Schedule
from bot.domain.servers import Caller, Signoff
from bot.faces.discord.client import Stay, make_bot
from bot.faces.discord.posting import poster as posting
from bot.faces.discord.posting.poster import DiscordPoster
from bot.faces.log.requests import Requests
from bot.render.markdown import unescape
from tests.desk.bulletin import PressOffice
from tests.desk.servers import house_of
from tests.discord.indoors import _led_to as led_to
from tests.discord_server import AnswerLost, DiscordServer, Kind, Permission, RateLimit, Reset, ServerError
from tests.discord_server.refusals import DiscordError

TEXT = "Norway will send 40 boats to Peru, the ministry said on Friday. “We are ready,” Ada Berg said in Oslo.\n"
ON_MESSAGES, ON_THREADS = "POST /channels/*/messages", "POST /channels/*/threads"
TITLE = r"evening · edition 1 · "
LOST = [AnswerLost(), AnswerLost(ServerError(503)), AnswerLost(ServerError(500)), AnswerLost(RateLimit())]
FAILED = [Reset(), ServerError(503), ServerError(502), RateLimit(), RateLimit(via=False)]


@dataclass(frozen=True)
class AutoMod:
    """A rule of the server's blocks a message for its words."""

    async def strike(self, _request, _handler):
        raise DiscordError(400, 200000, "Message was blocked by automatic moderation")


class Desk(PressOffice):
    """Posts on a Discord on loopback, where somebody made a digest that is due now."""

    def __init__(self, server, house, poster):
        super().__init__(house, None)
        self.server, self.board = server, poster

    async def due(self, channel, **more):
        guild, owner = self.server.guild, self.server.member
        slot = self.watch.now - timedelta(minutes=1)
        at = (time(slot.hour, slot.minute),)
        schedule = Schedule(guild.id, "evening", channel.id, at, "UTC", owner=owner._user.id)
        signed = Signoff(slot - timedelta(minutes=5), Caller(guild.id, channel.id, owner._user.id, "bo"))
        return await self.ledger.put(replace(schedule, **more), signed)

    async def add(self, text=TEXT):
        await self.house.add(self.server.guild.id, text)

    async def state(self, schedule):
        return (await self.latest(schedule)).state

    @property
    def editions(self):
        """What of the bot's begins with the mark of an edition."""
        return [message for message in self.server.messages if "evening · edition" in message.words]


@asynccontextmanager
async def desk_on(server):
    async with house_of() as house, led_to(server):
        house.watch.now = datetime.now(UTC)
        requests = Requests()
        stay = Stay(server.state.token, "!")
        async with make_bot(house.desks, house.office, stay, discord.Intents.default(), requests) as bot:
            await bot.login(server.state.token)
            connection = asyncio.ensure_future(bot.connect())
            await bot.wait_until_ready()
            yield Desk(server, house, DiscordPoster(bot, house.office, requests))
            await bot.close()
            await connection


async def test_an_edition_in_a_channel_pings_nobody_and_holds_what_is_new():
    async with DiscordServer() as server, desk_on(server) as desk:
        evening = await desk.due(server.channel)
        await desk.add()
        await desk.rounds(3, seconds=60)
        (message,) = server.messages
        assert message.embeds[0]["title"].replace("\\", "").startswith("evening · edition 1 · ")
        assert "40 boats" in message.words
        assert not message.pings
        assert len(message.payloads[0]["nonce"]) <= 25
        assert await desk.state(evening) == EditionState.CONFIRMED
        edition = await desk.latest(evening)
        assert (edition.message, edition.channel) == (message.id, server.channel.id)
        assert server.refusals == []


async def test_only_the_role_of_the_schedule_is_pinged():
    async with DiscordServer() as server:
        role, _ = server.guild.add_role("readers", mentionable=True), server.guild.add_role("others", mentionable=True)
        async with desk_on(server) as desk:
            await desk.due(server.channel, role=role.id)
            await desk.add(TEXT.replace("Peru", "@everyone"))
            await desk.round()
            (message,) = server.messages
            assert message.pings == {f"role:{role.id}"}


async def test_without_embeds_it_is_found_again_as_well():
    async with DiscordServer() as server:
        plain = server.add_channel("plain", deny=Permission.EMBED_LINKS)
        server.state.nonce_life = 0
        async with desk_on(server) as desk:
            evening = await desk.due(plain)
            server.fails(ON_MESSAGES, AnswerLost(RateLimit(100.0)))
            await desk.rounds(2, seconds=300)
            assert len(desk.editions) == 1
            assert await desk.state(evening) == EditionState.CONFIRMED


@pytest.mark.parametrize("deny", [Permission(0), Permission.EMBED_LINKS], ids=["embed", "text"])
async def test_an_edition_of_another_digest_that_is_named_alike_is_not_taken_for_it(deny):
    async with DiscordServer() as server:
        place = server.add_channel("place", deny=deny)
        async with desk_on(server) as desk:
            await desk.due(place, name="good evening")
            await desk.round()
            evening = await desk.due(place)
            server.fails(ON_MESSAGES, RateLimit(100.0))
            await desk.rounds(2, seconds=300)
            assert len(desk.editions) == 2
            assert await desk.state(evening) == EditionState.CONFIRMED


async def test_an_archived_thread_is_opened_again():
    async with DiscordServer() as server:
        told = await server.member.says("a thread grows here")
        thread = await server.member.opens_thread("News", on=told)
        thread.archived = True
        async with desk_on(server) as desk:
            evening = await desk.due(thread)
            await desk.round()
            assert [message.channel for message in desk.editions] == [thread]
            assert not thread.archived
            assert await desk.state(evening) == EditionState.CONFIRMED


async def test_an_announcement_is_published_and_one_that_cannot_be_yet_is_published_later():
    async with DiscordServer() as server:
        wire = server.add_channel("wire", kind=Kind.ANNOUNCEMENT)
        other = server.add_channel("other wire", kind=Kind.ANNOUNCEMENT)
        async with desk_on(server) as desk:
            first = await desk.due(wire, publish=True)
            await desk.round()
            server.fails("POST /channels/*/messages/*/crosspost", RateLimit(3600.0))
            second = await desk.due(other, publish=True, name="evening · edition")
            await desk.round()
            assert [bool(message.payload.get("flags", 0) & 1) for message in desk.editions] == [True, False]
            assert await desk.state(first) == EditionState.CONFIRMED
            assert await desk.state(second) == EditionState.SENT
            await desk.rounds(2, seconds=3700)
            assert [bool(message.payload.get("flags", 0) & 1) for message in desk.editions] == [True, True]
            assert await desk.state(second) == EditionState.CONFIRMED


async def test_a_forum_gets_a_post_with_its_tags():
    async with DiscordServer() as server:
        forum = server.add_channel("forum", kind=Kind.FORUM, tags=("News", "Other"), requires_tag=True)
        async with desk_on(server) as desk:
            evening = await desk.due(forum, tags=(forum.tags[0].id,))
            await desk.add()
            await desk.round()
            (message,) = desk.editions
            assert message.channel.parent is forum
            assert message.channel.applied_tags == (forum.tags[0].id,)
            assert message.channel.name.startswith("evening · edition 1 · ")
            assert (await desk.latest(evening)).channel == message.channel.id
            assert server.refusals == []


@pytest.mark.parametrize(
    ("kind", "fault"),
    [(Kind.TEXT, fault) for fault in (*LOST, *FAILED)] + [(Kind.FORUM, fault) for fault in (*LOST, ServerError(503))],
    ids=lambda each: each.name if isinstance(each, Kind) else repr(each),
)
async def test_what_fails_or_gets_lost_is_posted_once(kind, fault):
    async with DiscordServer() as server:
        place = server.add_channel("place", kind=kind)
        async with desk_on(server) as desk:
            evening = await desk.due(place)
            order = server.fails(ON_THREADS if kind is Kind.FORUM else ON_MESSAGES, fault)
            await desk.rounds(3, seconds=130)
            assert order.struck == 1
            assert len(desk.editions) == 1
            assert await desk.state(evening) == EditionState.CONFIRMED


async def test_as_long_as_discord_takes_nothing_the_edition_stays_due():
    async with DiscordServer() as server, desk_on(server) as desk:
        evening = await desk.due(server.channel)
        server.fails(ON_MESSAGES, RateLimit(600.0))
        await desk.round()
        edition = await desk.latest(evening)
        assert edition.state is EditionState.PLANNED
        assert edition.lease - desk.watch.now >= timedelta(seconds=600)
        assert "takes nothing for 600 s" in edition.reason
        await desk.rounds(3, seconds=400)
        assert len(desk.editions) == 1


@pytest.mark.parametrize(
    ("kind", "deny", "reason"),
    [
        (Kind.TEXT, Permission.SEND_MESSAGES, "may not write"),
        (Kind.TEXT, Permission.VIEW_CHANNEL, "does not see"),
        (Kind.FORUM, Permission(0), "without a tag"),
    ],
    ids=["may not write", "does not see it", "a tag is needed"],
)
async def test_a_closed_place_stops_the_schedule_and_its_owner_is_told_once(kind, deny, reason):
    async with DiscordServer() as server:
        place = server.add_channel("place", kind=kind, deny=deny, requires_tag=kind is Kind.FORUM)
        async with desk_on(server) as desk:
            evening = await desk.due(place)
            await desk.rounds(4)
            (told,) = server.messages
            assert told.channel.recipient is server.member._user
            assert reason in told.words
            assert unescape(told.words).startswith(f"{server.guild.name}: The digest “evening” is stopped")
            assert reason in (await desk.ledger.numbered(evening.number)).disabled
            assert len([request for request in server.refusals if "/messages" in str(request)]) <= 1


async def test_what_automatic_moderation_blocks_is_given_up_and_its_owner_told_once():
    async with DiscordServer() as server, desk_on(server) as desk:
        evening = await desk.due(server.channel)
        server.fails(ON_MESSAGES, AutoMod())
        await desk.rounds(4, seconds=60)
        (told,) = server.messages
        assert told.channel.recipient is server.member._user
        assert "Message was blocked by automatic moderation" in told.words
        assert await desk.state(evening) == EditionState.FAILED
        assert (await desk.ledger.numbered(evening.number)).disabled is None


async def test_of_the_operators_digest_for_a_server_without_the_bot_the_log_is_told_once(caplog):
    async with DiscordServer() as server, desk_on(server) as desk:
        morning = Schedule(5, "morning", 6, (time(9),), "UTC")
        noon = replace(morning, name="noon", owner=7)
        await desk.ledger.put(noon, Signoff(desk.watch.now, Caller(5, 6, 7, "bo")))
        told = "the digest “morning” is for server 5, on which the bot is not: let it in there, or take the digest out"
        for times in (1, 2):  # once, until it was taken out
            await desk.ledger.adopt([morning], desk.watch.now)
            await desk.rounds(3)
            assert caplog.messages == [told] * times
            await desk.ledger.adopt([], desk.watch.now)
            await desk.round()


async def test_a_channel_that_was_deleted_stops_it_and_the_log_is_told_where_nobody_takes_messages(caplog):
    async with DiscordServer() as server:
        place = server.add_channel("place")
        server.member._user.takes_directs = False
        async with desk_on(server) as desk:
            evening = await desk.due(place)
            await server.delete_channel(place)
            await desk.rounds(3)
            assert "the channel is gone" in (await desk.ledger.numbered(evening.number)).disabled
            assert server.messages == []
            assert caplog.text.count("The digest “evening” is stopped: the channel is gone. Make a new one") == 1


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.FORUM], ids=["channel", "forum"])
async def test_what_was_not_sent_before_its_lease_ran_out_is_looked_for_first(kind):
    async with DiscordServer() as server:
        place = server.add_channel("place", kind=kind)
        async with desk_on(server) as desk:
            evening = await desk.due(place)
            poster, real = desk.board, desk.board._open

            async def be_slow(printed):
                poster._open = real
                desk.watch.go(minutes=5)
                return await real(printed)

            poster._open = be_slow
            await desk.round()
            assert desk.editions == []
            assert await desk.state(evening) == EditionState.PLANNED
            await desk.rounds(2)
            assert len(desk.editions) == 1
            assert await desk.state(evening) == EditionState.CONFIRMED


async def test_a_deleted_edition_does_not_come_back():
    async with DiscordServer() as server, desk_on(server) as desk:
        evening = await desk.due(server.channel)
        server.fails(ON_MESSAGES, AnswerLost(RateLimit(100.0)))
        await desk.round()
        await server.delete_message(server.messages[0])
        await desk.rounds(3, seconds=150)
        assert len(desk.editions) == 1
        assert await desk.state(evening) == EditionState.FAILED


async def test_in_a_channel_with_more_than_is_looked_through_it_is_rather_given_up_than_posted_twice(monkeypatch):
    monkeypatch.setattr(posting, "_MOST_READ", 3)
    async with DiscordServer() as server, desk_on(server) as desk:
        evening = await desk.due(server.channel)
        server.state.nonce_life = 0
        server.fails(ON_MESSAGES, AnswerLost(RateLimit(100.0)))
        await desk.round()
        for number in range(4):
            await server.member.says(f"word {number}")
        await desk.rounds(3, seconds=190)
        assert len(desk.editions) == 1
        edition = await desk.latest(evening)
        assert edition.state is EditionState.FAILED
        assert "more was written there" in edition.reason


async def test_a_post_whose_first_message_was_deleted_does_not_come_back_and_no_other_one_is_in_the_way():
    async with DiscordServer() as server:
        forum = server.add_channel("forum", kind=Kind.FORUM)
        async with desk_on(server) as desk:
            await desk.due(forum, name="other")
            await desk.round()
            (other,) = server.messages
            await server.delete_message(other)
            evening = await desk.due(forum)
            server.fails(ON_THREADS, AnswerLost())
            await desk.round()
            (message,) = desk.editions
            await server.delete_message(message)
            await desk.rounds(3, seconds=130)
            assert len(server.messages) == 2
            assert await desk.state(evening) == EditionState.CONFIRMED


async def test_a_post_that_was_archived_before_it_is_looked_for_is_found_too():
    """By a moderator, or by a bot that keeps a forum tidy."""
    async with DiscordServer() as server:
        forum = server.add_channel("forum", kind=Kind.FORUM)
        async with desk_on(server) as desk:
            evening = await desk.due(forum)
            server.fails(ON_THREADS, AnswerLost())
            await desk.round()
            (message,) = desk.editions
            message.channel.archived = True
            await desk.rounds(3, seconds=130)
            assert len(desk.editions) == 1
            assert await desk.state(evening) == EditionState.CONFIRMED
            assert (await desk.latest(evening)).channel == message.channel.id
        assert server.refusals == []


async def test_in_a_forum_with_more_archived_than_is_looked_through_it_is_rather_given_up(monkeypatch):
    monkeypatch.setattr(posting, "_MOST_ARCHIVED", 2)
    async with DiscordServer() as server:
        forum = server.add_channel("forum", kind=Kind.FORUM)
        async with desk_on(server) as desk:
            evening = await desk.due(forum)
            server.fails(ON_THREADS, AnswerLost())
            await desk.round()
            desk.editions[0].channel.archived = True
            for number in range(2):
                await server.change_channel(await server.member.at(forum).opens_thread(f"post {number}"), archived=True)
            await desk.rounds(3, seconds=190)
            assert len(desk.editions) == 1
            assert "more posts were archived there" in (await desk.latest(evening)).reason


async def test_a_place_of_a_kind_that_the_library_does_not_know_stops_the_schedule():
    async with DiscordServer() as server:
        place = server.add_channel("place")
        place.kind = 99
        async with desk_on(server) as desk:
            evening = await desk.due(place)
            await desk.rounds(2)
            assert "a channel of this kind" in (await desk.ledger.numbered(evening.number)).disabled


async def test_a_correction_comes_in_the_same_channel_with_the_line_before_and_after():
    async with DiscordServer() as server, desk_on(server) as desk:
        role = server.guild.add_role("readers", mentionable=True)
        await desk.due(server.channel, role=role.id)
        await desk.add()
        await desk.round()
        await desk.add(TEXT.replace("40 boats", "14 boats"))
        server.fails(ON_MESSAGES, AnswerLost(RateLimit(100.0)))
        await desk.rounds(5, seconds=130)
        _, correction = server.messages
        assert correction.channel is server.channel
        assert "Correction" in correction.words
        assert "40 boats" in correction.words
        assert "14 boats" in correction.words
        assert not correction.pings
