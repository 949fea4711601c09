"""What a row of the table of commands is, and a call of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from .values import Value, read_text


class Rights(IntEnum):
    """Who may call a command, on Discord; each may do what those before it may.

    `ASK` is everybody, `EDIT` who manages the server or has a role that its settings name, `MANAGE` who manages it,
    and `OPERATE` who runs the bot.
    """

    ASK = 0
    EDIT = 1
    MANAGE = 2
    OPERATE = 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a command."""

    name: str
    does: str
    """What help and Discord say of it."""

    required: bool = False
    free: bool = True
    """Whether its value may be typed without its name; otherwise it is typed as ``name:value``."""

    read: Callable[[str], Value] = read_text
    """Makes a value of what was typed. Raises BadCommand."""

    argument: str = ""
    """What the desk's method calls it, where that is not its name."""

    several: bool = False
    """Whether a value may have several words although it is not free text."""

    suggests: str = ""
    """The kind of suggestions that are offered while it is typed, as `editing.suggestions` names them."""

    @property
    def is_word(self) -> bool:
        """Whether its value ends with the first word, so that what follows belongs to another parameter."""
        return self.read is not read_text and not self.several


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table."""

    name: str
    """The name of the desk's method too. A command of a group has two words, the group's and its own."""

    does: str
    """What help and Discord say of it."""

    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    check: Callable[[Mapping[str, Value]], None] | None = None
    """Raises BadCommand where values that are right by themselves do not go together."""

    rights: Rights = Rights.ASK
    """The least that every call of it needs."""

    demands: Callable[[Mapping[str, Value]], Rights] | None = None
    """The rights that a call with these values needs, where that depends on them."""

    elsewhere: str = ""
    """What to do in the terminal, where the command is for the office of a server on Discord alone."""

    changes: Callable[[Mapping[str, Value]], bool] | None = None
    """Whether a call with these values changes something."""

    @property
    def head(self) -> str:
        """The word that a call of it begins with."""
        return self.name.partition(" ")[0]

    @property
    def is_office(self) -> bool:
        """Whether the command is for a server's office, not for its desk."""
        return bool(self.elsewhere)

    @property
    def usage(self) -> str:
        """How it is typed: ``quotes [speaker] [about:…]``."""
        return " ".join([self.name, *(_usage(parameter) for parameter in self.parameters)])


@dataclass(frozen=True, slots=True)
class Call:
    """A command line, understood: values by parameter, absent ones left out."""

    command: Command
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def arguments(self) -> dict[str, Value]:
        """The values under the names that the desk's method has for them."""
        names = {parameter.name: parameter.argument or parameter.name for parameter in self.command.parameters}
        return {names[name]: value for name, value in self.values.items()}

    def spell(self, *, slash: bool) -> str:
        """The call as it is typed: behind a slash with the name of each value, otherwise with free text first."""
        free = next((parameter.name for parameter in self.command.parameters if parameter.free), "")
        bare = "" if slash else free
        values = sorted(self.values.items(), key=lambda value: value[0] != bare)
        words = ((name, _spell_value(value)) for name, value in values)
        return " ".join([self.command.name, *(word if name == bare else f"{name}:{word}" for name, word in words)])

    @property
    def changes(self) -> bool:
        """Whether the call changes something, so that it must not be carried out again to show more of its answer."""
        return self.command.changes is not None and self.command.changes(self.values)

    @property
    def rights(self) -> Rights:
        """What the call needs with its values."""
        command = self.command
        return max(command.rights, command.demands(self.values)) if command.demands else command.rights


def _spell_value(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _usage(parameter: Parameter) -> str:
    shown = parameter.name.upper() if parameter.required else parameter.name
    shown = shown if parameter.free else f"{shown}:…"
    return shown if parameter.required else f"[{shown}]"
