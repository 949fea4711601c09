"""What digests say: the golden files are what a reader is sent, day by day, as documents come in.

`digests/seeds.md` and `digests/library.md` are the files of whole editions; `digests/library.txt` is what stands in one
message on Discord, without the marks that Discord takes away. A change of them is read by a person before it is kept:
`REWRITE_GOLDEN=1 pytest tests/render/test_golden_digests.py`.
"""

import os
from collections.abc import Callable, Sequence

import pytest

from bot.domain.digests import Digest
from bot.render.edition_files import write_edition
from bot.render.editions import fit_digest
from bot.render.paging import EMBED
from tests.editing.digest_days import digests_on
from tests.reading.golden import HOUSE

GOLDEN = HOUSE / "tests" / "golden" / "digests"


def write_files(digests: Sequence[Digest]) -> str:
    """The Markdown files, one after the other."""
    return "\n".join(write_edition(digest).text for digest in digests)


def write_messages(digests: Sequence[Digest]) -> str:
    """The messages, each below its title."""
    pages = [fit_digest(digest, EMBED).page for digest in digests]
    return "\n\n\n".join(page.dialect.undo(f"{page.title}\n\n{page.text}") for page in pages) + "\n"


@pytest.mark.parametrize(
    ("name", "shelf", "write"),
    [
        ("seeds.md", "seeds", write_files),
        ("library.md", "tests/golden_library", write_files),
        ("library.txt", "tests/golden_library", write_messages),
    ],
)
def test_digests_are_as_was_agreed(name: str, shelf: str, write: Callable[[Sequence[Digest]], str]) -> None:
    written = write(digests_on(shelf))
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(written, "utf-8")
    assert written == (GOLDEN / name).read_text("utf-8")
