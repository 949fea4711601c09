"""A Discord of one's own on loopback, for tests: the part of the REST API and of the gateway that bots use.

It takes what Discord takes, refuses what Discord refuses (with Discord's error codes), withholds message
content where Discord would, and keeps a record of everything. The bot under test is a real process, or any
client in this one, that was told where the API and the gateway are::

    async with DiscordServer(token="a-token", message_content=True) as discord:
        ...start the bot with discord.api_url and discord.gateway_url...
        await discord.connected()
        await discord.member_says("!quotes Putin")
        answer = await discord.next_message()
        await discord.member_presses(answer, "Next")
        call = await discord.member_calls("quotes", speaker="Putin")
        answer = await call.answer()
        assert discord.refusals == []
"""

from .permissions import Permission
from .record import Message, Request
from .server import DiscordServer, InteractionCall
from .world import Channel, Guild, User

__all__ = ["Channel", "DiscordServer", "Guild", "InteractionCall", "Message", "Permission", "Request", "User"]
