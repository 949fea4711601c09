"""The table of commands, from which help, slash descriptions and the README's list come."""

from __future__ import annotations

from collections.abc import Mapping

from ...editing.summaries.summaries import METHODS, find_method
from .digest_table import DIGEST_COMMANDS
from .office_table import OFFICE_COMMANDS
from .rows import Command, Parameter
from .values import check_period, read_citations, read_lines, read_number, read_numbers, read_period

_METHOD = Parameter(
    "method", f"How they are chosen: {', '.join(METHODS)}", free=False, read=find_method, suggests="methods"
)
_AMONG = Parameter(
    "documents", "Only in these, by their numbers, as 1,2", free=False, read=read_numbers, suggests="several documents"
)

COMMANDS = (
    Command(
        "help",
        "What can be asked, and how",
        (Parameter("command", "A command's name", suggests="commands"),),
        ("help", "help quotes"),
    ),
    Command(
        "sources",
        "The documents that answers come from",
        (
            Parameter(
                "documents",
                "Only these, by their numbers",
                read=read_numbers,
                several=True,
                suggests="several documents",
            ),
        ),
        ("sources", "sources 1 2"),
    ),
    Command(
        "source",
        "A document as it is stored, or one paragraph of it",
        (
            Parameter("number", "The document's number", required=True, read=read_number, suggests="documents"),
            Parameter("paragraph", "The paragraph's number", read=read_number),
        ),
        ("source 1", "source 1 5"),
    ),
    Command(
        "summary",
        "The lines that matter most, of a document, of several, on a topic or of all",
        (
            Parameter("about", "A document's number, several, or a topic", suggests="abouts"),
            Parameter("lines", "How many lines, 1 to 20", free=False, read=read_lines),
            _METHOD,
        ),
        ("summary", "summary 1 lines:3", "summary 1 2", "summary nuclear"),
    ),
    Command(
        "why",
        "What made each line of a summary be chosen",
        (
            Parameter("about", "A document's number, several, or a topic, as for the summary", suggests="abouts"),
            Parameter("lines", "How many lines, 1 to 20", free=False, read=read_lines),
            _METHOD,
        ),
        ("why", "why 1 lines:3", "why 1 method:lexrank"),
    ),
    Command(
        "facts",
        "The fact card: instrument, parties, date, place, term",
        (Parameter("document", "A document's number", read=read_number, suggests="documents"),),
        ("facts", "facts 2"),
    ),
    Command(
        "sectors",
        "Sectors by what the documents say of them: covered, discussed, predicted, mentioned",
        (Parameter("sector", "One sector", suggests="sectors"),),
        ("sectors", "sectors energy"),
    ),
    Command(
        "quotes",
        "Who said what, and how we know",
        (
            Parameter("speaker", "Whose words; everybody's where left out", suggests="speakers"),
            Parameter("about", "Only quotations with these words", free=False, suggests="topics"),
        ),
        ("quotes Putin", "quotes Putin about:nuclear"),
    ),
    Command("speakers", "Who is quoted, and how often", (), ("speakers",)),
    Command(
        "background",
        "The history before the news",
        (Parameter("topic", "Only lines about this", suggests="topics"),),
        ("background", "background drones"),
    ),
    Command(
        "timeline",
        "Dated lines in order",
        (
            Parameter("who", "Only lines that name them", suggests="names"),
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
        (Parameter("name", "The name of a person or a body", required=True, suggests="names"),),
        ("who Putin",),
    ),
    Command(
        "ask",
        "The lines that answer a question, or nothing",
        (Parameter("question", "The question", required=True), _AMONG),
        ("ask Who accused Iran of supplying missiles?",),
    ),
    Command(
        "verify",
        "Whether a quotation is real: exact, altered, someone else's, only reported, or not there",
        (
            Parameter("words", "The words of the quotation", required=True),
            Parameter("by", "Who is said to have spoken", free=False, suggests="speakers"),
        ),
        ("verify “We continue our large projects” by:Putin",),
    ),
    Command(
        "compare",
        "What the documents say alike, where they differ, and what one alone says",
        (Parameter("topic", "Only lines about this", suggests="topics"),),
        ("compare", "compare nuclear"),
    ),
    Command(
        "disputes",
        "Who accuses, who denies, who does not comment, side by side",
        (Parameter("topic", "Only matters that speak of this", suggests="topics"),),
        ("disputes", "disputes missiles"),
    ),
    Command(
        "search",
        "Lines with these words",
        (Parameter("words", "The words to look for", required=True, suggests="topics"), _AMONG),
        ("search S-300",),
    ),
    Command(
        "context",
        "The sentences around a cited one, or around several",
        (Parameter("citation", "A citation, as 1.5.2, or several", required=True, read=read_citations, several=True),),
        ("context 1.5.2 1.6.1", "context 1.5.2"),
    ),
    Command(
        "export",
        "The lines of an answer as files, with what is needed to check them: an evidence pack",
        (Parameter("command", "What is asked, as quotes Putin; all quotations where left out", suggests="exported"),),
        ("export", "export ask Who accused Iran?", "export quotes Putin about:nuclear"),
    ),
)

"""What anybody may ask, and a desk answers."""

ALL_COMMANDS = (*COMMANDS, *OFFICE_COMMANDS, *DIGEST_COMMANDS)

BY_NAME: Mapping[str, Command] = {command.name: command for command in ALL_COMMANDS}

HEADS = frozenset(command.head for command in ALL_COMMANDS)
"""The words that a call begins with."""


def list_group(name: str) -> tuple[Command, ...]:
    """The commands of a group, by the word that they share; none where it is no group's."""
    return tuple(command for command in ALL_COMMANDS if command.head == name.lower() != command.name)
