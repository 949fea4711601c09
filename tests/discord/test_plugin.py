"""The extension in other people's bots, each a process of its own."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import venv
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import pytest

from bot.faces.commands.digest_table import DIGEST_DOES
from bot.faces.commands.table import BY_NAME, HEADS
from bot.faces.discord.cogs.menus import CHECK, FIND
from bot.faces.discord.messages.set_up import SET_UP_ITEMS
from tests.checkout import HOUSE
from tests.discord.process import environment, running, start, until
from tests.discord_server import DiscordServer
from tests.discord_server.messages import Messages

HOST = Path(__file__).with_name("host.py")
NAMES = set(HEADS)
FREE = NAMES - {"help"}  # a bare bot of discord.py has a help of its own

LASTING = ("commands", "slash", "cogs", "buttons", "views", "listeners", "checks", "tasks", "handlers")
"""Of a census, what stays the same while a desk is at work."""


class Hosted:
    """A host on a Discord of its own, and what it says."""

    def __init__(self, server):
        self.server = server

    async def told(self, words):
        await self.server.member_says(f"?{words}")
        return (await self.server.next_message()).words

    async def census(self):
        await self.server.member_says("?census")
        return json.loads((await self.server.next_message()).uploads[0].content)

    async def comes_to(self, expected):
        """Count until there is what is expected, of what it names; a thread or a task may take a moment to end.

        Raises AssertionError where something stays.
        """
        for _ in range(100):
            census = await self.census()
            found = {name: census[name] for name in expected}
            if found == expected:
                return
            await asyncio.sleep(0.1)
        assert found == expected


@asynccontextmanager
async def hosted(folder, kind, *, extension="bot", python=sys.executable, script=HOST, cwd=HOUSE, **more):
    async with DiscordServer(message_content=True) as server:
        data = folder / "data"
        environ = environment(server, data, PYTHONPATH=str(cwd), **more)
        environ |= {"HOST_API": server.api_url, "HOST_GATEWAY": server.gateway_url, "HOST_TOKEN": server.state.token}
        # What is wrong here shows that nothing of ours moves Discord in a host.
        environ |= {"TREATY_DESK_DISCORD_API": "http://127.0.0.1:9", "DATA_FOLDER": "/dev/null/the host's own"}
        process = await start([python, str(script), kind, extension], environ, cwd)
        async with running(server, process):
            yield Hosted(server)


def install_wheel(folder):
    """Build the wheel and install it, alone, into an environment that sees the libraries of this one."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(HOUSE)]
    subprocess.run(build, check=True, capture_output=True)
    venv.create(folder / "venv")
    packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (packages / "libraries.pth").write_text(f"{Path(discord.__file__).parent.parent}\n", encoding="utf-8")
    python = str(folder / "venv" / "bin" / "python")
    wheel = str(next((folder / "dist").glob("*.whl")))
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    subprocess.run(pip, check=True, capture_output=True)
    return python


def run_readme_example(python, home):
    """Run a cog and its test as the loopback Discord's README prints them."""
    readme = (HOUSE / "tests" / "discord_server" / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(import .+?)```", readme, re.DOTALL)[1]
    (home / "example.py").write_text(f"{example}\nasyncio.run(test_greetings())\n", encoding="utf-8")
    subprocess.run([python, "-W", "ignore", "example.py"], check=True, cwd=home, timeout=120)


async def test_in_a_bare_bot_every_free_name_works_and_nothing_stays_after_unloading(tmp_path):
    """Twice over: a second load finds the house as the first one did."""
    async with hosted(tmp_path, "bare") as host:
        before = await host.census()
        for _ in range(2):
            assert await host.told("load") == "loaded"
            during = await host.census()
            assert set(during["commands"]) - set(before["commands"]) == FREE
            assert set(during["slash"]) == NAMES | {CHECK, FIND}
            assert during["files"]
            assert during["buttons"] == 1 + len(SET_UP_ITEMS)
            assert during["handlers"] == before["handlers"]
            assert "Documents" in await host.told("sources")
            assert "Documents" in (await (await host.server.member_calls("sources")).answer()).words
            await host.server.next_message()
            assert await host.told("unload") == "unloaded"
            await host.comes_to(before)
        await host.server.member_says("?quoets")
        await host.server.silence("?load", "loaded")


async def test_the_hosts_help_stays_and_ours_tells_what_was_left_out(tmp_path):
    async with hosted(tmp_path, "bare") as host:
        assert await host.told("load") == "loaded"
        for name in ("quotes", "speakers", "digest pause"):
            row, told = BY_NAME[name], await host.told(f"help {name}")
            assert all(words in told for words in (row.does, *(parameter.does for parameter in row.parameters)))
            assert "No description given" not in told
        assert DIGEST_DOES in await host.told("help digest")
        listed = await host.told("help")
        assert "No Category" in listed
        assert re.search(r"sources +The documents that answers", listed)
        helped = (await (await host.server.member_calls("help")).answer()).words
        assert "help" in helped
        assert "slash" in helped or "only" in helped


async def test_in_a_sharded_bot_the_hosts_names_and_aliases_win(tmp_path):
    """*search* is the host's in both forms; *timeline*, its alias, is the host's where it is typed."""
    async with hosted(tmp_path, "sharded") as host:
        before = await host.census()
        assert await host.told("load") == "loaded"
        assert await host.told("search S-300") == "the host searched for S-300"
        assert await host.told("timeline S-300") == "the host searched for S-300"
        assert "the host searched" in (await (await host.server.member_calls("search", words="x")).answer()).words
        await host.server.next_message()
        assert (await (await host.server.member_calls("timeline")).answer()).words
        await host.server.next_message()
        helped = (await (await host.server.member_calls("help")).answer()).words
        assert "“search” is left out" in helped.replace("\\", "")
        assert "“timeline” works as" in helped.replace("\\", "")
        await host.server.next_message()
        assert await host.told("unload") == "unloaded"
        await host.comes_to(before)


async def test_a_check_of_the_hosts_holds_for_our_commands_and_is_no_fault_of_ours(tmp_path):
    async with hosted(tmp_path, "checking") as host:
        assert await host.told("load") == "loaded"
        await host.server.member_says("?facts")
        await host.server.member_calls("facts")
        await host.server.silence("?sources", "Documents")


async def test_pages_turn_in_a_host_and_are_still_after_unloading(tmp_path):
    async with hosted(tmp_path, "bare") as host:
        assert await host.told("load") == "loaded"
        await host.server.member_says("?source 1")
        answer = await host.server.next_message()
        first = answer.words
        turned = await (await host.server.member_presses(answer, "Next")).answer()
        assert turned.words != first
        await host.server.member.says("Who signed the treaty?", reply_to=answer)
        assert "asked of document 1" in (await host.server.next_message()).words
        await (await host.server.member.uses_menu(answer, FIND)).answer()
        await host.server.next_message()
        assert (await host.census())["views"] == 0, "the library keeps a view for each answer with buttons"
        await host.told("unload")
        call = await host.server.member_presses(answer, "Previous")
        assert await host.told("census") == ""
        assert call.acknowledged is None


async def test_what_is_being_answered_while_it_is_unloaded_is_answered_first(tmp_path, monkeypatch):
    """The archive is open until then; and nothing of ours stays for it."""
    opened, real = asyncio.Event(), Messages.edit

    async def edit(self, *what):
        await opened.wait()
        return await real(self, *what)

    monkeypatch.setattr(Messages, "edit", edit)
    async with hosted(tmp_path, "bare") as host:
        before = await host.census()
        assert await host.told("load") == "loaded"
        call = await host.server.member_calls("sources")
        await until(lambda: call.acknowledged)
        await host.server.member_says("?unload")
        assert (await host.census())["files"], "the archive was closed before the last answer"
        opened.set()
        assert "Documents" in (await call.answer()).words
        await until(lambda: "unloaded" in [message.words for message in host.server.messages])
        host.server.catch_up()
        await host.comes_to(before)


async def test_taking_out_the_cog_alone_closes_everything_as_well(tmp_path):
    async with hosted(tmp_path, "bare") as host:
        before = await host.census()
        await host.told("load")
        assert await host.told("uncog") == "uncogged"
        assert (await host.census())["modules"]
        await host.comes_to({key: value for key, value in before.items() if key != "modules"})


@pytest.mark.parametrize(
    ("kind", "more", "reason"),
    [
        ("strict", {}, "takes no command of that name"),
        ("bare", {"TREATY_DESK_SUMMARY_LINES": "99"}, "TREATY_DESK_SUMMARY_LINES"),
    ],
    ids=["a host that refuses a command", "a wrong setting"],
)
async def test_after_a_load_that_failed_nothing_is_left(tmp_path, kind, more, reason):
    async with hosted(tmp_path, kind, **more) as host:
        before = await host.census()
        assert reason in await host.told("load")
        await host.comes_to(before)


async def test_a_second_desk_is_refused_before_a_library_is_opened(tmp_path):
    """The house stays as the first load left it; a wrong setting, at which opening would stop, is not even read.

    The first desk goes about its work meanwhile: what that does to its threads and files is not counted.
    """
    async with hosted(tmp_path, "bare") as host:
        assert await host.told("load") == "loaded"
        before = await host.census()
        assert "has a Treaty Desk already" in await host.told("again")
        await host.comes_to({key: before[key] for key in LASTING})


async def test_the_wheel_serves_a_host_whose_own_file_is_called_bot(tmp_path):
    """In a fresh environment: the wheel's folder is called otherwise, and brings its own seeds and settings.

    It brings the loopback Discord too, on which other people's cogs are tested as its README shows.
    """
    python = install_wheel(tmp_path)
    home = tmp_path / "host"
    home.mkdir()
    run_readme_example(python, home)
    script = shutil.copy(HOST, home / "bot.py")
    async with hosted(tmp_path, "bare", extension="treaty_desk", python=python, script=script, cwd=home) as host:
        before = await host.census()
        assert await host.told("load") == "loaded"
        assert "treaty_desk.wiring" in (await host.census())["modules"]
        assert "Documents" in await host.told("sources")
        assert await host.told("unload") == "unloaded"
        await host.comes_to(before)
