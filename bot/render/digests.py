"""Digests laid out: part by part, a line that several parts have shown once, and the edition's mark over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from ..domain.boards import Event
from ..domain.citations import Snippet
from ..domain.digests import Arrival, Digest, EditionMark, NewsLine, NewsQuote, Revision
from ..domain.readings import QuoteKind, Stance
from ..domain.schedules import Turn, zone_of
from ..domain.spans import Span
from ..domain.speech import ClaimLine
from ..editing.digests.particulars import WORDING
from .boards import line_of_event
from .labels import WEEKDAYS, agree, count, describe_document, name_day, name_list, tidy
from .records import record_claim, record_snippet
from .sheet import Json, Section, Sheet, SheetLine

_TURNS = {Turn.NEW: "New documents", Turn.REPLACED: "New versions", Turn.WITHDRAWN: "Withdrawn"}


def name_edition(mark: EditionMark) -> str:
    """What stands over an edition, and what it is found again by."""
    number = "by hand" if mark.ordinal is None else f"edition {mark.ordinal}"
    return f"{tidy(mark.name)} · {number} · {name_moment(mark.slot, mark.zone)}"


def name_moment(moment: datetime, zone: str) -> str:
    """An instant as a clock in a zone shows it: ``Friday 17 January 2025, 07:30 Europe/Berlin``.

    Where there is no such zone any more it is told in UTC.
    """
    known = zone_of(zone)
    here, name = (moment.astimezone(known), zone) if known else (moment.astimezone(UTC), "UTC")
    return f"{WEEKDAYS[here.weekday()]} {name_day(here.date())}, {here:%H:%M} {name}"


def render_digest(digest: Digest) -> Sheet:
    """Lay out a digest, all of it."""
    return lay_out_digest(digest)


def lay_out_digest(digest: Digest, remarks: Iterable[str] = ()) -> Sheet:
    """Lay out a digest, a line that several parts have once; what is to be said of the edition first, remarks last."""
    title = name_edition(digest.mark) if digest.mark else "Digest"
    above = _Above()
    sections = [
        Section(tuple(_lines_of_edition(digest))),
        *_sections_of_arrivals(digest.documents),
        Section(tuple(_lines_of_summary(digest.summary, above)), "In brief" if digest.full else "What is new"),
        Section(tuple(_lines_of_revisions(digest.particulars, above)), "No longer as it was told"),
        Section(tuple(_lines_of_claims(digest.claims, above)), "Claims and denials"),
        Section(tuple(_lines_of_quotes(digest.quotes, above)), "Quotations"),
        Section(tuple(_lines_of_dates(digest.dates, above)), "Dates"),
    ]
    return Sheet("Digest", title, tuple(section for section in sections if section.lines), "\n".join(remarks))


class _Above:
    """The lines that a sheet shows so far. None is shown twice: at the end of a section stands its citation."""

    def __init__(self) -> None:
        self._shown: dict[Snippet, None] = {}
        self._pointers: dict[str, dict[Snippet, None]] = {}

    def show(self, snippet: Snippet) -> None:
        """Note that a line is shown."""
        self._shown[snippet] = None

    def points_at(self, snippets: Iterable[Snippet], lead: str) -> bool:
        """Whether a line that holds one of some snippets is shown already; then `lead` is noted as pointing at it."""
        found = next((line for line in self._shown for snippet in snippets if _holds(line, snippet)), None)
        if found:
            self._pointers.setdefault(lead, {})[found] = None
        return found is not None

    def line(self, part: str) -> Iterator[SheetLine]:
        """The line that points at what a section would have shown again, if there is any."""
        if self._pointers:
            told = (f"{lead} {' '.join(_citations(found))}" for lead, found in self._pointers.items())
            lines: list[Json] = [
                {"words": lead, "lines": [record_snippet(snippet) for snippet in found]}
                for lead, found in self._pointers.items()
            ]
            pointed = tuple(snippet for found in self._pointers.values() for snippet in found)
            yield SheetLine(f"Above: {'; '.join(told)}", data={"part": part, "above": lines}, pointed=pointed)
        self._pointers = {}


def _holds(line: Snippet, part: Snippet) -> bool:
    return line.document.number == part.document.number and line.span.contains(part.span)


def _citations(snippets: Iterable[Snippet]) -> list[str]:
    return list(dict.fromkeys(str(snippet.citation) for snippet in snippets))


def _lines_of_edition(digest: Digest) -> Iterator[SheetLine]:
    return (SheetLine(words, data={"part": "edition", "words": words}) for words in _notes(digest))


def _notes(digest: Digest) -> Iterator[str]:
    mark = digest.mark
    zone = mark.zone if mark else "UTC"
    if digest.empty:
        yield f"Nothing is new since {name_moment(digest.since, zone)}." if digest.since else "Nothing is new."
    elif digest.full:
        yield "This is a full edition: it tells of all documents, new or not."
    elif digest.since:
        yield f"New since {name_moment(digest.since, zone)}."
    if mark and mark.posted:
        yield f"This edition is late: it is posted on {name_moment(mark.posted, zone)}."


def _sections_of_arrivals(arrivals: Sequence[Arrival]) -> Iterator[Section]:
    for turn, heading in _TURNS.items():
        yield Section(tuple(_line_of_arrival(each) for each in arrivals if each.turn is turn), heading)


def _line_of_arrival(arrival: Arrival) -> SheetLine:
    document, former = arrival.document, arrival.former
    parts = [f"[{document.number}] {describe_document(document)}"]
    if former:
        parts.append(f"in the place of [{former.number}]: {_count_changes(arrival)}")
    if arrival.copy_of:
        parts.append(f"a copy of [{arrival.copy_of.number}]")
    data: dict[str, Json] = {
        "part": "documents",
        "number": document.number,
        "file": document.file,
        "turn": arrival.turn.value,
        "former": former.number if former else None,
        "copy_of": arrival.copy_of.number if arrival.copy_of else None,
    }
    return SheetLine(" · ".join(parts), data=data, tells_of=document)


def _count_changes(arrival: Arrival) -> str:
    changes = [f"{count(arrival.fresh, 'line')} changed or new"] if arrival.fresh else []
    changes += [f"{arrival.dropped} of the old changed or gone"] if arrival.dropped else []
    return name_list(changes) or "the same words"


def _lines_of_summary(summary: Sequence[NewsLine], above: _Above) -> Iterator[SheetLine]:
    for line in summary:
        above.show(line.snippet)
        told = _name_authors(claim for claim in line.claims if claim.stance is not Stance.ASSERTS)
        yield SheetLine(snippet=line.snippet, remark=told, data=_data("summary", line.also), also=line.also)


def _lines_of_revisions(revisions: Sequence[Revision], above: _Above) -> Iterator[SheetLine]:
    """The old line, and below it the new one."""
    for number, revision in enumerate(revisions, start=1):
        above.show(revision.new.snippet)
        for side, now in ((revision.old, False), (revision.new, True)):
            # Words of a changed wording may be cut out of a quotation: they are marked in their line alone.
            told = () if revision.subject == WORDING else dict.fromkeys(side.words)
            words = name_list([f"“{tidy(word)}”" for word in told])
            when = "now" if now else "before"
            data: dict[str, Json] = {
                **_data("particulars", ()),
                "group": number,
                "subject": revision.subject,
                "when": when,
                "words": list(side.words),
                "version": revision.is_version,
            }
            lead = f"{revision.subject}, {when}: {words}" if words else f"{revision.subject}, {when}"
            yield SheetLine(lead, side.snippet, matches=side.places, data=data, is_joined=now)


def _lines_of_claims(claims: Sequence[NewsLine], above: _Above) -> Iterator[SheetLine]:
    for line in claims:
        lead = _name_authors(line.claims)
        if not above.points_at((line.snippet, *line.also), lead):
            data: dict[str, Json] = {
                **_data("claims", line.also),
                "claims": [record_claim(claim) for claim in line.claims],
            }
            above.show(line.snippet)
            yield SheetLine(lead, line.snippet, data=data, also=line.also)
    yield from above.line("claims")


def _lines_of_quotes(quotes: Sequence[NewsQuote], above: _Above) -> Iterator[SheetLine]:
    """Each with its speaker before it; words woven into a reporter's line are shown in that line, all of them once."""
    woven = _gather_woven(quotes)
    told: set[Snippet] = set()
    for quote in quotes:
        lead = _tell_speaker(quote)
        if quote.line in told or above.points_at((quote.words.snippet,), lead):
            continue
        data: dict[str, Json] = {**_data("quotes", quote.also), **quote.words.voice}
        if _is_woven(quote):
            told.add(quote.line)
            yield SheetLine(lead, quote.line, matches=tuple(woven[quote.line]), data=data, also=quote.also)
        else:
            yield SheetLine(lead, quote.words.snippet, quoted=True, data=data, also=quote.also)
    yield from above.line("quotes")
    for snippet in told:
        above.show(snippet)


def _gather_woven(quotes: Iterable[NewsQuote]) -> dict[Snippet, list[Span]]:
    """The stretches of quotations that are woven into reporters' lines, by line."""
    woven: dict[Snippet, list[Span]] = {}
    for quote in filter(_is_woven, quotes):
        woven.setdefault(quote.line, []).append(quote.words.snippet.span)
    return woven


def _is_woven(quote: NewsQuote) -> bool:
    return quote.words.quote.kind is QuoteKind.PARTIAL


def _tell_speaker(quote: NewsQuote) -> str:
    """Who spoke, by what that was decided, and through whom it came."""
    if not quote.speaker:
        return "no speaker found"
    attribution = quote.words.quote.attribution
    via = f", via {tidy(attribution.via)}" if attribution.via else ""
    return f"{tidy(quote.speaker)} ({attribution.decided.value}{via})"


def _lines_of_dates(events: Sequence[Event], above: _Above) -> Iterator[SheetLine]:
    for event in events:
        line = line_of_event(event)
        # The remark that tells what a date rests on stays with a line that is shown; a pointer has the mark alone.
        marked = f"{line.lead} (inferred)" if event.mention.inferred else line.lead
        if not above.points_at((event.snippet, *event.also), marked):
            data: dict[str, Json] = {**_data("dates", event.also), **(line.data or {})}
            above.show(event.snippet)
            yield SheetLine(line.lead, line.snippet, line.remark, matches=line.matches, data=data, also=line.also)
    yield from above.line("dates")


def _data(part: str, also: Sequence[Snippet]) -> dict[str, Json]:
    return {"part": part, "also": [record_snippet(snippet) for snippet in also]}


def _name_authors(claims: Iterable[ClaimLine]) -> str:
    """Who does what in a line."""
    return " · ".join(dict.fromkeys(agree(tidy(claim.author), claim.stance.value) for claim in claims))
