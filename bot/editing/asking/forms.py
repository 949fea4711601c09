"""Forms: how a question is built. What it opens with, whom it has for the doer, and the verb that says what is done.

Either the doer is what it asks for (*Who founded the museum?*, *How many ships sank?*), and the verb follows what asks.
Or the doer stands behind a helping verb (*When did Malta sign?*, *Did Putin visit Tehran?*), and the verb follows it.
In a passive (*When was the museum of Sliema founded?*) the verb closes the clause, or stands behind *be*.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

from ...reading.text.words import fold

_COUNTING = frozenset({("how", "many"), ("how", "much")})
_CHOOSING = frozenset({("which",), ("what",)})
"""What asks for one of a kind, which stands behind it: *which harbour*."""

_ALONE = frozenset({("who",), ("whom",), ("when",), ("where",), ("why",), ("how",)})
# So far from the start the helping verb may stand: *Which of the two Baltic states did …*.
_FARTHEST = 9
_JOINTS = frozenset({"of", "and", "the"})
_PERFECT = frozenset({"has", "have", "had", "hasn't", "haven't"})
_PASSIVE = frozenset({"be", "been"})


class Grammar(NamedTuple):
    """Small words, folded."""

    helping: frozenset[str]
    adverbs: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    being: frozenset[str]
    pasts: frozenset[str]


class Form(NamedTuple):
    """The parts of a question; None, or no words, where it has none or its form does not show them.

    `opener` are the words that ask, folded: none where it begins with its helping verb. `helper` is the place of that,
    *be* counts as one; `doer` are the places of a doer that is given, `act` is that of the verb.
    """

    opener: tuple[str, ...]
    helper: int | None
    doer: slice | None
    act: int | None


class Wording(NamedTuple):
    """The words of a question: as written, folded, and the places of those that carry it; and those in known names."""

    written: Sequence[str]
    folded: Sequence[str]
    carrying: Sequence[int]
    named: Collection[str]


def read_form(written: Sequence[str], small: Collection[str], named: Collection[str], grammar: Grammar) -> Form:
    """Read how a question is built, from its words in order; folded, `small` carry nothing, `named` stand in names."""
    folded = [fold(word) for word in written]
    carrying = [at for at, word in enumerate(folded) if word not in small and word not in grammar.adverbs]
    words = Wording(written, folded, carrying, named)
    opener = _find_opener(folded)
    helper = _find_helper(folded, opener, grammar)
    if helper is None:
        return Form(opener, None, None, _verb_of_asked(words, opener, grammar))
    if (be := next((at for at in range(helper, len(folded)) if folded[at] in _PASSIVE), None)) is not None:
        return Form(opener, helper, None, _find_participle(words, be, grammar))
    if folded[helper] in grammar.being:
        return Form(opener, helper, None, _find_participle(words, helper, grammar))
    doer = None if _asks_doer(words, opener, helper, grammar) else _find_doer(words, helper, grammar)
    verb = _first(carrying, helper if doer is None else doer.stop)
    return Form(opener, helper, doer, verb if folded[helper] in _PERFECT else _base_form(words, verb))


def join_openers(listed: Sequence[str]) -> tuple[str, ...]:
    """The words that open questions of a kind, and those with *what* for what is listed with *which*."""
    also = (f"what {opener.removeprefix('which ')}" for opener in listed if opener.startswith("which "))
    return (*listed, *also)


def _find_opener(folded: Sequence[str]) -> tuple[str, ...]:
    pair, word = tuple(folded[:2]), tuple(folded[:1])
    return pair if pair in _COUNTING else word if word in _CHOOSING | _ALONE else ()


def _find_helper(folded: Sequence[str], opener: tuple[str, ...], grammar: Grammar) -> int | None:
    """The first helping verb: at once behind what asks, or also behind the kind that is asked for."""
    farthest = _FARTHEST if opener in _COUNTING | _CHOOSING | {("how",)} else len(opener) + 1
    verbs = grammar.helping | grammar.being
    return next((at for at, word in enumerate(folded[:farthest]) if word in verbs), None)


def _verb_of_asked(words: Wording, opener: tuple[str, ...], grammar: Grammar) -> int | None:
    """The verb where no helping verb stands before it: behind *who*, or behind the kind that is asked for."""
    if opener not in _COUNTING | _CHOOSING | {("who",)}:
        return None  # *When many people are arrested, …* opens another clause
    if opener == ("who",):
        return _first(words.carrying, 1)
    behind = [at for at in words.carrying if at >= len(opener) and not _is_name(words, at)]
    past = (at for at in behind if _is_past(words.folded[at], grammar))
    present = (at for at in behind if words.folded[at].endswith("s"))
    return next(chain(past, present, behind[1:]), None)


def _find_participle(words: Wording, be: int, grammar: Grammar) -> int | None:
    """The participle behind a form of *be*, in the same clause: *founded*, *born*, but no *captain*."""
    stops = grammar.prepositions - {"of"}
    end = next((at for at in range(be + 2, len(words.folded)) if words.folded[at] in stops), len(words.folded))
    return next((at for at in words.carrying if be < at < end and _is_past(words.folded[at], grammar)), None)


def _base_form(words: Wording, place: int | None) -> int | None:
    """A place, if the word there can stand behind *did* or *will*: no name, no number, no other form of a verb."""
    if place is None or place >= len(words.folded) or _is_name(words, place) or not words.folded[place].isalpha():
        return None
    return (
        None
        if words.folded[place].endswith(("ing", "ed", "s")) and not words.folded[place].endswith(("eed", "ss"))
        else place
    )


def _is_past(word: str, grammar: Grammar) -> bool:
    return word.endswith("ed") or word in grammar.pasts


def _is_name(words: Wording, place: int) -> bool:
    return words.written[place][:1].isupper()


def _asks_doer(words: Wording, opener: tuple[str, ...], helper: int, grammar: Grammar) -> bool:
    """Whether the doer is what is asked for: *which harbour will close*, but not *which harbour will Malta close*."""
    behind = helper + 1
    if opener == ("who",) or behind >= len(words.folded):
        return True
    begins = words.folded[behind] in grammar.articles or words.written[behind][:1].isupper()
    return opener in _CHOOSING and helper > 1 and not begins


def _find_doer(words: Wording, helper: int, grammar: Grammar) -> slice | None:
    """A name behind the helping verb, with what is joined to it; else the noun there, with what is behind its *of*."""
    start = helper + 1 + (words.folded[helper + 1] in grammar.articles)
    end = start
    while end < len(words.written) and (
        words.written[end][:1].isupper() or words.folded[end] in words.named or words.folded[end] in _JOINTS
    ):
        end += 1
    if start < end < len(words.written) and words.folded[start - 1] in grammar.articles:
        end += _base_form(words, end + 1) is not None and {end, end + 1} <= {*words.carrying}  # *the Oslo expert think*
    if end == start:
        nouns = [at for at in words.carrying if at > helper]
        end = next((at for at in nouns[1:] if not _is_behind_of(words.folded, at, grammar)), len(words.folded))
        end = max([at + 1 for at in nouns if at < end], default=start)
    return slice(start, end) if end > start else None


def _first(places: Sequence[int], start: int) -> int | None:
    return next((at for at in places if at >= start), None)


def _is_behind_of(folded: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether a word tells whose something is: *the lease of the quay*."""
    before = [word for word in folded[max(0, place - 2) : place] if word not in grammar.articles]
    return before[-1:] == ["of"]
