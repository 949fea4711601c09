"""The rows of digests: what goes where and when, kept and shown for a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...desk.choosing import read_switch
from ...domain.errors import BadCommand
from ...domain.schedules import OPERATORS_FILE, DigestPart
from . import digest_values as read
from .rows import Command, Parameter, Rights
from .values import Value, read_lines

DIGEST = "digest"
DIGEST_HEADING = "Digests of a Discord server, for those who look after it"
DIGEST_DOES = "Digests on a schedule: what is new, posted where and when you say"

_FILE = f"edit {OPERATORS_FILE}"
_CALL = "call python -m bot digest --now"

_NAME = Parameter("name", "The digest's name", required=True, read=read.read_name, several=True, suggests="digests")
_FULL = Parameter("full", "on: of all documents, whenever they came", free=False, read=read_switch, suggests="switches")


def _always(_: Mapping[str, Value]) -> bool:
    return True


def _check_change(values: Mapping[str, Value]) -> None:
    """Raise BadCommand where nothing is to be changed."""
    if set(values) <= {_NAME.name}:
        raise BadCommand("digest change needs what is to be changed; for example: digest change morning at:08:00")


_AT = Parameter(
    "at",
    "The time, as 07:30; several as 07:30,18:00",
    required=True,
    free=False,
    read=read.read_times,
    several=True,
)
_ZONE = Parameter(
    "zone", "The time zone; where left out the server's", free=False, read=read.read_zone, suggests="zones"
)
_ROLE = Parameter("role", "A role that is told of each edition", free=False, suggests="roles")
_QUIET = Parameter(
    "quiet",
    "Dates without an edition, as 2025-12-24..2025-12-26,2026-01-01",
    free=False,
    read=read.read_quiet,
    several=True,
)
_TAGS = Parameter("tags", "The tags of its posts, in a forum", free=False, suggests="tags")
_DAYS = Parameter(
    "days",
    "daily, weekdays, weekends, mon,thu, mon-fri, or days of the month as 1,15,last",
    free=False,
    read=read.read_days,
    several=True,
    suggests="days",
)
_CONTENT = Parameter(
    "content",
    f"What is in it: {', '.join(DigestPart)}; all of it where left out",
    free=False,
    read=read.read_content,
    several=True,
    suggests="contents",
)
_LINES = Parameter("lines", "How many lines its summary has, 1 to 20", free=False, read=read_lines)
_SKIP_EMPTY = Parameter(
    "skip-empty",
    "on: where nothing is new nothing is posted",
    free=False,
    read=read_switch,
    argument="skip_empty",
    suggests="switches",
)
_LATER = (
    Parameter(
        "publish",
        "on: publish to followers, in an announcement channel",
        free=False,
        read=read_switch,
        suggests="switches",
    ),
    Parameter("grace", "How late it may be, as 2h or 90m", free=False, read=read.read_grace, several=True),
    Parameter(
        "corrections",
        "off: say nothing where a document that it cites is replaced or withdrawn",
        free=False,
        read=read_switch,
        suggests="switches",
    ),
)
_CHANGES = (
    replace(_AT, required=False),
    _DAYS,
    replace(_ZONE, does="The time zone"),
    replace(_CONTENT, does=f"What is in it: {', '.join(DigestPart)}, or all"),
    _LINES,
    replace(_ROLE, does="A role that is told of each edition; - for none"),
    _SKIP_EMPTY,
    replace(
        _QUIET, does="Dates without an edition, in the place of those that are set; - for none", read=read.read_new
    ),
    replace(_TAGS, does="The tags of its posts, in a forum; - for none"),
    *_LATER,
)
"""What can be changed; what is not named stays. Another place or name makes another digest."""

DIGEST_COMMANDS = (
    Command(
        "digest add",
        "A new digest: in which channel, at what time, on which days",
        (
            Parameter(
                "channel", "A channel, thread or forum; where left out the server's digest channel", suggests="targets"
            ),
            _AT,
            _DAYS,
            _ZONE,
            _CONTENT,
            _LINES,
            _ROLE,
            _SKIP_EMPTY,
            _QUIET,
            _TAGS,
            *_LATER,
            Parameter("name", "What it is called", free=False, read=read.read_new_name, several=True),
        ),
        ("digest add #desk at:07:30 days:weekdays zone:Europe/Berlin",),
        rights=Rights.EDIT,
        elsewhere=_FILE,
        changes=_always,
    ),
    Command(
        "digest list",
        "The digests of this server, each with its next run",
        (),
        ("digest list",),
        rights=Rights.EDIT,
        elsewhere=_FILE,
    ),
    Command(
        "digest show",
        "One digest: what is set, its next three runs, its last editions",
        (_NAME,),
        ("digest show morning",),
        rights=Rights.EDIT,
        elsewhere=_FILE,
    ),
    Command(
        "digest change",
        "Change a digest, which goes on from where it is: its time, its days, what is in it",
        (_NAME, *_CHANGES),
        ("digest change morning days:daily quiet:-", "digest change morning at:08:00"),
        check=_check_change,
        rights=Rights.EDIT,
        elsewhere=_FILE,
        changes=_always,
    ),
    Command(
        "digest pause",
        "Post no more of a digest by schedule until it is resumed",
        (_NAME,),
        ("digest pause morning",),
        rights=Rights.EDIT,
        elsewhere=_FILE,
        changes=_always,
    ),
    Command(
        "digest resume",
        "Go on with a digest that is paused or was stopped",
        (_NAME,),
        ("digest resume morning",),
        rights=Rights.EDIT,
        elsewhere=_FILE,
        changes=_always,
    ),
    Command(
        "digest remove",
        "Delete a digest; what it has posted stays",
        (_NAME,),
        ("digest remove morning",),
        rights=Rights.EDIT,
        elsewhere=_FILE,
        changes=_always,
    ),
    Command(
        "digest run",
        "Post an edition of a digest now",
        (_NAME, _FULL),
        ("digest run morning full:on", "digest run morning"),
        rights=Rights.EDIT,
        elsewhere=_CALL,
        changes=_always,
    ),
    Command(
        "digest preview",
        "What an edition would hold now, and what would stop it; nothing is posted",
        (_NAME, _FULL),
        ("digest preview morning full:on", "digest preview morning"),
        rights=Rights.EDIT,
        elsewhere=_CALL,
    ),
)
"""The subcommands of one group."""
