"""Replies in the program's own words: which one, nothing, help, refusals."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be typed: its `value`, and what a reader is shown of it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class WhichOne:
    """A name that fits several: nobody is guessed."""

    asked: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The documents do not say it. `nearest` are topics that they do speak of, `meant` names close to the one asked.

    With `is_kind` they have none at all of what was asked for: no quotations, no dates.
    """

    asked: str
    documents: int
    nearest: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    is_kind: bool = False


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A command as help shows it, under a heading or under none; `called` are its examples as they are by slash."""

    usage: str
    does: str
    examples: tuple[str, ...] = ()
    heading: str = ""
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked; `remarks` tell what does not work here and why."""

    entries: tuple[HelpEntry, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that cannot be carried out, and what to do about it."""

    reason: str
