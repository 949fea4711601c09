"""What is said where there is nothing to show: that the documents do not say it, or that a name fits several."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.readings import NameKind
from ..domain.replies import Nothing, WhichOne
from ..reading.words import stems
from .cast import Figure, Resolved
from .sectors import sector_names
from .story import Story

_MOST_TOPICS = 5


def say_nothing(asked: str, story: Story, meant: Iterable[str] = ()) -> Nothing:
    """An honest nothing, with the topics nearest to what was asked.

    Those that share a word with it come first, then the names that the documents have most often. Names that are
    likely meant stand apart.
    """
    wanted, meant = set(stems(asked)), tuple(meant)
    named = sorted(filter(_is_topic, story.cast.figures), key=lambda figure: -figure.mentions)
    topics = dict.fromkeys([*(figure.full for figure in named), *sector_names(story.articles)])
    ranked = sorted(topics, key=lambda topic: wanted.isdisjoint(stems(topic)))
    nearest = [topic for topic in ranked if topic not in meant]
    return Nothing(asked, len(story.articles), tuple(nearest[:_MOST_TOPICS]), meant)


def _is_topic(figure: Figure) -> bool:
    """Whether a figure has a name, and is more than described."""
    return figure.kind is not NameKind.DESCRIBED


def ask_back(asked: str, resolved: Resolved, story: Story) -> WhichOne | Nothing:
    """The reply to a name that means nobody, or more than one."""
    if resolved.figures:
        return WhichOne(asked, tuple(figure.full for figure in resolved.figures))
    return say_nothing(asked, story, resolved.meant)
