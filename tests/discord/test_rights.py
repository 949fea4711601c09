"""Who may call what, where and how often: decided from who asks, the call, and what the server has chosen."""

from dataclasses import replace

import pytest

from bot.domain.servers import OPERATOR, Caller, ServerChoices
from bot.faces.commands.parsing import parse_line
from bot.faces.commands.rows import Call, Command, Rights
from bot.faces.discord.counter.rights import Asker, Gate, NotAdmitted, Way

SERVER, CHANNEL, EDITORS, READERS = 10, 20, 30, 31
READER = Asker(Caller(SERVER, CHANNEL, 1, "Ann"), frozenset({CHANNEL}), frozenset({READERS}))
EDITOR = replace(READER, roles=frozenset({READERS, EDITORS}))
CHIEF = replace(READER, manages=True)
OWNER = replace(READER, operates=True)
HEALTH = Call(Command("any", "What only who runs the bot may see", rights=Rights.OPERATE))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def gate_of(choices: ServerChoices, tick=None) -> Gate:
    """A gate for servers that all have chosen the same."""

    async def choose(_: int) -> ServerChoices:
        return choices

    return Gate(choose, tick or Clock())


async def refusal(gate: Gate, asker: Asker, call: Call | str) -> NotAdmitted | None:
    """What somebody is told, or None where the call goes through."""
    try:
        await gate.admit(asker, parse_line(call) if isinstance(call, str) else call)
    except NotAdmitted as refused:
        return refused
    return None


@pytest.mark.parametrize(
    ("call", "who_may"),
    [
        ("!quotes Putin", {"reader", "editor", "chief", "owner"}),
        ("!plain on", {"reader", "editor", "chief", "owner"}),
        ("!plain on here", {"editor", "chief"}),
        ("!setup", {"editor", "chief"}),
        ("!add", {"editor", "chief"}),
        ("!withdraw 1", {"editor", "chief"}),
        ("!alias", {"editor", "chief"}),
        ("!audit", {"editor", "chief"}),
        ("!settings", {"editor", "chief"}),
        ("!settings editors", {"editor", "chief"}),
        ("!settings zone Europe/Vienna", {"editor", "chief"}),
        ("!settings editors <@&31>", {"chief"}),
        ("!settings EDITORS -", {"chief"}),
        ("!settings value:<#1> name:channels", {"chief"}),
        ("!settings cooldown 0", {"chief"}),
        ("!settings channel_cooldown 0", {"chief"}),
        (HEALTH, {"owner"}),
    ],
)
async def test_who_may_call_what(call, who_may) -> None:
    """An editor's role takes in documents and sets what gives no rights; roles are given by who manages the server."""
    gate = gate_of(ServerChoices(editors=(EDITORS,)))
    everybody = {"reader": READER, "editor": EDITOR, "chief": CHIEF, "owner": OWNER}
    refused = {name: await refusal(gate, asker, call) for name, asker in everybody.items()}
    assert {name for name, told in refused.items() if not told} == who_may
    for told in filter(None, refused.values()):
        assert len(str(told).splitlines()) == 1
        assert told.told


async def test_without_roles_in_the_settings_a_role_is_worth_nothing() -> None:
    """Every member has some."""
    assert await refusal(gate_of(ServerChoices()), EDITOR, "!audit")


async def test_in_a_private_message_there_is_no_server_to_look_after() -> None:
    """Whatever role or right somebody is said to have: the operator's library is changed from the shell."""
    private = replace(CHIEF, caller=Caller(OPERATOR, 99, 1, "Ann"), roles=frozenset({EDITORS}))
    gate = gate_of(ServerChoices(editors=(EDITORS,)))
    for line in ("!add", "!withdraw 1", "!settings", "!settings library off", "!plain off server", "!audit"):
        assert "call it on the server" in str(await refusal(gate, private, line))
    assert await refusal(gate, private, "!quotes Putin") is None
    assert await refusal(gate, private, "!plain") is None


async def test_a_refusal_says_who_may() -> None:
    gate = gate_of(ServerChoices())
    assert "“editors”" in str(await refusal(gate, READER, "!add"))
    assert str(await refusal(gate, READER, "!settings editors 1")).startswith("settings editors is for who may manage")
    assert "who runs this bot" in str(await refusal(gate, CHIEF, HEALTH))


async def test_elsewhere_than_in_the_channels_of_the_settings_nothing_is_answered() -> None:
    """By slash and by name the channels are named; what is typed behind a prefix may be another bot's."""
    gate = gate_of(ServerChoices(channels=(7, 8)))
    told = {way: await refusal(gate, replace(READER, way=way), "!quotes") for way in Way}
    assert all(refused and refused.channels == (7, 8) for refused in told.values())
    assert {way for way, refused in told.items() if refused.told} == {Way.PRIVATE, Way.SPOKEN}
    assert await refusal(gate, replace(READER, places=frozenset({8})), "!quotes") is None


async def test_a_thread_is_a_place_of_its_channel() -> None:
    gate = gate_of(ServerChoices(channels=(7,)))
    assert await refusal(gate, replace(READER, places=frozenset({500, 7})), "!quotes") is None


async def test_those_who_look_after_the_server_do_so_everywhere() -> None:
    """So that nobody locks themselves out; what anybody may ask they ask where everybody does."""
    gate = gate_of(ServerChoices(channels=(7,), editors=(EDITORS,), cooldown=60))
    for line in ("!settings", "!setup", "!audit", "!plain on here"):
        assert await refusal(gate, EDITOR, line) is None
    assert await refusal(gate, CHIEF, "!settings channels -") is None
    assert await refusal(gate, CHIEF, "!quotes")


async def test_presses_and_suggestions_are_for_the_same_places() -> None:
    gate = gate_of(ServerChoices(channels=(7,), cooldown=60))
    there = replace(READER, places=frozenset({7}))
    assert not await gate.admits(READER)
    with pytest.raises(NotAdmitted):
        await gate.admit_again(READER, parse_line("!quotes"))
    with pytest.raises(NotAdmitted):
        await gate.admit_again(there, parse_line("!audit"))
    for _ in range(3):
        assert await gate.admits(there)
        await gate.admit_again(there, parse_line("!quotes"))
    assert await refusal(gate, there, "!quotes") is None


async def test_a_user_waits_between_two_commands() -> None:
    """The line says how long, to the second; another user waits for nobody."""
    clock = Clock()
    gate = gate_of(ServerChoices(cooldown=10), clock)
    assert await refusal(gate, READER, "!quotes") is None
    clock.now += 7.5
    assert "every 10 seconds: try again in 3 seconds" in str(await refusal(gate, READER, "!quotes"))
    assert await refusal(gate, replace(READER, caller=Caller(SERVER, CHANNEL, 2, "Bob")), "!quotes") is None
    clock.now += 1.6
    assert str(await refusal(gate, READER, "!quotes")).endswith("try again in 1 second.")
    clock.now += 1.0
    assert await refusal(gate, READER, "!quotes") is None


async def test_a_channel_waits_whoever_asks() -> None:
    clock = Clock()
    gate = gate_of(ServerChoices(channel_cooldown=5), clock)
    other = replace(READER, caller=Caller(SERVER, CHANNEL, 2, "Bob"))
    assert await refusal(gate, READER, "!quotes") is None
    assert "in this channel" in str(await refusal(gate, other, "!quotes"))
    assert await refusal(gate, replace(other, caller=Caller(SERVER, 21, 2, "Bob")), "!quotes") is None
    clock.now += 5
    assert await refusal(gate, other, "!quotes") is None


async def test_who_waits_for_the_channel_loses_no_turn_of_their_own() -> None:
    """A call that is refused counts for nothing."""
    clock = Clock()
    gate = gate_of(ServerChoices(cooldown=100, channel_cooldown=5), clock)
    other = replace(READER, caller=Caller(SERVER, CHANNEL, 2, "Bob"))
    assert await refusal(gate, READER, "!quotes") is None
    assert await refusal(gate, other, "!quotes")
    clock.now += 5
    assert await refusal(gate, other, "!quotes") is None


async def test_one_server_waits_for_no_other() -> None:
    gate = gate_of(ServerChoices(cooldown=10))
    assert await refusal(gate, READER, "!quotes") is None
    assert await refusal(gate, replace(READER, caller=Caller(11, 21, 1, "Ann")), "!quotes") is None


async def test_typed_too_early_is_told_once_and_slash_always() -> None:
    """A bot that answers every line of a flood is a flood."""
    clock = Clock()
    gate = gate_of(ServerChoices(cooldown=10), clock)
    typed = replace(READER, way=Way.TYPED)
    assert await refusal(gate, typed, "!quotes") is None
    assert [(await refusal(gate, typed, "!quotes")).told for _ in range(4)] == [True, False, False, False]
    assert (await refusal(gate, READER, "!quotes")).told
    clock.now += 10
    assert await refusal(gate, typed, "!quotes") is None
    assert (await refusal(gate, typed, "!quotes")).told


async def test_turns_that_are_over_are_forgotten() -> None:
    """A flood of users leaves nothing behind for ever."""
    clock = Clock()
    gate = gate_of(ServerChoices(cooldown=10), clock)
    for user in range(10_001):
        assert await refusal(gate, replace(READER, caller=Caller(SERVER, CHANNEL, user, "x")), "!quotes") is None
    clock.now += 11
    assert await refusal(gate, READER, "!quotes") is None
    assert len(gate._pace._turns) == 1
