"""From nothing to the first answer: the whole process, beside a Python process that only imports discord.py.

    python -m benchmarks.bench_start [ROUNDS]

Prints median seconds of each and their ratio. The documents are read before, as at any start but the first.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
OURS = [sys.executable, "-m", "bot", "ask", "Who accused Iran of supplying missiles?"]
PEER = [sys.executable, "-W", "ignore", "-c", "import discord"]
ROUNDS = 7


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """How long a process takes from start to end."""
    began = time.perf_counter()
    subprocess.run(command, cwd=HOUSE, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Run both in turn, so that a change of the machine's pace meets both alike."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_FOLDER": folder}
        pairs = [(seconds(OURS, environment), seconds(PEER, environment)) for _ in range(rounds + 1)][1:]
    print(f"start to first answer   {statistics.median(ours for ours, _ in pairs):8.2f} s, median of {rounds}")
    print(f"import discord          {statistics.median(peer for _, peer in pairs):8.2f} s")
    print(f"ratio                   {statistics.median(ours / peer for ours, peer in pairs):8.2f}")


if __name__ == "__main__":
    main()
