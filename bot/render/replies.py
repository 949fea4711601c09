"""The one door from a reply to its sheet."""

from __future__ import annotations

from functools import singledispatch

from ..domain.replies import Help, Reply
from . import boards, comparisons, lines, notices, speech, verdicts
from .sheet import Sheet


def render_reply(reply: Reply, prefix: str = "!") -> Sheet:
    """A reply laid out for any face; `prefix` is what commands are typed behind there."""
    return notices.render_help(reply, prefix) if isinstance(reply, Help) else _render(reply)


@singledispatch
def _render(reply: object) -> Sheet:
    raise TypeError(f"nobody renders {type(reply).__name__}")


for _renderer in (
    boards.render_fact_card,
    boards.render_sector_board,
    boards.render_timeline,
    comparisons.render_comparison,
    comparisons.render_disputes,
    lines.render_answer,
    lines.render_backgrounder,
    lines.render_hits,
    lines.render_passage,
    lines.render_reasons,
    lines.render_summary,
    notices.render_nothing,
    notices.render_refusal,
    notices.render_shelf,
    notices.render_which_one,
    speech.render_profile,
    speech.render_quote_sheet,
    speech.render_speaker_list,
    verdicts.render_verdict,
):
    _render.register(_renderer)
