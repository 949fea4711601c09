"""Digests come on time and once: whatever fails, and wherever the process is killed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, event

from bot.desk.digests.posting import NotPosted, Refused, TargetClosed
from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.terms import Terms
from bot.domain.corrections import CorrectionNotice
from bot.domain.errors import CannotAnswer
from bot.domain.schedules import EditionState, Turn
from bot.domain.servers import Signoff
from bot.domain.timetables import EditionReport, ScheduleRow
from bot.render.paging import TERMINAL, paginate
from bot.render.replies import render_reply
from tests.desk.bulletin import EVENING, PressOffice, compose_nothing
from tests.desk.servers import OSLO, caller, house_of

SLOT = datetime(2025, 1, 17, 18, 30, tzinfo=UTC)
FIRST = "Norway will send 40 boats to Peru, the ministry said on Friday. “We are ready,” Ada Berg said in Oslo.\n"
SECOND = "Peru will build a harbour in Callao, the government said. “It is large,” Luis Paz said in Lima.\n"


@asynccontextmanager
async def office(compose=compose_nothing):
    async with house_of() as house:
        yield PressOffice(house, compose)


async def test_a_digest_comes_when_it_is_due_and_once():
    async with office() as desk:
        evening = await desk.put()
        desk.watch.now = SLOT - timedelta(seconds=1)
        await desk.round()
        assert desk.board.slots == []
        desk.watch.now = SLOT
        await desk.rounds(20)
        assert desk.board.slots == [SLOT]
        assert desk.board.digests[0].mark.posted is None
        assert await desk.states(evening) == [EditionState.CONFIRMED]


@pytest.mark.long
async def test_months_go_by_over_summer_time_and_the_clock_is_set_back_now_and_then():
    async with office() as desk:
        desk.watch.now = datetime(2025, 3, 15, 12, tzinfo=UTC)
        await desk.put(at=(time(2, 30), time(19, 30)), zone="Europe/Berlin")
        end = desk.watch.now + timedelta(days=40)
        rounds = 0
        while desk.watch.now < end:
            await desk.round()
            desk.watch.go(minutes=97)
            rounds += 1
            if rounds % 50 == 0:
                desk.watch.go(hours=-5)
        assert len(desk.board.slots) == len(set(desk.board.slots)) == 80
        assert [digest.mark.ordinal for digest in desk.board.digests] == list(range(1, 81))


async def test_a_clock_that_was_far_ahead_holds_up_no_later_edition():
    async with office() as desk:
        await desk.put()
        desk.watch.now = SLOT + timedelta(days=400)
        await desk.round()
        desk.watch.now = SLOT
        await desk.round()
        assert desk.board.slots == [SLOT + timedelta(days=400), SLOT]


async def test_what_a_clock_far_ahead_planned_and_did_not_post_is_folded_and_the_next_one_comes():
    async with office() as desk:
        evening = await desk.put()
        desk.watch.now = SLOT + timedelta(days=400)
        desk.board.faults = [NotPosted("a moment")]
        await desk.round()
        desk.watch.now = SLOT
        await desk.rounds(2)
        assert desk.board.slots == [SLOT]
        assert await desk.states(evening) == [EditionState.CONFIRMED, EditionState.FOLDED]


async def test_what_was_missed_comes_late_with_a_note_or_goes_into_the_next_one():
    async with office(compose=None) as desk:
        evening = await desk.put()
        desk.watch.now = SLOT + timedelta(hours=1)
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.round()
        assert [digest.mark.posted for digest in desk.board.digests] == [desk.watch.now]
        await desk.house.add(OSLO, SECOND, "second.txt")
        desk.watch.now = SLOT + timedelta(days=1, hours=3)
        await desk.round()
        assert len(desk.board.digests) == 1
        desk.watch.now = SLOT + timedelta(days=2)
        await desk.round()
        assert [[each.document.file for each in digest.documents] for digest in desk.board.digests] == [
            ["first.txt"],
            ["second.txt"],
        ]
        assert await desk.states(evening) == [EditionState.CONFIRMED, EditionState.FOLDED, EditionState.CONFIRMED]
        assert [digest.mark.ordinal for digest in desk.board.digests] == [1, 2]


async def test_what_came_in_after_an_edition_was_planned_is_in_the_next():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now, desk.board.faults = SLOT, [NotPosted("a moment")]
        await desk.round()
        await desk.house.add(OSLO, SECOND, "second.txt")
        await desk.rounds(4)
        desk.watch.now = SLOT + timedelta(days=1)
        await desk.round()
        files = [[(each.document.file, each.turn) for each in digest.documents] for digest in desk.board.digests]
        assert files == [[("first.txt", Turn.NEW)], [("second.txt", Turn.NEW)]]


async def test_nothing_new_is_told_or_skipped_as_it_is_set():
    async with office() as desk:
        told, skipped = await desk.put(), await desk.put(name="quiet", skip_empty=True)
        desk.watch.now = SLOT
        await desk.rounds(3)
        assert [digest.mark.name for digest in desk.board.digests] == ["evening"]
        assert await desk.states(told) == [EditionState.CONFIRMED]
        assert await desk.states(skipped) == [EditionState.SKIPPED]


@pytest.mark.parametrize("lost", [False, True], ids=["not carried out", "carried out, the answer lost"])
@pytest.mark.parametrize("changed", [{"zone": "Asia/Tokyo"}, {"channel": 78}], ids=lambda each: next(iter(each)))
async def test_an_edition_comes_once_and_as_planned_though_the_operator_changes_the_file_between_two_attempts(
    changed, lost
):
    async with office(compose=None) as desk:
        mine = replace(EVENING, owner=0)
        await desk.ledger.adopt([mine], desk.watch.now)
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now, desk.board.lost, desk.board.faults = SLOT, lost, [NotPosted("a moment")]
        await desk.round()
        await desk.ledger.adopt([replace(mine, **changed)], desk.watch.now)
        desk.watch.go(minutes=4)  # no nonce holds any more
        await desk.rounds(2)
        (notice,) = desk.board.notices
        assert (notice.channel, notice.paper.mark.zone) == (mine.channel, mine.zone)
        await desk.house.office.withdraw(caller(OSLO), 1)
        await desk.rounds(2)
        correction = desk.board.notices[1]
        assert (correction.channel, correction.paper.mark.zone) == (mine.channel, mine.zone)


async def test_an_edition_for_a_place_that_is_closed_and_not_its_digests_any_more_stops_nothing():
    async with office() as desk:
        mine = replace(EVENING, owner=0)
        await desk.ledger.adopt([mine], desk.watch.now)
        desk.watch.now = SLOT
        desk.board.faults = [NotPosted("a moment"), TargetClosed("the channel is gone", is_gone=True)]
        await desk.round()
        await desk.ledger.adopt([replace(mine, channel=78)], desk.watch.now)
        await desk.rounds(3, seconds=60)
        (evening,) = await desk.ledger.schedules()
        assert (evening.disabled, desk.board.told) == (None, [])
        assert await desk.states(evening) == [EditionState.FAILED]
        desk.watch.now = SLOT + timedelta(days=1)
        await desk.round()
        assert [notice.channel for notice in desk.board.notices] == [78]


@pytest.mark.parametrize("lost", [False, True], ids=["not carried out", "carried out, the answer lost"])
async def test_what_fails_for_a_moment_is_tried_again_within_the_grace(lost):
    async with office() as desk:
        evening = await desk.put()
        desk.watch.now = SLOT
        desk.board.faults, desk.board.lost = [NotPosted(f"{number}") for number in range(5)], lost
        await desk.rounds(100, seconds=60)
        assert desk.board.slots == [SLOT]
        assert await desk.states(evening) == [EditionState.CONFIRMED]


async def test_what_fails_beyond_the_grace_goes_into_the_next_one():
    async with office() as desk:
        evening = await desk.put(grace=timedelta(minutes=30))
        desk.watch.now = SLOT
        desk.board.faults = [NotPosted("nobody there", wait=timedelta(minutes=20))] * 3
        await desk.rounds(60, seconds=60)
        assert desk.board.slots == []
        assert await desk.states(evening) == [EditionState.FOLDED]
        desk.watch.now, desk.board.faults = SLOT + timedelta(days=1), []
        await desk.round()
        assert desk.board.slots == [SLOT + timedelta(days=1)]


async def test_where_the_history_is_closed_an_edition_is_rather_given_up_than_posted_twice():
    async with office() as desk:
        evening = await desk.put()
        desk.watch.now, desk.board.readable, desk.board.lost = SLOT, False, True
        desk.board.faults = [NotPosted("a moment"), NotPosted("some minutes", wait=timedelta(minutes=9))]
        await desk.rounds(60, seconds=60)
        assert desk.board.slots == [SLOT]
        assert await desk.states(evening) == [EditionState.FAILED]
        assert "history" in (await desk.latest(evening)).reason
        assert len(desk.board.told) == 1


@pytest.mark.parametrize(
    ("is_gone", "remedy"),
    [
        (False, "Put that right, then call /digest resume."),
        (True, "Make a new one in another channel with /digest add, and take this one away with /digest remove."),
    ],
)
async def test_a_closed_place_stops_its_schedule_alone_and_its_owner_is_told_once(is_gone, remedy):
    async with office() as desk:
        evening, other = await desk.put(), await desk.put(name="other", channel=78)
        desk.watch.now = SLOT
        desk.board.faults = [TargetClosed("the channel is gone", is_gone=is_gone)]
        await desk.rounds(3)
        desk.watch.now = SLOT + timedelta(days=1)
        await desk.rounds(3)
        assert desk.board.told == [f"The digest “evening” is stopped: the channel is gone. {remedy}"]
        assert [digest.mark.name for digest in desk.board.digests] == ["other", "other"]
        assert (await desk.ledger.numbered(evening.number)).disabled == "the channel is gone"
        assert (await desk.house.archive.register.audit(OSLO, 1))[0].detail.startswith("evening: stopped")
        assert (await desk.ledger.numbered(other.number)).disabled is None


async def test_what_is_refused_is_given_up_its_owner_told_once_and_the_next_is_posted():
    async with office() as desk:
        evening = await desk.put()
        desk.board.faults = [Refused("a word is forbidden")] * 2
        for day in range(3):
            desk.watch.now = SLOT + timedelta(days=day)
            await desk.rounds(3)
        assert await desk.states(evening) == [EditionState.FAILED, EditionState.FAILED, EditionState.CONFIRMED]
        assert desk.board.told == [
            "An edition of the digest “evening” is given up: a word is forbidden. Its news goes into the next one."
        ]
        desk.watch.now, desk.board.faults = SLOT + timedelta(days=3), [Refused("another word is forbidden")]
        await desk.rounds(3)
        assert "another word" in desk.board.told[1]


async def test_who_runs_an_edition_by_hand_sees_that_it_is_refused():
    async with office() as desk:
        evening = await desk.put()
        desk.board.faults = [Refused("a word is forbidden")]
        assert (await desk.pressroom.run(evening, desk.board)).reason == "a word is forbidden"
        assert desk.board.told == []


async def test_a_fault_of_ours_is_logged_and_keeps_no_other_digest_from_being_posted(caplog):
    async def stumble(schedule, mark, coverage):
        if schedule.name == "broken":
            raise ZeroDivisionError
        return await compose_nothing(schedule, mark, coverage)

    async with office(compose=stumble) as desk:
        broken = await desk.put(name="broken", grace=timedelta(minutes=5))
        await desk.put()
        desk.watch.now = SLOT
        await desk.rounds(40)
        assert [digest.mark.name for digest in desk.board.digests] == ["evening"]
        assert await desk.states(broken) == [EditionState.FOLDED]
        assert "ZeroDivisionError" in caplog.text


async def test_what_cannot_be_published_is_posted_all_the_same():
    async with office() as desk:
        evening = await desk.put(publish=True)
        desk.watch.now = SLOT
        await desk.round()
        desk.board.unpublishable = Refused("no")
        desk.watch.now = SLOT + timedelta(days=1)
        await desk.round()
        assert desk.board.published == [1]
        assert await desk.states(evening) == [EditionState.CONFIRMED] * 2


async def test_what_cannot_be_published_for_a_moment_is_published_later_and_posted_once():
    async with office() as desk:
        evening = await desk.put(publish=True)
        desk.watch.now, desk.board.unpublishable = SLOT, NotPosted("ten an hour", wait=timedelta(minutes=40))
        await desk.rounds(30, seconds=60)
        assert await desk.states(evening) == [EditionState.SENT]
        desk.board.unpublishable = None
        await desk.rounds(30, seconds=60)
        assert (desk.board.published, desk.board.slots) == ([1], [SLOT])
        assert await desk.states(evening) == [EditionState.CONFIRMED]


async def test_what_cannot_be_published_within_the_grace_is_left_so():
    async with office() as desk:
        evening = await desk.put(publish=True, grace=timedelta(minutes=30))
        desk.watch.now, desk.board.unpublishable = SLOT, NotPosted("ten an hour")
        await desk.rounds(60, seconds=60)
        assert (desk.board.published, desk.board.slots) == ([], [SLOT])
        assert await desk.states(evening) == [EditionState.CONFIRMED]


async def test_after_more_missed_editions_than_anybody_counts_only_what_was_not_told_is_new():
    async with office(compose=None) as desk:
        evening = await desk.put(at=tuple(time(hour) for hour in range(24)), grace=timedelta(minutes=5), zone="UTC")
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        told = (await desk.pressroom.run(evening, desk.board)).planned
        for _ in range(30):
            desk.watch.go(hours=1)
            await desk.round()
        assert (await desk.states(evening)).count(EditionState.FOLDED) == 30
        preview = await desk.pressroom.preview(evening)
        assert (preview.empty, preview.since) == (True, told)
        desk.watch.go(minutes=30)
        await desk.round()
        assert [digest.since for digest in desk.board.digests] == [None, told]


async def test_a_worker_leaves_the_servers_of_others_alone():
    async with office() as desk:
        await desk.put()
        desk.watch.now, desk.board.held = SLOT, set()
        await desk.rounds(3)
        assert desk.board.slots == []
        desk.board.held = {OSLO}
        await desk.round()
        assert desk.board.slots == [SLOT]


async def test_of_a_digest_that_was_removed_nothing_is_kept():
    async with office() as desk:
        evening = await desk.put()
        await desk.put(name="other")
        await desk.round()
        assert (len(desk.pressroom._watches), desk.board.looked_over) == (2, {"evening", "other"})
        await desk.ledger.remove(OSLO, evening.name, Signoff(desk.watch.now, caller(OSLO)))
        await desk.round()
        assert (len(desk.pressroom._watches), desk.board.looked_over) == (1, {"other"})


async def test_two_rounds_at_once_post_once():
    async with office() as desk:
        for number in range(10):
            await desk.put(name=f"evening {number}")
        desk.watch.now = SLOT
        second = Pressroom(desk.house.archive, desk.compose, desk.watch)
        await asyncio.gather(*(each.work(desk.board) for each in (desk.pressroom, second) * 3))
        assert len(desk.board.digests) == len({digest.mark.name for digest in desk.board.digests}) == 10


async def rounds_until(desk, is_so):
    """Rounds of the clock until something is so; each waits for hardly anything."""
    async with asyncio.timeout(60):
        while not is_so():
            await desk.round()


async def test_what_hangs_keeps_nothing_else_waiting_and_comes_once():
    async with office() as desk:
        hanging = await desk.put()
        desk.pressroom = Pressroom(desk.house.archive, desk.compose, desk.watch, Terms(patience=0.05))
        answer = asyncio.Event()
        desk.watch.now, desk.board.meanwhile = SLOT + timedelta(seconds=50), answer.wait
        await rounds_until(desk, lambda: desk.board.meanwhile is None)
        await desk.put(name="other", at=(time(19, 31),))
        desk.watch.go(seconds=15)
        await rounds_until(desk, lambda: desk.board.digests)
        assert [digest.mark.name for digest in desk.board.digests] == ["other"]
        answer.set()
        await rounds_until(desk, lambda: len(desk.board.digests) == 2)
        await desk.pressroom.run(hanging, desk.board)
        assert [digest.mark.name for digest in desk.board.digests] == ["other", "evening", "evening"]
        assert await desk.states(hanging) == [EditionState.CONFIRMED] * 2


async def test_of_a_digest_that_does_not_run_the_log_is_told_once_a_day(caplog):
    async with office() as desk:
        await desk.put(zone="Europe/Atlantis")
        desk.watch.now = SLOT
        await desk.rounds(5)
        assert caplog.messages == [
            "the digest “evening” does not run: it has a zone that is not known, Europe/Atlantis"
        ]
        assert desk.board.notices == []


@contextmanager
def bell_at(statement):
    """A bell that rings as the archive begins one of its statements, or what ends several; that goes on meanwhile."""
    rung, left = asyncio.Event(), count(statement, -1)

    def hear(*_):
        if next(left) == 0:
            rung.set()

    for kind in ("before_cursor_execute", "commit"):
        event.listen(Engine, kind, hear)
    yield rung
    for kind in ("before_cursor_execute", "commit"):
        event.remove(Engine, kind, hear)


async def stop_at(statement, desk):
    """A round that is stopped at one of the archive's statements; whether there were so many."""
    with bell_at(statement) as rung:
        working, ringing = asyncio.ensure_future(desk.round()), asyncio.ensure_future(rung.wait())
        await asyncio.wait((working, ringing), return_when=asyncio.FIRST_COMPLETED)
        ringing.cancel()
        await desk.pressroom.stop()
        await working
        return rung.is_set()


@pytest.mark.long
async def test_wherever_a_round_is_stopped_the_edition_comes_once(caplog):
    """In the middle of a call of the archive too, which is in memory and has one connection."""
    for statement in range(1000):
        async with office() as desk:
            await desk.put()
            desk.watch.now = SLOT
            was_stopped = await stop_at(statement, desk)
            desk.restart()
            desk.watch.go(minutes=3)
            await desk.rounds(4, seconds=60)
            assert desk.board.slots == [SLOT], f"stopped at statement {statement}"
        if not was_stopped:
            break
    assert 10 < statement < 999
    assert not caplog.messages


async def test_what_hangs_at_the_end_is_left_to_whoever_comes_next():
    async with office() as desk:
        await desk.put()
        desk.pressroom = Pressroom(desk.house.archive, desk.compose, desk.watch, Terms(patience=0.01))
        desk.watch.now, desk.board.meanwhile = SLOT, asyncio.Event().wait
        await rounds_until(desk, lambda: desk.board.meanwhile is None)
        await desk.pressroom.stop()
        desk.restart()
        desk.watch.go(minutes=3)
        await desk.rounds(2)
        assert desk.board.slots == [SLOT]


async def test_by_hand_an_edition_comes_at_once_even_of_a_paused_schedule():
    async with office(compose=None) as desk:
        evening = await desk.put()
        paused = await desk.ledger.pause(OSLO, "evening", Signoff(desk.watch.now, caller(OSLO)))
        await desk.house.add(OSLO, FIRST, "first.txt")
        preview = await desk.pressroom.preview(paused)
        assert (len(preview.documents), preview.mark.ordinal, desk.board.digests) == (1, None, [])
        assert (await desk.pressroom.run(paused, desk.board)).state is EditionState.CONFIRMED
        assert (await desk.pressroom.preview(paused)).empty
        desk.watch.go(seconds=1)
        assert (await desk.pressroom.run(evening, desk.board, full=True)).state is EditionState.CONFIRMED
        assert [(len(digest.documents), digest.full) for digest in desk.board.digests] == [(1, False), (1, True)]
        with pytest.raises(CannotAnswer, match="on its way"):
            await desk.pressroom.run(evening, desk.board)


@pytest.mark.parametrize("lost", [False, True], ids=["not carried out", "carried out, the answer lost"])
async def test_by_hand_an_edition_of_a_paused_schedule_that_fails_is_looked_for_and_not_tried_again_as_it_says(lost):
    async with office() as desk:
        paused = await desk.put(paused=True)
        desk.board.faults, desk.board.lost = [NotPosted("a moment")], lost
        edition = await desk.pressroom.run(paused, desk.board)
        told = paginate(render_reply(EditionReport(ScheduleRow(paused), edition)), TERMINAL)[0].text
        assert "not posted yet: a moment. The digest is paused, so it is not tried again" in told
        await desk.rounds(5, seconds=60)
        assert len(desk.board.slots) == lost
        assert await desk.states(paused) == [EditionState.CONFIRMED if lost else EditionState.FOLDED]
        going = EditionReport(ScheduleRow(replace(paused, paused=False)), edition)
        assert "a moment. It is tried again." in paginate(render_reply(going), TERMINAL)[0].text


class Killed(BaseException):
    """The process is gone at this very moment."""


class Mortal:
    """Something whose process is killed before or after one of its calls; `steps` counts them."""

    def __init__(self, real, life):
        self._real, self._life = real, life

    def __getattr__(self, name):
        real = getattr(self._real, name)
        if not asyncio.iscoroutinefunction(real):
            return real

        async def call(*what, **more):
            self._life.spend()
            done = await real(*what, **more)
            self._life.spend()
            return done

        return call


class Life:
    def __init__(self, steps):
        self.left = steps

    def spend(self):
        self.left -= 1
        if self.left < 0:
            raise Killed


class MortalArchive:
    def __init__(self, archive, life):
        self.ledger, self._real = Mortal(archive.ledger, life), archive

    def __getattr__(self, name):
        return getattr(self._real, name)


async def live(desk, steps):
    """A process that is killed after so many steps; whether it was."""
    life = Life(steps)
    pressroom = Pressroom(MortalArchive(desk.house.archive, life), desk.compose, desk.watch)
    try:
        await pressroom.work(Mortal(desk.board, life))
    except Killed:
        return True
    return False


@pytest.mark.long
@pytest.mark.parametrize(
    "away",
    [
        pytest.param(0, id="at once"),
        pytest.param(200, id="after the nonce"),
        pytest.param(3600, id="after an hour"),
    ],
)
async def test_killed_at_every_step_no_edition_is_lost_and_none_comes_twice(away):
    for steps in range(200):
        async with office() as desk:
            evening = await desk.put(publish=True)
            desk.watch.now = SLOT
            was_killed = await live(desk, steps)
            desk.watch.go(seconds=away)
            await live(desk, max(0, steps - 7))
            desk.watch.go(seconds=away)
            desk.restart()
            await desk.rounds(4, seconds=60)
            assert desk.board.slots == [SLOT], f"killed after {steps} steps"
            assert await desk.states(evening) == [EditionState.CONFIRMED], f"killed after {steps} steps"
        if not was_killed:
            assert steps > 20
            return
    raise AssertionError("it never came to its end")


async def corrected(steps=None):
    """An office with an edition that showed a document; it is replaced, and the process killed after so many steps."""
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.house.add(OSLO, FIRST.replace("40 boats", "14 boats"), "first.txt")
        desk.watch.go(minutes=10)
        was_killed = steps is not None and await live(desk, steps)
        desk.restart()
        await desk.rounds(8, seconds=60)
        return [notice for notice in desk.board.notices if isinstance(notice.paper, CorrectionNotice)], was_killed


async def test_lines_of_a_replaced_document_are_corrected_once():
    notices, _ = await corrected()
    (notice,) = notices
    (line,) = notice.paper.lines
    assert notice.channel == EVENING.channel
    assert "40 boats" in line.before.text
    assert "14 boats" in line.now.text
    assert (notice.paper.mark.ordinal, notice.paper.document.number, notice.paper.successor.number) == (1, 1, 2)


@pytest.mark.long
async def test_killed_at_every_step_of_a_correction_it_comes_once():
    for steps in range(100):
        notices, was_killed = await corrected(steps)
        assert len(notices) == 1, f"killed after {steps} steps"
        if not was_killed:
            assert steps > 8
            return
    raise AssertionError("it never came to its end")


async def test_withdrawn_lines_are_told_and_what_stands_still_is_not_corrected():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.house.add(OSLO, SECOND, "second.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.house.add(OSLO, FIRST.replace("\n", "\n\nMore is to come on Monday.\n"), "first.txt")
        await desk.house.office.withdraw(caller(OSLO), 2)
        await desk.rounds(3)
        papers = [notice.paper for notice in desk.board.notices if isinstance(notice.paper, CorrectionNotice)]
        assert [(paper.document.number, paper.successor) for paper in papers] == [(2, None)]
        assert papers[0].lines
        assert all(line.now is None for line in papers[0].lines)


TWO_LINES = FIRST.strip() + " Nobody knows who will pay for them.\n"
"""A document with a line that is changed, and one that is not."""


async def told(*turns, steps=None):
    """What corrections say, turn by turn, of an edition that showed a document; a turn is its new text, or its number.

    What has a number is withdrawn. After so many steps of the last turn the process is killed, and begins anew.
    """
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, TWO_LINES, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        was_killed = False
        for turn in turns:
            if isinstance(turn, int):
                await desk.house.office.withdraw(caller(OSLO), turn)
            else:
                await desk.house.add(OSLO, turn, "first.txt")
            desk.watch.go(seconds=20)
            if steps is not None and turn is turns[-1]:
                was_killed = await live(desk, steps)
                desk.restart()
                await desk.rounds(8, seconds=60)
            await desk.rounds(3)
        notices = [notice.paper for notice in desk.board.notices if isinstance(notice.paper, CorrectionNotice)]
        return [_sum_up(notice) for notice in notices], was_killed


def _sum_up(notice):
    what = "back" if notice.is_back else notice.successor.number if notice.successor else "gone"
    return notice.document.number, what, [_boats_in(line) for line in notice.lines]


def _boats_in(line):
    texts = [words.text for words in (line.before, line.now) if words]
    return [text.split(" boats")[0][-2:] if "boats" in text else text.split()[-1] for text in texts]


SIXTY, NINETY = TWO_LINES.replace("40 boats", "60 boats"), TWO_LINES.replace("40 boats", "90 boats")
REST = [["Oslo."], ["them."]]
REPLACED, GONE = (1, 2, [["40", "60"]]), (2, "gone", [["60"], *REST])


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ((SIXTY, 2), [REPLACED, GONE]),
        ((SIXTY, NINETY), [REPLACED, (2, 3, [["60", "90"]])]),
        ((SIXTY, TWO_LINES, NINETY), [REPLACED, (2, 1, [["60", "40"]]), (1, 3, [["40", "90"]])]),
        ((SIXTY, 2, SIXTY), [REPLACED, GONE, (2, "back", [["60"], *REST])]),
        ((1, TWO_LINES), [(1, "gone", [["40"], *REST]), (1, "back", [["40"], *REST])]),
        ((SIXTY, 2, SIXTY, 2), [REPLACED, GONE, (2, "back", [["60"], *REST]), GONE]),
        ((TWO_LINES.replace("Nobody", "No one"), 2), [(1, 2, [["them.", "them."]]), (2, "gone", [["40"], *REST])]),
    ],
)
async def test_what_a_correction_told_and_what_still_stood_is_followed_on(turns, expected):
    notices, _ = await told(*turns)
    assert notices == expected


@pytest.mark.parametrize("turns", [(SIXTY, 2), (1, TWO_LINES)], ids=["second", "back"])
async def test_killed_at_every_step_of_what_follows_a_correction_it_comes_once(turns):
    expected, _ = await told(*turns)
    for steps in range(0, 200, 7):
        notices, was_killed = await told(*turns, steps=steps)
        assert notices == expected, f"killed after {steps} steps"
        if not was_killed:
            assert steps > 8
            return
    raise AssertionError("it never came to its end")


async def test_what_came_back_before_it_was_told_that_it_had_gone_is_not_told_of():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        desk.board.faults = [NotPosted("a moment")]
        await desk.house.office.withdraw(caller(OSLO), 1)
        await desk.round()
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.rounds(20)
        assert len(desk.board.notices) == 1
        await desk.house.office.withdraw(caller(OSLO), 1)
        await desk.rounds(20)
        assert [type(notice.paper) for notice in desk.board.notices[1:]] == [CorrectionNotice]


@pytest.mark.parametrize("back", [False, True], ids=["gone", "back"])
async def test_what_a_closed_place_does_not_take_is_told_once_its_digest_goes_on(back):
    """Otherwise a line that is gone, or one that was told to be gone and is there again, would stand wrong for good."""
    async with office(compose=None) as desk:
        evening = await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.house.office.withdraw(caller(OSLO), 1)
        if back:
            await desk.round()
            await desk.house.add(OSLO, FIRST, "first.txt")
        desk.board.faults = [TargetClosed("the bot may not write there")]
        await desk.rounds(3, seconds=180)
        assert (len(desk.board.notices), desk.board.faults) == (1 + back, [])
        assert (await desk.ledger.numbered(evening.number)).disabled == "the bot may not write there"
        assert len(desk.board.told) == 1
        await desk.ledger.resume(OSLO, "evening", Signoff(desk.watch.now, caller(OSLO)))
        await desk.rounds(3, seconds=180)
        assert [notice.paper.is_back for notice in desk.board.notices[1:]] == [False, True][: 1 + back]


async def test_a_correction_for_a_place_that_is_no_more_the_digests_own_is_given_up_and_the_digest_goes_on():
    async with office(compose=None) as desk:
        mine = replace(EVENING, owner=0)
        await desk.ledger.adopt([mine], desk.watch.now)
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.ledger.adopt([replace(mine, channel=78)], desk.watch.now)
        await desk.house.office.withdraw(caller(OSLO), 1)
        desk.board.faults = [TargetClosed("the channel is gone", is_gone=True)]
        await desk.rounds(3, seconds=180)
        assert (len(desk.board.notices), desk.board.faults, desk.board.told) == (1, [], [])
        (evening,) = await desk.ledger.schedules()
        assert evening.disabled is None


async def test_where_no_history_is_read_a_correction_is_sent_once_more_as_long_as_its_nonce_holds():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now, desk.board.readable = SLOT, False
        await desk.round()
        await desk.house.office.withdraw(caller(OSLO), 1)
        desk.board.faults = [NotPosted("a moment")]
        await desk.rounds(4, seconds=70)
        assert [type(notice.paper) for notice in desk.board.notices[1:]] == [CorrectionNotice]


async def test_what_changed_while_a_digest_was_paused_is_corrected_once_it_goes_on():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        signed = Signoff(desk.watch.now, caller(OSLO))
        await desk.ledger.pause(OSLO, "evening", signed)
        await desk.house.office.withdraw(caller(OSLO), 1)
        await desk.rounds(3)
        assert len(desk.board.notices) == 1
        await desk.ledger.resume(OSLO, "evening", signed)
        await desk.rounds(3)
        assert [type(notice.paper) for notice in desk.board.notices[1:]] == [CorrectionNotice]


async def test_a_server_that_wants_no_corrections_gets_none_and_nobody_looks_for_any_while_nothing_changes():
    async with office(compose=None) as desk:
        await desk.put(corrections=False)
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.house.office.withdraw(caller(OSLO), 1)
        await desk.rounds(3)
        assert len(desk.board.notices) == 1


async def test_what_is_withdrawn_while_its_edition_is_on_its_way_is_corrected_though_it_was_looked_for_before():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT

        async def withdraw():
            await desk.house.office.withdraw(caller(OSLO), 1)
            await desk.round()
            assert desk.board.notices == []

        desk.board.meanwhile = withdraw
        await desk.rounds(2)
        assert "40 boats" in str(desk.board.digests[0].snippets)
        (correction,) = [notice.paper for notice in desk.board.notices if isinstance(notice.paper, CorrectionNotice)]
        assert "40 boats" in correction.lines[0].before.text


@pytest.mark.parametrize("readable", [True, False], ids=["history", "no history"])
@pytest.mark.parametrize("lost", [True, False], ids=["posted", "not posted"])
async def test_what_is_withdrawn_before_a_late_attempt_is_in_no_edition_or_is_corrected(readable, lost):
    """The first attempt may hang there, in words that no later one has."""
    async with office(compose=None) as desk:
        evening = await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.house.add(OSLO, SECOND, "second.txt")
        desk.watch.now, desk.board.readable, desk.board.lost = SLOT, readable, lost
        desk.board.faults = [NotPosted("a moment")]
        await desk.round()
        desk.board.lost = False
        await desk.house.office.withdraw(caller(OSLO), 1)
        desk.watch.go(seconds=30)
        await desk.rounds(3)
        (edition,) = desk.board.digests
        corrected = [notice.paper.document.number for notice in desk.board.notices[1:]]
        assert ("40 boats" in str(edition.snippets), corrected) == ((True, [1]) if lost else (False, []))
        assert {line.document for line in await desk.ledger.lines(await desk.latest(evening))} == (
            {1, 2} if lost else {2}
        )


async def test_who_composes_for_longer_than_it_holds_an_edition_leaves_the_lines_of_who_posted_it():
    async with office(compose=None) as desk:
        evening = await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.house.add(OSLO, SECOND, "second.txt")
        other = Pressroom(desk.house.archive, desk.compose, desk.watch)

        async def compose_slowly(*what):
            desk.watch.go(minutes=5)
            await other.work(desk.board)
            await desk.house.office.withdraw(caller(OSLO), 1)
            return await desk.compose(*what)

        desk.watch.now = SLOT
        await Pressroom(desk.house.archive, compose_slowly, desk.watch).work(desk.board)
        assert {line.document for line in await desk.ledger.lines(await desk.latest(evening))} == {1, 2}
        await desk.rounds(2)
        assert "40 boats" in str(desk.board.digests[0].snippets)
        assert [notice.paper.document.number for notice in desk.board.notices[1:]] == [1]


@pytest.mark.parametrize("fault", [Refused("a word is forbidden"), TargetClosed("the channel is gone")])
async def test_who_wakes_with_a_refusal_after_another_worker_posted_it_ends_nothing_and_tells_nobody(fault):
    async with office() as desk:
        evening = await desk.put()
        other = Pressroom(desk.house.archive, desk.compose, desk.watch)

        async def wake_late():
            desk.watch.go(minutes=5)
            await other.work(desk.board)
            raise fault

        desk.watch.now, desk.board.meanwhile = SLOT, wake_late
        await desk.round()
        assert await desk.states(evening) == [EditionState.CONFIRMED]
        assert (desk.board.slots, desk.board.told) == ([SLOT], [])
        assert (await desk.ledger.numbered(evening.number)).disabled is None


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with another worker"])
async def test_a_process_that_is_stopped_for_an_hour_before_it_sends_posts_nothing_twice(alone):
    """As by a laptop's lid; the nonce holds no longer by then."""
    async with office() as desk:
        evening = await desk.put()
        other = Pressroom(desk.house.archive, desk.compose, desk.watch)
        desk.watch.now = SLOT

        async def stand_still():
            desk.watch.go(hours=1)
            if not alone:
                await other.work(desk.board)
                assert desk.board.slots == [SLOT]
                desk.watch.go(minutes=10)

        desk.board.meanwhile = stand_still
        await desk.round()
        assert len(desk.board.slots) == (0 if alone else 1)
        await desk.rounds(3)
        assert desk.board.slots == [SLOT]
        assert desk.board.digests[0].mark.posted == SLOT + timedelta(hours=1)
        assert await desk.states(evening) == [EditionState.CONFIRMED]


async def test_a_process_that_is_stopped_before_it_sends_a_correction_posts_it_once():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.house.office.withdraw(caller(OSLO), 1)
        other = Pressroom(desk.house.archive, desk.compose, desk.watch)

        async def stand_still():
            desk.watch.go(hours=1)
            await other.work(desk.board)
            desk.watch.go(minutes=10)

        desk.board.meanwhile = stand_still
        await desk.rounds(3)
        assert [type(notice.paper) for notice in desk.board.notices[1:]] == [CorrectionNotice]


@pytest.mark.parametrize("skip_empty", [False, True], ids=["told", "skipped"])
async def test_what_is_replaced_before_a_late_attempt_is_told_whole_by_the_next_edition(skip_empty):
    async with office(compose=None) as desk:
        await desk.put(skip_empty=skip_empty)
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.house.add(OSLO, SECOND, "second.txt")
        desk.watch.now, desk.board.faults = SLOT, [NotPosted("a moment")]
        await desk.round()
        await desk.house.add(OSLO, f"{FIRST}\nMore is to come on Monday, she said.\n", "first.txt")
        await desk.house.office.withdraw(caller(OSLO), 2)
        await desk.rounds(4)
        preview = await desk.pressroom.preview((await desk.ledger.schedules())[0])
        desk.watch.now = SLOT + timedelta(days=1)
        await desk.rounds(2)
        *late, edition = desk.board.digests
        assert [digest.documents for digest in late] == [] if skip_empty else [()]
        for told in (preview, edition):
            assert "40 boats" in str([line.text for line in told.snippets])
            assert [(each.document.file, each.turn) for each in told.documents] == [("first.txt", Turn.NEW)]


async def test_a_correction_that_meets_a_fault_is_logged_once_holds_up_no_other_and_is_given_up_after_a_day(caplog):
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        await desk.house.add(OSLO, SECOND, "second.txt")
        desk.watch.now = SLOT
        await desk.round()
        for number in (1, 2):
            await desk.house.office.withdraw(caller(OSLO), number)
        tried, post = [], desk.board.post

        async def stumble(printed):
            if printed.paper.document.number == 1:
                tried.append(desk.watch.now)
                raise ZeroDivisionError
            return await post(printed)

        desk.board.post = stumble
        await desk.rounds(10, seconds=180)
        assert [notice.paper.document.number for notice in desk.board.notices[1:]] == [2]
        assert len(tried) == 10
        assert caplog.text.count("met a fault") == 1
        desk.watch.go(days=1)
        await desk.rounds(5, seconds=180)
        assert len(tried) == 11
        assert not await desk.ledger.uncorrected(SLOT - timedelta(days=1))


async def test_the_servers_own_setting_goes_before_the_switch_of_its_digests():
    async with office(compose=None) as desk:
        await desk.put()
        await desk.house.add(OSLO, FIRST, "first.txt")
        desk.watch.now = SLOT
        await desk.round()
        await desk.house.office.settings(caller(OSLO), "corrections", "off")
        await desk.house.office.withdraw(caller(OSLO), 1)
        await desk.rounds(3)
        assert len(desk.board.notices) == 1
        await desk.house.office.settings(caller(OSLO), "corrections", "-")
        await desk.rounds(3)
        assert [type(notice.paper) for notice in desk.board.notices[1:]] == [CorrectionNotice]


def test_the_terms_fit_each_other():
    """A nonce holds longer than a lease, so that who takes over at once may send again where no history is read."""
    terms = Terms()
    assert terms.lease < terms.nonce_life
    assert terms.sending < terms.lease
    assert 3 * terms.beat <= terms.lease.total_seconds()
    assert terms.pause < terms.longest_pause
