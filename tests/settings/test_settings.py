"""Settings: the file, the environment over it, secrets, and how each fault is told."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from bot.domain.errors import SettingsError
from bot.settings.places import find_packaged
from bot.settings.settings import SECRETS, SHORT_NAMES, VARIABLE_PREFIX, Choices, load_settings, read_dotenv

CONFIG = find_packaged("config")


@pytest.fixture
def config(tmp_path):
    """A config folder of one's own: give it the text of its bot.yaml, and get the environment that names it."""

    def write(text):
        (tmp_path / "bot.yaml").write_text(text, "utf-8")
        return {"TREATY_DESK_CONFIG": str(tmp_path)}

    return write


def refusal(environ, **how):
    with pytest.raises(SettingsError) as refused:
        load_settings(environ, **how)
    return str(refused.value)


def test_the_file_that_comes_with_the_program_has_every_key_with_its_default():
    written = yaml.safe_load((CONFIG / "bot.yaml").read_text("utf-8"))
    defaults = {field.name: field.default for field in fields(Choices)}
    assert {key: tuple(value) if isinstance(value, list) else value for key, value in written.items()} == defaults
    assert list(written) == list(defaults)


def test_every_key_of_the_file_has_a_comment_and_every_variable_is_told():
    text = (CONFIG / "bot.yaml").read_text("utf-8")
    paragraphs = text.split("\n\n")[1:]
    assert all(paragraph.startswith("# ") for paragraph in paragraphs)
    assert all(re.search(rf"\b{name}\b", text) for name in (*SHORT_NAMES.values(), "TREATY_DESK_CONFIG"))


def test_without_a_file_or_a_variable_the_defaults_stand():
    settings = load_settings({})
    assert (settings.prefix, settings.summary_lines, settings.discord_token) == ("!", 5, None)
    assert settings.libraries == (CONFIG.parent / "seeds",)
    assert settings.data_folder == CONFIG.parent / "data"
    assert settings.config_folders == (CONFIG,)


def test_ones_own_file_wins_over_ours_and_its_paths_are_taken_from_its_folder(config, tmp_path):
    settings = load_settings(config("prefix: '?'\nlibraries: [story, /srv/x]\ndata_folder: kept"))
    assert settings.prefix == "?"
    assert settings.libraries == (tmp_path / "story", Path("/srv/x"))
    assert settings.data_folder == tmp_path / "kept"
    assert settings.config_folders == (tmp_path, CONFIG)


def test_a_config_folder_without_the_file_leaves_ours(tmp_path):
    assert load_settings({"TREATY_DESK_CONFIG": str(tmp_path)}).prefix == "!"


def test_the_environment_wins_over_the_file(config):
    environ = config("summary_lines: 3\nlog_level: info") | {
        "TREATY_DESK_SUMMARY_LINES": "7",
        "TREATY_DESK_LIBRARIES": "/a:/b",
        "TREATY_DESK_PREFIX": "12",
        "TREATY_DESK_LOG_LEVEL": "",
        "DATA_FOLDER": "/x",
    }
    settings = load_settings(environ)
    assert (settings.summary_lines, settings.log_level, settings.prefix) == (7, "info", "12")
    assert load_settings({"TREATY_DESK_DIGEST_INTERVAL": "0.5"}).digest_interval == 0.5
    assert (settings.libraries, settings.data_folder) == ((Path("/a"), Path("/b")), Path("/x"))


@pytest.mark.parametrize("name", [field.name for field in fields(Choices)])
def test_every_key_has_a_variable(name):
    """A value that fits no key but one of words or paths is either taken or refused, never overlooked."""
    variable = VARIABLE_PREFIX + name.upper()
    try:
        told = str(getattr(load_settings({variable: "odd"}), name))
    except SettingsError as refused:
        told = str(refused)
    assert "odd" in told or variable in told


WRONG = [
    ("summary_lines", "five", "must be a whole number"),
    ("summary_lines", 0, "is too small: it must be 1 at least"),
    ("summary_lines", 21, "is too large: it must be 20 at most"),
    ("digest_interval", 0, "is too small: it must be 0.1 at least"),
    ("digest_interval", 61, "is too large: it must be 60 at most"),
    ("digest_interval", "soon", "must be a number"),
    ("log_level", "loud", "is not one of those that can be chosen: debug, info, warning or error"),
    ("prefix", "'" * 21, "is too long: it may have 20 characters"),
    ("discord_api", "proxy.example", "must be an address that begins with http:// or https://"),
    ("discord_gateway", "https://proxy.example", "must be an address that begins with ws:// or wss://"),
]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("prefix: '?'\nsumary_lines: 4", "bot.yaml:2:1: “sumary_lines” is no key here: did you mean “summary_lines”?"),
        ("prefix: 1", "bot.yaml:1:1: “prefix” must be words: put numbers, true, false and null in quotation marks"),
        ("prefix: ''", "bot.yaml:1:1: “prefix” is too short: it must have at least 1 character"),
        ("prefix: [", "bot.yaml:2:1: this is no YAML: did not find expected node content"),
        *((f"{name}: {json.dumps(value)}", f"bot.yaml:1:1: “{name}” {fault}") for name, value, fault in WRONG),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_place(config, tmp_path, text, fault):
    assert refusal(config(text)) == f"{tmp_path}/{fault}"


@pytest.mark.parametrize(("name", "value", "fault"), WRONG)
def test_a_fault_in_the_environment_is_told_in_the_same_words(name, value, fault):
    variable = VARIABLE_PREFIX + name.upper()
    assert refusal({variable: str(value)}) == f"{variable}: {fault}"


def test_every_fault_in_the_environment_is_told_with_its_variable():
    told = refusal({"TREATY_DESK_SUMMARY_LINES": "many", "TREATY_DESK_LOG_LEVEL": "loud"}).splitlines()
    assert [line.partition(":")[0] for line in told] == ["TREATY_DESK_SUMMARY_LINES", "TREATY_DESK_LOG_LEVEL"]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_in_the_file_is_refused_and_not_repeated(config, name):
    told = refusal(config(f"prefix: '?'\n{name}: hush-hush"))
    assert "bot.yaml:2:" in told
    assert SECRETS[name] in told
    assert "hush" not in told


def test_secrets_come_from_the_environment_and_are_never_shown():
    settings = load_settings({"DISCORD_TOKEN": "hush-hush", "TREATY_DESK_DATABASE_URL": "sqlite:///hush"})
    assert settings.discord_token.get_secret_value() == "hush-hush"
    assert settings.database_url.get_secret_value() == "sqlite:///hush"
    assert "hush" not in f"{settings!r} {settings} {settings.discord_token} {settings.database_url!r}"


def test_inside_a_host_its_own_variables_are_not_ours():
    environ = {"DISCORD_TOKEN": "host", "DATABASE_URL": "postgres://host", "TREATY_DESK_DATABASE_URL": "sqlite:///x"}
    settings = load_settings(environ, hosted=True)
    assert settings.discord_token is None
    assert settings.database_url.get_secret_value() == "sqlite:///x"
    assert load_settings({"DATA_FOLDER": "/host"}, hosted=True).data_folder == CONFIG.parent / "data"


def test_dotenv_is_read_as_people_write_it(tmp_path):
    file = tmp_path / ".env"
    lines = ["# a comment", "", "A=1", "export B = two words ", "C='it is # $kept'", 'D="x"', "E=", "F=a=b"]
    file.write_text("\n".join(lines), "utf-8")
    expected = {"A": "1", "B": "two words", "C": "it is # $kept", "D": "x", "E": "", "F": "a=b"}
    assert read_dotenv(file) == expected
    assert read_dotenv(tmp_path / "none") == {}


def test_a_line_of_dotenv_that_is_none_is_told_without_being_repeated(tmp_path):
    (tmp_path / ".env").write_text("A=1\nhush hush\n")
    with pytest.raises(SettingsError, match=r"\.env:2: ") as refused:
        read_dotenv(tmp_path / ".env")
    assert "hush" not in str(refused.value)


def test_shards_are_numbers_with_commas_or_blanks_and_their_short_names_are_the_processs_own():
    settings = load_settings({"SHARD_COUNT": "4", "SHARD_IDS": "0, 2 3"})
    assert (settings.shard_count, settings.shard_ids) == (4, (0, 2, 3))
    assert load_settings({"SHARD_COUNT": "4", "SHARD_IDS": "0"}, hosted=True).shard_count is None


@pytest.mark.parametrize(
    ("count", "numbers", "told"),
    [
        ("", "1", "set SHARD_COUNT"),
        ("2", "0,2", "there is no shard 2 among 2: write numbers from 0 to 1"),
        ("3", "1,1", "1 is there twice"),
        ("0", "", "SHARD_COUNT"),
        ("2", "-1", "SHARD_IDS"),
        ("2", "one", "SHARD_IDS"),
    ],
)
def test_shards_that_cannot_be_are_one_line(count, numbers, told):
    line = refusal({"SHARD_COUNT": count, "SHARD_IDS": numbers})
    assert told in line
    assert "\n" not in line


def test_a_config_folder_that_is_not_there_is_told(tmp_path):
    told = refusal({"TREATY_DESK_CONFIG": str(tmp_path / "nowhere")})
    assert told.startswith(f"TREATY_DESK_CONFIG: there is no folder {tmp_path / 'nowhere'}")


def test_what_was_chosen_is_told_with_its_place_and_no_secret_with_its_value(config, tmp_path):
    environ = config("summary_lines: 7\nprefix: '!'") | {"TREATY_DESK_LOG_LEVEL": "info"}
    dotenv = {"DISCORD_TOKEN": "hush-hush", "TREATY_DESK_LOG_LEVEL": "debug"}
    settings = load_settings(environ, dotenv=dotenv)
    assert settings.log_level == "info"
    assert settings.origins == {
        "summary_lines": f"{tmp_path}/bot.yaml",
        "log_level": "TREATY_DESK_LOG_LEVEL",
        "discord_token": "DISCORD_TOKEN in .env",
    }


def test_the_defaults_are_nobodys_choice():
    assert load_settings({}).origins == {}
