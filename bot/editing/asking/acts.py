"""Acts: the verb of a question (*Who founded the museum?*), where its form shows which word that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .doers import Grammar

_OPENERS = frozenset({"who", "whom", "which", "what", "when", "where"})
_COUNTING = (("how", "many"), ("how", "much"))
# So far from the start the helping verb may stand: *Which of the two Baltic states did …*.
_FARTHEST = 9


def find_act(words: Sequence[str], folded: Sequence[str], small: Collection[str], grammar: Grammar) -> int | None:
    """The place of the verb that says what is done; None where the form of the question does not show it.

    Questions why and how, and those for what somebody did or said, are left out: what answers them seldom repeats the
    verb. `words` are as written, `small` are those that carry nothing.
    """
    counting = tuple(folded[:2]) in _COUNTING
    if not folded or not (counting or folded[0] in _OPENERS):
        return None
    carrying = [place for place, word in enumerate(folded) if word not in small and word not in grammar.adverbs]
    helper = next((i for i, w in enumerate(folded[:_FARTHEST]) if w in grammar.helping or w in grammar.being), None)
    if folded[0] in {"when", "where"} and helper != 1:
        return None  # *When many people are arrested, …* opens another clause
    if folded[0] in {"who", "whom"} and helper != 1:
        helper = None
    if folded[0] == "what" and helper == 1:
        return None
    if helper is None:
        behind = [
            place for place in carrying if place >= (3 if counting else 2 if folded[0] in {"which", "what"} else 1)
        ]
        return behind[0] if behind else None
    if (be := next((i for i in range(helper, len(folded)) if folded[i] in {"be", "been"}), None)) is not None:
        return next((place for place in carrying if place > be), None)
    return _behind(words, folded, helper, carrying, grammar)


def _behind(
    words: Sequence[str], folded: Sequence[str], helper: int, carrying: Sequence[int], grammar: Grammar
) -> int | None:
    """The verb behind a helping one: right there where the doer is asked for, else behind the doer."""
    rest = [place for place in carrying if place > helper]
    following = folded[helper + 1 : helper + 2]
    begins = bool(following) and (following[0] in grammar.articles or words[helper + 1][:1].isupper())
    if folded[helper] in grammar.being:
        if helper == 1 and folded[0] in {"who", "which"}:
            return None
        stops = grammar.prepositions - {"of"}
        stop = next((i for i in range(helper + 2, len(folded)) if folded[i] in stops), len(folded))
        rest = [place for place in rest if place < stop]
        return rest[-1] if len(rest) > 1 else None
    asks_doer = folded[0] == "who" or (helper > 1 and folded[0] in {"which", "what"} and not begins)
    if asks_doer:
        return rest[0] if rest else None
    named = helper + 1 + (bool(following) and following[0] in grammar.articles)
    end = named
    while end < len(words) and (words[end][:1].isupper() or folded[end] in {"of", "and", "the"}):
        end += 1
    if end > named:
        return next((place for place in rest if place >= end), None)
    return next((place for place in rest[1:] if not _is_of(folded, place, grammar)), None)


def _is_of(folded: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether a word tells whose the doer is: *the lease of the quay*."""
    before = [word for word in folded[max(0, place - 2) : place] if word not in grammar.articles]
    return before[-1:] == ["of"]
