"""Reads the lexicon's files. What belongs in them is told by the types in `reading.lexicon` alone."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

from ..domain.errors import SettingsError
from ..intake.complaints import Complaint, Faulty
from ..intake.written_yaml import read_yaml
from ..reading.lexicon import Lexicon

ORIGIN = "from"
"""The key under which a file says where its lists come from. Reading does not need it."""


def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon from ``<folder>/<field>.yaml`` for each of its fields.

    Raises SettingsError with a line for everything that is wrong: file, line, column, and what to do.
    """
    kinds = get_type_hints(Lexicon)
    lists: dict[str, object] = {}
    faults: list[Complaint] = []
    for field in fields(Lexicon):
        try:
            lists[field.name] = load_list(folder / f"{field.name}.yaml", kinds[field.name])
        except Faulty as faulty:
            faults.extend(faulty.complaints)
    if faults:
        raise SettingsError("\n".join(str(fault) for fault in faults))
    return Lexicon(**lists)  # type: ignore[arg-type]  # each was checked against its field's type


def load_list(file: Path, kind: type[object]) -> object:
    """One file of the lexicon as its type. Raises Faulty."""
    return read_yaml(read_settings_file(file), file).without(ORIGIN).check(kind)


def read_settings_file(file: Path) -> str:
    """The text of a file. Raises Faulty where it cannot be read or is not UTF-8."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Faulty(Complaint(file, "this is not UTF-8: save the file as UTF-8")) from wrong
    except OSError as wrong:
        reason = (wrong.strerror or str(wrong)).lower()
        raise Faulty(
            Complaint(file, f"cannot be read ({reason}): put the file there, or take ours")
        ) from wrong
