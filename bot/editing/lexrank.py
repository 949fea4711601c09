"""sumy's LexRank on lines of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

from ..reading.words import stem, stems

Matrix = NDArray[np.float64]


class _Line(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A line that sumy can rate: it keeps its place, and equals itself alone.

    sumy keys ratings by the sentence, so two equal ones would share one.
    """

    __slots__ = ("place", "stems")

    def __init__(self, text: str, place: int) -> None:
        super().__init__(text, tokenizer=None)
        self.place = place
        self.stems = tuple(stems(text))

    @property
    def words(self) -> tuple[str, ...]:
        """The stems: sumy's own tokenizer wants a download, and drops *S-300* and *2013*."""
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
        degrees = np.maximum(alike.sum(axis=1, keepdims=True), 1)
        linked: Matrix = alike / degrees
        # Where all lines are stop words there is no link, and the rating would divide by nothing.
        return linked if linked.any() else np.eye(len(vectors))


def choose_by_lexrank(lines: Sequence[str], count: int) -> list[int]:
    """The places of the best `count` lines, in order."""
    if not lines:
        return []
    summarizer = _LexRank()
    summarizer.stop_words = {stem(word) for word in get_stop_words("english")}
    document = ObjectDocumentModel([Paragraph([_Line(text, place) for place, text in enumerate(lines)])])
    return [line.place for line in summarizer(document, count)]


def _vectors(frequencies: Sequence[dict[str, float]], rarities: dict[str, float]) -> Matrix:
    """A row a line, a column a term."""
    columns = {term: column for column, term in enumerate(rarities)}
    vectors: Matrix = np.zeros((len(frequencies), len(columns)))
    for row, terms in enumerate(frequencies):
        for term, frequency in terms.items():
            vectors[row, columns[term]] = frequency * rarities[term]
    return vectors
