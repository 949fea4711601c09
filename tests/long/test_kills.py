"""The program is killed at any moment, again and again: what it said it kept is kept, under the number it said."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.checkout import plain_checkout

BOT = [sys.executable, "-m", "bot"]
KILLS = 40


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DATA_FOLDER": str(folder / "data")}


def add_and_kill(folder: Path, path: Path, after: float) -> str:
    """What `add` printed before it was killed."""
    adding = subprocess.Popen(
        [*BOT, "add", str(path)], cwd=plain_checkout(), env=environment(folder), stdout=subprocess.PIPE, text=True
    )
    time.sleep(after)
    adding.kill()
    return adding.communicate()[0]


def shelf(folder: Path) -> str:
    listed = subprocess.run(
        [*BOT, "chat"],
        input="!sources\n",
        cwd=plain_checkout(),
        env=environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    assert not listed.stderr
    return listed.stdout


@pytest.mark.long
def test_what_was_told_to_be_kept_survives_every_kill(tmp_path):
    shelf(tmp_path)
    begun = time.monotonic()
    shelf(tmp_path)
    whole = time.monotonic() - begun  # how long a call is on this machine: it is killed before, at and after its end
    chance = random.Random(1)
    told: dict[str, str] = {}
    for number in range(KILLS):
        path = tmp_path / f"story{number}.txt"
        path.write_text(
            f"The ministers of story {number} met on Friday. “We agreed,” Ana Cruz said.\n", encoding="utf-8"
        )
        printed = add_and_kill(tmp_path, path, chance.uniform(0.2, 2) * whole)
        told.update(re.findall(r"^\[(\d+)\] story(\d+)\.txt$", printed, re.MULTILINE))
    assert told, "no call lived long enough to say that it kept something"
    kept = dict(re.findall(r"^\[(\d+)\] The ministers of story (\d+)", shelf(tmp_path), re.MULTILINE))
    assert told.items() <= kept.items()
