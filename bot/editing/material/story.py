"""The story: the articles on the shelf, and who appears in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import is_

from ...domain.readings import Article
from .cast import Cast, read_cast
from .catalogues import Catalogue
from .clippings import Clippings


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on a shelf with all that is derived from them; it is made anew when the shelf changes."""

    articles: tuple[Article, ...]
    """By number."""

    cast: Cast
    clippings: Clippings = field(compare=False, repr=False)
    offers: dict[str, Catalogue] = field(default_factory=dict, compare=False, repr=False)
    """What is suggested while somebody types, by kind; a kind is put in when it is first asked for."""

    def is_of(self, articles: Sequence[Article]) -> bool:
        """Whether it is the story of these very articles."""
        return len(articles) == len(self.articles) and all(map(is_, articles, self.articles))


def read_story(articles: Sequence[Article]) -> Story:
    """Bring articles together."""
    cast = read_cast(articles)
    return Story(tuple(articles), cast, Clippings(articles, cast))
