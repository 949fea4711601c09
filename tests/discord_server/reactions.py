"""Reactions: who put which on a message, and what the bot is told of them."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from . import refusals
from .bodies import done, number, reply
from .gateway import DIRECT_REACTIONS, GUILD_REACTIONS, Gateway
from .messages import Messages
from .permissions import Permission
from .record import Message, emoji_json
from .state import State
from .world import User

MOST_REACTIONS = 20


class Reactions:
    """Puts reactions on messages and takes them back, and tells the gateway."""

    def __init__(self, state: State, gateway: Gateway, messages: Messages) -> None:
        self._state, self._gateway, self._messages = state, gateway, messages

    def add_to(self, app: web.Application) -> None:
        """Add the routes of the bot's own."""
        own = "/channels/{channel}/messages/{message}/reactions/{emoji}/@me"
        app.router.add_route("PUT", own, self._put)
        app.router.add_route("DELETE", own, self._take)
        app.router.add_route("GET", own.removesuffix("/@me"), self._list)

    async def add(self, message: Message, user: User, emoji: str) -> None:
        """Have somebody react. Raises DiscordError where a message has as many emoji as it can have."""
        users = message.reactions.get(emoji, [])
        if not users and len(message.reactions) >= MOST_REACTIONS:
            raise refusals.too_many_reactions()
        if user not in users:
            message.reactions[emoji] = [*users, user]
            await self._tell("MESSAGE_REACTION_ADD", message, user, emoji)

    async def remove(self, message: Message, user: User, emoji: str) -> None:
        """Take somebody's reaction back."""
        users = message.reactions.get(emoji, [])
        if user in users:
            left = [each for each in users if each is not user]
            message.reactions = {name: each for name, each in (message.reactions | {emoji: left}).items() if each}
            await self._tell("MESSAGE_REACTION_REMOVE", message, user, emoji)

    async def _put(self, request: web.Request) -> web.Response:
        message, emoji = self._find(request), request.match_info["emoji"]
        self._messages.need(message.channel, Permission.READ_MESSAGE_HISTORY)
        if emoji not in message.reactions:
            self._messages.need(message.channel, Permission.ADD_REACTIONS)
        await self.add(message, self._state.bot, emoji)
        return done()

    async def _take(self, request: web.Request) -> web.Response:
        await self.remove(self._find(request), self._state.bot, request.match_info["emoji"])
        return done()

    async def _list(self, request: web.Request) -> web.Response:
        message = self._find(request)
        return reply([user.json for user in message.reactions.get(request.match_info["emoji"], [])])

    def _find(self, request: web.Request) -> Message:
        return self._messages.find(number(request, "channel"), number(request, "message"))

    async def _tell(self, event: str, message: Message, user: User, emoji: str) -> None:
        guild = message.channel.guild
        told: dict[str, Any] = {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
            "emoji": emoji_json(emoji),
            "burst": False,
            "type": 0,
        }
        if event == "MESSAGE_REACTION_ADD":
            told |= {"message_author_id": str(message.author.id), "burst_colors": []}
        if guild:
            told["guild_id"] = str(guild.id)
            told |= {"member": guild.member(user, with_user=True)} if event == "MESSAGE_REACTION_ADD" else {}
        await self._gateway.tell(event, told, guild=guild, intent=GUILD_REACTIONS if guild else DIRECT_REACTIONS)
