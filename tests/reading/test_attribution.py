"""Who said what: the ways in which news attributes words, a table for each."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.readings import Decided
from bot.reading.names.names import find_names
from bot.reading.speech.attribution import attribute_quotations
from bot.reading.speech.dialogue import add_dialogue
from bot.reading.speech.frames import Frames
from bot.reading.text.quotations import find_quotations
from bot.reading.text.sentences import find_sentences
from bot.reading.text.words import find_words

from .golden import HOUSE, open_lexicon, read_table
from .timing import processor_seconds

PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "said", "Ana Cruz", "she", "told AFP", ",", ".", ":", "who", "according to", "and", "as",
     "quoted", "saying", "\n\n", "\n\n— ", "\n\nAna Cruz: I", "\n\nReed: ", "you?", "The minister",
     "by", "a", "€", "\ud800", "\x00", "Ministry of", "report"]
)  # fmt: skip


def quotes_of(text):
    """Read a text as far as attribution needs it."""
    lexicon = open_lexicon()
    paragraphs, sentences = find_sentences(text, lexicon)
    marked, _ = find_quotations(text, paragraphs, lexicon)
    quotations = add_dialogue(text, paragraphs, marked, lexicon)
    words = find_words(text)
    cast = find_names(text, words, sentences, [q.span for q in quotations], lexicon)
    frames = Frames(text, words, sentences, quotations, cast)
    return attribute_quotations(text, frames, cast, lexicon)


def shown(quote):
    attribution = quote.attribution
    via = f" via {attribution.via}" if attribution.via else ""
    return f"{attribution.speaker or 'nobody'} ({attribution.decided}){via}"


@pytest.mark.parametrize(
    "row", read_table("quotes-speakers.md") + read_table("quotes-newsrooms.md"), ids=lambda row: row.comment
)
def test_the_speaker_is_found_as_a_reader_finds_it(row):
    assert row.expected == tuple(shown(quote) for quote in quotes_of(row.text))


@pytest.mark.parametrize("row", read_table("quotes-no-speech.md"), ids=lambda row: row.comment)
def test_titles_nicknames_and_words_spoken_of_are_no_speech(row):
    assert row.expected == tuple(quote.span.of(row.text) for quote in quotes_of(row.text))


@pytest.mark.parametrize("row", read_table("quotes-nested.md"), ids=lambda row: row.comment)
def test_a_nested_quotation_has_its_own_speaker(row):
    assert row.expected == tuple(quote.attribution.speaker or "nobody" for quote in quotes_of(row.text))


@given(st.lists(PIECES, max_size=60))
def test_any_text_gives_quotes_whose_spans_lie_where_they_say(pieces):
    text = " ".join(pieces)
    quotes = quotes_of(text)
    for quote in quotes:
        attribution = quote.attribution
        assert quote.marks.contains(quote.span)
        assert quote.marks.end <= len(text)
        assert all(span.end <= len(text) for span in (attribution.cue, attribution.mention) if span)
        assert (attribution.speaker is None) == (attribution.decided is Decided.UNATTRIBUTED)
    for one, other in pairwise(quote.marks for quote in quotes):
        assert one.contains(other) or one.end <= other.start


SEEDS = {
    "000_021c3cd57336740f.txt": [
        ("I am very pleased", "Vladimir Putin (by pronoun)"),
        ("We continue our large projects", "Vladimir Putin (named)"),
        ("We believe that our bilateral", "Masoud Pezeshkian (by pronoun)"),
        ("They’re cooperating", "Jonathan Lord (by pronoun)"),
        ("What Russia and Iran may cooperate on", "Behnam Ben Taleblu (named)"),
    ],
    "004_0743fe7249f6891f.txt": [
        ("This is indeed a groundbreaking document,", "Vladimir Putin (named) via AFP"),
        ("united in elevating", "Vladimir Putin (carried over) via AFP"),
        ("We will explore all facets", "Vladimir Putin (named) via Reuters"),
        ("We have been engaged", "Vladimir Putin (by pronoun)"),
        ("sensitive areas.", "Kremlin (by pronoun)"),
    ],
}


@pytest.mark.parametrize("file", SEEDS)
def test_the_seeds_give_each_quotation_to_who_said_it(file):
    """The treaty's title in quotation marks is nobody's words."""
    text = (HOUSE / "seeds" / file).read_bytes().decode("utf-8")
    quotes = quotes_of(text)
    assert len(quotes) == len(SEEDS[file])
    for quote, (words, expected) in zip(quotes, SEEDS[file], strict=True):
        assert quote.span.of(text).startswith(words)
        assert shown(quote) == expected


@pytest.mark.long
@pytest.mark.parametrize(
    "piece", ["“ said ", "“a,” he said, ", "said ", "Ana Cruz and ", ", said, ", "“a” and ", "as saying "]
)
def test_time_grows_with_the_length_alone(piece):
    """One endless sentence of quotations and verbs is read at the rate of a short one."""

    def seconds(count):
        return processor_seconds(lambda: quotes_of(piece * count))

    small = min(seconds(500) for _ in range(2))
    assert seconds(4_000) < 8 * 4 * max(small, 0.005)
