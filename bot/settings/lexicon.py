"""Reads the lexicon's files. What belongs in them is told by the types in `reading.lexicon` alone."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

from ..domain.errors import SettingsError
from ..intake.complaints import Complaint, Faulty
from ..intake.written_yaml import open_yaml
from ..reading.lexicon import Lexicon
from .places import find_file

ORIGIN = "from"
"""The key under which a file says where its lists come from. Reading does not need it."""


def load_lexicon(folder: Path, *others: Path) -> Lexicon:
    """Load the lexicon from ``<folder>/<field>.yaml`` for each of its fields; a file that is not there, from others.

    Raises SettingsError with a line for everything that is wrong: file, line, column, and what to do.
    """
    kinds = get_type_hints(Lexicon)
    lists: dict[str, object] = {}
    faults: list[Complaint] = []
    for file in find_lexicon_files(folder, *others):
        try:
            lists[file.stem] = open_yaml(file).without(ORIGIN).check(kinds[file.stem])
        except Faulty as faulty:
            faults.extend(faulty.complaints)
    if faults:
        raise SettingsError("\n".join(str(fault) for fault in faults))
    return Lexicon(**lists)  # type: ignore[arg-type]  # each was checked against its field's type


def find_lexicon_files(*folders: Path) -> list[Path]:
    """Give the files of the lexicon, each from the first folder that has it."""
    return [find_file(f"{field.name}.yaml", folders) for field in fields(Lexicon)]
