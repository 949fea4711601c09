"""Replies that were just given: who turns a page, or asks what others have just asked, waits for nothing twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from ..domain.replies import Reply
from ..domain.summaries import Reasons, Summary
from ..editing.material.story import Story

P = ParamSpec("P")
_MOST = 256


class Recent:
    """The replies given last, each of one state of the documents; the oldest go first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._replies: OrderedDict[Hashable, tuple[Story, Reply]] = OrderedDict()

    def find(self, story: Story, asked: Hashable) -> Reply | None:
        """The reply to what is asked of a story, if it was given lately."""
        key = (id(story), asked)
        if key not in self._replies:
            return None
        self._replies.move_to_end(key)
        return self._replies[key][1]

    def keep(self, story: Story, asked: Hashable, reply: Reply) -> None:
        """Keep a reply, and the story with it: as long as it is kept no other one has its identity."""
        self._replies[id(story), asked] = (story, reply)
        while len(self._replies) > self._most:
            self._replies.popitem(last=False)

    def forget(self, story: Story) -> None:
        """Let the replies from a story go, and the story with them."""
        self._replies = OrderedDict((key, kept) for key, kept in self._replies.items() if kept[0] is not story)


class Answerer(Protocol):
    """Who answers from a story, with names of its own."""

    @property
    def recent(self) -> Recent:
        """The replies that were just given from the same stories."""
        ...

    @property
    def accent(self) -> Hashable:
        """What else decides a reply, beside the story and what is asked."""
        ...

    async def story(self) -> Story:
        """What is on the shelf now."""
        ...


D = TypeVar("D", bound=Answerer)
UseCase = Callable[Concatenate[D, P], Awaitable[Reply]]


def remembered(use_case: UseCase[D, P]) -> UseCase[D, P]:
    """A use case that answers from the story alone, and not again what it has just answered."""

    @wraps(use_case)
    async def answer(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> Reply:
        story = await desk.story()
        asked = (use_case.__name__, desk.accent, args, tuple(sorted(kwargs.items())))
        if (known := desk.recent.find(story, asked)) is not None:
            return known
        reply = await use_case(desk, *args, **kwargs)
        # Where the documents changed meanwhile nobody can tell of which state the reply is.
        if _is_of(story, reply) and await desk.story() is story:
            desk.recent.keep(story, asked, reply)
        return reply

    return answer


def _is_of(story: Story, reply: Reply) -> bool:
    """Whether a reply is of the story alone.

    Documents may have been asked for by their numbers, and may be off the shelf: who shares the story and the question
    need not be allowed to see those.
    """
    one = getattr(reply, "document", None)
    asked = reply.documents if isinstance(reply, Summary | Reasons) else (one,) if one else ()
    return all(any(article.document is document for article in story.articles) for document in asked)
