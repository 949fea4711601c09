"""A large library of real articles: the annotated ones, in edition after edition."""

from __future__ import annotations

from pathlib import Path

from tests.quality import score

ARTICLES = Path(__file__).resolve().parent.parent / "tests" / "quality" / "gold"
EDITIONS = 20


def lay_large(folder: Path) -> None:
    """Lay every edition of the annotated articles into a folder, as ``07-<file>`` in the seventh.

    Its number stands at the end of a text, so that no two are one document, and spans in the first hold in all.
    """
    editions = [
        {
            **record,
            "path": folder / f"{number:02d}-{record['path'].name}",
            "body": f"{record['body']}\n\nNo. {number}.\n",
        }
        for number in range(1, EDITIONS + 1)
        for record in score.load_gold(ARTICLES)
    ]
    score.lay_library(editions, folder)
