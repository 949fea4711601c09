"""Evidence packs that somebody hands in: read as they are, or refused in one line."""

import json
from dataclasses import replace

import pytest

from bot.domain.errors import UnreadablePack
from bot.domain.evidence import ClaimedLine, ClaimedPack
from bot.intake.packs import read_pack

LINE = {"text": "a\r\nb", "document": "a.txt", "id": "x", "start": 3, "end": 7, "citation": "[1.2.1]", "speaker": None}
PACK = {
    "format": "treaty-desk evidence 1",
    "documents": [{"file": "a.txt", "id": "x", "sha256": "abc"}],
    "lines": [LINE],
}
CLAIM = ClaimedLine(1, "a\r\nb", "a.txt", "abc", 3, 7, "[1.2.1]", {"speaker": None})
TABLE = 'text,document,sha256,start,end,citation\r\n"a\r\nb",a.txt,abc,3,7,[1.2.1]\r\n'


def write(folder, name, text):
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_pack_is_read_in_both_forms(tmp_path):
    assert read_pack(write(tmp_path, "a.json", json.dumps(PACK))) == ClaimedPack((CLAIM,), ("citation",))
    assert read_pack(write(tmp_path, "a.CSV", TABLE)) == ClaimedPack((replace(CLAIM, voice={}),), ("citation",))
    marked = b"\xef\xbb\xbf" + json.dumps(PACK | {"lines": []}).encode()
    assert read_pack(write(tmp_path, "b.json", marked)) == ClaimedPack(())


def test_a_line_that_comes_again_is_told_and_so_is_all_that_cannot_be_checked(tmp_path):
    """In the order of the pack; a key that no program writes is among it."""
    lines = [LINE, LINE | {"stars": 5}, LINE]
    pack = read_pack(write(tmp_path, "a.json", json.dumps({"asked": "quotes", **PACK, "lines": lines})))
    assert [line.again for line in pack.lines] == [None, None, 1]
    assert pack.others == ("asked", "citation", "stars")
    table = TABLE + '"a\r\nb",a.txt,abc,3,7,[1.2.1]\r\n'
    assert [line.again for line in read_pack(write(tmp_path, "a.csv", table)).lines] == [None, 1]


def test_a_line_of_any_length_is_read(tmp_path):
    long = TABLE.replace("a\r\nb", "word " * 50_000)
    assert len(read_pack(write(tmp_path, "a.csv", long)).lines[0].text) == 250_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        b"\xff\xfe",
        json.dumps(PACK | {"format": 1}),
        json.dumps(PACK | {"lines": None}),
        json.dumps(PACK | {"lines": [1]}),
        json.dumps(PACK | {"lines": [LINE | {"start": True}]}),
        json.dumps(PACK | {"lines": [LINE | {"start": 1.5}]}),
        json.dumps(PACK | {"lines": [LINE | {"text": None}]}),
        json.dumps(PACK | {"lines": [LINE | {"cue": 1}]}),
        json.dumps(PACK | {"lines": [LINE | {"id": ["x"]}]}),
        json.dumps(PACK | {"lines": [LINE | {"via": []}]}),
        json.dumps(PACK | {"lines": {}}),
        json.dumps(PACK | {"lines": [LINE | {"id": "other"}]}),
        json.dumps(PACK | {"documents": [{}]}),
        json.dumps(PACK).replace('"start": 3', f'"start": {"9" * 5000}'),
    ],
)
def test_what_is_no_pack_is_refused_in_a_line(tmp_path, text):
    with pytest.raises(UnreadablePack) as refused:
        read_pack(write(tmp_path, "a.json", text))
    assert (
        str(refused.value) == f"{tmp_path}/a.json: is no evidence pack: name the .json or .csv file that export wrote"
    )


@pytest.mark.parametrize("text", ["text\r\nx\r\n", TABLE.replace(",3,", ",x,"), '"', TABLE.replace(",abc", "")])
def test_what_is_no_table_of_a_pack_is_refused_too(tmp_path, text):
    with pytest.raises(UnreadablePack, match="is no evidence pack"):
        read_pack(write(tmp_path, "a.csv", text))


def test_a_pack_of_a_later_version_says_so(tmp_path):
    with pytest.raises(UnreadablePack, match="another version of the program"):
        read_pack(write(tmp_path, "a.json", json.dumps(PACK | {"format": "treaty-desk evidence 2"})))
