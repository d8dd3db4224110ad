"""Why a comment is skipped or reported, as the buttons and the database name it; in words in the catalogues."""

from bot.domain.errors import UserError
from storage.enums import ReportReason, SkipReason

MENU_SKIPS = tuple(reason for reason in SkipReason if reason not in {SkipReason.SKIP, SkipReason.UNDONE})
"""Reasons that the menu of a card offers; each is `rate.skip_option.…` in the catalogues."""


def parse_skip_reason(written: str) -> SkipReason:
    """Return a way to skip. Raises UserError when somebody sends another word."""
    if written not in {SkipReason.SKIP, *MENU_SKIPS}:
        raise UserError("rate.unknown_reason")
    return SkipReason(written)


def parse_report_reason(written: str) -> ReportReason:
    """Return why a comment is reported. Raises UserError when somebody sends another word."""
    if written not in set(ReportReason):
        raise UserError("rate.unknown_reason")
    return ReportReason(written)
