"""How long an agreement runs, what it takes the place of, and what it does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...domain.readings import Fact, FactField
from ...domain.spans import Span
from .instruments import Statements

_COUNT = r"(?:\d{1,3}|[A-Za-z]{3,9}(?:-[a-z]{3,5})?|a)"
_ADJECTIVE = re.compile(
    rf"(?<![\w-])(?P<count>{_COUNT})[-‑ ](?P<unit>year|month|decade|week|day)(?= )(?: [\w’'–-]+){{0,6}}? $"
)
# A *decade-long pact* is one of ten years; its own words tell it.
_LONG = re.compile(r"(?<![\w-])(?P<words>(?:half-)?(?:decade|year|century)-long) (?:[\w’'–-]+ ){0,4}$")
_TERM = re.compile(
    rf"\b(?P<words>(?:an initial |at least |up to |more than )?{_COUNT} (?:years?|months?|decades?|weeks?|days?))"
    rf"\b(?! (?:ago|later|earlier|of|before|old|after|behind))"
)
_UNTIL = re.compile(
    r"\b(?P<words>until (?:the end of |early |late |at least )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?(?:20|"
    r"21)\d\d)\b"
)
_RENEWAL = re.compile(
    r"\b(?:another|further|additional|extra|renewed|extended|notice|every|within|after|negotiat\w+|prison|jail)\b"
)
_FOR = re.compile(r"\bfor $")
# What is done over so many years (*a loan of $3m over six years*) tells of no term.
_OVER = re.compile(r"\b(?:over|spread over|in|by) (?:the next |the coming |some |about )?$")
# What may be, is no term that is stated: *it may last 15 years*.
_UNSURE = re.compile(r"\b(?:may|might|could)\b[^,;]*$")
_REACH = 60
_OBJECT_END = re.compile(
    r"[.;:?!”\n]|,(?! \w+ and )| at all\b|"
    r"\b(?:that|which|who|whose|when|as|because|while|although|but|and (?:has|is|was|will))\b"
)
_LEADING = re.compile(r"^(?:\s|an?\b|any\b|the\b|its\b|their\b|no\b|in\b)+")


def find_terms(statements: Statements) -> Iterator[Fact]:
    """The term in the text's words: an adjective's (*20-year treaty*), or after a verb (*valid for ten years*)."""
    found = [*_adjectives(statements), *_running(statements)]
    seen: set[str] = set()
    for value, span in found:
        if value.casefold() not in seen:
            seen.add(value.casefold())
            yield Fact(FactField.TERM, value, span)


def _adjectives(statements: Statements) -> Iterator[tuple[str, Span]]:
    for mention in statements.mentions:
        if mention.former or mention.sentence < 0 or statements.is_quoted(mention.span.start):
            continue
        floor = max(statements.spans[mention.sentence].start, mention.span.start - _REACH)
        lead = statements.text[floor : mention.span.start]
        if long := _LONG.search(lead):
            yield long["words"], Span(floor + long.start(), mention.span.end)
        found = _ADJECTIVE.search(lead)
        if found and "," not in found.group():
            plural = "" if found["count"] in {"1", "one"} else "s"
            yield f"{found['count']} {found['unit']}{plural}", Span(floor + found.start(), mention.span.end)


def _running(statements: Statements) -> Iterator[tuple[str, Span]]:
    for index, span in enumerate(statements.spans):
        if not _is_about(statements, index):
            continue
        for pattern in (_TERM, _UNTIL):
            for found in pattern.finditer(statements.text, span.start, span.end):
                left = statements.text[max(span.start, found.start() - _REACH) : found.start()]
                if statements.is_quoted(found.start()) or _RENEWAL.search(left.rpartition(",")[2]):
                    continue
                if _runs(statements, index, left) and not _OVER.search(left) and not _UNSURE.search(left):
                    yield found["words"], Span(found.start("words"), found.end("words"))


def _is_about(statements: Statements, index: int) -> bool:
    """Whether the sentence speaks of the instrument: by a noun for it, or as *it* or *the text* after one."""
    mentions = statements.in_sentence(index)
    if mentions:
        return any(not mention.former for mention in mentions)
    return statements.speaks_on(index) or _concludes(statements, index)


def _concludes(statements: Statements, index: int) -> bool:
    """Whether the first sentence tells that somebody agrees on something, without a noun for it."""
    span, words = statements.spans[index], statements.words
    found = words.signing.finditer(statements.small, span.start, span.end) if index == 0 else ()
    return any(verb.group() in words.lists.concluding for verb in found)


def _runs(statements: Statements, index: int, left: str) -> bool:
    """Whether a verb of running leads to the term, or the lede gives it after *for*."""
    if statements.words.running.search(left.lower()):
        return True
    return (
        bool(_FOR.search(left))
        and index < 2
        and bool(statements.in_sentence(index))
        and bool(statements.words.signing.search(statements.spans[index].of(statements.small)))
    )


def find_replaced(statements: Statements) -> Iterator[Fact]:
    """What it takes the place of: after *replaces* and the like, or the instrument that an older one's words name."""
    for index, span in enumerate(statements.spans):
        found = statements.words.replacing.search(statements.small, span.start, span.end)
        if not found or statements.is_quoted(found.start()) or not _is_about_any(statements, index):
            continue
        thing = _object(statements.text, found.end(), span.end)
        if thing and _holds_instrument(statements, index, thing):
            yield Fact(FactField.REPLACES, thing.of(statements.text), thing)


def _is_about_any(statements: Statements, index: int) -> bool:
    return bool(statements.in_sentence(index)) or statements.speaks_on(index)


def _holds_instrument(statements: Statements, index: int, thing: Span) -> bool:
    return any(thing.contains(mention.span) for mention in statements.in_sentence(index))


def find_exclusions(statements: Statements) -> Iterator[Fact]:
    """What the instrument is said not to hold, or not expected to: after a negation and a verb of holding."""
    for index, span in enumerate(statements.spans):
        if not _is_about(statements, index):
            continue
        for found in statements.words.exclusion.finditer(statements.small, span.start, span.end):
            if statements.is_quoted(found.start()) or not _is_before_subject(statements, index, found.start()):
                continue
            thing = _left_out(statements, found, span.end)
            if thing:
                yield Fact(FactField.EXCLUDES, thing.of(statements.text), thing)
                break


def _is_before_subject(statements: Statements, index: int, place: int) -> bool:
    """Whether the instrument, or a word for it, comes before the negation with no other clause between."""
    subjects = [m for m in statements.in_sentence(index) if m.span.end <= place and not m.former]
    if subjects:
        return not re.search(
            r"[.;:?!]|\b(?:said|says|told|who|because)\b", statements.text[subjects[-1].span.end : place]
        )
    return statements.speaks_on(index) and place - statements.spans[index].start < _REACH


def _left_out(statements: Statements, found: re.Match[str], end: int) -> Span | None:
    words = found.group().replace("’", "'")
    if words in {
        "is not",
        "are not",
        "isn't",
        "aren't",
        "does not",
        "do not",
        "doesn't",
        "don't",
        "did not",
        "didn't",
        "will not",
        "won't",
        "would not",
        "not anticipated to",
        "not expected to",
        "fails to",
    }:
        held = statements.words.containing.search(statements.small, found.end(), min(end, found.end() + 40))
        return _object(statements.text, held.end(), end) if held else None
    if words in {
        "leaves out",
        "left out",
        "leave out",
        "excludes",
        "exclude",
        "excluding",
        "contains no",
        "contain no",
        "includes no",
        "include no",
        "stops short of",
        "stop short of",
        "stopped short of",
        "omits",
        "silent on",
        "silent about",
        "makes no",
    }:
        return _object(statements.text, found.end(), end)
    return None


def _object(text: str, start: int, end: int) -> Span | None:
    """The words from a verb to the end of its object, without article."""
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    stop = _OBJECT_END.search(text, start, end)
    stop_at = stop.start() if stop else end
    words = text[start:stop_at].rstrip()
    return Span(start, start + len(words)) if len(words) > 2 else None
