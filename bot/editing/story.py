"""The story: the articles on the shelf, and who appears in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_

from ..domain.readings import Article
from .cast import Cast, read_cast


@dataclass(frozen=True, slots=True)
class Story:
    """Articles by number, with the cast of all of them."""

    articles: tuple[Article, ...]
    cast: Cast

    def is_of(self, articles: Sequence[Article]) -> bool:
        """Whether it is the story of these very articles."""
        return len(articles) == len(self.articles) and all(map(is_, articles, self.articles))


def read_story(articles: Sequence[Article]) -> Story:
    """Bring articles together."""
    return Story(tuple(articles), read_cast(articles))
