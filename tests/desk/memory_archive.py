"""An archive that lives in memory, for what the desk does with one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log

from bot.domain.documents import Document, Draft, Standing
from bot.domain.errors import NoSuchDocument
from bot.domain.readings import Article, Found, Reading, Spread
from bot.reading.words import stems


class MemoryArchive:
    """Keeps articles in a dictionary and looks through every unit, rated by BM25."""

    def __init__(self) -> None:
        self._articles: dict[int, Article] = {}

    async def keep(self, draft: Draft, reading: Reading) -> Document:
        document = await self.held(draft) or self._number(draft)
        kept = replace(document, title=draft.title, outlet=draft.outlet, published=draft.published, url=draft.url)
        kept = replace(kept, standing=Standing.ON_SHELF)
        for other in await self.articles():
            if other.document.file == draft.file and other.document.number != kept.number:
                old = replace(other.document, standing=Standing.REPLACED, replaced_by=kept.number)
                self._articles[old.number] = replace(other, document=old)
        self._articles[kept.number] = Article(kept, reading)
        return kept

    def _number(self, draft: Draft) -> Document:
        return Document(len(self._articles) + 1, draft.file, draft.text, draft.sha256)

    async def held(self, draft: Draft) -> Document | None:
        kept = (article.document for article in self._articles.values())
        return next((document for document in kept if document.sha256 == draft.sha256), None)

    async def withdraw(self, number: int) -> Document:
        article = await self.article(number)
        gone = replace(article.document, standing=Standing.WITHDRAWN)
        self._articles[number] = replace(article, document=gone)
        return gone

    async def articles(self) -> Sequence[Article]:
        return [a for a in self._articles.values() if a.document.standing is Standing.ON_SHELF]

    async def article(self, number: int) -> Article:
        if number not in self._articles:
            raise NoSuchDocument(f"there is no document {number}")
        return self._articles[number]

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        units = [(a.document.number, unit, Counter(_stems(a, unit))) for a in await self.articles() for unit in a.reading.units]
        length = sum(words.total() for *_, words in units) / (len(units) or 1)
        rarity = {stem: _rarity(len(units), sum(stem in words for *_, words in units)) for stem in set(stems)}
        found = [Found(number, unit, _bm25(words, rarity, length)) for number, unit, words in units]
        return sorted((each for each in found if each.score), key=lambda each: -each.score)[:limit]

    async def spread(self, stems: Sequence[str]) -> Spread:
        units = [frozenset(_stems(a, unit)) for a in await self.articles() for unit in a.reading.units]
        return Spread(len(units), {stem: sum(stem in words for words in units) for stem in stems})


def _stems(article: Article, unit) -> list[str]:
    return stems(unit.of(article.document.text))


def _rarity(units: int, holding: int) -> float:
    return log(1 + (units - holding + 0.5) / (holding + 0.5))


def _bm25(words: Counter[str], rarity: dict[str, float], length: float) -> float:
    norm = 1.2 * (0.25 + 0.75 * words.total() / length)
    return sum(weight * words[stem] * 2.2 / (words[stem] + norm) for stem, weight in rarity.items())
