"""The golden tables of the seeds: what the commands must find in them, for a journalist to read."""

from tests.reading.golden import HOUSE


def read_rows(name: str) -> list[tuple[str, ...]]:
    """The rows of every table of a file, cell by cell, without the heads."""
    lines = (HOUSE / "tests" / "golden" / name).read_text(encoding="utf-8").splitlines()
    rows = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("| ") and not following.startswith("|---"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split(" | ")))
    return rows
