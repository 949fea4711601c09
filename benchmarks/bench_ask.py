"""Answers beside BM25 over the same stemmed lines, in one process and on the same questions.

    python -m benchmarks.bench_ask [DATA]

The questions are those of the annotated articles, all in one library, then in many editions, and with DATA, a folder of
public sets as ``tests/quality/public.py`` describes them, also those of its sets that have questions. A hit is what the
two scorers in ``tests/quality`` take for one. With DATA the section *Answers* of ``benchmarks/RESULTS.md`` is written
anew.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from json import loads
from math import log
from pathlib import Path
from typing import Any

from bot.calls import NEW_OBJECTS
from bot.domain.passages import Answer
from bot.editing.material.lines import Line, lines_of
from bot.reading.text.words import stems
from bot.settings.settings import load_settings
from bot.wiring import Newsroom, open_newsroom
from tests.quality import public, score

from .large import ARTICLES, EDITIONS, lay_large
from .results import tell_machine, write_section

MOST = 5

REMARKS = """\
All documents of a set are in one library, and the first five lines of an answer count. *bm25* is the peer: BM25 (k1
1.2, b 0.75) over the same lines and stems, written for this table; it is never silent. Both run in one process on
documents that are read already; the time is the processor's, in all threads, for the whole question to the desk, with
the index and the archive: on a machine with nothing else to do it is the clock's. Most weights
were checked on halves of each set by document, the last ones chosen on all of it: these figures are in-sample."""

Entry = Mapping[str, Any]
Ask = Callable[[str], Awaitable[Sequence[Entry]]]
"""The lines that answer a question, best first, as records of file, start and end."""


@dataclass(frozen=True)
class Asked:
    """A question; `rank` tells which of some lines is the first that answers, 0 where none does."""

    question: str
    answerable: bool
    rank: Callable[[Sequence[Entry]], int]


@dataclass(frozen=True)
class Figures:
    """What a system reaches on a set; a share is None where there was nothing to ask."""

    hit: float
    reciprocal: float
    wrongly_silent: float
    rightly_silent: float | None
    milliseconds: float
    slow_milliseconds: float


class Bm25:
    """The lines nearest to a question's stems (Robertson and Zaragoza 2009)."""

    def __init__(self, lines: Sequence[Line], saturation: float = 1.2, length: float = 0.75) -> None:
        self._lines, self._saturation = lines, saturation
        self._holders: dict[str, dict[int, int]] = {}
        sizes = []
        for place, line in enumerate(lines):
            words = stems(line.text)
            sizes.append(len(words))
            for word in words:
                holders = self._holders.setdefault(word, {})
                holders[place] = holders.get(place, 0) + 1
        usual = statistics.mean(sizes)
        self._norms = [saturation * (1 - length + length * size / usual) for size in sizes]

    async def ask(self, question: str) -> list[Entry]:
        """The five best lines."""
        scores: dict[int, float] = {}
        for word in dict.fromkeys(stems(question)):
            holders = self._holders.get(word, {})
            rarity = log(1 + (len(self._lines) - len(holders) + 0.5) / (len(holders) + 0.5))
            for place, count in holders.items():
                gain = rarity * count * (self._saturation + 1) / (count + self._norms[place])
                scores[place] = scores.get(place, 0.0) + gain
        best = sorted(scores, key=lambda place: (-scores[place], place))[:MOST]
        return [record(self._lines[place]) for place in best]


def record(line: Line) -> Entry:
    """A line as the scorers know one."""
    return {"document": line.article.document.file, "start": line.unit.start, "end": line.unit.end}


def ours(newsroom: Newsroom) -> Ask:
    """What the bot answers."""

    async def ask(question: str) -> list[Entry]:
        reply = await newsroom.desk.ask(question)
        snippets = [line.snippet for line in reply.lines] if isinstance(reply, Answer) else []
        return [{"document": s.document.file, "start": s.span.start, "end": s.span.end} for s in snippets]

    return ask


def read_articles(folder: Path) -> list[Asked]:
    """Lay the annotated articles into a folder, and give their questions."""
    gold = score.load_gold(ARTICLES)
    score.lay_library(gold, folder)
    return [annotated(record, question) for record in gold for question in record["questions"]]


def read_large(folder: Path) -> list[Asked]:
    """Lay every edition of the annotated articles into a folder, and give the questions of one."""
    lay_large(folder)
    return [annotated(record, question) for record in score.load_gold(ARTICLES) for question in record["questions"]]


def annotated(record: Mapping[str, Any], question: Mapping[str, Any]) -> Asked:
    """A question of an annotated article."""
    spans = [(answer["start"], answer["end"]) for answer in question["answers"]]

    def answers(entry: Entry) -> bool:
        here = entry["document"].endswith(record["path"].name)  # in whichever edition
        return here and any(score.covered(span, (entry["start"], entry["end"])) >= 0.5 for span in spans)

    def rank(entries: Sequence[Entry]) -> int:
        return next((place for place, entry in enumerate(entries[:MOST], start=1) if answers(entry)), 0)

    return Asked(question["q"], bool(spans), rank)


def read_public(path: Path, folder: Path) -> list[Asked]:
    """Lay a public set into a folder, and give its questions; none where it has no questions."""
    found = loads(path.read_text("utf-8"))
    if not isinstance(found, dict) or "questions" not in found:
        return []
    for document in found["documents"]:
        (folder / document["file"]).write_bytes(document["text"].encode("utf-8"))
    return [asked_in_public(question) for question in found["questions"] if question["answers"]]


def asked_in_public(question: Mapping[str, Any]) -> Asked:
    """A question of a public set."""

    def rank(entries: Sequence[Entry]) -> int:
        return int(public.rank_of(list(entries), question))

    return Asked(" ".join(question["q"].split()), answerable=True, rank=rank)


async def measure(ask: Ask, questions: Sequence[Asked]) -> Figures:
    """Ask every question once, after one that no set has, for which whatever is made once is made."""
    await ask("Who said what to whom?")
    seconds, ranks, silent = [], [], []
    for asked in questions:
        began = time.process_time()
        entries = await ask(asked.question)
        seconds.append(time.process_time() - began)
        ranks.append(asked.rank(entries))
        silent.append(not entries)
    kept = [place for place, asked in enumerate(questions) if asked.answerable]
    others = [place for place, asked in enumerate(questions) if not asked.answerable]
    return Figures(
        statistics.mean(ranks[place] == 1 for place in kept),
        statistics.mean(1 / ranks[place] if ranks[place] else 0 for place in kept),
        statistics.mean(silent[place] for place in kept),
        statistics.mean(silent[place] for place in others) if others else None,
        1000 * statistics.mean(seconds),
        1000 * statistics.quantiles(seconds, n=100)[-1],
    )


async def compare(name: str, read: Callable[[Path], list[Asked]]) -> AsyncIterator[str]:
    """The rows of a set, ours and the peer's; none where it has no questions."""
    with tempfile.TemporaryDirectory() as folder:
        if questions := read(Path(folder)):
            async with open_newsroom(load_settings({}), library=Path(folder)) as newsroom:
                peer = Bm25(list(lines_of(await newsroom.archive.shelf().articles())))
                for system, ask in (("desk", ours(newsroom)), ("bm25", peer.ask)):
                    yield row(f"{name}, {len(questions)} questions", system, await measure(ask, questions))


def row(name: str, system: str, found: Figures) -> str:
    """A row of the table, as Markdown."""
    rightly = "–" if found.rightly_silent is None else f"{found.rightly_silent:.3f}"
    return (
        f"| {name} | {system} | {found.hit:.3f} | {found.reciprocal:.3f} | {found.wrongly_silent:.3f} | {rightly} "
        f"| {found.milliseconds:.1f} | {found.slow_milliseconds:.1f} |"
    )


def head() -> Iterator[str]:
    """When, where and how, and the head of the table."""
    yield from (f"{tell_machine()}.", "", REMARKS, "")
    yield "| set | system | hit@1 | MRR@5 | wrongly silent | rightly silent | ms a question | 99 of 100 under |"
    yield "|---|---|---|---|---|---|---|---|"


async def run(data: Sequence[Path]) -> None:
    """Measure both on every set, print the table, and keep it where public sets were given."""
    written = list(head())
    print("\n".join(written), flush=True)
    sets = {"annotated articles": read_articles, f"these in {EDITIONS} editions": read_large}
    sets |= {path.stem: partial(read_public, path) for path in data}
    for name, read in sets.items():
        async for line in compare(name, read):
            print(line, flush=True)
            written.append(line)
    if data:
        write_section("Answers", written)


def main() -> None:
    """Take the public sets that are named; garbage is gathered as the program has it."""
    gc.set_threshold(NEW_OBJECTS)
    asyncio.run(run(sorted(Path(sys.argv[1]).glob("*.json")) if len(sys.argv) > 1 else []))


if __name__ == "__main__":
    main()
