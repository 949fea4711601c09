"""The program's version, as evidence and the operator are told it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DISTRIBUTION = "treaty-desk"
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@cache
def find_version() -> str:
    """The version that is installed; in a checkout the one that is being worked on."""
    # Imported here: few who start the program ask for its version, and it takes as long as a command.
    import tomllib  # noqa: PLC0415
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        pass
    try:
        project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return "not known"
    return f"{project['version']} (checkout)"
