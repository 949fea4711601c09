"""The table of commands, and the one parser of what people type. Help, slash descriptions and the README come from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..domain.errors import BadCommand


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: free text where it is the command's first and `free`, otherwise typed as ``name:value``."""

    name: str
    does: str
    required: bool = False
    free: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table; `name` is also the name of the desk's use case."""

    name: str
    does: str
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """How it is typed: ``quotes [speaker] [about:…]``."""
        return " ".join([self.name, *(_usage(parameter) for parameter in self.parameters)])


@dataclass(frozen=True, slots=True)
class Call:
    """A command line, understood: values are as typed, blanks trimmed, absent ones left out."""

    command: Command
    values: Mapping[str, str]


def _usage(parameter: Parameter) -> str:
    shown = parameter.name.upper() if parameter.required else parameter.name
    shown = shown if parameter.free else f"{shown}:…"
    return shown if parameter.required else f"[{shown}]"


COMMANDS = (
    Command("help", "What can be asked, and how", (Parameter("command", "A command's name"),), ("help", "help quotes")),
    Command("sources", "The documents that answers come from", (), ("sources",)),
    Command(
        "source",
        "A document as it is stored, or one paragraph of it",
        (
            Parameter("number", "The document's number, and a paragraph's after it", required=True),
            Parameter("paragraph", "The paragraph's number", free=False),
        ),
        ("source 1", "source 1 5"),
    ),
    Command(
        "summary",
        "The lines that matter most, in the documents' own words",
        (
            Parameter("about", "A document's number, or a topic"),
            Parameter("lines", "How many lines, 1 to 20", free=False),
        ),
        ("summary", "summary 1 lines:3", "summary nuclear"),
    ),
    Command(
        "facts",
        "The fact card: instrument, parties, date, place, term",
        (Parameter("document", "A document's number"),),
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
            Parameter("from", "The first year or day, as 2001 or 2001-05-31", free=False),
            Parameter("to", "The last year or day", free=False),
        ),
        ("timeline", "timeline from:2001 to:2024"),
    ),
    Command(
        "who",
        "What the documents have of a person or a body",
        (Parameter("name", "Their name", required=True),),
        ("who Putin",),
    ),
    Command(
        "ask",
        "The lines that answer a question, or nothing",
        (Parameter("question", "The question", required=True),),
        ("ask Who accused Iran of supplying missiles?",),
    ),
    Command("search", "Lines with these words", (Parameter("words", "What to look for", required=True),), ("search S-300",)),
    Command(
        "context",
        "The sentences around a cited one",
        (Parameter("citation", "A citation, as 1.5.2", required=True),),
        ("context 1.5.2",),
    ),
)

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}


def parse_values(command: Command, words: str) -> dict[str, str]:
    """The values in what follows a command's name: free text, then ``name:value`` options, in any case of letters.

    An option runs to the next one or to the end of the line, so its value may hold blanks, quotation marks and
    apostrophes. A colon after a word that is no option of the command is free text. Raises BadCommand where
    something required is missing, or where there is text that the command has no place for.
    """
    options = [parameter.name for parameter in command.parameters]
    values: dict[str, str] = {}
    ends = len(words)
    marks = list(re.finditer(rf"(?<!\S)({'|'.join(options)}):", words, re.IGNORECASE)) if options else []
    for mark in reversed(marks):
        values[mark[1].lower()] = words[mark.end() : ends].strip()
        ends = mark.start()
    free = words[:ends].strip()
    if free and not (command.parameters and command.parameters[0].free):
        raise BadCommand(f"!{command.name} takes no words after it: “{free}” was not understood")
    if free:
        values[command.parameters[0].name] = free
    return check_values(command, values)


def check_values(command: Command, values: Mapping[str, str]) -> dict[str, str]:
    """The values that say something, blanks trimmed. Raises BadCommand where a required one is missing."""
    kept = {name: value.strip() for name, value in values.items() if value.strip()}
    for parameter in command.parameters:
        if parameter.required and parameter.name not in kept:
            raise BadCommand(f"!{command.name} needs {parameter.name}: {parameter.does[0].lower()}{parameter.does[1:]}; for example !{command.examples[0]}")
    return kept
