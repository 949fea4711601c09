"""Rechecking: a pack is believed to the character, or a line says what is wrong with it."""

from dataclasses import replace
from hashlib import sha256

import pytest

from bot.desk.rechecking import find_fault, find_misattribution, find_repeat, gather_texts
from bot.domain.evidence import ClaimedLine
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom

TEXT = "One.\r\n“We agree,” he said.\n"
DIGEST = sha256(TEXT.encode()).hexdigest()
LINE = ClaimedLine(3, "We agree,", "a.txt", DIGEST, 7, 16, "[1.2.1]")


def fault_of(**changed):
    return find_fault(replace(LINE, **changed), {DIGEST: TEXT})


def test_a_line_that_stands_there_holds():
    assert fault_of() is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": "We agreed"}, "do not stand at 7 to 16 of a.txt: they are nowhere in it"),
        ({"start": 8, "end": 17}, "do not stand at 8 to 17 of a.txt: they stand at 7 to 16"),
        ({"start": -19, "end": -10}, "do not stand at -19 to -10"),
        ({"start": 16, "end": 7}, "do not stand at 16 to 7"),
        ({"end": 10**30}, "do not stand at 7 to"),
        ({"text": "", "start": 3, "end": 3}, "has no words"),
        ({"text": "We agree, "}, "nowhere in it"),
        ({"sha256": "0" * 64}, "no text here has its sha256"),
    ],
)
def test_a_line_that_does_not_is_told_what_is_wrong(changed, told):
    assert told in fault_of(**changed)
    assert len(fault_of(**changed).splitlines()) == 1


READ = {"speaker": "Ana Cruz", "speaker_mention": "she", "decided": "by pronoun", "cue": "said", "kind": "direct"}
READ["via"] = None
VOICES = {(DIGEST, 7, 16): READ}


@pytest.mark.parametrize(
    ("voice", "told"),
    [
        (READ, None),
        ({"speaker": "Ana Cruz", "decided": None}, None),
        ({"speaker": "Ana Cruz", "decided": None, "via": None}, None),
        ({}, "its speaker is “none”, and read here as “Ana Cruz”"),
        ({"speaker": None, "decided": None}, "its speaker is “none”, and read here as “Ana Cruz”"),
        ({"speaker": "Bo Lind"}, "its speaker is “Bo Lind”, and read here as “Ana Cruz”"),
        ({"speaker": "Bo Lind", "decided": None}, "its speaker is “Bo Lind”, and read here as “Ana Cruz”"),
        (READ | {"decided": None}, "its decided is “none”, and read here as “by pronoun”"),
        (READ | {"cue": "lied"}, "its cue is “lied”, and read here as “said”"),
        (READ | {"kind": None}, "its kind is “none”, and read here as “direct”"),
        (READ | {"speaker_mention": "he"}, "its speaker_mention is “he”, and read here as “she”"),
        (
            {"speaker": "Ana Cruz", "decided": "by pronoun", "via": "Example Agency"},
            "its via is “Example Agency”, and read here as “none”",
        ),
    ],
)
def test_a_quotation_is_compared_with_the_reading_whatever_a_line_leaves_out(voice, told):
    """Where a place is a quotation, no key that is taken away keeps it from being one."""
    found = find_misattribution(replace(LINE, voice=voice), VOICES)
    assert found is None if told is None else found and found.startswith(told)


def test_a_line_beside_another_leaves_its_speaker_to_that_one():
    """Only where the pack has the other; and what it does say is compared."""
    beside = replace(LINE, voice={"speaker": None}, beside="[2.1.1]")
    assert find_misattribution(beside, VOICES, {"[2.1.1]"}) is None
    assert find_misattribution(beside, VOICES, {"[3.1.1]"})
    assert find_misattribution(replace(beside, voice={"speaker": "Bo Lind"}), VOICES, {"[2.1.1]"})


def test_words_that_are_no_quotation_have_no_speaker():
    """A reported statement may have come through an agency."""
    line = replace(LINE, start=8)
    assert find_misattribution(replace(line, voice={"via": "Example Agency", "speaker": None}), VOICES) is None
    for name in ("speaker", "cue", "kind", "decided", "speaker_mention"):
        assert "none is read at 8 to 16" in find_misattribution(replace(line, voice={name: "x"}), VOICES)


def test_a_line_that_comes_again_is_told_of_the_first():
    assert find_repeat(LINE) is None
    assert find_repeat(replace(LINE, again=1)) == "it is line 1 once more"
    assert find_repeat(replace(LINE, again=1, beside="[2.1.1]")) is None


async def test_a_line_of_a_version_that_is_off_the_shelf_holds_by_its_number(tmp_path):
    """Its citation still resolves, and so it can be checked; another number's text is not taken for it."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    settings = load_settings({"DATA_FOLDER": str(tmp_path / "kept"), "TREATY_DESK_LIBRARIES": "[]"})
    async with open_newsroom(settings) as newsroom:
        await newsroom.add([folder / "a.txt"])
        (folder / "a.txt").write_text("Another text.\n", "utf-8")
        await newsroom.add([folder / "a.txt"])
        text = (await newsroom.archive.shelf().article(1)).document.text
        line = replace(LINE, text="agree", start=text.index("agree"), end=text.index("agree") + 5)
        line = replace(line, sha256=sha256(text.encode()).hexdigest())
        texts = await gather_texts(newsroom.archive.shelf(), [line])
        assert find_fault(line, texts) is None
        unnumbered = await gather_texts(newsroom.archive.shelf(), [replace(line, citation="[99.1.1]")])
        assert "no text here" in find_fault(line, unnumbered)
        assert "no text here" in find_fault(line, await gather_texts(newsroom.archive.shelf(), []))
