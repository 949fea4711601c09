"""What can go wrong, told to a person: each message is one line that says what, where and what to do."""

from __future__ import annotations


class TreatyDeskError(Exception):
    """Base of every error that this program raises on purpose; its text may be shown to a user."""


class CannotAnswer(TreatyDeskError):
    """Base of what a user is told in the place of an answer; any other error while answering is a fault."""


class SettingsError(TreatyDeskError):
    """A setting or a lexicon file that cannot be used."""


class UnreadableDocument(TreatyDeskError):
    """A file that cannot become a document; the rest of the library goes on."""


class UnreadablePack(TreatyDeskError):
    """A file that is no evidence pack."""


class ArchiveUnavailable(CannotAnswer):
    """The store cannot be opened, read or written."""


class NoSuchDocument(CannotAnswer):
    """A number that no document ever had."""


class NameTaken(TreatyDeskError):
    """A file whose name another one holds, from another folder and with another text."""


class NoSuchSchedule(CannotAnswer):
    """A name that no digest of the server has."""


class ScheduleTaken(CannotAnswer):
    """A name that another digest of the server has."""


class CutQuotation(TreatyDeskError):
    """A span that starts or ends inside a quotation was about to be cited."""


class NotVerbatim(TreatyDeskError):
    """Words about to be shown as a document's are not the document's own."""


class BadCommand(CannotAnswer):
    """A command line that cannot be understood."""
