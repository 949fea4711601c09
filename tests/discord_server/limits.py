"""What Discord takes in a message and in a command, checked as Discord checks it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .record import Upload, embed_words
from .refusals import Form, empty_message, too_large, utf16_length

Payload = dict[str, Any]
Place = tuple[str | int, ...]

FILE_BYTES, REQUEST_BYTES = 10 * 1024 * 1024, 25 * 1024 * 1024
_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_LINK_BUTTON, _BUTTON, _ROW = 5, 2, 1
_KINDS_LIMITS = {1: 100, 2: 15, 3: 15}


def check_message(payload: Payload, uploads: Sequence[Upload]) -> None:
    """Raise DiscordError for a message that Discord would not take."""
    form = Form()
    form.longest(("content",), (payload.get("content") or "").strip(), 2000)
    form.longest(("nonce",), str(payload.get("nonce") or ""), 25)
    _check_embeds(form, payload.get("embeds") or [])
    _check_components(form, payload.get("components") or [])
    _check_mentions(form, payload.get("allowed_mentions") or {})
    form.longest(("attachments",), uploads, 10)
    form.check()
    if (
        any(len(upload.content) > FILE_BYTES for upload in uploads)
        or sum(len(u.content) for u in uploads) > REQUEST_BYTES
    ):
        raise too_large()
    _check_substance(payload, uploads)


def _check_substance(payload: Payload, uploads: Sequence[Upload]) -> None:
    said = (payload.get("content") or "").strip()
    if not said and not uploads and not any(_has_words(embed) for embed in payload.get("embeds") or []):
        raise empty_message()


def _has_words(embed: Payload) -> bool:
    return any(text.strip() for text in embed_words(embed)) or "image" in embed or "thumbnail" in embed


def _check_embeds(form: Form, embeds: list[Payload]) -> None:
    form.longest(("embeds",), embeds, 10)
    for number, embed in enumerate(embeds):
        _check_embed(form, ("embeds", number), embed)
    if sum(utf16_length(text.strip()) for embed in embeds for text in embed_words(embed)) > 6000:
        form.note(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check_embed(form: Form, place: Place, embed: Payload) -> None:
    form.longest((*place, "title"), embed.get("title"), 256)
    form.longest((*place, "description"), embed.get("description"), 4096)
    form.longest((*place, "author", "name"), embed.get("author", {}).get("name"), 256)
    form.longest((*place, "footer", "text"), embed.get("footer", {}).get("text"), 2048)
    form.longest((*place, "fields"), embed.get("fields"), 25)
    if embed.get("url"):
        _check_url(form, (*place, "url"), embed["url"], 2048)
    for number, entry in enumerate(embed.get("fields", ())):
        for part, limit in (("name", 256), ("value", 1024)):
            form.needed((*place, "fields", number, part), entry.get(part))
            form.longest((*place, "fields", number, part), entry.get(part), limit)


def _check_url(form: Form, place: Place, url: str, limit: int) -> None:
    form.longest(place, url, limit)
    if not re.match(r"(https?|discord)://", url):
        form.note(place, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord').")


def _check_components(form: Form, rows: list[Payload]) -> None:
    form.longest(("components",), rows, 5)
    seen: set[str] = set()
    for r, row in enumerate(rows):
        parts = row.get("components", [])
        if row.get("type") != _ROW or not 1 <= len(parts) <= 5:
            form.note(("components", r), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
        for p, part in enumerate(parts):
            _check_component(form, ("components", r, "components", p), part, seen)


def _check_component(form: Form, place: Place, part: Payload, seen: set[str]) -> None:
    if part.get("style") == _LINK_BUTTON and part["type"] == _BUTTON:
        form.needed((*place, "url"), part.get("url"))
        _check_url(form, (*place, "url"), part.get("url") or "https://", 512)
    else:
        _check_custom_id(form, (*place, "custom_id"), part.get("custom_id") or "", seen)
    if part["type"] == _BUTTON:
        form.longest((*place, "label"), part.get("label"), 80)
        if not part.get("emoji"):
            form.needed((*place, "label"), part.get("label"))
    else:
        _check_select(form, place, part)


def _check_custom_id(form: Form, place: Place, custom_id: str, seen: set[str]) -> None:
    form.needed(place, custom_id)
    form.longest(place, custom_id, 100)
    if custom_id in seen:
        form.note(place, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    seen.add(custom_id)


def _check_select(form: Form, place: Place, part: Payload) -> None:
    form.longest((*place, "options"), part.get("options"), 25)
    form.longest((*place, "placeholder"), part.get("placeholder"), 150)
    for number, option in enumerate(part.get("options", ())):
        for name in ("label", "value", "description"):
            form.longest((*place, "options", number, name), option.get(name), 100)


def _check_mentions(form: Form, allowed: Payload) -> None:
    for kind in ("users", "roles"):
        form.longest(("allowed_mentions", kind), allowed.get(kind), 100)
        if kind in allowed.get("parse", ()) and allowed.get(kind):
            words = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            form.note(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)


def check_commands(commands: list[Payload]) -> None:
    """Raise DiscordError for a set of commands of one scope that Discord would not take."""
    form = Form()
    for kind, limit in _KINDS_LIMITS.items():
        if sum(command.get("type", 1) == kind for command in commands) > limit:
            form.note((), "APPLICATION_COMMANDS_TOO_MANY", f"At most {limit} commands of this kind.")
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(commands):
        _check_command(form, (number,), command)
        key = command.get("type", 1), command["name"]
        if key in seen:
            form.note((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)
    form.check()


def _check_command(form: Form, place: Place, command: Payload) -> None:
    if command.get("type", 1) != 1:
        form.longest((*place, "name"), command["name"], 32)
        return
    _check_named(form, place, command)
    _check_options(form, place, command.get("options", []))
    if _size(command) > 8000:
        form.note(place, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")


def _check_named(form: Form, place: Place, part: Payload) -> None:
    name = part.get("name", "")
    if not _COMMAND_NAME.fullmatch(name) or name != name.lower():
        form.note((*place, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.needed((*place, "description"), part.get("description"))
    form.longest((*place, "description"), part.get("description"), 100)


def _check_options(form: Form, place: Place, options: list[Payload]) -> None:
    form.longest((*place, "options"), options, 25)
    needs = [bool(option.get("required")) for option in options]
    if needs != sorted(needs, reverse=True):
        words = "Required options must be placed before non-required options"
        form.note((*place, "options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
    for number, option in enumerate(options):
        here = (*place, "options", number)
        _check_named(form, here, option)
        form.longest((*here, "choices"), option.get("choices"), 25)
        _check_options(form, here, option.get("options", []))


def _size(part: Payload) -> int:
    own = len(part["name"]) + len(part.get("description", ""))
    choices = sum(len(choice["name"]) + len(str(choice["value"])) for choice in part.get("choices", ()))
    return own + choices + sum(_size(option) for option in part.get("options", ()))
