"""Origins: documents that come from one hand, and so confirm each other in nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..domain.readings import Article
from ..reading.lexicon import Lexicon
from ..reading.words import find_words, fold

_DATELINE = re.compile(r"\A.{0,80}?\(([^()\n]{2,40})\)\s*[-–—]", re.DOTALL)
_SHINGLE = 5
_COPIED = 0.5
"""One text is a copy where so much of the shorter one stands in the other, five words at a time (Broder 1997)."""


def group_by_origin(articles: Sequence[Article], lexicon: Lexicon) -> list[list[Article]]:
    """The articles, those of one origin together: copies of a text, and pieces of one agency or outlet."""
    groups: list[list[Article]] = []
    makers = {id(article): _maker(article, lexicon) for article in articles}
    shingles = {id(article): _shingles(article.document.text) for article in articles}
    for article in articles:
        maker, own = makers[id(article)], shingles[id(article)]
        for group in groups:
            if any((maker and maker == makers[id(other)]) or _is_copy(own, shingles[id(other)]) for other in group):
                group.append(article)
                break
        else:
            groups.append([article])
    return groups


def _maker(article: Article, lexicon: Lexicon) -> str | None:
    """The agency of the dateline, or the outlet, made comparable."""
    agencies = {fold(form): fold(name) for name, forms in lexicon.outlets.agencies.items() for form in (name, *forms)}
    dateline = _DATELINE.match(article.document.text[:200])
    if dateline and (agency := agencies.get(fold(dateline[1].strip()))):
        return agency
    outlet = fold(article.document.outlet or "")
    return agencies.get(outlet, outlet) or None


def _shingles(text: str) -> frozenset[int]:
    words = [word.folded for word in find_words(text) if word.spoken]
    return frozenset(hash(tuple(words[place : place + _SHINGLE])) for place in range(len(words) - _SHINGLE + 1))


def _is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    shorter = min(len(one), len(other))
    return bool(shorter) and len(one & other) >= _COPIED * shorter
