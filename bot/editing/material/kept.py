"""Caches of what was found in lines and articles, which can all be emptied at once.

A function of editing whose arguments hold words of documents is cached with `kept` and with nothing else: where a
server is deleted, none of its words may stay in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

ARTICLES = 4096
"""How many articles are looked through again and again with what was found kept: more than a shelf holds in a year."""

_EMPTYING: list[Callable[[], None]] = []
"""What empties each of the caches."""


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Cache what a function gives for the last `most` arguments, as `functools.lru_cache` does."""

    def keep(find: Callable[P, T]) -> Callable[P, T]:
        known = lru_cache(most)(find)
        _EMPTYING.append(known.cache_clear)
        return cast("Callable[P, T]", known)

    return keep


def empty_caches() -> None:
    """Empty every cache of this kind; what is asked for afterwards is found anew."""
    for empty in _EMPTYING:
        empty()
