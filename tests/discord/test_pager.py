"""Buttons keep what was asked, whatever was asked, within what Discord takes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.errors import BadCommand
from bot.domain.notices import Nothing, Refusal
from bot.domain.passages import Passage
from bot.domain.summaries import Summary
from bot.faces.commands.rows import Call
from bot.faces.commands.table import BY_NAME
from bot.faces.discord.messages.inquiry import Inquiry, pack_inquiry, squeeze, unpack_inquiry
from bot.faces.discord.messages.pager import PageButton, answer_buttons
from bot.render.pages import Page
from bot.render.paging import EMBED
from tests.render.articles import cite_all, read_lines

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).filter(str.strip).map(str.strip)
askers = st.none() | st.integers(0, 2**64 - 1)
names = st.just("") | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=32)

ARTICLE = read_lines("One line.\nAnother line.")
LINES = cite_all(ARTICLE)
SUMMARY = Summary(LINES, "desk")
NOTHING = Nothing("drones", 2)
MINE = 175_928_847_299_117_063


def page(number=1, total=1, cited=()):
    return Page("Title", "text", "", (), (), (), EMBED.dialect, number, total, tuple(cited))


def labels(view):
    return [item.item.label for item in view.children] if view else []


@given(words, words, st.sampled_from(["", "!", "/", "@Desk ", "|", "% "]), askers, names)
@example("O’Neill | 100 % + more", "a:b about:c\nd", "!", 0, "")
@example("|", "%7C", "|", None, "a|b")
def test_an_inquiry_comes_back_as_it_was(speaker, about, prefix, asker, publisher):
    inquiry = Inquiry(Call(BY_NAME["quotes"], {"speaker": speaker, "about": about}), prefix, asker, publisher)
    packed = pack_inquiry(inquiry)
    assert unpack_inquiry(packed) == unpack_inquiry(squeeze(packed)) == inquiry


@given(st.text("~一丁\U0001f600 ab|", max_size=40).map("~".__add__))
def test_what_was_not_squeezed_by_us_is_refused_in_words(packed):
    with pytest.raises(BadCommand):
        unpack_inquiry(packed)


def test_a_quotation_of_a_long_paragraph_has_its_buttons():
    """Two of them hold some four hundred characters of prose, which is more than most quotations have."""
    words = (
        "We believe that the agreement will give an additional impetus to all areas of our cooperation, and that "
        "nobody outside has a say in what two neighbours decide for themselves in trade, energy or defence; what "
        "was signed in the Kremlin on Friday binds both sides for twenty years, and it will be kept."
    )
    inquiry = Inquiry(Call(BY_NAME["verify"], {"words": words}))
    assert len(pack_inquiry(inquiry)) > 250
    assert labels(answer_buttons(inquiry, page(1, 1, LINES), NOTHING)) == ["Context", "Sources"]


@given(words)
def test_absent_values_stay_absent(about):
    inquiry = Inquiry(Call(BY_NAME["quotes"], {"about": about}))
    assert unpack_inquiry(pack_inquiry(inquiry)) == inquiry


@pytest.mark.parametrize("packed", ["sources", "sources||/", "quotes|Putin|energy", "help||!"])
def test_buttons_of_an_older_version_are_everybodys(packed):
    """They had neither an asker nor a publisher."""
    inquiry = unpack_inquiry(packed)
    assert (inquiry.asker, inquiry.publisher) == (None, "")


@pytest.mark.parametrize(
    "packed", ["nonsense", "sources|1|/|A|b|c", "sources|||A", "sources|||€", "facts|x", "~", "~一"]
)
def test_buttons_that_tell_nothing_are_refused_in_words(packed):
    with pytest.raises(BadCommand):
        unpack_inquiry(packed)


@given(words, st.integers(1, 9), st.integers(2, 9), askers)
def test_buttons_are_what_discord_takes_and_hold_the_whole_inquiry(about, number, total, asker):
    """Ids unlike each other, none over 100 UTF-16 units, at most five in a row; together they say the inquiry."""
    inquiry = Inquiry(Call(BY_NAME["quotes"], {"about": about}), asker=asker)
    view = answer_buttons(inquiry, page(min(number, total), total, LINES), NOTHING)
    packed = pack_inquiry(inquiry)
    if view is None:
        assert len(squeeze(packed)) > 5 * 80
        return
    rows = view.to_components()
    assert [len(row["components"]) for row in rows] == [3, 2 + (asker is not None)]
    ids = [part["custom_id"] for row in rows for part in row["components"]]
    assert len(set(ids)) == len(ids)
    assert all(len(each.encode("utf-16-le")) // 2 <= 100 for each in ids)
    template = PageButton.__discord_ui_compiled_template__
    kept = "".join(template.fullmatch(each)["piece"] for each in ids)
    assert kept in {packed, squeeze(packed)}
    assert unpack_inquiry(kept) == inquiry


OFFERED = [
    # of what, pages, private, published, the buttons
    (SUMMARY, 2, None, "", ["Previous", "1 of 2", "Next", "Context", "Why these", "Sources"]),
    (SUMMARY, 1, MINE, "", ["Context", "Why these", "Sources", "Publish"]),
    (SUMMARY, 1, MINE, "reader", ["Context", "Why these", "Sources"]),
    (SUMMARY, 1, None, "reader", ["Context", "Why these", "Sources"]),
    (Passage(ARTICLE.document, LINES), 2, None, "", ["Previous", "1 of 2", "Next", "Sources"]),
    (NOTHING, 1, MINE, "", ["Publish"]),
    (NOTHING, 1, None, "", []),
    (Refusal("no"), 1, MINE, "", []),
]


@pytest.mark.parametrize(("reply", "total", "asker", "publisher", "offered"), OFFERED)
def test_only_what_there_is_to_do_has_a_button(reply, total, asker, publisher, offered):
    cited = () if isinstance(reply, Nothing | Refusal) else LINES
    inquiry = Inquiry(Call(BY_NAME["summary"]), asker=asker, publisher=publisher)
    assert labels(answer_buttons(inquiry, page(1, total, cited), reply)) == offered
