"""Profiles: their claims and what others claim of them, each line once, and where they appear."""

import pytest

from bot.domain.notices import Nothing, WhichOne
from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask, shown


async def test_no_line_is_shown_twice_among_the_statements() -> None:
    """Two claims in one line are told in one remark."""
    page = shown(await ask("!who Tehran", *seed_drafts()))
    assert page.count("a claim that Tehran has refuted") == 1
    assert "Tehran denies this; United States accuses" in page


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


@pytest.mark.parametrize("line", ["!who president", "!who the President", "!quotes president", "!timeline president"])
async def test_an_office_that_two_hold_is_asked_back(line: str) -> None:
    """Neither is *the* president, though an article may call one of them so."""
    reply = await ask(line, *seed_drafts())
    assert isinstance(reply, WhichOne)
    assert reply.names == ("Vladimir Putin", "Masoud Pezeshkian")


@pytest.mark.parametrize(
    ("office", "name"), [("Russian president", "Vladimir Putin"), ("prime minister", "Mikhail Mishustin")]
)
async def test_an_office_that_one_holds_is_theirs(office: str, name: str) -> None:
    """By the end of what the documents say that somebody is."""
    assert (await ask(f"!who {office}", *seed_drafts())).name == name


async def test_what_somebody_is_is_told_once() -> None:
    """*The Russian president* and *President* add nothing to *Russian President*."""
    assert [each.text for each in (await ask("!who Putin", *seed_drafts())).descriptions] == ["Russian President"]


async def test_a_surname_that_several_bear_is_asked_back_also_where_a_document_has_it_alone() -> None:
    """Who is meant there is not told, and no bearer of the name is given the other's words."""
    texts = ("Anna Moser and Karl Moser met.", "“We agree,” Anna Moser said.", "“We do not,” Moser said on Monday.")
    assert (await ask("!quotes Moser", *texts)).names == ("Anna Moser", "Moser (which one is not told)")
    alone = await ask("!quotes Moser (which one is not told)", *texts)
    assert [quoted.snippet.text for quoted in alone.quotes] == ["We do not,"]


async def test_a_name_that_reading_does_not_know_is_found_where_it_is_written() -> None:
    """The documents have it, so nobody is told that they have not; small letters are no name."""
    text = "The volunteers of Harbour Light\nwent home. They met at a harbour light."
    reply = await ask("!who harbour light", text)
    assert [str(line.citation) for line in reply.lines] == ["[1.1.1]"]
    assert "Harbour Light (described)" in shown(reply)
    assert isinstance(await ask("!who Harbour Lights", text), Nothing)


@pytest.mark.parametrize("line", ["!quotes {}", "!who {}", "!timeline {}"])
@pytest.mark.parametrize("name", ["Igor Putin", "Jane Pezeshkian", "Igor Vladimirovich Putin"])
async def test_another_first_name_is_somebody_else(line: str, name: str) -> None:
    """What Vladimir Putin said is not shown for Igor Putin."""
    assert isinstance(await ask(line.format(name), *seed_drafts()), Nothing)


@pytest.mark.parametrize(
    "name",
    [
        "Mr. Putin",
        "President Putin",
        "the Russian president Vladimir Putin",
        "V. Putin",
        "Vladimir Vladimirovich Putin",
    ],
)
async def test_titles_initials_and_middle_names_do_not_matter(name: str) -> None:
    """However somebody is called in full."""
    assert (await ask(f"!who {name}", *seed_drafts())).name == "Vladimir Putin"


async def test_a_surname_that_stands_alone_may_be_asked_for_in_full() -> None:
    """The documents leave the first name out, and no other is known."""
    assert (await ask("!who Ann Reis", "“No,” Mr Reis said on Monday.\n\nReis left the hall.")).name == "Reis"
