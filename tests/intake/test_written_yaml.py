"""YAML that people write: what is read, and how each fault is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.complaints import Faulty
from bot.intake.written_yaml import open_yaml, read_yaml

FILE = Path("x.yaml")


@dataclass(frozen=True, slots=True)
class Verb:
    word: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    verbs: tuple[Verb, ...] = ()
    names: frozenset[str] = frozenset()
    by_group: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: date | None = None
    on: bool = False


def read(text):
    return read_yaml(text, FILE).check(Words)


def faults(text, kind=Words):
    with pytest.raises(Faulty) as faulty:
        read_yaml(text, FILE).check(kind)
    return [str(complaint) for complaint in faulty.value.complaints]


def test_lists_mappings_and_nested_values_get_their_types():
    text = "verbs: [{word: say}, {word: deny, weight: 2}]\nnames: [a, b, a]\nby_group: {x: [y, z]}\non: true"
    expected = Words((Verb("say"), Verb("deny", 2)), frozenset("ab"), {"x": ("y", "z")}, on=True)
    assert read(text) == expected


def test_words_that_older_yaml_takes_for_something_else_stay_words():
    assert read("names: [no, on, Yes, off, 12:30, 2025-01-17, 1_000, =, <<]").names == frozenset(
        {"no", "on", "Yes", "off", "12:30", "2025-01-17", "1_000", "=", "<<"}
    )


@pytest.mark.parametrize("day", ["2025-01-17", "'2025-01-17'"])
def test_a_day_may_be_quoted_or_not(day):
    assert read(f"day: {day}").day == date(2025, 1, 17)


def test_an_empty_file_is_a_mapping_without_keys():
    assert read("") == read("# only a comment\n") == Words()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nams: [a]", "x.yaml:1:1: “nams” is no key here: did you mean “names”?"),
        ("verbs:\n  - wrod: say\n    word: x", "x.yaml:2:5: “wrod” is no key here: did you mean “word”?"),
        ("verbs: [{}]", "x.yaml:1:9: “word” is missing here: add it"),
        ("names: [a]\nnames: [b]", "x.yaml:2:1: “names” comes twice: keep one of the two"),
        ("by_group:\n  a: [x]\n  a: [y]", "x.yaml:3:3: “a” comes twice: keep one of the two"),
        ("names: [1]", "x.yaml:1:9: “names” must be words: put numbers, true, false and null in quotation marks"),
        ("names: [null]", "x.yaml:1:9: “names” must be words: put numbers, true, false and null in quotation marks"),
        ("names: a", "x.yaml:1:1: “names” must be a list: [one, another], or one item a line after “- ”"),
        ("day: 2025-02-30", "x.yaml:1:1: “day” must be a day, written as 2025-01-17"),
        ("day: yesterday", "x.yaml:1:1: “day” must be a day, written as 2025-01-17"),
        ("on: yes", "x.yaml:1:1: “on” must be true or false"),
        ("verbs: [{word: a, weight: x}]", "x.yaml:1:19: “weight” must be a whole number"),
        ("- a", "x.yaml:1:1: this must be keys with values: verbs, names, by_group, day, on"),
        ("names: &n [a]\nby_group: {x: *n}", "x.yaml:1:8: aliases (*name) are not read here: write the value out"),
        ("names: !!set {a}", "x.yaml:1:8: the tag tag:yaml.org,2002:set is not read here: leave it out"),
        ("names: [a", "x.yaml:2:1: this is no YAML: did not find expected ',' or ']'"),
        ("names: [a]\n---\n", "x.yaml:2:1: this is no YAML: but found another document"),
        ("? [a]\n: b", "x.yaml:1:3: a key must be one word or a few"),
        (f"day: {'9' * 5000}", "x.yaml:1:6: this cannot be read: put it in quotation marks, without a tag"),
    ],
)
def test_a_fault_is_told_where_it_is_and_with_what_to_do(text, fault):
    assert faults(text) == [fault]


def test_all_faults_of_a_file_are_told_at_once():
    assert len(faults("nams: [a]\nday: x\nverbs: [{}]")) == 3


def test_a_file_that_nests_too_deep_is_a_fault():
    assert faults("[" * 999 + "]" * 999)
    assert faults("[" * 50_000)


def test_bytes_that_are_no_utf8_and_a_file_that_is_not_there_are_faults(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: \xff")
    with pytest.raises(Faulty, match="not UTF-8"):
        open_yaml(file)
    with pytest.raises(Faulty, match="cannot be read"):
        open_yaml(tmp_path / "none.yaml")


@given(st.text())
def test_any_text_is_read_or_refused_with_a_complaint(text):
    told = ["nothing"]
    try:
        read(text)
    except Faulty as faulty:
        told = [str(complaint) for complaint in faulty.complaints]
    assert told
    assert all(len(line.splitlines()) == 1 for line in told)
