"""The routes of commands and of interactions."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from . import refusals
from .bodies import PAYLOAD, UPLOADS, done, number, reply
from .command_limits import check_commands
from .interactions import Interactions
from .messages import Messages
from .record import Message
from .state import State
from .world import snowflake

Payload = dict[str, Any]


class CommandRoutes:
    """What the bot registers, and how it answers."""

    def __init__(self, state: State, messages: Messages) -> None:
        self._state, self._messages = state, messages
        self._interactions = Interactions(state, messages)

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        add = app.router.add_route
        for scope_path in ("", "/guilds/{guild}"):
            path = f"/applications/{{application}}{scope_path}/commands"
            add("GET", path, self._commands)
            add("PUT", path, self._put)
            add("POST", path, self._post)
            add("DELETE", f"{path}/{{command}}", self._remove)
        add("GET", "/applications/{application}/guilds/{guild}/commands/{command}/permissions", self._rights)
        add("POST", "/interactions/{id}/{token}/callback", self._callback)
        add("POST", "/webhooks/{application}/{token}", self._follow_up)
        add("GET", "/webhooks/{application}/{token}/messages/{message}", self._read_answer)
        add("PATCH", "/webhooks/{application}/{token}/messages/{message}", self._edit_answer)
        add("DELETE", "/webhooks/{application}/{token}/messages/{message}", self._delete_answer)

    async def _commands(self, request: web.Request) -> web.Response:
        return reply(self._state.commands.get(scope(request), []))

    async def _put(self, request: web.Request) -> web.Response:
        check_commands(request[PAYLOAD])
        known = {(old["type"], old["name"]): old["id"] for old in self._state.commands.get(scope(request), ())}
        self._state.commands[scope(request)] = [self._registered(new, known) for new in request[PAYLOAD]]
        return reply(self._state.commands[scope(request)])

    async def _post(self, request: web.Request) -> web.Response:
        """One more command, or another of the same name in its place."""
        there, new = self._state.commands.get(scope(request), []), request[PAYLOAD]
        key = new.get("type", 1), new["name"]
        others = [old for old in there if (old["type"], old["name"]) != key]
        check_commands([*others, new])
        known = {(old["type"], old["name"]): old["id"] for old in there}
        kept = self._registered(new, known)
        self._state.commands[scope(request)] = [*others, kept]
        return reply(kept, status=200 if key in known else 201)

    async def _remove(self, request: web.Request) -> web.Response:
        there = self._state.commands.get(scope(request), [])
        left = [command for command in there if command["id"] != request.match_info["command"]]
        if len(left) == len(there):
            raise refusals.unknown_command()
        self._state.commands[scope(request)] = left
        return done()

    async def _rights(self, request: web.Request) -> web.Response:
        guild = next((each for each in self._state.guilds if each.id == scope(request)), None)
        rights = guild.command_rights.get(number(request, "command"), {}) if guild else {}
        told = [{"id": str(who), "type": self._kind(who), "permission": may} for who, may in rights.items()]
        return reply(
            {"id": request.match_info["command"], "guild_id": request.match_info["guild"], "permissions": told}
        )

    def _kind(self, number_: int) -> int:
        """1 a role, 2 a person, 3 a channel."""
        if number_ in self._state.people:
            return 2
        return 3 if any(channel.id == number_ for channel in self._state.channels) else 1

    def _registered(self, command: Payload, known: dict[tuple[int, str], str]) -> Payload:
        kind = command.get("type", 1)
        defaults = {"description": "", "nsfw": False, "default_member_permissions": None, "integration_types": [0]}
        own = {
            "id": known.get((kind, command["name"]), str(snowflake())),
            "application_id": str(self._state.application.id),
            "version": str(snowflake()),
            "type": kind,
        }
        return defaults | {key: value for key, value in command.items() if value not in (None, [], {})} | own

    async def _callback(self, request: web.Request) -> web.Response:
        token, payload = request.match_info["token"], request[PAYLOAD]
        body = await self._interactions.answer(number(request, "id"), token, payload, request[UPLOADS])
        return reply(body) if request.query.get("with_response") in ("1", "true") else done()

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
        return done()

    def _answer(self, request: web.Request) -> Message:
        return self._interactions.message(request.match_info["token"], request.match_info["message"])


def scope(request: web.Request) -> int | None:
    """The server whose commands a path speaks of; None for the global ones."""
    return int(request.match_info["guild"]) if "guild" in request.match_info else None
