"""Evidence packs: whatever the documents hold, each file of a pack gives it back to the character."""

import csv
import io
import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.boards import Cell, CellValue, FactCard
from bot.domain.errors import NotVerbatim
from bot.domain.notices import Nothing
from bot.domain.passages import Passage
from bot.domain.readings import Attribution, Decided, FactField, Quote, QuoteKind
from bot.domain.replies import EvidencePack, Reply
from bot.domain.spans import Span
from bot.domain.speech import QuotedWords, QuoteSheet
from bot.render.evidence import count_exhibits
from bot.render.evidence_files import FORMS, attach_evidence, write_evidence
from bot.render.pages import check_page
from bot.render.replies import render_reply

from .articles import KNOWN, cite_all, cite_words, read_lines

NOON = datetime(2026, 3, 12, 13, tzinfo=timezone(timedelta(hours=1)))
ARTICLE = read_lines("“We agree,” he said.\nThe pact, signed at 12\\n, covers energy.", **KNOWN)
FIRST, SECOND = cite_all(ARTICLE)
AGREE = cite_words(ARTICLE, "We agree,")
SAID = Quote(
    AGREE.span, Span(0, 11), Attribution(Decided.PRONOUN, "Ann", Span(12, 14), Span(15, 19), "AFP"), QuoteKind.DIRECT
)
QUOTES = QuoteSheet((QuotedWords(AGREE, SAID),), "Ann")


def pack_of(answer: Reply, asked: str = "quotes Ann") -> EvidencePack:
    return EvidencePack(answer, asked, NOON, "1.2", count_exhibits(render_reply(answer)))


def in_json(pack: EvidencePack) -> dict:
    return json.loads(write_evidence(pack, "json").text)


def in_csv(pack: EvidencePack) -> list[dict]:
    return list(csv.DictReader(io.StringIO(write_evidence(pack, "csv").text, newline=""), strict=True))


def test_a_pack_has_all_that_is_needed_to_check_it():
    found = in_json(pack_of(QUOTES))
    assert (found["asked"], found["at"], found["version"]) == ("quotes Ann", "2026-03-12T12:00:00+00:00", "1.2")
    (document,) = found["documents"]
    assert document["sha256"] == ARTICLE.document.sha256
    assert (document["title"], document["outlet"], document["published"]) == (
        *[KNOWN["title"], KNOWN["outlet"]],
        "2025-01-17",
    )
    (line,) = found["lines"]
    assert ARTICLE.document.text[line["start"] : line["end"]] == line["text"] == "We agree,"
    assert (line["document"], line["id"], line["citation"]) == ("article.txt", document["id"], "[1.1.1]")
    assert (line["speaker"], line["decided"], line["via"], line["speaker_mention"]) == (
        "Ann",
        "by pronoun",
        "AFP",
        "he",
    )


def test_a_row_of_the_table_has_it_too():
    (row,) = in_csv(pack_of(QUOTES))
    assert row["sha256"] == ARTICLE.document.sha256
    assert (row["text"], row["start"], row["end"], row["decided"]) == ("We agree,", "1", "10", "by pronoun")
    assert (row["title"], row["asked"], row["version"]) == (KNOWN["title"], "quotes Ann", "1.2")


def test_for_people_the_place_of_each_line_stands_below_it():
    text = write_evidence(pack_of(QUOTES), "md").text
    assert "“We agree\\,”\\\nAnn · by pronoun" in text
    assert "characters 1 to 10 \\(9 characters\\)" in text
    assert f"\\[1\\] article\\.txt\\: {ARTICLE.document.sha256}" in text
    assert "Made on 2026\\-03\\-12 at 12\\:00\\:00 UTC by Treaty Desk 1\\.2" in text


def test_what_is_cited_beside_a_line_is_a_line_of_the_pack():
    """And is checked like it: a value that two lines state is shown once, with both citations."""
    cell = Cell(FactField.PARTY, (CellValue("A", FIRST), CellValue("A", SECOND)))
    pack = pack_of(FactCard((cell, Cell(FactField.PLACE))))
    lines = in_json(pack)["lines"]
    assert [(line["citation"], line["beside"]) for line in lines] == [("[1.1.1]", None), ("[1.2.1]", "[1.1.1]")]
    assert [line["text"] for line in lines] == [FIRST.text, SECOND.text]
    assert pack.lines == 2
    assert "Place\\: not stated" in write_evidence(pack, "md").text


def test_an_answer_without_lines_is_a_pack_that_says_so():
    found = in_json(pack_of(Nothing("the cost", 2)))
    assert (found["lines"], found["documents"], found["reply"]) == ([], [], "Nothing")
    assert "do not say it" in found["note"]
    assert in_csv(pack_of(Nothing("the cost", 2))) == []


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=5)
)
def test_any_text_comes_back_to_the_character(lines):
    article = read_lines("\n".join(lines), title='a,"b"\r\n', outlet="=1+1")
    if not article.reading.units:
        return
    snippets = cite_all(article)
    pack = pack_of(Passage(article.document, snippets), 'source "1",\n')
    for form in FORMS:
        page = write_evidence(pack, form)
        check_page(page)
        assert [placed.snippet for placed in page.placed] == list(snippets)
    words = [snippet.text for snippet in snippets]
    assert [line["text"] for line in in_json(pack)["lines"]] == words
    assert [row["text"] for row in in_csv(pack)] == words
    assert in_csv(pack)[0]["title"] == article.document.title


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_beside_the_words_of_a_document_is_a_formula(sign):
    """Whoever uploads a document or asks chooses them, and somebody else opens the table."""
    formula = f'{sign}HYPERLINK("https://example.org")'
    article = read_lines(f"{formula} was what it said.", title=formula, outlet=formula)
    pack = pack_of(Passage(article.document, cite_all(article)[:1]), formula)
    (row,) = in_csv(pack)
    assert [row[name] for name in ("title", "outlet", "asked")] == [f"'{formula}"] * 3
    assert row["text"] == cite_all(article)[0].text
    assert (row["start"], row["citation"]) == (str(cite_all(article)[0].span.start), "[1.1.1]")
    assert in_json(pack)["documents"][0]["title"] == formula


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_was_tampered_with_is_not_sent(form):
    """The check before sending undoes each form's own escaping."""
    page = write_evidence(pack_of(Passage(ARTICLE.document, (SECOND,))), form)
    at = page.placed[0].at
    broken = page.text[: at.start] + page.text[at.start : at.end].replace("energy", "nothing") + page.text[at.end :]
    with pytest.raises(NotVerbatim):
        check_page(
            type(page)(*[broken if name == "text" else getattr(page, name) for name in page.__dataclass_fields__])
        )


def test_a_message_has_a_file_for_programs_and_one_for_people():
    assert [file.name for file in attach_evidence(pack_of(QUOTES))] == ["evidence.json", "evidence.md"]
