"""Silences: lines that say of somebody that they do not comment, confirm or answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...domain.citations import sentence_at
from ...domain.layers import quotes_in
from ...domain.readings import Article, NameKind
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, stem
from ...reading.vocabulary import open_vocabulary

_REACH = 4
_ON = re.compile(r"\s+(?:on|about|regarding|to)\s+(?P<about>[^.,;:“”\n]+)")
_ASKED = re.compile(
    r"\b(?:asked|pressed|questioned)\s+(?:whether|if|about|why|how|when|on)\s+(?P<about>[^.;:“”\n]+)", re.IGNORECASE
)
_SPEAKING = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.DESCRIBED, NameKind.OUTLET})


@dataclass(frozen=True, slots=True)
class Silence:
    """The full name of somebody who says nothing, the words that tell it, and those that tell on what, if any do."""

    author: str
    place: Span
    about: Span | None = None


def find_silences(article: Article, lexicon: Lexicon) -> Iterator[Silence]:
    """The silences of an article, in its order, of those whom the same sentence names before it."""
    text = article.document.text
    for found in _pattern(lexicon).finditer(text):
        place = Span(*found.span()) if found["fixed"] else _negated(text, Span(*found.span()), lexicon)
        if place and (author := _author(article, place)) and not _is_quoted(article, place):
            yield Silence(author, place, _about(article, place, lexicon))


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Finds the phrases, and words that begin as an act of answering does."""
    fixed = "|".join(re.escape(phrase) for phrase in sorted(lexicon.silences.fixed, key=len, reverse=True))
    acts = "|".join(re.escape(act[:-1]) for act in sorted(lexicon.silences.acts))
    return re.compile(rf"\b(?:(?P<fixed>{fixed})|(?:{acts})\w*)\b", re.IGNORECASE)


def _negated(text: str, act: Span, lexicon: Lexicon) -> Span | None:
    """From the word that takes an act away to the act; None where the act is done."""
    silences = lexicon.silences
    if stem(act.of(text)) not in {stem(each) for each in silences.acts}:
        return None
    before = [word for word in find_words(text, max(0, act.start - 60), act.start) if word.kind != "mark"][-_REACH:]
    refusals = {stem(verb) for verb in silences.refusals}
    for word in before:
        if word.folded in silences.nots or word.folded.endswith("n't") or stem(word.folded) in refusals:
            return word.span.hull(act)
    return None


def _author(article: Article, place: Span) -> str | None:
    """Who is named last before the words, in their sentence."""
    sentence = sentence_at(article.reading, place.start).span
    named = [
        (mention.start, name.full)
        for name in article.reading.names
        if name.kind in _SPEAKING
        for mention in name.mentions
        if sentence.start <= mention.start and mention.end <= place.start
    ]
    return max(named)[1] if named else None


def _about(article: Article, place: Span, lexicon: Lexicon) -> Span | None:
    """On what nothing is said: behind the words (*declined to comment on the warning*), or asked before them."""
    text, sentence = article.document.text, sentence_at(article.reading, place.start).span
    asked = _ASKED.finditer(text, sentence.start, place.start)
    found = _ON.match(text, place.end, sentence.end) or next(asked, None)
    # *On Monday* tells when.
    is_day = found is not None and not open_vocabulary(lexicon).calendar.isdisjoint(found["about"].lower().split()[:1])
    return Span(*found.span("about")) if found and not is_day else None


def _is_quoted(article: Article, place: Span) -> bool:
    return bool(quotes_in(article).across(place))
