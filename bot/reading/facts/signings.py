"""Signings: the sentences that tell that the article's instrument is signed, and by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...domain.readings import DateMention, Fact, FactField, Name, NameKind
from ...domain.spans import Span
from ..cast import Cast
from .instruments import Statements

if TYPE_CHECKING:
    from .parties import Places

# *The closed season* and *an agreed text* close and agree on nothing.
_MODIFYING = re.compile(r"\b(?:the|an?|its|his|her|their|this|that) $", re.IGNORECASE)
# What did not come to be signed; *it was not only signed* was.
_DENIED = re.compile(
    r"(?:\b(?:not|never|nor|without|refus\w+ to|declin\w+ to|fail\w+ to|neither(?: \w+){1,4} nor(?: \w+){1,3})|n['’]t)"
    r"(?! only)(?: (?:yet|ever|even|actually|formally|be|been|have))*(?: to)? $"
)
_BY = re.compile(r"(?: \w[\w’'/.-]*){0,8}? by\b")
_FOR_SIDE = re.compile(r"(?:, [^,.;]{3,80},)? (?:signed )?(?:for|on behalf of) ")
_FOR_PARTY = re.compile(r"\w+ (?:it )?(?:for|on behalf of) (?:the )?[A-Z]")
_WITH_HIM = re.compile(r"\b(?:together with|alongside|along with|and (?:by )?(?:his|her|their)?)\s?")
_WHO = re.compile(r"(?:, [^,.;]{3,80})?,? who (?:also )?$")
_OLD_MONTHS = 2
# So many sentences back the instrument may be named that *he signed*.
_RECENT = 6
_LEDE = 2


@dataclass(frozen=True, slots=True)
class Signing:
    """A verb of signing: `planned` where it is only to come."""

    sentence: int
    verb: Span
    word: str
    planned: bool


def find_signings(statements: Statements, dates: Sequence[DateMention], published: date | None) -> tuple[Signing, ...]:
    """Signings of the article's instrument: those done before those planned, and what is only concluded last."""
    found = list(_find(statements, dates, published))
    concluding, adopting = statements.words.lists.concluding, statements.words.lists.adopting
    return tuple(
        sorted(
            found,
            key=lambda s: (
                s.word in concluding | adopting,
                s.planned,
                s.word.startswith("initial"),
                s.sentence,
                s.verb.start,
            ),
        )
    )


def _find(statements: Statements, dates: Sequence[DateMention], published: date | None) -> Iterator[Signing]:
    for index, span in enumerate(statements.spans):
        for verb in statements.words.signing.finditer(statements.small, span.start, span.end):
            word = verb.group()
            if statements.is_quoted(verb.start()) or not _is_of_instrument(statements, index, word, verb.start()):
                continue
            if _is_old(statements, Span(verb.start(), span.end), dates, published):
                continue
            left = statements.text[max(span.start, verb.start() - 40) : verb.start()]
            if _is_denied(statements, span, verb):
                continue
            if word.endswith("ed") and _MODIFYING.search(left):
                continue
            yield Signing(index, Span(verb.start(), verb.end()), word, bool(statements.words.to_come.search(left)))


def denies_signing(statements: Statements, span: Span) -> bool:
    """Whether a sentence tells that something was not signed."""
    verbs = statements.words.signing.finditer(statements.small, span.start, span.end)
    return any(_is_denied(statements, span, verb) for verb in verbs)


def _is_denied(statements: Statements, span: Span, verb: re.Match[str]) -> bool:
    """Whether a verb is denied; *they did not sign until Monday* tells that they did."""
    left = statements.small[max(span.start, verb.start() - 40) : verb.start()]
    return bool(_DENIED.search(left)) and " until " not in statements.small[verb.end() : span.end]


def _is_of_instrument(statements: Statements, index: int, word: str, place: int) -> bool:
    """Whether the verb is one of signing in a sentence on the instrument, or a looser one in the lede."""
    bare = word in statements.words.lists.concluding or not statements.words.signature.fullmatch(word)
    mentions = statements.in_sentence(index)
    if bare:
        adopted = word in statements.words.lists.adopting and any(m.span.start > place for m in mentions)
        return index < _LEDE and (word in statements.words.lists.concluding or adopted)
    if mentions:
        nearest = min(mentions, key=lambda m: abs(m.span.start - place))
        return not nearest.former and not _is_engagement(statements, index, nearest.noun, place)
    if _FOR_PARTY.match(statements.text, place):
        return True
    if statements.words.papers.search(statements.small, statements.spans[index].start, place):
        return False
    near = range(max(0, index - _RECENT), index)
    return index < _LEDE or any(not m.former for i in near for m in statements.in_sentence(i))


def _is_engagement(statements: Statements, index: int, noun: str, place: int) -> bool:
    """Whether a player signs a contract of his own: *striker Tom Hall signed a contract*."""
    is_one = noun in statements.words.lists.engagements
    return is_one and bool(statements.words.player.search(statements.text, statements.spans[index].start, place))


def _is_old(statements: Statements, span: Span, dates: Sequence[DateMention], published: date | None) -> bool:
    """Whether the first date after the verb, in its clause, is of an earlier time."""
    first = bisect_left(dates, span.start, key=lambda mention: mention.span.start)
    if published is None or first == len(dates) or dates[first].span.start >= span.end:
        return False
    value = dates[first].value
    if not value or re.search("[;,]", statements.text[span.start : dates[first].span.start]):
        return False
    months = (published.year - int(value[:4])) * 12
    if len(value) > len("2025") and value[4] == "-":
        months += published.month - int(value[5:7])
    return months > _OLD_MONTHS


def find_signatories(
    statements: Statements, cast: Cast, signings: Sequence[Signing], places: Places, parties: Sequence[str]
) -> Iterator[Fact]:
    """Named people who are said to have signed; offices (*the presidents signed*) stand for the parties' holders."""
    seen: set[str] = set()
    for signing in sorted((s for s in signings if not s.planned), key=lambda s: s.verb.start):
        if not statements.words.signature.fullmatch(signing.word) and signing.word != "agreed":
            continue
        for full, span in _signers(statements, cast, signing, places, parties):
            if full not in seen:
                seen.add(full)
                yield Fact(FactField.SIGNATORY, full, span)


def _signers(
    statements: Statements, cast: Cast, signing: Signing, places: Places, parties: Sequence[str]
) -> Iterator[tuple[str, Span]]:
    sentence = statements.spans[signing.sentence]
    text, verb = statements.text, signing.verb
    if by := _BY.match(text, verb.end, sentence.end):
        yield from _people(cast, Span(by.end(), _clause_end(text, by.end(), sentence.end)))
        return
    if signing.word in {"signing", "signature"}:
        if statements.words.attending.search(text, sentence.start, verb.start):
            return
        yield from _people(cast, Span(sentence.start, verb.start))
        return
    yield from _subjects(text, cast, Span(sentence.start, verb.start))
    yield from _beside(text, cast, Span(verb.end, sentence.end))
    role = statements.words.roles.search(text, sentence.start, verb.start)
    signs = statements.words.signature.fullmatch(signing.word)
    if role and signs and not any(True for _ in _subjects(text, cast, Span(sentence.start, verb.start))):
        named = role["role"].lower()
        together = named in statements.words.lists.leaderships
        roles = statements.words.lists.leaders if together else (named.removesuffix("s"),)
        yield from _holders(text, cast, roles, places, parties)


def _clause_end(text: str, start: int, end: int) -> int:
    stop = re.search(r"[;]| (?:after|before|during|when|while|which|following|amid)\b", text[start:end])
    return start + stop.start() if stop else end


def _people(cast: Cast, span: Span) -> Iterator[tuple[str, Span]]:
    for mention in cast.within(span):
        if mention.kind is NameKind.PERSON and mention.full:
            yield mention.full, mention.span


def _subjects(text: str, cast: Cast, before: Span) -> Iterator[tuple[str, Span]]:
    """The people before a verb: the one beside *who*, or those of the clause."""
    people = [m for m in cast.within(before) if m.kind is NameKind.PERSON and m.full]
    if not people:
        return
    left = text[before.start : before.end]
    who = _WHO.search(left)
    if who:
        people = [m for m in people if m.span.end <= before.start + who.start() + 1][-1:]
    else:
        stops = [m.end() for m in re.finditer(r"\b(?:that|said|says|told|after|when|while|because)\b|;", left)]
        floor = before.start + (stops[-1] if stops else 0)
        people = [m for m in people if m.span.start >= floor]
    for mention in people:
        yield mention.full or "", mention.span


def _beside(text: str, cast: Cast, after: Span) -> Iterator[tuple[str, Span]]:
    """People after the verb who sign with the subject (*together with B*), or for another side (*and B for C*)."""
    for mention in cast.within(after):
        if mention.kind is not NameKind.PERSON or not mention.full:
            continue
        lead = text[max(after.start, mention.span.start - 60) : mention.span.start]
        joined = _WITH_HIM.search(lead) and re.search(r"\b(?:together|alongside|along) (?:with )?", lead)
        if joined or _FOR_SIDE.match(text, mention.span.end, after.end):
            yield mention.full, mention.span


def _holders(
    text: str, cast: Cast, roles: Sequence[str], places: Places, parties: Sequence[str]
) -> Iterator[tuple[str, Span]]:
    """The people whom the text calls by one of the roles that the sentence gives in the plural; one a country."""
    countries: set[str] = set()
    for name in cast.names:
        if name.kind is not NameKind.PERSON or not name.mentions:
            continue
        place = _role_place(text, name, roles)
        if place is None:
            continue
        country = next((c for c in (places.country(m.group()) for m in places.any_pattern.finditer(place))), "")
        if not country or (country in parties and country not in countries):
            countries.add(country)
            yield name.full, name.mentions[0]


def _role_place(text: str, name: Name, roles: Sequence[str]) -> str | None:
    """The words around a name's mention, or its description, that hold the role."""
    for description in name.descriptions:
        if any(re.search(rf"\b{role}\b", description, re.IGNORECASE) for role in roles):
            return description
    first = name.mentions[0]
    left = text[max(0, first.start - 80) : first.start].rpartition("\n")[2]
    for role in roles:
        if re.search(rf"\b{role},? $", left, re.IGNORECASE):
            return left[-50:]
        plural = re.search(rf"\b{role}s, [^.;]*$", left, re.IGNORECASE)
        if plural:
            return ""
    return None
