"""Where files are found: from the package, never from the current folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent

CONFIG_VARIABLE = "TREATY_DESK_CONFIG"
"""The variable that names one's own folder of settings."""


def is_checkout() -> bool:
    """Whether the package stands in a checkout: there `config` and `seeds` are its neighbours."""
    return not (PACKAGE / "config").is_dir()


def find_packaged(name: str) -> Path:
    """Give a folder that comes with the program, `config` or `seeds`: inside the package where it is installed."""
    return (PACKAGE.parent if is_checkout() else PACKAGE) / name


def find_config_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Give the folders that settings are looked for in, the first that has a file first: one's own, and ours."""
    ours = find_packaged("config")
    if own := environ.get(CONFIG_VARIABLE):
        return Path(own).expanduser(), ours
    return (ours,) if is_checkout() else (_home(environ, "XDG_CONFIG_HOME", ".config"), ours)


def find_data_folder(environ: Mapping[str, str]) -> Path:
    """Give the folder of what is kept: in the checkout, or in the user's own place for data."""
    return PACKAGE.parent / "data" if is_checkout() else _home(environ, "XDG_DATA_HOME", ".local/share")


def find_file(name: str, folders: tuple[Path, ...]) -> Path:
    """Give a file from the first folder that has it; where none has it, its place in the last one."""
    files = [folder / name for folder in folders]
    return next((file for file in files if file.exists()), files[-1])


def _home(environ: Mapping[str, str], variable: str, otherwise: str) -> Path:
    chosen = environ.get(variable, "")
    return (Path(chosen) if Path(chosen).is_absolute() else Path.home() / otherwise) / "treaty-desk"
