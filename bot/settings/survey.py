"""What is chosen, where that was, and whether it makes sense here: for whoever runs the bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from rapidfuzz.distance import OSA

from ..domain.office import CheckItem, Tick
from ..domain.schedules import zone_of
from ..render.labels import name_list
from .places import find_file
from .settings import SECRETS, VARIABLES, Choices, Settings


def survey_settings(settings: Settings, environ: Mapping[str, str]) -> Iterator[CheckItem]:
    """The settings that somebody chose, the rest in one line, and the time zone of the process."""
    file = find_file("bot.yaml", settings.config_folders)
    yield CheckItem("settings", Tick.DONE, f"read from {file}; what is not named here has its default")
    for field in fields(Choices):
        if origin := settings.origins.get(field.name):
            yield _survey_choice(field.name, getattr(settings, field.name), origin)
    yield from map(_survey_strange, settings.strange)
    yield _survey_zone(environ.get("TZ", "").removeprefix(":"))
    yield _survey_shards(settings)


def _survey_choice(name: str, value: object, origin: str) -> CheckItem:
    """What is chosen; a library that is not there is none."""
    says = f"{_show(value)}, from {origin}"
    folders = value if name == "libraries" and isinstance(value, tuple) else ()
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        says = f"{says}; there is no folder {name_list(missing, 'or')}"
        return CheckItem(f"setting {name}", Tick.TO_DO, says, "make it, or name another")
    return CheckItem(f"setting {name}", Tick.DONE, says)


def _survey_strange(variable: str) -> CheckItem:
    """A variable that says nothing to anybody, and the one that may be meant."""
    near = min(sorted(VARIABLES), key=lambda name: OSA.distance(variable.upper(), name))
    remedy = f"did you mean {near}? If not, take it out: config/bot.yaml has all settings"
    return CheckItem(f"variable {variable}", Tick.TO_DO, "there is no such setting, so it sets nothing", remedy)


def survey_secret(settings: Settings, name: str, remedy: str) -> CheckItem:
    """Whether a secret is set, and where; never what it is."""
    origin = settings.origins.get(name)
    if origin:
        return CheckItem(SECRETS[name], Tick.DONE, f"is set, from {origin}")
    return CheckItem(SECRETS[name], Tick.TO_DO, "is not set", remedy)


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return str(value) if isinstance(value, int | float | Path) else f"“{value}”"


def _survey_zone(name: str) -> CheckItem:
    """The zone of the process, which the system takes for UTC where it does not know its name."""
    here = datetime.now().astimezone().tzname()
    if not name:
        return CheckItem("time zone", Tick.DONE, f"that of the system, {here}")
    if zone_of(name) is None:
        remedy = "write TZ as Europe/Vienna, or leave it out"
        return CheckItem("time zone", Tick.TO_DO, f"TZ names {name}, which is not known: times are in {here}", remedy)
    return CheckItem("time zone", Tick.DONE, f"{name}, from TZ; it is {here} now")


def _survey_shards(settings: Settings) -> CheckItem:
    count, numbers = settings.shard_count, settings.shard_ids
    if count is None:
        says = "as many as Discord recommends, all in this process"
    elif numbers:
        says = f"{', '.join(map(str, numbers))} of {count} in this process"
    else:
        says = f"{count}, all in this process"
    return CheckItem("shards", Tick.DONE, says)
