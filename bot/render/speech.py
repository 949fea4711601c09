"""Replies on who said what: quotations, speakers, and all that the documents have of one name."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.replies import ClaimLine, Profile, QuotedWords, QuoteSheet, SpeakerList
from .labels import count, tidy
from .sheet import Line, Section, Sheet


def render_quote_sheet(sheet: QuoteSheet) -> Sheet:
    """Lay out quotations, each with its speaker and what decided them."""
    whose = f"Quotations: {sheet.speaker}" if sheet.speaker else "Quotations"
    about = f" about {sheet.about}" if sheet.about else ""
    lines = tuple(line_of_quote(words) for words in sheet.quotes)
    return Sheet("QuoteSheet", f"{whose}{about} ({len(lines)})", (Section(lines),))


def line_of_quote(words: QuotedWords) -> Line:
    """A quotation between marks; the remark says whose, how that was decided, and through whom it came."""
    attribution = words.quote.attribution
    data = {
        "speaker": attribution.speaker,
        "speaker_mention": words.mention,
        "cue": words.cue,
        "kind": words.quote.kind.value,
        "via": attribution.via,
        "decided": attribution.decided.value,
    }
    return Line(snippet=words.snippet, remark=_attribute(words), quoted=True, data=data)


def _attribute(words: QuotedWords) -> str:
    """Speaker, how decided, the deciding words, and via, in one line."""
    attribution = words.quote.attribution
    deciding = ", ".join(part for part in (_name(words.mention, ""), _name(words.cue, "cue ")) if part)
    parts = [
        tidy(attribution.speaker) if attribution.speaker else "no speaker found",
        f"{attribution.decided.value}: {deciding}" if deciding else attribution.decided.value,
        f"via {tidy(attribution.via)}" if attribution.via else "",
        "within another quotation" if words.quote.nested else "",
    ]
    return " · ".join(part for part in parts if part)


def _name(words: str | None, as_what: str) -> str:
    return f"{as_what}“{tidy(words)}”" if words else ""


def render_speaker_list(speakers: SpeakerList) -> Sheet:
    """Lay out who is quoted, each with the first of their quotations."""
    lines = tuple(
        Line(
            lead=f"{tidy(row.name)}: {count(row.quotes, 'quotation')}, the first",
            snippet=row.first,
            quoted=True,
            data={"speaker": row.name, "quotes": row.quotes},
        )
        for row in speakers.rows
    )
    return Sheet("SpeakerList", f"Who is quoted ({len(lines)})", (Section(lines),))


def render_profile(profile: Profile) -> Sheet:
    """Lay out what the documents have of one name."""
    lines_by_heading = {
        "Described as": (Line(snippet=snippet, data={"part": "description"}) for snippet in profile.descriptions),
        "Quotations": (line_of_quote(words) for words in profile.quotes),
        "Reported statements": (_line_of_claim(claim) for claim in profile.claims),
        "Other lines": (Line(snippet=snippet, data={"part": "line"}) for snippet in profile.lines),
    }
    return Sheet("Profile", f"{tidy(profile.name)} ({profile.kind.value})", _sections(lines_by_heading.items()))


def _sections(headed: Iterable[tuple[str, Iterable[Line]]]) -> tuple[Section, ...]:
    sections = (Section(tuple(lines), heading) for heading, lines in headed)
    return tuple(section for section in sections if section.lines)


def _line_of_claim(claim: ClaimLine) -> Line:
    via = f" · via {tidy(claim.via)}" if claim.via else ""
    data = {"author": claim.author, "stance": claim.stance.value, "via": claim.via}
    return Line(snippet=claim.snippet, remark=f"{tidy(claim.author)} {claim.stance.value} this{via}", data=data)
