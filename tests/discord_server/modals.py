"""What a person enters in a modal, as their client sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .component_limits import LABEL, TEXT_INPUT, UPLOAD, USABLE
from .offers import Resolved, chosen
from .record import File

Payload = dict[str, Any]
Entry = str | bool | File | list[Any]
_SELECTS, _RADIO, _BOXES, _BOX = (3, 5, 6, 7, 8), 21, 22, 23


def fields_of(modal: Payload) -> dict[str, Payload]:
    """The fields of a modal by what stands above them."""
    return {_label(part): field for part in modal["components"] for field in _fields(part)}


def submitted(modal: Payload, entries: Mapping[str, Any], resolved: Resolved) -> list[Payload]:
    """The components of a submission; entries are named by label or custom id. Raises LookupError."""
    names = {name: field for label, field in fields_of(modal).items() for name in (label, field["custom_id"])}
    if strange := set(entries) - set(names):
        raise LookupError(f"the modal has no field {', '.join(sorted(strange))}; it has {list(fields_of(modal))}")
    given = {names[name]["custom_id"]: entry for name, entry in entries.items()}
    return [_line(part, given, resolved) for part in modal["components"] if _fields(part)]


def _label(part: Payload) -> str:
    label: str = part["label"] if part["type"] == LABEL else _fields(part)[0].get("label", "") if _fields(part) else ""
    return label


def _fields(part: Payload) -> list[Payload]:
    inner = [part["component"]] if part["type"] == LABEL else part.get("components", [])
    return [field for field in inner if field["type"] in USABLE]


def _line(part: Payload, given: Mapping[str, Any], resolved: Resolved) -> Payload:
    (field,) = _fields(part)
    told = {"type": field["type"], "custom_id": field["custom_id"], "id": 2}
    told |= _entered(field, given.get(field["custom_id"]), resolved)
    inner = {"component": told} if part["type"] == LABEL else {"components": [told]}
    return {"type": part["type"], "id": 1, **inner}


def _entered(field: Payload, entry: Any, resolved: Resolved) -> Payload:
    kind = field["type"]
    if kind == TEXT_INPUT:
        return {"value": _text(field, entry)}
    if kind == _BOX:
        return {"value": bool(entry)}
    if kind == _RADIO:
        return {"value": entry}
    if kind == UPLOAD:
        files = entry if isinstance(entry, list) else [entry] if entry else []
        return {"values": [resolved.add(file) for file in files]}
    picked = entry if isinstance(entry, list) else [] if entry is None else [entry]
    return {"values": chosen(field, picked, resolved) if kind in _SELECTS else picked}


def _text(field: Payload, entry: str | None) -> str:
    """Text as it is entered; what stands there from the start stays where nothing is. Raises LookupError."""
    text = field.get("value") or "" if entry is None else entry
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if (field.get("required", True) and not text) or not least <= len(text) <= most:
        raise LookupError(f"{field['custom_id']} takes {least} to {most} characters, not {len(text)}")
    return text
