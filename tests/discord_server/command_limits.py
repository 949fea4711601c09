"""What Discord takes in commands and in choices, checked as Discord checks it."""

from __future__ import annotations

import re
from typing import Any

from .refusals import Form

Payload = dict[str, Any]
Place = tuple[str | int, ...]

SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
_NAME = re.compile(r"[-_'\w]{1,32}")
_MOST = {SLASH: 100, ON_USER: 15, ON_MESSAGE: 15}
_COMPLETED = (3, 4, 10)
_KINDS = range(1, 12)


def check_commands(commands: list[Payload]) -> None:
    """Raise DiscordError for a set of commands of one scope that Discord would not take."""
    form = Form()
    for kind, limit in _MOST.items():
        if sum(command.get("type", 1) == kind for command in commands) > limit:
            form.note((), "APPLICATION_COMMANDS_TOO_MANY", f"At most {limit} commands of this kind.")
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(commands):
        _check_command(form, (number,), command)
        key = command.get("type", 1), command["name"]
        if key in seen:
            form.note((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)
    form.check()


def check_choices(form: Form, place: Place, choices: list[Payload], kind: int = 3) -> None:
    """Note what is wrong with the choices of an option, or with those that complete it."""
    form.longest(place, choices, 25)
    for number, choice in enumerate(choices):
        form.needed((*place, number, "name"), choice.get("name"))
        form.longest((*place, number, "name"), choice.get("name"), 100)
        value = choice.get("value")
        if isinstance(value, str) != (kind == 3):
            form.note((*place, number, "value"), "BASE_TYPE_BAD_TYPE", f"Not a value for an option of type {kind}")
        elif isinstance(value, str):
            form.needed((*place, number, "value"), value)
            form.longest((*place, number, "value"), value, 100)


def _check_command(form: Form, place: Place, command: Payload) -> None:
    if command.get("type", 1) != SLASH:
        form.needed((*place, "name"), command.get("name"))
        form.longest((*place, "name"), command["name"], 32)
        for name in ("description", "options"):
            if command.get(name):
                form.note((*place, name), "APPLICATION_COMMANDS_CONTEXT_MENU", "Context menus have no such field")
        return
    _check_named(form, place, command)
    _check_options(form, place, command.get("options") or [], depth=0)
    if _size(command) > 8000:
        form.note(place, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")


def _check_named(form: Form, place: Place, part: Payload) -> None:
    name = part.get("name", "")
    if not _NAME.fullmatch(name) or name != name.lower():
        form.note((*place, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.needed((*place, "description"), part.get("description"))
    form.longest((*place, "description"), part.get("description"), 100)


def _check_options(form: Form, place: Place, options: list[Payload], depth: int) -> None:
    """Options of a command; a group holds subcommands, a subcommand holds options, and that is the depth of it."""
    form.longest((*place, "options"), options, 25)
    needs = [bool(option.get("required")) for option in options]
    if needs != sorted(needs, reverse=True):
        words = "Required options must be placed before non-required options"
        form.note((*place, "options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
    branches = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(branches) and not all(branches):
        words = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.note((*place, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)
    names = [option.get("name") for option in options]
    for number, option in enumerate(options):
        here: Place = (*place, "options", number)
        if names.index(option.get("name")) != number:
            form.note((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
        _check_option(form, here, option, depth)


def _check_option(form: Form, place: Place, option: Payload, depth: int) -> None:
    kind = option.get("type", 3)
    _check_named(form, place, option)
    if kind not in _KINDS or (kind == GROUP and depth > 0) or (kind == SUBCOMMAND and depth > 1):
        form.note((*place, "type"), "BASE_TYPE_CHOICES", "This option type cannot be used here")
    check_choices(form, (*place, "choices"), option.get("choices") or [], kind)
    if option.get("autocomplete") and (option.get("choices") or kind not in _COMPLETED):
        words = "Autocomplete is for text and numbers without choices"
        form.note((*place, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", words)
    _check_options(form, place, option.get("options") or [], depth + 1)


def _size(part: Payload) -> int:
    own = len(part["name"]) + len(part.get("description", ""))
    choices = sum(len(choice["name"]) + len(str(choice["value"])) for choice in part.get("choices") or ())
    return own + choices + sum(_size(option) for option in part.get("options") or ())
