"""What people do: they speak, call, press, choose, fill in; each verb is a method of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .channels import Channel, Kind
from .command_limits import ON_MESSAGE, ON_USER, SLASH
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT
from .mentions import pinged_people
from .modals import submitted
from .offers import Value, check_offered, chosen, descend, fill, find_select, nest, registered
from .permissions import Permission
from .record import File, Message
from .stage import InteractionCall, Modal, Stage
from .world import User


@dataclass(frozen=True)
class Choice:
    """What is offered to complete an option: what is shown, and what is sent."""

    name: str
    value: str | int | float


class Acts:
    """The verbs, for somebody in some place.

    What a person's client would not let them do raises LookupError with the reason: a button that is not there, a
    command that they may not use, an option that takes no such value.
    """

    def __init__(self, stage: Stage, user: User, channel: Channel | None = None) -> None:
        self._stage, self._user, self._channel = stage, user, channel

    @property
    def place(self) -> Channel:
        """Where they are."""
        channel = self._channel or self._stage.channel
        if channel is None:
            raise LookupError("there is no channel")
        return channel

    async def says(
        self, content: str, *, files: Sequence[File] = (), reply_to: Message | None = None, ping: bool = True
    ) -> Message:
        """Send a message. A reply pings whom it answers unless `ping` is turned off."""
        channel = self.place
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if needed not in channel.permissions_of(self._user):
            raise LookupError(f"{self._user.name} may not write in {channel.name}")
        message = self._stage.messages.written(channel, self._user, content, files)
        message.referenced = reply_to
        if reply_to and not ping:
            message.payload["allowed_mentions"] = {"parse": ["users", "roles", "everyone"], "replied_user": False}
        return await self._stage.messages.hear(message)

    async def edits(self, message: Message, content: str) -> None:
        """Edit a message of one's own."""
        if message.author is not self._user:
            raise LookupError(f"{self._user.name} did not write this")
        self._stage.state.change(message, {"content": content}, ())
        await self._stage.messages.tell("MESSAGE_UPDATE", message)

    async def reacts(self, message: Message, emoji: str, *, back: bool = False) -> None:
        """React to a message with an emoji, ``name:id`` where it is a server's own, or take that `back`."""
        self._check_sees(message)
        if back:
            return await self._stage.reactions.remove(message, self._user, emoji)
        may = Permission.ADD_REACTIONS in message.channel.permissions_of(self._user)
        if message.ephemeral or not (may or emoji in message.reactions):
            raise LookupError(f"{self._user.name} may not react to this")
        return await self._stage.reactions.add(message, self._user, emoji)

    async def deletes(self, message: Message) -> None:
        """Delete a message: one's own, or as a moderator any; one that they alone see they dismiss."""
        self._check_sees(message)
        moderates = Permission.MANAGE_MESSAGES in message.channel.permissions_of(self._user)
        if not (message.author is self._user or message.reader is self._user or moderates):
            raise LookupError(f"{self._user.name} may not delete this")
        await self._stage.messages.remove(message)

    async def slash(self, command: str, /, **options: Value) -> InteractionCall:
        """Call a slash command; subcommands stand behind it: ``slash("digest add", at="08:00")``."""
        return await self._call(command, options)

    async def autocomplete(self, command: str, option: str, typed: str, /, **others: Value) -> list[Choice]:
        """What is offered while they type in an option, with the others filled in already."""
        call = await self._call(command, {**others, option: typed}, focus=option)
        await call.settled()
        return [Choice(choice["name"], choice["value"]) for choice in call.choices]

    async def uses_menu(self, target: Message | User, name: str) -> InteractionCall:
        """Choose a command of this name in the menu (Apps) of a message or of a person."""
        on_message = isinstance(target, Message)
        channel = target.channel if isinstance(target, Message) else self.place
        command = registered(self._stage.state, channel.guild, ON_MESSAGE if on_message else ON_USER, name)
        check_offered(command, channel, self._user)
        resolved = self._stage.resolved(channel, self._user)
        if isinstance(target, Message):
            self._check_sees(target)
            resolved.body["messages"] = {str(target.id): target.json(self._stage.state.base)}
        else:
            resolved.add(target)
        data = {"id": command["id"], "name": name, "type": command["type"], "target_id": str(target.id)}
        return await self._stage.interact(COMMAND, data, (channel, self._user), resolved=resolved)

    async def presses(self, message: Message, label: str) -> InteractionCall:
        """Press the button with this label."""
        self._check_sees(message)
        button = message.button(label)
        if button.get("disabled") or "custom_id" not in button:
            raise LookupError(f"“{label}” cannot be pressed")
        data = {"custom_id": button["custom_id"], "component_type": button["type"], "id": button.get("id", 1)}
        return await self._stage.interact(COMPONENT, data, (message.channel, self._user), message)

    async def chooses(self, message: Message, *picked: Value, menu: str | None = None) -> InteractionCall:
        """Choose in a select menu, by label or value, or people, roles, channels.

        `menu` is its placeholder or custom id, where there are several.
        """
        self._check_sees(message)
        select = find_select(message.selects, menu)
        resolved = self._stage.resolved(message.channel, self._user)
        data = {
            "custom_id": select["custom_id"],
            "component_type": select["type"],
            "id": select.get("id", 1),
            "values": chosen(select, picked, resolved),
        }
        return await self._stage.interact(COMPONENT, data, (message.channel, self._user), message, resolved)

    async def submits(self, modal: Modal, entries: Mapping[str, Any] | None = None, /, **more: Any) -> InteractionCall:
        """Fill in a modal and send it; entries are named by their label or custom id."""
        opener = modal.opener
        if opener.user is not self._user:
            raise LookupError(f"only {opener.user.name} sees this modal")
        resolved = self._stage.resolved(opener.channel, self._user)
        parts = submitted(modal.body, {**(entries or {}), **more}, resolved)
        data = {"custom_id": modal.body["custom_id"], "components": parts}
        return await self._stage.interact(SUBMIT, data, (opener.channel, self._user), opener.message, resolved)

    async def opens_thread(self, name: str, *, on: Message | None = None, tags: Sequence[str] = ()) -> Channel:
        """Open a thread in the channel or on a message of it; in a forum, a post with tags."""
        parent = on.channel if on else self.place
        needed = Permission.SEND_MESSAGES if parent.kind is Kind.FORUM else Permission.CREATE_PUBLIC_THREADS
        if needed not in parent.permissions_of(self._user):
            raise LookupError(f"{self._user.name} may not open a thread in {parent.name}")
        chosen_tags = tuple(parent.tag(tag).id for tag in tags)
        kind = Kind.ANNOUNCEMENT_THREAD if parent.kind is Kind.ANNOUNCEMENT else Kind.PUBLIC_THREAD
        thread = Channel(name, parent.guild, kind=kind, parent=parent, owner=self._user, applied_tags=chosen_tags)
        if on:
            thread.id, on.thread = on.id, thread
        return await self._stage.threads.add(thread)

    @property
    def sees(self) -> list[Message]:
        """The messages that they see here: not those for somebody else alone, not those that are gone."""
        if Permission.VIEW_CHANNEL not in self.place.permissions_of(self._user):
            return []
        there = (message for message in self._stage.state.messages.values() if message.channel is self.place)
        return [each for each in there if not each.deleted and each.reader in (None, self._user)]

    @property
    def pinged(self) -> list[Message]:
        """The messages by which they were notified, wherever."""
        return [each for each in self._stage.state.messages.values() if pinged_people(each, [self._user])]

    async def _call(self, words: str, options: Mapping[str, Value], *, focus: str | None = None) -> InteractionCall:
        name, *branches = words.split()
        channel, user = self.place, self._user
        command = registered(self._stage.state, channel.guild, SLASH, name)
        check_offered(command, channel, user)
        leaf, way = descend(command, branches)
        if focus and not _is_completed(leaf, focus):
            raise LookupError(f"/{words} completes no option {focus}")
        resolved = self._stage.resolved(channel, user)
        filled = nest(way, fill(leaf, options, resolved, focus))
        data = {"id": command["id"], "name": name, "type": SLASH, "options": filled}
        kind = AUTOCOMPLETE if focus else COMMAND
        return await self._stage.interact(kind, data, (channel, user), resolved=resolved)

    def _check_sees(self, message: Message) -> None:
        if message.deleted:
            raise LookupError("the message is gone")
        if message.reader not in (None, self._user):
            raise LookupError(f"only {message.reader.name if message.reader else ''} sees this message")
        if Permission.VIEW_CHANNEL not in message.channel.permissions_of(self._user):
            raise LookupError(f"{self._user.name} does not see {message.channel.name}")


class Person(User, Acts):
    """Somebody with a client. They are in the server's first channel; ``person.at(channel)`` is them elsewhere."""

    def __init__(self, stage: Stage, name: str) -> None:
        User.__init__(self, name)
        Acts.__init__(self, stage, self)

    def at(self, channel: Channel) -> Acts:
        """Them in another channel."""
        return Acts(self._stage, self, channel)


def _is_completed(leaf: dict[str, Any], option: str) -> bool:
    return any(each["name"] == option and each.get("autocomplete") for each in leaf.get("options") or ())
