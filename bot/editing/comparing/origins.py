"""Origins: documents that come from one hand, and so confirm each other in nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ...domain.documents import Document
from ...domain.readings import Article
from ...reading.lexicon import Lexicon
from ...reading.text.words import fold
from ..material.kept import kept

_DATELINE = re.compile(r"\A.{0,80}?\(([^()\n]{2,40})\)\s*[-–—]", re.DOTALL)
_WORD = re.compile(r"\w+")
_SHINGLE = 5
_COPIED = 0.5
"""One text is a copy where so much of the shorter one stands in the other, five words at a time (Broder 1997)."""


def group_by_origin(articles: Sequence[Article], lexicon: Lexicon) -> list[list[Article]]:
    """The articles, those of one origin together: copies of a text, and pieces of one agency or outlet.

    A copy is its maker's wherever it is printed, so what else that paper has is an origin of its own. Each group, and
    the groups among each other, in the order of the articles.
    """
    places = {article: place for place, article in enumerate(articles)}
    names = _agencies(lexicon) | {fold(outlet): fold(outlet) for each in articles if (outlet := each.document.outlet)}
    groups: dict[str | int, list[Article]] = {}
    for copies in group_copies(articles):
        number = copies[0].document.number
        groups.setdefault(_maker(copies, names) or number, []).extend(copies)
    ordered = (sorted(group, key=lambda article: places[article]) for group in groups.values())
    return sorted(ordered, key=lambda group: places[group[0]])


def group_copies(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles, those together that have enough of their text in common, in their order."""
    return [list(group) for group in _find_groups(tuple(articles))]


@kept(32)
def _find_groups(articles: tuple[Article, ...]) -> tuple[tuple[Article, ...], ...]:
    """The groups, kept for a shelf and for what commands ask about of it, since every text is gone through."""
    groups: dict[int, list[int]] = {}
    firsts: list[int] = []
    sizes: list[int] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        own = _shingles(article)
        common = Counter(other for shingle in own for other in holders.get(shingle, ()))
        same = [other for other, count in common.items() if count >= _COPIED * min(len(own), sizes[other])]
        first, *others = sorted({firsts[other] for other in same}) or [place]
        members = [place, *(member for other in others for member in groups.pop(other))]
        groups.setdefault(first, []).extend(members)
        firsts.append(first)
        for member in members:
            firsts[member] = first
        sizes.append(len(own))
        for shingle in own:
            holders[shingle].append(place)
    return tuple(tuple(articles[place] for place in sorted(groups[first])) for first in sorted(groups))


def number_origins(groups: Iterable[Sequence[Article]]) -> Mapping[int, int]:
    """The origin of each document, by its number: that of the first document from the same hand."""
    return {article.document.number: group[0].document.number for group in groups for article in group}


def find_copies(groups: Iterable[Sequence[Article]]) -> tuple[tuple[Document, ...], ...]:
    """The documents of each origin that has several."""
    return tuple(tuple(article.document for article in group) for group in groups if len(group) > 1)


def _maker(copies: Sequence[Article], names: Mapping[str, str]) -> str | None:
    """Who made a text: the agency or outlet of a dateline in one of its copies, or the outlet that has the first."""
    datelines = (_DATELINE.match(article.document.text[:200]) for article in copies)
    told = (names.get(fold(dateline[1].strip())) for dateline in datelines if dateline)
    outlets = (names.get(fold(article.document.outlet or "")) for article in copies)
    return next((maker for maker in (*told, *outlets) if maker), None)


@lru_cache(maxsize=4)
def _agencies(lexicon: Lexicon) -> dict[str, str]:
    return {fold(form): fold(name) for name, forms in lexicon.outlets.agencies.items() for form in (name, *forms)}


@kept(512)
def _shingles(article: Article) -> frozenset[int]:
    """Every five words on end, as numbers; a text of fewer words is one."""
    words = _WORD.findall(fold(article.document.text))
    runs = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return frozenset(hash(tuple(words[place : place + _SHINGLE])) for place in runs)
