"""The one door from a reply to its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from types import MappingProxyType

from ..domain.notices import Help
from ..domain.replies import Reply
from . import boards, comparisons, digests, evidence, health, lines, notices, office, speech, timetables, verdicts
from .sheet import Sheet


def render_reply(reply: Reply, prefix: str = "!", ids: Mapping[str, int] = MappingProxyType({})) -> Sheet:
    """A reply laid out for any face; `prefix` is what commands are typed behind there.

    `ids` are those that commands have on Discord, where they can be clicked.
    """
    return notices.render_help(reply, prefix, ids) if isinstance(reply, Help) else _render(reply)


@singledispatch
def _render(reply: object) -> Sheet:
    raise TypeError(f"nobody renders {type(reply).__name__}")


for _renderer in (
    boards.render_fact_card,
    boards.render_sector_board,
    boards.render_timeline,
    comparisons.render_comparison,
    comparisons.render_disputes,
    digests.render_digest,
    evidence.render_evidence_pack,
    health.render_health,
    lines.render_answer,
    lines.render_backgrounder,
    lines.render_hits,
    lines.render_passage,
    lines.render_reasons,
    lines.render_summary,
    lines.render_surroundings,
    notices.render_nothing,
    notices.render_refusal,
    notices.render_shelf,
    notices.render_which_one,
    office.render_alias_list,
    office.render_audit_sheet,
    office.render_checklist,
    office.render_choice_sheet,
    office.render_done,
    office.render_gone,
    office.render_taken,
    office.render_taken_list,
    speech.render_profile,
    speech.render_quote_sheet,
    speech.render_speaker_list,
    timetables.render_digest_preview,
    timetables.render_edition_report,
    timetables.render_schedule_list,
    timetables.render_schedule_sheet,
    verdicts.render_verdict,
):
    _render.register(_renderer)
