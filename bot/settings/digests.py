"""Reads the operator's digests, `digests.yaml`: what goes where and when, in the words of the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from ..desk.digests import schedule_words
from ..domain.errors import BadCommand, SettingsError
from ..domain.schedules import Schedule, TargetKind
from ..intake.complaints import Complaint, Faulty
from ..intake.written_yaml import Written, open_yaml
from .places import find_file

DIGESTS_FILE = "digests.yaml"


def _join(value: object) -> object:
    """Words as they are typed in a command: a list's items with commas between, a number as its digits."""
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return ",".join(map(str, value))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Words = Annotated[str, BeforeValidator(_join)]
Id = Annotated[int, Field(ge=1, lt=2**63)]


@dataclass(frozen=True, slots=True)
class WrittenDigest:
    """One digest of the file as it is written; `server`, `channel`, `role` and `tags` are Discord's ids."""

    name: Words
    server: Id
    channel: Id
    at: Words
    days: Words = "daily"
    zone: str = "UTC"
    content: Words = "all"
    lines: Annotated[int, Field(ge=1, le=20)] = 5
    role: Id | None = None
    skip_empty: bool = False
    quiet: Words = ""
    kind: TargetKind = TargetKind.CHANNEL
    tags: Annotated[tuple[Id, ...], Field(max_length=5)] = ()
    publish: bool = False
    corrections: bool = True
    grace: Words = "2h"
    paused: bool = False


@dataclass(frozen=True, slots=True)
class WrittenDigests:
    """The whole file."""

    digests: tuple[WrittenDigest, ...] = ()


def load_digests(*folders: Path) -> tuple[Schedule, ...]:
    """Load the operator's schedules from the first folder that has the file; none where there is no file.

    Raises SettingsError with a line for everything that is wrong: file, line, column, and what to do.
    """
    file = find_file(DIGESTS_FILE, folders)
    if not file.exists():
        return ()
    try:
        written = open_yaml(file)
        listed, checked = written.get("digests"), written.check(WrittenDigests)
    except Faulty as faulty:
        raise SettingsError(str(faulty)) from faulty
    parts = list(zip(listed.items() if listed else (), checked.digests, strict=True))
    if complaints := [*_twice(parts), *(fault for part, each in parts for fault in _faults(part, each))]:
        raise SettingsError("\n".join(map(str, complaints)))
    return tuple(_schedule(each) for _, each in parts)


Part = tuple[Written, WrittenDigest]

_READERS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("name", schedule_words.read_name),
    ("at", schedule_words.read_times),
    ("days", schedule_words.read_days),
    ("zone", schedule_words.read_zone),
    ("content", schedule_words.read_parts),
    ("quiet", schedule_words.read_quiet),
    ("grace", schedule_words.read_grace),
)
"""The keys whose words are read as the command reads them."""


def _faults(part: Written, digest: WrittenDigest) -> Iterator[Complaint]:
    """What the types cannot tell."""
    for key, read in _READERS:
        try:
            read(getattr(digest, key))
        except BadCommand as wrong:
            yield (part.get(key) or part).complain(f"“{key}”: {wrong}")
    if digest.tags and digest.kind is not TargetKind.FORUM:
        yield (part.get("tags") or part).complain(
            "only a forum's posts have “tags”: take them out, or write kind: forum"
        )
    if digest.publish and digest.kind is not TargetKind.ANNOUNCEMENT:
        words = "only in an announcement channel is anything published: take “publish” out, or write kind: announcement"
        yield (part.get("publish") or part).complain(words)


def _twice(parts: list[Part]) -> Iterator[Complaint]:
    """A digest that has the name of another one of its server."""
    seen: set[tuple[int, str]] = set()
    for part, digest in parts:
        key = digest.server, " ".join(digest.name.lower().split())
        if key in seen:
            yield (part.get("name") or part).complain(
                f"“{digest.name}” comes twice on server {digest.server}: rename one"
            )
        seen.add(key)


def _schedule(digest: WrittenDigest) -> Schedule:
    """A digest of the file, in which nothing is wrong, as a schedule of the operator's."""
    return Schedule(
        digest.server,
        schedule_words.read_name(digest.name),
        digest.channel,
        schedule_words.read_times(digest.at),
        schedule_words.read_zone(digest.zone),
        digest.kind,
        tags=digest.tags,
        days=schedule_words.read_days(digest.days),
        quiet=schedule_words.read_quiet(digest.quiet),
        parts=schedule_words.read_parts(digest.content),
        lines=digest.lines,
        role=digest.role,
        skip_empty=digest.skip_empty,
        publish=digest.publish,
        corrections=digest.corrections,
        grace=schedule_words.read_grace(digest.grace),
        owner=0,
        paused=digest.paused,
    )
