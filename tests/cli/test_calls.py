"""Every call of the command line, as a user makes it."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from .calls import SEEDS, call, environment, interrupt, started

FILES = ["000_021c3cd57336740f.txt", "004_0743fe7249f6891f.txt"]
TEXTS = {file: (SEEDS / file).read_bytes().decode() for file in FILES}


def test_chat_answers_commands_and_questions(tmp_path: Path) -> None:
    """Blank lines are skipped; quit ends it."""
    done = call(
        tmp_path,
        "chat",
        "--library",
        SEEDS,
        typed="!sources\n\n  \nWho accused Tehran of supplying missiles?\nquit\n!facts\n",
    )
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Documents (2)\n\n[1] ")
    assert "United States accused Tehran" in done.out
    assert "Fact card" not in done.out


def test_chat_as_json_is_a_line_a_command(tmp_path: Path) -> None:
    """Entries that are a document's words are that slice of it."""
    typed = "!quotes Putin\n!SOURCES\n!quoets\nWhat is Putin's plan\n!\n!source 1 1\n!source 9\n"
    done = call(tmp_path, "chat", "--format", "jsonl", "--library", SEEDS, typed=typed)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["command"] for record in records] == ["quotes", "sources", "quoets", "ask", "", "source", "source"]
    assert all(record.keys() == {"command", "reply", "title", "entries", "note"} for record in records)
    assert records[1]["reply"] == "Shelf"
    assert "did you mean quotes?" in records[2]["note"]
    assert records[5]["reply"] == "Passage"
    assert records[6]["reply"] == "Refusal"
    words = [entry for record in records for entry in record["entries"] if "text" in entry]
    assert words
    for entry in words:
        assert entry["text"] == TEXTS[entry["document"]][entry["start"] : entry["end"]]


def test_no_token_and_nobody_there_is_a_tour(tmp_path: Path) -> None:
    """Five commands with their real answers; standard error says why there is no Discord."""
    done = call(tmp_path)
    assert done.status == 0
    assert done.out.count("\n> !") + done.out.startswith("> !") == 5
    assert "[1." in done.out
    assert "DISCORD_TOKEN is not set" in done.err


def test_no_token_and_input_is_a_chat(tmp_path: Path) -> None:
    """The first line is not lost."""
    done = call(tmp_path, "run", typed="!sources\n!source 2 1\n")
    assert done.status == 0
    assert "Documents (2)" in done.out
    assert "The presidents of Russia and Iran" in done.out
    assert "> !" not in done.out


def test_ask_one_question(tmp_path: Path) -> None:
    """Its words need no quotation marks."""
    done = call(tmp_path, "ask", "--library", SEEDS, "Who", "accused", "Tehran", "of", "supplying", "missiles?")
    assert done.status == 0
    assert "accused Tehran" in done.out


def test_ask_many_questions(tmp_path: Path) -> None:
    """A line a question, and silence where the documents do not say it."""
    questions = ["Who accused Tehran of supplying missiles?", "What will the zebra’s xylophone cost?"]
    done = call(tmp_path, "ask", "--library", SEEDS, "--format", "jsonl", "-", typed="\n".join(questions))
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["question"] for record in records] == questions
    assert [record["answered"] for record in records] == [True, False]
    assert 1 <= len(records[0]["entries"]) <= 5
    assert records[1]["entries"] == []
    for entry in records[0]["entries"]:
        assert entry.keys() == {"text", "document", "start", "end", "score"}
        assert entry["text"] == TEXTS[entry["document"]][entry["start"] : entry["end"]]


def test_ask_as_json_is_one_list(tmp_path: Path) -> None:
    """For a program that wants all at once."""
    done = call(tmp_path, "ask", "--library", SEEDS, "--format", "json", "-", typed="Who signed?\n\nWhere?\n")
    assert [record["question"] for record in json.loads(done.out)] == ["Who signed?", "Where?"]


def test_summarize_is_a_line_a_document(tmp_path: Path) -> None:
    """In the order of documents.yaml, each of the length asked for, in the order of the text."""
    done = call(tmp_path, "summarize", "--library", SEEDS, "--lines", "3", "--format", "jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["document"] for record in records] == FILES
    for record in records:
        starts = [entry["start"] for entry in record["entries"]]
        assert len(starts) == 3
        assert starts == sorted(starts)


def test_summarize_together_is_one_line(tmp_path: Path) -> None:
    """Of all documents."""
    done = call(tmp_path, "summarize", "--library", SEEDS, "--together", "--format", "jsonl")
    (record,) = [json.loads(line) for line in done.out.splitlines()]
    assert record["document"] is None
    assert len(record["entries"]) == 5


def test_summarize_for_people(tmp_path: Path) -> None:
    """One after the other, each with its method named."""
    done = call(tmp_path, "summarize", "--library", SEEDS, "--method", "lexrank")
    assert done.out.count("chosen by lexrank") == 2


def test_digest_prints_an_edition(tmp_path: Path) -> None:
    """Of a folder what was published from a day on, as an object with its parts; each line is a slice."""
    library = SEEDS.parent / "tests" / "golden_library"
    done = call(
        tmp_path,
        "digest",
        "--now",
        "--since",
        "2026-04-22",
        "--format",
        "json",
        "--library",
        library,
        TZ="Europe/Malta",
    )
    assert (done.status, done.err) == (0, "")
    digest = json.loads(done.out)
    assert digest["since"] == "2026-04-22T00:00:00+02:00"
    assert [document["document"] for document in digest["documents"]] == ["17-list.txt", "20-scrutiny.txt"]
    lines = [line for part in ("summary", "claims", "quotes", "dates") for line in digest[part]]
    assert lines
    for line in lines:
        assert line["text"] == (library / line["document"]).read_bytes().decode()[line["start"] : line["end"]]
        assert line["citation"].startswith("[")


def test_digest_of_the_operators_file_is_composed_and_not_written_down(tmp_path: Path) -> None:
    """By its name, from their own folder; as long as no bot has taken it up all is new to it."""
    (tmp_path / "digests.yaml").write_text("digests: [{name: noon, server: 1, channel: 2, at: 12:00}]", "utf-8")
    own = {"TREATY_DESK_CONFIG": str(tmp_path)}
    done = call(tmp_path, "digest", "--now", "--name", "noon", **own)
    assert done.out.startswith("noon · by hand · ")
    assert "New documents\n[1] " in done.out
    with closing(sqlite3.connect(tmp_path / "kept" / "archive.sqlite")) as archive:
        assert archive.execute("select name from schedules").fetchall() == []
    assert call(tmp_path, "digest", "--now", "--name", "dusk", **own).err == (
        "treaty-desk: there is no digest “dusk”: there are noon\n"
    )


def test_analyze_prints_everything_read(tmp_path: Path) -> None:
    """The contract's keys, and spans that are the text's own."""
    done = call(tmp_path, "analyze", "--library", SEEDS, "--format", "json")
    analysed = json.loads(done.out)
    assert [each["document"]["file"] for each in analysed] == FILES
    for each in analysed:
        text = TEXTS[each["document"]["file"]]
        assert each["document"].keys() == {"file", "id", "title", "outlet", "published", "sha256"}
        assert each.keys() == {"document", "sentences", "quotes", "claims", "sectors", "dates", "background", "facts"}
        assert each["facts"].keys() == {"instrument", "parties", "signatories", "date", "place", "duration"}
        assert each["sentences"][0]["start"] == 0
        for found in [*each["quotes"], *each["claims"], *each["dates"]]:
            assert found["text"] == text[found["start"] : found["end"]]


def test_add_keeps_and_withdraw_takes_out(tmp_path: Path) -> None:
    """What was added is there in the next process; what was withdrawn is not."""
    paper = tmp_path / "paper.txt"
    paper.write_text("The zebra minister spoke of xylophones.\n", encoding="utf-8")
    added = call(tmp_path, "add", paper)
    assert (added.status, added.out) == (0, "[3] paper.txt\n")
    assert "zebra minister" in call(tmp_path, "ask", "Who spoke of xylophones?").out
    withdrawn = call(tmp_path, "withdraw", "3")
    assert withdrawn.status == 0
    assert "[3] The zebra minister spoke of xylophones.: withdrawn; its" in withdrawn.out
    assert "withdrawn already; its" in call(tmp_path, "withdraw", "3").out
    assert "zebra minister" not in call(tmp_path, "ask", "Who spoke of xylophones?").out


def test_add_takes_the_good_and_tells_of_the_bad(tmp_path: Path) -> None:
    """A path that was named and failed is status 1, whatever stands beside it."""
    paper = tmp_path / "paper.txt"
    paper.write_text("The zebra minister spoke of xylophones.\n", encoding="utf-8")
    added = call(tmp_path, "add", "nowhere.txt", paper)
    assert (added.status, added.out) == (1, "[3] paper.txt\n")
    assert "nowhere.txt" in added.err


def test_migrate_says_whether_there_was_anything_to_do(tmp_path: Path) -> None:
    """Twice is not wrong."""
    assert call(tmp_path, "migrate").out == "the database is brought up to date\n"
    assert call(tmp_path, "migrate").out == "the database was up to date\n"


def test_check_says_what_it_looked_at_and_where_each_setting_is_from(tmp_path: Path) -> None:
    """Without a token all may be well: that is open, and the terminal works."""
    done = call(tmp_path, "check", TREATY_DESK_SUMMARY_LINES="7", TZ="Europe/Vienna", SHARD_COUNT="3", SHARD_IDS="0,2")
    assert (done.status, done.err) == (0, "")
    for found in (
        "✓ done: settings: read from",
        "✓ done: setting summary_lines: 7, from TREATY_DESK_SUMMARY_LINES",
        "✓ done: time zone: Europe/Vienna, from TZ",
        "✓ done: shards: 0, 2 of 3 in this process",
        f"✓ done: data folder: {tmp_path / 'kept'}, and it can be written",
        f"✓ done: database: {tmp_path / 'kept' / 'archive.sqlite'} is not there yet: the first start makes it",
        "✓ done: documents: 0 documents on the shelf; the next start takes in 2 that are new in the libraries",
        "○ open: DISCORD_TOKEN: is not set",
    ):
        assert done.out.count(found) == 1
    assert "✗" not in done.out


def test_check_changes_nothing(tmp_path: Path) -> None:
    """Neither where there is no archive yet, nor in one, nor in one of an earlier version, which is not migrated."""
    kept = tmp_path / "kept"
    call(tmp_path, "check")
    assert not kept.exists()
    call(tmp_path, "migrate")
    older = "update alembic_version set version_num = '0004'"
    for change, told in (("select 1", "can be reached, its schema is"), (older, "is of schema 0004: the next start")):
        with closing(sqlite3.connect(kept / "archive.sqlite")) as archive, archive:
            archive.execute(change)
        before = (kept / "archive.sqlite").read_bytes()
        done = call(tmp_path, "check")
        assert (done.status, done.err) == (0, "")
        assert told in done.out
        assert "0 documents on the shelf; the next start takes in 2" in done.out
        assert (kept / "archive.sqlite").read_bytes() == before
        assert [each.name for each in kept.iterdir()] == ["archive.sqlite"]


def test_check_never_shows_a_token_and_says_where_discord_cannot_be_reached(tmp_path: Path) -> None:
    """A secret stays one, and a network that is missing stops no check."""
    (tmp_path / ".env").write_text("DISCORD_TOKEN=top.secret.token\n", encoding="utf-8")
    done = call(tmp_path, "check", TREATY_DESK_DISCORD_API="http://127.0.0.1:9")
    assert done.status == 0
    assert "✓ done: DISCORD_TOKEN: is set, from DISCORD_TOKEN in .env" in done.out
    assert "? not known: Discord: cannot be reached" in done.out
    assert "secret" not in done.out + done.err


def test_check_tells_all_that_is_to_do(tmp_path: Path) -> None:
    """What is misspelt, not there, never due, or not to be read, and a store that is none."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "empty.txt").write_bytes(b"")
    store = tmp_path / "store.sqlite"
    gone = tmp_path / "gone"
    environ = {"TREATY_DESK_LIBRARIES": f"{library}{os.pathsep}{gone}", "TZ": "Europe/Nowhere"}
    environ |= {"DATABASE_URL": f"sqlite:///{store}", "TREATY_DESK_SUMARY_LINES": "3"}
    environ["TREATY_DESK_CONFIG"] = str(tmp_path)
    never = "{name: never, server: 1, channel: 2, at: 12:00, quiet: 2020-01-01..2099-12-31}"
    (tmp_path / "digests.yaml").write_text(f"digests: [{never}]", "utf-8")
    done = call(tmp_path, "check", **environ)
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert f"✗ to do: setting libraries: {library}, {gone}, from TREATY_DESK_LIBRARIES; there is no folder {gone}" in (
        done.out
    )
    assert "✗ to do: variable TREATY_DESK_SUMARY_LINES: there is no such setting" in done.out
    assert "did you mean TREATY_DESK_SUMMARY_LINES?" in done.out
    for found in (
        "time zone: TZ names Europe/Nowhere",
        "documents: 0 documents on the shelf",
        "empty.txt: ",
        "digest: the digest “never” is never due",
    ):
        assert f"✗ to do: {found}" in done.out.replace("document: " + str(library) + "/", "")
    store.write_text("no database, whatever its name says" * 99, encoding="utf-8")
    done = call(tmp_path, "check", **environ)
    assert done.status == 1
    assert f"✗ to do: database: the archive {store} is no archive" in done.out


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """Of the config as of the library."""
    missing = str(tmp_path / "nowhere")
    for done in (
        call(tmp_path, "analyze", "--library", missing),
        call(tmp_path, "check", TREATY_DESK_CONFIG=missing),
    ):
        assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
        assert f"there is no {'such ' if 'such' in done.err else ''}folder" in done.err
        assert missing in done.err


WRONG_USAGE = [
    ["xyzzy"],
    ["ask"],
    ["chat", "--format", "xml"],
    ["summarize", "--lines", "abc"],
    ["summarize", "--lines", "0"],
    ["summarize", "--lines", "1001"],
    ["summarize", "--method", "magic"],
    ["withdraw"],
    ["withdraw", "one"],
    ["digest", "--since", "2025-01-17"],
    ["digest", "--now", "--since", "yesterday"],
    ["add"],
]


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_status_2(tmp_path: Path, arguments: list[str]) -> None:
    """With the usage on standard error, and nothing on standard output."""
    done = call(tmp_path, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: treaty-desk")


def test_a_wrong_value_is_told_with_the_right_ones(tmp_path: Path) -> None:
    """The methods there are, and the bound of lines, which help names as well."""
    assert "there is no method “magic”: choose desk, lexrank" in call(tmp_path, "summarize", "--method", "magic").err
    assert "from 1 to 1000" in call(tmp_path, "summarize", "--lines", "1001").err
    assert "1 to 1000" in call(tmp_path, "summarize", "--help").out
    assert call(tmp_path, "summarize", "--library", SEEDS, "--lines", "1000").status == 0


@pytest.mark.parametrize("question", ["", "  "])
def test_an_empty_question_is_wrong_usage(tmp_path: Path, question: str) -> None:
    """One line says so."""
    done = call(tmp_path, "ask", question)
    assert (done.status, done.out) == (2, "")
    assert done.err == "treaty-desk: ask: the question is empty; for example: ask Who signed the treaty?\n"


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["summarize", "--help"]], ids=" ".join)
def test_help_is_status_0(tmp_path: Path, arguments: list[str]) -> None:
    """On standard output."""
    done = call(tmp_path, *arguments)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("usage: treaty-desk")


COULD_NOT = [
    (["withdraw", "99"], "99"),
    (["chat", "--library", "nowhere"], "there is no such folder"),
    (["analyze", "--library", "."], "there is no document that can be read"),
    (["add", "nowhere.txt"], "nowhere.txt"),
]


@pytest.mark.parametrize(
    ("arguments", "reason"), COULD_NOT, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_what_could_not_be_done_is_status_1(tmp_path: Path, arguments: list[str], reason: str) -> None:
    """Standard error says why; standard output is empty."""
    done = call(tmp_path, *arguments)
    assert (done.status, done.out) == (1, "")
    assert reason in done.err


def test_a_wrong_setting_is_named_with_its_place(tmp_path: Path) -> None:
    """One line with file and line."""
    (tmp_path / "bot.yaml").write_text("prefix: '?'\nsummry_lines: 3\n", encoding="utf-8")
    done = call(tmp_path, "check", TREATY_DESK_CONFIG=str(tmp_path))
    assert done.status == 1
    assert "bot.yaml:2" in done.err


def test_a_library_with_bad_files_goes_on(tmp_path: Path) -> None:
    """A line for each on standard error; the rest is read, exit status 0."""
    (tmp_path / "good.txt").write_text("A good line.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "documents.yaml").write_text("documents:\n  - file: gone.txt\n  - file: good.txt\n", encoding="utf-8")
    done = call(tmp_path, "chat", "--library", tmp_path, typed="!sources")
    assert done.status == 0
    assert "Documents (1)" in done.out
    assert all(name in done.err for name in ("empty.txt", "latin.txt", "gone.txt"))


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_locale(tmp_path: Path, locale: str) -> None:
    """And so is input."""
    more = {"LANG": locale, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    typed = "!search “groundbreaking”\n!who O’Neill\n"
    done = call(tmp_path, "chat", "--library", SEEDS, typed=typed, cold=True, **more)
    assert done.status == 0
    assert "“This is indeed" in done.out
    assert "O’Neill" in done.out


def test_input_that_is_not_utf8_is_read_on(tmp_path: Path) -> None:
    """A wrong byte is shown as one; the next line is answered."""
    done = call(tmp_path, "chat", "--library", SEEDS, typed=b"!quotes caf\xe9\n!sources\n")
    assert done.status == 0
    assert "Documents (2)" in done.out


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """As in ``… | head -1``."""
    with started(tmp_path, "chat", "--library", SEEDS) as process:
        assert process.stdout
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(b"!source 1\n" * 50, timeout=120)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """One line, and status 1."""
    command = f"{sys.executable} -m bot ask --library {SEEDS} 'Who signed?' > /dev/full"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"treaty-desk: standard output: No space left on device\n")


def test_an_error_of_the_system_is_not_blamed_on_standard_output(tmp_path: Path) -> None:
    """A file is named; what has no name and is no matter of writing is a fault."""
    code = (
        "import sys; from bot import __main__ as line\n"
        "def fail(*_): raise {error}\n"
        "line._carry_out = fail; sys.exit(line.main(['check']))"
    )

    def fail(error: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code.format(error=error)]
        more = {"cwd": tmp_path, "env": environment(tmp_path), "capture_output": True, "text": True}
        return subprocess.run(command, check=False, **more)  # type: ignore[call-overload,no-any-return]

    named, unnamed = fail("OSError(13, 'Permission denied', 'a.txt')"), fail("OSError(24, 'Too many open files')")
    assert (named.returncode, named.stderr) == (1, "treaty-desk: a.txt: Permission denied\n")
    assert unnamed.returncode == 1
    assert "standard output" not in unnamed.stderr
    assert "a fault of the program" in unnamed.stderr


def test_streams_that_are_closed_are_no_fault(tmp_path: Path) -> None:
    """As under some service managers."""
    command = f"{sys.executable} -m bot chat --library {SEEDS} <&- >&-"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_discord_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """With a token the bot goes to Discord; the token is in no message."""
    done = call(tmp_path, "run", DISCORD_TOKEN="top.secret.token", TREATY_DESK_DISCORD_API="http://127.0.0.1:9/api")  # noqa: S106
    assert (done.status, done.out) == (1, "")
    assert "secret" not in done.err
    assert done.err.splitlines()[-1].startswith("treaty-desk: Discord cannot be reached")


def test_interrupting_is_quiet(tmp_path: Path) -> None:
    """No traceback at Ctrl-C."""
    with started(tmp_path, "chat", "--library", SEEDS) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"!sources\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"Documents (2)\n"
        interrupt(process)
        assert process.stderr
        assert (process.returncode, process.stderr.read()) == (130, b"")


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The bot goes on in memory, and says that nothing will be kept."""
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    done = call(tmp_path, "chat", typed="!sources\n")
    assert done.status == 0
    assert "Documents (2)" in done.out
    assert "nothing will be kept" in done.err
    assert call(tmp_path, "check").status == 1


def test_the_terminal_loads_no_discord(tmp_path: Path) -> None:
    """Start would take twice as long."""
    code = (
        "import sys; from bot.__main__ import main; main(['ask', 'Who?']);"
        "assert not {'discord', 'sumy', 'rich'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_start_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    """It would take a fifth of the time: nearly all that a start makes stays until the process ends."""
    code = (
        "import gc; from bot.__main__ import main; main(['ask', 'Who?', '--library', sys.argv[1]]);"
        "looked = sum(each['collections'] for each in gc.get_stats());"
        "assert looked < 100 and gc.get_freeze_count() > 50_000, (looked, gc.get_freeze_count())"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}", SEEDS], cwd=tmp_path, env=environment(tmp_path), check=False
    )
    assert done.returncode == 0


def read_all(terminal: int) -> bytes:
    """All that was written on a terminal whose other end is closed: it comes piece by piece, and ends with an error."""
    pieces = []
    with suppress(OSError):
        while piece := os.read(terminal, 65536):
            pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_on_a_terminal_control_characters_are_pictures(tmp_path: Path) -> None:
    """A document cannot command the terminal; the words are set off, and no markup of rich's is read in them."""
    (tmp_path / "odd.txt").write_text("A [bold]line[/bold] with \x1b[31mcolour\x07 in it.\n", encoding="utf-8")
    ours, theirs = os.openpty()
    with started(tmp_path, "chat", "--library", tmp_path, stdout=theirs, TERM="xterm-256color") as process:
        process.communicate(b"!source 1\n", timeout=120)
    os.close(theirs)
    shown = read_all(ours).decode()
    os.close(ours)
    assert "[bold]line[/bold] with ␛[31mcolour␇ in it." in shown
    assert "\x1b[1m" in shown


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
@pytest.mark.parametrize("ending", ["quit\n", "\x04", "interrupt"])
def test_somebody_at_a_terminal(tmp_path: Path, ending: str) -> None:
    """Lines are answered as they are typed; quit, the end of the input and Ctrl-C all end the chat well."""
    ours, theirs = os.openpty()
    with started(tmp_path, "chat", "--library", SEEDS, stdin=theirs) as process:
        assert process.stdout
        os.write(ours, b"!sources\n")
        assert process.stdout.readline() == b"Documents (2)\n"
        if ending == "interrupt":
            interrupt(process)
        else:
            os.write(ours, ending.encode())
        _, err = process.communicate(timeout=120)
    os.close(theirs)
    os.close(ours)
    # An interrupt may come while the line before is still being answered.
    assert process.returncode in ({0, 130} if ending == "interrupt" else {0})
    assert err.startswith(b"!help lists the commands")


def test_what_cannot_be_kept_is_not_done(tmp_path: Path) -> None:
    """Adding and keeping nothing is a failure, told in one line."""
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    done = call(tmp_path, "add", "seeds")
    assert done.status == 1
    assert "nothing will be kept" in done.err
