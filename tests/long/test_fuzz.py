"""News bent out of shape, thousands of times: reading goes on, and what it finds lies in the text."""

import random
from datetime import date
from pathlib import Path

import pytest

from bot.domain.citations import cite
from bot.domain.documents import Document, Draft
from bot.domain.readings import Article
from bot.reading.reader import read_document
from tests.reading.golden import open_lexicon

ARTICLES = [
    path.read_bytes().decode("utf-8") for path in sorted((Path(__file__).parents[1] / "quality" / "gold").glob("*.txt"))
]
SHARDS = (
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "''",
    "«",
    "»",
    "\n",
    "\r\n",
    "\n\n",
    ".",
    "…",
    "\u2028",
    "\x00",
    "\ud800",
    "İ",
    "🕊️",
)
ROUNDS = 1500


def bend(text: str, chance: random.Random) -> str:
    """A stretch of an article with pieces cut out, doubled, or put in."""
    start = chance.randrange(len(text))
    pieces = list(text[start : start + chance.randrange(1, 1500)])
    for _ in range(chance.randrange(12)):
        place = chance.randrange(len(pieces) + 1)
        pieces[place : place + chance.choice((0, 0, 1, 20))] = chance.choice(SHARDS) * chance.choice((1, 1, 2, 30))
    return "".join(pieces)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_bent_news_is_read_and_every_unit_can_be_cited(seed):
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        text = bend(chance.choice(ARTICLES), chance)
        reading = read_document(text, open_lexicon(), date(2025, 1, 17))
        article = Article(Document(1, "a.txt", text, Draft("a.txt", text).sha256), reading)
        assert "".join(text.split()) == "".join("".join(s.span.of(text) for s in reading.sentences).split())
        for span in [*reading.units, *(quote.span for quote in reading.quotes if len(quote.span))]:
            assert cite(article, span).text == text[span.start : span.end]
