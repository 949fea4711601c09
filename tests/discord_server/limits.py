"""What Discord takes in a message, checked as Discord checks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .component_limits import check_components, check_url
from .record import COMPONENTS_V2, Upload, embed_words
from .refusals import Form, empty_message, no_polls, too_large, utf16_length

Payload = dict[str, Any]
Place = tuple[str | int, ...]

FILE_BYTES, REQUEST_BYTES = 10 * 1024 * 1024, 25 * 1024 * 1024
_DESCRIPTION = 1024


def check_message(payload: Payload, uploads: Sequence[Upload], *, has_files: bool = False) -> None:
    """Raise DiscordError for a message that Discord would not take; it may have files from before."""
    if payload.get("poll"):
        raise no_polls()
    form = Form()
    form.longest(("content",), (payload.get("content") or "").strip(), 2000)
    form.longest(("nonce",), str(payload.get("nonce") or ""), 25)
    _check_embeds(form, payload.get("embeds") or [])
    check_components(form, payload)
    _check_mentions(form, payload.get("allowed_mentions") or {})
    form.longest(("attachments",), uploads, 10)
    for number, upload in enumerate(uploads):
        form.longest(("attachments", number, "description"), upload.description, _DESCRIPTION)
    form.check()
    sizes = [len(upload.content) for upload in uploads]
    if any(size > FILE_BYTES for size in sizes) or sum(sizes) > REQUEST_BYTES:
        raise too_large()
    if not has_files:
        _check_substance(payload, uploads)


def _check_substance(payload: Payload, uploads: Sequence[Upload]) -> None:
    said = (payload.get("content") or "").strip()
    shown = (payload.get("flags") or 0) & COMPONENTS_V2 and payload.get("components")
    if not (said or uploads or shown or any(_has_words(embed) for embed in payload.get("embeds") or [])):
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
        check_url(form, (*place, "url"), embed["url"], 2048)
    for number, entry in enumerate(embed.get("fields", ())):
        for part, limit in (("name", 256), ("value", 1024)):
            form.needed((*place, "fields", number, part), entry.get(part))
            form.longest((*place, "fields", number, part), entry.get(part), limit)


def _check_mentions(form: Form, allowed: Payload) -> None:
    for kind in ("users", "roles"):
        form.longest(("allowed_mentions", kind), allowed.get(kind), 100)
        if kind in allowed.get("parse", ()) and allowed.get(kind):
            words = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            form.note(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)
