"""Schedules, their editions and what came in between, on every store."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.documents import Draft
from bot.domain.errors import NoSuchSchedule, ScheduleTaken
from bot.domain.readings import Reading
from bot.domain.schedules import (
    LAST_DAY,
    Adoption,
    Days,
    DigestPart,
    DocumentTurn,
    EditionState,
    QuietDates,
    Schedule,
    ShownLine,
    TargetKind,
    Turn,
)
from bot.domain.servers import Caller, Signoff
from bot.domain.spans import Span

SERVER = 2**63 - 1
"""As large as an id of Discord's may ever get."""

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SIGNED = Signoff(NOON, Caller(SERVER, 11, 12, "bo"))
MORNING = Schedule(SERVER, "morning", SERVER - 1, (time(7, 30),), "Europe/Berlin", owner=12)
FULL = Schedule(
    SERVER,
    "ночь “x”",
    SERVER - 2,
    (time(0, 0), time(23, 59)),
    "Australia/Lord_Howe",
    TargetKind.FORUM,
    tags=(SERVER - 3, 4),
    days=Days(frozenset({0, 4}), frozenset({LAST_DAY, 15})),
    quiet=(QuietDates(date(2025, 12, 24), date(2026, 1, 1)),),
    parts=frozenset({DigestPart.QUOTES, DigestPart.DATES}),
    lines=9,
    role=SERVER - 4,
    skip_empty=True,
    publish=True,
    corrections=False,
    grace=timedelta(hours=1, minutes=30),
    owner=SERVER,
)


@pytest.fixture
def ledger(archive):
    return archive.ledger


@pytest.fixture
async def morning(ledger):
    return await ledger.put(MORNING, SIGNED)


async def keep(archive, text, file="a.txt", server=SERVER, **known):
    return (await archive.keep(Draft(file, text), Reading(), server=server, **known)).number


async def named(ledger, name):
    """The schedule of a name, of those that are not retired."""
    (found,) = [schedule for schedule in await ledger.schedules(SERVER) if schedule.name == name]
    return found


async def latest(ledger, schedule):
    """The edition of the latest slot."""
    (edition,) = await ledger.editions(schedule, 1)
    return edition


async def claim(ledger, schedule, slot=NOON, now=NOON, **known):
    return await ledger.claim(schedule, slot, await ledger.changes(), now, 5 * MINUTE, **known)


# Schedules


@pytest.mark.parametrize("schedule", [MORNING, FULL])
async def test_a_schedule_is_there_as_it_was_put(archive, ledger, schedule):
    await keep(archive, "words")
    put = await ledger.put(schedule, SIGNED)
    assert put == replace(schedule, number=1, since=NOON, baseline=await ledger.changes())
    assert await ledger.numbered(1) == put
    assert list(await ledger.schedules(SERVER)) == list(await ledger.schedules()) == [put]


async def test_a_server_sees_and_changes_its_own_alone(ledger, morning):
    other = Signoff(NOON, Caller(5, 1, 1, "al"))
    assert not await ledger.schedules(5)
    for call in (ledger.remove, ledger.pause, ledger.resume):
        with pytest.raises(NoSuchSchedule, match="“morning” here"):
            await call(5, "morning", other)
    with pytest.raises(NoSuchSchedule):
        await ledger.change(5, "morning", {"lines": 2}, other)
    assert await ledger.numbered(morning.number) == morning
    assert (await ledger.put(replace(MORNING, server=5), other)).number != morning.number


async def test_a_name_is_one_schedules_of_a_server(ledger, morning):
    await ledger.put(replace(MORNING, name="evening"), SIGNED)
    with pytest.raises(ScheduleTaken, match="another name"):
        await ledger.put(MORNING, SIGNED)
    assert [schedule.name for schedule in await ledger.schedules(SERVER)] == ["evening", "morning"]


async def test_what_is_changed_counts_from_then_on_and_keeps_its_editions_also_one_on_its_way(archive, ledger, morning):
    edition = await claim(ledger, morning)
    await keep(archive, "words")
    signed = replace(SIGNED, at=NOON + DAY)
    later = await ledger.change(SERVER, "morning", {"at": (time(9),), "zone": "UTC"}, signed)
    assert later == replace(morning, at=(time(9),), zone="UTC", since=NOON + DAY)
    assert await latest(ledger, later) == edition


async def test_only_what_is_named_is_changed_whoever_else_changes_something_at_once(ledger, morning):
    changes = {"lines": 2, "role": 4, "at": (time(9),), "grace": HOUR, "parts": frozenset({DigestPart.DATES})}
    each = [ledger.change(SERVER, "morning", {name: value}, SIGNED) for name, value in changes.items()]
    await asyncio.gather(*each, ledger.pause(SERVER, "morning", SIGNED), ledger.disable(morning.number, "no", NOON))
    assert await ledger.numbered(morning.number) == replace(morning, **changes, paused=True, disabled="no")
    await ledger.resume(SERVER, "morning", SIGNED)
    assert await ledger.numbered(morning.number) == replace(morning, **changes)


async def test_a_paused_schedule_goes_on_from_then_on(ledger, morning):
    assert (await ledger.pause(SERVER, "morning", SIGNED)).paused
    assert await ledger.resume(SERVER, "morning", replace(SIGNED, at=NOON + DAY)) == replace(morning, since=NOON + DAY)


async def test_only_the_first_to_disable_a_schedule_has_done_so(ledger, morning):
    reasons = ["may not write there"] * 5
    done = await asyncio.gather(*(ledger.disable(morning.number, reason, NOON) for reason in reasons))
    assert sorted(done) == [False] * 4 + [True]
    assert (await ledger.numbered(morning.number)).disabled == "may not write there"
    assert (await ledger.resume(SERVER, "morning", SIGNED)).disabled is None
    assert await ledger.disable(morning.number, "again", NOON)
    assert not await ledger.disable(99, "nobody", NOON)


async def test_changes_to_schedules_are_in_the_audit(archive, ledger, morning):
    await ledger.change(SERVER, "morning", {"lines": 3}, SIGNED)
    await ledger.pause(SERVER, "morning", SIGNED)
    await ledger.resume(SERVER, "morning", SIGNED)
    await ledger.disable(morning.number, "may not write there", NOON)
    await ledger.remove(SERVER, "morning", SIGNED)
    lines = [(line.action, line.user_name, line.detail) for line in await archive.register.audit(SERVER, 9)]
    assert lines[::-1] == [
        ("digest", "bo", "morning: added"),
        ("digest", "bo", "morning: changed"),
        ("digest", "bo", "morning: paused"),
        ("digest", "bo", "morning: resumed"),
        ("digest", "the bot", "morning: stopped, may not write there"),
        ("digest", "bo", "morning: removed"),
    ]


async def test_the_operators_file_is_followed(archive, ledger):
    mine = replace(MORNING, owner=0)
    evening = replace(mine, name="evening")
    assert await ledger.adopt([mine, evening], NOON) == Adoption(added=("morning", "evening"))
    first = await named(ledger, "morning")
    await ledger.disable(first.number, "may not write there", NOON)
    await keep(archive, "words")
    assert await ledger.adopt([mine], NOON + DAY) == Adoption(retired=("evening",))
    assert list(await ledger.schedules()) == [replace(first, disabled="may not write there")]
    assert await ledger.adopt([replace(mine, lines=3)], NOON + DAY) == Adoption(changed=("morning",))
    assert list(await ledger.schedules()) == [replace(first, lines=3, since=NOON + DAY)]
    assert await ledger.adopt([], NOON + DAY) == Adoption(retired=("morning",))
    assert await ledger.adopt([], NOON + DAY) == Adoption()
    assert not await ledger.schedules()


async def test_what_is_gone_from_the_operators_file_is_not_posted_and_comes_back_with_its_history(archive, ledger):
    mine = replace(MORNING, owner=0)
    await ledger.adopt([mine], NOON)
    first = await named(ledger, "morning")
    told = await ledger.mark_sent(await claim(ledger, first), 1, 2)
    await ledger.confirm(told)
    planned = await claim(ledger, first, NOON + HOUR)
    await ledger.write_lines(planned, [ShownLine(await keep(archive, "words"), Span(0, 5))])
    await ledger.disable(first.number, "may not write there", NOON)
    await ledger.adopt([], NOON + DAY)
    assert await ledger.numbered(first.number) is None
    assert list(await ledger.schedules(SERVER, retired=True)) == [
        replace(first, disabled="may not write there", retired=True)
    ]
    assert await claim(ledger, first, NOON + DAY) is None
    assert not await ledger.left_over(NOON + DAY)
    assert not await ledger.disable(first.number, "again", NOON)
    for call in (ledger.remove, ledger.pause, ledger.resume):
        with pytest.raises(NoSuchSchedule):
            await call(SERVER, "morning", SIGNED)
    with pytest.raises(ScheduleTaken, match="was a digest of the operator's"):
        await ledger.put(MORNING, SIGNED)
    assert await ledger.adopt([mine], NOON + 2 * DAY) == Adoption(added=("morning",))
    back = await named(ledger, "morning")
    assert back == replace(first, since=NOON + 2 * DAY, disabled="may not write there")
    assert [edition.number for edition in await ledger.editions(back, 9)] == [planned.number, told.number]
    assert [edition.number for edition in await ledger.left_over(NOON + 2 * DAY)] == [planned.number]
    assert len(await ledger.lines(planned)) == 1


async def test_the_operators_file_takes_nothing_from_a_server(ledger, morning):
    wanted = [replace(MORNING, owner=0, lines=1), replace(MORNING, owner=0, name="noon")]
    assert await ledger.adopt(wanted, NOON) == Adoption(added=("noon",))
    assert await ledger.numbered(morning.number) == morning
    await ledger.adopt([], NOON)
    assert list(await ledger.schedules()) == [morning]


# Editions


async def test_a_slot_is_claimed_once(ledger, morning):
    edition = await claim(ledger, morning, now=NOON + MINUTE)
    assert edition.state is EditionState.PLANNED
    assert (edition.slot, edition.planned, edition.lease) == (NOON, NOON + MINUTE, NOON + 6 * MINUTE)
    assert (edition.schedule, edition.ordinal, edition.attempts) == (morning.number, 1, 1)
    assert (edition.channel, edition.zone) == (morning.channel, morning.zone)
    await ledger.mark_sent(edition, 1, 2)
    assert await claim(ledger, morning) is None
    assert await latest(ledger, morning) == replace(edition, state=EditionState.SENT, message=1, channel=2)


async def test_two_schedules_have_slots_of_their_own(ledger, morning):
    evening = await ledger.put(replace(MORNING, name="evening"), SIGNED)
    assert await claim(ledger, morning)
    assert await claim(ledger, evening)


async def test_many_claims_at_once_give_one_edition(ledger, morning):
    claims = await asyncio.gather(*(claim(ledger, morning) for _ in range(20)))
    assert len([edition for edition in claims if edition]) == 1


async def test_no_second_edition_is_planned_beside_one_that_is_on_its_way(ledger, morning):
    first = await claim(ledger, morning)
    assert await claim(ledger, morning, NOON + DAY) is None
    await ledger.fold(first)
    assert (await claim(ledger, morning, NOON + DAY)).ordinal == 1


async def test_an_edition_holds_what_came_since_the_one_before(archive, ledger, morning):
    base = morning.baseline
    await keep(archive, "one")
    first = await claim(ledger, morning, NOON)
    await keep(archive, "two", "b.txt")
    await ledger.mark_sent(first, 1, 2)
    second = await claim(ledger, morning, NOON + DAY)
    assert [(e.after, e.upto) for e in (first, second)] == [(base, base + 1), (base + 1, base + 2)]
    await ledger.fail(second, "Discord is down", None)
    third = await claim(ledger, morning, NOON + 2 * DAY)
    await ledger.fold(third)
    fourth = await claim(ledger, morning, NOON + 3 * DAY)
    await ledger.skip(fourth)
    fifth = await claim(ledger, morning, NOON + 4 * DAY)
    assert [(e.after, e.upto) for e in (third, fourth, fifth)] == [(base + 1, base + 2)] * 2 + [(base + 2, base + 2)]
    assert [e.ordinal for e in (first, second, third, fourth, fifth)] == [1, 2, 3, 3, 3]
    whole = await ledger.fold(fifth)
    assert whole.state is EditionState.FOLDED
    assert (await claim(ledger, morning, NOON + 5 * DAY, after=0)).after == 0
    assert [e.slot for e in await ledger.editions(morning, 2)] == [NOON + 5 * DAY, NOON + 4 * DAY]


async def test_up_to_where_all_is_told_is_known_however_many_were_missed_since(archive, ledger, morning):
    assert await ledger.last_told(morning) is None
    first = await ledger.mark_sent(await claim(ledger, morning), 1, 2)
    await keep(archive, "words")
    second = await ledger.skip(await claim(ledger, morning, NOON + DAY))
    for number in range(2, 30):
        await ledger.fold(await claim(ledger, morning, NOON + number * DAY))
    assert await ledger.last_told(morning) == second
    assert await ledger.last_told(morning, NOON + DAY) == first
    assert await ledger.last_told(morning, NOON) is None


async def test_what_a_worker_left_is_taken_over_once_its_lease_ran_out(ledger, morning):
    edition, end = await claim(ledger, morning), NOON + 5 * MINUTE
    assert not await ledger.left_over(end - timedelta(microseconds=1))
    assert await ledger.take_over(edition, end - timedelta(microseconds=1), MINUTE) is None
    assert list(await ledger.left_over(end)) == [edition]
    takes = await asyncio.gather(*(ledger.take_over(edition, end, MINUTE) for _ in range(5)))
    taken = replace(edition, attempts=2, lease=end + MINUTE)
    assert [each for each in takes if each] == [taken]
    assert not await ledger.left_over(end)
    # Who saw it before that is too late, also when it is left over once more.
    assert await ledger.take_over(edition, end + HOUR, MINUTE) is None
    assert await ledger.take_over(taken, end + HOUR, MINUTE)


async def test_a_lease_is_made_longer_by_who_has_it_and_never_once_it_ran_out(ledger, morning):
    edition, end = await claim(ledger, morning), NOON + 5 * MINUTE
    longer = await ledger.extend(edition, end - MINUTE, HOUR)
    assert longer == replace(edition, lease=end - MINUTE + HOUR)
    assert not await ledger.left_over(end)
    # Who claimed it need not know how long it is by now.
    assert await ledger.extend(edition, NOON, 5 * MINUTE) == edition
    assert await ledger.extend(edition, end, HOUR) is None
    taken = await ledger.take_over(edition, end, 5 * MINUTE)
    assert await ledger.extend(edition, end, HOUR) is None
    assert await ledger.extend(taken, end, HOUR) == replace(taken, lease=end + HOUR)


async def test_a_sent_edition_is_taken_over_until_it_is_confirmed(ledger, morning):
    edition = await ledger.mark_sent(await claim(ledger, morning), SERVER, SERVER - 1)
    taken = await ledger.take_over(edition, NOON + HOUR, MINUTE)
    assert (taken.state, taken.message) == (EditionState.SENT, SERVER)
    assert (await ledger.confirm(edition)).state is EditionState.CONFIRMED
    assert not await ledger.left_over(NOON + DAY)
    assert await ledger.take_over(taken, NOON + DAY, MINUTE) is None


@pytest.mark.parametrize("last", ["confirm", "skip", "fold", "fail"])
async def test_a_state_never_moves_back(ledger, morning, last):
    """Who comes too late is given the edition as it stands."""
    edition = await claim(ledger, morning)
    if last == "confirm":
        await ledger.mark_sent(edition, 1, 2)
    done = await (ledger.fail(edition, "no", None) if last == "fail" else getattr(ledger, last)(edition))
    assert done.state.value.startswith(last[:4])
    late = [ledger.mark_sent(edition, 8, 9), ledger.skip(edition), ledger.fold(edition), ledger.confirm(edition)]
    late += [ledger.fail(edition, "late", None), ledger.fail(edition, "late", NOON)]
    assert [await call for call in late] == [done] * 6
    assert await ledger.extend(edition, NOON, HOUR) is None


async def test_an_attempt_that_failed_is_there_again_then(ledger, morning):
    edition = await ledger.fail(await claim(ledger, morning), "Discord is down", NOON + MINUTE)
    assert (edition.state, edition.reason) == (EditionState.PLANNED, "Discord is down")
    assert not await ledger.left_over(NOON + MINUTE - timedelta(seconds=1))
    again = await ledger.take_over(edition, NOON + MINUTE, MINUTE)
    assert (again.attempts, again.reason, again.upto) == (2, "Discord is down", edition.upto)


async def test_who_was_too_slow_does_not_end_what_another_worker_has_by_now(ledger, morning):
    """That it was posted may always be told."""
    slow = await claim(ledger, morning)
    taken = await ledger.take_over(slow, NOON + HOUR, 5 * MINUTE)
    late = [ledger.fail(slow, "late", None), ledger.fail(slow, "late", NOON), ledger.fold(slow), ledger.skip(slow)]
    assert [await call for call in late] == [taken] * 4
    assert (await ledger.mark_sent(slow, 1, 2)).state is EditionState.SENT


async def test_who_was_too_slow_does_not_write_over_the_lines_of_another_worker(archive, ledger, morning):
    line = ShownLine(await keep(archive, "words"), Span(0, 5))
    slow = await claim(ledger, morning)
    taken = await ledger.take_over(slow, NOON + HOUR, 5 * MINUTE)
    assert await ledger.write_lines(taken, [line], 3)
    assert not await ledger.write_lines(slow, [], 4)
    assert list(await ledger.lines(slow)) == [line]
    assert (await latest(ledger, morning)).seen == 3


async def test_what_went_before_anybody_was_told_of_it_is_no_news(archive, ledger, morning):
    """An edition was planned before that, and composed afterwards."""
    edition = await claim(ledger, morning, NOON)
    old, gone = await keep(archive, "one"), await keep(archive, "two", "b.txt")
    upto = await ledger.changes()
    new = await keep(archive, "one and more")
    await archive.withdraw(gone, server=SERVER)
    seen = await ledger.changes()
    turns = await ledger.changed_since(upto, SERVER)
    assert [(turn.number, turn.turn) for turn in turns] == [
        (old, Turn.REPLACED),
        (gone, Turn.WITHDRAWN),
        (new, Turn.NEW),
    ]
    turns = await ledger.changed_since(upto, SERVER, seen=seen)
    assert [(turn.number, turn.turn) for turn in turns] == [(new, Turn.NEW)]
    await ledger.write_lines(edition, [ShownLine(new, Span(0, 3))], seen)
    assert (await latest(ledger, morning)).seen == seen
    await ledger.write_lines(edition, [])
    assert (await latest(ledger, morning)).seen == seen


async def test_a_schedule_that_is_removed_takes_its_editions_along(archive, ledger, morning):
    number = await keep(archive, "words")
    edition = await claim(ledger, morning)
    await ledger.write_lines(edition, [ShownLine(number, Span(0, 5))])
    await ledger.claim_correction(edition, number, NOON, MINUTE)
    assert await ledger.remove(SERVER, "morning", SIGNED) == morning
    assert not await ledger.write_lines(edition, [ShownLine(number, Span(0, 5))])
    assert not await ledger.lines(edition)
    assert (await ledger.mark_sent(edition, 1, 2)).state is EditionState.FAILED
    assert await claim(ledger, morning, NOON + DAY) is None
    assert not await ledger.left_over(NOON + DAY)
    assert (await ledger.put(MORNING, SIGNED)).number > morning.number


async def test_what_a_server_had_is_forgotten_with_its_digests(archive, ledger, morning):
    number = await keep(archive, "words")
    edition = await claim(ledger, morning)
    await ledger.write_lines(edition, [ShownLine(number, Span(0, 5))])
    other = await ledger.put(replace(MORNING, server=5), Signoff(NOON, Caller(5, 1, 1, "al")))
    await archive.register.leave(SERVER, NOON)
    assert await archive.forget(SERVER, left_before=NOON + DAY)
    assert list(await ledger.schedules()) == [other]
    assert not await ledger.lines(edition)


# What an edition shows, and corrections


async def test_what_an_edition_shows_is_what_was_written_last(archive, ledger, morning):
    numbers = [await keep(archive, "one"), await keep(archive, "two", "b.txt")]
    lines = [ShownLine(number, Span(start, 3)) for number in numbers for start in (0, 1)]
    edition = await claim(ledger, morning)
    await ledger.write_lines(edition, lines[:1])
    await ledger.write_lines(edition, [*reversed(lines), lines[0]])
    assert list(await ledger.lines(edition)) == lines
    await ledger.write_lines(edition, [])
    assert not await ledger.lines(edition)


@pytest.fixture
async def posted(archive, ledger, morning):
    """An edition that was posted and shows a line of documents 1 and 2."""
    numbers = [await keep(archive, "one"), await keep(archive, "two", "b.txt")]
    edition = await claim(ledger, morning)
    await ledger.write_lines(edition, [ShownLine(n, Span(s, 3)) for n in numbers for s in (0, 1)])
    return await ledger.mark_sent(edition, 1, 2)


async def test_an_edition_is_uncorrected_until_its_correction_is_done(archive, ledger, posted):
    assert not await ledger.uncorrected(NOON - DAY)
    await keep(archive, "one and more")
    await archive.withdraw(2, server=SERVER)
    assert list(await ledger.uncorrected(NOON - DAY)) == [(posted, 1), (posted, 2)]
    assert not await ledger.uncorrected(NOON)
    correction = await ledger.claim_correction(posted, 1, NOON, MINUTE)
    assert len(await ledger.uncorrected(NOON - DAY)) == 2
    await ledger.close_correction(correction, SERVER)
    assert list(await ledger.uncorrected(NOON - DAY)) == [(posted, 2)]


async def test_no_correction_is_due_where_none_is_wanted(archive, ledger, morning, posted):
    await archive.withdraw(1, server=SERVER)
    await ledger.change(SERVER, "morning", {"corrections": False}, SIGNED)
    assert not await ledger.uncorrected(NOON - DAY)


async def test_a_correction_is_claimed_once_and_taken_over_once(ledger, posted):
    claims = await asyncio.gather(*(ledger.claim_correction(posted, 1, NOON, MINUTE) for _ in range(5)))
    (first,) = [correction for correction in claims if correction]
    assert (first.edition, first.document, first.planned, first.attempts) == (posted.number, 1, NOON, 1)
    later = NOON + MINUTE
    takes = await asyncio.gather(*(ledger.claim_correction(posted, 1, later, MINUTE) for _ in range(5)))
    (again,) = [correction for correction in takes if correction]
    assert again == replace(first, attempts=2, lease=later + MINUTE)
    assert await ledger.extend_correction(first, later, HOUR) is None
    assert await ledger.extend_correction(again, later, HOUR) == replace(again, lease=later + HOUR)
    assert await ledger.extend_correction(again, later + DAY, HOUR) is None
    await ledger.close_correction(again, 77)
    assert await ledger.extend_correction(again, later, HOUR) is None
    await ledger.close_correction(first, None)
    assert await ledger.claim_correction(posted, 1, NOON + DAY, MINUTE) is None


async def test_a_correction_that_a_clock_far_ahead_has_taken_is_waited_for_by_nobody(ledger, posted):
    assert await ledger.claim_correction(posted, 1, NOON + 400 * DAY, MINUTE)
    again = await ledger.claim_correction(posted, 1, NOON, MINUTE)
    assert (again.attempts, again.lease) == (2, NOON + MINUTE)


async def test_what_a_correction_is_followed_by_counts_as_shown_and_what_was_told_of_it_before_is_forgotten(
    archive, ledger, posted
):
    await archive.withdraw(2, server=SERVER)
    await ledger.close_correction(await ledger.claim_correction(posted, 2, NOON, MINUTE), 77)
    three = await keep(archive, "one and more", "a.txt")
    lines = [ShownLine(2, Span(0, 3)), ShownLine(three, Span(4, 7))]
    await ledger.close_correction(await ledger.claim_correction(posted, 1, NOON, MINUTE), 78, lines)
    assert set(lines) < set(await ledger.lines(posted))
    assert list(await ledger.uncorrected(NOON - DAY)) == [(posted, 2)]
    await archive.withdraw(three, server=SERVER)
    assert list(await ledger.uncorrected(NOON - DAY)) == [(posted, 2), (posted, three)]


async def test_what_was_taken_back_and_is_there_again_is_told_by_one_and_then_followed_as_before(
    archive, ledger, posted
):
    await archive.withdraw(2, server=SERVER)
    await ledger.close_correction(await ledger.claim_correction(posted, 2, NOON, MINUTE), 77)
    assert not await ledger.returned(NOON - DAY)
    await keep(archive, "two", "b.txt")
    assert list(await ledger.returned(NOON - DAY)) == [(posted, 2)]
    assert not await ledger.returned(NOON)
    later = NOON + HOUR
    claims = await asyncio.gather(*(ledger.claim_return(posted, 2, later, MINUTE) for _ in range(5)))
    (first,) = [correction for correction in claims if correction]
    assert (first.planned, first.attempts, first.done, first.message) == (later, 1, False, 77)
    again = await ledger.claim_return(posted, 2, later + MINUTE, MINUTE)
    assert again == replace(first, attempts=2, lease=later + 2 * MINUTE)
    await ledger.drop_correction(first)
    assert await ledger.returned(NOON - DAY)
    await ledger.drop_correction(again)
    assert not await ledger.returned(NOON - DAY)
    await archive.withdraw(2, server=SERVER)
    assert list(await ledger.uncorrected(NOON - DAY)) == [(posted, 2)]


# What came in between


async def test_what_became_of_documents_between_two_counts(archive, ledger):
    old = [await keep(archive, f"{name} old", f"{name}.txt") for name in ("stays", "changes", "goes", "changes twice")]
    before = await ledger.changes()
    new = await keep(archive, "new", "new.txt", taken=NOON)
    changed = await keep(archive, "changed", "changes.txt")
    await archive.withdraw(old[2], server=SERVER)
    once = await keep(archive, "once", "changes twice.txt")
    twice = await keep(archive, "twice", "changes twice.txt")
    short = await keep(archive, "short", "short.txt")
    await archive.withdraw(short, server=SERVER)
    upto = await ledger.changes()
    await keep(archive, "later", "later.txt")
    turns = await ledger.changed_since(before, SERVER, upto=upto)
    assert [(turn.number, turn.turn, turn.replaced_by) for turn in turns] == [
        (old[1], Turn.REPLACED, changed),
        (old[2], Turn.WITHDRAWN, None),
        (old[3], Turn.REPLACED, twice),
        (new, Turn.NEW, None),
        (changed, Turn.NEW, None),
        (twice, Turn.NEW, None),
    ]
    assert once not in [turn.number for turn in turns]
    assert turns[3] == DocumentTurn(new, Turn.NEW, None, NOON)
    assert [turn.number for turn in await ledger.changed_since(upto, SERVER)] == [twice + 2]


async def test_what_is_read_or_described_anew_is_not_news(archive, ledger):
    number = await keep(archive, "words")
    before = await ledger.changes()
    await archive.renew(number, Reading(doubtful=(1,)))
    await archive.keep(Draft("a.txt", "words", title="Pact"), Reading(), server=SERVER)
    assert await ledger.changes() == before + 2
    assert not await ledger.changed_since(before, SERVER)
    await archive.withdraw(number, server=SERVER)
    gone = await ledger.changes()
    await archive.withdraw(number, server=SERVER)
    assert [turn.turn for turn in await ledger.changed_since(before, SERVER)] == [Turn.WITHDRAWN]
    assert not await ledger.changed_since(gone, SERVER)
    await keep(archive, "words")
    assert [turn.turn for turn in await ledger.changed_since(gone, SERVER)] == [Turn.NEW]


async def test_a_server_has_news_of_its_own_and_of_the_library_alone(archive, ledger):
    mine, theirs = await keep(archive, "mine"), await keep(archive, "theirs", server=5)
    library = await keep(archive, "library", server=0)
    assert [turn.number for turn in await ledger.changed_since(0, SERVER)] == [mine, library]
    assert [turn.number for turn in await ledger.changed_since(0, 5, library=False)] == [theirs]


async def test_a_replaced_document_whose_successor_is_gone_names_none(archive, ledger):
    await keep(archive, "old")
    before = await ledger.changes()
    new = await keep(archive, "new")
    await archive.withdraw(new, server=SERVER)
    assert [(turn.turn, turn.replaced_by) for turn in await ledger.changed_since(before, SERVER)] == [
        (Turn.REPLACED, None)
    ]


async def test_the_count_at_a_moment_is_that_of_the_last_document_before_it(archive, ledger):
    assert await ledger.count_at(NOON) == 0
    first = await keep(archive, "first", "1.txt", taken=NOON)
    counts = [await ledger.changes()]
    second = await keep(archive, "second", "2.txt", signed=replace(SIGNED, at=NOON + HOUR))
    counts.append(await ledger.changes())
    assert [await ledger.count_at(NOON + n * MINUTE) for n in (0, 1, 60, 61)] == [0, counts[0], counts[0], counts[1]]
    since = await ledger.changed_since(await ledger.count_at(NOON + MINUTE), SERVER)
    assert [turn.number for turn in since] == [second] != [first]
