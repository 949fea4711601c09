"""Library folders: what comes in, in which order, and how each fault is told."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.documents import Draft
from bot.intake.library import read_library, read_paths

LIMIT = 1000


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def fill(folder, sidecar=None, **files):
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    if sidecar is not None:
        (folder / "documents.yaml").write_text(sidecar, "utf-8")


def told(complaints, folder):
    return [str(complaint).replace(f"{folder}/", "") for complaint in complaints]


def test_a_row_says_what_is_known_of_a_document(folder):
    known = "title: Pact, outlet: The Ledger, published: 2025-01-17, url: 'https://a.example/1', language: ru"
    fill(folder, f"documents:\n  - {{file: a.txt, {known}}}", a="words")
    assert read_library(folder, LIMIT) == (
        [Draft("a.txt", "words", "Pact", "The Ledger", date(2025, 1, 17), "https://a.example/1", "ru", str(folder))],
        [],
    )


def test_source_is_read_as_outlet_and_a_day_may_be_quoted(folder):
    fill(folder, 'documents:\n  - {file: a.txt, source: The Ledger, published: "2025-01-17"}', a="words")
    assert read_library(folder, LIMIT) == (
        [Draft("a.txt", "words", None, "The Ledger", date(2025, 1, 17), folder=str(folder))],
        [],
    )


def test_listed_documents_come_first_in_their_order_then_the_others_by_name(folder):
    fill(folder, "documents:\n  - file: c.txt\n  - file: a.txt", a="a", b="b", c="c", d="d")
    (folder / "B.md").write_text("B")
    (folder / "no.pdf").write_text("x")
    (folder / ".hidden.txt").write_text("x")
    drafts, complaints = read_library(folder, LIMIT)
    assert ([draft.file for draft in drafts], complaints) == (["c.txt", "a.txt", "B.md", "b.txt", "d.txt"], [])


def test_without_a_sidecar_all_documents_come_by_name(folder):
    fill(folder, b="b", a="a")
    assert [draft.file for draft in read_library(folder, LIMIT)[0]] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("raw", [b"a\r\nb\rc\n", "a\u2028b\x00c".encode(), b"  a  \n\n"])
def test_a_text_is_the_file_decoded_and_otherwise_untouched(folder, raw):
    (folder / "a.txt").write_bytes(raw)
    assert read_library(folder, LIMIT)[0][0].text.encode() == raw


def test_a_leading_byte_order_mark_is_no_text_and_a_second_one_is(folder):
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbf\xef\xbb\xbfa")
    assert read_library(folder, LIMIT)[0][0].text == "\ufeffa"


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "bad.txt: is empty: take it away, or fill it"),
        (b" \r\n\t\n", "bad.txt: is empty: there is no word in it"),
        (b"one\ntwo \xff", "bad.txt:2: is not UTF-8: save the file as UTF-8"),
        (b"a" * 1001, "bad.txt: has 1,001 bytes, more than 1,000: split it, or raise max_document_bytes in bot.yaml"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_on(folder, raw, fault):
    fill(folder, a="words")
    (folder / "bad.txt").write_bytes(raw)
    drafts, complaints = read_library(folder, LIMIT)
    assert ([draft.file for draft in drafts], told(complaints, folder)) == (["a.txt"], [fault])


def test_a_file_of_exactly_the_limit_is_taken(folder):
    fill(folder, a="a" * LIMIT)
    assert len(read_library(folder, LIMIT)[0]) == 1


def test_a_folder_with_the_name_of_a_document_is_one_line(folder):
    (folder / "bad.txt").mkdir()
    assert told(read_library(folder, LIMIT)[1], folder) == [
        "bad.txt: is a folder or a device, no document: take it away, or rename it"
    ]


def test_a_library_that_is_not_there_is_one_line(folder):
    assert told(read_library(folder / "none", LIMIT)[1], folder) == [
        "none: there is no such folder: make it, or name another"
    ]


@pytest.mark.parametrize(
    ("sidecar", "fault"),
    [
        (
            "documents:\n  - file: a.txt\n    titel: x",
            "documents.yaml:3:5: “titel” is no key here: did you mean “title”?",
        ),
        (
            "documents:\n  - file: a.txt\n    published: soon",
            "documents.yaml:3:5: “published” must be a day, written as 2025-01-17",
        ),
        (
            "documents:\n  - file: a.txt\n    url: nowhere",
            "documents.yaml:3:5: “url” must be an address that begins with http:// or https://",
        ),
        ("documents:\n  - title: x", "documents.yaml:2:5: “file” is missing here: add it"),
        ("documents:\n  - file: a.txt\n  - file: a.txt", "documents.yaml:3:5: “a.txt” is listed twice: keep one"),
        (
            "documents:\n  - file: none.txt",
            "documents.yaml:2:5: none.txt: is not there: put it there, or take its name out",
        ),
        (
            "documents:\n  - file: ../a.txt",
            "documents.yaml:2:5: ../a.txt: lies outside of the library: put the document itself there",
        ),
        (
            "documents:\n  - file: /etc/passwd.txt",
            "documents.yaml:2:5: /etc/passwd.txt: lies outside of the library: put the document itself there",
        ),
        (
            "documents:\n  - file: a.pdf",
            "documents.yaml:2:5: a.pdf: is no document that is read here: those are .txt and .md",
        ),
        ("documents: a.txt", "documents.yaml:1:12: here must stand a list, one item a line after “- ”"),
        ("papers: []", "documents.yaml:1:1: “papers” is no key here: known is documents"),
        ("documents: [", "documents.yaml:2:1: this is no YAML: did not find expected node content"),
        ("", "documents.yaml: here must stand “documents:” and under it a list"),
    ],
)
def test_a_fault_in_the_sidecar_is_one_line_with_its_place_and_the_document_stays(folder, sidecar, fault):
    fill(folder, sidecar, a="words")
    drafts, complaints = read_library(folder, LIMIT)
    assert ([draft.file for draft in drafts], told(complaints, folder)) == (["a.txt"], [fault])


def test_a_wrong_key_is_left_out_and_the_right_ones_stay(folder):
    fill(folder, "documents:\n  - {file: a.txt, title: Pact, published: 5, outlet: [x], url: null}", a="words")
    drafts, complaints = read_library(folder, LIMIT)
    assert (drafts, len(complaints)) == ([Draft("a.txt", "words", "Pact", folder=str(folder))], 2)


def test_what_no_store_keeps_is_told_at_its_place_and_the_rest_goes_on(folder):
    """In a title it is left out; a file of such a name there is none."""
    rows = 'documents:\n  - {file: a.txt, title: "A pact\\0", outlet: The Ledger}\n  - {file: "b\\0.txt"}'
    fill(folder, rows, a="words", b="more words")
    drafts, complaints = read_library(folder, LIMIT)
    assert [(draft.file, draft.title, draft.outlet) for draft in drafts] == [
        ("a.txt", None, "The Ledger"),
        ("b.txt", None, None),
    ]
    words = "here is a sign that is no text, as \\0 or half a pair \\ud83d: take it out"
    assert sorted(told(complaints, folder)) == [f"documents.yaml:{place}: {words}" for place in ("2:26", "3:12")]


def test_half_a_pair_of_surrogates_is_one_line_and_the_documents_stay(folder):
    fill(folder, 'documents:\n  - {file: a.txt, title: "A pact\\ud83d"}', a="words")
    drafts, (complaint,) = read_library(folder, LIMIT)
    assert [draft.title for draft in drafts] == [None]
    assert str(complaint).startswith(f"{folder}/documents.yaml:2:")


def test_a_name_of_other_bytes_than_text_is_one_line_and_the_rest_goes_on(folder):
    fill(folder, a="words")
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("more words")
    drafts, complaints = read_library(folder, LIMIT)
    assert [draft.file for draft in drafts] == ["a.txt"]
    assert told(complaints, folder) == ["caf\\udce9.txt: its name is not UTF-8: rename it"]


def test_a_repeated_key_is_left_out_of_its_row(folder):
    fill(folder, "documents:\n  - file: a.txt\n    title: x\n    title: y", a="words")
    drafts, complaints = read_library(folder, LIMIT)
    assert drafts == [Draft("a.txt", "words", folder=str(folder))]
    assert told(complaints, folder) == ["documents.yaml:4:5: “title” comes twice: keep one of the two"]


def test_a_link_out_of_the_library_is_not_followed(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (folder / "a.txt").symlink_to(outside)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "within.txt").symlink_to(folder / "real.md")
    (folder / "real.md").write_text("words")
    (folder / "stale.txt").symlink_to(outside.with_name("gone.txt"))
    (folder / "stray.txt").symlink_to(folder / "gone.txt")
    drafts, complaints = read_library(folder, LIMIT)
    assert [draft.file for draft in drafts] == ["real.md", "within.txt"]
    assert told(complaints, folder) == [
        "a.txt: lies outside of the library: put the document itself there",
        "loop.txt: the link leads nowhere: put the document itself there",
        "stale.txt: is a link to nothing, so it is not there: put the document itself there",
        "stray.txt: is not there: put it there, or take its name out",
    ]


def test_a_library_may_itself_be_a_link(folder):
    (folder / "real").mkdir()
    fill(folder / "real", a="words")
    (folder / "linked").symlink_to(folder / "real")
    assert len(read_library(folder / "linked", LIMIT)[0]) == 1


def test_a_path_to_a_file_takes_what_the_sidecar_beside_it_knows(folder):
    fill(folder, "documents:\n  - {file: a.txt, title: Pact}\n  - {file: b.txt, titel: x}", a="words", b="more", c="c")
    drafts, complaints = read_paths([folder / "a.txt", folder / "c.txt"], LIMIT)
    known = [Draft("a.txt", "words", "Pact", folder=str(folder)), Draft("c.txt", "c", folder=str(folder))]
    assert (drafts, complaints) == (known, [])
    assert len(read_paths([folder / "b.txt"], LIMIT)[1]) == 1


def test_a_path_to_a_folder_is_a_library_and_bad_paths_are_told(folder):
    fill(folder, a="words")
    (folder / "x.pdf").write_text("x")
    drafts, complaints = read_paths([folder, folder / "none.txt", folder / "none", folder / "x.pdf"], LIMIT)
    assert len(drafts) == 1
    assert told(complaints, folder) == [
        "none.txt: is not there: put it there, or take its name out",
        "none: is not there: put it there, or take its name out",
        "x.pdf: is no document that is read here: those are .txt and .md",
    ]


def test_an_empty_folder_that_is_named_is_told(folder):
    """An empty library is not: nobody says there that something is in it."""
    assert read_library(folder, LIMIT) == ([], [])
    drafts, complaints = read_paths([folder], LIMIT)
    assert (drafts, [each.file for each in complaints]) == ([], [folder])
    assert str(complaints[0]) == f"{folder}: has no document: put .txt or .md files there, or name another"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_a_complaint(tmp_path, raw):
    (tmp_path / "a.txt").write_bytes(raw)
    drafts, complaints = read_library(tmp_path, LIMIT)
    assert len(drafts) + len(complaints) == 1
    assert all(draft.text.encode() in {raw, raw[3:]} for draft in drafts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda rows: f"documents:\n- {rows}".encode()))
def test_any_sidecar_leaves_the_documents_there(tmp_path, raw):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "documents.yaml").write_bytes(raw)
    assert [draft.file for draft in read_library(tmp_path, LIMIT)[0]] == ["a.txt"]
