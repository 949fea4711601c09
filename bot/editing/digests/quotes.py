"""New quotations: words that no older document has, by speaker, each once however many documents have it."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.digests import NewsQuote
from ...domain.readings import Article
from ..material.cast import Cast
from ..material.lines import Line, line_at
from ..quotes import cite_quote
from .sayings import Said, Sayings, said_by, said_in


def gather_quotes(new: Sequence[Article], older: Sequence[Line], cast: Cast) -> tuple[NewsQuote, ...]:
    """The quotations of new articles that stand in no older line, those of one speaker together.

    A part of a longer quotation is cited with that one; what is nested in another is shown with that.
    """
    known, told = Sayings(said_in(older, cast)), Sayings()
    for said in said_by(new, cast):
        if known.find_longer(said):
            continue
        if longer := told.find_longer(said):
            longer.also.append(said)
        else:
            said.also.extend(part for each in told.take_shorter(said) for part in (each, *each.also))
            told.add(said)
    first = {speaker: place for place, speaker in reversed([*enumerate(said.speaker for said in told)])}
    kept = sorted(told, key=lambda said: (said.speaker is None, first[said.speaker]))
    return tuple(map(_cite, kept))


def _cite(said: Said) -> NewsQuote:
    """The quotation, with those that have the same words in the order of the documents."""
    also = sorted(said.also, key=lambda each: (each.article.document.number, each.quote.span))
    lines = (line_at(each.article, each.quote.marks).cite() for each in also)
    line = line_at(said.article, said.quote.marks).cite()
    return NewsQuote(cite_quote(said.article, said.quote), line, said.speaker, tuple(dict.fromkeys(lines)))
