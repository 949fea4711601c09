"""Whether a quotation is real: each finding, on articles of one's own and on the seeds."""

import pytest

from bot.domain.comparisons import Finding, Verdict
from bot.domain.notices import Nothing, Refusal, WhichOne
from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask, shown

ARTICLE = (
    "Talks on the harbour ended on Monday.\n\n"
    "“We will not sell the harbour,” Mayor Ana Reis told reporters, “and the quays will stay open to every fisher.”\n\n"
    "The mayor said that the old lighthouse would be repaired before the winter storms.\n\n"
    "“The harbour has lost money for nine years,” said Tomas Lindqvist, who leads the port authority.\n\n"
    "“Nobody asked the fishers when the first cranes came to the old quay. They were told to move. They moved at once "
    "and never came back,” Reis said later.\n\n"
    "“The cranes are gone,” Reis added. “The rust stays for our children.”\n\n"
    "“I have a plan for every pier in this town,” Reis said on Tuesday."
)
ROWS = [
    ("we will not sell the harbour", "", Finding.EXACT),
    ('"WE WILL NOT SELL\u00a0THE HARBOUR"', "", Finding.EXACT),
    ("“We will not sell the harbour, and the quays will stay open”", "Reis", Finding.EXACT),
    ("“We will not sell the harbour,” Mayor Ana Reis told reporters", "", Finding.EXACT),
    ("“We will sell the harbour, and the quays will stay open to every fisher”", "", Finding.ALTERED),
    ("The harbour has lost a lot of money for nine years", "", Finding.ALTERED),
    ("the quays will stay shut to every fisher", "Reis", Finding.ALTERED),
    ("the quays will stay shut to every fisher", "Lindqvist", Finding.ANOTHERS),
    ("we will not sell the harbour", "Lindqvist", Finding.ANOTHERS),
    ("the old lighthouse would be repaired", "", Finding.REPORTED),
    ("the old lighthouse would be mended before the winter storms", "", Finding.REPORTED),
    ("sell the quays", "", Finding.ABSENT),
    # Shortened, with an ellipsis of any kind or with an editor's brackets.
    ("Nobody asked the fishers … They were told to move.", "", Finding.SHORTENED),
    ("Nobody asked the fishers ... They were told to move.", "Reis", Finding.SHORTENED),
    ("Nobody asked the fishers . . . They were told to move.", "Lindqvist", Finding.ANOTHERS),
    ("“Nobody asked the fishers […] They moved at once […] and never came back”", "", Finding.SHORTENED),
    ("Nobody asked [them] when the first cranes came to the old quay", "", Finding.SHORTENED),
    ("We will not sell … the quays will stay open to every fisher", "", Finding.SHORTENED),
    # A word put in, or a negation taken out of its clause, is no shortening.
    ("We will not [ever] sell the harbour", "", Finding.ALTERED),
    ("They were told to move [or die]. They moved at once", "", Finding.ALTERED),
    ("We will … sell the harbour", "", Finding.ALTERED),
    ("Nobody asked … the old quay … and never came back", "", Finding.SHORTENED),
    ("I have … every pier", "", Finding.SHORTENED),
    ("They moved … came back", "", Finding.ALTERED),
    ("[n]obody asked the fishers when the first cranes came", "", Finding.EXACT),
    ("…the fishers when the first cranes came to the old quay…", "", Finding.EXACT),
    ("They were told to move … Nobody asked the fishers", "", Finding.ALTERED),
    ("we will not sell the harbour … I have a plan for every pier", "", Finding.ALTERED),
    ("Nobody asked the farmers … They were told to move.", "", Finding.ABSENT),
    # Over several sentences of one quotation; two quotations are no one.
    ("when the first cranes came to the old quay, they were told to move, and they moved at once", "", Finding.ALTERED),
    ("The cranes are gone. The rust stays for our children.", "", Finding.EXACT),
    ("The cranes have gone. The rust stays for our grandchildren.", "Reis", Finding.ALTERED),
    ("the rust stays for our children I have a plan", "", Finding.ALTERED),
    # Words in another order.
    ("The rust stays for their children", "", Finding.ALTERED),
    ("The gone are cranes", "", Finding.ABSENT),
    ("rust the stays", "", Finding.ALTERED),
    ("for every pier a plan I have in this town", "", Finding.ALTERED),
    # Pasted with other signs.
    ("«we will not sell the har\u00adbour»", "", Finding.EXACT),
    ("The\u202fharbour\u2009has lost money \u2014 for nine\u00a0years", "", Finding.EXACT),
    ("We will not\u200b sell the\ufeff harbour", "", Finding.EXACT),
    # Pasted with who is said to have spoken.
    ("“We will not sell the harbour,” Reis said", "", Finding.EXACT),
    ('"We will not sell the harbour," said Mayor Ana Reis on Friday', "", Finding.EXACT),
    ("Reis: „We will not sell the harbour“", "", Finding.EXACT),
    ("'We will not sell the harbour,' Reis told the town", "", Finding.EXACT),
    ("“We will not sell the harbour,” Tomas Lindqvist said.", "", Finding.ANOTHERS),
    ("“We will not sell the harbour,” President Macron said", "", Finding.ANOTHERS),
    ("“We will not sell the harbour,” she said in Lindqvist’s office", "", Finding.EXACT),
    ("“We will not sell the port,” Reis said, “and the quays will stay open to every fisher.”", "", Finding.ALTERED),
    ("“We will not sell the harbour,” a Danish official told Reuters", "", Finding.EXACT),
    # Put together from two quotations, or from one with something cut out and nothing to show it.
    ("We will not sell the harbour. I have a plan for every pier in this town.", "Reis", Finding.ALTERED),
    ("The harbour has lost money for nine years and the quays will stay open", "Reis", Finding.ALTERED),
    ("The harbour has lost money for nine years and the quays will stay open", "Macron", Finding.ANOTHERS),
    ("Nobody asked the fishers when they moved at once and never came back", "", Finding.ALTERED),
    # A word of few, by somebody.
    ("the cranes are here", "Reis", Finding.ALTERED),
    ("the cranes are here", "", Finding.ABSENT),
    # Few words, with a negation put in or left out.
    ("we will sell", "Reis", Finding.ALTERED),
    ("the cranes aren’t gone", "", Finding.ALTERED),
    ("they never moved", "Reis", Finding.ALTERED),
    ("they came back", "Reis", Finding.ABSENT),
    ("they did not move", "Lindqvist", Finding.ANOTHERS),
    ("they will not", "", Finding.ABSENT),
    ("our bakery makes the best bread in all of the country", "", Finding.ABSENT),
]


@pytest.mark.parametrize(("words", "by", "finding"), ROWS)
async def test_each_finding(words, by, finding):
    """What is said of words as they were typed."""
    reply = await ask(f"!verify {words}" + (f" by:{by}" if by else ""), ARTICLE)
    assert reply.finding is finding
    assert bool(reply.sightings) is (finding is not Finding.ABSENT)


async def test_the_words_that_differ_are_told_on_both_sides():
    """Of an altered quotation both versions are shown, the document's as it stands there."""
    reply = await ask("!verify The harbour has lost huge money for ten years", ARTICLE)
    (sighting,) = reply.sightings
    here = [change.span.of(ARTICLE) if change.span else "" for change in sighting.changes]
    assert list(zip([change.asked for change in sighting.changes], here, strict=True)) == [
        ("huge", ""),
        ("ten", "nine"),
    ]
    assert "not in the document: “huge”; asked “ten”, here “nine”" in shown(reply)


async def test_what_is_left_out_is_marked():
    """Of a shortened quotation each gap is told with the words that stand there."""
    reply = await ask("!verify Nobody asked [them] when the first cranes came … They moved at once", ARTICLE)
    (sighting,) = reply.sightings
    here = [change.span.of(ARTICLE) for change in sighting.changes]
    assert list(zip([change.asked for change in sighting.changes], here, strict=True)) == [
        ("[them]", "the fishers"),
        ("…", "to the old quay. They were told to move."[:-1]),
    ]
    page = shown(reply)
    assert "Exact but shortened" in page
    assert "asked “[them]”, here “the fishers”; left out of what was asked: “to the old quay" in page


async def test_pieces_of_two_quotations_are_told_as_such():
    """Each was said, and never together."""
    reply = await ask("!verify we will not sell the harbour … I have a plan for every pier", ARTICLE)
    assert [sighting.snippet.text[:6] for sighting in reply.sightings] == ["We wil", "I have"]
    assert "not one after the other in one quotation" in shown(reply)


async def test_who_is_said_to_speak_in_what_is_pasted_is_named():
    """As if it had been typed behind by:."""
    reply = await ask("!verify “We will not sell the harbour,” Harbour Minister Tomas Lindqvist said", ARTICLE)
    assert (reply.by, reply.finding) == ("Tomas Lindqvist", Finding.ANOTHERS)
    assert "Not Tomas Lindqvist: the documents give them to Ana Reis." in shown(reply)


async def test_a_quotation_that_the_speakers_name_breaks_is_shown_in_its_parts():
    """Both parts, each whole."""
    reply = await ask("!verify we will not sell the harbour and the quays will stay open", ARTICLE)
    assert [sighting.snippet.text for sighting in reply.sightings] == [
        "We will not sell the harbour,",
        "and the quays will stay open to every fisher.",
    ]


async def test_a_short_fragment_is_an_alteration_of_nothing():
    """Two words like two others prove nothing."""
    assert (await ask("!verify stay shut", ARTICLE)).finding is Finding.ABSENT


async def test_a_name_spelled_wrong_is_asked_back_and_a_stranger_is_told_whose_words_they_are():
    """A slip is no accusation."""
    assert isinstance(await ask("!verify we will not sell the harbour by:Lindqist", ARTICLE), Nothing)
    reply = await ask("!verify we will not sell the harbour by:Macron", ARTICLE)
    assert "Not Macron: the documents give them to Ana Reis." in shown(reply)


async def test_marks_without_a_word_are_refused():
    """One line says what to do."""
    assert isinstance(await ask("!verify “…”", ARTICLE), Refusal)


async def test_what_is_nowhere_is_said_of_so_many_documents():
    """The seeds: two of them."""
    reply = await ask("!verify the moon is made of green cheese and honey", *seed_drafts())
    assert "Not in these 2 documents" in shown(reply)


@pytest.mark.parametrize(
    "line",
    ["!verify we will not sell the harbour by:Eva Reis", "!verify “We will not sell the harbour,” Eva Reis said."],
)
async def test_words_are_not_those_of_another_of_the_same_surname(line: str) -> None:
    """Ana Reis said it."""
    reply = await ask(line, ARTICLE)
    assert (reply.finding, reply.by) == (Finding.ANOTHERS, "Eva Reis")
    assert "Not Eva Reis: the documents give them to Ana Reis." in shown(reply)


async def test_words_in_marks_that_are_no_speech_are_not_told_to_stand_outside_marks() -> None:
    """Of scare quotes it is said what they are."""
    reply = await ask("!verify wall of shame", 'Critics say the so-called "wall of shame" will not stop the river.')
    assert reply.finding is Finding.REPORTED
    assert "The words stand in marks that are no speech" in shown(reply)
    plain = await ask("!verify the wall will cost a fortune", "Ana Reis said the wall will cost a fortune.")
    assert "The words stand outside quotation marks" in shown(plain)


async def test_of_two_who_bear_a_name_it_is_asked_which_only_where_one_of_them_said_it() -> None:
    """Nothing depends on it where another spoke, or nobody."""
    text = ARTICLE + "\n\n“The nets are torn and nobody mends them,” said Eva Reis, a fisher."
    assert isinstance(await ask("!verify the nets are torn and nobody mends them by:Reis", text), WhichOne)
    reply = await ask("!verify the harbour has lost money for nine years by:Reis", text)
    assert reply.finding is Finding.ANOTHERS
    assert (await ask("!verify fish do not vote in any town by:Reis", text)).finding is Finding.ABSENT


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("Copper always lies", Finding.ALTERED),
        ("Copper lies", Finding.ALTERED),
        ("Copper sinks fast", Finding.ABSENT),
        ("We smelted 12000 tonnes of it", Finding.EXACT),
        ("We smelted 12,500 tonnes of it", Finding.ALTERED),
    ],
)
async def test_a_short_quotation_is_altered_by_a_word_and_commas_in_figures_do_not_matter(
    words: str, finding: Finding
) -> None:
    text = (
        "“Copper never lies,” said Ida Roth, who owns the smelter.\n\n“We smelted 12,000 tonnes of it,” Ola Berg said."
    )
    reply = await ask(f"!verify “{words}”", text)
    assert isinstance(reply, Verdict)
    assert reply.finding is finding


WITHIN = (
    "The court sat in Dunfort on Friday.\n\n"
    "“My client never said, ‘Sign it or you are out,’” lawyer Mara Velde said.\n\n"
    "“The paper was signed in the office of the harbour,” said Tomas Lindqvist.\n\n"
    "\"If he thought, 'I quit,' I would cheer,\" Velde said.\n\n"
    "\"The sign reads 'Closed' and the workers' plan is dead,\" Ana Reis said."
)


@pytest.mark.parametrize(
    ("words", "by", "finding"),
    [
        ("Sign it or you are out", "Velde", Finding.WITHIN),
        ("Sign it or you are out", "", Finding.WITHIN),
        ("Sign it or you are out", "Lindqvist", Finding.WITHIN),
        ("My client never said, sign it or you are out", "Velde", Finding.EXACT),
        ("My client never said", "Velde", Finding.EXACT),
        ("My client said", "Velde", Finding.ALTERED),
        # No verb of saying stands beside them, and they are quoted all the same.
        ("I quit", "Velde", Finding.WITHIN),
        ("I quit", "", Finding.WITHIN),
        ("Closed", "Reis", Finding.WITHIN),
        ("I would cheer", "Velde", Finding.EXACT),
        ("the workers' plan", "Reis", Finding.EXACT),
    ],
)
async def test_words_quoted_within_a_quotation_are_not_its_speakers_own(words, by, finding):
    """She tells that they were said, or not; with her own words around them they are hers."""
    reply = await ask(f"!verify {words}" + (f" by:{by}" if by else ""), WITHIN)
    assert reply.finding is finding
    assert ("as words quoted" in shown(reply)) is (finding is Finding.WITHIN)


@pytest.mark.parametrize("opening", ["“It is a fair deal. It is", '"It is a fair deal. It is'])
async def test_a_quotation_that_runs_over_a_line_break_is_found_by_its_words(opening):
    """Where its sentence goes on in the next line, though the lines of the text are paragraphs."""
    closing = "”" if opening[0] == "“" else '"'
    article = (
        f"The deal came on Friday.\n\n{opening} a good deal\nand it is overdue,{closing} said Anna Berg.\nRain fell."
    )
    reply = await ask("!verify It is a good deal and it is overdue by:Berg", article)
    assert reply.finding is Finding.EXACT
    assert (await ask("!verify it is overdue Rain fell", article)).finding is not Finding.EXACT
