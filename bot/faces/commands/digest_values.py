"""What stands for a parameter of a digest's commands: read as a schedule has it, and given as it is typed."""

from __future__ import annotations

from ...desk.digests import schedule_words


def read_times(words: str) -> str:
    """Times of the day. Raises BadCommand."""
    return schedule_words.spell_times(schedule_words.read_times(words))


def read_days(words: str) -> str:
    """Days of the week and of the month. Raises BadCommand."""
    return schedule_words.spell_days(schedule_words.read_days(words))


def read_quiet(words: str) -> str:
    """Dates, and ranges of them. Raises BadCommand."""
    return schedule_words.spell_quiet(schedule_words.read_quiet(words))


def read_new(words: str) -> str:
    """Dates in the place of others, or none. Raises BadCommand."""
    return words if words == schedule_words.NONE else read_quiet(words)


def read_content(words: str) -> str:
    """Parts of a digest. Raises BadCommand."""
    return schedule_words.spell_parts(schedule_words.read_parts(words))


def read_grace(words: str) -> str:
    """A span of time. Raises BadCommand."""
    return schedule_words.spell_grace(schedule_words.read_grace(words))


def read_zone(words: str) -> str:
    """A time zone by its IANA name. Raises BadCommand."""
    return schedule_words.read_zone(words)


def read_new_name(words: str) -> str:
    """The name of a new digest, with the letters as they are typed. Raises BadCommand."""
    schedule_words.read_name(words)
    return " ".join(words.split())


def read_name(words: str) -> str:
    """A digest's name. Raises BadCommand."""
    return schedule_words.read_name(words)
