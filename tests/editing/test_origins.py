"""Documents of one hand count as one wherever several documents say a thing."""

from bot.domain.boards import Cell, FactCard
from bot.domain.documents import Document, Draft
from bot.domain.readings import Article, Reading
from bot.domain.summaries import Reasons
from bot.editing.comparing.origins import group_by_origin
from tests.desk.story_desk import DAY, drafts
from tests.editing.desks import ask, shown
from tests.reading.golden import open_lexicon

WIRE = (
    "The bridge treaty between Peru and Chile was signed in Lima on 17 January 2025.\n\n"
    "The bridge over the Lluta will carry 40 lanes of traffic and cost $2 billion.\n\n"
    "Engineers from Arica will pour the first pillar on 3 March 2025, the two ministries said.\n\n"
    "Fishers in the estuary fear for the mussel beds that feed their villages.\n\n"
    "The treaty covers energy, transport and customs."
)
COPY = (
    WIRE.replace("Fishers", "Fishermen")
    .replace("the two ministries said", "both ministries said")
    .replace("The bridge over", "A bridge across")
)
"""The same piece as another paper printed it: a few words changed."""
OTHER = (
    "Peru and Chile signed the bridge treaty in Lima on 17 January 2025, after a night of talks.\n\n"
    "The first pillar is to be poured by engineers from Arica on 3 March 2025.\n\n"
    "Truckers in Tacna welcomed it."
)


def titled(*articles: tuple[str, str]) -> list[Draft]:
    """Documents with a title of their own each."""
    return [Draft(f"{n}.txt", text, title=title, published=DAY) for n, (title, text) in enumerate(articles, start=1)]


def groups_of(documents: list[Draft]) -> list[list[int]]:
    """The numbers of documents, origin by origin."""
    articles = [
        Article(Document(n, each.file, each.text, each.sha256, outlet=each.outlet), Reading())
        for n, each in enumerate(documents, start=1)
    ]
    groups = group_by_origin(articles, open_lexicon())
    return [[article.document.number for article in group] for group in groups]


def test_a_copy_with_a_few_words_changed_and_another_title_is_of_one_origin() -> None:
    """And what somebody else wrote of the same event is not."""
    assert groups_of(titled(("Bridge agreed", WIRE), ("Lluta to be spanned", COPY), ("A night", OTHER))) == [
        [1, 2],
        [3],
    ]


def test_a_paper_that_prints_an_agencys_text_has_its_other_pieces_for_itself() -> None:
    """The copy is the agency's; the paper's own report is another origin, and so is its next one with it."""
    documents = [
        Draft("1.txt", "LIMA (Andes Wire) — " + WIRE, outlet="Andes Wire"),
        Draft("2.txt", "LIMA (Andes Wire) - " + COPY, outlet="Tacna Courier"),
        Draft("3.txt", OTHER, outlet="Tacna Courier"),
        Draft("4.txt", "The Tacna market was full of pears on Monday, and the port was shut.", outlet="Tacna Courier"),
        Draft("5.txt", "Llamas crossed the pass above Putre before the snow came down on it.", outlet="Andes Wire"),
    ]
    assert groups_of(documents) == [[1, 2, 5], [3, 4]]


def test_identical_short_texts_are_copies_and_texts_without_words_are_not() -> None:
    """Fewer words than are compared at a time."""
    assert groups_of(drafts("Nobody was hurt.", "Nobody was hurt. ", "…", "—")) == [[1, 2], [3], [4]]


def shared_parts(reasons: Reasons) -> dict[str, float]:
    """How much it counts for each line that several documents say it."""
    told = {line.snippet.text: {share.reason: share.part for share in line.shares} for line in reasons.lines}
    return {text: shares.get("says what several documents say", 0.0) for text, shares in told.items()}


async def test_what_only_copies_say_speaks_for_no_line_of_a_summary() -> None:
    """The mussel beds are in two papers, by one hand; the pillar is told by two hands."""
    alone = shared_parts(await ask("!why lines:10", *titled(("One", WIRE), ("Two", COPY))))
    assert alone
    assert not any(alone.values())
    beside = shared_parts(await ask("!why lines:12", *titled(("One", WIRE), ("Two", COPY), ("Three", OTHER))))
    assert max(part for text, part in beside.items() if "pillar" in text) > 0.2
    assert all(part < 0.1 for text, part in beside.items() if "mussel" in text)


async def test_copies_weigh_no_more_than_one_text() -> None:
    """Three copies of one piece beside another choose no other lines than one of them does."""
    one = await ask("!summary lines:3", *titled(("One", WIRE), ("Three", OTHER)))
    three = await ask(
        "!summary lines:3", *titled(("One", WIRE), ("Three", OTHER), ("Two", WIRE + "\n"), ("Four", WIRE + " "))
    )
    assert [line.text for line in three.lines] == [line.text for line in one.lines]


async def test_a_comparison_tells_copies_apart_from_what_two_hands_say() -> None:
    """No line of a copy confirms its twin."""
    reply = await ask("!compare", *titled(("One", WIRE), ("Two", COPY), ("Three", OTHER)))
    assert [[document.number for document in copies] for copies in reply.copies] == [[1, 2]]
    assert all({1, 2} - {line.citation.document for line in group} for group in reply.shared)


async def test_a_timeline_says_which_of_its_citations_are_of_one_hand() -> None:
    """Both are cited, and it is told that they count as one."""
    reply = await ask("!timeline", *titled(("One", WIRE), ("Two", COPY)))
    assert all(event.also for event in reply.events)
    assert "Documents 1 and 2 are of one origin, and count as one." in shown(reply)
    assert "one origin" not in shown(await ask("!timeline", WIRE, OTHER))


def places(card: FactCard, label: str) -> list[tuple[int, str]]:
    """Which document states what, of a field."""
    cells: list[Cell] = [cell for cell in card.cells if cell.field.value == label]
    return [(value.snippet.document.number, value.value) for cell in cells for value in cell.values]


async def test_a_fact_card_states_once_what_copies_state() -> None:
    """A value that another hand gives as well stands beside it; one that a copy changed is shown."""
    card = await ask("!facts", *titled(("One", WIRE), ("Two", COPY), ("Three", OTHER)))
    assert places(card, "place") == [(1, "Lima"), (3, "Lima")]
    assert "Documents 1 and 2 are of one origin, and count as one." in shown(card)
    changed = await ask("!facts", *titled(("One", WIRE), ("Two", COPY.replace("Lima", "Arequipa"))))
    assert places(changed, "place") == [(1, "Lima"), (2, "Arequipa")]
