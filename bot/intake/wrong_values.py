"""What is wrong with a value that somebody wrote, in words: the same for a YAML file and for a variable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WEB_ADDRESS = r"^https?://\S+$"
SOCKET_ADDRESS = r"^wss?://\S+$"
_BEGINNINGS = {WEB_ADDRESS: "http:// or https://", SOCKET_ADDRESS: "ws:// or wss://"}

_WORDS: Mapping[str, str] = {
    "string_type": "must be words: put numbers, true, false and null in quotation marks",
    "bool_type": "must be true or false",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "must be a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "must be a number"),
    "greater_than_equal": "is too small: it must be {ge} at least",
    "less_than_equal": "is too large: it must be {le} at most",
    "less_than": "is too large: it must be less than {lt}",
    "string_too_short": "is too short: it must have at least {min_length} character",
    "string_too_long": "is too long: it may have {max_length} characters",
    "too_long": "is too long: the list may have {max_length} items",
    **dict.fromkeys(("literal_error", "enum"), "is not one of those that can be chosen: {expected}"),
    **dict.fromkeys(("dict_type", "mapping_type"), "must be keys with values"),
    **dict.fromkeys(
        ("tuple_type", "frozen_set_type", "list_type", "set_type"),
        "must be a list: [one, another], or one item a line after “- ”",
    ),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        "must be a day, written as 2025-01-17",
    ),
}
"""What to say of a wrong value, by pydantic's name for the fault; the braces hold pydantic's names for the bounds."""


def tell_wrong_value(fault: str, message: str, bounds: Mapping[str, Any]) -> str:
    """What is wrong with a value, to be read after its name.

    `fault`, `message` and `bounds` are what pydantic calls `type`, `msg` and `ctx` of an error.
    """
    if fault == "string_pattern_mismatch" and bounds.get("pattern") in _BEGINNINGS:
        return f"must be an address that begins with {_BEGINNINGS[bounds['pattern']]}"
    words = _WORDS.get(fault, f"does not fit: {message[:1].lower()}{message[1:]}")
    return words.format_map({name: _show(bound) for name, bound in bounds.items()}) if fault in _WORDS else words


def _show(bound: object) -> str:
    """A bound as people write it: 60 for 60.0, choices without the quotation marks of a program."""
    return f"{bound:g}" if isinstance(bound, float) else str(bound).replace("'", "")
