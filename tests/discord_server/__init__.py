"""A Discord of one's own on loopback, for tests: the part of the REST API and of the gateway that bots use.

It takes what Discord takes, refuses what Discord refuses (with Discord's error codes), withholds message
content where Discord would, and keeps a record of everything. The bot under test is a real process, or any
client in this one, that was told where the API and the gateway are::

    async with DiscordServer(token="a-token", message_content=True) as discord:
        ...start the bot with discord.api_url and discord.gateway_url...
        await discord.connected()
        reader = discord.member
        await reader.says("!quotes Putin")
        answer = await discord.next_message()
        await reader.presses(answer, "Next")
        call = await reader.slash("quotes", speaker="Putin")
        answer = await call.answer()
        assert discord.refusals == []

It needs aiohttp and nothing else, and knows nothing of the bot. `README.md` beside this file tells the rest, with a
complete example.
"""

from .channels import Channel, Kind, Tag
from .faults import AnswerLost, Fault, Order, RateLimit, Reset, ServerError, Stall
from .people import Choice, Person
from .permissions import Overwrite, Permission
from .record import File, Message, Request, Upload
from .server import DiscordServer
from .stage import InteractionCall, Modal
from .world import Guild, Role, User

__all__ = [
    "AnswerLost",
    "Channel",
    "Choice",
    "DiscordServer",
    "Fault",
    "File",
    "Guild",
    "InteractionCall",
    "Kind",
    "Message",
    "Modal",
    "Order",
    "Overwrite",
    "Permission",
    "Person",
    "RateLimit",
    "Request",
    "Reset",
    "Role",
    "ServerError",
    "Stall",
    "Tag",
    "Upload",
    "User",
]
