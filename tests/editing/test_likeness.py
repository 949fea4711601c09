"""Pairs of lines that are alike, beside the likeness of every two of them."""

from itertools import combinations, cycle, islice
from pathlib import Path

import pytest

from bot.editing.comparing.likeness import Likeness
from bot.editing.material.lines import lines_of
from tests.editing.digest_days import read_article
from tests.reading.golden import open_lexicon

GOLD = Path(__file__).parents[1] / "quality" / "gold"


@pytest.mark.parametrize("least", [0.05, 0.1, 0.3, 0.5])
@pytest.mark.parametrize("most", [3, 12, 60])
@pytest.mark.parametrize("parties", [None, (0, 1), (0, 1, None, 2, 2, 1)])
def test_all_pairs_are_found_that_are_alike_and_share_a_word_that_is_not_too_common(least, most, parties):
    texts = [(GOLD / f"{name}.txt").read_text(encoding="utf-8") for name in ("d01", "d02", "d05")]
    lines = list(lines_of(read_article(number, text) for number, text in enumerate(texts, start=1)))
    likeness, of = Likeness(lines, open_lexicon()), list(islice(cycle(parties), len(lines))) if parties else None
    holding = {
        word: sum(word in likeness.words_of(place) for place in range(len(lines))) for word in _words(likeness, lines)
    }
    wanted = {
        (one, other)
        for one, other in combinations(range(len(lines)), 2)
        if likeness.of(one, other) >= least
        and any(holding[word] <= most for word in likeness.common(one, other))
        and (of is None or (None not in {of[one], of[other]} and of[one] != of[other]))
    }
    found = likeness.pairs(least, of, most)
    assert {(one, other) for _, one, other in found} == wanted
    assert len(found) == len(wanted)
    assert found == sorted(found, key=lambda pair: (-pair[0], pair[1:]))
    assert wanted or most == 3 or least == 0.5


def _words(likeness, lines):
    return set().union(*(likeness.words_of(place) for place in range(len(lines))))
