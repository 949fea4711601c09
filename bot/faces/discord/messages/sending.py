"""Sending what was put into a message: where something was called, and where something was pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....render.markdown import escape
from ..wire.delivery import Parts, post, post_beside, respond, revise
from ..wire.receiving import Context, Interaction
from .envelopes import QUIET, Envelope


async def send_envelope(context: Context, envelope: Envelope, *, private: bool = False) -> None:
    """Send an answer where the question was asked; `private` where it was deferred for the asker alone."""
    await _send(context, envelope.parts, private=private)
    if envelope.note:
        await send_line(context, envelope.note, private=private)


async def replace_page(interaction: Interaction, envelope: Envelope) -> None:
    """Put another page in the place of the one whose button was pressed; the press is acknowledged by now."""
    await revise(interaction, envelope.page)
    if envelope.note:
        await whisper_line(interaction, envelope.note)


async def send_line(context: Context, words: str, channels: Sequence[int] = (), *, private: bool = False) -> None:
    """Send one line of our own; channels that it names stand at its end, to be clicked on."""
    await _send(context, lambda: _line(words, channels), private=private)


async def follow_up(interaction: Interaction, envelope: Envelope, *, private: bool) -> None:
    """Send an answer after a press that is acknowledged by now: to who pressed alone, or to everybody."""
    await respond(interaction, envelope.parts, private=private)
    if envelope.note:
        await whisper_line(interaction, envelope.note)


async def publish(press: Interaction, envelope: Envelope, number: int) -> None:
    """Post the page of this number of a pressed message for everybody. Raises Unreached.

    The message and the number are its nonce, so a second press within minutes posts nothing new.
    """
    message = press.message.id if press.message else press.id
    await post_beside(press, envelope.parts, f"{message}:{number}")
    if envelope.note:
        await whisper_line(press, envelope.note)


async def whisper_line(interaction: Interaction, words: str, channels: Sequence[int] = ()) -> None:
    """Tell one line to the person who pressed a button, or chose something in a menu."""
    await respond(interaction, lambda: _line(words, channels), private=True)


async def _send(context: Context, parts: Parts, *, private: bool) -> None:
    if context.interaction:
        await respond(context.interaction, parts, private=private)
    else:
        await post(context, lambda: {**parts(), **_reply_to(context)})


def _line(words: str, channels: Sequence[int]) -> dict[str, Any]:
    """A line as it is sent: that a channel is mentioned notifies nobody."""
    content = " ".join([escape(words), *(f"<#{channel}>" for channel in channels)])
    return {"content": content, "suppress_embeds": True, "allowed_mentions": QUIET}


def _reply_to(context: Context) -> dict[str, Any]:
    """Quiet, and as a reply to what was typed where that can be seen."""
    quiet: dict[str, Any] = {"allowed_mentions": QUIET, "mention_author": False}
    if context.interaction or not context.bot_permissions.read_message_history:
        return quiet
    return quiet | {"reference": context.message.to_reference(fail_if_not_exists=False)}
