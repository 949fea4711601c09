"""The REST half: each route answers as Discord does, and every request is kept."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from . import refusals
from .bodies import PAYLOAD, UPLOADS, read_body, reply
from .callbacks import CommandRoutes
from .correspondence import MessageRoutes
from .faults import Faults, Handler
from .future import of_the_future
from .gateway import Gateway
from .messages import Messages
from .places import PlaceRoutes
from .reactions import Reactions
from .refusals import DiscordError, TooManyRequests
from .state import State
from .threads import Threads

OPEN_TO_ALL = ("/attachments/", "/gateway-socket", "/interactions/", "/webhooks/")
LONGEST = 64 * 1024 * 1024


class Rest:
    """The routes that bots use; any other is 404, and shows up in the record."""

    def __init__(self, state: State, gateway: Gateway, messages: Messages, faults: Faults) -> None:
        self._state, self._gateway, self._faults = state, gateway, faults
        self.threads = Threads(state, gateway, messages)
        self.places = PlaceRoutes(state, gateway, messages)
        self.reactions = Reactions(state, gateway, messages)
        self._rest = (MessageRoutes(state, messages, self.threads), CommandRoutes(state, messages))

    def application(self) -> web.Application:
        """The aiohttp application, gateway included."""
        app = web.Application(middlewares=[self._keep_record], client_max_size=LONGEST)
        app.router.add_get("/gateway-socket", self._gateway.serve)
        for routes in (self.places, self.reactions, *self._rest):
            routes.add_to(app)
        return app

    @web.middleware
    async def _keep_record(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/gateway-socket":
            return await handler(request)
        request[PAYLOAD], request[UPLOADS] = await read_body(request)
        fault = self._faults.due(request.method, request.path)
        told = (request.method, request.path, request[PAYLOAD])
        try:
            self._check_token(request)
            headers = self._state.rates.take(request.method, request.path) if self._state.rates else {}
            response = await (fault.strike(request, handler) if fault else handler(request))
        except web.HTTPNotFound:
            return self._say_no(told, refusals.not_served(request.path), fault)
        except DiscordError as refused:
            return self._say_no(told, refused, fault)
        self._state.record(told, response.status, fault=str(fault or ""))
        response.headers.update(headers)
        return self._grown(response) if self._state.newer_api else response

    def _say_no(self, told: tuple[str, str, Any], refused: DiscordError, fault: object) -> web.Response:
        """Refuse. What a test has ordered is no refusal in the record."""
        ordered = fault is not None and isinstance(refused, TooManyRequests)
        self._state.record(told, refused.status, None if ordered else refused, str(fault or ""))
        headers = refused.headers if isinstance(refused, TooManyRequests) else None
        return reply(refused.body, refused.status, headers)

    def _check_token(self, request: web.Request) -> None:
        expected = f"Bot {self._state.token}"
        if not request.path.startswith(OPEN_TO_ALL) and request.headers.get("Authorization") != expected:
            raise refusals.unauthorized()

    def _grown(self, response: web.StreamResponse) -> web.StreamResponse:
        """The answer of an API that is newer than the library."""
        if not isinstance(response, web.Response) or response.content_type != "application/json":
            return response
        return reply(of_the_future(json.loads(response.text or "null")), response.status)
