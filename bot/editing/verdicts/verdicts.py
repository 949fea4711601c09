"""Verdicts: whether words are somebody's, as they are quoted, shortened, altered, somebody else's, or only reported.

Words are compared without case, accents, quotation marks, dashes and blanks; what is shown is the document's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.comparisons import Finding, Sighting, Verdict
from ...domain.notices import Nothing, WhichOne
from ...reading.lexicon import Lexicon
from ...reading.text.words import stem
from ..asking.wordlists import asking_words
from ..material.cast import Figure, Resolved
from ..material.lines import Line
from ..material.story import Story
from ..material.tokens import read_tokens
from ..nothing import ask_back
from .asked import read_asked, read_pasted, resolve_speaker
from .passages import find_passages
from .search import Search

_SCRAP = 3
"""Fewer words in marks are a word spoken of, rather than what somebody said."""


def verify_words(
    words: str, by: str | None, candidates: Sequence[Line], story: Story, lexicon: Lexicon
) -> Verdict | WhichOne | Nothing:
    """Tell whether words are a quotation in the documents, and whose.

    `candidates` are the lines that hold most of the words; `by` is who is said to have spoken. Where the words are
    pasted with their attribution, and do not stand in the documents with it, what is quoted is judged with its speaker.
    Raises BadCommand where there is no word.
    """
    search, speaker = _open_search(words, candidates, story, lexicon)
    by = by or speaker
    resolved = resolve_speaker(story.cast, by, lexicon) if by else Resolved()
    if by and not resolved.figures and resolved.meant:
        return ask_back(by, resolved, story)
    finding, sightings = _judge(search, resolved.figures, by)
    # Of several who bear a name it matters which one is meant where one of them said it.
    if by and len(resolved.figures) > 1 and any(search.is_by(sighting, resolved.figures) for sighting in sightings):
        return ask_back(by, resolved, story)
    name = resolved.only.full if resolved.only else by
    return Verdict(words, finding, tuple(sightings), len(story.articles), name)


def _open_search(words: str, candidates: Sequence[Line], story: Story, lexicon: Lexicon) -> tuple[Search, str | None]:
    """The search for what is quoted in the words, and who is said there to have spoken.

    That is all of them, unless they are a quotation with its attribution: then the words around it are in no quotation.
    """
    passages = list(find_passages(candidates))
    whole = Search(read_asked(words), passages, story, lexicon)
    pasted = read_pasted(words, story.cast, lexicon)
    if not pasted or whole.quoted() or whole.pasted():
        return whole, None
    inner = Search(pasted.quoted, passages, story, lexicon)
    around = len(whole.asked.tokens) - len(pasted.quoted.tokens)
    is_nested = 2 * whole.fewest_edits() < around
    is_scrap = len(pasted.quoted.tokens) < _SCRAP and not inner.quoted()
    return (whole, None) if is_nested or is_scrap else (inner, pasted.speaker)


def stems_to_find(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The stems by which lines with these words are found: those that carry them, or all where none does."""
    small = asking_words(lexicon).small
    found = [token.folded for token in read_tokens(words)]
    return tuple(dict.fromkeys(stem(word) for word in [word for word in found if word not in small] or found))


def _judge(search: Search, speakers: Sequence[Figure], by: str | None) -> tuple[Finding, list[Sighting]]:
    """The finding, surest first, with the places that it rests on; `speakers` are those whom the name fits."""
    if exact := search.quoted() or search.pasted():
        return _whose(search, exact, speakers, by, Finding.EXACT)
    if shortened := search.shortened():
        finding = Finding.ALTERED if any(map(search.is_altered, shortened)) else Finding.SHORTENED
        return _whose(search, shortened, speakers, by, finding)
    if joined := search.joined():
        return _whose(search, joined, speakers, by, Finding.ALTERED)
    if written := search.written():
        return Finding.REPORTED, written
    return _judge_unlike(search, speakers, by)


def _judge_unlike(search: Search, speakers: Sequence[Figure], by: str | None) -> tuple[Finding, list[Sighting]]:
    """The finding for words that stand nowhere as they are: put together from others, or near to others."""
    if spliced := search.spliced():
        return _whose_pieces(search, spliced, speakers, by)
    if near := search.nearest(speakers):
        return _whose(search, near, speakers, by, Finding.ALTERED) if near[0].quoted else (Finding.REPORTED, near)
    pieces = search.scattered() or search.spliced(within_one=True)
    return _whose_pieces(search, pieces, speakers, by) if pieces else (Finding.ABSENT, [])


def _whose(
    search: Search, sightings: list[Sighting], speakers: Sequence[Figure], by: str | None, finding: Finding
) -> tuple[Finding, list[Sighting]]:
    """The finding where somebody is said to have spoken: another's words are another's.

    Words that somebody quotes within their quotation are nobody's own there.
    """
    inner = [sighting for sighting in sightings if search.is_within(sighting)] if finding is Finding.EXACT else []
    outer = [sighting for sighting in sightings if sighting not in inner]
    told = [sighting for sighting in outer if sighting.quoted and sighting.quoted.quote.attribution.speaker]
    own = [sighting for sighting in outer if search.is_by(sighting, speakers)]
    if by and (own or told):
        return (finding, own) if own else (Finding.ANOTHERS, told)
    if inner and not told:
        theirs = [sighting for sighting in inner if search.is_by(sighting, speakers)]
        return Finding.WITHIN, theirs or inner
    return finding, sightings


def _whose_pieces(
    search: Search, pieces: list[Sighting], speakers: Sequence[Figure], by: str | None
) -> tuple[Finding, list[Sighting]]:
    """The finding for pieces of several quotations: all are shown where one is the speaker's."""
    finding, shown = _whose(search, pieces, speakers, by, Finding.ALTERED)
    return finding, pieces if finding is Finding.ALTERED else shown
