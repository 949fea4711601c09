"""The scene: who was mentioned so far, and how prominent each is by now.

Prominence follows Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution") in outline: a mention
weighs by its place in the sentence, and what it weighs is halved with each sentence that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .figures import Figure

_NEW_PARAGRAPH = 0.5
# Whoever weighs less was mentioned too long ago to be meant.
FAINT = 1.5
_TIE = 0.94
# Nobody who was last mentioned before that many others is meant by *the minister*.
_MOST_REMEMBERED = 120


class Scene:
    """Figures by the sentence of their last mention (`seen`), the latest at the end; `now` is the one being read."""

    def __init__(self, paragraphs: Sequence[int], told: Sequence[int]) -> None:
        """`paragraphs` has each sentence's, `told` how many sentences up to each have words of the reporter's."""
        self._told = told
        self.seen: dict[Figure, int] = {}
        self.now = 0
        self._paragraphs = paragraphs
        self._weights: dict[Figure, float] = {}

    def mention(self, figure: Figure, worth: float) -> None:
        """Note a mention, now, and what it is worth."""
        self._weights[figure] = self.weigh(figure) + worth
        self.seen.pop(figure, None)
        self.seen[figure] = self.now
        if len(self.seen) > _MOST_REMEMBERED:
            del self.seen[next(iter(self.seen))]

    def weigh(self, figure: Figure) -> float:
        """What the mentions so far weigh by now."""
        if figure not in self.seen:
            return 0.0
        then = self.seen[figure]
        sentences = self._told[self.now] - self._told[then]
        paragraphs = min(self._paragraphs[self.now] - self._paragraphs[then], 4)
        return self._weights[figure] * 0.5**sentences * _NEW_PARAGRAPH**paragraphs

    def remembered(self) -> Iterator[tuple[Figure, float]]:
        """All who were mentioned, with what they weigh."""
        return ((figure, self.weigh(figure)) for figure in self.seen)

    def present(self) -> Iterator[tuple[Figure, float]]:
        """Those who were mentioned not long ago."""
        return ((figure, weight) for figure, weight in self.remembered() if weight >= FAINT)


def best(candidates: Iterable[tuple[Figure, float]]) -> Figure | None:
    """Choose the weightiest, or nobody where another weighs about as much."""
    ranked = sorted(candidates, key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] >= _TIE * ranked[0][1]):
        return None
    return ranked[0][0]
