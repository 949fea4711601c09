"""The routes of messages, threads and files."""

from __future__ import annotations

from aiohttp import web

from . import refusals
from .bodies import PAYLOAD, UPLOADS, done, number, reply
from .messages import Messages
from .permissions import Permission
from .record import Message
from .state import State
from .threads import Threads
from .visibility import withhold


class MessageRoutes:
    """What the bot writes, reads and opens."""

    def __init__(self, state: State, messages: Messages, threads: Threads) -> None:
        self._state, self._messages, self._threads = state, messages, threads

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        add = app.router.add_route
        add("GET", "/attachments/{folder}/{file}/{name}", self._attachment)
        add("GET", "/channels/{channel}/messages", self._history)
        add("POST", "/channels/{channel}/messages", self._create)
        add("GET", "/channels/{channel}/messages/{message}", self._read)
        add("PATCH", "/channels/{channel}/messages/{message}", self._edit)
        add("DELETE", "/channels/{channel}/messages/{message}", self._delete)
        add("POST", "/channels/{channel}/messages/{message}/crosspost", self._crosspost)
        add("POST", "/channels/{channel}/messages/{message}/threads", self._open_on)
        add("POST", "/channels/{channel}/threads", self._open_in)
        add("PUT", "/channels/{channel}/thread-members/@me", self._join)
        add("PATCH", "/channels/{channel}", self._change)

    async def _attachment(self, request: web.Request) -> web.Response:
        upload = self._state.uploads.get(number(request, "file"))
        if upload is None or upload.name != request.match_info["name"]:
            raise refusals.not_served(request.path)
        return web.Response(body=upload.content)

    async def _history(self, request: web.Request) -> web.Response:
        asked = request.query
        limit = int(asked.get("limit", 50))
        if not 1 <= limit <= 100:
            wrong = {"code": "NUMBER_TYPE_MAX", "message": "int value should be from 1 to 100."}
            raise refusals.invalid_form({"limit": {"_errors": [wrong]}})
        ends = {name: int(asked[name]) if name in asked else None for name in ("before", "after")}
        found = self._messages.history(number(request, "channel"), limit, before=ends["before"], after=ends["after"])
        return reply([self._seen(message) for message in found])

    async def _create(self, request: web.Request) -> web.Response:
        message = await self._messages.create(number(request, "channel"), request[PAYLOAD], request[UPLOADS])
        return reply(message.json(self._state.base))

    async def _read(self, request: web.Request) -> web.Response:
        message = self._messages.find(number(request, "channel"), number(request, "message"))
        if message.channel.guild and Permission.READ_MESSAGE_HISTORY not in message.channel.bot_permissions:
            raise refusals.missing_access()
        return reply(self._seen(message))

    async def _edit(self, request: web.Request) -> web.Response:
        message = self._own(request)
        self._messages.count_edit(message)
        await self._messages.edit(message, request[PAYLOAD], request[UPLOADS])
        return reply(message.json(self._state.base))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._messages.find(number(request, "channel"), number(request, "message"))
        await self._messages.delete(message)
        return done()

    async def _crosspost(self, request: web.Request) -> web.Response:
        message = self._messages.find(number(request, "channel"), number(request, "message"))
        return reply((await self._messages.crosspost(message)).json(self._state.base))

    async def _open_on(self, request: web.Request) -> web.Response:
        message = self._messages.find(number(request, "channel"), number(request, "message"))
        return reply((await self._threads.open_on(message, request[PAYLOAD])).json, status=201)

    async def _open_in(self, request: web.Request) -> web.Response:
        channel, payload, uploads = number(request, "channel"), request[PAYLOAD], request[UPLOADS]
        return reply(await self._threads.open_in(channel, payload, uploads), status=201)

    async def _join(self, request: web.Request) -> web.Response:
        self._messages.visible_channel(number(request, "channel"))
        return done()

    async def _change(self, request: web.Request) -> web.Response:
        return reply((await self._threads.change(number(request, "channel"), request[PAYLOAD])).json)

    def _own(self, request: web.Request) -> Message:
        return self._messages.own(number(request, "channel"), number(request, "message"))

    def _seen(self, message: Message) -> dict[str, object]:
        """A message as this application may read it."""
        body, application = message.json(self._state.base), self._state.application
        if application.message_content:
            return body
        return withhold(body, application.bot.id, direct=message.channel.guild is None)
