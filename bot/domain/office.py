"""Replies of the office: what a server has of its own, and what was changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .documents import Document
from .servers import Alias, AuditLine


class ChoiceKind(StrEnum):
    """What the value of a setting is; ids are Discord's."""

    SWITCH = "on or off"
    ZONE = "a time zone, as Europe/Vienna"
    CHANNEL = "a channel"
    CHANNELS = "channels, one after the other"
    ROLES = "roles, one after the other"
    SECONDS = "a number of seconds, 0 to 3600"


ChoiceValue = bool | int | str | tuple[int, ...] | None
"""The value of a setting: ids are numbers, several of them a tuple; None where nothing is chosen."""


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A setting of a server, its value, and whether somebody chose it; `shown` are ids by their names, where known."""

    name: str
    does: str
    kind: ChoiceKind
    value: ChoiceValue
    chosen: bool
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceSheet:
    """The settings of a server; `changed` names the one that was just set, `advice` is what is left to do elsewhere."""

    rows: tuple[ChoiceRow, ...]
    changed: str | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class AliasList:
    """The other names that a server has for somebody, by the alphabet; `remark` tells what became of one."""

    aliases: tuple[Alias, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """The changes on a server, the last one first."""

    lines: tuple[AuditLine, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that was taken in; `known` where it was there already, `replaced` the older text of its file."""

    document: Document
    known: bool = False
    replaced: Document | None = None


@dataclass(frozen=True, slots=True)
class TakenList:
    """Several documents that were taken in, and of the other files why they were not."""

    taken: tuple[Taken, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that was withdrawn, or was so `already`: it is in no answer, and its citations still resolve."""

    document: Document
    already: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """Something was done, told in one line."""

    words: str


class Tick(StrEnum):
    """How a thing on a checklist stands."""

    DONE = "done"
    TO_DO = "to do"
    OPEN = "open"
    """Not done, and needed by nobody who does not want it."""

    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A thing on a checklist: how it stands, what was found, and what to do about it."""

    name: str
    tick: Tick
    says: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is ready and what is not."""

    items: tuple[CheckItem, ...]


OfficeReply = ChoiceSheet | AliasList | AuditSheet | Taken | TakenList | Gone | Done | Checklist
