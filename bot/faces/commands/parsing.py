"""The one parser of what people type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ...domain.errors import BadCommand
from .finding import find_command, is_anothers, name_options, nearest_option
from .rows import Call, Command, Parameter
from .table import BY_NAME, HEADS, list_group
from .values import LONGEST_TEXT, LONGEST_WORD, Value, repeat_words

# A name as options have it, with its value right behind the colon.
_NAMED = re.compile(r"(?<!\S)([^\W\d_][\w-]{1,30}):(?=[^\s/])")

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")
"""Somebody's words: what looks like an option in them is none."""

_OF_COMMANDS = frozenset({"help", "export"})
"""What is followed by a command, and so by options of that one."""


def parse_line(line: str, prefix: str = "!") -> Call:
    """A line as typed: after the prefix a command, without it a question. Raises BadCommand."""
    line = line.strip()
    if not line.startswith(prefix):
        return Call(BY_NAME["ask"], {"question": line})
    return parse_command(line.removeprefix(prefix))


def parse_command(words: str) -> Call:
    """A command's name and what follows it. Raises BadCommand, where the name is unknown UnknownCommand."""
    name, rest = _first_word(words)
    if not name:
        raise BadCommand("no command after the mark: the command “help” lists them all")
    if list_group(name):
        own, rest = _first_word(rest)
        name = f"{name} {own}"
    command = find_command(name)
    return Call(command, parse_values(command, rest))


def parse_spoken(words: str) -> Call:
    """What is said to the bot by name: a command where it begins with one, otherwise a question.

    A sentence that ends in a question mark is asked whatever its first word: *who* is a command, and “who
    accused Iran?” a question. Raises BadCommand.
    """
    name, _ = _first_word(words)
    is_question = words.rstrip().endswith("?") and name.lower() not in {"ask", "search"}
    if name.lower() in HEADS and not is_question:
        return parse_command(words)
    return Call(BY_NAME["ask"], check_values(BY_NAME["ask"], {"question": words}))


def parse_values(command: Command, words: str) -> dict[str, Value]:
    """The values in what follows a command's name: free text, then ``name:value``, in any case of letters.

    A text option runs to the next one or to the end of the line, so its value may hold blanks, quotation marks
    and apostrophes; the value of any other is one word. A colon after a word that is no option of any command is free
    text. Raises BadCommand where something required is missing, cannot be read or is given twice, where an
    option's name is mistyped or another command's, where nothing stands behind it, or where there is text that the
    command has no place for. What is in quotation marks is somebody's words, and no option.
    """
    _check_names(command, words)
    free, options = _split_options(command, words)
    if bare := next((name for name, value in options if not value), None):
        example = _example_of(command, bare)
        raise BadCommand(f"{command.name}, {bare}: nothing stands behind “{bare}:”; for example: {example}")
    given = [*_deal_free_text(command, " ".join(free), {name for name, _ in options}), *options]
    names = [name for name, value in given if value]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BadCommand(f"{command.name}: {twice} is given twice{_tell_values(given, twice)}")
    return check_values(command, dict(given))


def _tell_values(given: Iterable[tuple[str, str]], twice: str) -> str:
    """The values of an option that was given more than once."""
    return f", as {' and '.join(f'“{repeat_words(value)}”' for name, value in given if name == twice and value)}"


def _check_names(command: Command, words: str) -> None:
    """Raise BadCommand where the word before a colon is a mistyped name of an option, or the name of another's."""
    for typed in _NAMED.findall(_QUOTED.sub("“”", words)):
        if meant := nearest_option(command, typed):
            raise BadCommand(f"{command.name}: there is no option “{repeat_words(typed)}:”: did you mean {meant}:?")
        if command.name not in _OF_COMMANDS and is_anothers(command, typed):
            raise _no_option(command, typed)


def _no_option(command: Command, typed: str) -> BadCommand:
    return BadCommand(f"{command.name}: there is no option “{repeat_words(typed)}:”: {name_options(command)}")


def check_values(command: Command, values: Mapping[str, str]) -> dict[str, Value]:
    """The values that say something, read. Raises BadCommand where one is missing or makes no sense."""
    kept = {name: value.strip() for name, value in values.items() if value.strip()}
    for parameter in command.parameters:
        if parameter.required and parameter.name not in kept:
            wanted = f"{parameter.does[0].lower()}{parameter.does[1:]}"
            raise BadCommand(f"{command.name} needs {wanted}; for example: {command.examples[0]}")
    read = {p.name: _read_value(command, p, kept[p.name]) for p in command.parameters if p.name in kept}
    if command.check:
        command.check(read)
    return read


def _read_value(command: Command, parameter: Parameter, words: str) -> Value:
    try:
        return parameter.read(_measured(words, LONGEST_WORD if parameter.is_word else LONGEST_TEXT))
    except BadCommand as error:
        _check_options(command, parameter, words)
        example = _example_of(command, parameter.name)
        raise BadCommand(f"{command.name}, {parameter.name}: {error}; for example: {example}") from None


def _example_of(command: Command, name: str) -> str:
    """An example with an option, where there is one."""
    return next((example for example in command.examples if f"{name}:" in example), command.examples[-1])


def _check_options(command: Command, parameter: Parameter, words: str) -> None:
    """Raise BadCommand where a value that cannot be read holds an option that the command does not have."""
    names = [each.name for each in command.parameters]
    strange = (typed for typed in _NAMED.findall(words) if typed.lower() not in names)
    if parameter.several and (typed := next(strange, None)):
        raise _no_option(command, typed)


def _measured(words: str, limit: int) -> str:
    """Words that are not too long. Raises BadCommand."""
    if len(words) > limit:
        raise BadCommand(f"{len(words)} characters are too many: at most {limit} are read")
    return words


def _first_word(words: str) -> tuple[str, str]:
    """The first word, and what follows it."""
    word, *rest = words.split(maxsplit=1) or [""]
    return word, "".join(rest).strip()


def _split_options(command: Command, words: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What is free text, and what is ``name:value``."""
    if not command.parameters:
        return [words.strip()], []
    by_name = {parameter.name: parameter for parameter in command.parameters}
    quoted = [range(*found.span()) for found in _QUOTED.finditer(words)]
    marks = list(re.finditer(rf"(?<!\S)({'|'.join(by_name)}):", words, re.IGNORECASE))
    marks = [mark for mark in marks if not any(mark.start() in stretch for stretch in quoted)]
    borders = [mark.start() for mark in marks] + [len(words)]
    free, options = [words[: borders[0]].strip()], []
    for mark, end in zip(marks, borders[1:], strict=True):
        name, value = mark[1].lower(), words[mark.end() : end].strip()
        if by_name[name].is_word:
            value, rest = _first_word(value)
            free.append(rest)
        options.append((name, value))
    return [text for text in free if text], options


def _deal_free_text(command: Command, words: str, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Which parameter gets which part of the free text.

    All of it goes to the first parameter where that takes free text. Otherwise each free parameter gets a word, up to
    the first that takes text, which gets the rest. Raises BadCommand where words are left over.
    """
    if not words:
        return
    first = command.parameters[0] if command.parameters else None
    if first and first.free and not first.is_word:
        yield first.name, words
        return
    free = [p for p in command.parameters if p.free and p.name not in taken]
    count = next((place for place, p in enumerate(free) if not p.is_word), len(free))
    places = [p.name for p in free[: count + 1]]
    given = words.split(maxsplit=count) if count < len(free) else words.split()
    if len(given) > len(places):
        surplus = " ".join(given[len(places) :])
        raise BadCommand(f"{command.name}: “{repeat_words(surplus)}” was not understood; it is typed: {command.usage}")
    yield from zip(places, given, strict=False)
