"""The version that evidence is made with is the project's."""

import tomllib
from pathlib import Path

from bot.faces.version import find_version

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_the_version_is_that_of_the_project():
    """Installed, or from a checkout, and then it says so."""
    version = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
    assert find_version() in {version, f"{version} (checkout)"}
