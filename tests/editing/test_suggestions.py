"""What is offered while somebody types, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.documents import Document
from bot.domain.notices import Offer
from bot.domain.readings import Article
from bot.editing.material.story import Story, read_story
from bot.editing.suggestions import LONGEST, MOST, gather_offers, rank_offers
from bot.reading.reader import read_document
from bot.reading.text.words import fold
from tests.reading.golden import open_lexicon

NAMES = [
    "Vladimir Putin",
    "Masoud Pezeshkian",
    "Dmitry Peskov",
    "Abbas Araghchi",
    "the United States",
    "Iran",
    "Ukraine",
]

RANKED = [
    # typed, what is offered, in order
    ("", NAMES),
    ("p", ["Vladimir Putin", "Masoud Pezeshkian", "Dmitry Peskov"]),  # no beginning: beginnings of words, in order
    ("pe", ["Masoud Pezeshkian", "Dmitry Peskov"]),
    ("PUTIN", ["Vladimir Putin"]),
    (
        "i",
        [
            "Iran",
            "Vladimir Putin",
            "Masoud Pezeshkian",
            "Dmitry Peskov",
            "Abbas Araghchi",
            "the United States",
            "Ukraine",
        ],
    ),
    ("ira", ["Iran"]),
    ("ukrain", ["Ukraine"]),
    ("united  states", ["the United States"]),
    ("ates", ["the United States"]),
    ("puttin", ["Vladimir Putin"]),  # only alike
    ("pezeshkiyan", ["Masoud Pezeshkian"]),
    ("aragchi", ["Abbas Araghchi"]),
    ("zzz", []),
    ("xq", []),
]

LABELS = st.lists(st.text(min_size=1, max_size=130).filter(str.strip), max_size=60)


def offers(*words):
    return [Offer(each, each) for each in words]


@pytest.mark.parametrize(("typed", "offered"), RANKED)
def test_beginnings_come_before_parts_and_parts_before_what_is_alike(typed, offered):
    assert [offer.value for offer in rank_offers(typed, offers(*NAMES))] == offered


def test_accents_and_case_make_no_difference():
    assert [offer.value for offer in rank_offers("ozdemir", offers("Cem Özdemir"))] == ["Cem Özdemir"]


def test_a_document_is_found_by_its_number_and_by_its_title():
    held = [
        Offer("1", "1 · Russia and Iran sign"),
        Offer("12", "12 · Talks in Vienna"),
        Offer("2", "2 · Tehran replies"),
    ]
    assert [offer.value for offer in rank_offers("1", held)] == ["1", "12"]
    assert [offer.value for offer in rank_offers("vienna", held)] == ["12"]


@given(st.text(max_size=30), LABELS)
def test_whatever_is_typed_the_list_is_one_that_discord_takes(typed, labels):
    """At most 25, none too long, and no exact fit behind one that is merely alike."""
    ranked = rank_offers(typed, offers(*labels))
    assert len(ranked) <= MOST
    assert all(len(offer.value.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST for offer in ranked)
    exact = [fold(" ".join(typed.split())) in fold(offer.label) for offer in ranked]
    assert exact == sorted(exact, reverse=True)


def tell_story(*texts: str) -> Story:
    """A story of articles with these texts, numbered in their order."""
    lexicon = open_lexicon()
    documents = [Document(number, f"{number}.txt", text, "0" * 64) for number, text in enumerate(texts, start=1)]
    return read_story([Article(each, read_document(each.text, lexicon, None)) for each in documents])


def test_a_story_offers_whom_and_what_it_has():
    story = tell_story(
        "“We agree on energy,” said President Ann Lee. Bo Ray told Reuters: “No.” “Yes,” Ann Lee said.",
        "President Cho Ito visited Vienna.",
    )
    speakers = [offer.value for offer in gather_offers("speakers", story).offers]
    assert speakers[:2] == ["Ann Lee", "Bo Ray"]
    assert "Cho Ito" not in speakers
    assert "Cho Ito" in [offer.value for offer in gather_offers("names", story).offers]
    assert [offer.value for offer in gather_offers("documents", story).offers] == ["1", "2"]
    assert [offer.value for offer in gather_offers("sectors", story).offers] == ["energy"]
    assert {"energy", "Cho Ito"} <= {offer.value for offer in gather_offers("topics", story).offers}
    assert "lexrank" in [offer.value for offer in gather_offers("methods", story).offers]
    assert gather_offers("nothing of the kind", story).offers == ()
