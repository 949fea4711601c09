"""An API that is newer than the library: fields, types and flags that nobody knows yet, in all that is told."""

from __future__ import annotations

from typing import Any

FIELD = "field_of_the_future"
EVENT = "EVENT_OF_THE_FUTURE"
KIND, FLAG = 99, 1 << 50
_EMOJI = {"id": None, "name": "\N{FACE WITH TEARS OF JOY}\N{ZERO WIDTH JOINER}\N{SQUARED NEW}", "of_the_future": True}


def of_the_future(body: Any) -> Any:
    """The same JSON, as a newer API might tell it."""
    if isinstance(body, list):
        return [of_the_future(each) for each in body]
    if not isinstance(body, dict):
        return body
    grown = {key: of_the_future(value) for key, value in body.items()}
    if all(key.isdecimal() for key in body):
        return grown  # a map by numbers, and no object with fields
    return grown | {FIELD: {"kind": KIND, "list": [None, 1.5, {}]}} | _grown_by_kind(grown)


def _grown_by_kind(body: dict[str, Any]) -> dict[str, Any]:
    """What a message, a server, an interaction have besides, told by the fields that only they have."""
    if "embeds" in body and "author" in body:
        reaction = {"emoji": _EMOJI, "count": 1, "me": False, "me_burst": False, "burst_colors": [], "of": "the future"}
        unknown = {"type": KIND, "id": 9, "custom_id": "of the future"}
        own = [] if body["author"].get("bot") else [unknown]
        return {
            "flags": body["flags"] | FLAG,
            "reactions": [reaction],
            "components": [*body["components"], *own],
        }
    if "preferred_locale" in body:
        channel = {"id": "99", "type": KIND, "guild_id": body["id"], "name": "of the future", "position": 9}
        return {
            "features": ["OF_THE_FUTURE"],
            "verification_level": KIND,
            "channels": [*body["channels"], channel | {"permission_overwrites": [], "parent_id": None}],
            "emojis": [{**_EMOJI, "id": "9", "roles": [], "require_colons": True, "managed": False, "animated": False}],
        }
    if "app_permissions" in body:
        return {"locale": "xx-XX", "app_permissions": str(int(body["app_permissions"]) | 1 << 60), "context": KIND}
    return {}
