"""YAML that people write: checked against a type, each fault with its line and column."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin, get_type_hints

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from .complaints import Complaint, Faulty
from .wrong_values import tell_wrong_value

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from yaml import SafeLoader as FastLoader
else:
    FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


class CoreLoader(FastLoader):
    """Takes for numbers, truth and nothing what YAML 1.2 takes for them: `no`, `12:30` and dates stay words.

    PyYAML goes by YAML 1.1, where `no` is false and `12:30` is 750.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the base class declares it so


TAG = "tag:yaml.org,2002:"
for _tag, _pattern, _first in (
    ("null", r"(?:~|null|Null|NULL)?", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(TAG + _tag, re.compile(rf"(?:{_pattern})\Z"), _first)

SCALARS: Mapping[str, Any] = {
    f"{TAG}str": str,
    f"{TAG}null": lambda _: None,
    f"{TAG}bool": lambda words: words.lower() == "true",
    f"{TAG}int": int,
    f"{TAG}float": float,
}
TAGS = frozenset({*SCALARS, f"{TAG}map", f"{TAG}seq"})
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a YAML file; `node` is None where the file holds nothing."""

    file: Path
    node: yaml.Node | None

    def complain(self, words: str, node: yaml.Node | None = None) -> Complaint:
        """A complaint about this part, or about a node in it."""
        node = node or self.node
        return _complaint(self.file, words, node.start_mark if node else None)

    def without(self, key: str) -> Written:
        """The same part with one of its own keys left out."""
        return self._where(lambda name: name != key)

    def only(self, *keys: str) -> Written:
        """The same part with none but these of its keys."""
        return self._where(lambda key: key in keys)

    def key_names(self) -> list[str]:
        """The keys of this part, each once; none where it has no keys."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else ()
        return list(dict.fromkeys(str(key.value) for key, _ in pairs))

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
        """The value of a type (a dataclass, or what one is made of). Raises Faulty with all that is wrong."""
        faults: list[Complaint] = []
        try:
            value = self._plain(self.node, faults, set())
        except RecursionError:
            faults.append(self.complain("this is nested too deep"))
        if faults:
            raise Faulty(*faults)
        try:
            return cast("T", _adapter(cast("Any", kind)).validate_json(json.dumps([value]))[0])
        except ValidationError as wrong:
            raise Faulty(*self._faults(kind, wrong)) from wrong

    def _where(self, wanted: Callable[[str], bool]) -> Written:
        node = self.node
        if not isinstance(node, yaml.MappingNode):
            return self
        pairs = [(key, value) for key, value in node.value if wanted(key.value)]
        return Written(self.file, yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark))

    def _plain(self, node: yaml.Node | None, faults: list[Complaint], seen: set[int]) -> object:
        """A node as Python values. An alias would let a short file grow without end: a node comes once."""
        if node is None:
            return {}
        if id(node) in seen:
            faults.append(self.complain("aliases (*name) are not read here: write the value out", node))
        elif node.tag not in TAGS:
            faults.append(self.complain(f"the tag {node.tag} is not read here: leave it out", node))
        elif isinstance(node, yaml.MappingNode):
            seen.add(id(node))
            return self._plain_mapping(node, faults, seen)
        elif isinstance(node, yaml.SequenceNode):
            seen.add(id(node))
            return [self._plain(item, faults, seen) for item in node.value]
        else:
            seen.add(id(node))
            return self._plain_scalar(node, faults)
        return None

    def _plain_mapping(self, node: yaml.MappingNode, faults: list[Complaint], seen: set[int]) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or not is_text(key.value):
                faults.append(self.complain("a key must be one word or a few", key))
            elif key.value in values:
                faults.append(self.complain(f"“{key.value}” comes twice: keep one of the two", key))
            else:
                values[key.value] = self._plain(value, faults, seen)
        return values

    def _plain_scalar(self, node: yaml.Node, faults: list[Complaint]) -> object:
        if not is_text(node.value):
            faults.append(
                self.complain("here is a sign that is no text, as \\0 or half a pair \\ud83d: take it out", node)
            )
            return None
        try:
            return SCALARS[node.tag](node.value)
        except (KeyError, ValueError):  # a list's tag on a word, or more digits than Python reads
            faults.append(self.complain("this cannot be read: put it in quotation marks, without a tag", node))
            return None

    def _faults(self, kind: object, wrong: ValidationError) -> Iterator[Complaint]:
        for error in wrong.errors(include_url=False):
            path = error["loc"][1:]
            yield self.complain(_words(kind, path, error), self._find(path))

    def _find(self, path: tuple[int | str, ...]) -> yaml.Node | None:
        """The node at the end of a path, or the last one on the way; for a mapping's key, the key."""
        node = self.node
        for position, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == step), None)
                if not pair:
                    break
                node = pair[0] if path[position + 1 :] in {(), ("[key]",)} else pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
        return node


def is_text(words: str) -> bool:
    """Whether words have neither NUL nor half a pair of surrogates, which an escape can write and no store keeps."""
    return not _NO_TEXT.search(words)


def open_yaml(file: Path) -> Written:
    """Read a YAML file. Raises Faulty where it cannot be read, is not UTF-8, or is no YAML."""
    try:
        return read_yaml(file.read_bytes().decode("utf-8-sig"), file)
    except UnicodeDecodeError as wrong:
        raise Faulty(Complaint(file, "this is not UTF-8: save the file as UTF-8")) from wrong
    except OSError as wrong:
        reason = (wrong.strerror or str(wrong)).lower()
        raise Faulty(Complaint(file, f"cannot be read ({reason}): put it there, or make it readable")) from wrong


def read_yaml(text: str, file: Path) -> Written:
    """The one document in a YAML text. Raises Faulty where it is no YAML."""
    try:
        return Written(file, yaml.compose(text, CoreLoader))
    except yaml.MarkedYAMLError as wrong:
        words = f"this is no YAML: {wrong.problem or wrong.context}"
        raise Faulty(_complaint(file, words, wrong.problem_mark or wrong.context_mark)) from wrong
    except (yaml.YAMLError, UnicodeError, RecursionError) as wrong:
        raise Faulty(Complaint(file, f"this is no YAML: {' '.join(str(wrong).split())}")) from wrong


def nearest(word: str, known: list[str]) -> str:
    """A hint at the known word that was probably meant, or at all of them."""
    close = get_close_matches(word, known, 1)
    if close:
        return f"did you mean “{close[0]}”?"
    return f"known are {', '.join(known)}" if known else "none is known here"


def _complaint(file: Path, words: str, mark: yaml.Mark | None) -> Complaint:
    return Complaint(file, words, mark.line + 1, mark.column + 1) if mark else Complaint(file, words)


@cache
def _adapter(kind: Any) -> TypeAdapter[list[Any]]:  # noqa: ANN401 - any type at all
    """Checks a list of one: a dataclass takes no configuration, but a list hands its own down."""
    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid", strict=True))


def _words(kind: object, path: tuple[int | str, ...], error: ErrorDetails) -> str:
    """What is wrong at a path: the key's name, and then that it is no key, is missing, or has a wrong value."""
    fault = error["type"]
    name = next((str(step) for step in reversed(path) if isinstance(step, str) and step != "[key]"), None)
    named = f"“{name}”" if name else "this"
    if fault in {"extra_forbidden", "unexpected_keyword_argument"}:
        return f"{named} is no key here: {nearest(str(name), _keys(kind, path[:-1]))}"
    if fault in {"missing", "missing_argument"}:
        return f"{named} is missing here: add it"
    if fault == "dataclass_type":
        return f"{named} must be keys with values: {', '.join(_keys(kind, path))}"
    return f"{named} {tell_wrong_value(fault, error['msg'], error.get('ctx', {}))}"


def _keys(kind: Any, path: tuple[int | str, ...]) -> list[str]:  # noqa: ANN401 - any type at all
    """The keys that may stand at a path through a type."""
    for step in path:
        if dataclasses.is_dataclass(kind):
            kind = get_type_hints(kind).get(str(step))
        elif issubclass(get_origin(kind) or object, Mapping):
            kind = get_args(kind)[1]
        elif get_args(kind):
            kind = get_args(kind)[0]
    return [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
