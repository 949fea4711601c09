"""The real program in a process of its own."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.warm import plain_variables, warm

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"


@dataclass(frozen=True)
class Outcome:
    """What a call printed, and its exit status."""

    out: str
    err: str
    status: int


def environment(folder: Path, **more: str) -> Mapping[str, str]:
    """The variables of a call; `folder` is for what is kept."""
    return plain_variables() | {"DATA_FOLDER": str(folder), "PYTHONPATH": str(ROOT), **more}


def call(folder: Path, *arguments: str | Path, typed: str | bytes = "", cold: bool = False, **more: str) -> Outcome:
    """Run ``python -m bot`` from another folder; no traceback may ever be printed. A `cold` one begins with Python."""
    start = [sys.executable, "-m", "bot", *map(str, arguments)]
    done = subprocess.run(
        start if cold else warm("-m", "bot", *arguments),
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        cwd=folder,
        env=environment(folder / "kept", **more),
        timeout=120,
        check=False,
    )
    outcome = Outcome(done.stdout.decode(), done.stderr.decode(), done.returncode)
    assert "Traceback" not in outcome.err + outcome.out
    return outcome


@contextmanager
def started(
    folder: Path, *arguments: str | Path, stdin: int = subprocess.PIPE, stdout: int = subprocess.PIPE, **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Start ``python -m bot`` and leave it running; it is ended with the block."""
    with subprocess.Popen(
        warm("-m", "bot", *arguments),
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(folder / "kept", **more),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C when the program waits for a line, until it has ended; its input stays open.

    Python looks for signals and then reads: one that comes in the microseconds between waits for the line, and whoever
    sits there presses again.
    """
    time.sleep(0.2)
    for _ in range(6):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
            return
    raise AssertionError("it goes on after six interrupts")
