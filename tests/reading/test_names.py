"""Names, and whom words mean."""

import pytest

from bot.domain.readings import NameKind
from bot.reading.cast import Cast, MentionForm
from bot.reading.names.names import find_names
from bot.reading.text.sentences import find_sentences
from bot.reading.text.words import find_words

from .golden import open_lexicon, read_table


def cast_of(text: str) -> Cast:
    _, sentences = find_sentences(text, open_lexicon())
    return find_names(text, find_words(text), sentences, (), open_lexicon())


@pytest.mark.parametrize("row", read_table("names.md"), ids=lambda row: row.text[:60])
def test_each_row_means_whom_it_says(row):
    cast = cast_of(row.text)
    for answer in row.expected:
        words, _, whom = answer.partition(" → ")
        places = [m for m in cast.mentions if m.span.of(row.text) == words]
        assert places, f"“{words}” is no mention"
        assert (places[-1].full or "?") == whom


@pytest.mark.parametrize(
    ("text", "full", "kind"),
    [
        ("Mr Park, the president of Hanbitt, said so.", "Park", NameKind.PERSON),
        ("The Institute for Basin Studies said so.", "Institute for Basin Studies", NameKind.ORGANISATION),
        ("He told Agence France-Presse on Monday.", "Agence France-Presse", NameKind.OUTLET),
        ("The Convention on Nuclear Safety binds them.", "Convention on Nuclear Safety", NameKind.DOCUMENT),
        ("Iran agreed.", "Iran", NameKind.COUNTRY),
        ("The Kremlin agreed.", "Kremlin", NameKind.ORGANISATION),
        ("Brelco on Saturday rejected the findings.", "Brelco", NameKind.DESCRIBED),
        ("A spokeswoman for Brelco said the tests were safe.", "Brelco", NameKind.ORGANISATION),
        ("PARIS (AFP) - It rained.", "AFP", NameKind.OUTLET),
        ("The Leveson Inquiry said so.", "Leveson Inquiry", NameKind.ORGANISATION),
    ],
)
def test_names_have_their_kind_and_no_article(text, full, kind):
    """People, bodies, outlets, documents and countries are told apart."""
    assert (full, kind) in [(name.full, name.kind) for name in cast_of(text).names]


def test_places_and_first_words_are_no_people() -> None:
    """A town after *in* and a plain word at the head of a sentence name nobody."""
    text = "Talks in Uch-Kurgan began. Exploratory rounds failed near Subic Bay. Nobody came."
    assert not [name.full for name in cast_of(text).names if name.kind is NameKind.PERSON]


def test_a_noun_a_plural_and_somebody_introduced_are_no_companies() -> None:
    """An inquiry names no body, nor do punters who open a sentence, nor who is *he* later on."""
    text = (
        "The inquiry said so. Punters said so. Toktorov said so. He left. A spokesman for Mr Park said so. Park left."
    )
    names = cast_of(text).names
    assert not [name.full for name in names if name.kind is NameKind.ORGANISATION or name.full == "Punters"]


def test_an_extent_reaches_to_the_verb() -> None:
    """Descriptions and clauses between commas belong to the extent, and the span is the name with its title."""
    text = "The foreign minister, Ana Cruz, who is ill, said so."
    cast = cast_of(text)
    mention = cast.before(text, text.index("said"))
    assert mention is not None
    assert (mention.span.of(text), mention.form) == ("Ana Cruz", MentionForm.NAMED)
    assert mention.extent.of(text) == "The foreign minister, Ana Cruz, who is ill,"
    assert cast.after(text, 0) is mention


def test_roles_are_kept_as_the_text_gives_them() -> None:
    """A name has its descriptions and its other forms in the text's words."""
    text = "Amos Kabwe, Uganda’s minister of works, left. Mr Kabwe smiled."
    (name,) = [name for name in cast_of(text).names if name.kind is NameKind.PERSON]
    assert "Uganda’s minister of works" in name.descriptions
    assert "Mr Kabwe" in name.forms
