"""Profiles: their claims and what others claim of them, each line once, and where they appear."""

from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask, shown


async def test_no_line_is_shown_twice_among_the_statements() -> None:
    """Two claims in one line are told in one remark."""
    page = shown(await ask("!who Tehran", *seed_drafts()))
    assert page.count("a claim that Tehran has refuted") == 1
    assert "Tehran denies this; United States accuses with this" in page


async def test_what_others_say_of_them_stands_apart() -> None:
    """A claim with their name in it, by somebody else."""
    text = "Minister Ana Cruz spoke in Lima.\n\nThe union said that Ana Cruz had broken her promise to the miners."
    reply = await ask("!who Cruz", text)
    assert [claim.author for claim in reply.about] == ["union"]
    assert "What others say\n[1.2.1] The union said" in shown(reply)


async def test_where_they_appear_is_counted() -> None:
    """Every document that names them."""
    reply = await ask("!who Putin", *seed_drafts())
    assert [each.document.number for each in reply.appearances] == [1, 2]
    assert all(each.mentions > 1 for each in reply.appearances)


async def test_a_joint_claim_is_each_ones() -> None:
    """Both Moscow and Tehran assert it."""
    assert "[2.9.1]" in [str(claim.snippet.citation) for claim in (await ask("!who Tehran", *seed_drafts())).claims]
