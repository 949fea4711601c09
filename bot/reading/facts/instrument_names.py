"""What the article's instrument is called: a title in capitals or quotation marks, or words that describe it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...domain.spans import Span
from ..speech.speech import is_title_case
from .instruments import InstrumentMention, Statements

_JOIN = r"(?:of|on|the|and|for|in|to|between|with|against|a)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'.–-]{0,40}"
_NAME_BEFORE = re.compile(rf"(?:{_CAPITAL},? (?:(?:{_JOIN}) ){{0,3}}){{1,12}}$")
_NAME_AFTER = re.compile(rf"(?: (?:{_JOIN} ){{0,3}}{_CAPITAL}){{1,12}}")
_STARTERS = re.compile(
    r"^(?:(?:The|A|An|This|That|Its|Their|Under|In|On|At|By|For|But|And|Both|Our|Although|Once|Of|With|After|"
    r"Before|From|When|"
    r"Mr|Mrs|Ms|President|Minister)[\s,]+(?:(?:the|a|an|of|on|and) )*)+"
)
_CAPS_LINE = re.compile(r"^[ \t]*([A-Z][A-Z’' -]{6,80})[ \t]*$", re.MULTILINE)
_PHRASE_BEFORE = re.compile(
    r"\b(?:[Aa]|[Aa]n|[Tt]he|its|their|[Tt]his) "
    r"((?:(?!(?:an?|the|its|their|this|to|for|about|against|with|by) )[\w.’'–-]+ ){0,5})$"
)
_PHRASE_AFTER = re.compile(r"(?: of (?:understanding|intent))?(?: (?:on|to|for|of) [^,.;:”\n]{3,90})?")
_PHRASE_STOP = re.compile(
    r" (?:on (?=[A-Z])|that|which|under which|in (?=[A-Z])|at (?=[A-Z])|with which|as|after|during)\b"
)
# Where and when it is signed is no part of a name: *signed the Accord on Fishing in Dunfort on Monday*.
_SIGNED_IN = re.compile(r" (?:in|at) (?!the )(?P<place>(?:(?! in | at )[^,;])+?)(?: on [^,;]+)?\.?\Z")
_SIGNED_ON = re.compile(
    r" (?:on|in) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\.?\Z"
)
# Words in marks that name without capitals: *a “comprehensive partnership treaty”*.
_SHORT_NAME = re.compile(r"(?:(?!(?:an?|the|this|its|no)\b)[a-z][\w’-]* ){1,4}[a-z]+")
_REACH = 110
# *The pact* names less than any words that describe one.
_BARE = -2.0
# Words so short are written small in a headline in capitals.
_SMALL = 5


@dataclass(frozen=True, slots=True)
class InstrumentName:
    """A name, where it stands, and how surely it is the article's instrument that is named."""

    span: Span
    value: str
    score: float


def find_instrument_names(statements: Statements, countries: Collection[str]) -> tuple[InstrumentName, ...]:
    """Candidates for the name of the article's instrument, the surest first; a name comes once.

    In one of `countries` nothing is said to be signed: there the name goes on (*Treaty on Peace in Peru*).
    """
    best: dict[str, InstrumentName] = {}
    for candidate in _candidates(statements, countries):
        known = best.get(candidate.value.casefold())
        if known is None:
            best[candidate.value.casefold()] = candidate
        else:
            best[candidate.value.casefold()] = InstrumentName(
                known.span, known.value, max(known.score, candidate.score) + 0.5
            )
    return tuple(sorted(best.values(), key=lambda name: (-name.score, name.span.start)))


def _candidates(statements: Statements, countries: Collection[str]) -> Iterator[InstrumentName]:
    yield from _headings(statements)
    for mention in statements.mentions:
        if mention.sentence < 0 or mention.former:
            continue
        if named := _quoted(statements, mention) or _capitalised(statements, mention, countries):
            yield _scored(statements, mention, named, 3.0)
        elif described := _described(statements, mention):
            bare = described == mention.span
            yield _scored(statements, mention, described, _BARE if bare else 0.0)


def _headings(statements: Statements) -> Iterator[InstrumentName]:
    """A line of capitals that holds a noun for an agreement heads its text."""
    for found in _CAPS_LINE.finditer(statements.text):
        if statements.words.nouns.search(found[1].lower()) and found.start() > 0:
            yield InstrumentName(Span(found.start(1), found.end(1)), found[1].title(), 6.0)


def _quoted(statements: Statements, mention: InstrumentMention) -> Span | None:
    """The title in quotation marks of which the noun is first or last."""
    for quote in statements.quotes_at(mention.span.start):
        inner = statements.text[quote.start : quote.end].strip("“”\"‘’' ,.")
        words = inner.split()
        if not (is_title_case(inner) or _SHORT_NAME.fullmatch(inner)):
            continue
        edge = mention.noun in {words[0].lower(), inner[-len(mention.noun) :].lower()} if words else False
        if edge and 2 <= len(words) <= 16:
            start = statements.text.index(inner, quote.start)
            return Span(start, start + len(inner))
    return None


def _capitalised(statements: Statements, mention: InstrumentMention, countries: Collection[str]) -> Span | None:
    """The run of capitalised words that the noun ends or begins."""
    text, noun = statements.text, mention.span
    sentence = statements.spans[mention.sentence]
    headline = sentence.of(text).isupper() or _is_headline(statements, sentence)
    if not text[noun.start].isupper() or headline or statements.is_quoted(noun.start):
        return None
    if _goes_on(statements, noun.end):
        return None
    floor = max(sentence.start, noun.start - _REACH)
    before = _NAME_BEFORE.search(text[floor : noun.start])
    after = _NAME_AFTER.match(text, noun.end, min(sentence.end, noun.end + _REACH))
    if before:
        words = _STARTERS.sub("", before.group())
        if words.strip():
            return Span(noun.start - len(words), noun.end)
    return _unsigned(statements, mention, Span(noun.start, after.end()), countries) if after else None


def _unsigned(statements: Statements, mention: InstrumentMention, named: Span, countries: Collection[str]) -> Span:
    """A name without the stop behind it, and without where and when it is signed, if a verb of signing is before it."""
    words = named.of(statements.text)
    start = statements.spans[mention.sentence].start
    if statements.words.signature.search(statements.small, start, named.start):
        words = _SIGNED_ON.sub("", words)
        found = _SIGNED_IN.search(words, len(mention.span))
        place = found["place"].rstrip(".") if found else ""
        waters = statements.words.lists.waters
        if found and place not in countries and waters.isdisjoint(place.lower().split()):
            words = words[: found.start()]
    if words.endswith(".") and named.start + len(words) >= statements.spans[mention.sentence].end:
        words = words[:-1]
    return Span(named.start, named.start + len(words))


def _is_headline(statements: Statements, sentence: Span) -> bool:
    """Whether a line in capitals tells that something is signed: *Peru and Chile Sign Ten-Year Agreement*."""
    line = sentence.of(statements.text)
    if line.rstrip()[-1:] in ".!?”" or not statements.words.signature.search(line.lower()):
        return False
    return all(word[0].isupper() or not word[0].isalpha() or len(word) < _SMALL for word in line.split())


def _goes_on(statements: Statements, end: int) -> bool:
    """Whether the next word is a capitalised noun for an agreement too (*Partnership Treaty*): the name is longer."""
    following = statements.words.nouns.match(statements.small, end + 1)
    return following is not None and statements.text[end + 1].isupper()


def _described(statements: Statements, mention: InstrumentMention) -> Span | None:
    """Adjectives, the noun, and what it is about (*a memorandum on building a port*)."""
    text, noun = statements.text, mention.span
    sentence = statements.spans[mention.sentence]
    before = _PHRASE_BEFORE.search(text[max(sentence.start, noun.start - _REACH) : noun.start])
    if not before or statements.is_quoted(noun.start):
        return None
    after = _PHRASE_AFTER.match(text, noun.end, min(sentence.end, noun.end + _REACH))
    end = after.end() if after else noun.end
    stop = _PHRASE_STOP.search(text, noun.end, end)
    return Span(noun.start - len(before[1]), stop.start() if stop else end)


def _scored(statements: Statements, mention: InstrumentMention, named: Span, base: float) -> InstrumentName:
    sentence = statements.spans[mention.sentence]
    around = max(sentence.start, named.start - _REACH), min(sentence.end, named.start + _REACH)
    near = bool(statements.words.signature.search(statements.small, *around))
    score = base + 2.0 * near + 1.5 * (mention.sentence < 2) + 1.5 * _is_subject(statements, mention, named)
    score += 0.5 * (statements.text[max(0, named.start - 14) : named.start].strip("“‘\"' ").lower().endswith("name"))
    return InstrumentName(named, named.of(statements.text).strip(), score - 0.02 * mention.sentence)


def _is_subject(statements: Statements, mention: InstrumentMention, named: Span) -> bool:
    """Whether the name opens its sentence and what it covers, or how long it runs, follows."""
    sentence = statements.spans[mention.sentence]
    if named.start - sentence.start >= 24:
        return False
    behind = named.end, min(sentence.end, named.end + 2 * _REACH)
    words, small = statements.words, statements.small
    return bool(words.coverage.search(small, *behind) or words.running.search(small, *behind))
