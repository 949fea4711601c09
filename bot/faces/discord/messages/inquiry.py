"""Inquiries: what a message of ours answers, written into its buttons, so that they work after a restart."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote_plus

from ....domain.errors import BadCommand
from ....render.labels import name_list
from ...commands.finding import find_command
from ...commands.parsing import check_values
from ...commands.rows import Call

_LATER_PARTS = 3
OLD = "these buttons are those of an older version: ask again"
"""What is told to who presses what we would not offer today."""

_SQUEEZED = "~"
"""No command's name begins so."""
_FIRST_IDEOGRAPH, _BITS = 0x4E00, 14
_LONGEST = 100_000
_MOST_NAMED = 3
_AMONG = ("ask", "search")
"""The commands that are asked of some documents alone."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A call whose answer a message shows, and whose that answer is.

    `prefix` is what it shows commands with, where it shows any. A private answer has an `asker`, by their id;
    without one it is everybody's. `publisher` is the name of who published it: on a private answer, that it was.
    """

    call: Call
    prefix: str = ""
    asker: int | None = None
    publisher: str = ""

    @property
    def imprint(self) -> str:
        """What stands at the foot of an answer: which documents alone were asked, and who published it."""
        documents = str(self.call.values.get("documents", "")) if self.call.command.name in _AMONG else ""
        among = f"asked of {_name_documents(documents.split(','))}" if documents else ""
        publisher = f"published by {self.publisher}" if self.publisher and self.asker is None else ""
        return " · ".join(part for part in (among, publisher) if part)

    def publish(self, name: str) -> Inquiry:
        """The same as everybody's, by whom it is published."""
        return replace(self, asker=None, publisher=name)

    def note_published(self, name: str) -> Inquiry:
        """The same, still private, once it was published."""
        return replace(self, publisher=name)


def _name_documents(numbers: list[str]) -> str:
    if len(numbers) > _MOST_NAMED:
        return f"{len(numbers)} documents"
    return f"document{'s' if len(numbers) > 1 else ''} {name_list(numbers)}"


def pack_inquiry(inquiry: Inquiry) -> str:
    """An inquiry as text without blanks: the command's name, its values in the order of the table, and the rest."""
    call = inquiry.call
    values = [str(call.values.get(parameter.name, "")) for parameter in call.command.parameters]
    later = [inquiry.prefix, _shorten_id(inquiry.asker), inquiry.publisher]
    return "|".join(_pack(part) for part in (call.command.name, *values, *later)).rstrip("|")


def squeeze(packed: str) -> str:
    """A packed inquiry in a third of its length or so, for one that buttons have no room for: ideographs hold 14 bits.

    Discord counts characters, whatever they hold.
    """
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeezer.compress(packed.encode("utf-8", "surrogatepass")) + squeezer.flush()
    digits = "".join(f"{byte:08b}" for byte in data)
    groups = (digits[start : start + _BITS].ljust(_BITS, "0") for start in range(0, len(digits), _BITS))
    return _SQUEEZED + "".join(chr(_FIRST_IDEOGRAPH + int(group, 2)) for group in groups)


def _expand(squeezed: str) -> str:
    """The inverse of `squeeze`. Raises BadCommand."""
    values = [ord(sign) - _FIRST_IDEOGRAPH for sign in squeezed.removeprefix(_SQUEEZED)]
    digits = "".join(f"{value:0{_BITS}b}" for value in values if 0 <= value < 1 << _BITS)
    data = bytes(int(digits[start : start + 8], 2) for start in range(0, len(digits) - 7, 8))
    try:
        expanded = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, _LONGEST)
        return expanded.decode("utf-8", "surrogatepass")
    except (ValueError, zlib.error):
        raise BadCommand(OLD) from None


def unpack_inquiry(packed: str) -> Inquiry:
    """The inverse of `pack_inquiry`, squeezed or not. Raises BadCommand."""
    packed = _expand(packed) if packed.startswith(_SQUEEZED) else packed
    name, *parts = (unquote_plus(part) for part in packed.split("|"))
    command = find_command(name)
    count = len(command.parameters)
    if len(parts) > count + _LATER_PARTS:
        raise BadCommand(f"these buttons are those of an older {name}: ask again")
    names = (parameter.name for parameter in command.parameters)
    call = Call(command, check_values(command, dict(zip(names, parts, strict=False))))
    prefix, asker, publisher, *_ = [*parts[count:], "", "", ""]
    return Inquiry(call, prefix, _read_id(asker), publisher)


def _shorten_id(number: int | None) -> str:
    """An id of Discord's in eleven signs, where its digits are twenty."""
    if number is None:
        return ""
    return base64.urlsafe_b64encode(number.to_bytes(8, "big")).decode().rstrip("=")


def _read_id(short: str) -> int | None:
    if not short:
        return None
    try:
        return int.from_bytes(base64.urlsafe_b64decode(f"{short}="), "big")
    except ValueError:
        raise BadCommand(OLD) from None


def _pack(words: str) -> str:
    """Words without blanks, bars, and signs that might be dropped on the way."""
    return "".join("+" if sign == " " else sign if _is_plain(sign) else quote(sign, safe="") for sign in words)


def _is_plain(sign: str) -> bool:
    return sign.isprintable() and sign not in "%+|"
