"""The settings that a server can choose: what each is for, and how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..domain.errors import BadCommand
from ..domain.office import ChoiceKind, ChoiceRow, ChoiceValue
from ..domain.servers import ServerChoices
from .digests.schedule_words import read_zone

_SWITCHES = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
_LONGEST_WAIT = 3600
_MOST_IDS = 25
_ID = r"(\d{1,20})"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: the field of ServerChoices that it stands for, what it does, and what its value is."""

    name: str
    does: str
    kind: ChoiceKind


SETTINGS = (
    Setting("library", "Whether the operator's documents answer here", ChoiceKind.SWITCH),
    Setting("private", "Whether answers to slash commands are the asker's alone until Publish", ChoiceKind.SWITCH),
    Setting("plain", "Whether answers are plain text, without embeds", ChoiceKind.SWITCH),
    Setting("zone", "The time zone of digests that name no other", ChoiceKind.ZONE),
    Setting("digest_channel", "Where digests go that name no channel", ChoiceKind.CHANNEL),
    Setting("corrections", "Whether digests are corrected when documents are replaced or withdrawn", ChoiceKind.SWITCH),
    Setting("editors", "The roles that may change things here", ChoiceKind.ROLES),
    Setting("channels", "The channels in which the bot answers; none: all", ChoiceKind.CHANNELS),
    Setting("cooldown", "The time between two commands of one user", ChoiceKind.SECONDS),
    Setting("channel_cooldown", "The time between two commands in one channel", ChoiceKind.SECONDS),
)
"""All settings, in the order in which they are shown."""

BACK = "-"
"""What is typed in the place of a value to take a choice back."""


def find_setting(name: str) -> Setting:
    """The setting of a name, in any case of letters. Raises BadCommand."""
    for setting in SETTINGS:
        if setting.name == name.strip().lower():
            return setting
    raise BadCommand(f"there is no setting “{name}”: there are {', '.join(setting.name for setting in SETTINGS)}")


def read_choice(setting: Setting, words: str) -> ChoiceValue:
    """The value in what was typed, None where the choice is taken back. Raises BadCommand."""
    words = words.strip()
    return None if words == BACK else _READERS[setting.kind](words)


def list_choices(choices: ServerChoices, only: Setting | None = None) -> tuple[ChoiceRow, ...]:
    """The settings with their values, or one of them."""
    defaults = ServerChoices()
    return tuple(
        ChoiceRow(s.name, s.does, s.kind, value, chosen=value != getattr(defaults, s.name))
        for s, value in ((s, getattr(choices, s.name)) for s in SETTINGS)
        if only in {None, s}
    )


def read_switch(words: str) -> bool:
    """Whether something is on. Raises BadCommand."""
    if words.lower() not in _SWITCHES:
        raise BadCommand(f"“{words}” is neither on nor off: write one of them")
    return _SWITCHES[words.lower()]


def _read_channel(words: str) -> int:
    if found := re.fullmatch(rf"(?:<#)?{_ID}>?", words, re.ASCII):
        return int(found[1])
    raise BadCommand(f"“{words}” is no channel: write it as #channel, or its number")


def _read_ids(words: str, mark: str, noun: str) -> tuple[int, ...]:
    """Ids, or mentions that hold one, with blanks or commas between them."""
    ids: list[int] = []
    for word in words.replace(",", " ").replace("><", "> <").split():
        found = re.fullmatch(rf"(?:<{mark})?{_ID}>?", word, re.ASCII)
        if not found:
            raise BadCommand(f"“{word}” is no {noun}: write it as {mark.strip('&')}{noun}, or its number")
        ids.append(int(found[1]))
    if len(ids) > _MOST_IDS:
        raise BadCommand(f"{len(ids)} {noun}s are too many: name up to {_MOST_IDS}")
    return tuple(dict.fromkeys(ids))


def _read_channels(words: str) -> tuple[int, ...]:
    return _read_ids(words, "#", "channel")


def _read_roles(words: str) -> tuple[int, ...]:
    return _read_ids(words, "@&", "role")


def _read_seconds(words: str) -> int:
    if not re.fullmatch(r"\d{1,5}", words, re.ASCII) or int(words) > _LONGEST_WAIT:
        raise BadCommand(f"“{words}” is no number of seconds: write a whole number from 0 to {_LONGEST_WAIT}")
    return int(words)


_READERS: Mapping[ChoiceKind, Callable[[str], ChoiceValue]] = {
    ChoiceKind.SWITCH: read_switch,
    ChoiceKind.ZONE: read_zone,
    ChoiceKind.CHANNEL: _read_channel,
    ChoiceKind.CHANNELS: _read_channels,
    ChoiceKind.ROLES: _read_roles,
    ChoiceKind.SECONDS: _read_seconds,
}
