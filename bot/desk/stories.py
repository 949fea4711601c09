"""The stories of what servers see: servers that see the same share one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from ..domain.readings import Article
from ..editing.material.story import Story, read_story
from .recent import Recent

_ROOM = 5000
_LEAST = 2


class Stories:
    """The stories asked for last: at least two, and as many as have `room` articles in all.

    `recent` are replies that were just given from them.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._known: list[Story] = []
        self._reading = asyncio.Lock()
        self.recent = Recent()

    async def of(self, articles: Sequence[Article]) -> Story:
        """The story of some articles; it is read once as long as they are the same."""
        if story := self._find(articles):
            return story
        async with self._reading:
            if story := self._find(articles):
                return story
            story = await asyncio.to_thread(read_story, articles)
            self._known.append(story)
            self._make_room()
            return story

    def _find(self, articles: Sequence[Article]) -> Story | None:
        for place, story in enumerate(self._known):
            if story.articles is articles or story.is_of(articles):
                self._known.append(self._known.pop(place))
                return story
        return None

    def _make_room(self) -> None:
        while len(self._known) > _LEAST and sum(len(story.articles) for story in self._known) > self._room:
            self.recent.forget(self._known.pop(0))
