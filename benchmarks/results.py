"""The file of results: a section a benchmark, each written anew when that benchmark is run."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
HEAD = "# Results\n\nEach section is written by the benchmark of its name; see the Makefile.\n"


def tell_machine(*libraries: str) -> str:
    """When and on what figures are taken, with the versions of Python and of some libraries; without a full stop."""
    today = datetime.now(UTC)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    versions = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in libraries)]
    return ", ".join([f"{today.day} {today:%B %Y}", machine, *versions])


def write_section(title: str, lines: Sequence[str]) -> None:
    """Put a section in the place of the one with the same title, or at the end."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else HEAD
    section = f"## {title}\n\n" + "\n".join(lines).strip() + "\n"
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found:
        rest = text[found.end() :]
        text = text[: found.start()] + section + ("\n" + rest if rest else "")
    else:
        text = text.rstrip("\n") + "\n\n" + section
    RESULTS.write_text(text, "utf-8")
