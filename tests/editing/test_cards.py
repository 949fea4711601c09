"""Fact cards by template: fields of a desk's own, sectors, figures, and documents that differ."""

import pytest

from bot.domain.boards import CardPart, FactCard
from bot.domain.readings import FactField
from bot.editing.card_template import CardField, CardTemplate
from bot.editing.cards import fill_card
from bot.render.paging import TERMINAL, paginate
from bot.render.replies import render_reply
from tests.desk.story_desk import drafts, seed_drafts
from tests.editing.test_promises import CARD, read_articles
from tests.reading.golden import open_lexicon

SANCTIONS = CardField(CardPart.CUES, "Sanctions", cues=("sanction", "travel ban"))
FINE = "The EU sanctioned 40 ships.\n\nA travel  ban on Ana Cruz was lifted.\n\nCruz thanked Brussels for the decision."


def fill(template: CardTemplate, *texts: str) -> FactCard:
    return fill_card(read_articles(drafts(*texts)), template, open_lexicon())


def shown(card: FactCard) -> str:
    return "\n".join(page.text for page in paginate(render_reply(card), TERMINAL))


def test_a_field_with_cues_shows_the_lines_that_hold_one() -> None:
    """Whatever the ending of the word and the blanks in the phrase; each line whole and cited."""
    page = shown(fill(CardTemplate((SANCTIONS,)), FINE))
    assert "Sanctions [1.1.1] The EU sanctioned 40 ships." in page
    assert "Sanctions [1.2.1] A travel  ban on Ana Cruz was lifted." in page
    assert "thanked" not in page.split("[1] ")[0]


def test_a_field_with_cues_shows_its_line_though_the_words_stand_on_the_page() -> None:
    """It has no value beside its words."""
    field = CardField(CardPart.CUES, "Force", cues=("take effect",))
    page = shown(
        fill(
            CardTemplate((CardField(FactField.PLACE), field)),
            "Peru and Chile signed a treaty in Lima to take effect soon.",
        )
    )
    assert "Force [1.1.1] Peru and Chile signed a treaty in Lima" in page


def test_a_field_without_a_line_is_not_stated() -> None:
    """Silence is an answer."""
    assert "Sanctions: not stated" in shown(fill(CardTemplate((SANCTIONS,)), "It rained in Lima."))


def test_fields_stand_in_the_order_of_the_template_and_under_its_labels() -> None:
    """A desk renames and moves them."""
    template = CardTemplate((CardField(FactField.PLACE, "Where"), CardField(FactField.DATE, "When")))
    page = shown(fill(template, "Peru and Chile signed a treaty in Lima on 17 January 2025."))
    assert page.index("Where: Lima") < page.index("When: 17 January 2025")


def test_documents_that_differ_stand_side_by_side_and_it_is_said() -> None:
    """Two days for one treaty: both lines, judged by nobody."""
    template = CardTemplate((CardField(FactField.DATE),))
    page = shown(
        fill(
            template,
            "Peru and Chile signed the fishing treaty in Lima on 16 January 2025.",
            "Peru and Chile signed the fishing treaty in Lima on 17 January 2025.",
        )
    )
    assert page.count("the documents differ in this") == 2
    assert "16 January 2025 [1.1.1]" in page
    assert "17 January 2025 [2.1.1]" in page


def test_figures_are_numbers_with_what_they_count() -> None:
    """No type, no date, no two nations."""
    text = "In 2001 the two nations bought 40 ships and S-300 batteries for twelve ports."
    (cell,) = fill(CardTemplate((CardField(CardPart.FIGURES),)), text).cells
    assert [value.value for value in cell.values] == ["40 ships", "twelve ports"]


def test_the_packaged_card_has_the_sectors_of_the_seeds_by_status() -> None:
    """Covered, discussed, predicted: never one list."""
    card = fill_card(read_articles(seed_drafts()), CARD, open_lexicon())
    labels = [cell.label for cell in card.cells if cell.field is CardPart.SECTORS]
    assert labels == ["Sectors, covered", "Sectors, discussed", "Sectors, predicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Call 555-2020 for tickets.", []),
        ("The shows are on 03-04 or 31-02 at noon.", []),
        ("The 31-02 deadline and the 1/2/2024 deal passed, and the 01.02.2024 deal too.", []),
        ("The loss was 0m today.", []),
        ("From 2020-2025 prices grew.", []),
        ("Some 100-200 people came in 3 boats.", ["100-200 people", "3 boats"]),
        ("There were 0 deaths, and 0.5 percent fell ill.", ["0 deaths", "0.5 percent"]),
    ],
)
def test_what_looks_like_a_figure_and_counts_nothing_is_none(text: str, figures: list[str]) -> None:
    """Telephone numbers, scores, days and halves of days."""
    (cell,) = fill(CardTemplate((CardField(CardPart.FIGURES),)), text).cells
    assert [value.value for value in cell.values] == figures


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        (
            "The deal was signed on 1/2/2024 in Bern by Peter Alm and Greta Ohm.",
            "signatory",
            ["Peter Alm", "Greta Ohm"],
        ),
        ("The deal was signed on 1/2/2024 in Bern by Peter Alm and Greta Ohm.", "date", []),
        ("The deal was signed on 13/01/2025 in Bern by Peter Alm and Greta Ohm.", "date", ["2025-01-13"]),
        ("Malta and Peru signed the Accord on Shared Waters in Dunfort.", "instrument", ["Accord on Shared Waters"]),
        (
            "Malta and Peru signed the Accord on Shared Waters in Dunfort on Monday.",
            "instrument",
            ["Accord on Shared Waters"],
        ),
        ("Malta and Chile signed the Treaty on Peace in Peru.", "instrument", ["Treaty on Peace in Peru"]),
        ("Malta and Peru signed the Treaty on Fishing in Lake Ozal.", "instrument", ["Treaty on Fishing in Lake Ozal"]),
    ],
)
def test_where_and_when_it_is_signed_stand_in_their_own_fields(text: str, field: str, values: list[str]) -> None:
    """And hide nobody who signs; a day of which the order is not known is not stated."""
    (cell,) = fill(CardTemplate((CardField(FactField(field)),)), text).cells
    assert [value.value for value in cell.values] == values
