"""Questions in reply to an answer of ours: they are asked of the documents that it cites."""

from __future__ import annotations

import re

import discord

from ...commands.parsing import check_values
from ...commands.rows import Call
from ...commands.table import BY_NAME

# Only we can write so: in a document's words the mark of small print has a backslash.
_REFERENCE = re.compile(r"-# \\\[(\d{1,9})\\\] ")
_MENTION = re.compile(r"^(?:<@!?\d+>\s*)+")


def answered_message(message: discord.Message, us: discord.abc.User | None) -> discord.Message | None:
    """The message of ours that somebody's message answers, if there is one and it can be read."""
    answered = message.reference.resolved if message.reference else None
    is_ours = isinstance(answered, discord.Message) and us is not None and answered.author.id == us.id
    return answered if isinstance(answered, discord.Message) and is_ours else None


def is_question(message: discord.Message) -> bool:
    """Whether a reply is one: thanks, and talk about an answer, are left alone."""
    return message.content.rstrip().endswith("?")


def _cited_documents(answered: discord.Message) -> tuple[int, ...]:
    """The documents that an answer cites, as the last lines on it tell."""
    texts = [answered.content, *(embed.description or "" for embed in answered.embeds)]
    lines = [line for text in texts for line in text.rsplit("\n\n", maxsplit=1)[-1].splitlines()]
    return tuple(dict.fromkeys(int(found[1]) for line in lines if (found := _REFERENCE.match(line))))


def read_follow_up(message: discord.Message, answered: discord.Message) -> Call:
    """The question in a reply. Raises BadCommand."""
    question = _MENTION.sub("", message.content.strip())
    return keep_to(answered, Call(BY_NAME["ask"], check_values(BY_NAME["ask"], {"question": question})))


def keep_to(answered: discord.Message | None, call: Call) -> Call:
    """A question that names no documents, narrowed to those that an answer cites; any other call as it is."""
    numbers = _cited_documents(answered) if answered else ()
    if not numbers or call.command is not BY_NAME["ask"] or "documents" in call.values:
        return call
    return Call(call.command, {**call.values, "documents": ",".join(map(str, numbers))})
