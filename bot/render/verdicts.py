"""The reply to “is this quotation real?”."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.comparisons import Change, Finding, Sighting, Verdict
from .labels import count, name_list, tidy
from .sheet import Json, Section, Sheet, SheetLine
from .speech import line_of_quote

_TITLES = {
    Finding.EXACT: "Exact: the words stand so in the documents",
    Finding.SHORTENED: "Exact but shortened: words were left out of the quotation",
    Finding.ALTERED: "Altered: the nearest quotation has other words",
    Finding.ANOTHERS: "Someone else's words",
    Finding.WITHIN: "Quoted within a quotation: whoever speaks there quotes these words",
    Finding.REPORTED: "Reported, not quoted",
}
_REPORTED = "stand outside quotation marks: the document reports them, and nobody is quoted with them."
_MARKED = "stand in marks that are no speech, as a title's or those of a so-called thing: nobody is quoted with them."
_OPENING = frozenset("\"“„«‹‘'")
_SCATTERED = "Each piece was said, but not one after the other in one quotation."
_EXPLAINED = {
    Finding.ABSENT: "No quotation and no line is near these words.",
    Finding.WITHIN: "They stand there in marks of their own, as words quoted, and not as the speaker's.",
}
_UNSIGNED = "Nobody is told to have spoken these words."


def render_verdict(verdict: Verdict) -> Sheet:
    """Lay out what was found, the words that answer to those asked about marked; in altered ones those that differ."""
    title = _TITLES.get(verdict.finding) or f"Not in {_these(verdict.documents)}"
    lines = tuple(_line_of_sighting(sighting, verdict.finding) for sighting in verdict.sightings)
    return Sheet("Verdict", title, (Section(lines),), f"Asked: {tidy(verdict.words)}\n{_explain(verdict)}".strip())


def _these(documents: int) -> str:
    return "this 1 document" if documents == 1 else f"these {count(documents, 'document')}"


def _explain(verdict: Verdict) -> str:
    if verdict.finding in _EXPLAINED:
        return _EXPLAINED[verdict.finding]
    if verdict.finding is Finding.ANOTHERS:
        names = [sighting.quoted.quote.attribution.speaker for sighting in verdict.sightings if sighting.quoted]
        told = list(dict.fromkeys(tidy(name) for name in names if name))
        return f"Not {tidy(verdict.by or '')}: the documents give them to {name_list(told)}."
    if verdict.finding is Finding.REPORTED:
        is_near = any(sighting.changes for sighting in verdict.sightings)
        where = _MARKED if all(map(_is_marked, verdict.sightings)) else _REPORTED
        return f"{'Words near these' if is_near else 'The words'} {where}"
    if verdict.finding is Finding.ALTERED and not any(sighting.changes for sighting in verdict.sightings):
        return _SCATTERED
    if verdict.by and not any(s.quoted and s.quoted.quote.attribution.speaker for s in verdict.sightings):
        return _UNSIGNED
    return ""


def _is_marked(sighting: Sighting) -> bool:
    """Whether a mark stands right before the words, though they are nobody's speech."""
    before = sighting.place.start - sighting.snippet.span.start - 1
    return before >= 0 and sighting.snippet.text[before] in _OPENING


def _line_of_sighting(sighting: Sighting, finding: Finding) -> SheetLine:
    """A quotation with who spoke and how that was decided, or a line with whose claim it is."""
    line = line_of_quote(sighting.quoted) if sighting.quoted else SheetLine(snippet=sighting.snippet)
    claimed = f"a claim of {name_list([tidy(name) for name in sighting.authors])}" if sighting.authors else ""
    differing = "; ".join(_tell(change, sighting) for change in sighting.changes)
    remark = " · ".join(part for part in (line.remark, claimed, differing) if part)
    spans = tuple(change.span for change in sighting.changes if change.span)
    matches = spans if sighting.changes else (sighting.place,)
    return SheetLine(
        snippet=sighting.snippet,
        remark=remark,
        quoted=line.quoted,
        matches=matches,
        data={
            **(line.data or {}),
            "finding": finding.value,
            "place": [sighting.place.start, sighting.place.end],
            "claimed_by": list(sighting.authors),
            "changes": [_record(change, sighting) for change in sighting.changes],
        },
    )


def _tell(change: Change, sighting: Sighting) -> str:
    """One difference in words: what was asked, and what the document has."""
    asked, here = tidy(change.asked), tidy(_words(change, sighting))
    if here and not any(sign.isalnum() for sign in asked):
        return f"left out of what was asked: “{here}”"
    return f"asked “{asked}”, here “{here}”" if here else f"not in the document: “{asked}”"


def _words(change: Change, sighting: Sighting) -> str:
    return change.span.of(sighting.snippet.document.text) if change.span else ""


def _record(change: Change, sighting: Sighting) -> Mapping[str, Json]:
    return {"asked": change.asked, "here": _words(change, sighting)}
