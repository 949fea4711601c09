"""The annotated articles are read and asked about at least as well as before."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.checkout import plain_checkout

HERE = Path(__file__).resolve().parent
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))["floors"]


@pytest.fixture(scope="module")
def figures() -> dict:
    """What the scorer says of the bot as it stands."""
    scorer = [sys.executable, str(HERE / "score.py"), str(HERE / "gold"), "--bot", f"{sys.executable} -m bot", "--json"]
    done = subprocess.run(scorer, cwd=plain_checkout(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def figure(figures: dict, path: str) -> float:
    """The figure at ``quotes with speaker/f1``; of ``2 of 36`` the first number."""
    value = figures
    for key in path.split("/"):
        value = value[key]
    return float(str(value).split(" of ")[0])


def test_no_figure_falls_below_its_floor_and_no_fault_rises_above_its_ceiling(figures):
    """All at once: the figures take a while, and are the same for each."""
    fallen = {path: found for path, floor in FLOORS["at least"].items() if (found := figure(figures, path)) < floor}
    risen = {path: found for path, ceiling in FLOORS["at most"].items() if (found := figure(figures, path)) > ceiling}
    assert (fallen, risen) == ({}, {})
