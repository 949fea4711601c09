"""Turns of an interview: paragraphs that a name and a colon open. *I* is who speaks there, *you* the other one."""

from __future__ import annotations

from collections.abc import Sequence

from ..cast import Mention
from .frames import Frame

_FIRST = frozenset({"i", "we"})
_SECOND = frozenset({"you"})


class Turns:
    """Whose turn each paragraph is, where a text has turns."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._by_paragraph: dict[int, Mention] = {}
        self._others: dict[str, Mention | None] = {}
        for frame in frames:
            if frame.opens and (speaker := _opens_turn(frame)):
                self._by_paragraph[frame.paragraph] = speaker
        speakers = {mention.full: mention for mention in self._by_paragraph.values() if mention.full}
        if len(speakers) == 2:
            first, second = speakers.values()
            self._others = {first.full or "": second, second.full or "": first}

    def person_meant(self, frame: Frame, pronoun: str) -> Mention | None:
        """Whom *I* or *you* means in a turn; None for other words, outside of turns, or where three people talk."""
        speaker = self._by_paragraph.get(frame.paragraph)
        word = pronoun.lower()
        if speaker is None or word not in _FIRST | _SECOND:
            return None
        return speaker if word in _FIRST else self._others.get(speaker.full or "")


def _opens_turn(frame: Frame) -> Mention | None:
    items = frame.items[:2]
    return items[0].mention if len(items) == 2 and items[1].folded == ":" else None
