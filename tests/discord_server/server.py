"""The server as a test sees it: people act, things happen, and the bot's answers are awaited."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any, Self

from aiohttp import web

from .channels import Channel, Kind, Tag
from .command_limits import SLASH
from .faults import Fault, Faults, Order
from .gateway import GUILDS, Gateway
from .messages import Messages
from .offers import Value, registered
from .people import Acts, Person
from .permissions import NOTHING, Permission
from .rates import Rates
from .record import Message, Request
from .rest import Rest
from .stage import PATIENCE, InteractionCall, Stage
from .state import State
from .world import Application, Guild, Role, User


class DiscordServer:
    """One application with its bot, one server with one channel, one member; more can be added.

    `message_content` and `members` are the switches of the developer portal. `port` 0 is any free one. With
    `rate_limits` requests are counted as Discord counts them, and refused with 429 where there are too many.
    """

    def __init__(
        self,
        *,
        token: str = "test-token",  # noqa: S107 - it opens nothing but this server
        message_content: bool = False,
        members: bool = False,
        port: int = 0,
        rate_limits: bool = False,
    ) -> None:
        bot = User("Desk", bot=True)
        self.state = State(token, Application(bot, message_content, members), rates=Rates() if rate_limits else None)
        self.state.people[bot.id] = bot
        self.gateway = Gateway(self.state)
        self.faults = Faults()
        self._messages = Messages(self.state, self.gateway)
        self._rest = Rest(self.state, self.gateway, self._messages, self.faults)
        self._stage = Stage(
            self.state, self.gateway, self._messages, threads=self._rest.threads, reactions=self._rest.reactions
        )
        self._runner = web.AppRunner(self._rest.application(), shutdown_timeout=0.1)
        self._port = port
        self.guild = self.add_guild("Newsroom")
        self.channel = self._stage.channel = self.add_channel("general")
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
        """The bot's own user."""
        return self.state.bot

    @property
    def mention(self) -> str:
        """How a member writes the bot's name."""
        return self.bot.mention

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
        kind: Kind = Kind.TEXT,
        tags: tuple[str, ...] = (),
        requires_tag: bool = False,
    ) -> Channel:
        """A further channel, before the bot connects; `allow` and `deny` overwrite the bot's role.

        `tags` are a forum's.
        """
        guild = guild or self.guild
        channel = Channel(name, guild, allow=allow, deny=deny, kind=kind, requires_tag=requires_tag)
        channel.tags = [Tag(tag) for tag in tags]
        guild.channels.append(channel)
        return channel

    def add_member(self, name: str, *roles: Role, guild: Guild | None = None) -> Person:
        """A further person; they are in every server, and have these roles in one of them."""
        person = Person(self._stage, name)
        self.state.people[person.id] = person
        (guild or self.guild).give(person, *roles)
        return person

    def direct(self, member: User | None = None) -> Channel:
        """The direct conversation between the bot and a member."""
        return self._messages.direct_with((member or self.member).id)

    def command(self, name: str, guild: Guild | None = None, *, kind: int = SLASH) -> dict[str, Any]:
        """A registered command. Raises LookupError where there is none of the name."""
        return registered(self.state, guild, kind, name)

    def allow_command(self, name: str, who: Role | User | Channel | Guild, *, may: bool = True) -> None:
        """Set in the server's settings who may use a command, or where, whatever its own default says."""
        guild = who if isinstance(who, Guild) else self.guild
        guild.command_rights.setdefault(int(self.command(name, guild)["id"]), {})[who.id] = may

    # What happens, whoever does it

    def fails(self, on: str, fault: Fault, *, times: int = 1, after: int = 0) -> Order:
        """Have the next requests of a kind go wrong: see `Faults.order`."""
        return self.faults.order(on, fault, times=times, after=after)

    async def bot_joins(self, name: str, *, everyone: Permission | None = None) -> Guild:
        """The bot is added to a further server, which has a channel."""
        guild = self.add_guild(name, everyone=everyone)
        self.add_channel("general", guild=guild)
        await self._let_in(guild)
        return guild

    async def bot_returns(self, guild: Guild) -> None:
        """The bot is let again into a server that it has left."""
        self.state.guilds.append(guild)
        await self._let_in(guild)

    async def _let_in(self, guild: Guild) -> None:
        """That a server is there and not unavailable is said after an outage, and not of one that is new."""
        told = {key: value for key, value in guild.json(self.bot).items() if key != "unavailable"}
        await self.gateway.tell("GUILD_CREATE", told, guild=guild, intent=GUILDS)

    async def bot_leaves(self, guild: Guild) -> None:
        """The bot is put out of a server."""
        await self._rest.places.leave(guild)

    async def outage(self, guild: Guild) -> None:
        """A server is not available for a while; with `outage_ends` it is again."""
        told = {"id": str(guild.id), "unavailable": True}
        await self.gateway.tell("GUILD_DELETE", told, guild=guild, intent=GUILDS)

    async def outage_ends(self, guild: Guild) -> None:
        """The server is available again."""
        await self.gateway.tell("GUILD_CREATE", guild.json(self.bot), guild=guild, intent=GUILDS)

    async def create_channel(self, name: str, **given: Any) -> Channel:
        """A further channel while the bot is there: as `add_channel`."""
        channel = self.add_channel(name, **given)
        await self.gateway.tell("CHANNEL_CREATE", channel.json, guild=channel.guild, intent=GUILDS)
        return channel

    async def change_guild(
        self, guild: Guild, *, everyone: Permission | None = None, bot_role: Permission | None = None
    ) -> None:
        """Change what everyone, or the bot's role, may do on a server, and tell the bot."""
        guild.everyone = guild.everyone if everyone is None else everyone
        guild.bot_role = guild.bot_role if bot_role is None else bot_role
        for role in guild.all_roles[:2]:
            told = {"guild_id": str(guild.id), "role": role.json}
            await self.gateway.tell("GUILD_ROLE_UPDATE", told, guild=guild, intent=GUILDS)

    async def change_channel(self, channel: Channel, **changed: Any) -> None:
        """Change a channel (`name`, `topic`, `allow`, `deny`, `archived`, `locked`), and tell the bot."""
        for name, value in changed.items():
            if not hasattr(channel, name):
                raise LookupError(f"a channel has no {name}")
            setattr(channel, name, value)
        event = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        await self.gateway.tell(event, channel.json, guild=channel.guild, intent=GUILDS)

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with all that was said there."""
        await self._messages.remove_channel(channel)

    async def delete_message(self, message: Message) -> None:
        """Delete a message as a moderator does."""
        await self._messages.remove(message)

    # What a member does, for a test with one member: see `Person` for all that people do

    async def member_says(
        self,
        content: str,
        *,
        channel: Channel | None = None,
        member: User | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """A member sends a message."""
        return await self._acts(member, channel).says(content, reply_to=reply_to)

    async def member_calls(
        self, command: str, /, *, channel: Channel | None = None, member: User | None = None, **options: Value
    ) -> InteractionCall:
        """A member calls a slash command. Raises LookupError for what their client would not offer."""
        return await self._acts(member, channel).slash(command, **options)

    async def member_presses(self, message: Message, label: str, *, member: User | None = None) -> InteractionCall:
        """A member presses a button. Raises LookupError where there is none, or it cannot be pressed."""
        return await self._acts(member, message.channel).presses(message, label)

    def _acts(self, member: User | None, channel: Channel | None) -> Acts:
        return Acts(self._stage, member or self.member, channel or self.channel)

    def add_old_answer(
        self, content: str, buttons: list[tuple[str, str]], *, channel: Channel | None = None
    ) -> Message:
        """A message that the bot sent in an earlier life, with buttons given by label and custom id."""
        parts = [{"type": 2, "style": 2, "label": label, "custom_id": custom_id} for label, custom_id in buttons]
        payload = {"content": content, "components": [{"type": 1, "components": parts}] if parts else []}
        return self.state.keep(Message(channel or self.channel, self.bot, payload))

    def grow_old(self, message: Message, hours: float) -> None:
        """Have a message been sent so many hours earlier than it was."""
        message.sent = (datetime.fromisoformat(message.sent) - timedelta(hours=hours)).isoformat()

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

    def catch_up(self) -> None:
        """Await no more what the bot has said and edited so far."""
        for queue in (self.state.created, self.state.edited):
            while not queue.empty():
                queue.get_nowait()

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
        """The requests that were refused, but for the faults that a test has ordered."""
        return [request for request in self.requests if request.code is not None]
