"""What is said where there is nothing to show: that the documents do not say it, or that a name fits several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import sqrt

from ..domain.notices import Nothing, WhichOne
from ..domain.readings import NameKind
from ..reading.text.words import find_words, stems
from .material.cast import Figure, Resolved
from .material.lines import Line
from .material.story import Story
from .material.wording import read_stems
from .sectors import sector_names

_MOST_TOPICS, _MOST_NEAR = 5, 10
_LONG = 4


def say_nothing(asked: str, story: Story, meant: Iterable[str] = (), near: Sequence[Line] = ()) -> Nothing:
    """An honest nothing, with the topics nearest to what was asked.

    Those that share a word with it come first, then those of the lines `near` to it, the nearest first, then the names
    that the documents have most often. Names that are likely meant stand apart.
    """
    wanted, meant, closeness = _telling_stems(asked), tuple(meant), _weigh_topics(near, story)
    named = sorted(filter(_is_topic, story.cast.figures), key=lambda figure: -figure.mentions)
    topics = dict.fromkeys([*(figure.full for figure in named), *sector_names(story.articles)])
    ranked = sorted(topics, key=lambda topic: (wanted.isdisjoint(read_stems(topic)), -closeness.get(topic, 0.0)))
    nearest = [topic for topic in ranked if topic not in meant]
    return Nothing(asked, len(story.articles), tuple(nearest[:_MOST_TOPICS]), meant)


def say_there_is_none(kind: str, story: Story, about: str | None = None) -> Nothing:
    """That no document has anything of a kind (*quotations*), or nothing about what was asked for."""
    return say_nothing(about, story) if about else replace(say_nothing(kind, story), is_kind=True)


def _telling_stems(asked: str) -> frozenset[str]:
    """The stems of what was asked, without short words: *of* brings no *Bank of Peru* near."""
    words = [asked[word.start : word.end] for word in find_words(asked) if word.spoken]
    return frozenset(part for word in words if len(word) >= _LONG or not word.islower() for part in stems(word))


def _weigh_topics(near: Sequence[Line], story: Story) -> dict[str, float]:
    """How much some lines, the nearest first, speak of names and sectors; what is named everywhere tells little."""
    weights: dict[str, float] = {}
    for place, line in enumerate(near[:_MOST_NEAR], start=1):
        for full in story.clippings.of(line).holding.named:
            figure = story.cast.bearer(full)
            weights[full] = weights.get(full, 0.0) + 1 / place / sqrt(figure.mentions if figure else 1)
        for sector in line.article.reading.sectors:
            if any(line.unit.contains(span) for span in sector.spans):
                weights[sector.name] = weights.get(sector.name, 0.0) + 1 / place / sqrt(len(sector.spans))
    return weights


def _is_topic(figure: Figure) -> bool:
    """Whether a figure has a name, and is more than described (*the government*, *their alliance*)."""
    return figure.kind is not NameKind.DESCRIBED and not figure.full.islower()


def ask_back(asked: str, resolved: Resolved, story: Story) -> WhichOne | Nothing:
    """The reply to a name that means nobody, or more than one."""
    if resolved.figures:
        return WhichOne(asked, tuple(figure.full for figure in resolved.figures))
    return say_nothing(asked, story, resolved.meant)
