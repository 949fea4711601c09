"""Every snippet in a reply, wherever it stands."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bot.domain.citations import Snippet


def snippets_in(value: object) -> Iterator[Snippet]:
    if isinstance(value, Snippet):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from snippets_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from snippets_in(getattr(value, field.name))
