"""Reading beside sumy's parser with LexRank, on the same documents in the same run.

    python -m benchmarks.bench_reading [ROUNDS]

The section *Reading* of ``benchmarks/RESULTS.md`` is written anew: the median documents a second of each, their ratio,
and how reading's time divides among its stages.
"""

from __future__ import annotations

import cProfile
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

from bot.reading import reader
from bot.reading.lexicon import Lexicon
from bot.settings.lexicon import load_lexicon

from .large import ARTICLES
from .results import tell_machine, write_section

HOUSE = Path(__file__).resolve().parent.parent
PUBLISHED = date(2025, 1, 17)
LINES = 5
ROUNDS = 9


class OfflineTokenizer:
    """What `sumy.nlp.tokenizers.Tokenizer("english")` does, without its download.

    sumy calls NLTK's Punkt for sentences and NLTK's Treebank tokenizer for words; of the two only Punkt's trained
    parameters have to be fetched, so here it runs with its defaults.
    """

    def __init__(self) -> None:
        self._sentences = PunktSentenceTokenizer()
        self._words = NLTKWordTokenizer()

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a paragraph."""
        return tuple(map(str.strip, self._sentences.tokenize(text)))

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a sentence; sumy drops what is not made of letters."""
        divided = (self._words.tokenize(sentence) for sentence in self._sentences.tokenize(text))
        return tuple(word for words in divided for word in words if word.isalpha())


def read(text: str, lexicon: Lexicon) -> None:
    """Read a document from end to end."""
    reader.read_document(text, lexicon, PUBLISHED)


def summarize_with_sumy(text: str, _: Lexicon) -> None:
    """What sumy's own example does with a document: parse it, and choose five sentences by LexRank."""
    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    summarizer(PlaintextParser(text, OfflineTokenizer()).document, LINES)


def rate(work: Callable[[str, Lexicon], None], texts: Sequence[str], lexicon: Lexicon) -> float:
    """Documents a second of the processor, which on a machine with nothing else to do is the clock's."""
    began = time.process_time()
    for text in texts:
        work(text, lexicon)
    return len(texts) / (time.process_time() - began)


def tell_stages(texts: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The share of each function that reading calls, in their order of weight, as rows of a table."""
    profile = cProfile.Profile()
    profile.enable()
    for text in texts:
        read(text, lexicon)
    profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = next(key for key in stats if key[2] == "read_document")
    stages = {key[2]: callers[whole][3] for key, (*_, callers) in stats.items() if whole in callers}
    for name, seconds in sorted(stages.items(), key=lambda stage: -stage[1]):
        yield f"| `{name}` | {100 * seconds / stats[whole][3]:.1f} % |"


def main() -> None:
    """Run both in turn, so that a change of the machine's pace meets both alike."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    lexicon = load_lexicon(HOUSE / "config" / "lexicon")
    texts = [path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    pairs = [(rate(read, texts, lexicon), rate(summarize_with_sumy, texts, lexicon)) for _ in range(rounds + 1)][1:]
    lines = [
        f"{tell_machine('sumy')}, median of {rounds} rounds.",
        "",
        f"{len(texts)} documents, {sum(map(len, texts))} characters. The bar is sumy's own parser with LexRank.",
        "",
        "| | documents a second of the processor |",
        "|---|---:|",
        f"| reading | {statistics.median(ours for ours, _ in pairs):.1f} |",
        f"| sumy, parser + LexRank | {statistics.median(theirs for _, theirs in pairs):.1f} |",
        f"| ratio | {statistics.median(ours / theirs for ours, theirs in pairs):.2f} |",
        "",
        "| stage of reading | share |",
        "|---|---:|",
        *tell_stages(texts, lexicon),
    ]
    print("\n".join(lines))
    write_section("Reading", lines)


if __name__ == "__main__":
    main()
