"""What Discord takes in components and in modals, checked as Discord checks it."""

from __future__ import annotations

import re
from typing import Any

from .record import COMPONENTS_V2, every_component
from .refusals import Form

Payload = dict[str, Any]
Place = tuple[str | int, ...]

ROW, BUTTON, SELECT, TEXT_INPUT, SECTION, DISPLAY, LABEL, UPLOAD = 1, 2, 3, 4, 9, 10, 18, 19
LINK, PREMIUM = 5, 6
LAYOUT = {ROW, SECTION, DISPLAY, 12, 13, 14, 17}
USABLE = {SELECT, TEXT_INPUT, 5, 6, 7, 8, UPLOAD, 21, 22, 23}
IN_MODALS = {ROW, DISPLAY, LABEL}
_MOST_PARTS = 40


def check_components(form: Form, payload: Payload) -> None:
    """Note what is wrong with the components of a message."""
    parts = payload.get("components") or []
    seen: set[str] = set()
    if (payload.get("flags") or 0) & COMPONENTS_V2:
        _check_layout(form, payload, parts, seen)
    else:
        form.longest(("components",), parts, 5)
        for r, row in enumerate(parts):
            _check_row(form, ("components", r), row, seen)


def check_modal(form: Form, modal: Payload) -> None:
    """Note what is wrong with a modal."""
    place: Place = ("data",)
    for name, limit in (("title", 45), ("custom_id", 100)):
        form.needed((*place, name), modal.get(name))
        form.longest((*place, name), modal.get(name), limit)
    parts = modal.get("components") or []
    if not 1 <= len(parts) <= 5:
        form.note((*place, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    seen: set[str] = set()
    for number, part in enumerate(parts):
        _check_line(form, (*place, "components", number), part, seen)


def _check_layout(form: Form, payload: Payload, parts: list[Payload], seen: set[str]) -> None:
    """Components V2: 40 in all, 4,000 characters of text in all, and no content or embeds beside them."""
    every = list(every_component(parts))
    form.longest(("components",), every, _MOST_PARTS)
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if payload.get(name):
            words = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.note((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)
    form.longest(("components",), "".join(part.get("content") or "" for part in every if part["type"] == DISPLAY), 4000)
    for number, part in enumerate(parts):
        place: Place = ("components", number)
        if part.get("type") not in LAYOUT:
            _note_kind(form, place)
        elif part["type"] == ROW:
            _check_row(form, place, part, seen)
    for part in (accessory for each in every if (accessory := each.get("accessory"))):
        if part["type"] == BUTTON:
            _check_button(form, ("components", "accessory"), part, seen)


def _check_row(form: Form, place: Place, row: Payload, seen: set[str]) -> None:
    """Five buttons, or one select."""
    parts = row.get("components", [])
    if row.get("type") != ROW:
        return _note_kind(form, place)
    selects = [part for part in parts if part.get("type") != BUTTON]
    if not 1 <= len(parts) <= 5 or (selects and len(parts) > 1):
        form.note((*place, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for number, part in enumerate(parts):
        here = (*place, "components", number)
        if part.get("type") == BUTTON:
            _check_button(form, here, part, seen)
        elif part.get("type") in (SELECT, 5, 6, 7, 8):
            _check_select(form, here, part, seen)
        else:
            _note_kind(form, here)
    return None


def _check_button(form: Form, place: Place, part: Payload, seen: set[str]) -> None:
    if part.get("style") == PREMIUM:
        return form.needed((*place, "sku_id"), part.get("sku_id"))
    if part.get("style") == LINK:
        form.needed((*place, "url"), part.get("url"))
        check_url(form, (*place, "url"), part.get("url") or "https://", 512)
    else:
        check_custom_id(form, (*place, "custom_id"), part.get("custom_id") or "", seen)
    form.longest((*place, "label"), part.get("label"), 80)
    if not part.get("emoji"):
        form.needed((*place, "label"), part.get("label"))
    return None


def _check_select(form: Form, place: Place, part: Payload, seen: set[str]) -> None:
    check_custom_id(form, (*place, "custom_id"), part.get("custom_id") or "", seen)
    form.longest((*place, "placeholder"), part.get("placeholder"), 150)
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    if not 0 <= least <= most or not 1 <= most <= 25:
        form.note((*place, "max_values"), "NUMBER_TYPE_MAX", "max_values must be at least min_values, and at most 25")
    if part["type"] == SELECT:
        _check_choices(form, place, part, most)


def _check_choices(form: Form, place: Place, part: Payload, most: int) -> None:
    options = part.get("options") or []
    form.needed((*place, "options"), options)
    form.longest((*place, "options"), options, 25)
    if most > len(options) > 0:
        form.note((*place, "options"), "BASE_TYPE_BAD_LENGTH", f"Must be {most} or more in length.")
    values: set[str] = set()
    for number, option in enumerate(options):
        here = (*place, "options", number)
        for name in ("label", "value"):
            form.needed((*here, name), option.get(name))
        for name in ("label", "value", "description"):
            form.longest((*here, name), option.get(name), 100)
        if option.get("value") in values:
            words = "The specified option value is already used"
            form.note((*here, "value"), "COMPONENT_OPTION_VALUE_DUPLICATED", words)
        values.add(str(option.get("value")))


def _check_line(form: Form, place: Place, part: Payload, seen: set[str]) -> None:
    """One line of a modal: a text, a row with one field, or a label with one."""
    kind = part.get("type")
    if kind == DISPLAY:
        form.needed((*place, "content"), part.get("content"))
    elif kind == ROW:
        fields = part.get("components") or []
        if len(fields) != 1:
            form.note((*place, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 1 in length.")
        for number, each in enumerate(fields):
            form.needed((*place, "components", number, "label"), each.get("label"))
            _check_field(form, (*place, "components", number), each, seen)
    elif kind == LABEL:
        form.needed((*place, "label"), part.get("label"))
        form.longest((*place, "label"), part.get("label"), 45)
        form.longest((*place, "description"), part.get("description"), 100)
        _check_field(form, (*place, "component"), part.get("component") or {}, seen)
    else:
        _note_kind(form, place)


def _check_field(form: Form, place: Place, part: Payload, seen: set[str]) -> None:
    if part.get("type") not in USABLE:
        return _note_kind(form, place)
    if part["type"] == SELECT or 5 <= part["type"] <= 8:
        return _check_select(form, place, part, seen)
    check_custom_id(form, (*place, "custom_id"), part.get("custom_id") or "", seen)
    if part["type"] == TEXT_INPUT:
        _check_text_input(form, place, part)
    return None


def _check_text_input(form: Form, place: Place, part: Payload) -> None:
    form.longest((*place, "label"), part.get("label"), 45)
    form.longest((*place, "placeholder"), part.get("placeholder"), 100)
    form.longest((*place, "value"), part.get("value"), 4000)
    least, most = part.get("min_length") or 0, part.get("max_length") or 4000
    if not 0 <= least <= most or not 1 <= most <= 4000:
        form.note((*place, "max_length"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 4000.")


def check_custom_id(form: Form, place: Place, custom_id: str, seen: set[str]) -> None:
    """Note a custom id that is missing, too long, or there twice."""
    form.needed(place, custom_id)
    form.longest(place, custom_id, 100)
    if custom_id in seen:
        form.note(place, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    seen.add(custom_id)


def check_url(form: Form, place: Place, url: str, limit: int) -> None:
    """Note an address that is too long, or no address."""
    form.longest(place, url, limit)
    if not re.match(r"(https?|discord)://", url):
        form.note(place, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord').")


def _note_kind(form: Form, place: Place) -> None:
    form.note((*place, "type"), "UNION_TYPE_CHOICES", "Value of field 'type' is not one that is allowed here")
