"""Disputes: accusation, denial and silence side by side, matter by matter."""

import pytest

from bot.domain.replies import Nothing, Position
from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask, shown

ARTICLE = (
    "Farmers accused the mill in Odense of draining the lake.\n\n"
    "Mill director Sanne Holm denied the claim.\n\n"
    "The city council of Odense has not commented on the lake.\n\n"
    "The weather was mild and the market was full all day in the old town.\n\n"
    "Elsewhere, the museum opened a hall of clocks to much applause.\n\n"
    "A report in the Jutland Post said the opera had hidden its debts.\n\n"
    "The opera house rejected the report."
)


def stands(reply: object) -> list[list[tuple[str, Position]]]:
    """Who stands where, by matter."""
    return [[(stand.author, stand.position) for stand in matter.stands] for matter in reply.matters]


async def test_the_missiles_of_the_seeds() -> None:
    """The United States accuses, Tehran refutes, the Kremlin has not confirmed."""
    (matter,) = stands(await ask("!disputes", *seed_drafts()))
    assert matter == [
        ("United States", Position.ACCUSES),
        ("Tehran", Position.DENIES),
        ("Kremlin", Position.SILENT),
    ]


async def test_each_matter_has_its_own_sides() -> None:
    """A denial goes with what it denies; what lies far from it is another matter."""
    first, *others = stands(await ask("!disputes", ARTICLE))
    assert [position for _, position in first] == [Position.ACCUSES, Position.DENIES, Position.SILENT]
    assert any(
        position is Position.DENIES and "opera" in author.lower() for other in others for author, position in other
    )


@pytest.mark.parametrize(
    "words",
    [
        "The company declined to comment.",
        "The company did not immediately respond to a request.",
        "The company hasn’t confirmed it.",
        "The company could not be reached.",
        "The company has yet to reply.",
    ],
)
async def test_the_ways_to_say_nothing(words: str) -> None:
    """Set phrases of the news."""
    reply = await ask("!disputes", f"Ministers accused Acme Company of bribery. {words}")
    assert Position.SILENT in [position for _, position in stands(reply)[0]]


async def test_a_topic_keeps_its_matter_and_nobody_is_judged() -> None:
    """Topics nobody disputes are an honest nothing."""
    reply = await ask("!disputes missiles", *seed_drafts())
    assert "nobody is judged" in shown(reply)
    assert isinstance(await ask("!disputes tourism", *seed_drafts()), Nothing)
    assert isinstance(await ask("!disputes", "The treaty was signed in Lima on Friday."), Nothing)
