"""Plain clicks are recognised whole, and none of them would be refused field by field."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.http.envelope import check_each_field
from bot.http.plain_click import is_plain_click
from tests.slack_requests import record_requests
from tests.whole_bot import Playground

CLICK: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "channel": {"id": "D1"},
    "container": {"type": "message"},
    "enterprise": None,
    "trigger_id": "1.1",
    "response_url": "http://127.0.0.1/1",
    "state": {"values": {"block": {"action": {"type": "static_select", "selected_option": None}}}},
    "message": {
        "ts": "1.1",
        "text": "A question",
        "user": "U0",
        "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "A comment"}}, {"type": "actions"}],
    },
    "actions": [{"action_id": "rate.star.4", "block_id": "rate.1", "type": "button", "value": "1", "action_ts": "1.2"}],
}


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where something is in a payload."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for name, each in children for found in ((*path, name), *paths_of(each, (*path, name)))]


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "x", "x" * 33, 0, 1.5, True, [], {}, [None], ["x"], [{}], {"id": 1}, {"values": {"a": None}}]
)
ADDED = st.sampled_from(
    ["event", "view", "callback_id", "selected_option", "selected_options", "selected_user", "text"]
)


@given(st.lists(st.tuples(st.sampled_from(paths_of(CLICK)), st.none() | ADDED, ODD), max_size=3))
@settings(max_examples=300, deadline=None)
def test_what_is_recognised_whole_passes_each_check(changes: list[tuple[tuple[Any, ...], str | None, Any]]) -> None:
    body = copy.deepcopy(CLICK)
    for path, added, odd in changes:
        *above, last = path
        place: Any = body
        try:
            for name in above:
                place = place[name]
            place[added if added and isinstance(place, dict) else last] = odd
        except (KeyError, IndexError, TypeError):
            continue  # it went with another change
    if is_plain_click(body):
        check_each_field(body)


async def test_a_click_on_a_card_is_recognised_whole(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    async with record_requests(playground) as recorder:
        assert (await ana.clicks(ana.dm()[-1], "rate.star.4")).ok
    assert [is_plain_click(each.payload) for each in recorder.requests if each.payload.get("actions")] == [True]
