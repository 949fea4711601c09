"""The REST half: each route answers as Discord does, and every request is kept."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import BodyPartReader, web

from . import refusals
from .gateway import Gateway
from .interactions import Interactions
from .limits import check_commands
from .messages import Messages
from .record import Upload
from .refusals import DiscordError
from .state import State
from .world import snowflake

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OPEN_TO_ALL = ("/attachments/", "/gateway-socket", "/interactions/", "/webhooks/")
PAYLOAD: web.RequestKey[Any] = web.RequestKey("payload", object)
UPLOADS: web.RequestKey[tuple[Upload, ...]] = web.RequestKey("uploads", tuple)


class Rest:
    """The routes that bots use; any other is 404, and shows up in the record."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self._state, self._gateway = state, gateway
        self._messages = Messages(state, gateway)
        self._interactions = Interactions(state, self._messages)

    def application(self) -> web.Application:
        """The aiohttp application, gateway included."""
        app = web.Application(middlewares=[self._keep_record], client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway-socket", self._gateway.serve)
        app.router.add_get("/attachments/{channel}/{file}/{name}", self._attachment)
        add = app.router.add_route
        add("GET", "/users/@me", self._me)
        add("POST", "/users/@me/channels", self._open_direct)
        add("GET", "/oauth2/applications/@me", self._application)
        add("GET", "/gateway", self._gateway_address)
        add("GET", "/gateway/bot", self._gateway_address)
        self._route_messages(app)
        self._route_commands(app)
        self._route_interactions(app)
        return app

    def _route_messages(self, app: web.Application) -> None:
        add = app.router.add_route
        add("GET", "/channels/{channel}", self._channel)
        add("POST", "/channels/{channel}/typing", self._typing)
        add("POST", "/channels/{channel}/messages", self._create)
        add("GET", "/channels/{channel}/messages/{message}", self._read)
        add("PATCH", "/channels/{channel}/messages/{message}", self._edit)
        add("DELETE", "/channels/{channel}/messages/{message}", self._delete)

    def _route_commands(self, app: web.Application) -> None:
        for scope in ("", "/guilds/{guild}"):
            path = f"/applications/{{application}}{scope}/commands"
            app.router.add_route("GET", path, self._commands)
            app.router.add_route("PUT", path, self._put_commands)

    def _route_interactions(self, app: web.Application) -> None:
        add = app.router.add_route
        add("POST", "/interactions/{id}/{token}/callback", self._callback)
        add("POST", "/webhooks/{application}/{token}", self._follow_up)
        add("GET", "/webhooks/{application}/{token}/messages/{message}", self._read_answer)
        add("PATCH", "/webhooks/{application}/{token}/messages/{message}", self._edit_answer)
        add("DELETE", "/webhooks/{application}/{token}/messages/{message}", self._delete_answer)

    @web.middleware
    async def _keep_record(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/gateway-socket":
            return await handler(request)
        payload: Any = None
        try:
            payload, uploads = await read_body(request)
            request[PAYLOAD], request[UPLOADS] = payload, uploads
            self._check_token(request)
            response = await handler(request)
        except web.HTTPNotFound:
            return self._say_no(request, payload, refusals.not_served(request.path))
        except DiscordError as refused:
            return self._say_no(request, payload, refused)
        self._state.record(request.method, request.path, payload, response.status)
        return response

    def _say_no(self, request: web.Request, payload: Any, refused: DiscordError) -> web.Response:
        self._state.record(request.method, request.path, payload, refused.status, refused)
        return reply(refused.body, status=refused.status)

    def _check_token(self, request: web.Request) -> None:
        expected = f"Bot {self._state.token}"
        if not request.path.startswith(OPEN_TO_ALL) and request.headers.get("Authorization") != expected:
            raise refusals.unauthorized()

    # Who and where

    async def _me(self, _: web.Request) -> web.Response:
        return reply(self._state.bot.json | {"verified": True, "mfa_enabled": True})

    async def _application(self, _: web.Request) -> web.Response:
        return reply(self._state.application.json)

    async def _gateway_address(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return reply({"url": self._gateway.url, "shards": 1, "session_start_limit": limit})

    async def _open_direct(self, request: web.Request) -> web.Response:
        return reply(self._messages.direct_with(int(request[PAYLOAD]["recipient_id"])).json)

    # Messages

    async def _channel(self, request: web.Request) -> web.Response:
        return reply(self._messages.visible_channel(number(request, "channel")).json)

    async def _typing(self, request: web.Request) -> web.Response:
        self._messages.writable_channel(number(request, "channel"))
        return web.Response(status=204)

    async def _create(self, request: web.Request) -> web.Response:
        message = await self._messages.create(number(request, "channel"), request[PAYLOAD], request[UPLOADS])
        return reply(message.json(self._state.base))

    async def _read(self, request: web.Request) -> web.Response:
        message = self._messages.find(number(request, "channel"), number(request, "message"))
        return reply(message.json(self._state.base))

    async def _edit(self, request: web.Request) -> web.Response:
        message = self._messages.own(number(request, "channel"), number(request, "message"))
        await self._messages.edit(message, request[PAYLOAD], request[UPLOADS])
        return reply(message.json(self._state.base))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._messages.find(number(request, "channel"), number(request, "message"))
        await self._messages.delete(message)
        return web.Response(status=204)

    async def _attachment(self, request: web.Request) -> web.Response:
        wanted = number(request, "file")
        for message in self._state.messages.values():
            for upload in message.uploads:
                if upload.id == wanted:
                    return web.Response(body=upload.content)
        raise refusals.not_served(request.path)

    # Commands

    async def _commands(self, request: web.Request) -> web.Response:
        return reply(self._state.commands.get(scope(request), []))

    async def _put_commands(self, request: web.Request) -> web.Response:
        check_commands(request[PAYLOAD])
        known = {(old["type"], old["name"]): old["id"] for old in self._state.commands.get(scope(request), ())}
        self._state.commands[scope(request)] = [self._registered(new, known) for new in request[PAYLOAD]]
        return reply(self._state.commands[scope(request)])

    def _registered(self, command: dict[str, Any], known: dict[tuple[int, str], str]) -> dict[str, Any]:
        kind = command.get("type", 1)
        defaults = {
            "description": "",
            "nsfw": False,
            "default_member_permissions": None,
            "integration_types": [0],
        }
        own = {
            "id": known.get((kind, command["name"]), str(snowflake())),
            "application_id": str(self._state.application.id),
            "version": str(snowflake()),
            "type": kind,
        }
        return defaults | {key: value for key, value in command.items() if value not in (None, [], {})} | own

    # Interactions

    async def _callback(self, request: web.Request) -> web.Response:
        token, payload = request.match_info["token"], request[PAYLOAD]
        body = await self._interactions.answer(number(request, "id"), token, payload, request[UPLOADS])
        return reply(body) if request.query.get("with_response") in ("1", "true") else web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        message = await self._interactions.follow_up(request.match_info["token"], request[PAYLOAD], request[UPLOADS])
        return reply(message.json(self._state.base))

    async def _read_answer(self, request: web.Request) -> web.Response:
        return reply(self._answer(request).json(self._state.base))

    async def _edit_answer(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        message = await self._interactions.edit(token, self._answer(request), request[PAYLOAD], request[UPLOADS])
        return reply(message.json(self._state.base))

    async def _delete_answer(self, request: web.Request) -> web.Response:
        await self._messages.delete(self._answer(request))
        return web.Response(status=204)

    def _answer(self, request: web.Request) -> Any:
        return self._interactions.message(request.match_info["token"], request.match_info["message"])


def reply(body: Any, status: int = 200) -> web.Response:
    """JSON with the content type that Discord sends, to the letter: clients compare it."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


async def read_body(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    """The JSON of a request and its files, whichever way it was sent."""
    if not request.can_read_body:
        return None, ()
    if not request.content_type.startswith("multipart/"):
        return json.loads(await request.text() or "null"), ()
    payload: Any = {}
    uploads = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            payload = json.loads(await part.text())
        else:
            uploads.append(Upload(part.filename or "file", bytes(await part.read())))
    return payload, tuple(uploads)


def number(request: web.Request, name: str) -> int:
    """An id in the path. Raises DiscordError where it is none."""
    try:
        return int(request.match_info[name])
    except ValueError:
        raise refusals.invalid_form(
            {name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": "not snowflake"}]}}
        ) from None


def scope(request: web.Request) -> int | None:
    """The server whose commands a path speaks of; None for the global ones."""
    return int(request.match_info["guild"]) if "guild" in request.match_info else None
