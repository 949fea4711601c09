"""What is done with a server's schedules, and that no other server sees or stops them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.desk.digests.composing import Composer
from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.scheduling import Scheduling
from bot.domain.errors import BadCommand, CannotAnswer
from bot.domain.office import AuditSheet, Done
from bot.domain.schedules import Days, DigestPart, EditionState, QuietDates, Schedule, TargetKind
from bot.domain.servers import OPERATOR, Signoff
from bot.domain.timetables import Target
from bot.render.paging import TERMINAL, paginate
from bot.render.replies import render_reply
from tests.desk.servers import LIMA, NOON, OSLO, House, caller, house_of
from tests.reading.golden import open_lexicon

DESK = Target(50, "desk")
PACT = "“We agree,” said Ann Lee. The pact covers energy."


@asynccontextmanager
async def timetable() -> AsyncIterator[tuple[House, Scheduling]]:
    """A house with nothing in it, and its schedules."""
    async with house_of() as house:
        composer = Composer(house.archive, house.desks, open_lexicon())
        pressroom = Pressroom(house.archive, composer.compose, house.watch)
        yield house, Scheduling(house.archive, pressroom, house.watch)


async def refusal(asked) -> str:
    """The one line of what is refused."""
    with pytest.raises(CannotAnswer) as refused:
        await asked
    assert "\n" not in str(refused.value)
    return str(refused.value)


def operators(server: int = LIMA, name: str = "daily") -> Schedule:
    """A schedule of the operator's file."""
    return Schedule(server, name, 60, (time(6),), "UTC")


async def test_a_digest_is_kept_with_all_that_was_said_of_it():
    async with timetable() as (_, scheduling):
        target = Target(51, "news", TargetKind.FORUM, (3,), 4)
        sheet = await scheduling.add(
            caller(LIMA),
            target,
            at="07:30,18:00",
            days="weekdays",
            zone="Europe/Oslo",
            content="summary,quotes",
            lines=3,
            skip_empty=True,
            quiet="2025-01-20",
            publish=True,
            corrections=False,
            grace="1h30m",
            name="morning",
        )
        kept = sheet.row.schedule
        assert (kept.server, kept.name, kept.owner) == (LIMA, "morning", 7)
        assert (kept.channel, kept.kind, kept.tags, kept.role) == (51, TargetKind.FORUM, (3,), 4)
        assert (kept.at, kept.zone) == ((time(7, 30), time(18)), "Europe/Oslo")
        assert kept.days == Days(frozenset(range(5)))
        assert kept.quiet == (QuietDates(date(2025, 1, 20), date(2025, 1, 20)),)
        assert kept.parts == {DigestPart.SUMMARY, DigestPart.QUOTES}
        assert (kept.lines, kept.skip_empty, kept.publish, kept.corrections) == (3, True, True, False)
        assert kept.grace == timedelta(hours=1, minutes=30)
        # Friday noon in UTC; Monday is quiet.
        friday, tuesday = datetime(2025, 1, 17, 17, tzinfo=UTC), datetime(2025, 1, 21, 6, 30, tzinfo=UTC)
        assert sheet.row.runs == (friday, tuesday, tuesday.replace(hour=17, minute=0))
        assert (await scheduling.show(caller(LIMA), "Morning")).row == sheet.row


async def test_what_is_left_out_is_the_servers_or_as_usual():
    async with timetable() as (house, scheduling):
        await house.office.settings(caller(LIMA), "zone", "America/Lima")
        kept = [(await scheduling.add(caller(LIMA), DESK, at="07:30")).row.schedule for _ in range(2)]
        assert [each.name for each in kept] == ["desk", "desk-2"]
        assert (kept[0].zone, kept[0].days, kept[0].parts) == ("America/Lima", Days(), frozenset(DigestPart))
        there = await scheduling.add(caller(OSLO), Target(52, "🐟 news!"), at="07:30")
        assert (there.row.schedule.zone, there.row.schedule.name) == ("UTC", "news")


async def test_a_name_that_is_kept_in_small_letters_is_told():
    async with timetable() as (_, scheduling):
        sheet = await scheduling.add(caller(LIMA), DESK, at="07:30", name="MorningB")
        assert (sheet.row.schedule.name, "kept as “morningb”" in sheet.remark) == ("morningb", True)
        assert (await scheduling.add(caller(LIMA), DESK, at="07:30", name="noon")).remark == "It is kept."


async def test_each_change_is_written_down_with_who_made_it():
    async with timetable() as (house, scheduling):
        await scheduling.add(caller(LIMA), DESK, at="07:30", name="morning")
        paused = await scheduling.pause(caller(LIMA), "morning")
        assert (paused.row.schedule.paused, paused.row.runs) == (True, ())
        assert "paused already" in await refusal(scheduling.pause(caller(LIMA), "morning"))
        resumed = await scheduling.resume(caller(LIMA), "MORNING")
        assert len(resumed.row.runs) == 3
        assert "nothing to resume" in await refusal(scheduling.resume(caller(LIMA), "morning"))
        assert isinstance(await scheduling.remove(caller(LIMA), "morning"), Done)
        assert "there is none yet" in await refusal(scheduling.show(caller(LIMA), "morning"))
        sheet = await house.office.audit(caller(LIMA))
        assert isinstance(sheet, AuditSheet)
        assert [f"{line.user_name} {line.action} {line.detail}" for line in sheet.lines] == [
            "bo digest morning: removed",
            "bo digest morning: resumed",
            "bo digest morning: paused",
            "bo digest morning: added",
        ]


async def test_what_is_changed_keeps_its_editions_and_all_that_is_not_named():
    async with timetable() as (house, scheduling):
        target = Target(50, "desk", role=4)
        said = {"days": "weekdays", "zone": "Europe/Oslo", "quiet": "2025-01-20", "name": "morning"}
        kept = (await scheduling.add(caller(LIMA), target, at="07:30", **said)).row.schedule
        ledger = house.archive.ledger
        await ledger.claim(kept, NOON, 3, NOON, timedelta(minutes=1))
        house.watch.go(hours=1)
        sheet = await scheduling.change(
            caller(LIMA), "Morning", {"role": None}, at="08:00", zone="UTC", lines=2, quiet="-"
        )
        assert sheet.remark == "It is changed."
        assert [edition.ordinal for edition in sheet.editions] == [1]
        assert sheet.row.schedule == replace(
            kept, at=(time(8),), zone="UTC", lines=2, role=None, quiet=(), since=NOON + timedelta(hours=1)
        )
        assert sheet.row.runs[0] == datetime(2025, 1, 20, 8, tzinfo=UTC)
        same = scheduling.change(caller(LIMA), "morning", {"role": None}, lines=2)
        assert "nothing to change" in await refusal(same)
        never = scheduling.change(caller(LIMA), "morning", {}, quiet="2025-01-01..2060-12-31")
        assert "would never be due" in await refusal(never)
        detail = (await house.archive.register.audit(LIMA, 1))[0].detail
        assert detail == "morning: changed"


async def test_of_several_changes_at_once_none_undoes_another():
    async with timetable() as (_, scheduling):
        kept = (await scheduling.add(caller(LIMA), DESK, at="07:30", name="morning")).row.schedule
        await asyncio.gather(
            scheduling.change(caller(LIMA), "morning", {}, at="08:00"),
            scheduling.change(caller(LIMA), "morning", {"role": 4}),
            scheduling.change(caller(LIMA), "morning", {"tags": (3,)}, lines=2),
            scheduling.pause(caller(LIMA), "morning"),
            scheduling.change(caller(LIMA), "morning", {}, content="quotes", quiet="2025-01-20"),
        )
        assert (await scheduling.show(caller(LIMA), "morning")).row.schedule == replace(
            kept,
            at=(time(8),),
            role=4,
            tags=(3,),
            lines=2,
            paused=True,
            parts=frozenset({DigestPart.QUOTES}),
            quiet=(QuietDates(date(2025, 1, 20), date(2025, 1, 20)),),
        )


async def test_a_digest_whose_zone_is_gone_is_shown_and_gets_another():
    async with timetable() as (house, scheduling):
        for name in ("morning", "noon"):
            await scheduling.add(caller(LIMA), DESK, at="07:30", name=name)
        ledger = house.archive.ledger
        kept = await ledger.change(LIMA, "morning", {"zone": "Europe/Atlantis"}, Signoff(NOON, caller(LIMA)))
        told = await ledger.claim(kept, NOON, 3, NOON, timedelta(minutes=1))
        await ledger.mark_sent(told, 1, 2)
        sheet = await scheduling.show(caller(LIMA), "morning")
        words = paginate(render_reply(sheet), TERMINAL)[0].text
        assert "07:30 Europe/Atlantis, every day" in words
        assert "not running: its time zone is not known any more, choose another" in words
        assert "Friday 17 January 2025, 12:00 UTC is posted" in words
        assert paginate(render_reply(await scheduling.list_all(caller(LIMA))), TERMINAL)[0].text.count("next on") == 1
        assert "“Europe/Atlantis” is not known" in (await scheduling.preview(caller(LIMA), "morning")).obstacles[0]
        assert len((await scheduling.change(caller(LIMA), "morning", {}, zone="UTC")).row.runs) == 3


async def test_one_that_was_stopped_is_resumed():
    async with timetable() as (house, scheduling):
        kept = (await scheduling.add(caller(LIMA), DESK, at="07:30", name="morning")).row.schedule
        assert await house.archive.ledger.disable(kept.number, "the channel is gone", NOON)
        assert (await scheduling.show(caller(LIMA), "morning")).row.runs == ()
        resumed = await scheduling.resume(caller(LIMA), "morning")
        assert (resumed.row.schedule.disabled, len(resumed.row.runs)) == (None, 3)


async def test_the_operators_are_shown_and_not_changed():
    async with timetable() as (house, scheduling):
        await house.archive.ledger.adopt([operators()], NOON)
        listed = await scheduling.list_all(caller(LIMA))
        assert [row.schedule.name for row in listed.rows] == ["daily"]
        assert (await scheduling.show(caller(LIMA), "daily")).row.schedule.owner == OPERATOR
        for change in (scheduling.pause, scheduling.resume, scheduling.remove):
            assert "it stands in config/digests.yaml" in await refusal(change(caller(LIMA), "daily"))
        assert "already" in await refusal(scheduling.add(caller(LIMA), DESK, at="07:30", name="daily"))


async def test_one_of_the_operators_that_was_stopped_is_resumed_and_a_paused_one_is_not():
    async with timetable() as (house, scheduling):
        ledger = house.archive.ledger
        await ledger.adopt([operators(), replace(operators(name="paused"), paused=True)], NOON)
        for schedule in await ledger.schedules(LIMA):
            assert await ledger.disable(schedule.number, "the channel is gone", NOON)
        resumed = await scheduling.resume(caller(LIMA), "daily")
        assert (resumed.row.schedule.disabled, len(resumed.row.runs)) == (None, 3)
        assert "it stands in config/digests.yaml" in await refusal(scheduling.resume(caller(LIMA), "paused"))


async def test_of_another_server_nothing_is_found_shown_or_stopped():
    async with timetable() as (house, scheduling):
        await scheduling.add(caller(LIMA), DESK, at="07:30", name="morning")
        await house.archive.ledger.adopt([operators()], NOON)
        assert (await scheduling.list_all(caller(OSLO))).rows == ()
        assert await scheduling.of_server(OSLO) == ()
        for name in ("morning", "daily"):
            for asked in (
                scheduling.show,
                scheduling.pause,
                scheduling.resume,
                scheduling.remove,
                scheduling.preview,
                scheduling.find,
            ):
                assert "there is no digest" in await refusal(asked(caller(OSLO), name))
        kept = (await scheduling.add(caller(OSLO), DESK, at="08:00", name="morning")).row.schedule
        await scheduling.remove(caller(OSLO), "morning")
        assert kept.server == OSLO
        assert [row.schedule.at for row in (await scheduling.list_all(caller(LIMA))).rows] == [
            (time(6),),
            (time(7, 30),),
        ]


async def test_in_a_private_message_there_are_no_digests():
    async with timetable() as (_, scheduling):
        told = "digests belong to a server"
        assert told in await refusal(scheduling.add(caller(OPERATOR), DESK, at="07:30"))
        assert told in await refusal(scheduling.list_all(caller(OPERATOR)))
        assert told in await refusal(scheduling.show(caller(OPERATOR), "morning"))


async def test_a_preview_holds_what_an_edition_would_and_says_what_would_stop_it():
    async with timetable() as (house, scheduling):
        await house.add(LIMA, "Old news is no news.", "old.txt")
        kept = (await scheduling.add(caller(LIMA), DESK, at="07:30", name="morning", skip_empty=True)).row.schedule
        empty = await scheduling.preview(caller(LIMA), "morning")
        assert empty.digest.empty
        assert empty.obstacles == ("Nothing is new, and then this digest is not posted.",)
        await house.add(LIMA, PACT)
        await scheduling.pause(caller(LIMA), "morning")
        preview = await scheduling.preview(caller(LIMA), "morning")
        assert [arrival.document.file for arrival in preview.digest.documents] == ["note.txt"]
        assert preview.obstacles == ("It is paused.",)
        full = await scheduling.preview(caller(LIMA), "morning", full=True)
        assert [arrival.document.file for arrival in full.digest.documents] == ["old.txt", "note.txt"]
        await house.archive.ledger.disable(kept.number, "the channel is gone", NOON)
        assert "It is stopped: the channel is gone." in (await scheduling.preview(caller(LIMA), "morning")).obstacles
        assert await house.archive.ledger.editions(kept, 5) == ()


async def test_the_latest_editions_are_shown():
    async with timetable() as (house, scheduling):
        kept = (await scheduling.add(caller(LIMA), DESK, at="07:30", name="morning")).row.schedule
        ledger = house.archive.ledger
        for day in range(4):
            slot = NOON + timedelta(days=day)
            edition = await ledger.claim(kept, slot, day, slot, timedelta(minutes=1))
            assert edition
            await ledger.skip(edition)
        shown = (await scheduling.show(caller(LIMA), "morning")).editions
        assert [each.slot for each in shown] == [NOON + timedelta(days=day) for day in (3, 2, 1)]
        assert {each.state for each in shown} == {EditionState.SKIPPED}


async def test_what_would_never_be_due_is_refused():
    async with timetable() as (_, scheduling):
        asked = scheduling.add(caller(LIMA), DESK, at="07:30", quiet="2020-01-01..2040-01-01")
        assert "never be due" in await refusal(asked)


async def test_a_server_keeps_so_many_and_no_more():
    async with timetable() as (_, scheduling):
        for _number in range(25):
            await scheduling.add(caller(LIMA), DESK, at="07:30")
        assert "this server has 25 digests" in await refusal(scheduling.add(caller(LIMA), DESK, at="07:30"))
        await scheduling.add(caller(OSLO), DESK, at="07:30")


@pytest.mark.parametrize("said", [{"at": "7"}, {"at": "07:30", "zone": "Mars"}, {"at": "07:30", "days": "someday"}])
async def test_what_makes_no_sense_is_refused_whoever_calls(said):
    async with timetable() as (_, scheduling):
        with pytest.raises(BadCommand):
            await scheduling.add(caller(LIMA), DESK, **said)
