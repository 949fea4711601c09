"""The lexicon's files: the ones that come with the program, and broken ones."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, fields

import pytest
import yaml

from bot.domain.errors import SettingsError
from bot.reading.lexicon import Lexicon
from bot.settings.lexicon import find_lexicon_files, load_lexicon
from bot.settings.places import find_packaged

OURS = find_packaged("config") / "lexicon"
NAMES = [field.name for field in fields(Lexicon)]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(OURS, tmp_path / "lexicon")


def refusal(folder, *others):
    with pytest.raises(SettingsError) as refused:
        load_lexicon(folder, *others)
    return str(refused.value).replace(f"{folder}/", "").splitlines()


def test_the_lists_that_come_with_the_program_fit_their_types():
    lexicon = load_lexicon(OURS)
    assert isinstance(lexicon, Lexicon)
    assert all(getattr(lexicon, name) for name in NAMES)


def test_there_is_no_list_that_nothing_reads():
    assert {file.stem for file in OURS.glob("*.yaml")} == set(NAMES)


def lists_in(value: object) -> Iterator[list[object]]:
    """The lists in a YAML value, however deep."""
    if isinstance(value, list):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from lists_in(each)


@pytest.mark.parametrize("name", NAMES)
def test_no_list_has_a_word_twice(name):
    lists = lists_in(yaml.safe_load((OURS / f"{name}.yaml").read_text("utf-8")))
    counts = (Counter(word for word in words if isinstance(word, str)) for words in lists)
    assert not [word for count in counts for word, times in count.items() if times > 1]


def test_prices_are_amounts_and_verbs_of_paying_are_none():
    questions = load_lexicon(OURS).questions
    assert questions.prices <= questions.amounts
    assert questions.paying.isdisjoint(questions.amounts)


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_key_is_told_with_its_file_and_line(folder, name):
    file = folder / f"{name}.yaml"
    lines = file.read_text("utf-8").rstrip("\n").count("\n") + 2
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\nzzz_unheard_of: 1\n", "utf-8")
    told = refusal(folder)
    assert told
    assert all(line.startswith(f"{name}.yaml:{lines}:") for line in told)


def test_where_lists_come_from_is_read_past_and_needed_by_nobody(folder):
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(text if "\nfrom:" in text or text.startswith("from:") else f"from: somewhere\n{text}", "utf-8")
    assert asdict(load_lexicon(folder)) == asdict(load_lexicon(OURS))


def test_faults_of_several_files_are_told_at_once(folder):
    for name in NAMES[:2]:
        (folder / f"{name}.yaml").write_text("[", "utf-8")
    assert [line.partition(":")[0] for line in refusal(folder)] == [f"{name}.yaml" for name in NAMES[:2]]


def test_a_file_that_is_not_there_is_taken_from_the_next_folder(folder):
    (folder / f"{NAMES[0]}.yaml").unlink()
    assert "cannot be read" in refusal(folder)[0]
    assert asdict(load_lexicon(folder, OURS)) == asdict(load_lexicon(OURS))
    assert find_lexicon_files(folder, OURS)[0] == OURS / f"{NAMES[0]}.yaml"
