"""Somebody else's bot, in a process of its own: ``python host.py KIND EXTENSION``.

It loads and unloads an extension when told, and counts what there is in it. It knows nothing of ours, and imports
none of it: it is also run, under the name ``bot.py``, where only the wheel is installed.
"""

import asyncio
import gc
import importlib
import io
import json
import logging
import os
import sys
import threading
from pathlib import Path

import discord
import yarl
from discord.ext import commands

KIND, EXTENSION = sys.argv[1:3]


def intents() -> discord.Intents:
    wanted = discord.Intents.default()
    wanted.message_content = KIND != "quiet"
    return wanted


class Host(commands.Bot):
    """A bare one; `strict` takes no command called *who*, `checking` lets nobody call *facts*."""

    def add_command(self, command, /):
        if KIND == "strict" and command.name == "who":
            raise RuntimeError("this host takes no command of that name")
        super().add_command(command)


def make_host() -> commands.Bot:
    if KIND != "sharded":
        bare = Host("?", intents=intents(), guild_ready_timeout=0.1)
        bare.add_check(lambda context: KIND != "checking" or context.command.name != "facts")
        return bare
    host = commands.AutoShardedBot("?", intents=intents(), guild_ready_timeout=0.1)

    @host.hybrid_command(description="The host's own search", aliases=["timeline"])
    async def search(context, *, words: str = ""):
        await context.send(f"the host searched for {words}")

    return host


host = make_host()


def open_files() -> list[str]:
    """Files under the data folder that this process has open."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    targets = [str(link.readlink()) for link in links]
    return sorted({target for target in targets if target.startswith(os.environ["TREATY_DESK_DATA_FOLDER"])})


def tasks() -> list[str]:
    """Tasks by what they run, but for libraries' own, which come and go: those of Discord, and of the database."""
    running = [task.get_coro() for task in asyncio.all_tasks()]
    library, database = str(Path(discord.__file__).parent) + os.sep, f"{os.sep}sqlalchemy{os.sep}"
    own = [each for each in running if database not in (file := each.cr_code.co_filename) and library not in file]
    return sorted(each.__qualname__ for each in own)


def handlers() -> list[str]:
    """Log handlers that write."""
    known = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
    attached = [handler for logger in known for handler in getattr(logger, "handlers", ())]
    return sorted(repr(handler) for handler in attached if not isinstance(handler, logging.NullHandler))


def census() -> dict:
    """All that an extension could leave behind. The event loop's own pool of threads is the host's."""
    gc.collect()
    return {
        "commands": sorted(host.all_commands),
        "slash": sorted(command.name for command in host.tree.get_commands()),
        "cogs": sorted(host.cogs),
        "buttons": len(host._connection._view_store._dynamic_items),
        "views": len(host._connection._view_store._views),
        "listeners": sorted(name for name, heard in host.extra_events.items() if heard),
        "checks": len(host._checks),
        "tasks": tasks(),
        "threads": sorted(t.name for t in threading.enumerate() if not t.name.startswith("asyncio_")),
        "handlers": handlers(),
        "files": open_files(),
        "modules": sorted(name for name in sys.modules if name == EXTENSION or name.startswith(f"{EXTENSION}.")),
    }


@host.command(name="census")
async def tell_census(context):
    await host.wait_until_ready()
    for _ in range(500):  # a round of the clock comes to its end; what hangs is told of
        if "Shift._do" not in tasks():
            break
        await asyncio.sleep(0.01)
    await context.send(file=discord.File(io.BytesIO(json.dumps(census()).encode()), "census.json"))


@host.command()
async def load(context):
    try:
        await host.load_extension(EXTENSION)
    except commands.ExtensionError as error:
        await context.send(f"not loaded: {error.__cause__}")
    else:
        await host.tree.sync()
        await context.send("loaded")


@host.command()
async def again(context):
    """Load a second desk beside the first, with a setting with which no library is opened."""
    os.environ["TREATY_DESK_SUMMARY_LINES"] = "99"
    try:
        await importlib.import_module(EXTENSION).setup(host)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        await context.send(f"not loaded: {error}")
    finally:
        del os.environ["TREATY_DESK_SUMMARY_LINES"]


@host.command()
async def unload(context):
    await host.unload_extension(EXTENSION)
    await host.tree.sync()
    await context.send("unloaded")


@host.command()
async def uncog(context):
    await host.remove_cog("Treaty Desk")
    await context.send("uncogged")


async def main():
    discord.http.Route.BASE = os.environ["HOST_API"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["HOST_GATEWAY"])
    async with host:
        await host.start(os.environ["HOST_TOKEN"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main())
