"""Positions in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in ``str`` indices.

    Raises ValueError where the ends are negative or crossed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no such span: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """A span is a value like any other: an empty one is true as well."""
        return True

    def of(self, text: str) -> str:
        """The words of the span in its text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether the other span lies within this one, ends included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def hull(self, other: Span) -> Span:
        """The shortest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
