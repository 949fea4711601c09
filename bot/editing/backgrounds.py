"""Backgrounders: the history before the news."""

from __future__ import annotations

from ..domain.notices import Nothing
from ..domain.passages import Backgrounder
from ..reading.text.words import stems
from .material.lines import cite_lines
from .material.matching import holds_all
from .material.story import Story
from .nothing import say_there_is_none


def gather_background(story: Story, topic: str | None = None) -> Backgrounder | Nothing:
    """Lines of history in the order of the documents; `topic` keeps those that hold its words."""
    wanted = stems(topic or "")
    every = (line for article in story.articles for line in cite_lines(article, article.reading.background))
    lines = tuple(line for line in every if holds_all(line.text, wanted))
    return Backgrounder(lines, topic) if lines else say_there_is_none("background", story, topic)
