"""Who and what appears in a text: names, and the words that point at them.

`find_names` fills a Cast; attribution and claims ask it who stands beside a verb of saying.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..domain.readings import Name, NameKind
from ..domain.spans import Span


class MentionForm(StrEnum):
    """How somebody is mentioned: by a name or part of it, by a pronoun, or by what they are."""

    NAMED = "named"
    PRONOUN = "pronoun"
    DESCRIBED = "described"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody or something that can speak.

    `span` holds a title before the name (*Senator X*) and an article, but no description set off by commas.
    `extent` holds these and a relative clause too, with the comma behind: in *The minister, Ana Cruz, who is ill,
    said* the span is *Ana Cruz* and the extent reaches to *said*. `full` is the fullest form of whom the words
    stand for, or None in doubt.
    """

    span: Span
    extent: Span
    form: MentionForm
    full: str | None
    kind: NameKind | None


class Cast:
    """All names and mentions of one text. Mentions are in the order of their spans, which do not overlap."""

    def __init__(self, names: Sequence[Name], mentions: Sequence[Mention]) -> None:
        self.names = tuple(names)
        self.mentions = tuple(mentions)
        self._starts = [mention.span.start for mention in self.mentions]
        self._extent_ends = {mention.extent.end: mention for mention in reversed(self.mentions)}
        self._extent_starts = {mention.extent.start: mention for mention in reversed(self.mentions)}
        self._places = sorted(
            (place.start, place.end, number) for number, name in enumerate(self.names) for place in name.mentions
        )
        self._names = {name.full: name for name in self.names}

    def name(self, full: str) -> Name | None:
        """Look a name up by its fullest form."""
        return self._names.get(full)

    def at(self, offset: int) -> Mention | None:
        """Find the mention in whose span an offset lies."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or self.mentions[place].span.end <= offset:
            return None
        return self.mentions[place]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Find the mentions that lie in a stretch, in order."""
        place = bisect_right(self._starts, span.start - 1)
        found = []
        while place < len(self.mentions) and self.mentions[place].span.start < span.end:
            if self.mentions[place].span.end <= span.end:
                found.append(self.mentions[place])
            place += 1
        return tuple(found)

    def names_in(self, span: Span) -> tuple[Name, ...]:
        """Find the names that are mentioned in a stretch, inside a description too."""
        place = bisect_left(self._places, (span.start, 0, 0))
        found: dict[int, Name] = {}
        while place < len(self._places) and self._places[place][0] < span.end:
            _, end, number = self._places[place]
            if end <= span.end:
                found[number] = self.names[number]
            place += 1
        return tuple(found.values())

    def before(self, text: str, offset: int) -> Mention | None:
        """Find the mention that ends (descriptions included) where only blanks are left to the offset."""
        end = offset
        while end and text[end - 1].isspace():
            end -= 1
        return self._extent_ends.get(end)

    def after(self, text: str, offset: int) -> Mention | None:
        """Find the mention that starts (descriptions included) at the offset or behind the blanks there."""
        start = offset
        while start < len(text) and text[start].isspace():
            start += 1
        return self._extent_starts.get(start)

    def resolve(self, span: Span) -> str | None:
        """Tell whom the words of a span stand for: the fullest form, or None in doubt or where nobody is meant."""
        mention = self.at(span.start)
        if mention is None:
            inside = self.within(span)
            mention = inside[0] if inside else None
        return mention.full if mention else None
