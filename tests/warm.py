"""The real program in a process of its own, begun where its libraries are loaded already.

Most of a start is imports, and a run of the tests starts the program some two hundred times. `warm` gives a command
that does what ``python -m bot`` does: it hands its streams, folder, variables and arguments to a server that forks.
Signals go through to the fork, its status comes back, and it is killed with the process that called for it. What is
to be seen of a start itself (the locale, closed streams, what is imported) needs ``sys.executable``.

A fork is watched through ``os.pidfd_open``, which Linux alone has: elsewhere, ``warm`` gives the command that begins
with Python.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

PRELOADED = (
    "alembic.command",  # the first start in a data folder makes its schema
    "alembic.config",
    "bot.bureau",
    "bot.calls",
    "bot.faces.console.batch",
    "bot.faces.console.chat",
    "bot.faces.console.extras",
    "bot.faces.discord.client",
    "bot.faces.discord.survey",
    "bot.render.notices",
)
_CHOSEN = re.compile("(DISCORD|TREATY_DESK|SHARD)_.*|DATABASE_URL|DATA_FOLDER|TZ|COLUMNS|NO_COLOR|FORCE_COLOR")
"""The variables by which somebody chooses what the program does, and how it looks."""

_PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_STREAMS = (0, 1, 2)

Program = Callable[[], object]


def plain_variables() -> dict[str, str]:
    """The variables of this process, without those that would change what the program does."""
    return {name: value for name, value in os.environ.items() if not _CHOSEN.fullmatch(name)}


def warm(*arguments: str | Path) -> list[str]:
    """The command for ``python ARGUMENTS``: ``-m`` and a module, or a script, and what follows."""
    words = [str(argument) for argument in arguments]
    if not hasattr(os, "pidfd_open"):
        return [sys.executable, *words]
    return [sys.executable, "-I", "-S", __file__, _open_server(), *words]


@cache
def _open_server() -> str:
    """Where the server of this process listens; it ends with this process."""
    folder = tempfile.TemporaryDirectory(prefix="forks")
    address = str(Path(folder.name) / "door")
    house = str(Path(__file__).resolve().parent.parent)
    code = f"import sys; sys.path.insert(0, {house!r}); from tests.warm import serve_forks; serve_forks()()"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen(64)
        server = subprocess.Popen(
            [sys.executable, "-c", code, str(door.fileno())], stdin=subprocess.PIPE, pass_fds=[door.fileno()]
        )
    atexit.register(folder.cleanup)
    atexit.register(server.kill)
    return address


def serve_forks() -> Program:
    """Fork for each that calls, until the process that began the server is gone; gives what a fork is to do."""
    for module in PRELOADED:
        import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    with socket.socket(fileno=int(sys.argv[1])) as door:
        while door in select.select([door, sys.stdin], [], [])[0]:
            line, _ = door.accept()
            if os.fork() == 0:
                sys.stdin.close()
                return _keep(line)
            line.close()
    return sys.exit


def _keep(line: socket.socket) -> Program:
    """Fork once more, and tell the caller how the fork ends; where the caller is gone, end the fork."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    size, streams, _, _ = socket.recv_fds(line, 8, len(_STREAMS))
    order = json.loads(_receive(line, int.from_bytes(size)))
    program = os.fork()
    if program == 0:
        line.close()
        return _become(order, streams)
    for stream in (*streams, *_STREAMS):
        with suppress(OSError):
            os.close(stream)
    line.sendall(program.to_bytes(8))
    with io.FileIO(os.pidfd_open(program)) as ended:
        if line in select.select([line, ended], [], [])[0]:
            os.kill(program, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    with suppress(OSError):
        line.sendall(status.to_bytes(8, signed=True))
    os._exit(0)


def _become(order: dict[str, object], streams: list[int]) -> Program:
    """Take on what the caller handed over; gives what is left to do."""
    for stream, handed in zip(_STREAMS, streams, strict=True):
        os.dup2(handed, stream)
        os.close(handed)
    os.chdir(str(order["folder"]))
    os.environ.clear()
    os.environ.update(order["variables"])  # type: ignore[call-overload]
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
    sys.stdout = _write_to(1, errors="strict")
    sys.stderr = _write_to(2, errors="backslashreplace", line_buffering=True)
    how, *arguments = order["arguments"]  # type: ignore[misc]
    if how == "-m":
        module, *arguments = arguments
        sys.path[0] = str(Path.cwd())
        sys.argv = ["-m", *arguments]
        return lambda: runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.path[0] = str(Path(how).resolve().parent)
    sys.argv = [how, *arguments]
    return lambda: runpy.run_path(how, run_name="__main__")


def _write_to(stream: int, **how: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(stream, "w", closefd=False)), "utf-8", **how)


def _call(address: str, arguments: list[str]) -> int:
    """Have a program begun, pass signals on to it, and give its status."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _PASSED_ON)
    order = json.dumps({"folder": str(Path.cwd()), "variables": dict(os.environ), "arguments": arguments}).encode()
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        socket.send_fds(line, [len(order).to_bytes(8)], _STREAMS)
        line.sendall(order)
        program = int.from_bytes(_receive(line, 8))
        for number in _PASSED_ON:
            signal.signal(number, lambda number, _: _pass_on(program, number))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _PASSED_ON)
        return int.from_bytes(_receive(line, 8), signed=True)


def _pass_on(program: int, number: int) -> None:
    """Send a signal to the program, which may have ended meanwhile."""
    with suppress(ProcessLookupError):
        os.kill(program, number)


def _receive(line: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        received += line.recv(size - len(received)) or sys.exit("the server of forks is gone")
    return received


def _end(status: int) -> None:
    """End as the program did: with its status, or by its signal."""
    if status < 0:
        if -status != signal.SIGKILL:  # whose effect nobody may change
            signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    os._exit(status)


if __name__ == "__main__":
    _end(_call(sys.argv[1], sys.argv[2:]))
