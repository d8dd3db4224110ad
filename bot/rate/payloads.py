"""What buttons of rating carry, read."""

import re

from bot.rate.flow import CommentRef
from bot.slack.errors import KindError

_VALUE = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):(\d{1,9})(?::([1-5]))?", re.ASCII)


def parse_comment_ref(value: str | None) -> tuple[CommentRef, int | None]:
    """Return where a button points and its stars. Raises KindError on a crafted value."""
    found = _VALUE.fullmatch(value or "")
    if not found:
        raise KindError("I cannot read this button. Please press Rate for a new card.")
    exchange_id, number, version, serial, stars = found.groups()
    there = CommentRef(int(exchange_id), int(number), int(version), int(serial))
    return there, int(stars) if stars else None


def parse_slack_ts(slack_ts: str | None) -> int:
    """Return Slack's time of an action in microseconds since 1970. Raises KindError when it is none."""
    found = re.fullmatch(r"(\d{9,11})\.(\d{1,6})", slack_ts or "", re.ASCII)
    if not found:
        raise KindError("This click came without its time. Please click again.")
    return int(found[1]) * 1_000_000 + int(found[2].ljust(6, "0"))
