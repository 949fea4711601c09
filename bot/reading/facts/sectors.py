"""Sectors: which the instrument covers, which are discussed or foreseen, and which are only named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ...domain.readings import Claim, SectorMention, SectorStatus
from ...domain.spans import Span
from ..lexicon import Lexicon, Outlets, Sectors
from ..wordlists import any_of
from .instruments import Statements

_NEXT_WORDS = re.compile(r"[ -]([^\W\d_][\w’'-]*)(?: ([^\W\d_][\w’'-]*))?")
_OFFICE_BEFORE = re.compile(
    r"(?:[Mm]inist(?:er|ry|ers|ries) (?:of|for)|[Ss]ecretary (?:of|for)|[Cc]ommissioner for|[Dd]epartment (?:of|for)"
    r"(?: [A-Z]\w+)?|[Dd]irectorate (?:of|for)|[Cc]ommittee on|[Ff]oundation for|[Ii]nstitute (?:of|for)|"
    r"[Cc]ouncil (?:of|for|on)"
    r"|[Ee]nvoy (?:of|for|on)|[Pp]rofessor of|[Ss]tudent of|[Hh]ead of)(?: (?:the|[A-Z]\w+(?: and)?|[a-z]+ and))? $"
)
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'.-]*(?: (?:of|for|and|the|on))* $")
_CAPITAL_AFTER = re.compile(r" (?:(?:of|for|and|the|on) )*[A-Z]")
_FORESEEN = re.compile(
    r"\b(?:would|will|could|may|might|expected to|likely to|anticipated to|set to|forecast to|due to|projected to)"
    r" (?:also |further |even |eventually |significantly |help )*"
    r"(?:involve|include|cover|enhance|boost|expand|increase|deepen|strengthen|extend|cooperate|promote|double|"
    r"triple|open up|"
    r"improve|foster|facilitate|spur|bring|lift|revive|transform)\b"
)
_ABOUT = re.compile(r"\b(?:regarding|about|on|over|concerning|of|covering|into|in the fields? of|cooperation in)\b")
_CITED = re.compile(r"\b(?:[Aa]ccording to|reported by|cited by|quoted by) ")
# To trade one thing for another, and the hours of an exchange, are no trade between countries.
_NO_BUSINESS = re.compile(
    r"\b(?:(?:to|not|n[’']t|will|would|cannot|could|never) [“\"‘']?trade|"
    r"(?:morning|afternoon|early|late|heavy|light|share|after-hours|insider) trading)$"
)
_LOOK = 48
_LEDE = 2
# So many claims before a place may reach over it.
_NEAR = 4


@dataclass(slots=True)
class _Row:
    spans: list[Span] = field(default_factory=list)
    authority: str | None = None


class SectorWords:
    """The words of all sectors in one expression, and what each stands for."""

    def __init__(self, sectors: Sectors) -> None:
        self.names: dict[str, list[str]] = {}
        for name, sector in sectors.sectors.items():
            for word in dict.fromkeys((name, *sector.words)):
                self.names.setdefault(_plain(word), []).append(name)
        self.also = {name: sector.also for name, sector in sectors.sectors.items()}
        self.actors, self.weak = sectors.actors, sectors.weak
        self.pattern = re.compile(rf"(?<![\w-])(?:{any_of(self.names)})(?![\w]|-[a-z])")


@lru_cache(maxsize=8)
def sector_words(sectors: Sectors) -> SectorWords:
    """The words of a lexicon's sectors."""
    return SectorWords(sectors)


def find_sectors(statements: Statements, claims: Sequence[Claim], lexicon: Lexicon) -> tuple[SectorMention, ...]:
    """Sectors by status, in the order in which they come up; a sector may come with several statuses.

    *Covered* needs the instrument as subject (*the treaty spans …*), an article of it, or its own name. What is named
    inside a quotation is only mentioned.
    """
    return _Board(statements, claims, lexicon).fill()


class _Board:
    def __init__(self, statements: Statements, claims: Sequence[Claim], lexicon: Lexicon) -> None:
        self.statements, self.lexicon = statements, lexicon
        self.claims = sorted(claims, key=lambda claim: claim.span.start)
        self.text = statements.text
        self.words = sector_words(lexicon.sectors)
        self.rows: dict[tuple[str, SectorStatus], _Row] = {}
        self.counted: set[int] = set()

    def fill(self) -> tuple[SectorMention, ...]:
        self._fill(SectorStatus.COVERED, self.statements.covered())
        self._fill(SectorStatus.COVERED, _titles(self.statements), inside_name=True)
        self._fill(SectorStatus.PREDICTED, _foreseen(self.statements))
        self._fill(SectorStatus.DISCUSSED, _discussed(self.statements))
        self._fill(SectorStatus.MENTIONED, [Span(0, len(self.text))])
        ordered = sorted(self.rows.items(), key=lambda row: row[1].spans[0].start)
        return tuple(SectorMention(name, status, tuple(row.spans), row.authority) for (name, status), row in ordered)

    def _fill(
        self, status: SectorStatus, stretches: Iterator[Span] | Sequence[Span], *, inside_name: bool = False
    ) -> None:
        for stretch in stretches:
            for found in self.words.pattern.finditer(self.statements.small, stretch.start, stretch.end):
                self._count(status, found, inside_name=inside_name)

    def _count(self, status: SectorStatus, found: re.Match[str], *, inside_name: bool) -> None:
        quoted = self.statements.is_quoted(found.start())
        if found.start() in self.counted or (quoted and status is not SectorStatus.MENTIONED and not inside_name):
            return
        if _is_actor(self.text, found, self.words.actors) or (not inside_name and _is_in_name(self.text, found)):
            return
        if status is SectorStatus.MENTIONED and _plain(found.group()) in self.words.weak:
            return
        if _NO_BUSINESS.search(self.text[max(0, found.start() - _LOOK) : found.end()]):
            return
        self.counted.add(found.start())
        for name in self._names(found.group(), status):
            row = self.rows.setdefault((name, status), _Row())
            row.spans.append(Span(found.start(), found.end()))
            if row.authority is None and status is not SectorStatus.MENTIONED:
                row.authority = self._authority(found.start())

    def _names(self, words: str, status: SectorStatus) -> list[str]:
        names = self.words.names[_plain(words)]
        also = [wider for name in names for wider in self.words.also[name]]
        return [*names, *also] if status is SectorStatus.COVERED else names[:1]

    def _authority(self, place: int) -> str | None:
        """Who says so: an outlet that the sentence cites, or the author of the claim that holds the place."""
        sentence = self.statements.sentence_at(place)
        if cited := _cited_outlet(sentence.of(self.text), self.lexicon.outlets):
            return cited
        last = bisect_right(self.claims, place, key=lambda claim: claim.span.start)
        near = self.claims[max(0, last - _NEAR) : last]
        return next((claim.author for claim in near if place < claim.span.end), None)


def _titles(statements: Statements) -> Iterator[Span]:
    """Names of the instrument itself in the lede or where it is signed: what they are *on*, and their compounds."""
    for index, sentence in enumerate(statements.spans):
        mentions = [m for m in statements.in_sentence(index) if not m.former]
        if not mentions:
            continue
        signed = index < _LEDE or statements.words.signature.search(statements.small, sentence.start, sentence.end)
        for mention in mentions:
            if signed or mention.span.start - sentence.start < _LOOK:
                yield from _title(statements.text, sentence, mention.span)


def _title(text: str, sentence: Span, noun: Span) -> Iterator[Span]:
    before = re.search(
        r"(?:[A-Z][\w’'–-]*,? (?:and |of |on |the )*)+$|(?<![\w-])[a-z]+ $",
        text[max(sentence.start, noun.start - 90) : noun.start],
    )
    if before:
        yield Span(noun.start - len(before.group()), noun.end)
    after = re.match(r" (?:on|for) [^,.;:”]{3,80}", text[noun.end : min(sentence.end, noun.end + 90)])
    if after:
        yield Span(noun.end, noun.end + after.end())


def _foreseen(statements: Statements) -> Iterator[Span]:
    """What the instrument, as subject of a verb to come, is said to bring."""
    for index, span in enumerate(statements.spans):
        if not statements.in_sentence(index):
            continue
        for found in _FORESEEN.finditer(statements.text, span.start, span.end):
            if any(m.span.start < found.start() and not m.former for m in statements.in_sentence(index)):
                yield Span(found.end(), span.end)


def _discussed(statements: Statements) -> Iterator[Span]:
    """What talks are about."""
    for span in statements.spans:
        found = statements.words.discussion.search(statements.small, span.start, span.end)
        if not found or statements.is_quoted(found.start()):
            continue
        if found.group().startswith("discuss") and not found.group().endswith("ions"):
            yield Span(found.end(), span.end)
        elif about := _ABOUT.search(statements.text, found.end(), span.end):
            yield Span(about.end(), span.end)


def _is_actor(text: str, found: re.Match[str], actors: frozenset[str]) -> bool:
    """Whether the word belongs to an office, a body or a person (*energy minister*, *ministry of water resources*)."""
    after = _NEXT_WORDS.match(text, found.end(), found.end() + _LOOK)
    if after and any(word and word.lower() in actors for word in (after[1], after[2])) and not _joined(after):
        return True
    return bool(_OFFICE_BEFORE.search(text[max(0, found.start() - _LOOK) : found.start()]))


def _joined(after: re.Match[str]) -> bool:
    """Whether the words after are a new member of a list, so that the actor is not this sector's."""
    return after[1].lower() in {"and", "or", "in", "with", "by", "from", "to", "for", "on", "at", "the"}


def _is_in_name(text: str, found: re.Match[str]) -> bool:
    """Whether a capitalised word is part of a longer name (*International Atomic Energy Agency*)."""
    if not text[found.start()].isupper():
        return False
    before = _CAPITAL_BEFORE.search(text[max(0, found.start() - _LOOK) : found.start()])
    return bool(before and not re.match(r"Article", before.group())) or bool(
        _CAPITAL_AFTER.match(text, found.end(), found.end() + _LOOK)
    )


def _cited_outlet(sentence: str, outlets: Outlets) -> str | None:
    """The outlet after *according to* or *as reported by*."""
    cited = _CITED.search(sentence)
    if not cited:
        return None
    pattern, names = _outlet_names(outlets)
    found = pattern.search(sentence, cited.end(), cited.end() + 2 * _LOOK)
    return names[found.group()] if found else None


@lru_cache(maxsize=8)
def _outlet_names(outlets: Outlets) -> tuple[re.Pattern[str], dict[str, str]]:
    """All forms of all outlets, and the name that each stands for."""
    kinds = (outlets.agencies, outlets.broadcasters, outlets.papers)
    names = {form: name for kind in kinds for name, forms in kind.items() for form in (name, *forms)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b"), names


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("\u00a0", " ").split())
