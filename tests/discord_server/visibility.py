"""What of a message an application may read: without the message content intent, not what others say."""

from __future__ import annotations

from typing import Any

_WITHHELD: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}


def withhold(body: dict[str, Any], bot: int, *, direct: bool) -> dict[str, Any]:
    """A message's JSON as an application sees it that has no such intent.

    It sees its own messages, those in direct conversations, and those that mention it: a reply with a ping does.
    """
    own = body["author"]["id"] == str(bot)
    mentioned = any(user["id"] == str(bot) for user in body["mentions"])
    seen = body if own or mentioned or direct else body | _WITHHELD
    if answered := seen.get("referenced_message"):
        return seen | {"referenced_message": withhold(answered, bot, direct=direct)}
    return seen
