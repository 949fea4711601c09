"""Replies on who said what: quotations, speakers, and all that the documents have of one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.citations import Snippet
from ..domain.readings import Stance
from ..domain.speech import Appearance, ClaimLine, Profile, QuotedWords, QuoteSheet, SpeakerList
from .labels import agree, count, describe_document, tidy
from .sheet import Json, Section, Sheet, SheetLine


def render_quote_sheet(sheet: QuoteSheet) -> Sheet:
    """Lay out quotations, each with its speaker and what decided them."""
    whose = f"Quotations: {sheet.speaker}" if sheet.speaker else "Quotations"
    about = f" about {sheet.about}" if sheet.about else ""
    lines = tuple(line_of_quote(words) for words in sheet.quotes)
    return Sheet("QuoteSheet", f"{whose}{about} ({len(lines)})", (Section(lines),))


def line_of_quote(words: QuotedWords) -> SheetLine:
    """A quotation between marks; the remark says whose, how that was decided, and through whom it came."""
    return SheetLine(snippet=words.snippet, remark=_attribute(words), quoted=True, data=words.voice)


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
        SheetLine(
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
        "Described as": (SheetLine(snippet=snippet, data={"part": "description"}) for snippet in profile.descriptions),
        "Quotations": (line_of_quote(words) for words in profile.quotes),
        "Reported statements": _lines_of_claims((*profile.claims, *_beside(profile))),
        "What others say": _lines_of_claims(_set_apart(profile)),
        "Other lines": (SheetLine(snippet=snippet, data={"part": "line"}) for snippet in profile.lines),
        "Appears in": map(_line_of_appearance, profile.appearances),
    }
    return Sheet("Profile", f"{tidy(profile.name)} ({profile.kind.value})", _sections(lines_by_heading.items()))


def _sections(headed: Iterable[tuple[str, Iterable[SheetLine]]]) -> tuple[Section, ...]:
    sections = (Section(tuple(lines), heading) for heading, lines in headed)
    return tuple(section for section in sections if section.lines)


def _beside(profile: Profile) -> Iterable[ClaimLine]:
    """What others claim in lines that report a statement of their own as well."""
    own = {claim.snippet for claim in profile.claims}
    return (claim for claim in profile.about if claim.snippet in own)


def _set_apart(profile: Profile) -> Iterable[ClaimLine]:
    """What others claim in lines of its own."""
    own = {claim.snippet for claim in profile.claims}
    return (claim for claim in profile.about if claim.snippet not in own)


def _lines_of_claims(claims: Iterable[ClaimLine]) -> Iterator[SheetLine]:
    """A line once, with everybody whose claim is in it."""
    by_line: dict[Snippet, list[ClaimLine]] = {}
    for claim in claims:
        by_line.setdefault(claim.snippet, []).append(claim)
    for snippet, told in by_line.items():
        remarks = dict.fromkeys(_tell(claim) for claim in told)
        data: dict[str, Json] = {"author": told[0].author, "stance": told[0].stance.value, "via": told[0].via}
        data["claims"] = [{"author": claim.author, "stance": claim.stance.value} for claim in told]
        yield SheetLine(snippet=snippet, remark="; ".join(remarks), data=data)


def _tell(claim: ClaimLine) -> str:
    via = f" · via {tidy(claim.via)}" if claim.via else ""
    what = "accuses" if claim.stance is Stance.ACCUSES else f"{claim.stance.value} this"
    return agree(tidy(claim.author), what) + via


def _line_of_appearance(appearance: Appearance) -> SheetLine:
    document, mentions = appearance.document, count(appearance.mentions, "mention")
    data: dict[str, Json] = {"part": "appearance", "number": document.number, "mentions": appearance.mentions}
    return SheetLine(f"[{document.number}] {describe_document(document)}: {mentions}", data=data)
