"""Questions beyond those of the annotated articles: how many are answered first, and how often silence is right."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import yaml

from bot.desk.desk import Desk
from bot.domain.passages import Answer
from tests.desk.story_desk import desk_on, shelf_drafts
from tests.reading.golden import HOUSE

ASKED = HOUSE / "tests" / "editing" / "asked"
# Least shares of those that are answered first and of those that are rightly not answered, and the most wrongly not:
# as much as is reached, less a question or two. They only rise, and the last only falls.
FLOORS = {"gold": (0.71, 0.87, 0.05), "golden_library": (0.71, 0.82, 0.04)}


async def answers_to(desk: Desk, question: str) -> Sequence[str]:
    """The lines that are given for an answer."""
    reply = await desk.ask(question)
    return [line.snippet.text for line in reply.lines] if isinstance(reply, Answer) else []


def is_answered(lines: Sequence[str], row: Mapping[str, Any]) -> bool:
    """Whether the first line has one of the words that answer."""
    return any(words in lines[0] for words in row["answers"]) if lines else False


@pytest.mark.parametrize("name", FLOORS)
async def test_questions_in_other_words_are_answered_and_others_are_not(name: str) -> None:
    rows = yaml.safe_load((ASKED / f"{name}.yaml").read_text("utf-8"))
    shelf = "tests/golden_library" if name == "golden_library" else f"tests/quality/{name}"
    drafts = shelf_drafts(shelf)
    texts = "\n".join(draft.text for draft in drafts)
    assert not [words for row in rows for words in row.get("answers", ()) if words not in texts]
    async with desk_on(drafts) as desk:
        found = [(row, await answers_to(desk, row["ask"])) for row in rows]
    kept, others = ([each for each in found if bool(each[0].get("answers")) is told] for told in (True, False))
    first = sum(is_answered(lines, row) for row, lines in kept) / len(kept)
    rightly = sum(not lines for _, lines in others) / len(others)
    wrongly = sum(not lines for _, lines in kept) / len(kept)
    least_first, least_rightly, most_wrongly = FLOORS[name]
    told = [row["ask"] for row, lines in kept if not is_answered(lines, row)]
    assert (first >= least_first, rightly >= least_rightly, wrongly <= most_wrongly) == (True, True, True), (
        f"first {first:.3f}, rightly silent {rightly:.3f}, wrongly {wrongly:.3f}; not answered first: {told}"
    )
