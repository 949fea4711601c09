"""Digests: what is new is told once, with all who tell it; what is known is not told again; what changed is shown."""

import pytest

from bot.domain.digests import Digest
from bot.domain.readings import Stance
from bot.domain.schedules import DigestPart, Turn
from bot.editing.digests.worth import entries_of, keep_entries, rank_entries
from tests.desk.story_desk import SHELVES
from tests.editing.digest_days import compose, digest_of, digests_on, read_article, revise
from tests.editing.snippets import snippets_in

STRIKE = (
    "The dockers of Arica went on strike on Monday, and the port is closed.\n\n"
    "“Nobody asked us,” said Ana Cruz, who leads the union of the dockers.\n\n"
    "The port company denied that it had broken the contract of 2019.\n\n"
    "The ferry to Callao sails twice a week from the northern pier."
)
COPY = STRIKE.replace("The ferry to Callao sails twice a week from the northern pier.", "A tug was seen at noon.")
TALKS = (
    "Talks about the strike in Arica will begin on 3 February 2025 in the town hall.\n\n"
    "“We shall come with figures,” said Ana Cruz.\n\n"
    "“Nobody asked us,” she repeated in front of the gates."
)


def words_of(digest: Digest, part: DigestPart) -> list[str]:
    """The lines of a part as they stand in the documents."""
    shown = {
        DigestPart.SUMMARY: [line.snippet for line in digest.summary],
        DigestPart.CLAIMS: [line.snippet for line in digest.claims],
        DigestPart.QUOTES: [quote.words.snippet for quote in digest.quotes],
        DigestPart.DATES: [event.snippet for event in digest.dates],
    }
    return [snippet.text for snippet in shown[part]]


def changes_in(digest: Digest) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The particulars that changed, the words before and now."""
    return [(each.subject, each.old.words, each.new.words) for each in digest.particulars]


def test_what_is_known_is_not_told_again() -> None:
    """The second day has its own quotation and date; what the first day had is left out, whoever repeats it."""
    digest = digest_of([STRIKE], TALKS)
    assert words_of(digest, DigestPart.QUOTES) == ["We shall come with figures,"]
    assert [event.mention.value for event in digest.dates] == ["2025-02-03"]
    assert words_of(digest, DigestPart.SUMMARY)[0].startswith("Talks about the strike")
    assert [arrival.document.number for arrival in digest.documents] == [2]


def test_a_first_digest_tells_all() -> None:
    digest = digest_of([], STRIKE)
    assert words_of(digest, DigestPart.CLAIMS) == ["The port company denied that it had broken the contract of 2019."]
    assert [claim.stance for line in digest.claims for claim in line.claims] == [Stance.DENIES]
    assert words_of(digest, DigestPart.QUOTES) == ["Nobody asked us,"]
    assert digest.particulars == ()


def test_what_several_new_documents_tell_is_one_line_with_all_citations() -> None:
    """A wire's copy adds its citations, and the one line that it alone has."""
    digest = digest_of([], STRIKE, COPY, lines=10)
    texts = words_of(digest, DigestPart.SUMMARY)
    assert len(texts) == len(set(texts))
    assert "A tug was seen at noon." in texts
    first = digest.summary[0]
    assert (str(first.snippet.citation), [str(other.citation) for other in first.also]) == ("[1.1.1]", ["[2.1.1]"])
    assert [[str(other.citation) for other in quote.also] for quote in digest.quotes] == [["[2.2.1]"]]
    assert [[str(other.citation) for other in line.also] for line in digest.claims] == [["[2.3.1]"]]
    assert [arrival.copy_of.number if arrival.copy_of else None for arrival in digest.documents] == [None, 1]


def test_a_copy_of_what_was_there_is_named_and_has_no_line() -> None:
    digest = digest_of([STRIKE], STRIKE + "\n")
    assert digest.documents[0].copy_of is not None
    assert digest.snippets == ()
    assert not digest.empty


def test_nothing_new_is_an_empty_digest() -> None:
    assert digest_of([STRIKE]).empty


def test_a_line_that_adds_something_is_new_however_alike() -> None:
    """What was told with less, or otherwise, does not make the fuller line old."""
    before = "Nordlinje will close the yard in Tromsø."
    after = (
        "Nordlinje will close the yard in Tromsø, where 340 welders and painters from Harstad have worked since May."
    )
    assert words_of(digest_of([before], after), DigestPart.SUMMARY) == [after]
    assert words_of(digest_of([after], before), DigestPart.SUMMARY) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The navy denied that it ignored a distress signal.", "Divers said the navy ignored a distress signal."),
        ("The port of Arica will close for nine days.", "The port of Arica will close for ten days."),
    ],
)
def test_a_line_that_says_otherwise_is_new(before: str, after: str) -> None:
    """In the summary, or beside the line from which it differs."""
    digest = digest_of([before], after)
    assert [*words_of(digest, DigestPart.SUMMARY), *(each.new.snippet.text for each in digest.particulars)] == [after]


def test_the_parts_that_were_not_ordered_are_left_out() -> None:
    digest = digest_of([STRIKE], TALKS, parts=frozenset({DigestPart.QUOTES}))
    assert digest.quotes
    assert not any((digest.documents, digest.summary, digest.claims, digest.dates, digest.particulars))
    assert len(digest_of([], STRIKE, lines=1).summary) == 1


def test_quotations_of_one_speaker_stand_together() -> None:
    """A part of a longer quotation goes with it; a name is the story's fullest; who is not told comes last."""
    one = "“It rains.”\n\n“We will sign on Friday, whatever happens,” said Prime Minister Lena Holm."
    two = "“No deal is better,” said Jon Ek.\n\nHolm had promised to “sign on Friday, whatever happens”.\n\n"
    more = "“I keep my word,” Holm said."
    digest = digest_of([], one, two + more)
    assert [(quote.speaker, quote.words.snippet.text) for quote in digest.quotes] == [
        ("Lena Holm", "We will sign on Friday, whatever happens,"),
        ("Lena Holm", "I keep my word,"),
        ("Jon Ek", "No deal is better,"),
        (None, "It rains."),
    ]
    assert [str(other.citation) for other in digest.quotes[0].also] == ["[2.2.1]"]


def test_the_same_words_of_somebody_else_are_new() -> None:
    """Who is quoted with another's words says them for the first time."""
    digest = digest_of(["“We keep our word,” said Lena Holm."], "“We keep our word,” said Jon Ek.")
    assert [quote.speaker for quote in digest.quotes] == ["Jon Ek"]


def test_denials_and_accusations_come_before_what_is_asserted() -> None:
    text = (
        "Jon Ek said that the bridge was safe in any wind that blows there.\n\n"
        "Lena Holm accused the builders of saving on steel.\n\n"
        "The builders denied that any steel was missing."
    )
    stances = [[claim.stance for claim in line.claims] for line in digest_of([], text).claims]
    assert stances == [[Stance.DENIES], [Stance.ACCUSES], [Stance.ASSERTS]]


OLD = (
    "Nordlinje will cut 120 jobs in Tromsø from 1 March 2025.\n\n"
    "The union of the welders called a meeting for the evening.\n\n"
    "Mayor Nils Berg was not told of the plan beforehand."
)
NEW = (
    "Nordlinje will cut 150 jobs in Tromsø from 1 April 2025.\n\n"
    "The union of the welders called a meeting for the evening.\n\n"
    "Mayor Nils Bergh was not told of the plan beforehand.\n\n"
    "A minister is on his way to the yard."
)


def test_a_new_version_shows_what_it_changed() -> None:
    """Number, day and name, the old words and the new; the rest of the text is not told again."""
    digest = revise(OLD, NEW)
    assert changes_in(digest) == [
        ("jobs", ("120 jobs",), ("150 jobs",)),
        ("date", ("1 March 2025",), ("1 April 2025",)),
        ("wording", ("Berg",), ("Bergh",)),
    ]
    (arrival,) = digest.documents
    assert (arrival.turn, arrival.fresh, arrival.dropped) == (Turn.REPLACED, 3, 2)
    assert all(each.is_version for each in digest.particulars)
    assert "The union" not in " ".join(snippet.text for snippet in digest.snippets)
    assert words_of(digest, DigestPart.SUMMARY) == ["A minister is on his way to the yard."]


def test_a_new_document_that_differs_from_an_older_one_shows_both_lines() -> None:
    about = "Nordlinje builds ferries in Tromsø, and the yard of Nordlinje is the largest in the north."
    before = f"{about}\n\nNordlinje will cut 120 jobs in Tromsø, the company said on Tuesday."
    after = (
        "The yard in Tromsø, which builds ferries for Nordlinje, is in need.\n\nNordlinje is to cut 150 jobs in Tromsø."
    )
    digest = digest_of([before], after)
    assert ("jobs", ("120 jobs",), ("150 jobs",)) in changes_in(digest)
    assert not any(each.is_version for each in digest.particulars)
    assert {each.old.snippet.document.number for each in digest.particulars} == {1}


def test_what_a_former_version_told_is_no_change_against_others() -> None:
    """An old disagreement between two documents is not news when one of them is corrected elsewhere."""
    other = (
        "The yard of Nordlinje in Tromsø builds ferries.\n\nNordlinje is to cut 90 jobs in Tromsø, a rival paper wrote."
    )
    digest = revise(OLD, OLD.replace("Nils Berg", "Nils Bergh"), other)
    assert [each.subject for each in digest.particulars] == ["wording"]


def test_lines_that_only_share_some_words_do_not_stand_for_each_other() -> None:
    """Of a text that was written anew, no line is told as a change of another."""
    digest = revise(OLD, "The mayor of Tromsø, Nils Berg, calls the cuts at Nordlinje a disgrace and an insult.")
    assert digest.particulars == ()
    assert digest.documents[0].dropped == 3


def test_a_version_in_the_same_words_has_no_line() -> None:
    digest = revise(OLD, OLD.replace("\n\n", "\n\n\n"))
    assert (digest.documents[0].fresh, digest.documents[0].dropped) == (0, 0)
    assert digest.snippets == ()


def test_headings_and_todays_in_somebodys_mouth_are_no_dates() -> None:
    text = (
        "What happened on 3 March 2024\n\nThe bridge was opened on 3 March 2024.\n\n“Today it is a ruin,” said Jon Ek."
    )
    assert words_of(digest_of([], text), DigestPart.DATES) == ["The bridge was opened on 3 March 2024."]


def test_lines_come_by_worth_the_best_of_each_part_first() -> None:
    """What is kept of a digest is in its order, and every line of it has a rank."""
    digest = compose([read_article(1, STRIKE), read_article(2, TALKS)])
    ranked = rank_entries(digest)
    parts = [part for part in DigestPart if entries_of(digest, part)]
    assert [entry.part for entry in ranked[: len(parts)]] == parts
    assert len(ranked) == len(set(ranked)) == sum(len(entries_of(digest, part)) for part in DigestPart)
    assert keep_entries(digest, ranked) == digest
    half = keep_entries(digest, ranked[: len(ranked) // 2])
    assert all(
        [each for each in entries_of(digest, part) if each in entries_of(half, part)] == list(entries_of(half, part))
        for part in DigestPart
    )


@pytest.mark.parametrize("shelf", SHELVES)
def test_the_promises_hold_day_by_day(shelf: str) -> None:
    """Each line a slice that cuts no quotation, shown once in its part, and of new documents but for what is old."""
    told: set[tuple[str, str]] = set()
    for digest in digests_on(shelf):
        new = {arrival.document.number for arrival in digest.documents}
        for snippet in snippets_in(digest):
            assert snippet.text == snippet.document.text[snippet.span.start : snippet.span.end]
        for part in (DigestPart.SUMMARY, DigestPart.CLAIMS, DigestPart.DATES, DigestPart.QUOTES):
            entries = entries_of(digest, part)
            assert len(entries) == len(set(entries))
            assert {snippet.document.number for entry in entries for snippet in snippets_in(entry)} <= new
        assert {each.new.snippet.document.number for each in digest.particulars} <= new
        assert not {each.old.snippet.document.number for each in digest.particulars} & new
        lines = {("summary", line.snippet.text) for line in digest.summary}
        lines |= {("quotes", f"{quote.speaker} {quote.words.snippet.text}") for quote in digest.quotes}
        assert told.isdisjoint(lines)
        told |= lines
