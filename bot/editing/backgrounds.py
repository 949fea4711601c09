"""Backgrounders: the history before the news."""

from __future__ import annotations

from ..domain.replies import Backgrounder, Nothing
from ..reading.words import stems
from .lines import cite_lines
from .matching import holds_all
from .nothing import say_nothing
from .story import Story


def gather_background(story: Story, topic: str | None = None) -> Backgrounder | Nothing:
    """Lines of history in the order of the documents; `topic` keeps those that hold its words."""
    wanted = stems(topic or "")
    every = (line for article in story.articles for line in cite_lines(article, article.reading.background))
    lines = tuple(line for line in every if holds_all(line.text, wanted))
    return Backgrounder(lines, topic) if lines else say_nothing(topic or "background", story)
