"""What stands in a request, and what goes back."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from . import refusals
from .record import Upload

PAYLOAD: web.RequestKey[Any] = web.RequestKey("payload", object)
UPLOADS: web.RequestKey[tuple[Upload, ...]] = web.RequestKey("uploads", tuple)


def reply(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON with the content type that Discord sends, to the letter: clients compare it."""
    told = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=told)


def done() -> web.Response:
    """Done, and nothing to say."""
    return web.Response(status=204)


async def read_body(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    """The JSON of a request and its files, whichever way it was sent."""
    if not request.can_read_body:
        return None, ()
    if not request.content_type.startswith("multipart/"):
        return json.loads(await request.text() or "null"), ()
    payload: Any = {}
    files: list[tuple[str, str, bytes]] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            payload = json.loads(await part.text())
        else:
            files.append((part.name or "", part.filename or "file", bytes(await part.read())))
    return payload, tuple(_upload(payload, *file) for file in files)


def number(request: web.Request, name: str) -> int:
    """An id in the path. Raises DiscordError where it is none."""
    try:
        return int(request.match_info[name])
    except ValueError:
        wrong = {"code": "NUMBER_TYPE_COERCE", "message": f'Value "{request.match_info[name]}" is not snowflake.'}
        raise refusals.invalid_form({name: {"_errors": [wrong]}}) from None


def _upload(payload: Any, part: str, name: str, content: bytes) -> Upload:
    """A file; what is told of it stands in the payload under its number, as in ``files[0]``."""
    told = (payload.get("data") or payload).get("attachments") or () if isinstance(payload, dict) else ()
    place = part.removeprefix("files[").removesuffix("]")
    words = [each.get("description") for each in told if str(each.get("id")) == place]
    return Upload(name, content, words[0] if words else None)
