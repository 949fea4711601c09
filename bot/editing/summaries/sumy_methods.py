"""sumy's methods on lines of ours, so that what they choose keeps its place in its document.

sumy's own parser joins lines, drops headings and knows no offsets, and its tokenizer and stemmers want downloads:
it is given sentences that are divided and stemmed already.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from ...domain.citations import sentence_at
from ...reading.lexicon import Lexicon
from ...reading.text.words import stem
from ..material.lines import Line
from ..material.wording import read_stems

Matrix = NDArray[np.float64]


class _Sentence(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A line that sumy can rate: it keeps its place, and equals itself alone.

    sumy keys ratings by the sentence, so two equal ones would share one.
    """

    __slots__ = ("place", "stems")

    def __init__(self, text: str, place: int, *, heading: bool = False) -> None:
        super().__init__(text, tokenizer=None, is_heading=heading)
        self.place = place
        self.stems = read_stems(text)

    @property
    def words(self) -> tuple[str, ...]:
        """The stems: sumy's own tokenizer drops *S-300* and *2013*."""
        return self.stems

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)


class _LexRank(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """LexRank (Erkan and Radev 2004) with its counting in one pass and its matrix in numpy: the same picks, sooner."""

    @staticmethod
    def _compute_idf(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
        holding = Counter(term for sentence in sentences for term in set(sentence))
        return {term: log(len(sentences) / (1 + count)) for term, count in holding.items()}

    def _create_matrix(
        self,
        sentences: Sequence[Sequence[str]],
        threshold: float,
        tf_metrics: Sequence[dict[str, float]],
        idf_metrics: dict[str, float],
    ) -> Matrix:
        vectors = _vectors(tf_metrics, idf_metrics)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        alike = (unit @ unit.T > threshold).astype(float)
        # A line whose words all others have as well is like itself at least: without a link there is nothing to rank.
        np.fill_diagonal(alike, 1.0)
        linked: Matrix = alike / alike.sum(axis=1, keepdims=True)
        return linked


def _with_stop_words(make: Callable[[], Any], _: Lexicon) -> Any:  # noqa: ANN401 - sumy has no types
    summarizer = make()
    summarizer.stop_words = frozenset(stem(word) for word in get_stop_words("english"))
    return summarizer


def _edmundson(lexicon: Lexicon) -> Any:  # noqa: ANN401 - sumy has no types
    summarizer = EdmundsonSummarizer()
    summarizer.null_words = frozenset(stem(word) for word in get_stop_words("english"))
    summarizer.bonus_words = frozenset(map(stem, lexicon.discourse.bonus))
    summarizer.stigma_words = frozenset(map(stem, lexicon.discourse.stigma))
    return summarizer


SUMMARIZERS: Mapping[str, Callable[[Lexicon], Any]] = {
    "lexrank": partial(_with_stop_words, _LexRank),
    "textrank": partial(_with_stop_words, TextRankSummarizer),
    "lsa": partial(_with_stop_words, LsaSummarizer),
    "luhn": partial(_with_stop_words, LuhnSummarizer),
    "kl": partial(_with_stop_words, KLSummarizer),
    "sumbasic": partial(_with_stop_words, SumBasicSummarizer),
    "reduction": partial(_with_stop_words, ReductionSummarizer),
    "edmundson": _edmundson,
}


def rank_by_sumy(method: str, lines: Sequence[Line], lexicon: Lexicon) -> list[int]:
    """The places of the lines, best first; lines that are equally good in their order."""
    if not lines:
        return []
    summarizer = SUMMARIZERS[method](lexicon)
    # What every method calls last: it would cut the list, and put it back into the order of the text.
    summarizer._get_best_sentences = rank_sentences
    with warnings.catch_warnings():
        # LSA warns where there are fewer words than lines: there is no better that it could do then.
        warnings.simplefilter("ignore", UserWarning)
        ranked = [sentence.place for sentence in summarizer(_lay_out(lines), len(lines))]
    # LSA ranks nothing where no line has a word that says something.
    return ranked or list(range(len(lines)))


def rank_sentences(sentences: Iterable[SumySentence], _: int, rating: Any, *more: object) -> list[SumySentence]:  # noqa: ANN401
    """In the place of sumy's own last step: all sentences, the best one first."""
    rate = rating if callable(rating) else rating.__getitem__
    rated = [(sentence, rate(sentence, *more)) for sentence in sentences]
    return [sentence for sentence, _ in sorted(rated, key=lambda each: -each[1])]


def _lay_out(lines: Sequence[Line]) -> ObjectDocumentModel:
    """The lines as a document of sumy's: paragraph by paragraph, the titles at the head of the first."""
    numbered = groupby(enumerate(lines), key=lambda each: _paragraph_of(each[1]))
    paragraphs = [[_Sentence(line.text, place) for place, line in group] for _, group in numbered]
    paragraphs[0] = [*_titles(lines), *paragraphs[0]]
    return ObjectDocumentModel(map(Paragraph, paragraphs))


def _paragraph_of(line: Line) -> tuple[int, int]:
    return line.article.document.number, sentence_at(line.article.reading, line.unit.start).paragraph


def _titles(lines: Sequence[Line]) -> Iterator[_Sentence]:
    titles = dict.fromkeys(line.article.document.title for line in lines)
    return (_Sentence(title, -1, heading=True) for title in titles if title)


def _vectors(frequencies: Sequence[dict[str, float]], rarities: dict[str, float]) -> Matrix:
    """A row a line, a column a term."""
    columns = {term: column for column, term in enumerate(rarities)}
    vectors: Matrix = np.zeros((len(frequencies), len(columns)))
    for row, terms in enumerate(frequencies):
        for term, frequency in terms.items():
            vectors[row, columns[term]] = frequency * rarities[term]
    return vectors
