"""Reading a text from end to end: each part finds one kind of thing, in the order in which they need each other."""

from __future__ import annotations

from datetime import date

from ..domain.readings import Reading
from .dates.dates import find_dates
from .facts.background import find_background
from .facts.facts import find_facts
from .facts.instruments import Statements
from .facts.sectors import find_sectors
from .lexicon import Lexicon
from .names.names import find_names
from .speech.attribution import attribute_quotations
from .speech.claims import find_claims
from .speech.dialogue import add_dialogue
from .speech.frames import Frames
from .text.quotations import find_quotations
from .text.sentences import find_sentences
from .text.units import join_units
from .text.words import find_words


def read_document(text: str, lexicon: Lexicon, published: date | None) -> Reading:
    """Read a text. Any `str` will do; relative dates are resolved against `published` where it is known."""
    paragraphs, sentences = find_sentences(text, lexicon)
    marked, doubtful = find_quotations(text, paragraphs, lexicon)
    quotations = add_dialogue(text, paragraphs, marked, lexicon)
    words = find_words(text)
    cast = find_names(text, words, sentences, [quotation.span for quotation in quotations], lexicon)
    frames = Frames(text, words, sentences, quotations, cast)
    quotes = attribute_quotations(text, frames, cast, lexicon)
    claims = find_claims(text, frames, cast, lexicon)
    marks = [quotation.marks for quotation in quotations]
    units = join_units(sentences, (*marks, *(quote.marks for quote in quotes)))
    dates = find_dates(text, sentences, lexicon, published)
    statements = Statements(text, sentences, marks, lexicon.instruments)
    sectors = find_sectors(statements, claims, lexicon)
    background = find_background(statements, sentences, cast, dates, lexicon, published)
    facts = find_facts(statements, cast, dates, lexicon, published)
    return Reading(
        paragraphs=paragraphs,
        sentences=sentences,
        units=units,
        quotes=quotes,
        claims=claims,
        dates=dates,
        sectors=sectors,
        background=background,
        facts=facts,
        names=cast.names,
        doubtful=doubtful,
    )
