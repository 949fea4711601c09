"""The table of commands and the parser: what is typed becomes a call, or one line that says what is wrong."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.desk import Desk
from bot.domain.errors import ArchiveUnavailable, BadCommand, NoSuchDocument, NotVerbatim
from bot.domain.notices import Refusal
from bot.faces.commands.answering import answer, help_with
from bot.faces.commands.digest_table import DIGEST_COMMANDS
from bot.faces.commands.finding import CLOSE, UnknownCommand, find_command, nearest_commands
from bot.faces.commands.office_table import OFFICE_COMMANDS
from bot.faces.commands.parsing import check_values, parse_command, parse_line, parse_spoken
from bot.faces.commands.rows import Command, Rights
from bot.faces.commands.table import ALL_COMMANDS, COMMANDS

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
    ('!ask “lines:4” or "about:energy"?', "ask", {"question": '“lines:4” or "about:energy"?'}),
    ("!ask Ratio 3:1 or Minister: no?", "ask", {"question": "Ratio 3:1 or Minister: no?"}),
    ("!search «topic:x» documents:1", "search", {"words": "«topic:x»", "documents": "1"}),
    ("!verify “made by:him and by: her” by:Putin", "verify", {"words": "“made by:him and by: her”", "by": "Putin"}),
    ("!verify about: the sea", "verify", {"words": "about: the sea"}),
    ("!export quotes Putin about:nuclear", "export", {"command": "quotes Putin about:nuclear"}),
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
    ("!context [1.5.2], 1.6.1 1.5.2", "context", {"citation": "[1.5.2] 1.6.1 1.5.2"}),
    ("!sources 2, 1", "sources", {"documents": "2,1"}),
    ("!ask Who signed it? documents:1,2", "ask", {"question": "Who signed it?", "documents": "1,2"}),
    ("!ask documents:2 Who signed it?", "ask", {"question": "Who signed it?", "documents": "2"}),
    (f"!ask {'why ' * 499}not?", "ask", {"question": f"{'why ' * 499}not?"}),
    ("!help", "help", {}),
    ("!settings", "settings", {}),
    ("!settings Zone Europe/Vienna", "settings", {"name": "zone", "value": "Europe/Vienna"}),
    ("!settings editors <@&1> <@&2>", "settings", {"name": "editors", "value": "<@&1> <@&2>"}),
    ("!settings value:<@&1> <@&2>", "settings", {"value": "<@&1> <@&2>"}),
    ("!plain off server", "plain", {"switch": False, "where": "server"}),
    ("!plain where:here", "plain", {"where": "here"}),
    ("!alias the old man name:Ann Example", "alias", {"alias": "the old man", "name": "Ann Example"}),
    ("!digest list", "digest list", {}),
    ("!Digest  LIST", "digest list", {}),
    ("!digest show Morning desk", "digest show", {"name": "morning desk"}),
    ("!digest change Morning at:8:00 quiet:-", "digest change", {"name": "morning", "at": "08:00", "quiet": "-"}),
    ("!digest run morning full:on", "digest run", {"name": "morning", "full": True}),
    (
        "!digest add #desk at:7:30 and 18:00 days:Mon-Fri, last zone:Europe/Berlin",
        "digest add",
        {"channel": "#desk", "at": "07:30,18:00", "days": "weekdays,last", "zone": "Europe/Berlin"},
    ),
    (
        (
            "!digest add at:07:30 role:@News team skip-empty:on quiet:2025-12-24/2025-12-26 tags:fish, tin publish:on "
            "grace:90 min corrections:off name:Morning content:quotes,summary lines:3"
        ),
        "digest add",
        {
            "at": "07:30",
            "role": "@News team",
            "skip-empty": True,
            "quiet": "2025-12-24..2025-12-26",
            "tags": "fish, tin",
            "publish": True,
            "grace": "1h30m",
            "corrections": False,
            "name": "Morning",
            "content": "summary,quotes",
            "lines": 3,
        },
    ),
    ("!add", "add", {}),
    (
        "!add title:A pact: signed outlet:The Example published:2025-03-14 url:https://example.org/a?b=c#d",
        "add",
        {
            "title": "A pact: signed",
            "outlet": "The Example",
            "published": "2025-03-14",
            "url": "https://example.org/a?b=c#d",
        },
    ),
]

REFUSED = [
    ("!", "no command"),
    ("!summary lines:abc", "summary, lines: “abc” is no number of lines: write a whole number from 1 to 20"),
    ("!summary lines:0", "for example: summary 1 lines:3"),
    ("!summary lines:21", "from 1 to 20"),
    ("!summary lines:٣", "from 1 to 20"),
    ("!summary lines:3 lines:4", "lines is given twice, as “3” and “4”"),
    ("!digest change a1 name:b", "digest change: name is given twice, as “a1” and “b”"),
    ("!digest add at:07:30 bogus:1", "digest add: there is no option “bogus:”: there are channel:, at:, days:"),
    ("!quotes Putin speaker:Lavrov", "speaker is given twice"),
    ("!source", "source needs the document's number"),
    ("!source one", "“one” is no number"),
    ("!source 1 5 7", "“7” was not understood"),
    ("!facts treaty", "“treaty” is no number"),
    ("!sources please", "“please” is no number"),
    ("!speakers please", "“please” was not understood"),
    (f"!speakers {'please ' * 50}", "“please please"),
    (f"!speakers {'please ' * 50}", "(and more)” was not understood"),
    (f"!{'x' * 3000}", "(and more)”: the command “help” lists them all"),
    (f"!ask {'why ' * 500}not?", "ask, question: 2004 characters are too many: at most 2000 are read; for example"),
    (f"!facts {'1' * 101}", "101 characters are too many: at most 100 are read"),
    ("!sources " + "1 " * 21, "21 are too many at once: give at most 20"),
    ("!ask Who? documents:one", "ask, documents: “one” is no number"),
    ("!context 1.5.2 1.6", "“1.6” is no citation"),
    ("!timeline from:May", "2001-05-31"),
    ("!timeline from:2001-13", "2001-05-31"),
    ("!timeline from:2023-02-29", "2001-05-31"),
    ("!timeline from:2024 to:2001", "the period ends, in 2001, before it begins, in 2024"),
    ("!timeline from:2024-05 to:2024-04-30", "before it begins"),
    ("!context 1.5", "write it as 1.5.2"),
    ("!who", "who needs the name of a person or a body; for example: who Putin"),
    ("!search", "search needs the words to look for"),
    ("!add please", "“please” was not understood"),
    ("!add published:2025-03", "write it as 2001-05-31"),
    ("!add published:2025-02-30", "write it as"),
    ("!add url:javascript:alert(1)", "https://example.org/page"),
    ("!plain here", "“here” is neither on nor off"),
    ("!plain on everywhere", "write me, here or server"),
    ("!plain on here now", "“now” was not understood"),
    (
        "!digest",
        "digest is followed by add, list, show, change, pause, resume, remove, run or preview; for example: digest",
    ),
    ("!digest lst", "there is no command “digest lst”: digest is followed by add, list"),
    ("!digset list", "did you mean digest?"),
    ("!digest add #desk", "digest add needs the time, as 07:30"),
    ("!digest add at:25:00", "digest add, at: “25:00” is no time of the day: write it as 07:30"),
    ("!digest add at:07:30 days:someday", "“someday” is no day: write daily, weekdays"),
    ("!digest add at:07:30 zone:Mars", "there is no time zone “Mars”"),
    ("!digest add at:07:30 content:weather", "“weather” is no part of a digest"),
    ("!digest add at:07:30 skip-empty:maybe", "“maybe” is neither on nor off"),
    ("!digest add at:07:30 lines:21", "from 1 to 20"),
    (
        "!digest change morning",
        "digest change needs what is to be changed; for example: digest change morning at:08:00",
    ),
    ("!digest change morning quiet:soon", "“soon” is no date"),
    ("!digest show", "digest show needs the digest's name; for example: digest show morning"),
    ("!digest list please", "“please” was not understood"),
    ("!quoets Putin", "did you mean quotes?"),
    ("!summary nuclear lnes:3", "summary: there is no option “lnes:”: did you mean lines:?"),
    ("!search Iran Documnts:1", "did you mean documents:?"),
    ("!digest add at:07:30 skip-emty:on", "did you mean skip-empty:?"),
    (
        "!verify “sensitive areas” speaker:Putin",
        "verify: there is no option “speaker:”: there are words:, by:",
    ),
    ("!quotes Putin lines:2", "quotes: there is no option “lines:”: there are speaker:, about:"),
    ("!timeline since:2024", "timeline: there is no option “since:”: there are who:, from:, to:"),
    ("!summary Topic:nuclear", "summary: there is no option “Topic:”: there are about:, lines:, method:"),
    ("!quotes documents:13", "there is no option “documents:”"),
    ("!quotes speaker:Putin topic:“sensitive areas”", "there is no option “topic:”"),
    ("!who Putin lines:2", "there is no option “lines:”: there is name:"),
    ("!speakers lines:2", "there is no option “lines:”: speakers has none"),
    ("!ask lines:4 or about:energy?", "ask: there is no option “lines:”: there are question:, documents:"),
    ("!quotes about:", "quotes, about: nothing stands behind “about:”; for example: quotes Putin about:nuclear"),
    ("!summary nuclear lines:", "summary, lines: nothing stands behind “lines:”; for example: summary 1 lines:3"),
    ("!xyzzy", "the command “help” lists them all"),
]


@pytest.mark.parametrize(("line", "name", "values"), UNDERSTOOD)
def test_a_line_is_understood(line: str, name: str, values: dict[str, object]) -> None:
    """Free text is never split at quotation marks; options may stand anywhere."""
    call = parse_line(line)
    assert (call.command.name, dict(call.values)) == (name, values)


SPELLED = [
    ("!quotes Putin about:energy", "quotes Putin about:energy", "quotes speaker:Putin about:energy"),
    ("!quotes about:energy", "quotes about:energy", "quotes about:energy"),
    ("!summary lines:1 nuclear", "summary nuclear lines:1", "summary about:nuclear lines:1"),
    ("!timeline from:2001 to:2024", "timeline from:2001 to:2024", "timeline from:2001 to:2024"),
    ("!sources", "sources", "sources"),
    ("!plain off here", "plain off where:here", "plain switch:off where:here"),
    (
        "!digest add #desk at:7:30 days:mon",
        "digest add #desk at:07:30 days:mon",
        "digest add channel:#desk at:07:30 days:mon",
    ),
]


@pytest.mark.parametrize(("line", "typed", "slash"), SPELLED)
def test_a_call_is_spelled_as_it_is_typed_and_as_it_is_by_slash(line: str, typed: str, slash: str) -> None:
    """What somebody is told to type means what they pressed."""
    call = parse_line(line)
    assert (call.spell(slash=False), call.spell(slash=True)) == (typed, slash)
    assert parse_command(call.spell(slash=False)).values == call.values


@pytest.mark.parametrize("row", ALL_COMMANDS, ids=lambda row: row.name)
def test_every_example_is_called_by_slash_as_well(row: Command) -> None:
    """Help shows both forms, and both mean the same."""
    (entry,) = help_with(row.name).entries
    assert [parse_command(example).values for example in entry.called] == [
        parse_command(example).values for example in entry.examples
    ]


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
    assert call.command in ALL_COMMANDS


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
        ("digest list", "digest list"),
        ("digest of the week?", "ask"),
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
    """With the parameters of the table; help is answered from the table itself, and export from other commands."""
    if command.name in {"help", "export"}:
        return
    accepted = inspect.signature(getattr(Desk, command.name)).parameters
    required = {name for name, each in accepted.items() if each.default is each.empty} - {"self"}
    arguments = {parameter.argument or parameter.name: parameter for parameter in command.parameters}
    assert arguments.keys() <= accepted.keys()
    assert required == {name for name, parameter in arguments.items() if parameter.required}


@pytest.mark.parametrize(
    ("line", "rights"),
    [
        ("!quotes Putin", Rights.ASK),
        ("!setup", Rights.EDIT),
        ("!digest list", Rights.EDIT),
        ("!digest run morning", Rights.EDIT),
        ("!settings", Rights.EDIT),
        ("!settings editors", Rights.EDIT),
        ("!settings zone Europe/Vienna", Rights.EDIT),
        ("!settings editors <@&1>", Rights.MANAGE),
        ("!settings Channels value:<#1>", Rights.MANAGE),
        ("!settings editors -", Rights.MANAGE),
        ("!plain", Rights.ASK),
        ("!plain off me", Rights.ASK),
        ("!plain on here", Rights.EDIT),
        ("!plain where:server", Rights.EDIT),
    ],
)
def test_what_a_call_needs_depends_on_what_it_does(line: str, rights: Rights) -> None:
    """Everybody chooses for themselves, an editor for a channel; rights are given by who manages the server."""
    assert parse_line(line).rights is rights


def test_every_example_is_understood() -> None:
    """The table teaches only what works."""
    for command in ALL_COMMANDS:
        assert command.examples
        for example in command.examples:
            assert parse_command(example).command is command


def test_help_comes_from_the_table() -> None:
    """All commands, or one with its examples; remarks are passed on."""
    assert [entry.usage for entry in help_with().entries] == [command.usage for command in ALL_COMMANDS]
    assert help_with("quotes").entries[0].examples == ("quotes Putin", "quotes Putin about:nuclear")
    assert [entry.usage.split()[1] for entry in help_with("digest").entries] == [
        *("add", "list", "show", "change", "pause", "resume", "remove", "run", "preview")
    ]
    assert help_with("digest show").entries[0].usage == "digest show NAME"
    assert help_with("!Quotes", ("a remark",)).remarks == ("a remark",)
    assert find_command("quotes").usage == "quotes [speaker] [about:…]"


@pytest.mark.parametrize("command", [*OFFICE_COMMANDS, *DIGEST_COMMANDS], ids=lambda command: command.name)
async def test_in_the_terminal_an_office_command_says_what_to_do_there(command: Command) -> None:
    """A server's own things are changed on that server."""
    reply = await answer(None, parse_line(f"!{command.examples[-1]}"))  # type: ignore[arg-type]
    assert isinstance(reply, Refusal)
    assert reply.reason.endswith(command.elsewhere)


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
