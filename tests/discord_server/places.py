"""The routes of people, servers and channels."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from . import refusals
from .bodies import PAYLOAD, done, number, reply
from .gateway import Gateway
from .messages import Messages
from .permissions import Permission
from .state import State
from .world import Guild, User


class PlaceRoutes:
    """Who and where."""

    def __init__(self, state: State, gateway: Gateway, messages: Messages) -> None:
        self._state, self._gateway, self._messages = state, gateway, messages

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        add = app.router.add_route
        add("GET", "/users/@me", self._me)
        add("GET", "/users/@me/guilds", self._my_guilds)
        add("DELETE", "/users/@me/guilds/{guild}", self._leave)
        add("POST", "/users/@me/channels", self._open_direct)
        add("GET", "/users/{user}", self._user)
        add("GET", "/oauth2/applications/@me", self._application)
        add("GET", "/applications/@me", self._application)
        add("GET", "/gateway", self._gateway_address)
        add("GET", "/gateway/bot", self._gateway_address)
        add("GET", "/guilds/{guild}", self._guild)
        add("GET", "/guilds/{guild}/channels", self._guild_channels)
        add("GET", "/guilds/{guild}/roles", self._roles)
        add("GET", "/guilds/{guild}/members/{user}", self._member)
        add("GET", "/guilds/{guild}/threads/active", self._active_threads)
        add("GET", "/channels/{channel}/threads/archived/public", self._archived_threads)
        add("GET", "/channels/{channel}", self._channel)
        add("DELETE", "/channels/{channel}", self._delete_channel)
        add("POST", "/channels/{channel}/typing", self._typing)

    async def _me(self, _: web.Request) -> web.Response:
        return reply(self._state.bot.json | {"verified": True, "mfa_enabled": True})

    async def _my_guilds(self, _: web.Request) -> web.Response:
        return reply([guild.partial | {"name": guild.name, "icon": None} for guild in self._state.guilds])

    async def _leave(self, request: web.Request) -> web.Response:
        await self.leave(self._found_guild(request))
        return done()

    async def leave(self, guild: Guild) -> None:
        """Take the bot out of a server."""
        self._state.guilds.remove(guild)
        await self._gateway.tell("GUILD_DELETE", {"id": str(guild.id)}, guild=guild)

    async def _open_direct(self, request: web.Request) -> web.Response:
        return reply(self._messages.direct_with(int(request[PAYLOAD]["recipient_id"])).json)

    async def _user(self, request: web.Request) -> web.Response:
        return reply(self._found_user(request).json)

    async def _application(self, _: web.Request) -> web.Response:
        return reply(self._state.application.json)

    async def _gateway_address(self, _: web.Request) -> web.Response:
        left = max(0, self._gateway.sessions_left)
        limit = {"total": 1000, "remaining": left, "reset_after": 3_600_000, "max_concurrency": 1}
        return reply({"url": self._gateway.url, "shards": self._gateway.shards, "session_start_limit": limit})

    async def _guild(self, request: web.Request) -> web.Response:
        return reply(self._found_guild(request).json(self._state.bot))

    async def _guild_channels(self, request: web.Request) -> web.Response:
        return reply([channel.json for channel in self._found_guild(request).channels])

    async def _roles(self, request: web.Request) -> web.Response:
        return reply([role.json for role in self._found_guild(request).all_roles])

    async def _member(self, request: web.Request) -> web.Response:
        return reply(self._found_guild(request).member(self._found_user(request), with_user=True))

    async def _active_threads(self, request: web.Request) -> web.Response:
        threads = [thread.json for thread in self._found_guild(request).threads if not thread.archived]
        return reply({"threads": threads, "members": []})

    async def _archived_threads(self, request: web.Request) -> web.Response:
        """Those that were archived last come first; one counts as archived when it was opened."""
        parent = self._messages.visible_channel(number(request, "channel"))
        self._messages.need(parent, Permission.READ_MESSAGE_HISTORY)
        limit, before = int(request.query.get("limit", 50)), request.query.get("before")
        until = datetime.fromisoformat(before) if before else datetime.now(UTC)
        threads = [each for each in (parent.guild.threads if parent.guild else ()) if each.parent is parent]
        there = [each for each in threads if each.archived and datetime.fromisoformat(each.born) < until]
        there.sort(key=lambda thread: thread.id, reverse=True)
        told = [thread.json for thread in there[:limit]]
        return reply({"threads": told, "members": [], "has_more": len(there) > limit})

    async def _channel(self, request: web.Request) -> web.Response:
        return reply(self._messages.visible_channel(number(request, "channel")).json)

    async def _delete_channel(self, request: web.Request) -> web.Response:
        channel = self._messages.visible_channel(number(request, "channel"))
        self._messages.need(channel, Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
        await self._messages.remove_channel(channel)
        return reply(channel.json)

    async def _typing(self, request: web.Request) -> web.Response:
        self._messages.writable_channel(number(request, "channel"))
        return done()

    def _found_guild(self, request: web.Request) -> Guild:
        for guild in self._state.guilds:
            if guild.id == number(request, "guild"):
                return guild
        raise refusals.unknown_guild()

    def _found_user(self, request: web.Request) -> User:
        user = self._state.people.get(number(request, "user"))
        if user is None:
            raise refusals.unknown_user()
        return user
