"""Slack's timestamps, "1700000000.123456": of messages, events and clicks."""

import re

from bot.domain.errors import UserError

_TS = re.compile(r"(\d{9,11})\.(\d{1,6})", re.ASCII)


def parse_slack_ts(slack_ts: str | None) -> int:
    """Return Slack's time of an action in microseconds since 1970. Raises UserError when it is none."""
    found = _TS.fullmatch(slack_ts or "")
    if not found:
        raise UserError("errors.no_time")
    return int(found[1]) * 1_000_000 + int(found[2].ljust(6, "0"))
