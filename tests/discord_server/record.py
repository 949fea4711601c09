"""What the server keeps: every request, and every message with the payload that made it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .permissions import Permission
from .world import Application, Channel, User, snowflake, timestamp

SUPPRESS_EMBEDS, EPHEMERAL, LOADING = 1 << 2, 1 << 6, 1 << 7
_USER_MENTION = re.compile(r"<@!?(\d+)>")
_ROLE_MENTION = re.compile(r"<@&(\d+)>")


@dataclass(frozen=True)
class Request:
    """A REST request and how it was answered; `code` is Discord's error code where it was refused."""

    method: str
    path: str
    payload: Any
    status: int
    code: int | None = None
    said: str = ""


@dataclass(frozen=True)
class Upload:
    """A file that the bot sent."""

    name: str
    content: bytes
    id: int = field(default_factory=snowflake)


@dataclass(eq=False)
class Message:
    """A message as it stands; `payload` is what its author sent last, and `payloads` all of it."""

    channel: Channel
    author: User
    payload: dict[str, Any]
    uploads: tuple[Upload, ...] = ()
    webhook: Application | None = None
    referenced: Message | None = None
    member_mentions: tuple[User, ...] = ()
    id: int = field(default_factory=snowflake)
    sent: str = field(default_factory=timestamp)
    edited: str | None = None
    deleted: bool = False
    payloads: list[dict[str, Any]] = field(default_factory=list)

    @property
    def content(self) -> str:
        return (self.payload.get("content") or "").strip()

    @property
    def embeds(self) -> list[dict[str, Any]]:
        """The embeds that are shown: none where their suppression was asked for."""
        return [] if self.flags & SUPPRESS_EMBEDS else self.payload.get("embeds") or []

    @property
    def flags(self) -> int:
        return self.payload.get("flags") or 0

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Every button, in order."""
        rows = self.payload.get("components") or []
        return [part for row in rows for part in row.get("components", []) if part["type"] == 2]

    @property
    def words(self) -> str:
        """Everything that a reader sees, as one string: content, then the embeds' parts."""
        parts = [self.content, *(part for embed in self.embeds for part in embed_words(embed))]
        return "\n".join(part for part in parts if part)

    def button(self, label: str) -> dict[str, Any]:
        """The button with this label. Raises LookupError where there is none."""
        for button in self.buttons:
            if button.get("label") == label:
                return button
        raise LookupError(f"no button “{label}” among {[button.get('label') for button in self.buttons]}")

    def replace(self, payload: dict[str, Any], uploads: tuple[Upload, ...]) -> None:
        """What an edit does: fields that are named change, the others stay."""
        kept = {key: value for key, value in payload.items() if key != "attachments"}
        self.payload = self.payload | kept | {"flags": payload.get("flags", self.flags) & ~LOADING}
        if "attachments" in payload:
            stay = {int(part["id"]) for part in payload["attachments"]}
            self.uploads = tuple(upload for upload in self.uploads if upload.id in stay)
        self.uploads += uploads
        self.payloads.append(payload)
        self.edited = timestamp()

    @property
    def pings(self) -> frozenset[str]:
        """Whom the last payload notifies: ``everyone``, ``user:…``, ``role:…``; empty is quiet."""
        allowed = self.payload.get("allowed_mentions")
        parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse", ()))
        if allowed is None and self.webhook:
            parse = {"users"}
        return frozenset(self._pinged(parse, allowed or {}) | self._reply_ping(allowed))

    def _pinged(self, parse: set[str], allowed: dict[str, Any]) -> set[str]:
        users = set(_USER_MENTION.findall(self.content))
        roles = set(_ROLE_MENTION.findall(self.content))
        users &= users if "users" in parse else {str(number) for number in allowed.get("users", ())}
        roles &= roles if "roles" in parse else {str(number) for number in allowed.get("roles", ())}
        loud = "everyone" in parse and Permission.MENTION_EVERYONE in self.channel.bot_permissions
        everyone = {"everyone"} if loud and re.search("@everyone|@here", self.content) else set()
        return {f"user:{number}" for number in users} | {f"role:{number}" for number in roles} | everyone

    def _reply_ping(self, allowed: dict[str, Any] | None) -> set[str]:
        loud = self.referenced and (allowed is None or allowed.get("replied_user", False))
        return {f"user:{self.referenced.author.id}"} if loud and self.referenced else set()

    def json(self, base: str) -> dict[str, Any]:
        """As the API gives it; `base` is where attachments are served."""
        body: dict[str, Any] = {
            "id": str(self.id),
            "type": 19 if self.referenced else 20 if self.webhook else 0,
            "channel_id": str(self.channel.id),
            "author": self.author.json,
            "content": self.content,
            "timestamp": self.sent,
            "edited_timestamp": self.edited,
            "tts": False,
            "mention_everyone": "everyone" in self.pings,
            "mentions": [user.json for user in self.member_mentions],
            "mention_roles": [],
            "attachments": [self._attachment(upload, base) for upload in self.uploads],
            "embeds": [{"type": "rich", **embed} for embed in self.embeds],
            "components": self.payload.get("components") or [],
            "pinned": False,
            "flags": self.flags,
        }
        if self.payload.get("nonce") is not None:
            body["nonce"] = self.payload["nonce"]
        if self.webhook:
            body |= {"webhook_id": str(self.webhook.id), "application_id": str(self.webhook.id)}
        if self.referenced:
            body["message_reference"] = {
                "message_id": str(self.referenced.id),
                "channel_id": str(self.channel.id),
            }
            body["referenced_message"] = self.referenced.json(base)
        return body

    def _attachment(self, upload: Upload, base: str) -> dict[str, Any]:
        url = f"{base}/attachments/{self.channel.id}/{upload.id}/{upload.name}"
        return {
            "id": str(upload.id),
            "filename": upload.name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
        }


def embed_words(embed: dict[str, Any]) -> list[str]:
    """The texts of an embed, in the order in which they are shown."""
    fields = [text for entry in embed.get("fields", ()) for text in (entry["name"], entry["value"])]
    author, footer = embed.get("author", {}).get("name", ""), embed.get("footer", {}).get("text", "")
    return [author, embed.get("title") or "", embed.get("description") or "", *fields, footer]
