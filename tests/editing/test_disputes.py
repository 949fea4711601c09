"""Disputes: accusation, denial and silence side by side, matter by matter."""

import pytest

from bot.domain.comparisons import Position
from bot.domain.notices import Nothing
from bot.editing.comparing import disputes
from bot.editing.material.lines import lines_of
from bot.editing.material.story import read_story
from tests.desk.story_desk import drafts, seed_drafts
from tests.editing.desks import ask, shown
from tests.editing.test_promises import read_articles
from tests.reading.golden import open_lexicon

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


QUARREL = "Farmers accused the {} mill of draining the lake.\n\nMill director Sanne Holm denied the claim."


async def test_of_a_long_shelf_the_last_documents_are_looked_at_or_those_on_the_topic(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And it is said."""
    monkeypatch.setattr(disputes, "_MOST_DOCUMENTS", 2)
    texts = [QUARREL.format(town) for town in ("Odense", "Aarhus", "Ribe", "Viborg")]
    assert {s.snippet.document.number for m in (await ask("!disputes", *texts)).matters for s in m.stands} == {3, 4}
    assert "Of 4 documents 2 were looked at, the last: name a topic" in shown(await ask("!disputes", *texts))
    story = read_story(read_articles(drafts(*texts)))
    near = list(lines_of(story.articles[:1]))
    reply = disputes.lay_out_disputes(story, "Odense", open_lexicon(), near)
    assert {stand.snippet.document.number for matter in reply.matters for stand in matter.stands} == {1}
    assert "those nearest to the topic" in shown(reply)


async def test_a_silence_belongs_to_its_own_paragraph() -> None:
    """What the spokesman does not comment on is what stands before it there; another's silence is another matter."""
    text = (
        "The volunteers accuse the navy of leaving a boat alone for three hours. A spokesman for the navy, Per Berg, "
        "denied it. He declined to comment further.\n\nThe opera opened.\n\nThe bakers of Ulm declined to comment."
    )
    (matter,) = stands(await ask("!disputes", text))
    assert [position for _, position in matter] == [Position.ACCUSES, Position.DENIES, Position.SILENT]


async def test_a_silence_that_tells_on_what_goes_with_that() -> None:
    """However far behind: by the words that it has in common with it, or with *the warning*."""
    article = (
        "The union accused Alder Air of ignoring cracks in the wings of its planes.\n\n"
        "Snow fell in the north.\n\nIt stayed cold until Thursday.\n\nRoads were closed there.\n\nTrains ran late.\n\n"
        "Alder Air has 40 crews. The company declined to comment on the warning.\n\n"
        "Asked whether the planes were safe, Tom Wren did not reply.\n\n"
        "Asked about the snow, Ana Reis did not reply.\n\n"
        "The ministry declined to comment.\n\nBoreal Air, which had been sent the warning, did not comment."
    )
    assert stands(await ask("!disputes", article)) == [
        [
            ("union", Position.ACCUSES),
            ("Alder Air", Position.SILENT),
            ("Tom Wren", Position.SILENT),
            ("Boreal Air", Position.SILENT),
        ]
    ]
