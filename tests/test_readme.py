"""What the README says is true: its commands run, its table is the table, its files are there."""

import re
import shlex
import subprocess

import pytest

from bot.faces.commands.table import ALL_COMMANDS
from tests.checkout import HOUSE, plain_checkout
from tests.warm import warm

README = (HOUSE / "README.md").read_text(encoding="utf-8")
SHELL = [
    line.split("   #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
CALLS = [line for line in SHELL if "python -m bot" in line]
TARGETS = [line for line in SHELL if line.startswith("make ")]
FILES = re.findall(r"(?:`|\]\()((?:config|tests|bot|docs)/[\w./]+)[`)]", README)


def test_every_shell_line_is_a_call_of_the_bot_or_of_make():
    assert CALLS
    assert TARGETS
    assert [line for line in SHELL if line in CALLS or line in TARGETS] == SHELL


def test_the_calls_run_one_after_the_other(tmp_path):
    """As a newcomer would type them, with a data folder of their own."""
    for line in CALLS:
        command = line.replace(".venv/bin/python", shlex.join(warm()))
        environment = {"PATH": "/usr/bin:/bin", "DATA_FOLDER": str(tmp_path / "data"), "HOME": str(tmp_path)}
        done = subprocess.run(
            ["sh", "-c", command], cwd=plain_checkout(), env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout, line


@pytest.mark.parametrize("line", TARGETS)
def test_make_knows_its_targets(line):
    target = line.split()[1]
    done = subprocess.run(["make", "--dry-run", target], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_tables_of_commands_are_the_table():
    rows = re.findall(r"^\| `!(.+?)` \| (.+?) \|$", README, re.MULTILINE)
    assert rows == [(command.usage, command.does) for command in ALL_COMMANDS]


@pytest.mark.parametrize("name", sorted(set(FILES)))
def test_the_files_that_it_names_are_there(name):
    assert (HOUSE / name).exists()


def test_the_rights_in_the_seeds_are_told():
    assert re.search(r"rights in the documents in `seeds/` are their publishers'", README)
