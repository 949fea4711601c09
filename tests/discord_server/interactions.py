"""Interactions: one acknowledgement, in time; then follow-ups and edits while the token lives."""

from __future__ import annotations

from typing import Any

from . import refusals
from .command_limits import check_choices
from .component_limits import check_modal
from .messages import Messages
from .record import EPHEMERAL, LOADING, Message, Upload
from .refusals import Form
from .state import Interaction, State

Payload = dict[str, Any]
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    COMMAND: {MESSAGE, DEFER, MODAL},
    COMPONENT: {MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, DEFER, DEFER_UPDATE, UPDATE},
}
_ON_A_MESSAGE = {DEFER_UPDATE, UPDATE}


class Interactions:
    """Takes the bot's answers to interactions."""

    def __init__(self, state: State, messages: Messages) -> None:
        self._state, self._messages = state, messages

    async def answer(self, number: int, token: str, payload: Payload, uploads: tuple[Upload, ...]) -> Payload:
        """The first response. Gives the body that Discord returns when asked for it."""
        interaction = self._state.interactions.get(token)
        if interaction is None or interaction.id != number or interaction.age > self._state.answer_within:
            raise refusals.unknown_interaction()
        if interaction.acknowledged is not None:
            raise refusals.already_acknowledged()
        kind, data = payload["type"], payload.get("data") or {}
        self._check_kind(interaction, kind)
        await self._carry_out(interaction, kind, data, uploads)
        interaction.settle(kind)
        return self._body(interaction, kind)

    async def follow_up(self, token: str, payload: Payload, uploads: tuple[Upload, ...]) -> Message:
        """A further message; the first one after a deferral takes the place of the waiting sign."""
        interaction = self._live(token)
        if interaction.original and interaction.original.waiting:
            if interaction.original.deleted:
                raise refusals.unknown_message()
            return await self.edit(token, interaction.original, payload, uploads)
        message = await self._new_message(interaction, payload, uploads)
        interaction.shown.put_nowait(message)
        return message

    async def edit(self, token: str, message: Message, payload: Payload, uploads: tuple[Upload, ...]) -> Message:
        """Change the answer, or a follow-up. Whether it is for one person alone stays as it is."""
        interaction = self._live(token)
        given = payload.get("flags", message.flags) & ~(LOADING | EPHEMERAL)
        kept = payload | {"flags": message.flags & EPHEMERAL | given}
        await self._messages.edit(message, kept, uploads)
        interaction.shown.put_nowait(message)
        return message

    def message(self, token: str, named: str) -> Message:
        """``@original``, or a follow-up by its id."""
        interaction = self._live(token)
        found = interaction.original if named == "@original" else self._state.messages.get(int(named))
        if found is None or found.deleted:
            raise refusals.unknown_message()
        return found

    def _live(self, token: str) -> Interaction:
        interaction = self._state.interactions.get(token)
        if interaction is None or interaction.acknowledged is None:
            raise refusals.unknown_webhook()
        if interaction.age > self._state.token_life:
            raise refusals.dead_token()
        return interaction

    def _check_kind(self, interaction: Interaction, kind: int) -> None:
        on_nothing = interaction.message is None and kind in _ON_A_MESSAGE
        if kind not in _ALLOWED[interaction.kind] or on_nothing:
            form = Form()
            form.note(("type",), "INTERACTION_RESPONSE_TYPE_INVALID", "Not a response to this kind of interaction")
            form.check()

    async def _carry_out(self, interaction: Interaction, kind: int, data: Payload, uploads: tuple[Upload, ...]) -> None:
        if kind == MESSAGE:
            interaction.original = await self._new_message(interaction, data, uploads)
            interaction.shown.put_nowait(interaction.original)
        elif kind == DEFER:
            interaction.original = await self._wait(interaction, data)
        elif kind == DEFER_UPDATE:
            interaction.original = interaction.message
        elif kind == UPDATE and interaction.message:
            interaction.original = await self._update(interaction.message, data, uploads)
            interaction.shown.put_nowait(interaction.message)
        elif kind == CHOICES:
            interaction.choices = self._checked_choices(interaction, data.get("choices", []))
        elif kind == MODAL:
            interaction.modal = self._checked_modal(data)

    async def _update(self, message: Message, data: Payload, uploads: tuple[Upload, ...]) -> Message:
        if message.deleted:
            raise refusals.unknown_message()
        return await self._messages.edit(message, data, uploads)

    async def _new_message(self, interaction: Interaction, data: Payload, uploads: tuple[Upload, ...]) -> Message:
        self._messages.check(interaction.channel, data, uploads, answers=True)
        return await self._messages.show(self._message(interaction, data, uploads))

    def _message(self, interaction: Interaction, data: Payload, uploads: tuple[Upload, ...] = ()) -> Message:
        return Message(
            interaction.channel,
            self._state.bot,
            data,
            uploads,
            webhook=self._state.application,
            reader=interaction.user if data.get("flags", 0) & EPHEMERAL else None,
            metadata=self._metadata(interaction),
        )

    def _metadata(self, interaction: Interaction) -> Payload:
        body: Payload = {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": interaction.user.json,
            "authorizing_integration_owners": {},
        }
        return body | ({"name": interaction.data["name"]} if "name" in interaction.data else {})

    async def _wait(self, interaction: Interaction, data: Payload) -> Message:
        """Show that the bot is thinking: to all, or to the caller alone."""
        waiting = self._message(interaction, {"flags": data.get("flags", 0) & EPHEMERAL | LOADING})
        self._state.keep(waiting)
        if not waiting.ephemeral:
            await self._messages.tell("MESSAGE_CREATE", waiting)
        return waiting

    def _checked_choices(self, interaction: Interaction, choices: list[Payload]) -> list[Payload]:
        form = Form()
        check_choices(form, ("data", "choices"), choices, focused(interaction.data)["type"])
        form.check()
        return choices

    def _checked_modal(self, modal: Payload) -> Payload:
        form = Form()
        check_modal(form, modal)
        form.check()
        return modal

    def _body(self, interaction: Interaction, kind: int) -> Payload:
        told: Payload = {"id": str(interaction.id), "type": interaction.kind}
        body: Payload = {"interaction": told}
        if message := interaction.original:
            told |= {
                "response_message_id": str(message.id),
                "response_message_loading": message.waiting,
                "response_message_ephemeral": message.ephemeral,
            }
            body["resource"] = {"type": kind, "message": message.json(self._state.base)}
        return body


def focused(data: Payload) -> Payload:
    """The option that somebody is typing in. Raises LookupError where there is none."""
    for option in data.get("options", ()):
        if option.get("focused"):
            return dict(option)
        if "options" in option:
            return focused(option)
    raise LookupError("no option is being typed in")
