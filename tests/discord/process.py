"""The real bot, and other people's bots, as processes of their own."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.checkout import plain_checkout
from tests.discord_server import DiscordServer
from tests.warm import plain_variables, warm


def environment(server: DiscordServer, folder: Path, **more: str) -> dict[str, str]:
    """Settings that lead to a server on loopback and to a data folder of the test's."""
    return plain_variables() | {
        "DISCORD_TOKEN": server.state.token,
        "TREATY_DESK_DISCORD_API": server.api_url,
        "TREATY_DESK_DISCORD_GATEWAY": server.gateway_url,
        "TREATY_DESK_DATA_FOLDER": str(folder),
        **more,
    }


async def start(command: list[str], environ: Mapping[str, str], folder: Path | None = None) -> Process:
    """Start a process; where nothing else is said, in a checkout without a `.env`."""
    folder = folder or plain_checkout()
    return await asyncio.create_subprocess_exec(*command, cwd=folder, env=environ, stdout=PIPE, stderr=PIPE)


async def start_bot(server: DiscordServer, folder: Path, **more: str) -> Process:
    """Start ``python -m bot``."""
    return await start(warm("-m", "bot"), environment(server, folder, **more))


async def ended(process: Process, within: float = 60.0) -> tuple[int | None, str]:
    """Wait for a process to end by itself; give its status and what it wrote to standard error."""
    _, errors = await asyncio.wait_for(process.communicate(), within)
    return process.returncode, (errors or b"").decode()


async def stop(process: Process) -> tuple[int | None, str]:
    """Ask a process to end, as an operator does."""
    if process.returncode is None:
        process.terminate()
    return await ended(process)


async def until(holds: Callable[[], object], within: float = 60.0) -> None:
    """Wait until something holds. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.01)


@asynccontextmanager
async def running(server: DiscordServer, process: Process) -> AsyncIterator[Process]:
    """A process that was started, once it is connected; it is stopped at the end."""
    try:
        await _connected(server, process)
        yield process
    finally:
        await stop(process)


@asynccontextmanager
async def running_bot(server: DiscordServer, folder: Path, **more: str) -> AsyncIterator[Process]:
    """``python -m bot``, connected; it is stopped at the end."""
    async with running(server, await start_bot(server, folder, **more)) as process:
        yield process


async def _connected(server: DiscordServer, process: Process) -> None:
    """Wait for the connection; where the process ends before, say what it said."""
    connected, gone = asyncio.ensure_future(server.connected(60)), asyncio.ensure_future(process.wait())
    await asyncio.wait((connected, gone), return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if not connected.done():
        connected.cancel()
        raise AssertionError((await ended(process))[1])
    connected.result()
