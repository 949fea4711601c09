"""What a person's client offers: which commands, with which options; and what it sends when one is called.

A client offers no more than this, so a test that asks for more is wrong: it gets a LookupError with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .channels import Channel
from .command_limits import GROUP, SLASH, SUBCOMMAND
from .permissions import EVERYTHING, Permission
from .record import File, Upload
from .state import State
from .world import Guild, Role, User

Payload = dict[str, Any]
Value = str | int | float | bool | User | Role | Channel | File
TEXT, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
_TYPES: dict[int, tuple[type, ...]] = {
    TEXT: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    NUMBER: (int, float),
    ATTACHMENT: (File,),
}
_IN_GUILD, _WITH_BOT = 0, 1


class Resolved:
    """What the ids in an interaction stand for."""

    def __init__(self, channel: Channel, caller: User, base: str) -> None:
        self._channel, self._caller, self._base = channel, caller, base
        self.body: dict[str, dict[str, Payload]] = {}
        self.uploads: list[Upload] = []

    def add(self, thing: User | Role | Channel | File) -> str:
        """Tell what an id stands for, and give the id."""
        if isinstance(thing, File):
            upload = Upload(thing.name, thing.content, thing.description)
            self.uploads.append(upload)
            told = upload.json(self._base, "ephemeral") | {"ephemeral": True}
            return self._put("attachments", upload.id, told)
        if isinstance(thing, Role):
            return self._put("roles", thing.id, thing.json)
        if isinstance(thing, Channel):
            return self._put("channels", thing.id, thing.resolved_for(self._caller))
        if guild := self._channel.guild:
            may = str(int(self._channel.permissions_of(thing)))
            self._put("members", thing.id, guild.member(thing, with_user=False) | {"permissions": may})
        return self._put("users", thing.id, thing.json)

    def _put(self, kind: str, number: int, told: Payload) -> str:
        self.body.setdefault(kind, {})[str(number)] = told
        return str(number)


def registered(state: State, guild: Guild | None, kind: int, name: str) -> Payload:
    """A registered command: the server's own before the global one. Raises LookupError."""
    for scope in (*([guild.id] if guild else []), None):
        for command in state.commands.get(scope, ()):
            if command["type"] == kind and command["name"] == name:
                return command
    shown = f"/{name}" if kind == SLASH else f"“{name}”"
    raise LookupError(f"{shown} is not registered")


def check_offered(command: Payload, channel: Channel, user: User) -> None:
    """Raise LookupError where somebody's client does not offer a command in a channel."""
    contexts, guild = command.get("contexts"), channel.guild
    context = _IN_GUILD if guild else _WITH_BOT
    if (contexts is not None and context not in contexts) or (not guild and command.get("dm_permission") is False):
        raise LookupError(f"{command['name']} is not offered in such a place as {channel.name or 'a conversation'}")
    if not guild:
        return
    may = channel.permissions_of(user)
    if Permission.USE_APPLICATION_COMMANDS not in may:
        raise LookupError(f"{user.name} may not use commands in {channel.name}")
    if may != EVERYTHING and not _is_allowed(command, guild, channel, user, may):
        raise LookupError(f"{command['name']} is not offered to {user.name}")


def _is_allowed(command: Payload, guild: Guild, channel: Channel, user: User, may: Permission) -> bool:
    """What the server's admins set for the command in its settings wins over the command's own default."""
    rights = guild.command_rights.get(int(command["id"]), {})
    if not rights.get(channel.id, True):
        return False
    if user.id in rights:
        return rights[user.id]
    set_roles = [rights[role.id] for role in guild.roles_of(user) if role.id in rights]
    if set_roles:
        return any(set_roles)
    if guild.id in rights:
        return rights[guild.id]
    needed = command.get("default_member_permissions")
    return needed is None or (int(needed) != 0 and Permission(int(needed)) in may)


def descend(command: Payload, words: Iterable[str]) -> tuple[Payload, list[Payload]]:
    """The subcommand that words lead to, and the groups on the way to it. Raises LookupError."""
    here, way = command, []
    for word in words:
        branches = {part["name"]: part for part in here.get("options") or () if part["type"] in (SUBCOMMAND, GROUP)}
        if word not in branches:
            raise LookupError(f"/{command['name']} has no subcommand {word}")
        here = branches[word]
        way.append(here)
    if any(part["type"] in (SUBCOMMAND, GROUP) for part in here.get("options") or ()):
        raise LookupError(f"/{command['name']} needs a subcommand")
    return here, way


def fill(leaf: Payload, given: Mapping[str, Value], resolved: Resolved, focus: str | None = None) -> list[Payload]:
    """The options of a call as a client sends them. Raises LookupError for what it would not let anybody enter.

    `focus` is the option that is being typed in: then others may be missing.
    """
    offered = {option["name"]: option for option in leaf.get("options") or ()}
    if strange := set(given) - set(offered):
        raise LookupError(f"/{leaf['name']} has no option {', '.join(sorted(strange))}")
    missing = {name for name, option in offered.items() if option.get("required")} - set(given)
    if missing and not focus:
        raise LookupError(f"/{leaf['name']} needs {', '.join(sorted(missing))}")
    return [_filled(offered[name], value, resolved, typing=name == focus) for name, value in given.items()]


def nest(way: list[Payload], options: list[Payload]) -> list[Payload]:
    """Options inside the subcommand and its group."""
    for branch in reversed(way):
        options = [{"name": branch["name"], "type": branch["type"], "options": options}]
    return options


def _filled(option: Payload, value: Value, resolved: Resolved, *, typing: bool) -> Payload:
    kind, name = option["type"], option["name"]
    if typing:
        return {"name": name, "type": kind, "value": value, "focused": True}
    by_name = isinstance(value, str) and option.get("choices")
    if not by_name and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != BOOLEAN)):
        raise LookupError(f"{name} takes no {type(value).__name__}")
    if isinstance(value, User | Role | Channel | File):
        kinds = option.get("channel_types")
        if kinds and isinstance(value, Channel) and value.kind not in kinds:
            raise LookupError(f"{name} takes no channel of this kind")
        return {"name": name, "type": kind, "value": resolved.add(value)}
    return {"name": name, "type": kind, "value": _entered(option, value)}


def _entered(option: Payload, value: str | float) -> str | float:
    """A value as it is sent: one of the choices where there are any, and within bounds."""
    if choices := option.get("choices"):
        for choice in choices:
            if value in (choice["name"], choice["value"]):
                entered: str | float = choice["value"]
                return entered
        raise LookupError(f"{option['name']} offers {[choice['name'] for choice in choices]}, not {value!r}")
    size = len(value) if isinstance(value, str) else value
    unit = "length" if isinstance(value, str) else "value"
    most = option.get(f"max_{unit}") or (6000 if isinstance(value, str) else None)
    least = option.get(f"min_{unit}")
    if (least is not None and size < least) or (most is not None and size > most):
        raise LookupError(f"{option['name']} takes a {unit} from {least} to {most}")
    return value


def find_select(selects: list[Payload], named: str | None) -> Payload:
    """A select menu by placeholder or custom id; the only one where none is named. Raises LookupError."""
    for select in selects:
        if named in (select.get("placeholder"), select.get("custom_id")) or (named is None and len(selects) == 1):
            return select
    shown = [select.get("placeholder") or select.get("custom_id") for select in selects]
    raise LookupError(f"no such select menu among {shown}")


def chosen(select: Payload, picked: Iterable[Value], resolved: Resolved) -> list[str]:
    """The values that a client sends for what was picked in a select menu. Raises LookupError."""
    values = list(_values(select, picked, resolved))
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if select.get("disabled") or not least <= len(values) <= most:
        raise LookupError(f"{least} to {most} can be chosen here, not {len(values)}")
    return values


def _values(select: Payload, picked: Iterable[Value], resolved: Resolved) -> Iterator[str]:
    options = select.get("options") or []
    for each in picked:
        if isinstance(each, User | Role | Channel):
            yield resolved.add(each)
            continue
        fitting = [option["value"] for option in options if each in (option["label"], option["value"])]
        if not fitting:
            raise LookupError(f"{each!r} is not among {[option['label'] for option in options]}")
        yield fitting[0]
