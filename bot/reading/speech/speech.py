"""Whether words in quotation marks are speech, or a title, a nickname, a word spoken of, marks of distance."""

from __future__ import annotations

import re

from ...domain.readings import NameKind
from ..speech_lists import QuotationFacts
from ..vocabulary import CueClass, Vocabulary
from .frames import Frame, Item, ItemKind
from .phrasings import Saying

_TITLE_LINKS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "de",
        "for",
        "from",
        "in",
        "into",
        "la",
        "le",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "vs",
        "with",
    ]
)
_STANDING = frozenset(
    {"saying", "reading", "read", "reads", "said", "says", "declaring", "proclaiming", "stating", "with"}
)
_MAKING = frozenset({"agreed", "agree", "agrees", "agreeing", "published", "publish", "signed", "sign", "launched"})
_BEING = frozenset({"is", "was", "are", "were"})
_TALKING = frozenset({"i", "we", "you"})
_LONGEST_JUDGEMENT = 7
_TOKEN = re.compile(r"[^\W_][^\s]*")
_INNER_STOP = re.compile(r"[.!?…;:](?:\s|\Z)")
_LONG_FOR_A_TERM = 5
_LONG_FOR_A_MODIFIER = 3


def is_name_of_something(
    frame: Frame, place: int, words: str, saying: Saying | None, facts: QuotationFacts, vocabulary: Vocabulary
) -> bool:
    """Whether the quotation at a place of a frame is a title or nickname, or a word that is only mentioned.

    `words` is what stands between the marks, `saying` what attributes it, where anything does.
    """
    if (
        _is_asked_for(frame, place)
        or _is_spoken_of(frame, place, facts.words)
        or _is_named(frame, place, words, facts)
        or _is_inscription(frame, place, facts)
        or _is_matter(frame, place, words)
    ):
        return True
    if saying is None or not _introduces(frame, place, words, saying):
        if _behind_noun(frame, place, facts.words) or _behind_work(frame, place, words, facts):
            return True
        if is_title_case(words) and not _is_sentence_alone(frame, words):
            return True
    if saying and CueClass.WRITE in saying.classes and saying.place == place - 1 and is_title_case(words):
        return True  # who wrote “Rivers of Ice” did not say it
    return saying is not None and (
        _is_denied(frame, place, words, saying) or _is_modifier(frame, place, words, saying, vocabulary)
    )


def _is_asked_for(frame: Frame, place: int) -> bool:
    """*who ‘R’ was*, *what “sustainable” means*: a word that somebody asks about."""
    if not place or place + 1 >= len(frame.items) or frame.items[place - 1].folded not in {"who", "what"}:
        return False
    return frame.items[place + 1].folded in {"was", "is", "were", "meant", "means", "mean"}


def _is_spoken_of(frame: Frame, place: int, nouns: frozenset[str]) -> bool:
    """*said “recognise” was a big word*: somebody speaks of a word."""
    behind = frame.items[place + 1 : place + 1 + _LONGEST_JUDGEMENT]
    if not behind or behind[0].folded not in _BEING:
        return False
    first = next((at for at, item in enumerate(behind) if item.kind is ItemKind.SIGN), len(behind))
    return any(item.folded in nouns for item in behind[1:first])


def _is_sentence_alone(frame: Frame, words: str) -> bool:
    """Whether a quotation is a sentence of its own behind others: *“We wrote to all,” he said. “Even the King.”*."""
    return len(frame.items) == 1 and not frame.opens and words.rstrip()[-1:] in ".?!…"


def is_title_case(words: str) -> bool:
    """Whether all but small linking words are capitalised, as in the title of a work; one word cannot tell."""
    tokens = _TOKEN.findall(words)
    if len(tokens) < 2 or len(tokens) > 16 or _INNER_STOP.search(words.rstrip(".,!?… ")):
        return False
    telling = [token for token in tokens if token.lower().strip(".,") not in _TITLE_LINKS]
    return (
        len(telling) > 1
        and all(token[0].isupper() or token[0].isdigit() for token in telling)
        and tokens[0][0].isupper()
    )


def is_utterance(words: str, frame: Frame, place: int) -> bool:
    """Whether words without an attribution read as somebody's sentence, not as a term."""
    tokens = _TOKEN.findall(words)
    if place == 0 and len(frame.items) == 1:
        return len(tokens) > 1 or words.rstrip()[-1:] in ".!?…"
    opens = place == 0 and words[:1].isupper() and words.rstrip()[-1:] in ",.!?…"
    is_clause = len(tokens) > 2 or (len(tokens) > 1 and re.split("['’]", tokens[0].lower())[0] in _TALKING)
    return (opens and is_clause) or len(tokens) >= _LONG_FOR_A_TERM or _is_asked(words, frame, place)


def _is_asked(words: str, frame: Frame, place: int) -> bool:
    """Whether words are a question that a clause leads up to: *Asked by a reporter, “Are you sorry?”*."""
    led = place > 0 and frame.items[place - 1].folded in {",", ":"}
    return led and words.rstrip().endswith("?") and words[:1].isupper() and len(_TOKEN.findall(words)) > 1


def _introduces(frame: Frame, place: int, words: str, saying: Saying) -> bool:
    """Whether the quotation is what a cue introduces: right before it, calling it so, or behind it where it opens."""
    if saying.place > place:
        return place == 0 and words[-1:] in ",?!…—–-"
    if CueClass.CALL in saying.classes:
        return True
    between = frame.items[saying.place + 1 : place]
    return all(item.kind is ItemKind.SIGN or item.folded in {"that", "as", "out"} for item in between)


def _is_named(frame: Frame, place: int, words: str, facts: QuotationFacts) -> bool:
    before = [item.folded for item in frame.items[max(0, place - 6) : place] if item.folded not in {",", ":"}]
    if any(" ".join(before[-size:]) in facts.naming for size in range(1, 6)):
        return True
    return _is_called(frame, place) or _is_common_name(frame, place, words) or _is_by_anybody(frame, place, words)


def _is_inscription(frame: Frame, place: int, facts: QuotationFacts) -> bool:
    """*signs saying “No War”*, *a banner that read “…”*: what stands on things."""
    before = [item for item in frame.items[max(0, place - 5) : place] if item.folded not in {",", ":", "that", "which"}]
    if len(before) < 2 or before[-2].kind is not ItemKind.WORD:
        return False
    return before[-1].folded in _STANDING and before[-2].folded in facts.signs


def _is_matter(frame: Frame, place: int, words: str) -> bool:
    """*agreed a “roadmap”*: what is agreed or published so is a thing."""
    before = [item.folded for item in frame.items[max(0, place - 2) : place]]
    return (
        before[-1:] in (["a"], ["an"]) and before[0] in _MAKING and len(_TOKEN.findall(words)) <= _LONG_FOR_A_MODIFIER
    )


def _is_called(frame: Frame, place: int) -> bool:
    """*a plan called “X”*, *is called “X”*: a name; *he called it “X”* is speech."""
    if place < 2 or frame.items[place - 1].folded != "called":
        return False
    before = frame.items[place - 2]
    return before.kind is ItemKind.WORD and before.folded not in {"has", "have", "had", "and", "then", "also"}


def _is_common_name(frame: Frame, place: int, words: str) -> bool:
    """*what diplomats call*, *locals refer to it as*: a nickname that many use; *what the firm calls “savings”*."""
    brief = len(_TOKEN.findall(words)) <= _LONG_FOR_A_MODIFIER
    items = frame.items[max(0, place - 14) : place]
    while items and items[-1].folded in {"a", "an", "the"}:
        items = items[:-1]
    folded = [item.folded for item in items]
    if folded[-1:] == ["as"] and ({"refer", "refers", "referred", "addressed"} & set(folded) or "known" in folded[-7:]):
        return True
    if folded[-1:] in (["call"], ["calls"]) and "what" in folded:
        user = items[-2]
        return user.kind is not ItemKind.MENTION or _are_many(user) or (brief and _is_body(user))
    return False


def _is_by_anybody(frame: Frame, place: int, words: str) -> bool:
    """*It is tempting to call them “craftsmen”*: what anybody might; *the hill she calls “the Pantry”*: its name."""
    folded = [item.folded for item in frame.items[max(0, place - 8) : place]]
    called = [at for at, word in enumerate(folded) if word in {"call", "calls"}]
    if not called or len(_TOKEN.findall(words)) > _LONG_FOR_A_MODIFIER:
        return False
    before = folded[: called[-1]]
    tempting = before[-1:] == ["to"] and bool(_BEING.intersection(before[-3:-2])) and before[-4:-3] == ["it"]
    article, _, name = words.partition(" ")
    return tempting or (called[-1] == len(folded) - 1 and article == "the" and name[:1].isupper())


def _are_many(user: Item) -> bool:
    return user.folded.endswith("s") and user.folded not in {"he", "she", "it"}


def _is_body(user: Item) -> bool:
    """Whether who calls a thing so is a body: what it calls so for good is its term, and no remark."""
    return user.mention is not None and user.mention.kind in {NameKind.ORGANISATION, NameKind.COUNTRY}


def _behind_noun(frame: Frame, place: int, nouns: frozenset[str]) -> bool:
    return place > 0 and frame.items[place - 1].last in nouns


def _behind_work(frame: Frame, place: int, words: str, facts: QuotationFacts) -> bool:
    at = place - 1
    if at >= 0 and frame.items[at].folded in {",", "of", "("}:
        at -= 1
    if at < 0 or frame.items[at].last not in facts.works or words[:1].islower():
        return False
    return is_title_case(words) or (len(_TOKEN.findall(words)) <= 6 and words.rstrip()[-1:] not in "?!")


def _is_denied(frame: Frame, place: int, words: str, saying: Saying) -> bool:
    """*denied a ‘secret side deal’*: a thing that somebody denies is others' word, and not theirs."""
    if not saying.cue or not saying.cue.folded.startswith(("deny", "denie")) or saying.place > place:
        return False
    before, named = frame.items[place - 1], words[:1].islower() and len(_TOKEN.findall(words)) <= _LONG_FOR_A_TERM
    return named and (before.folded in {"a", "an", "the", "any"} or place == saying.place + 1)


def _is_modifier(frame: Frame, place: int, words: str, saying: Saying, vocabulary: Vocabulary) -> bool:
    """*the “window dressing” charge*, *the “axis” is*: a short term behind a determiner, no calling near."""
    if saying.place > place or saying.classes & {CueClass.CALL, CueClass.ACCUSE, CueClass.DENY}:
        return False
    if len(_TOKEN.findall(words)) > _LONG_FOR_A_MODIFIER or place + 1 >= len(frame.items) or not place:
        return False
    before, after = frame.items[place - 1], frame.items[place + 1]
    if before.folded == "the" and after.folded in vocabulary.function_words.auxiliaries:
        return True
    if after.kind is ItemKind.SIGN or after.folded in vocabulary.small:
        return False
    return before.folded in vocabulary.determiners or before.folded in {"’s", "'s"}
