"""Corrections: what was shown and is not there any more, and what stands in its place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.corrections import CorrectionNotice
from bot.domain.digests import EditionMark
from bot.domain.documents import Document
from bot.domain.readings import Article
from bot.domain.spans import Span
from bot.editing.corrections import compose_correction, follow_lines, restore_lines
from bot.reading.reader import read_document
from bot.render.corrections import render_correction
from bot.render.pages import check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, paginate
from tests.reading.golden import open_lexicon

OLD = (
    "Norway will send 40 boats to Peru, the ministry said on Friday. “We are ready,” Ada Berg said in Oslo.\n\n"
    "The boats leave Bergen in March. Nobody knows who will pay for them."
)


def article(number, text):
    document = Document(number, "boats.txt", text, "0" * 64, title="Boats for Peru")
    return Article(document, read_document(text, open_lexicon(), None))


def unit_with(one, words):
    return next(unit for unit in one.reading.units if words in unit.of(one.document.text))


def correct(new, *words):
    """The corrected lines as pairs of texts, where the lines with these words were shown."""
    old = article(1, OLD)
    shown = [unit_with(old, each) for each in words]
    lines = compose_correction(old, article(2, new) if new else None, shown)
    return [(line.before.text, line.now.text if line.now else None) for line in lines]


@pytest.mark.parametrize(
    ("changed", "by", "shown", "now"),
    [
        ("40 boats", "14 boats", "40 boats", "14 boats"),
        ("in March", "in April", "Bergen", "in April"),
        ("Nobody knows who will pay for them.", "", "Nobody", None),
    ],
)
def test_a_line_that_changed_is_told_with_the_line_in_its_place(changed, by, shown, now):
    ((before, after),) = correct(OLD.replace(changed, by), shown)
    assert changed in before
    assert (after and now in after) or after is now is None


def test_what_stands_still_is_not_corrected_wherever_it_stands_and_however_it_is_punctuated():
    moved = "A new first paragraph.\n\n" + OLD.replace("Bergen in March.", "Bergen, in March!")
    assert correct(moved, "40 boats", "Bergen", "Nobody") == []


def test_only_what_was_shown_is_corrected():
    assert correct(OLD.replace("40 boats", "14 boats"), "Nobody") == []


def test_what_was_shown_is_followed_to_the_lines_in_its_place_and_to_where_it_still_stands():
    old, new = article(1, OLD), article(2, "A new first paragraph.\n\n" + OLD.replace("40 boats", "14 boats"))
    shown = [unit_with(old, "40 boats"), unit_with(old, "Nobody"), old.reading.quotes[0].span]
    followed = follow_lines(old, new, shown)
    assert followed == tuple(sorted(unit_with(new, words) for words in ("14 boats", "Ada Berg", "Nobody")))
    assert not follow_lines(old, article(3, "Another story.\n"), shown)


def test_of_a_withdrawn_document_all_that_was_shown_is_told():
    assert [after for _, after in correct(None, "40 boats", "Nobody")] == [None, None]


def test_a_quotation_that_was_shown_beside_its_line_is_told_with_it():
    old = article(1, OLD)
    line = unit_with(old, "We are ready")
    quote = old.reading.quotes[0].span
    lines = compose_correction(old, None, [quote, line, line, Span(line.start, line.end)])
    assert [each.before.span for each in lines] == [line]


@pytest.mark.parametrize("layout", [TERMINAL, EMBED, CONTENT], ids=["terminal", "embed", "content"])
@pytest.mark.parametrize("is_replaced", [True, False])
def test_it_is_laid_out_word_for_word_with_its_edition_and_its_date(layout, is_replaced):
    old, new = article(1, OLD), article(2, OLD.replace("40 boats", "14 boats")) if is_replaced else None
    lines = compose_correction(old, new, [unit_with(old, "40 boats")])
    mark = EditionMark("morning", 12, datetime(2025, 1, 17, 6, 30, tzinfo=UTC), "Europe/Berlin")
    at = datetime(2025, 1, 18, 8, 5, tzinfo=UTC)
    notice = CorrectionNotice(mark, at, old.document, lines, new.document if new else None)
    sheet = render_correction(notice)
    (page,) = paginate(sheet, layout)
    check_page(page)
    assert "\n\n\n" not in page.text
    assert sheet.title == "Correction · [1] in morning · edition 12 · Friday 17 January 2025, 07:30 Europe/Berlin"
    assert "Saturday 18 January 2025, 09:05 Europe/Berlin" in sheet.note
    assert [line.lead for line in sheet.lines] == (["before", "now"] if is_replaced else ["withdrawn"])
    assert len(page.placed) == (2 if is_replaced else 1)


def test_a_document_that_is_back_is_told_with_its_lines():
    old = article(1, OLD)
    mark = EditionMark("morning", 12, datetime(2025, 1, 17, 6, 30, tzinfo=UTC), "Europe/Berlin")
    at = datetime(2025, 1, 18, 8, 5, tzinfo=UTC)
    notice = CorrectionNotice(mark, at, old.document, restore_lines(old, [unit_with(old, "40 boats")]), is_back=True)
    sheet = render_correction(notice)
    assert sheet.title.startswith("Correction · [1] is back in morning · edition 12")
    assert sheet.note.endswith("document [1] is there again, and with it 1 line of that edition.")
    assert [line.lead for line in sheet.lines] == ["stands again"]
