"""Commands by their names, mistyped ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from ...domain.errors import BadCommand
from ...render.labels import name_list
from .rows import Command
from .table import ALL_COMMANDS, BY_NAME, list_group
from .values import repeat_words

CLOSE = 0.7
"""From this closeness on, an unknown name is taken for a slip of the fingers (a letter or two wrong)."""

_ANY_CLOSENESS = 0.5
_BEGINNING = 0.6
"""The closeness of a name whose beginning was typed: worth a suggestion, but no slip."""


_OPTIONS = frozenset(
    name
    for command in ALL_COMMANDS
    for parameter in command.parameters
    for name in (parameter.name, parameter.argument)
    if name
)
"""The names of all options, and what they are called behind the table: somebody may have them from a program."""


@dataclass(frozen=True, slots=True)
class Near:
    """A command near a mistyped name; `closeness` is 1 for the name itself, 0 for nothing in common."""

    name: str
    closeness: float


class UnknownCommand(BadCommand):
    """A name that no command has; `near` are the commands that may be meant, nearest first."""

    def __init__(self, name: str, near: Sequence[Near]) -> None:
        meant = " or ".join(each.name for each in near)
        super().__init__(
            f"there is no command “{repeat_words(name)}”: "
            + (f"did you mean {meant}?" if meant else "the command “help” lists them all")
        )
        self.name = name
        self.near = tuple(near)


def find_command(name: str) -> Command:
    """The command of a name, in any case of letters.

    Raises UnknownCommand, or BadCommand where a group of that name has no such command.
    """
    words = name.lower().split()
    command = BY_NAME.get(" ".join(words))
    if command:
        return command
    if words and (group := list_group(words[0])):
        raise _unknown_in(group, words[1:])
    raise UnknownCommand(name, nearest_commands(name))


def _unknown_in(group: Sequence[Command], typed: Sequence[str]) -> BadCommand:
    """What is told where a group's name is followed by no command of it."""
    head = group[0].head
    wrong = f"there is no command “{repeat_words(' '.join([head, *typed]))}”: " if typed else ""
    names = name_list([command.name.removeprefix(f"{head} ") for command in group], "or")
    return BadCommand(f"{wrong}{head} is followed by {names}; for example: {group[1].examples[0]}")


def nearest_commands(name: str, limit: int = 3) -> tuple[Near, ...]:
    """The commands that a mistyped name may mean, nearest first."""
    names = dict.fromkeys(command.head for command in ALL_COMMANDS)
    near = (Near(each, _closeness(name.lower(), each)) for each in names)
    likely = sorted((each for each in near if each.closeness >= _ANY_CLOSENESS), key=lambda each: -each.closeness)
    return tuple(likely[:limit])


def nearest_option(command: Command, typed: str) -> str | None:
    """The option that a mistyped name is meant for; None where the name is right, or is near none."""
    names = [parameter.name for parameter in command.parameters]
    if typed.lower() in names:
        return None
    near = max(names, key=lambda name: OSA.normalized_similarity(typed.lower(), name), default=None)
    return near if near and OSA.normalized_similarity(typed.lower(), near) >= CLOSE else None


def is_anothers(command: Command, typed: str) -> bool:
    """Whether a name is that of an option which other commands have, and this one has not."""
    return typed.lower() in _OPTIONS and typed.lower() not in {parameter.name for parameter in command.parameters}


def name_options(command: Command) -> str:
    """Which options a command has, for who typed another."""
    names = [f"{parameter.name}:" for parameter in command.parameters]
    return f"there {'are' if len(names) > 1 else 'is'} {', '.join(names)}" if names else f"{command.name} has none"


def _closeness(typed: str, name: str) -> float:
    """How near two names are: edits and swaps against the longer one's length."""
    similarity = OSA.normalized_similarity(typed, name)
    return max(similarity, _BEGINNING) if len(typed) > 2 and name.startswith(typed) else similarity
