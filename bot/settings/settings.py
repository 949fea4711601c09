"""The settings: `config/bot.yaml`, over it the environment and `.env`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin, get_type_hints

from pydantic import Field, SecretStr, TypeAdapter, ValidationError

from ..domain.errors import SettingsError
from ..intake.complaints import Complaint, Faulty
from ..intake.written_yaml import Written, open_yaml
from ..intake.wrong_values import SOCKET_ADDRESS, WEB_ADDRESS, tell_wrong_value
from .places import CONFIG_VARIABLE, find_config_folders, find_data_folder, find_file, find_packaged

WebAddress = Annotated[str, Field(pattern=WEB_ADDRESS)]
SocketAddress = Annotated[str, Field(pattern=SOCKET_ADDRESS)]


@dataclass(frozen=True, slots=True)
class Choices:
    """The keys of `config/bot.yaml` with their defaults; the file itself says what each is for."""

    prefix: Annotated[str, Field(min_length=1, max_length=20)] = "!"
    libraries: tuple[Path, ...] = ()
    data_folder: Path | None = None
    max_document_bytes: Annotated[int, Field(ge=1)] = 2_000_000
    max_attachment_bytes: Annotated[int, Field(ge=1)] = 500_000
    max_server_documents: Annotated[int, Field(ge=0)] = 1000
    keep_after_leaving_days: Annotated[int, Field(ge=0, le=3650)] = 30
    summary_lines: Annotated[int, Field(ge=1, le=20)] = 5
    digest_interval: Annotated[float, Field(ge=0.1, le=60)] = 15
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    log_format: Literal["text", "json"] = "text"
    shard_count: Annotated[int, Field(ge=1)] | None = None
    shard_ids: tuple[Annotated[int, Field(ge=0)], ...] = ()
    discord_api: WebAddress | None = None
    discord_gateway: SocketAddress | None = None


@dataclass(frozen=True, slots=True)
class Settings(Choices):
    """All that can be chosen; `libraries` and `data_folder` are places by now.

    `config_folders` are the folders with the lexicon, the first that has a file first. Secrets show as asterisks.
    `origins` tells of each setting that somebody chose where that was: a variable, or a file. `strange` are variables
    with our prefix that no setting has.
    """

    config_folders: tuple[Path, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict, repr=False)
    strange: tuple[str, ...] = ()
    discord_token: SecretStr | None = field(default=None, repr=False)
    database_url: SecretStr | None = field(default=None, repr=False)


SECRETS: Mapping[str, str] = {"discord_token": "DISCORD_TOKEN", "database_url": "DATABASE_URL"}
"""The settings that come from the environment alone, with their variables."""

VARIABLE_PREFIX = "TREATY_DESK_"
"""What the variable of every setting begins with: ``TREATY_DESK_LOG_LEVEL`` is that of `log_level`."""

SHORT_NAMES: Mapping[str, str] = {
    "data_folder": "DATA_FOLDER",
    "shard_count": "SHARD_COUNT",
    "shard_ids": "SHARD_IDS",
    **SECRETS,
}
"""The names that are read as well where the process is our own; in a host they are the host's."""


VARIABLES = frozenset(
    {CONFIG_VARIABLE} | {VARIABLE_PREFIX + name.upper() for name in (*Choices.__dataclass_fields__, *SECRETS)}
)
"""All variables that begin with our prefix."""


def load_settings(
    environ: Mapping[str, str], *, hosted: bool = False, dotenv: Mapping[str, str] | None = None
) -> Settings:
    """Load the settings; what `dotenv` has of a `.env` file counts where the environment says nothing.

    `hosted` where another bot has loaded us: then only variables with our prefix are ours. Raises SettingsError with
    a line for everything that is wrong.
    """
    written = {name for name in dotenv or {} if name not in environ}
    environ = {**(dotenv or {}), **environ}
    folders = find_config_folders(environ)
    if not folders[0].is_dir() and CONFIG_VARIABLE in environ:
        raise SettingsError(f"{CONFIG_VARIABLE}: there is no folder {folders[0]}: make it, or name another")
    try:
        choices, origins = _from_file(find_file("bot.yaml", folders))
        over, secrets = _from_environment(environ, hosted=hosted)
    except Faulty as faulty:
        raise SettingsError(str(faulty)) from faulty
    choices = replace(choices, **over)
    _check_shards(choices)
    for name in (*over, *secrets):
        variable = _variable(environ, name, hosted=hosted)[0]
        origins[name] = f"{variable} in .env" if variable in written else variable
    return Settings(
        **asdict(choices)
        | {
            "libraries": choices.libraries or (find_packaged("seeds"),),
            "data_folder": choices.data_folder or find_data_folder(environ),
        },
        config_folders=folders,
        origins=origins,
        strange=tuple(sorted(name for name in environ if name.startswith(VARIABLE_PREFIX) and name not in VARIABLES)),
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


def _from_file(file: Path) -> tuple[Choices, dict[str, str]]:
    """The choices of one file, its paths taken from the folder that it is in; and of each that differs its place."""
    if not file.exists():
        return Choices(), {}
    written = open_yaml(file)
    if secrets := list(_secrets_in(written)):
        raise Faulty(*secrets)
    choices, defaults = written.check(Choices), Choices()
    chosen = (key for key in written.key_names() if getattr(choices, key) != getattr(defaults, key))
    return _placed(choices, file.parent), dict.fromkeys(chosen, str(file))


def _check_shards(choices: Choices) -> None:
    """Raise SettingsError where the shards of this process are not some of those that there are."""
    count, numbers = choices.shard_count, choices.shard_ids
    if numbers and count is None:
        raise SettingsError("shard_ids: shard_count is missing: set SHARD_COUNT to how many shards there are in all")
    if count and (strange := [number for number in numbers if number >= count]):
        raise SettingsError(
            f"shard_ids: there is no shard {strange[0]} among {count}: write numbers from 0 to {count - 1}"
        )
    if twice := next((number for number in numbers if numbers.count(number) > 1), None):
        raise SettingsError(f"shard_ids: {twice} is there twice: take one out")


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
    own = VARIABLE_PREFIX + name.upper()
    short = SHORT_NAMES.get(name)
    if own not in environ and short and not hosted:
        return short, environ.get(short, "").strip()
    return own, environ.get(own, "").strip()


def _typed(value: str, kind: Any, variable: str) -> object:  # noqa: ANN401 - any type at all
    """A variable's value as the type of its setting; several paths stand as they do in PATH, numbers with commas."""
    parts: object = value
    if kind == tuple[Path, ...]:
        parts = [Path(part) for part in value.split(os.pathsep)]
    elif get_origin(kind) is tuple:
        parts = value.replace(",", " ").split()
    try:
        return TypeAdapter(kind).validate_python(parts)
    except ValidationError as wrong:
        error = wrong.errors(include_url=False)[0]
        words = tell_wrong_value(error["type"], error["msg"], error.get("ctx", {}))
        raise Faulty(Complaint(Path(variable), words)) from wrong
