"""Papers that speak for somebody: *the statement*, *her report*, *Sent to the board by Ana Cruz, it begins*."""

from __future__ import annotations

from itertools import pairwise

from ...domain.readings import Attribution, NameKind
from ...domain.spans import Span
from ..cast import Mention, MentionForm
from ..vocabulary import Vocabulary
from .frames import Frame
from .phrasings import Saying
from .sayings import Sayings

_GOING_ON = frozenset(("it", verb) for verb in ("goes", "reads", "begins", "continues", "ends", "concludes"))


class Papers:
    """Tells whose the papers of one text are, while its frames are read in order."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text, self._known = text, vocabulary
        self._issuers: dict[str, tuple[str, int]] = {}

    def go_on(self, last: Attribution | None, paragraph: int) -> None:
        """Remember a paper for longer where who wrote it goes on speaking."""
        for noun, (issuer, _) in self._issuers.items():
            if last and last.speaker == issuer:
                self._issuers[noun] = issuer, paragraph

    def forget(self, frame: Frame) -> None:
        """A paper is remembered in its own paragraph and the next."""
        near = ((noun, told) for noun, told in self._issuers.items() if frame.paragraph <= told[1] + 1)
        self._issuers = dict(near)

    def note(self, frame: Frame, sayings: Sayings) -> None:
        """Remember whose a paper is that somebody said something in: *the ministry said in a statement*.

        Where another is spoken of, nobody knows any longer which *the statement* is.
        """
        for place, item in enumerate(frame.items):
            if item.folded == "another":
                self._issuers.clear()
            elif item.folded != "the":
                self._issuers.pop(item.last, None)
            before = frame.items[place - 1].folded if place else ""
            if before == "in" and item.folded in {"a", "an"} and item.last in self._known.authored:
                told = sayings.last_before(0, place - 1) if place > 1 else sayings.first_behind(place)
                self._keep_issuer(item.last, told, frame.paragraph)

    def _keep_issuer(self, noun: str, saying: Saying | None, paragraph: int) -> None:
        if saying and saying.speakers and (full := saying.speakers[0].full):
            self._issuers[noun] = full, paragraph

    def issuer(self, mention: Mention) -> str | None:
        """Who issued *the statement* that speaks: they are not named with it, but a sentence or more before."""
        words = mention.span.of(self._text).casefold().split()
        noun = words[1] if len(words) == 2 and words[0] == "the" else ""
        return self._issuers[noun][0] if noun in self._issuers else None

    def goes_on(self, mention: Mention, cue: Span | None) -> str | None:
        """Who wrote the one paper that is remembered, where *it goes on* or *it reads* as papers do."""
        words = mention.span.of(self._text).casefold(), cue.of(self._text).split()[0].casefold() if cue else ""
        return next(iter(self._issuers.values()))[0] if words in _GOING_ON and len(self._issuers) == 1 else None

    def owner_of_words(self, mention: Mention) -> str | None:
        """Whose reply or report speaks: *Cruz’s verdict* and *her paper* are what Cruz says."""
        whose, joint, words = (mention.full or "").replace("'", "’").rpartition("’")
        owner, noun = whose, words.removeprefix("s ").lstrip()
        if not joint or noun.rpartition(" ")[2] not in self._known.authored or owner in self._known.adjective_of:
            return None
        return owner

    def writer(self, frame: Frame, paper: Mention) -> Mention | None:
        """Who wrote what speaks: *Sent to the board by Ana Cruz, it begins: “…”*."""
        opens = frame.items[0].folded in self._known.writing
        if not opens or paper.span.of(self._text).lower() != "it":
            return None
        written = [item for item in frame.items if item.span.end <= paper.span.start]
        return next((item.mention for by, item in pairwise(written) if by.folded == "by" and item.mention), None)

    def document(self, mention: Mention) -> str | None:
        """What a paper is called that the text never names: *the letter* speaks as *letter*."""
        if mention.form is not MentionForm.DESCRIBED:
            return None
        words = mention.span.of(self._text).split()
        if len(words) < 2 or self._known.noun_kind(words[-1].casefold()) is not NameKind.DOCUMENT:
            return None
        return " ".join(words[1:]) if words[0].casefold() in self._known.determiners else None
