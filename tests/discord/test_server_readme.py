"""The loopback Discord stands by itself, and its README's example runs as it is printed."""

import ast
import re
import sys

import pytest

import tests.discord_server
from tests.checkout import HOUSE
from tests.discord_server.people import Acts

ROOM = HOUSE / "tests" / "discord_server"
README = (ROOM / "README.md").read_text(encoding="utf-8")


def imported(path):
    """The modules that a file imports, those of its own package apart."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level < 2, "nothing above the package"
            yield from [] if node.level else [(node.module or "").split(".")[0]]


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_it_imports_aiohttp_and_the_standard_library_alone(path):
    assert set(imported(path)) <= sys.stdlib_module_names | {"aiohttp"}


async def test_the_readmes_example_runs(monkeypatch):
    import discord

    monkeypatch.setattr(discord.http.Route, "BASE", None)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", None)
    for warned in ("warn_nacl", "warn_dave"):
        monkeypatch.setattr(discord.VoiceClient, warned, False)
    monkeypatch.setitem(sys.modules, "treaty_desk.discord_server", tests.discord_server)
    monkeypatch.setitem(sys.modules, "treaty_desk", tests)
    example = re.search(r"```python\n(import .+?)```", README, re.DOTALL)[1]
    room = {"__name__": "example"}
    exec(compile(example, "README.md", "exec"), room)  # noqa: S102 - it is ours
    await room["test_greetings"]()


def test_the_readme_names_every_verb_and_every_fault():
    verbs = {name for name in vars(Acts) if not name.startswith("_")} - {"place"}
    verbs |= {"RateLimit(", "ServerError(", "Reset(", "Stall(", "AnswerLost("}
    assert {verb for verb in verbs if verb not in README} == set()
