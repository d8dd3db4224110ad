"""Slack's timestamps."""

import pytest

from bot.domain.errors import UserError
from bot.slack.timestamps import parse_slack_ts


@pytest.mark.parametrize("ts", [None, "", "abc", "1.2.3", "17000000000000.1"])
def test_a_click_needs_its_time(ts: str | None) -> None:
    with pytest.raises(UserError):
        parse_slack_ts(ts)


def test_slacks_time_in_microseconds() -> None:
    assert parse_slack_ts("1700000000.123456") == 1_700_000_000_123_456
    assert parse_slack_ts("1700000000.5") == 1_700_000_000_500_000
