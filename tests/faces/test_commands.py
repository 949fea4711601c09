"""The table of commands and the parser: what is typed becomes a call, or one line that says what is wrong."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.desk import Desk
from bot.domain.errors import ArchiveUnavailable, BadCommand, NoSuchDocument, NotVerbatim
from bot.domain.replies import Refusal
from bot.faces.commands import (
    CLOSE,
    COMMANDS,
    Command,
    UnknownCommand,
    answer,
    check_values,
    find_command,
    help_with,
    nearest_commands,
    parse_command,
    parse_line,
    parse_spoken,
)

UNDERSTOOD = [
    ("!sources", "sources", {}),
    ("!SOURCES", "sources", {}),
    ("!  quotes   Putin ", "quotes", {"speaker": "Putin"}),
    ("!quotes O’Neill", "quotes", {"speaker": "O’Neill"}),
    ("!quotes Putin about:nuclear energy", "quotes", {"speaker": "Putin", "about": "nuclear energy"}),
    ("!quotes about:the “deal”", "quotes", {"about": "the “deal”"}),
    ("!quotes speaker:Putin About:energy", "quotes", {"speaker": "Putin", "about": "energy"}),
    ("!quotes re:Putin", "quotes", {"speaker": "re:Putin"}),
    ("!ask what is Putin's plan", "ask", {"question": "what is Putin's plan"}),
    ('!ask who said "we will act', "ask", {"question": 'who said "we will act'}),
    ("!ask lines:4 or about:energy?", "ask", {"question": "lines:4 or about:energy?"}),
    ("Who signed it?", "ask", {"question": "Who signed it?"}),
    ("!summary 1", "summary", {"about": "1"}),
    ("!summary nuclear lines:4", "summary", {"about": "nuclear", "lines": 4}),
    ("!summary lines:4 nuclear power", "summary", {"lines": 4, "about": "nuclear power"}),
    ("!summary lines: 4", "summary", {"lines": 4}),
    ("!source 1 5", "source", {"number": 1, "paragraph": 5}),
    ("!source 1 paragraph:5", "source", {"number": 1, "paragraph": 5}),
    ("!source paragraph:5 1", "source", {"number": 1, "paragraph": 5}),
    ("!facts 2", "facts", {"document": 2}),
    ("!timeline from:2001 to:2024-05-31", "timeline", {"from": "2001", "to": "2024-05-31"}),
    ("!timeline from:2024-05-31 to:2024", "timeline", {"from": "2024-05-31", "to": "2024"}),
    ("!timeline Iran from:2001", "timeline", {"who": "Iran", "from": "2001"}),
    ("!context [1.5.2]", "context", {"citation": "[1.5.2]"}),
    ("!help", "help", {}),
]

REFUSED = [
    ("!", "no command"),
    ("!summary lines:abc", "summary, lines: “abc” is no number of lines: write a whole number from 1 to 20"),
    ("!summary lines:0", "for example: summary 1 lines:3"),
    ("!summary lines:21", "from 1 to 20"),
    ("!summary lines:٣", "from 1 to 20"),
    ("!summary lines:3 lines:4", "lines is given twice"),
    ("!quotes Putin speaker:Lavrov", "speaker is given twice"),
    ("!source", "source needs the document's number"),
    ("!source one", "“one” is no number"),
    ("!source 1 5 7", "“7” was not understood"),
    ("!facts treaty", "“treaty” is no number"),
    ("!sources please", "“please” was not understood"),
    ("!timeline from:May", "2001-05-31"),
    ("!timeline from:2001-13", "2001-05-31"),
    ("!timeline from:2023-02-29", "2001-05-31"),
    ("!timeline from:2024 to:2001", "the period ends, in 2001, before it begins, in 2024"),
    ("!timeline from:2024-05 to:2024-04-30", "before it begins"),
    ("!context 1.5", "write it as 1.5.2"),
    ("!who", "who needs the name of a person or a body; for example: who Putin"),
    ("!search", "search needs the words to look for"),
    ("!quoets Putin", "did you mean quotes?"),
    ("!xyzzy", "the command “help” lists them all"),
]


@pytest.mark.parametrize(("line", "name", "values"), UNDERSTOOD)
def test_a_line_is_understood(line: str, name: str, values: dict[str, object]) -> None:
    """Free text is never split at quotation marks; options may stand anywhere."""
    call = parse_line(line)
    assert (call.command.name, dict(call.values)) == (name, values)


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_a_line_is_refused_with_a_reason(line: str, reason: str) -> None:
    """The message says what is wrong, in one line."""
    with pytest.raises(BadCommand) as refused:
        parse_line(line)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.text())
def test_any_line_is_understood_or_refused(words: str) -> None:
    """Nothing that can be typed raises anything but BadCommand."""
    try:
        call = parse_line("!" + words)
    except BadCommand:
        return
    assert call.command in COMMANDS


@given(st.text(min_size=1).filter(str.strip))
def test_a_question_is_kept_as_typed(words: str) -> None:
    """Only blanks at the ends go."""
    assert parse_command(f"ask {words}").values == {"question": words.strip()}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("quoets", "quotes"), ("hlep", "help"), ("sumary", "summary"), ("backgroud", "background"), ("fact", "facts")],
)
def test_a_slip_of_the_fingers_is_close(typed: str, meant: str) -> None:
    """A letter or two wrong: close enough to speak up in Discord."""
    nearest = nearest_commands(typed)[0]
    assert nearest.name == meant
    assert nearest.closeness >= CLOSE


@pytest.mark.parametrize("typed", ["ban", "play", "time", "poll", "rank", "weather", "purge", "hello", ""])
def test_other_bots_commands_are_not_close(typed: str) -> None:
    """A command of another bot in the channel is none of our business."""
    assert all(near.closeness < CLOSE for near in nearest_commands(typed))


def test_a_beginning_is_suggested() -> None:
    """`time` is no slip for `timeline`, but worth a suggestion."""
    with pytest.raises(UnknownCommand) as refused:
        parse_line("!time")
    assert refused.value.near[0].name == "timeline"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("quotes Putin", "quotes"),
        ("who Putin", "who"),
        ("who accused Iran of supplying missiles?", "ask"),
        ("tell me of the drones", "ask"),
        ("ask who signed?", "ask"),
        ("search S-300?", "search"),
    ],
)
def test_words_said_to_the_bot(words: str, name: str) -> None:
    """A command where they begin with one, otherwise a question."""
    assert parse_spoken(words).command.name == name


def test_nothing_said_to_the_bot() -> None:
    """A bare mention needs a question."""
    with pytest.raises(BadCommand, match="ask needs the question"):
        parse_spoken("  ")


def test_values_from_slash_options_are_read_alike() -> None:
    """Blank ones are left out, typed ones are read."""
    assert check_values(find_command("source"), {"number": " 1 ", "paragraph": ""}) == {"number": 1}


def test_arguments_have_the_names_of_the_desk() -> None:
    """`from` is a word of Python's own."""
    assert parse_line("!timeline from:2001 to:2024").arguments == {"since": "2001", "until": "2024"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_desk_has_a_method_for_every_command(command: Command) -> None:
    """With the parameters of the table; help alone is answered from the table itself."""
    if command.name == "help":
        return
    accepted = inspect.signature(getattr(Desk, command.name)).parameters
    required = {name for name, each in accepted.items() if each.default is each.empty} - {"self"}
    arguments = {parameter.argument or parameter.name: parameter for parameter in command.parameters}
    assert arguments.keys() <= accepted.keys()
    assert required == {name for name, parameter in arguments.items() if parameter.required}


def test_every_example_is_understood() -> None:
    """The table teaches only what works."""
    for command in COMMANDS:
        assert command.examples
        for example in command.examples:
            assert parse_command(example).command is command


def test_help_comes_from_the_table() -> None:
    """All commands, or one with its examples; remarks are passed on."""
    assert [entry.usage for entry in help_with().entries] == [command.usage for command in COMMANDS]
    assert help_with("quotes").entries[0].examples == ("quotes Putin", "quotes Putin about:nuclear")
    assert help_with("!Quotes", ("a remark",)).remarks == ("a remark",)
    assert find_command("quotes").usage == "quotes [speaker] [about:…]"


async def test_what_a_desk_cannot_answer_is_told_and_a_fault_is_raised() -> None:
    """Every error of the one base is a refusal in its own words; any other goes on to who logs it."""

    class Desk:
        def __init__(self, error: Exception) -> None:
            self.error = error

        async def sources(self) -> None:
            raise self.error

    call = parse_line("!sources")
    for told in (BadCommand("no"), NoSuchDocument("no"), ArchiveUnavailable("no")):
        assert await answer(Desk(told), call) == Refusal("no")  # type: ignore[arg-type]
    with pytest.raises(NotVerbatim):
        await answer(Desk(NotVerbatim("a fault")), call)  # type: ignore[arg-type]
