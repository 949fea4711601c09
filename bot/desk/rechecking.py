"""Rechecking: whether the lines of an evidence pack are the documents' own, to the character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from hashlib import sha256

from ..domain.citations import Citation
from ..domain.errors import BadCommand, NoSuchDocument
from ..domain.evidence import VOICE, ClaimedLine
from ..domain.replies import Reply
from ..domain.speech import QuotedWords, QuoteSheet
from .ports import Shelf


async def gather_texts(shelf: Shelf, claimed: Sequence[ClaimedLine]) -> dict[str, str]:
    """The texts of a shelf by their sha256, counted anew; those off the shelf too, that the lines cite by number."""
    texts = [article.document.text for article in await shelf.articles()]
    for number in sorted({number for line in claimed if (number := _number_in(line))}):
        try:
            texts.append((await shelf.article(number)).document.text)
        except NoSuchDocument:
            continue
    return {sha256(text.encode("utf-8", "surrogatepass")).hexdigest(): text for text in texts}


def find_fault(line: ClaimedLine, texts: Mapping[str, str]) -> str | None:
    """What is wrong with a line, in words; None where it holds."""
    text = texts.get(line.sha256)
    if text is None:
        return f"no text here has its sha256 ({line.sha256}): name the folder that holds {line.file} with --library"
    if not line.text:
        return f"it has no words, and {line.file} says nothing there"
    if 0 <= line.start <= line.end and text[line.start : line.end] == line.text:
        return None
    found = text.find(line.text)
    where = f"they stand at {found} to {found + len(line.text)}" if found >= 0 else "they are nowhere in it"
    return f"its words do not stand at {line.start} to {line.end} of {line.file}: {where}"


Voices = Mapping[tuple[str, int, int], Mapping[str, str | None]]
"""Whose each quotation is, by the sha256 of its text and its place there."""

_OF_SPEECH_ALONE = tuple(name for name in VOICE if name != "via")
"""What is said of quotations and of nothing else: a reported statement comes through somebody, too."""


def gather_voices(sheet: Reply) -> Voices:
    """Whose the quotations of a sheet are, as they are read here."""
    quotes = sheet.quotes if isinstance(sheet, QuoteSheet) else ()
    return {_place_of(words): words.voice for words in quotes}


def find_repeat(line: ClaimedLine) -> str | None:
    """That a line stands in the pack twice, in words; None where it does not.

    What is cited beside a line may be cited beside it again: a fact card has a line for two of its fields.
    """
    return f"it is line {line.again} once more" if line.again and not line.beside else None


def find_misattribution(line: ClaimedLine, voices: Voices, cited: Set[str] = frozenset()) -> str | None:
    """What a quotation is said to be and is not read as here, in words; None where nothing differs.

    A line that is cited beside another, one of `cited`, may leave to that one whose words they are.
    """
    read = voices.get((line.sha256, line.start, line.end))
    said = {name for name, words in line.voice.items() if words}
    if read is None:
        is_speech = said.intersection(_OF_SPEECH_ALONE)
        none = f"it is said to be a quotation, and none is read at {line.start} to {line.end} of {line.file}"
        return none if is_speech else None
    if not said and (line.beside in cited or not read["speaker"]):
        return None
    wrong = ((name, line.voice.get(name), read[name]) for name in _compared(line))
    told = (
        f"its {name} is “{said or 'none'}”, and read here as “{own or 'none'}”"
        for name, said, own in wrong
        if said != own
    )
    return "; ".join(told) or None


def _compared(line: ClaimedLine) -> Iterator[str]:
    """What of a voice is compared: all that a line says, and whose it is even where the line is silent.

    A list of speakers says nothing but the name; whoever says more says how it was decided and through whom it came.
    """
    says_more = {"speaker_mention", "cue", "kind"}.intersection(line.voice)
    says_more |= {name for name in ("decided", "via") if line.voice.get(name)}
    always = {"speaker", "decided", "via"} if says_more else {"speaker"}
    return (name for name in VOICE if name in always or (says_more and name in line.voice))


def _place_of(words: QuotedWords) -> tuple[str, int, int]:
    return words.snippet.document.sha256, words.snippet.span.start, words.snippet.span.end


def _number_in(line: ClaimedLine) -> int | None:
    try:
        return Citation.parse(line.citation).document
    except BadCommand:
        return None
