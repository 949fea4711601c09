"""Buttons keep what was asked, whatever was asked, within what Discord takes."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.faces.commands import BY_NAME, Call
from bot.faces.discord.pager import PageButton, pack_call, page_buttons, unpack_call
from bot.render.pages import Page
from bot.render.paging import EMBED

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).filter(str.strip).map(str.strip)


def page(number, total):
    return Page("Title", "text", "", (), (), (), EMBED.dialect, number, total)


@given(words, words, st.sampled_from(["!", "/", "@Desk ", "|", "% "]))
@example("O’Neill | 100 % + more", "a:b about:c\nd", "!")
@example("|", "%7C", "|")
def test_a_call_comes_back_as_it_was(speaker, about, prefix):
    call = Call(BY_NAME["quotes"], {"speaker": speaker, "about": about})
    assert unpack_call(pack_call(call)) == (call, "")
    assert unpack_call(pack_call(call, prefix)) == (call, prefix)


@given(words)
def test_absent_values_stay_absent(about):
    call = Call(BY_NAME["quotes"], {"about": about})
    assert unpack_call(pack_call(call)) == (call, "")


@given(words, st.integers(1, 9), st.integers(2, 9))
def test_a_row_is_what_discord_takes_and_holds_the_whole_call(about, number, total):
    """Three ids, unlike each other, none over 100 UTF-16 units, which say the call when put together."""
    call = Call(BY_NAME["quotes"], {"about": about})
    view = page_buttons(call, page(min(number, total), total))
    packed = pack_call(call)
    if view is None:
        assert len(packed.encode("utf-16-le")) // 2 > 240
        return
    ids = [item.custom_id for item in view.children if isinstance(item, PageButton)]
    assert len(set(ids)) == 3
    assert all(len(each.encode("utf-16-le")) // 2 <= 100 for each in ids)
    template = PageButton.__discord_ui_compiled_template__
    assert "".join(template.fullmatch(each)["piece"] for each in ids) == packed


def test_one_page_has_no_buttons():
    assert page_buttons(Call(BY_NAME["sources"]), page(1, 1)) is None
