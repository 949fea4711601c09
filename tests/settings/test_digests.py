"""The operator's digests: every key as the command has it, and one line for each thing that is wrong."""

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import SettingsError
from bot.domain.schedules import LAST_DAY, Days, DigestPart, QuietDates, Schedule, TargetKind
from bot.settings.digests import DIGESTS_FILE, WrittenDigest, load_digests
from bot.settings.places import find_packaged

WHOLE = """\
digests:
  - name: Morning
    server: 123456789012345678
    channel: 234567890123456789
    at: [07:30, 18:00]
    days: [mon-wed, 1, last]
    zone: Europe/Berlin
    content: [summary, quotes]
    lines: 3
    role: 5
    skip_empty: true
    quiet: [2025-12-24..2025-12-26, 2026-01-01]
    kind: forum
    tags: [7, 8]
    corrections: false
    grace: 90m
    paused: true
  - {name: evening, server: 1, channel: 2, at: 18:00, kind: announcement, publish: true, days: 15}
"""
NEEDED = "server: 1, channel: 2, at: 07:30"


def write(folder: Path, text: str) -> Path:
    (folder / DIGESTS_FILE).write_text(text, "utf-8")
    return folder


def test_every_key_is_read(tmp_path: Path) -> None:
    """Lists and plain words alike; a digest of the file is nobody's on the server."""
    morning, evening = load_digests(write(tmp_path, WHOLE))
    assert morning == Schedule(
        server=123456789012345678,
        name="morning",
        channel=234567890123456789,
        at=(time(7, 30), time(18)),
        zone="Europe/Berlin",
        kind=TargetKind.FORUM,
        tags=(7, 8),
        days=Days(frozenset({0, 1, 2}), frozenset({1, LAST_DAY})),
        quiet=(
            QuietDates(date(2025, 12, 24), date(2025, 12, 26)),
            QuietDates(date(2026, 1, 1), date(2026, 1, 1)),
        ),
        parts=frozenset({DigestPart.SUMMARY, DigestPart.QUOTES}),
        lines=3,
        role=5,
        skip_empty=True,
        corrections=False,
        grace=timedelta(minutes=90),
        owner=0,
        paused=True,
    )
    assert (evening.days, evening.publish, evening.quiet) == (Days(month=frozenset({15})), True, ())


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    (plain,) = load_digests(write(tmp_path, f"digests: [{{name: a, {NEEDED}}}]"))
    assert plain == Schedule(1, "a", 2, (time(7, 30),), "UTC")


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert load_digests(tmp_path) == ()
    assert load_digests(write(tmp_path, "")) == ()


def test_the_packaged_file_has_none_and_explains_every_key() -> None:
    """What its comment shows can be read, once the marks of the comment are taken away."""
    assert load_digests(find_packaged("config")) == ()
    text = (find_packaged("config") / DIGESTS_FILE).read_text("utf-8")
    shown = set(re.findall(r"^#\s+(?:- )?(\w+):", text, re.MULTILINE))
    assert set(WrittenDigest.__slots__) <= shown


WRONG = [
    ("→digest: []", "“digest” is no key here: did you mean “digests”?"),
    (f"digests:\n  - {{name: a, {NEEDED}, →zne: UTC}}", "“zne” is no key here: did you mean “zone”?"),
    ("digests:\n  - →{name: a, server: 1, at: 07:30}", "“channel” is missing here: add it"),
    (f"digests:\n  - {{name: a, {NEEDED}, days: →fryday}}", "“days”: “fryday” is no day"),
    (f"digests:\n  - {{name: a, {NEEDED}, zone: →Berlin}}", "“zone”: there is no time zone “Berlin”"),
    ("digests:\n  - {name: a, server: 1, channel: 2, at: →730}", "“at”: “730” is no time of the day"),
    (f"digests:\n  - {{name: a, {NEEDED}, content: →[sumary]}}", "“content”: “sumary” is no part of a digest"),
    (f"digests:\n  - {{name: a, {NEEDED}, grace: →2 weeks}}", "“grace”: “2 weeks” is no span of time"),
    (f"digests:\n  - {{name: a, {NEEDED}, quiet: →2025-02-30}}", "“quiet”: there is no day 2025-02-30"),
    (f"digests:\n  - {{name: a, {NEEDED}, →lines: 0}}", "“lines” is too small: it must be 1 at least"),
    (
        f"digests:\n  - {{name: a, {NEEDED}, →kind: room}}",
        "“kind” is not one of those that can be chosen: channel, thread",
    ),
    (f"digests:\n  - {{name: a, {NEEDED}, tags: →[3]}}", "only a forum's posts have “tags”"),
    (f"digests:\n  - {{name: a, {NEEDED}, publish: →true}}", "only in an announcement channel"),
    (f"digests:\n  - {{name: a, {NEEDED}}}\n  - {{name: →A, {NEEDED}}}", "“A” comes twice on server 1: rename one"),
    ("digests:\n  - {name: a, →server: desk, channel: 2, at: 07:30}", "“server” must be a whole number"),
    ("digests:\n  - {name: a, server: 1, channel: 2, →at: {hour: 7}}", "“at” must be words"),
    ("digests:\n  - →morning", "must be keys with values"),
    ("digests: [\n→", "this is no YAML"),
]
"""The text of the file, an arrow where the fault is, and what is said of it."""


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    """File, line, column, and what to do; on one line each."""
    before = text.partition("→")[0].split("\n")
    with pytest.raises(SettingsError) as told:
        load_digests(write(tmp_path, text.replace("→", "")))
    assert f"{DIGESTS_FILE}:{len(before)}:{len(before[-1]) + 1}: " in str(told.value)
    assert words in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        load_digests(write(tmp_path, f"digests: [{{name: a!, {NEEDED}, days: never, zone: Mars}}]"))
    assert len(str(told.value).splitlines()) == 3
