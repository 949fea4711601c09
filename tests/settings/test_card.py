"""The template of fact cards: the packaged one, one's own, and one line for each thing that is wrong."""

from pathlib import Path

import pytest

from bot.domain.boards import CardPart
from bot.domain.errors import SettingsError
from bot.domain.readings import FactField
from bot.settings.card import load_card
from bot.settings.places import find_packaged

WRONG = [
    ("fields:\n  - {kind: term, lable: Term}", "2:18", "“lable” is no key here: did you mean “label”?"),
    ("fields:\n  - {kind: cues, label: Sanctions}", "2:5", "needs “label”, and “cues”"),
    ("fields:\n  - {kind: term, cues: [years]}", "2:5", "only a field of kind cues has “cues”"),
    ("fields:\n  - {kind: cues, label: Ban, cues: [' ']}", "2:5", "an empty cue finds nothing"),
    ("filds: []", "1:1", "“filds” is no key here"),
]


def write(folder: Path, text: str) -> Path:
    (folder / "card.yaml").write_text(text, "utf-8")
    return folder


def test_the_packaged_card_has_every_field_of_an_agreement() -> None:
    """And sectors, figures and a cue field beside them."""
    kinds = [field.kind for field in load_card(find_packaged("config")).fields]
    assert set(kinds) == {*FactField, *CardPart}


def test_a_desks_own_card_comes_first(tmp_path: Path) -> None:
    """One field with cue words, and no code."""
    own = write(tmp_path, "fields:\n  - {kind: cues, label: Sanctions, cues: [sanction]}")
    (field,) = load_card(own, find_packaged("config")).fields
    assert (field.kind, field.label, field.cues) == (CardPart.CUES, "Sanctions", ("sanction",))


@pytest.mark.parametrize(("text", "place", "words"), WRONG)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    """File, line, column, and what to do."""
    with pytest.raises(SettingsError) as told:
        load_card(write(tmp_path, text))
    assert f"card.yaml:{place}" in str(told.value)
    assert words in str(told.value)


def test_a_kind_that_is_none_is_told(tmp_path: Path) -> None:
    """The line names what cannot be chosen."""
    with pytest.raises(SettingsError, match=r"card\.yaml:2:\d+: .*is not one of those that can be chosen"):
        load_card(write(tmp_path, "fields:\n  - {kind: weather}"))
