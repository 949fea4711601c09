"""Evidence packs from the shell: written, checked, and refused where they were changed."""

import json

from bot.faces.console.evidence import tell_checked

from .calls import SEEDS, call

_TOLD = [
    "asked",
    "at",
    "version",
    "reply",
    "title",
    "note",
    "number",
    "outlet",
    "published",
    "url",
    "standing",
    "citation",
]
CHECKED = tell_checked(_TOLD)


def test_a_pack_is_written_and_holds_until_a_word_of_it_is_changed(tmp_path):
    """Each line that does not hold is one line on standard error."""
    pack = tmp_path / "pack.json"
    done = call(tmp_path, "export", "--library", SEEDS, "--out", pack, "quotes", "Putin")
    assert (done.status, done.err, done.out) == (0, "", f"6 lines of “quotes Putin”: {pack}\n")
    done = call(tmp_path, "recheck", "--library", SEEDS, pack)
    assert (done.status, done.err, done.out) == (0, "", f"6 lines hold, to the character ({CHECKED})\n")
    changed = json.loads(pack.read_text("utf-8"))
    changed["lines"][1]["text"] = changed["lines"][1]["text"].replace("large", "big")
    changed["lines"][4]["start"] += 1
    pack.write_text(json.dumps(changed), "utf-8")
    done = call(tmp_path, "recheck", "--library", SEEDS, pack)
    assert (done.status, done.out) == (1, f"4 of 6 lines hold, to the character ({CHECKED})\n")
    faults = done.err.splitlines()
    assert len(faults) == 2
    assert faults[0].startswith(f"{pack}: line 2, [1.8.1]: its words do not stand at 1166 to 1232 of 000_")
    assert faults[1].startswith(f"{pack}: line 5, [2.5.1]: its words do not stand at 870 to 972 of 004_")


def test_a_pack_of_documents_that_are_not_here_is_told_line_by_line(tmp_path):
    """As one that somebody else made: the folder with its texts is to be named."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.txt").write_text("“We agree,” Ana Cruz said.\n", "utf-8")
    pack = tmp_path / "pack.csv"
    assert call(tmp_path, "export", "--library", folder, "--out", pack).status == 0
    done = call(tmp_path, "recheck", "--library", SEEDS, pack)
    assert (done.status, done.out.partition(",")[0]) == (1, "0 of 1 lines hold")
    assert "name the folder that holds a.txt with --library" in done.err


def test_a_pack_whose_speakers_were_changed_or_that_has_no_line_left_does_not_hold(tmp_path):
    """Each quotation that is read in another way here is named; so is a line that no quotation stands in."""
    pack = tmp_path / "pack.json"
    assert call(tmp_path, "export", "--library", SEEDS, "--out", pack, "quotes", "Putin").status == 0
    changed = json.loads(pack.read_text("utf-8"))
    changed["lines"][0]["speaker"] = "Ana Cruz"
    changed["lines"][1]["decided"] = "carried over"
    changed["lines"][2]["via"] = "TASS"
    changed["lines"][3]["end"] -= 1
    changed["lines"][3]["text"] = changed["lines"][3]["text"][:-1]
    pack.write_text(json.dumps(changed), "utf-8")
    done = call(tmp_path, "recheck", "--library", SEEDS, pack)
    assert (done.status, done.out.partition(",")[0]) == (1, "2 of 6 lines hold")
    told = [line.partition(": line ")[2] for line in done.err.splitlines()]
    assert "its speaker is “Ana Cruz”, and read here as “Vladimir Putin”" in told[0]
    assert "its decided is “carried over”, and read here as “" in told[1]
    assert "its via is “TASS”, and read here as “AFP”" in told[2]
    assert "it is said to be a quotation, and none is read at" in told[3]
    pack.write_text(json.dumps(changed | {"lines": []}), "utf-8")
    done = call(tmp_path, "recheck", "--library", SEEDS, pack)
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "has no line, so nothing can be checked" in done.err


def test_a_file_that_ends_as_no_form_does_is_told_the_endings(tmp_path):
    """One that names a form may end as it likes."""
    for name in ("pack.xml", "pack"):
        done = call(tmp_path, "export", "--library", SEEDS, "--out", tmp_path / name, "quotes", "Putin")
        assert (done.status, done.out) == (2, "")
        assert done.err.endswith(
            f"{name} ends in none of .json, .md and .csv: name one so, or say which with --format\n"
        )
        assert not (tmp_path / name).exists()
    done = call(
        tmp_path, "export", "--library", SEEDS, "--format", "csv", "--out", tmp_path / "pack", "quotes", "Putin"
    )
    assert (done.status, done.err) == (0, "")
    assert (tmp_path / "pack").read_text("utf-8").startswith("text,document,sha256")


def test_what_cannot_be_exported_or_checked_is_one_line(tmp_path):
    for arguments, words in (
        (("export", "--library", SEEDS, "help"), "help has no answer of lines of documents"),
        (("recheck", "--library", SEEDS, SEEDS / "documents.yaml"), "is no evidence pack"),
        (("recheck", "--library", SEEDS, tmp_path / "none.json"), "none.json: No such file"),
    ):
        done = call(tmp_path, *arguments)
        assert (done.status, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1
        assert words in done.err
