"""Reads the template of fact cards, `card.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..domain.boards import CardPart
from ..domain.errors import SettingsError
from ..editing.card_template import CardTemplate
from ..intake.complaints import Complaint, Faulty
from ..intake.written_yaml import Written, open_yaml
from .places import find_file

CARD_FILE = "card.yaml"


def load_card(*folders: Path) -> CardTemplate:
    """Load the template from the first folder that has one.

    Raises SettingsError with a line for everything that is wrong: file, line, column, and what to do.
    """
    try:
        written = open_yaml(find_file(CARD_FILE, folders))
        template = written.check(CardTemplate)
    except Faulty as faulty:
        raise SettingsError(str(faulty)) from faulty
    if faults := list(_faults(written, template)):
        raise SettingsError("\n".join(map(str, faults)))
    return template


def _faults(written: Written, template: CardTemplate) -> Iterator[Complaint]:
    """What the types cannot tell: a cue field needs a label and cues, and no other field has any."""
    listed = written.get("fields")
    for part, field in zip(listed.items() if listed else (), template.fields, strict=True):
        if field.kind is CardPart.CUES and not (field.label and field.cues):
            yield part.complain("a field of kind cues needs “label”, and “cues” with the words to look for: add them")
        elif field.kind is not CardPart.CUES and field.cues:
            yield part.complain("only a field of kind cues has “cues”: take them out, or write kind: cues")
        elif any(not cue.strip() for cue in field.cues):
            yield part.complain("an empty cue finds nothing: take it out")
