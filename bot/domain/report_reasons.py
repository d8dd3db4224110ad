"""Why a comment is reported, hidden or removed: one list, the same for reporters, moderators and authors."""

from bot.texts import Message, Texts
from storage.enums import ReportReason

_DUPLICATE = "duplicate"  # of moderators alone
REASONS = (
    *(each.value for each in ReportReason if each is not ReportReason.OTHER),
    _DUPLICATE,
    ReportReason.OTHER.value,
)

_ALSO = {"offtopic": "off_topic", "names": "name", "dup": _DUPLICATE}


def parse_reason(text: str) -> str | None:
    """Return the code of a reason as somebody wrote it, None when it is none."""
    code = text.strip().lower().replace("-", "_").replace(" ", "_")
    code = _ALSO.get(code, code)
    return code if code in REASONS else None


def reason_text(code: str | None, texts: Texts) -> str:
    """Return a reason in words for the middle of a sentence; "" when none was given."""
    return texts(f"reasons.reason.{code}") if code in REASONS else ""


def reason_message(code: str | None) -> Message:
    """Return a reason as a parameter of a sentence; "another reason" where none of the list was given."""
    return Message(f"reasons.reason.{code if code in REASONS else 'other'}")


def reason_option_text(code: str, texts: Texts) -> str:
    """Return a reason as a choice of a menu."""
    return texts(f"reasons.reason_option.{code}")
