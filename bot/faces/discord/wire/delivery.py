"""Getting through to Discord: what fails for a moment is tried again, and nothing is posted twice.

The library tries again by itself after some 5xx, but on channels not after 503, and after a connection that was reset
only where the system numbers that error as a Mac or Windows does.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import aiohttp
import discord
from discord.http import handle_message_parameters
from discord.webhook.async_ import async_context

from .receiving import Interaction

Parts = Callable[[], Mapping[str, Any]]
"""What a message consists of, made anew for each attempt: a file can be read once."""

_T = TypeVar("_T")
_PASSING = (discord.DiscordServerError, discord.GatewayNotFound, aiohttp.ClientError, OSError)
"""What may be over in a moment. That no answer came in time is an OSError too."""

_PAUSES = (0.2, 1.0, 3.0, 5.0)
_PATIENCE = 20.0
"""The seconds after which nothing is tried again: the library may have tried for long already."""

_LONGEST = 90.0
"""The seconds after which an attempt is over: the library would wait as long as Discord asks for, and for an hour."""

_NONCE_BITS = 63
_ACKNOWLEDGED_ALREADY = 40060
_TOO_MANY = 429
_SERVER_ERRORS = 500
_WAITS = "treatydesk.waits"


class Unreached(discord.DiscordException):
    """Discord was not reached, or does not take anything for long: nobody can be told."""


async def insist(attempt: Callable[[], Awaitable[_T]], pauses: Sequence[float] = _PAUSES) -> _T:
    """Try what may be done twice until it is done; what may not is tried with no pauses, once. Raises Unreached."""
    began = time.monotonic()
    for pause in (*pauses, None):
        try:
            async with asyncio.timeout(_LONGEST):
                return await attempt()
        except discord.RateLimited as limited:
            raise Unreached(f"Discord takes nothing for {limited.retry_after:.0f} s") from limited
        except _PASSING as error:
            if pause is None or time.monotonic() - began > _PATIENCE:
                raise Unreached(tell_fault(error)) from error
            await asyncio.sleep(pause)
        except discord.HTTPException as refused:
            # The library waits where Discord says for how long; in front of Discord nobody says, and nor does Discord
            # of a message that was edited too often.
            if refused.status == _TOO_MANY:
                nothing = "what stands before Discord takes nothing from here"
                raise Unreached(tell_fault(refused) if refused.code else nothing) from refused
            raise
    raise AssertionError("the last attempt returns or raises")


def tell_fault(error: BaseException) -> str:
    """What went wrong in a line: of a refusal its status, and its words where Discord itself said them in words.

    What stands before Discord answers with a page for a browser, which is no line for anybody.
    """
    if not isinstance(error, discord.HTTPException):
        return str(error) or type(error).__name__
    reason = getattr(error.response, "reason", None)
    status = f"{error.status} {reason}" if reason else f"{error.status}"
    return f"{status} (error {error.code}): {' '.join(error.text.split())}" if error.code else status


async def announce(interaction: Interaction, *, waits: bool, private: bool = False) -> None:
    """Tell Discord that something comes: in the place of a waiting sign, or on the message that was pressed.

    Told twice is as good as told once: that it was taken may have got lost on the way here. Raises Unreached.
    """
    await _open(interaction, lambda: interaction.response.defer(thinking=waits, ephemeral=private))
    interaction.extras[_WAITS] = waits


async def respond(interaction: Interaction, parts: Parts, *, private: bool) -> None:
    """Send the first or a further message that an interaction is answered with. Raises Unreached.

    What takes the waiting sign's place may be sent twice, and so may a first response: Discord takes one. What comes
    further is tried once: better lost, and asked for again, than posted twice.
    """
    if interaction.extras.get(_WAITS):
        await revise(interaction, parts)
        interaction.extras[_WAITS] = False
    elif _WAITS not in interaction.extras and not interaction.response.is_done():
        await _open(interaction, lambda: interaction.response.send_message(**parts(), ephemeral=private))
    else:
        hook = interaction.followup
        hook.session = _Once(hook.session)  # type: ignore[assignment]  # all that is asked of one
        await insist(lambda: hook.send(**parts(), ephemeral=private), pauses=())


async def open_form(press: Interaction, make_form: Callable[[], discord.ui.Modal]) -> None:
    """Open a form for who pressed; it is made anew for each attempt. Raises Unreached."""
    await _open(press, lambda: press.response.send_modal(make_form()))


async def _open(interaction: Interaction, attempt: Callable[[], Awaitable[object]]) -> None:
    """Make the first response. That Discord has one already is what an attempt came to whose answer got lost."""
    try:
        await insist(attempt)
    except discord.HTTPException as refused:
        if refused.code != _ACKNOWLEDGED_ALREADY:
            raise
    interaction.extras[_WAITS] = False


async def revise(interaction: Interaction, parts: Parts) -> None:
    """Change the message that answers an interaction, or that was pressed. Raises Unreached."""
    await insist(lambda: _revise(interaction, **parts()))


class _Once:
    """A session whose requests the library does not send again after a 5xx: they may have been carried out."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    @asynccontextmanager
    async def request(self, *what: Any, **more: Any) -> AsyncIterator[aiohttp.ClientResponse]:  # noqa: ANN401
        """Give the answer to a request. Raises DiscordServerError."""
        async with self._session.request(*what, **more) as response:
            if response.status >= _SERVER_ERRORS:
                raise discord.DiscordServerError(response, await response.text())
            yield response


async def post(place: discord.abc.Messageable, parts: Parts, nonce: str = "") -> None:
    """Post a message in a channel, under a nonce that Discord takes once. Raises Unreached."""
    number = nonce or secrets.randbits(_NONCE_BITS)
    await insist(lambda: place.send(**parts(), nonce=number))


async def post_beside(interaction: Interaction, parts: Parts, nonce: str) -> None:
    """Post a message for everybody where something was pressed. Raises Unreached.

    As any other in the channel, so that it can be insisted on and is there once; where the bot may not write it is a
    further message of the interaction, which needs no right and cannot be tried twice.
    """
    channel = interaction.channel
    may = interaction.app_permissions
    if isinstance(channel, discord.abc.Messageable) and may.view_channel and may_write(may, channel):
        with suppress(discord.Forbidden):
            return await post(channel, parts, nonce)
    return await respond(interaction, parts, private=False)


def may_write(may: discord.Permissions, channel: object) -> bool:
    """Whether who has these permissions in a channel may write in it."""
    return may.send_messages_in_threads if isinstance(channel, discord.Thread) else may.send_messages


async def _revise(
    interaction: Interaction,
    *,
    suppress_embeds: bool | None = None,
    files: Sequence[discord.File] = (),
    **parts: Any,  # noqa: ANN401 - whatever a message has
) -> None:
    """As `Interaction.edit_original_response`, which cannot tell Discord to make no previews of links."""
    flags = discord.MessageFlags(suppress_embeds=True) if suppress_embeds else discord.utils.MISSING
    hook = interaction.followup
    with handle_message_parameters(flags=flags, attachments=files, **parts) as message:
        await async_context.get().edit_original_interaction_response(
            interaction.application_id,
            interaction.token,
            session=hook.session,
            proxy=hook.proxy,
            proxy_auth=hook.proxy_auth,
            payload=message.payload,
            multipart=message.multipart,
            files=message.files,
        )
