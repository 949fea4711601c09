"""The real bot under load on the loopback Discord: every command is answered, and memory does not grow."""

import asyncio
from pathlib import Path

import pytest

from tests.discord.process import running_bot
from tests.discord_server import DiscordServer

ROUNDS = 60
AT_ONCE = 10


def resident(process_id: int) -> int:
    """Memory in kilobytes."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


async def ask_round(server: DiscordServer) -> None:
    """Many at once, each answered."""
    calls = [await server.member_calls("quotes", speaker="Putin") for _ in range(AT_ONCE)]
    answers = await asyncio.gather(*(call.answer() for call in calls))
    assert all("I am very pleased" in answer.words for answer in answers)


@pytest.mark.long
async def test_every_command_is_answered_and_memory_is_flat(tmp_path):
    async with DiscordServer() as server, running_bot(server, tmp_path) as process:
        for _ in range(10):
            await ask_round(server)
        before = resident(process.pid)
        for _ in range(ROUNDS):
            await ask_round(server)
        assert resident(process.pid) < before * 1.1
        assert not server.refusals
