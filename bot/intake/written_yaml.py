"""YAML that people write: checked against a type, each fault with its line and column."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from .complaints import Complaint, Faulty

T = TypeVar("T")

BaseLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CoreLoader(BaseLoader):
    """Takes for numbers, truth and nothing what YAML 1.2 takes for them: `no`, `12:30` and dates stay words.

    PyYAML goes by YAML 1.1, where `no` is false and `12:30` is 750.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("null", r"(?:~|null|Null|NULL)?", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), _first)

SCALARS: Mapping[str, Any] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:bool": lambda words: words.lower() == "true",
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}
TAGS = frozenset({*SCALARS, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a YAML file; `node` is None where the file holds nothing."""

    file: Path
    node: yaml.Node | None

    def complain(self, words: str, node: yaml.Node | None = None) -> Complaint:
        """A complaint about this part, or about a node in it."""
        mark = (node or self.node or yaml.ScalarNode("", "")).start_mark
        return Complaint(self.file, words, mark and mark.line + 1, mark and mark.column + 1)

    def without(self, key: str) -> Written:
        """The same part with one of its own keys left out."""
        if not isinstance(self.node, yaml.MappingNode):
            return self
        pairs = [(name, value) for name, value in self.node.value if name.value != key]
        return Written(
            self.file, yaml.MappingNode(self.node.tag, pairs, self.node.start_mark, self.node.end_mark)
        )

    def get(self, key: str) -> Written | None:
        """The part under a key of this one."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else ()
        return next((Written(self.file, value) for name, value in pairs if name.value == key), None)

    def items(self) -> list[Written]:
        """The items of a list; raises Faulty where this is none."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Written(self.file, node) for node in self.node.value]
        raise Faulty(self.complain("here must stand a list, one item a line after “- ”"))

    def check(self, kind: type[T]) -> T:
        """This part as a value of a type: a dataclass, or what one is made of. Raises Faulty with all that is wrong."""
        faults: list[Complaint] = []
        value = self._plain(self.node, faults, set())
        if not faults:
            try:
                return cast(
                    "T", _adapter(kind).validate_json(json.dumps([{} if value is None else value]))[0]
                )
            except ValidationError as wrong:
                faults.extend(self._faults(kind, wrong))
        raise Faulty(*faults)

    def _plain(self, node: yaml.Node | None, faults: list[Complaint], seen: set[int]) -> object:
        """A node as Python values. An alias would let a short file grow without end: a node comes once."""
        if node is None:
            return None
        if id(node) in seen:
            faults.append(self.complain("aliases (*name) are not read here: write the value out", node))
            return None
        seen.add(id(node))
        if node.tag not in TAGS:
            faults.append(self.complain(f"the tag {node.tag} is not read here: leave it out", node))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._plain_mapping(node, faults, seen)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, faults, seen) for item in node.value]
        return self._plain_scalar(node, faults)

    def _plain_mapping(
        self, node: yaml.MappingNode, faults: list[Complaint], seen: set[int]
    ) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                faults.append(self.complain("a key must be one word or a few", key))
            elif key.value in values:
                faults.append(self.complain(f"“{key.value}” comes twice: keep one of the two", key))
            else:
                values[key.value] = self._plain(value, faults, seen)
        return values

    def _plain_scalar(self, node: yaml.Node, faults: list[Complaint]) -> object:
        try:
            return SCALARS[node.tag](node.value)
        except (KeyError, ValueError):  # a tag of lists on a word, or more digits than Python reads
            faults.append(
                self.complain(
                    "this value cannot be read: write it without a tag, or in quotation marks", node
                )
            )
            return None

    def _faults(self, kind: Any, wrong: ValidationError) -> Iterator[Complaint]:
        for error in wrong.errors(include_url=False):
            path = error["loc"][1:]
            yield self.complain(_words(kind, path, error["type"], error["msg"]), self._find(path))

    def _find(self, path: tuple[int | str, ...]) -> yaml.Node | None:
        """The node at the end of a path, or the last one on the way; for a key that is unknown, the key."""
        node = self.node
        for position, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == step), None)
                if not pair:
                    break
                last = position == len(path) - 1 or path[position + 1] == "[key]"
                node = pair[0] if last else pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
        return node


def read_yaml(text: str, file: Path) -> Written:
    """The one document in a YAML text. Raises Faulty where it is no YAML."""
    try:
        return Written(file, yaml.compose(text, CoreLoader))
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        words = f"this is no YAML: {wrong.problem or wrong.context}"
        raise Faulty(Complaint(file, words, mark and mark.line + 1, mark and mark.column + 1)) from wrong
    except (yaml.YAMLError, UnicodeError, RecursionError) as wrong:
        raise Faulty(Complaint(file, f"this is no YAML: {' '.join(str(wrong).split())}")) from wrong


def nearest(word: str, known: list[str]) -> str:
    """A hint at the known word that was probably meant, or at all of them."""
    close = get_close_matches(word, known, 1)
    if close:
        return f"did you mean “{close[0]}”?"
    return f"known are {', '.join(known)}" if known else "none is known here"


@cache
def _adapter(kind: Any) -> TypeAdapter[list[Any]]:
    """Checks a list of one: pydantic takes no configuration for a dataclass itself, yet hands a list's down to it."""
    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid", strict=True))


def _words(kind: Any, path: tuple[int | str, ...], fault: str, otherwise: str) -> str:
    name = next((str(step) for step in reversed(path) if isinstance(step, str) and step != "[key]"), "this")
    match fault:
        case "extra_forbidden" | "unexpected_keyword_argument":
            return f"“{name}” is no key here: {nearest(name, _keys(kind, path[:-1]))}"
        case "missing":
            return f"“{name}” is missing here: add it"
        case "string_type":
            return f"“{name}” must be words: put numbers, true, false and null in quotation marks"
        case "tuple_type" | "frozen_set_type" | "set_type" | "list_type":
            return f"“{name}” must be a list: [one, another], or one item a line after “- ”"
        case "dict_type" | "mapping_type":
            return f"“{name}” must be keys with values"
        case "dataclass_type":
            return f"“{name}” must be keys with values: {', '.join(_keys(kind, path))}"
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            return f"“{name}” must be a day, written as 2025-01-17"
        case _:
            return f"“{name}”: {otherwise[0].lower()}{otherwise[1:]}"


def _keys(kind: Any, path: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at a path through a type."""
    for step in path:
        if dataclasses.is_dataclass(kind):
            kind = get_type_hints(kind).get(str(step))
        elif issubclass(get_origin(kind) or object, Mapping):
            kind = get_args(kind)[1]
        elif get_args(kind):
            kind = get_args(kind)[0]
    return [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
