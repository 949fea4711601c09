"""What the server keeps: every request, and every message with the payload that made it."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .channels import Channel
from .mentions import pings_of
from .world import Application, User, snowflake, timestamp

CROSSPOSTED, SUPPRESS_EMBEDS, EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 0, 1 << 2, 1 << 6, 1 << 7, 1 << 15
BUTTON, SELECTS = 2, (3, 5, 6, 7, 8)


@dataclass(frozen=True)
class Request:
    """A REST request and how it was answered; `code` is Discord's error code where it was refused.

    `fault` tells the fault that a test had ordered for it, if any.
    """

    method: str
    path: str
    payload: Any
    status: int
    code: int | None = None
    said: str = ""
    fault: str = ""


@dataclass(frozen=True)
class File:
    """A file that somebody attaches."""

    name: str
    content: bytes
    description: str | None = None


@dataclass(frozen=True)
class Upload:
    """A file on a message or on an interaction, which is served by the server."""

    name: str
    content: bytes
    description: str | None = None
    id: int = field(default_factory=snowflake)

    def json(self, base: str, folder: object) -> dict[str, Any]:
        """As the API gives it; `base` is where files are served, `folder` tells what they belong to."""
        url = f"{base}/attachments/{folder}/{self.id}/{self.name}"
        return {
            "id": str(self.id),
            "filename": self.name,
            "size": len(self.content),
            "url": url,
            "proxy_url": url,
            "content_type": mimetypes.guess_type(self.name)[0] or "application/octet-stream",
            **({"description": self.description} if self.description else {}),
        }


@dataclass(eq=False)
class Message:
    """A message as it stands; `payload` is what its author sent last, and `payloads` all of it.

    An ephemeral one has a `reader`, who alone sees it.
    """

    channel: Channel
    author: User
    payload: dict[str, Any]
    uploads: tuple[Upload, ...] = ()
    webhook: Application | None = None
    referenced: Message | None = None
    reader: User | None = None
    member_mentions: tuple[User, ...] = ()
    thread: Channel | None = None
    metadata: dict[str, Any] | None = None
    id: int = field(default_factory=snowflake)
    sent: str = field(default_factory=timestamp)
    edited: str | None = None
    deleted: bool = False
    payloads: list[dict[str, Any]] = field(default_factory=list)
    reactions: dict[str, list[User]] = field(default_factory=dict)

    @property
    def age(self) -> float:
        """Seconds since it was sent."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.sent)).total_seconds()

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
    def waiting(self) -> bool:
        """Whether it is the sign that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def components(self) -> list[dict[str, Any]]:
        """Every component that can be used, at whatever depth, in order."""
        return [part for part in every_component(self.payload.get("components") or []) if "type" in part]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Every button, in order."""
        return [part for part in self.components if part["type"] == BUTTON]

    @property
    def selects(self) -> list[dict[str, Any]]:
        """Every select menu, in order."""
        return [part for part in self.components if part["type"] in SELECTS]

    @property
    def words(self) -> str:
        """Everything that a reader sees, as one string: content, text displays, then the embeds' parts."""
        displays = [part["content"] for part in self.components if part["type"] == 10]
        parts = [self.content, *displays, *(part for embed in self.embeds for part in embed_words(embed))]
        return "\n".join(part for part in parts if part)

    @property
    def files(self) -> dict[str, bytes]:
        """What is attached, by name."""
        return {upload.name: upload.content for upload in self.uploads}

    @property
    def pings(self) -> frozenset[str]:
        """Whom it notifies: ``everyone``, ``user:…``, ``role:…``; empty is quiet."""
        return pings_of(self)

    @property
    def link(self) -> str:
        """Its address as people copy it."""
        guild = self.channel.guild
        return f"https://discord.com/channels/{guild.id if guild else '@me'}/{self.channel.id}/{self.id}"

    def button(self, label: str) -> dict[str, Any]:
        """The button with this label. Raises LookupError where there is none."""
        for button in self.buttons:
            if button.get("label") == label:
                return button
        raise LookupError(f"no button “{label}” among {[button.get('label') for button in self.buttons]}")

    def replace(self, payload: dict[str, Any], uploads: tuple[Upload, ...]) -> None:
        """What an edit does: fields that are named change, the others stay."""
        kept = {key: value for key, value in payload.items() if key != "attachments"}
        own = self.flags & (EPHEMERAL | CROSSPOSTED | COMPONENTS_V2)
        self.payload = self.payload | kept | {"flags": own | (payload.get("flags", self.flags) & ~LOADING)}
        if "attachments" in payload:
            stay = {int(part["id"]) for part in payload["attachments"]}
            self.uploads = tuple(upload for upload in self.uploads if upload.id in stay)
        self.uploads += uploads
        self.payloads.append(payload)
        self.edited = timestamp()

    @property
    def mentions(self) -> list[User]:
        """The people whom its JSON names: those in the text, and the one who is replied to with a ping."""
        replied = (
            [self.referenced.author] if self.referenced and f"user:{self.referenced.author.id}" in self.pings else []
        )
        return list(dict.fromkeys([*self.member_mentions, *replied]))

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
            "mentions": [user.json for user in self.mentions],
            "mention_roles": [],
            "attachments": [upload.json(base, self.channel.id) for upload in self.uploads],
            "embeds": [{"type": "rich", **embed} for embed in self.embeds],
            "components": self.payload.get("components") or [],
            "pinned": False,
            "flags": self.flags,
        }
        return body | self._context_json(base)

    def _context_json(self, base: str) -> dict[str, Any]:
        """What is there only now and then: who it came through, what it answers, what grew from it."""
        body: dict[str, Any] = {}
        if self.reactions:
            body["reactions"] = [_reaction_json(emoji, users) for emoji, users in self.reactions.items()]
        if self.payload.get("nonce") is not None:
            body["nonce"] = self.payload["nonce"]
        if self.webhook:
            body |= {"webhook_id": str(self.webhook.id), "application_id": str(self.webhook.id)}
        if self.metadata:
            body["interaction_metadata"] = self.metadata
        if self.referenced:
            told = {"type": 0, "message_id": str(self.referenced.id), "channel_id": str(self.channel.id)}
            guild = {"guild_id": str(self.channel.guild.id)} if self.channel.guild else {}
            body["message_reference"] = told | guild
            body["referenced_message"] = None if self.referenced.deleted else self.referenced.json(base)
        if self.thread:
            body["thread"] = self.thread.json
        return body


def emoji_json(emoji: str) -> dict[str, Any]:
    """An emoji as the API gives it: one of Unicode's as itself, a server's own as ``name:id``."""
    name, _, number = emoji.partition(":")
    return {"id": number or None, "name": name}


def _reaction_json(emoji: str, users: list[User]) -> dict[str, Any]:
    return {
        "emoji": emoji_json(emoji),
        "count": len(users),
        "count_details": {"burst": 0, "normal": len(users)},
        "me": any(user.bot for user in users),
        "me_burst": False,
        "burst_colors": [],
    }


def every_component(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Components at whatever depth: in rows, sections, containers, labels."""
    for part in parts:
        yield part
        inner = [*part.get("components", ()), *(part[name] for name in ("accessory", "component") if name in part)]
        yield from every_component(inner)


def embed_words(embed: dict[str, Any]) -> list[str]:
    """The texts of an embed, in the order in which they are shown."""
    fields = [text for entry in embed.get("fields", ()) for text in (entry["name"], entry["value"])]
    author, footer = embed.get("author", {}).get("name", ""), embed.get("footer", {}).get("text", "")
    return [author, embed.get("title") or "", embed.get("description") or "", *fields, footer]
