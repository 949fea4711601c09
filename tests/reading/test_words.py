"""Words and their stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text.words import find_words, fold, stem, stems


@pytest.mark.parametrize(
    "word", ["S-300", "U.S.", "2013", "O’Neill", "al-Sistani", "F-16s", "9.7", "1,140", "AT&T", "Sana’a"]
)
def test_what_news_writes_as_one_word_is_one(word):
    """Types, initials, years, apostrophes and prefixes do not part a word."""
    text = f"He saw {word}, then left."
    assert word in [text[w.start : w.end] for w in find_words(text)]


def test_the_genitive_is_a_word_of_its_own() -> None:
    """*Putin’s* is the name and a clitic."""
    assert [w.kind for w in find_words("Putin’s")] == ["word", "clitic"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aydoğanlı", "aydoganli"), ("O’Neill", "o'neill"), ("Łódź", "LODZ"), ("Joensen-Lía", "joensen-lia")],
)
def test_spellings_of_one_name_fold_alike(one, other):
    """Case, accents and curls do not tell names apart."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("treaties", "treaty"), ("US", "U.S."), ("S-300s", "S-300"), ("Signed", "sign")]
)
def test_forms_of_one_word_have_one_stem(one, other):
    """Plural, past and the full stops of initials are left out."""
    assert stem(one) == stem(other)


def test_hyphenated_words_are_found_by_their_parts() -> None:
    """*Russia-Iran* is found by *Russia*; *S-300* only as itself."""
    assert stems("Russia-Iran ties, S-300, a 20-year pact") == [
        "russia", "iran", "tie", "s-300", "a", "20", "year", "pact",
    ]  # fmt: skip


@given(st.text())
def test_words_lie_in_the_text_in_order(text):
    """Whatever the text, tokens do not overlap, and only blanks and underscores lie between them."""
    end = 0
    for word in find_words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
    assert len(stems(text)) >= sum(word.kind == "number" for word in find_words(text))
