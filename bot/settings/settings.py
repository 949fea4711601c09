"""The settings: `config/bot.yaml`, over it the environment and `.env`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import Field, SecretStr, TypeAdapter, ValidationError

from ..domain.errors import SettingsError
from ..intake.complaints import Complaint, Faulty
from ..intake.written_yaml import Written, open_yaml
from .places import find_config_folders, find_data_folder, find_file, find_packaged

Address = Annotated[str, Field(pattern=r"^(https?|wss?)://")]


@dataclass(frozen=True, slots=True)
class Choices:
    """The keys of `config/bot.yaml` with their defaults; the file itself says what each is for."""

    prefix: Annotated[str, Field(min_length=1, max_length=20)] = "!"
    libraries: tuple[Path, ...] = ()
    data_folder: Path | None = None
    max_document_bytes: Annotated[int, Field(ge=1)] = 2_000_000
    summary_lines: Annotated[int, Field(ge=1, le=20)] = 5
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    discord_api: Address | None = None
    discord_gateway: Address | None = None


@dataclass(frozen=True, slots=True)
class Settings(Choices):
    """All that can be chosen; `libraries` and `data_folder` are places by now.

    `config_folders` are the folders with the lexicon, the first that has a file first. Secrets show as asterisks.
    """

    config_folders: tuple[Path, ...] = ()
    discord_token: SecretStr | None = field(default=None, repr=False)
    database_url: SecretStr | None = field(default=None, repr=False)


SECRETS: Mapping[str, str] = {"discord_token": "DISCORD_TOKEN", "database_url": "DATABASE_URL"}
"""The settings that come from the environment alone, with their variables."""

PREFIX = "TREATY_DESK_"
"""What the variable of every setting begins with: ``TREATY_DESK_LOG_LEVEL`` is that of `log_level`."""

SHORT_NAMES: Mapping[str, str] = {"data_folder": "DATA_FOLDER", **SECRETS}
"""The names that are read as well where the process is our own; in a host they are the host's."""


def load_settings(environ: Mapping[str, str], *, hosted: bool = False) -> Settings:
    """Load the settings. `hosted` where another bot has loaded us: then only variables with our prefix are ours.

    Raises SettingsError with a line for everything that is wrong.
    """
    folders = find_config_folders(environ)
    try:
        choices = _from_file(find_file("bot.yaml", folders))
        over, secrets = _from_environment(environ, hosted=hosted)
    except Faulty as faulty:
        raise SettingsError(str(faulty)) from faulty
    choices = replace(choices, **over)
    return Settings(
        **asdict(choices)
        | {
            "libraries": choices.libraries or (find_packaged("seeds"),),
            "data_folder": choices.data_folder or find_data_folder(environ),
        },
        config_folders=folders,
        **secrets,
    )


def read_dotenv(file: Path) -> Mapping[str, str]:
    """Read the variables of a `.env` file, a ``NAME=value`` a line; none where there is no file.

    ``export`` may stand before a name, quotation marks around a value, a comment on a line of its own. Raises
    SettingsError.
    """
    if not file.is_file():
        return {}
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeError) as wrong:
        raise SettingsError(f"{file}: cannot be read: make it readable, and UTF-8") from wrong
    return dict(_variable_in(line, f"{file}:{number}") for number, line in enumerate(lines, 1) if _says(line))


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _variable_in(line: str, place: str) -> tuple[str, str]:
    found = re.fullmatch(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:([\"'])(.*)\2|(.*?))\s*", line, re.ASCII)
    if not found:
        raise SettingsError(f"{place}: a line here must be NAME=value")
    return found[1], found[3] if found[2] else found[4]


def _from_file(file: Path) -> Choices:
    """The choices of one file, its paths taken from the folder that it is in."""
    if not file.exists():
        return Choices()
    written = open_yaml(file)
    if secrets := list(_secrets_in(written)):
        raise Faulty(*secrets)
    return _placed(written.check(Choices), file.parent)


def _secrets_in(written: Written) -> Iterator[Complaint]:
    for name, variable in SECRETS.items():
        if part := written.get(name):
            yield part.complain(f"“{name}” is a secret: take it out here, and set {variable} in the environment")


def _placed(choices: Choices, folder: Path) -> Choices:
    return replace(
        choices,
        libraries=tuple(folder / path.expanduser() for path in choices.libraries),
        data_folder=choices.data_folder and folder / choices.data_folder.expanduser(),
    )


def _from_environment(environ: Mapping[str, str], *, hosted: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the environment overrides, and the secrets."""
    over: dict[str, Any] = {}
    faults: list[Complaint] = []
    for name, kind in get_type_hints(Choices, include_extras=True).items():
        variable, value = _variable(environ, name, hosted=hosted)
        try:
            over |= {name: _typed(value, kind, variable)} if value else {}
        except Faulty as faulty:
            faults.extend(faulty.complaints)
    if faults:
        raise Faulty(*faults)
    secrets = {name: SecretStr(value) for name in SECRETS if (value := _variable(environ, name, hosted=hosted)[1])}
    return over, secrets


def _variable(environ: Mapping[str, str], name: str, *, hosted: bool) -> tuple[str, str]:
    """The variable of a setting and its value, empty where it is not set."""
    own = PREFIX + name.upper()
    short = SHORT_NAMES.get(name)
    if own not in environ and short and not hosted:
        return short, environ.get(short, "").strip()
    return own, environ.get(own, "").strip()


def _typed(value: str, kind: Any, variable: str) -> object:  # noqa: ANN401 - any type at all
    """A variable's value as the type of its setting; several paths stand as they do in PATH."""
    parts: object = [Path(part) for part in value.split(os.pathsep)] if kind == tuple[Path, ...] else value
    try:
        return TypeAdapter(kind).validate_python(parts)
    except ValidationError as wrong:
        raise Faulty(Complaint(Path(variable), f"does not fit: {wrong.errors()[0]['msg'].lower()}")) from wrong
