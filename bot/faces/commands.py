"""The table of commands, from which help and slash descriptions come, and the one parser of what people type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from ..desk.desk import Desk
from ..domain.errors import BadCommand, CannotAnswer
from ..domain.replies import Help, HelpEntry, Refusal, Reply
from ..editing.summaries import METHODS, find_method
from .values import Value, check_period, read_citation, read_lines, read_number, read_period, read_text

CLOSE = 0.7
"""From this closeness on, an unknown name is taken for a slip of the fingers (a letter or two wrong)."""

_ANY_CLOSENESS = 0.5
_BEGINNING = 0.6
"""The closeness of a name whose beginning was typed: worth a suggestion, but no slip."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: free text where it is the command's first and `free`, otherwise typed as ``name:value``.

    `read` makes a value of the words; `argument` is what the desk's method calls it.
    """

    name: str
    does: str
    required: bool = False
    free: bool = True
    read: Callable[[str], Value] = read_text
    argument: str = ""

    @property
    def is_word(self) -> bool:
        """Whether a value is one word, so that what follows it is something else."""
        return self.read is not read_text


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table; `name` is also the name of the desk's use case.

    `check` raises BadCommand where values that can each be read do not go together.
    """

    name: str
    does: str
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    check: Callable[[Mapping[str, Value]], None] | None = None

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
            f"there is no command “{name}”: "
            + (f"did you mean {meant}?" if meant else "the command “help” lists them all")
        )
        self.name = name
        self.near = tuple(near)


def _usage(parameter: Parameter) -> str:
    shown = parameter.name.upper() if parameter.required else parameter.name
    shown = shown if parameter.free else f"{shown}:…"
    return shown if parameter.required else f"[{shown}]"


COMMANDS = (
    Command(
        "help",
        "What can be asked, and how",
        (Parameter("command", "A command's name"),),
        ("help", "help quotes"),
    ),
    Command("sources", "The documents that answers come from", (), ("sources",)),
    Command(
        "source",
        "A document as it is stored, or one paragraph of it",
        (
            Parameter("number", "The document's number", required=True, read=read_number),
            Parameter("paragraph", "The paragraph's number", read=read_number),
        ),
        ("source 1", "source 1 5"),
    ),
    Command(
        "summary",
        "The lines that matter most, in the documents' own words",
        (
            Parameter("about", "A document's number, or a topic"),
            Parameter("lines", "How many lines, 1 to 20", free=False, read=read_lines),
            Parameter("method", f"How they are chosen: {', '.join(METHODS)}", free=False, read=find_method),
        ),
        ("summary", "summary 1 lines:3", "summary nuclear"),
    ),
    Command(
        "why",
        "What made each line of a summary be chosen",
        (
            Parameter("about", "A document's number, or a topic, as for the summary"),
            Parameter("lines", "How many lines, 1 to 20", free=False, read=read_lines),
            Parameter("method", f"How they are chosen: {', '.join(METHODS)}", free=False, read=find_method),
        ),
        ("why", "why 1 lines:3", "why 1 method:lexrank"),
    ),
    Command(
        "facts",
        "The fact card: instrument, parties, date, place, term",
        (Parameter("document", "A document's number", read=read_number),),
        ("facts", "facts 2"),
    ),
    Command(
        "sectors",
        "Sectors by what the documents say of them: covered, discussed, predicted, mentioned",
        (Parameter("sector", "One sector"),),
        ("sectors", "sectors energy"),
    ),
    Command(
        "quotes",
        "Who said what, and how we know",
        (
            Parameter("speaker", "Whose words; everybody's where left out"),
            Parameter("about", "Only quotations with these words", free=False),
        ),
        ("quotes Putin", "quotes Putin about:nuclear"),
    ),
    Command("speakers", "Who is quoted, and how often", (), ("speakers",)),
    Command(
        "background",
        "The history before the news",
        (Parameter("topic", "Only lines about this"),),
        ("background", "background drones"),
    ),
    Command(
        "timeline",
        "Dated lines in order",
        (
            Parameter("who", "Only lines that name them"),
            Parameter(
                "from",
                "The first year or day, as 2001 or 2001-05-31",
                free=False,
                read=read_period,
                argument="since",
            ),
            Parameter("to", "The last year or day", free=False, read=read_period, argument="until"),
        ),
        ("timeline", "timeline from:2001 to:2024"),
        check_period,
    ),
    Command(
        "who",
        "What the documents have of a person or a body",
        (Parameter("name", "The name of a person or a body", required=True),),
        ("who Putin",),
    ),
    Command(
        "ask",
        "The lines that answer a question, or nothing",
        (Parameter("question", "The question", required=True),),
        ("ask Who accused Iran of supplying missiles?",),
    ),
    Command(
        "verify",
        "Whether a quotation is real: exact, altered, someone else's, only reported, or not there",
        (
            Parameter("words", "The words of the quotation", required=True),
            Parameter("by", "Who is said to have spoken", free=False),
        ),
        ("verify “We continue our large projects” by:Putin",),
    ),
    Command(
        "compare",
        "What the documents say alike, where they differ, and what one alone says",
        (Parameter("topic", "Only lines about this"),),
        ("compare", "compare nuclear"),
    ),
    Command(
        "disputes",
        "Who accuses, who denies, who does not comment, side by side",
        (Parameter("topic", "Only matters that speak of this"),),
        ("disputes", "disputes missiles"),
    ),
    Command(
        "search",
        "Lines with these words",
        (Parameter("words", "The words to look for", required=True),),
        ("search S-300",),
    ),
    Command(
        "context",
        "The sentences around a cited one",
        (Parameter("citation", "A citation, as 1.5.2", required=True, read=read_citation),),
        ("context 1.5.2",),
    ),
)

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}


async def answer(desk: Desk, call: Call, remarks: Sequence[str] = ()) -> Reply:
    """The desk's reply to a call; `remarks` are what help should tell of the face that asks.

    What cannot be carried out is a Refusal; any other error is a fault and is raised.
    """
    try:
        if call.command is BY_NAME["help"]:
            return help_with(str(call.values.get("command", "")), remarks)
        reply: Reply = await getattr(desk, call.command.name)(**call.arguments)
    except CannotAnswer as error:
        return Refusal(str(error))
    return reply


def help_with(name: str = "", remarks: Sequence[str] = ()) -> Help:
    """Help on one command, or on all of them. Raises UnknownCommand."""
    commands = [find_command(name.lstrip("!/"))] if name else COMMANDS
    entries = (HelpEntry(command.usage, command.does, command.examples if name else ()) for command in commands)
    return Help(tuple(entries), tuple(remarks))


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
    command = find_command(name)
    return Call(command, parse_values(command, rest))


def parse_spoken(words: str) -> Call:
    """What is said to the bot by name: a command where it begins with one, otherwise a question.

    A sentence that ends in a question mark is asked whatever its first word: *who* is a command, and “who
    accused Iran?” a question. Raises BadCommand.
    """
    name, _ = _first_word(words)
    is_question = words.rstrip().endswith("?") and name.lower() not in {"ask", "search"}
    if name.lower() in BY_NAME and not is_question:
        return parse_command(words)
    return Call(BY_NAME["ask"], check_values(BY_NAME["ask"], {"question": words}))


def find_command(name: str) -> Command:
    """The command of a name, in any case of letters. Raises UnknownCommand."""
    command = BY_NAME.get(name.lower())
    if not command:
        raise UnknownCommand(name, nearest_commands(name))
    return command


def nearest_commands(name: str, limit: int = 3) -> tuple[Near, ...]:
    """The commands that a mistyped name may mean, nearest first."""
    near = (Near(command.name, _closeness(name.lower(), command.name)) for command in COMMANDS)
    likely = sorted((each for each in near if each.closeness >= _ANY_CLOSENESS), key=lambda each: -each.closeness)
    return tuple(likely[:limit])


def _closeness(typed: str, name: str) -> float:
    """How near two names are: edits and swaps against the longer one's length."""
    similarity = OSA.normalized_similarity(typed, name)
    return max(similarity, _BEGINNING) if len(typed) > 2 and name.startswith(typed) else similarity


def parse_values(command: Command, words: str) -> dict[str, Value]:
    """The values in what follows a command's name: free text, then ``name:value``, in any case of letters.

    A text option runs to the next one or to the end of the line, so its value may hold blanks, quotation marks
    and apostrophes; the value of any other is one word. A colon after a word that is no option of the command is
    free text. Raises BadCommand where something required is missing, cannot be read or is given twice, or where
    there is text that the command has no place for.
    """
    free, options = _split_options(command, words)
    given = [*_deal_free_text(command, " ".join(free), {name for name, _ in options}), *options]
    names = [name for name, value in given if value]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BadCommand(f"{command.name}: {twice} is given twice")
    return check_values(command, dict(given))


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
        return parameter.read(words)
    except BadCommand as error:
        named = (example for example in command.examples if f"{parameter.name}:" in example)
        example = next(named, command.examples[-1])
        raise BadCommand(f"{command.name}, {parameter.name}: {error}; for example: {example}") from None


def _first_word(words: str) -> tuple[str, str]:
    """The first word, and what follows it."""
    word, *rest = words.split(maxsplit=1) or [""]
    return word, "".join(rest).strip()


def _split_options(command: Command, words: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What is free text, and what is ``name:value``."""
    if not command.parameters:
        return [words.strip()], []
    by_name = {parameter.name: parameter for parameter in command.parameters}
    marks = list(re.finditer(rf"(?<!\S)({'|'.join(by_name)}):", words, re.IGNORECASE))
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
    """Free text to the first parameter; where that takes one word, word by word to those of its kind."""
    if not words:
        return
    first = command.parameters[0] if command.parameters else None
    if first and first.free and not first.is_word:
        yield first.name, words
        return
    places = [p.name for p in command.parameters if p.free and p.is_word and p.name not in taken]
    given = words.split()
    if len(given) > len(places):
        surplus = " ".join(given[len(places) :])
        raise BadCommand(f"{command.name}: “{surplus}” was not understood; it is typed: {command.usage}")
    yield from zip(places, given, strict=False)
