"""Through whom words reached the text: an agency, a paper or a broadcaster named beside the saying."""

from __future__ import annotations

from ...domain.readings import NameKind
from ..cast import Mention, MentionForm
from ..speech_lists import QuotationFacts
from ..vocabulary import CueClass, Vocabulary
from .frames import Frame, Item, ItemKind
from .phrasings import Saying

# How many items the outlet may stand from the verb of saying.
_REACH = 60
# Shorter names of outlets are people's as well (Ana, Bild).
_LONG = 6


def find_relay(frame: Frame, saying: Saying | None, vocabulary: Vocabulary, facts: QuotationFacts) -> str | None:
    """Find the outlet that passed the words on, where one is named in the frame and is not itself the speaker."""
    speakers = {mention.full for mention in saying.speakers} if saying else set()
    centre = saying.place if saying else 0
    for place in range(max(0, centre - _REACH), min(len(frame.items), centre + _REACH)):
        mention = frame.items[place].mention
        if (
            mention is None
            or mention.full is None
            or mention.full in speakers
            or not is_outlet(
                frame.items[place], next(iter(frame.items[place + 1 : place + 2]), None), vocabulary, facts
            )
        ):
            continue
        if _passes_on(frame, place, saying, vocabulary, facts):
            return mention.full
    return None


def is_outlet(item: Item, after: Item | None, vocabulary: Vocabulary, facts: QuotationFacts) -> bool:
    """Whether a mention is an outlet, by what is known of it or by the last word of its name (*The Lima Post*).

    *A daily briefing* is none: the word belongs to the noun behind it.
    """
    mention = item.mention
    if mention is None:
        return False
    if mention.form is not MentionForm.NAMED:
        noun = after is not None and after.kind is ItemKind.WORD and after.folded not in vocabulary.small
        return mention.kind is NameKind.OUTLET and not (noun and after and after.folded not in vocabulary.cues)
    return mention.kind is NameKind.OUTLET or _has_masthead(item, facts) or _is_of_family(mention, vocabulary)


def _has_masthead(item: Item, facts: QuotationFacts) -> bool:
    """Whether the last word of a name is one that papers and broadcasters have; most agencies are none."""
    full = item.mention.full or "" if item.mention else ""
    if item.last == "agency" and not {"news", "press"} & set(full.casefold().split()):
        return False
    return item.last in facts.mastheads and item.folded != item.last


def _is_of_family(mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether a name that nothing else tells of begins with an outlet's: *ABC Far North*, *Guardian Nigeria*."""
    first, _, more = (mention.full or "").partition(" ")
    open_to_it = mention.kind in {None, NameKind.PERSON} and more and (first.isupper() or len(first) > _LONG)
    return bool(open_to_it) and first.casefold() in vocabulary.outlets


def _is_platform(item: Item, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is somebody's channel on a platform, where they speak for themselves: *its Telegram channel*."""
    full = item.mention.full or "" if item.mention else ""
    return bool(set(full.casefold().split()) & vocabulary.platforms)


def _passes_on(frame: Frame, place: int, saying: Saying | None, vocabulary: Vocabulary, facts: QuotationFacts) -> bool:
    """Whether words went to, by or through the outlet at a place: *told AFP*, *as reported by AFP*, *AFP quoted*."""
    before = frame.items[place - 1] if place else None
    if before and before.folded in facts.told:
        return saying is None or saying.cue is None or saying.place == place - 1
    if before and before.folded in facts.passing:
        noun = frame.items[place - 2].last if place > 1 else ""
        if before.folded == "with" and noun not in facts.pieces | facts.talks:
            return False  # the ministry was coordinating with the Cyber Agency
        return noun not in facts.bare_reports and not _is_platform(frame.items[place], vocabulary)
    if before and before.folded == "in":
        written = saying is not None and CueClass.WRITE in saying.classes and saying.place == place - 2
        return written or (place > 2 and frame.items[place - 2].last in facts.pieces)
    behind = place + 1
    while behind < len(frame.items) and frame.items[behind].folded in vocabulary.appended:
        behind += 1
    after = frame.items[behind] if behind < len(frame.items) else None
    return after is not None and after.kind is ItemKind.WORD and after.folded in vocabulary.cues
