"""The server as a test sees it: people speak, call and press; the bot's answers are awaited."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from aiohttp import web

from .gateway import Gateway
from .interactions import COMMAND, COMPONENT
from .messages import Messages
from .permissions import NOTHING, Permission
from .record import Message, Request
from .rest import Rest
from .state import Interaction, State
from .world import Application, Channel, Guild, User

PATIENCE = 15.0  # seconds that a test waits for the bot


class InteractionCall:
    """A command that was called or a button that was pressed, and what came of it."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction

    async def answer(self, within: float = PATIENCE) -> Message:
        """The next message that a person sees because of it: a new one, or one that was edited."""
        return await asyncio.wait_for(self._interaction.shown.get(), within)

    @property
    def acknowledged(self) -> int | None:
        """The kind of the first response; None where there was none yet."""
        return self._interaction.acknowledged

    @property
    def acknowledged_after(self) -> float | None:
        """Seconds until the first response."""
        return self._interaction.acknowledged_after


class DiscordServer:
    """One application with its bot, one server with one channel, one member; more can be added.

    `message_content` and `members` are the switches of the developer portal. `port` 0 is any free one.
    """

    def __init__(
        self,
        *,
        token: str = "test-token",  # noqa: S107 - it opens nothing but this server
        message_content: bool = False,
        members: bool = False,
        port: int = 0,
    ) -> None:
        bot = User("Desk", bot=True)
        self.state = State(token, Application(bot, message_content, members))
        self.state.people[bot.id] = bot
        self.gateway = Gateway(self.state)
        self._messages = Messages(self.state, self.gateway)
        self._runner = web.AppRunner(Rest(self.state, self.gateway).application(), shutdown_timeout=0.1)
        self._port = port
        self.guild = self.add_guild("Newsroom")
        self.channel = self.add_channel("general")
        self.member = self.add_member("reader")

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.state.base = f"http://{host}:{port}"
        self.gateway.url = f"ws://{host}:{port}/gateway-socket"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.drop(1001)
        await self._runner.cleanup()

    # Where it is, and who is there

    @property
    def api_url(self) -> str:
        """What stands for ``https://discord.com/api/v10``."""
        return self.state.base

    @property
    def gateway_url(self) -> str:
        """What stands for ``wss://gateway.discord.gg/``."""
        return self.gateway.url

    @property
    def bot(self) -> User:
        return self.state.bot

    @property
    def mention(self) -> str:
        """How a member writes the bot's name."""
        return f"<@{self.bot.id}>"

    def add_guild(self, name: str, *, everyone: Permission | None = None) -> Guild:
        """A further server, before the bot connects."""
        guild = Guild(name) if everyone is None else Guild(name, everyone)
        self.state.guilds.append(guild)
        return guild

    def add_channel(
        self,
        name: str,
        *,
        guild: Guild | None = None,
        allow: Permission = NOTHING,
        deny: Permission = NOTHING,
    ) -> Channel:
        """A further channel, before the bot connects; `allow` and `deny` overwrite the bot's role."""
        guild = guild or self.guild
        channel = Channel(name, guild, allow=allow, deny=deny)
        guild.channels.append(channel)
        return channel

    def add_member(self, name: str) -> User:
        """A further person; they are in every server."""
        user = User(name)
        self.state.people[user.id] = user
        return user

    def direct(self, member: User | None = None) -> Channel:
        """The direct conversation between the bot and a member."""
        return self._messages.direct_with((member or self.member).id)

    # What people do

    async def member_says(
        self,
        content: str,
        *,
        channel: Channel | None = None,
        member: User | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """A member sends a message."""
        author = member or self.member
        message = self._messages.member_message(channel or self.channel, author, content, reply_to)
        return await self._messages.hear(message)

    async def member_calls(
        self, command: str, /, *, channel: Channel | None = None, member: User | None = None, **options: str
    ) -> InteractionCall:
        """A member calls a slash command. Raises LookupError for what their client would not offer."""
        channel = channel or self.channel
        registered = self.command(command, channel.guild)
        _check_offered(registered, options)
        data = {
            "id": registered["id"],
            "name": command,
            "type": 1,
            "options": [{"name": name, "type": 3, "value": value} for name, value in options.items()],
        }
        return await self._interact(COMMAND, data, channel, member)

    async def member_presses(self, message: Message, label: str, *, member: User | None = None) -> InteractionCall:
        """A member presses a button. Raises LookupError where there is none, or it cannot be pressed."""
        button = message.button(label)
        if message.deleted or button.get("disabled") or "custom_id" not in button:
            raise LookupError(f"“{label}” cannot be pressed")
        data = {"custom_id": button["custom_id"], "component_type": button["type"]}
        return await self._interact(COMPONENT, data, message.channel, member, message)

    def add_old_answer(
        self, content: str, buttons: list[tuple[str, str]], *, channel: Channel | None = None
    ) -> Message:
        """A message that the bot sent in an earlier life, with buttons given by label and custom id."""
        parts = [{"type": 2, "style": 2, "label": label, "custom_id": custom_id} for label, custom_id in buttons]
        payload = {"content": content, "components": [{"type": 1, "components": parts}]}
        return self.state.keep(Message(channel or self.channel, self.bot, payload))

    def command(self, name: str, guild: Guild | None = None) -> dict[str, Any]:
        """A registered slash command. Raises LookupError where there is none of the name."""
        scopes = ([guild.id] if guild else []) + [None]
        for scope in scopes:
            for command in self.state.commands.get(scope, ()):
                if command["type"] == 1 and command["name"] == name:
                    return command
        raise LookupError(f"/{name} is not registered")

    # What the bot does

    async def connected(self, within: float = PATIENCE) -> None:
        """Wait until the bot has a session."""
        await asyncio.wait_for(self.gateway.connected.wait(), within)

    async def next_message(self, within: float = PATIENCE) -> Message:
        """The bot's next new message that was not awaited yet."""
        return await asyncio.wait_for(self.state.created.get(), within)

    async def next_edit(self, within: float = PATIENCE) -> Message:
        """The bot's next edited message that was not awaited yet."""
        return await asyncio.wait_for(self.state.edited.get(), within)

    async def silence(self, probe: str, answer: str) -> None:
        """Have a member say what the bot does answer, and raise AssertionError where it says something else first.

        So a bot that is merely slow is not taken for a silent one. `answer` is a part of what it says to `probe`.
        """
        await self.member_says(probe)
        message = await self.next_message()
        if answer not in message.words or not self.state.created.empty():
            raise AssertionError(f"the bot said: {message.words}")

    @property
    def messages(self) -> list[Message]:
        """All the bot's messages, in order."""
        return [message for message in self.state.messages.values() if message.author is self.bot]

    @property
    def requests(self) -> list[Request]:
        """All REST requests, in order."""
        return self.state.requests

    @property
    def refusals(self) -> list[Request]:
        """The requests that were refused."""
        return [request for request in self.requests if request.code is not None]

    async def _interact(
        self,
        kind: int,
        data: dict[str, Any],
        channel: Channel,
        member: User | None,
        message: Message | None = None,
    ) -> InteractionCall:
        interaction = Interaction(kind, data, channel, member or self.member, message)
        self.state.interactions[interaction.token] = interaction
        await self.gateway.tell("INTERACTION_CREATE", self._event(interaction), guild=channel.guild)
        return InteractionCall(interaction)

    def _event(self, interaction: Interaction) -> dict[str, Any]:
        channel, guild, user = interaction.channel, interaction.channel.guild, interaction.user
        event: dict[str, Any] = {
            "id": str(interaction.id),
            "application_id": str(self.state.application.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": channel.json | {"permissions": str(int(channel.member_permissions))},
            "app_permissions": str(int(channel.bot_permissions)),
            "attachment_size_limit": 10 * 1024 * 1024,
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(guild.id if guild else user.id)},
            "context": 0 if guild else 1,
        }
        if interaction.message:
            event["message"] = interaction.message.json(self.state.base)
        if not guild:
            return event | {"user": user.json}
        permissions = str(int(channel.member_permissions))
        member = guild.member(user, with_user=True) | {"permissions": permissions}
        return event | {
            "guild_id": str(guild.id),
            "guild": guild.partial,
            "guild_locale": "en-US",
            "member": member,
        }


def _check_offered(command: dict[str, Any], given: dict[str, str]) -> None:
    offered = {option["name"]: bool(option.get("required")) for option in command.get("options", ())}
    if strange := set(given) - set(offered):
        raise LookupError(f"/{command['name']} has no option {', '.join(sorted(strange))}")
    if missing := {name for name, required in offered.items() if required} - set(given):
        raise LookupError(f"/{command['name']} needs {', '.join(sorted(missing))}")
