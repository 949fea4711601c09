"""The commands of digests on Discord: kept, shown, checked where they go, run once, and nobody else's to see."""

import asyncio
import json
import logging
import re
from datetime import UTC, datetime, time

import pytest
import pytest_asyncio

from bot.domain.notices import Offer
from bot.domain.schedules import Schedule
from bot.domain.servers import Caller
from bot.domain.timetables import Target
from bot.faces.discord.counter import switchboard
from bot.faces.discord.suggesting.options import offer_zones
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer, Kind, Overwrite, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

MOMENT = re.compile(r"<t:(\d+):f>")


class Timetable:
    """A server with people who may do different things, and channels of every kind."""

    def __init__(self, discord):
        self.discord = discord
        guild = discord.guild
        self.news = guild.add_role("News team")
        self.quiet = guild.add_role("Quiet")
        self.news.mentionable = True
        self.editing = guild.add_role("Editors")
        self.reader = discord.member
        self.editor = discord.add_member("editor", self.editing)
        self.chief = discord.add_member("chief", guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        self.desk = discord.add_channel("desk")
        self.wire = discord.add_channel("wire", kind=Kind.ANNOUNCEMENT)
        self.talk = discord.add_channel("talk", kind=Kind.CATEGORY)
        self.mute = discord.add_channel("mute", deny=Permission.ATTACH_FILES | Permission.SEND_MESSAGES)
        self.forum = discord.add_channel("forum", kind=Kind.FORUM, tags=["fish", "trade"], requires_tag=True)
        self.bureau = None

    async def typed(self, person, words):
        """What everybody sees after somebody typed something."""
        await person.says(words)
        return unescape((await self.discord.next_message()).words)

    async def called(self, command, person=None, **options):
        """What is seen after a slash command, and whether by the caller alone."""
        call = await (person or self.chief).slash(f"digest {command}", **options)
        answer = await call.answer()
        await self.discord.next_message()
        return unescape(answer.words), answer.ephemeral

    async def told(self, command, **options):
        """What is seen after a slash command."""
        return (await self.called(command, **options))[0]

    async def offered(self, command, option, typed, person=None, **others):
        """What is offered while somebody types an option."""
        choices = await (person or self.chief).autocomplete(f"digest {command}", option, typed, **others)
        return [choice.value for choice in choices]

    async def kept(self):
        """The names of the digests of this server."""
        return [each.name for each in await self.bureau.ledger.schedules(self.discord.guild.id)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    """A Discord with two servers, and the bot on both of them."""
    async with DiscordServer(message_content=True) as discord:
        timetable = Timetable(discord)
        other = discord.add_guild("Elsewhere")
        timetable.elsewhere = discord.add_channel("elsewhere", guild=other)
        other.give(timetable.chief, other.add_role("Elsewhere chiefs", Permission.MANAGE_GUILD))
        async with indoors(discord) as timetable.bureau:
            yield timetable
        assert discord.refusals == []


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _cleared(room):
    """Each test begins without digests."""
    yield
    ledger = room.bureau.ledger
    await ledger.adopt([], datetime.now(UTC))
    for schedule in await ledger.schedules():
        await room.bureau.office.scheduling.remove(caller_on(schedule.server), schedule.name)


def caller_on(server):
    """Somebody on a server."""
    return Caller(server, 0, 1, "a test")


# Adding and showing


async def test_a_digest_is_set_up_by_slash_and_tells_its_next_three_runs_in_both_ways(room):
    said, private = await room.called(
        "add", channel=room.desk.mention, at="07:30", days="weekdays", zone="Europe/Berlin", name="morning"
    )
    assert private
    assert "07:30 Europe/Berlin, Monday to Friday, in #desk" in said
    runs = [datetime.fromtimestamp(int(each), UTC) for each in MOMENT.findall(said)]
    assert len(runs) == 3
    assert runs == sorted(runs)
    for run in runs:
        assert run.weekday() < 5
        assert re.search(rf"day {run.day} \w+ {run.year}, 07:30 Europe/Berlin <t:{int(run.timestamp())}:f>", said)
    assert "#desk; next on" in await room.told("list")
    assert said.partition("Next runs")[2] == (await room.told("show", name="Morning")).partition("Next runs")[2]


async def test_the_typed_forms_and_the_spoken_ones_do_the_same(room):
    said = await room.typed(room.chief, "!digest add #desk at:07:30 days:weekdays zone:Europe/Berlin")
    assert "07:30 Europe/Berlin, Monday to Friday, in #desk" in said
    assert len(MOMENT.findall(said)) == 3
    mention = room.discord.mention
    assert "at" in await room.typed(room.chief, f"{mention} digest add #desk")
    assert "in #wire" in await room.typed(room.chief, f"{mention} Digest ADD {room.wire.mention} at:6:00 name:wire")
    assert "Digests (2)" in await room.typed(room.chief, "!DIGEST list")
    assert "paused" in await room.typed(room.chief, "!digest pause Desk")
    assert "It goes on." in await room.typed(room.chief, "!digest resume desk")
    assert "is removed" in await room.typed(room.chief, "!digest remove desk")
    assert await room.kept() == ["wire"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("!digest", "digest is followed by add, list, show"),
        ("!digest lst", "there is no command “digest lst”"),
        ("!digest show", "digest show needs the digest's name"),
        ("!digest add", "digest add needs the time, as 07:30"),
        ("!digest show evening", "there is no digest “evening” here"),
        ("!digset list", "did you mean digest?"),
    ],
)
async def test_what_is_typed_wrong_is_told_in_one_line(room, line, told):
    assert told in await room.typed(room.chief, line)


async def test_the_servers_channel_and_zone_are_those_of_digests_that_name_none(room):
    assert "name a channel, as #desk" in await room.told("add", at="07:30")
    for setting in (f"digest_channel {room.desk.mention}", "zone Asia/Kathmandu"):
        await room.typed(room.chief, f"!settings {setting}")
    assert "07:30 Asia/Kathmandu, every day, in #desk" in await room.told("add", at="07:30")
    assert "digest channel" in await room.typed(room.chief, "!setup")
    for setting in ("digest_channel -", "zone -"):
        await room.typed(room.chief, f"!settings {setting}")


async def test_several_digests_go_to_one_channel_under_names_of_their_own(room):
    for _ in range(3):
        await room.told("add", channel="#desk", at="07:30")
    assert await room.kept() == ["desk", "desk-2", "desk-3"]
    assert "there is a digest “desk” already" in await room.told("add", channel="#desk", at="08:00", name="desk")


async def test_all_that_can_be_said_of_a_digest_is_shown_again(room):
    said = await room.told(
        "add",
        **{
            "channel": room.wire.mention,
            "at": "18:00, 7:30",
            "days": "mon 15 last",
            "zone": "America/New_York",
            "content": "summary, quotes",
            "lines": "3",
            "role": room.news.mention,
            "skip-empty": "on",
            "quiet": "2030-12-24..2030-12-26",
            "publish": "on",
            "grace": "90m",
            "corrections": "off",
            "name": "Evening Wire",
        },
    )
    more = said + (await room.typed(room.chief, "!digest show evening wire"))
    assert "07:30 and 18:00 America/New_York, Mondays, the 15th and the last day of the month, in #wire" in said
    for words in (
        "a summary and quotations; the summary has up to 3 lines",
        "not on: 24 December 2030 to 26 December 2030",
        "tells: @News team",
        "nothing is posted",
        "an announcement channel",
    ):
        assert words in more


# Where it goes is checked


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            {"channel": "#mute"},
            "the bot lacks Send Messages in #mute: in that channel's settings under Permissions, give it",
        ),
        ({"channel": "#talk"}, "is no text channel, thread or forum"),
        ({"channel": "#nowhere"}, "there is no channel “nowhere” here"),
        ({"channel": "#desk #wire"}, "a digest goes to one channel"),
        ({"channel": "#forum"}, "posts in #forum need a tag: choose some with tags; there are fish, trade"),
        ({"channel": "#forum", "tags": "birds"}, "there is no tag “birds” in #forum: there are fish, trade"),
        ({"channel": "#desk", "tags": "fish"}, "#desk is no forum: leave the tags out"),
        ({"channel": "#desk", "publish": "on"}, "#desk is no announcement channel"),
        ({"channel": "#desk", "role": "Quiet"}, "you may not mention @Quiet yourself"),
        ({"channel": "#desk", "role": "Nobody"}, "there is no role “nobody” here"),
        ({"channel": "#desk", "at": "25:00"}, "“25:00” is no time of the day"),
        ({"channel": "#desk", "zone": "Mars"}, "there is no time zone “Mars”"),
    ],
)
async def test_what_cannot_be_is_told_when_it_is_added_with_what_to_do(room, options, told):
    assert told in await room.told("add", **{"at": "07:30", **options})
    assert await room.kept() == []


async def test_a_forum_with_tags_and_a_thread_are_targets_too(room):
    said = await room.told("add", channel="forum", at="07:30", tags="Fish")
    assert "each edition is a post in that forum" in said
    assert "tags: fish" in said
    await room.typed(room.chief, "!settings digest_channel #forum")
    assert "in #forum" in await room.told("add", at="07:30", tags="trade")
    assert "in #forum" in await room.told("show", name="forum-2")
    await room.typed(room.chief, "!settings digest_channel -")
    thread = await room.chief.at(room.desk).opens_thread("long reads")
    assert "in #long reads" in await room.told("add", channel="long reads", at="07:30")
    await room.discord.change_channel(thread, locked=True)
    assert "the thread #long reads is locked" in await room.told("add", channel=thread.mention, at="07:30")


async def test_nobody_has_the_bot_write_where_they_may_not_write_themselves(room):
    locked = await room.discord.create_channel("locked")
    await room.typed(room.chief, f"!settings editors {room.editing.mention}")
    await room.discord.change_channel(locked, overwrites={room.editor.id: Overwrite(deny=Permission.SEND_MESSAGES)})
    said = await room.typed(room.editor, f"!digest add {locked.mention} at:07:30")
    assert "you may not write in #locked yourself" in said
    await room.discord.change_channel(locked, overwrites={room.editor.id: Overwrite(deny=Permission.VIEW_CHANNEL)})
    said = await room.typed(room.editor, f"!digest add {locked.id} at:07:30")
    assert "you do not see that channel" in said
    assert "locked" not in said
    assert "in #desk" in await room.typed(room.editor, "!digest add #desk at:07:30")
    await room.typed(room.chief, "!settings editors -")


@pytest_asyncio.fixture(loop_scope="module")
async def hidden(room):
    """The forum and the desk, each with a digest, which the editor does not see; editors may look after digests."""
    await room.typed(room.chief, f"!settings editors {room.editing.mention}")
    await room.typed(room.chief, f"!digest add <#{room.forum.id}> at:07:30 tags:fish name:posts")
    await room.typed(room.chief, f"!digest add <#{room.desk.id}> at:07:30 name:lines")
    for place in (room.forum, room.desk):
        await room.discord.change_channel(place, overwrites={room.editor.id: Overwrite(deny=Permission.VIEW_CHANNEL)})
    yield
    for place in (room.forum, room.desk):
        await room.discord.change_channel(place, overwrites={})
    await room.typed(room.chief, "!settings editors -")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("digest add {forum} at:07:30 tags:zzz", "you do not see that channel"),
        ("digest add {desk} at:07:30 tags:fish", "you do not see that channel"),
        ("digest add desk at:07:30", "there is no channel “desk” here"),
        ("digest change posts tags:zzz", "you do not see that channel"),
        ("digest list", "in a channel hidden from you"),
        ("digest show posts", "in a channel hidden from you"),
        ("digest preview posts", "in a channel hidden from you"),
        ("digest run posts", "you do not see that channel"),
        ("settings digest_channel {desk}", "there is no channel"),
    ],
)
async def test_of_a_channel_that_somebody_does_not_see_they_are_told_nothing(room, hidden, line, told):
    before = len(room.discord.messages)
    said = await room.typed(room.editor, "!" + line.format(forum=room.forum.id, desk=room.desk.id))
    assert told in said
    for name in ("#forum", "#desk", "fish", "trade"):
        assert name not in said
    assert {message.channel for message in room.discord.messages[before:]} == {room.discord.channel}


async def test_nor_are_they_by_the_settings_the_changes_and_the_checklist(room, hidden):
    await room.typed(room.chief, f"!settings digest_channel {room.desk.id}")
    await room.discord.change_channel(
        room.desk, deny=Permission.SEND_MESSAGES, overwrites={room.editor.id: Overwrite(deny=Permission.VIEW_CHANNEL)}
    )
    lines = ("settings digest_channel", "audit 5", "setup", "digest preview lines")
    for line in lines:
        said = await room.typed(room.editor, f"!{line}")
        assert "hidden from you" in said
        assert "#desk" not in said
    assert "#desk" in await room.typed(room.chief, "!setup")
    await room.discord.change_channel(room.desk, deny=Permission(0))
    await room.typed(room.chief, "!settings digest_channel -")


async def test_nor_are_a_hidden_forums_tags_offered(room, hidden):
    room.discord.allow_command("digest", room.editing)
    assert await room.offered("change", "tags", "", name="posts") == ["fish", "trade"]
    assert await room.offered("change", "tags", "", person=room.editor, name="posts") == []
    forum = room.forum.mention
    assert await room.offered("add", "tags", "", person=room.editor, at="07:30", channel=forum) == []


async def test_what_somebody_may_not_do_they_neither_have_done_nor_resume(room):
    """Whoever set the digest up: it posts, and tells a role, in the place of who runs it."""
    await room.typed(room.chief, f"!settings editors {room.editing.mention}")
    target = Target(room.desk.id, "desk", role=room.quiet.id)
    await room.bureau.office.scheduling.add(caller_on(room.discord.guild.id), target, at="07:30")
    deny = {room.editor.id: Overwrite(deny=Permission.SEND_MESSAGES)}
    for overwrites, told in (({}, "may not mention @Quiet"), (deny, "may not write in #desk")):
        await room.discord.change_channel(room.desk, overwrites=overwrites)
        (kept,) = await room.bureau.ledger.schedules()
        await room.bureau.ledger.disable(kept.number, "closed", datetime.now(UTC))
        for command in ("run", "resume"):
            assert f"you {told} yourself" in await room.typed(room.editor, f"!digest {command} desk")
    (kept,) = await room.bureau.ledger.schedules()
    assert kept.disabled
    assert not await room.bureau.ledger.editions(kept, 1)
    await room.discord.change_channel(room.desk, overwrites={})
    await room.typed(room.chief, "!settings editors -")


# Whose it is


@pytest.mark.parametrize("line", ["list", "show desk", "add #desk at:07:30", "run desk", "preview desk", "remove desk"])
async def test_who_may_not_is_told_so(room, line):
    await room.told("add", channel="#desk", at="07:30")
    for person in (room.reader, room.editor):
        said = await room.typed(person, f"!digest {line}")
        assert "is for who may manage this server" in said
    assert await room.kept() == ["desk"]


async def test_discord_offers_it_to_who_may_manage_the_server_and_on_servers_alone(room):
    registered = room.discord.command("digest")
    assert int(registered["default_member_permissions"]) == Permission.MANAGE_GUILD
    assert registered["contexts"] == [0]
    assert len(registered["options"]) == 9
    with pytest.raises(LookupError, match="not offered"):
        await room.reader.slash("digest list")
    assert "Europe/Vienna" in await room.offered("add", "zone", "vien")


async def test_a_digest_is_changed_by_slash_and_typed_and_what_is_not_named_stays(room):
    await room.told("add", channel="#desk", at="07:30", role=room.news.mention, days="weekdays", name="morning")
    said = await room.told("change", name="morning", at="08:15", zone="Europe/Berlin")
    assert "It is changed." in said
    assert "08:15 Europe/Berlin, Monday to Friday, in #desk" in said
    assert "@News team" in said
    said = await room.typed(room.chief, "!digest change morning role:- skip-empty:on days:daily")
    assert "08:15 Europe/Berlin, every day, in #desk" in said
    assert "@News team" not in said
    assert "you may not mention @Quiet yourself" in await room.told("change", name="morning", role=room.quiet.mention)
    assert "nothing to change" in await room.told("change", name="morning", at="08:15")
    assert "needs what is to be changed" in await room.typed(room.chief, "!digest change morning")
    await room.told("add", channel="forum", at="07:30", tags="fish", name="posts")
    assert "tags: trade" in await room.told("change", name="posts", tags="trade")
    assert "need a tag" in await room.told("change", name="posts", tags="-")
    assert "tags: trade" in await room.told("change", name="posts", lines="2")


async def test_of_another_server_nothing_is_shown_paused_or_run(room):
    await room.told("add", channel="#desk", at="07:30", name="secret")
    there = room.chief.at(room.elsewhere)
    before = len(room.discord.messages)
    assert "There is none yet" in await room.told("list", person=there)
    for command in ("show", "pause", "resume", "remove", "run", "preview"):
        said = await room.told(command, person=there, name="secret")
        assert "there is no digest “secret” here: there is none yet" in said
        assert "desk" not in said
    assert await room.offered("show", "name", "", person=there) == []
    assert "there is no channel" in await room.told("add", person=there, channel="#desk", at="07:30")
    said = await room.told("add", person=there, channel=room.desk.mention, at="07:30")
    assert "is no text channel, thread or forum" in said
    assert all(message.channel is room.elsewhere for message in room.discord.messages[before:])
    (kept,) = await room.bureau.ledger.schedules()
    assert (kept.name, kept.paused) == ("secret", False)


async def test_the_operators_are_listed_shown_and_run_but_not_changed(room):
    wanted = Schedule(room.discord.guild.id, "daily", room.desk.id, (time(6),), "UTC")
    await room.bureau.ledger.adopt([wanted], datetime.now(UTC))
    assert "daily: 06:00 UTC, every day, in #desk; next on" in await room.told("list")
    assert "the operator's: it stands in config/digests.yaml" in await room.told("show", name="daily")
    assert "it stands in config/digests.yaml" in await room.told("change", name="daily", at="07:00")
    for command in ("pause", "resume", "remove"):
        assert "it stands in config/digests.yaml" in await room.told(command, name="daily")
    assert await room.kept() == ["daily"]


async def test_everyone_is_told_by_no_digest(room):
    said = await room.typed(room.chief, "!digest add #desk at:07:30 role:@everyone")
    assert "a digest tells no @everyone: choose another role" in said
    assert await room.kept() == []


# Preview and run


async def test_a_preview_is_the_callers_alone_and_posts_nothing(room):
    await room.told("add", channel="#desk", at="07:30", **{"skip-empty": "on"})
    said, private = await room.called("preview", name="desk")
    assert private
    assert "Preview of “desk”, not posted" in said
    assert "Nothing is new, and then this digest is not posted." in said
    said, private = await room.called("preview", name="desk", full="on")
    assert private
    assert "It would be posted in #desk." in said
    assert "Russia and Iran sign" in said
    await room.discord.change_channel(room.desk, deny=Permission.SEND_MESSAGES)
    await room.told("pause", name="desk")
    said = await room.told("preview", name="desk")
    assert "It is paused." in said
    assert "The bot lacks Send Messages in #desk" in said
    await room.discord.change_channel(room.desk, deny=Permission(0))
    assert not [message for message in room.discord.messages if message.channel is room.desk]


async def test_the_pages_of_a_preview_are_turned(room):
    await room.told("add", channel="#desk", at="07:30")
    call = await room.chief.slash("digest preview", name="desk", full="on")
    answer = await call.answer()
    await room.discord.next_message()
    assert "Preview of “desk”" in unescape(answer.words)
    first = answer.words
    await (await room.chief.presses(answer, "Next")).answer()
    assert answer.words != first
    assert "Preview of “desk”" in unescape(answer.words)
    assert not [message for message in room.discord.messages if message.channel is room.desk]


async def test_an_edition_is_posted_at_once_and_once(room):
    await room.told("add", channel="#wire", at="07:30", role="News team")
    call = await room.chief.slash("digest run", name="wire", full="on")
    posted = await room.discord.next_message()
    said = unescape((await call.answer()).words)
    await room.discord.next_message()
    assert posted.channel is room.wire
    assert "wire · edition 1 ·" in unescape(posted.words)
    assert "Edition 1 of “wire” is posted." in said
    assert f"[edition](<https://discord.com/channels/{room.discord.guild.id}/{room.wire.id}/{posted.id}>)" in said
    assert posted.pings == {f"role:{room.news.id}"}
    assert [message for message in room.discord.messages if message.channel is room.wire] == [posted]
    assert "edition 1 ·" in await room.told("show", name="wire") + await room.typed(room.chief, "!digest list")


async def test_where_nothing_may_be_posted_a_run_begins_nothing(room):
    await room.told("add", channel="#desk", at="07:30")
    await room.discord.change_channel(room.desk, deny=Permission.SEND_MESSAGES)
    assert "the bot lacks Send Messages in #desk" in await room.told("run", name="desk", full="on")
    (kept,) = await room.bureau.ledger.schedules()
    assert kept.disabled is None
    assert not await room.bureau.ledger.editions(kept, 1)
    await room.bureau.ledger.disable(kept.number, "the bot may not write there", datetime.now(UTC))
    assert "“desk” cannot be posted: it is stopped, the bot may not" in await room.typed(room.chief, "!setup")
    await room.told("add", channel="#wire", at="08:00", name="later")
    (later,) = [each for each in await room.bureau.ledger.schedules(kept.server) if each.name == "later"]
    await room.bureau.ledger.disable(later.number, "the channel is gone", datetime.now(UTC))
    assert "“later” cannot be posted: it is stopped, the channel is gone" in await room.typed(room.chief, "!setup")
    assert "the bot lacks Send Messages" in await room.told("resume", name="desk")
    await room.discord.change_channel(room.desk, deny=Permission(0))
    assert "It goes on." in await room.told("resume", name="desk")


# What is offered, and how it is found


@pytest.mark.parametrize(
    ("option", "typed", "value"),
    [
        ("channel", "#wi", "wire"),
        ("channel", "for", "forum"),
        ("days", "week", "weekdays"),
        ("zone", "berlin", "Europe/Berlin"),
        ("content", "quo", "quotes"),
        ("content", "summary, quo", "summary,quotes"),
        ("role", "@new", "News team"),
        ("skip-empty", "o", "on"),
        ("publish", "of", "off"),
    ],
)
async def test_what_fits_is_offered(room, option, typed, value):
    names = {room.wire.mention: "wire", room.forum.mention: "forum", room.news.mention: "News team"}
    offered = await room.offered("add", option, typed, at="07:30")
    assert value in [names.get(each, each) for each in offered[:3]]


async def test_digests_and_tags_are_offered_by_name(room, caplog):
    await room.told("add", channel="#desk", at="07:30", name="morning desk")
    assert await room.offered("show", "name", "mor") == ["morning desk"]
    assert await room.offered("add", "tags", "fish, tr", at="07:30", channel=room.forum.mention) == ["fish,trade"]
    assert await room.offered("add", "tags", "tr", at="07:30") == []
    both = f"{room.forum.mention} {room.desk.mention}"
    assert await room.offered("add", "tags", "tr", at="07:30", channel=both) == []
    assert "fault" not in caplog.text
    await room.told("add", channel="forum", at="07:30", tags="fish", name="posts")
    assert await room.offered("change", "tags", "tr", name="posts") == ["trade"]


@pytest.mark.parametrize(("command", "option"), [("digest add", "days"), ("settings", "name")])
async def test_where_the_store_stalls_or_fails_nothing_is_offered(room, monkeypatch, caplog, command, option):
    """Discord waits three seconds, and takes no answer that comes later."""
    caplog.set_level(logging.INFO)
    given = {"at": "07:30"} if command == "digest add" else {}

    async def stall(_):
        await asyncio.Event().wait()

    async def fail(_):
        raise RuntimeError("the store")

    for patience, wrong, told in ((0.05, stall, "it took too long"), (60, fail, "while suggesting")):
        monkeypatch.setattr(switchboard, "_WHILE_TYPING", patience)
        monkeypatch.setattr(room.bureau.office, "choices", wrong)
        assert await room.chief.autocomplete(command, option, "", **given) == []
        assert told in caplog.text
    monkeypatch.undo()
    assert await room.chief.autocomplete(command, option, "", **given)


async def test_the_names_of_time_zones_are_looked_up_once():
    assert offer_zones() is offer_zones()
    assert Offer("Europe/Vienna", "Europe/Vienna") in offer_zones()


async def test_what_is_no_target_is_not_offered(room):
    assert room.talk.mention not in await room.offered("add", "channel", "talk", at="07:30")


async def test_help_has_each_command_of_the_group_to_be_clicked(room):
    call = await room.reader.slash("help", command="digest")
    answer = await call.answer()
    await room.discord.next_message()
    number = room.discord.command("digest")["id"]
    for name in ("add", "list", "show", "pause"):
        assert f"</digest {name}:{number}>" in answer.words


async def test_the_group_is_within_what_discord_takes_of_a_command(room):
    """Eight thousand signs in all."""
    registered = json.dumps(room.discord.command("digest"))
    words = re.findall(r'"(?:name|description)": "(.*?)"', registered)
    assert sum(map(len, words)) < 8000
