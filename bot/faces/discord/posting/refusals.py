"""Why Discord does not take what is posted, by its codes: for the moment, for good in that place, or this once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import discord

from ....desk.digests.posting import NotPosted, Refused, TargetClosed
from ..wire.delivery import Unreached, tell_fault

WRONG_KIND = "the bot cannot write in a channel of this kind"

_UNKNOWN_MESSAGE, _UNKNOWN_CHANNEL = 10008, 10003
_UNKNOWN_PLACES = {_UNKNOWN_CHANNEL: "the channel is gone", 10004: "the bot is not on that server"}
_CLOSED = {
    50001: "the bot does not see the channel",
    50013: "the bot may not write there, or may not attach files or embed links",
    40058: "the channel is a forum: choose it as one",
    40067: "the forum takes no post without a tag: choose one",
    50024: WRONG_KIND,
    50083: "the thread is locked",
    160005: "the thread is locked",
}
_NOT_NOW = (401, 429)
_A_MINUTE = timedelta(minutes=1)


@contextmanager
def explained() -> Iterator[None]:
    """Raise NotPosted, TargetClosed or Refused for what the library raises."""
    try:
        yield
    except Unreached as unreached:
        cause = unreached.__cause__
        wait = timedelta(seconds=cause.retry_after) if isinstance(cause, discord.RateLimited) else timedelta()
        raise NotPosted(f"Discord cannot be reached: {unreached}", wait) from unreached
    except discord.HTTPException as refused:
        raise _explain(refused) from refused


def _explain(refused: discord.HTTPException) -> NotPosted | TargetClosed | Refused:
    if refused.status in _NOT_NOW:
        return NotPosted(f"Discord takes nothing: {tell_fault(refused)}", _A_MINUTE)
    if refused.code == _UNKNOWN_MESSAGE:
        return Refused("it was posted, and deleted at once")
    if words := _UNKNOWN_PLACES.get(refused.code):
        return TargetClosed(words, is_gone=refused.code == _UNKNOWN_CHANNEL)
    if words := _CLOSED.get(refused.code):
        return TargetClosed(words)
    said = refused.text if refused.code and refused.text else tell_fault(refused)
    if isinstance(refused, discord.Forbidden | discord.NotFound):
        return TargetClosed(f"Discord refuses it: {said}")
    return Refused(f"Discord does not take it: {said}")
