"""The playground's clock: it only moves forward, lists what is due, and updates every open page."""

import json
from typing import Any

import pytest

from bot.playground.state.time_control import Due, TimeControl
from tests.playground.fixture_app import FixtureWorkspace

HOUR, DAY = 3600.0, 86_400.0


def give_clock(workspace: FixtureWorkspace, *due: Due) -> None:
    async def move(seconds: float) -> None:
        workspace.clock.ahead += seconds

    async def list_due() -> list[Due]:
        return list(due)

    workspace.slack.context.time_control = TimeControl(move, list_due)


async def ask(workspace: FixtureWorkspace, body: Any = None) -> tuple[int, dict[str, Any]]:
    address = f"{workspace.slack.url}/ui/clock"
    if body is None:
        async with workspace.http.get(address) as answer:
            return answer.status, await answer.json()
    async with workspace.http.post(address, data=json.dumps(body)) as answer:
        return answer.status, await answer.json()


async def test_the_time_and_what_is_due_the_next_first(workspace: FixtureWorkspace) -> None:
    now = workspace.clock()
    give_clock(workspace, Due(now + DAY, "closes"), Due(now + HOUR, "digest"))
    _, seen = await ask(workspace)
    assert [each["kind"] for each in seen["due"]] == ["digest", "closes"]
    assert seen["can_move"] is True
    assert seen["now"] == pytest.approx(now, abs=60)


async def test_moving_the_time_moves_slacks_own_timestamps(workspace: FixtureWorkspace) -> None:
    give_clock(workspace)
    before = (await workspace.ana.says("before", "general")).message
    status, seen = await ask(workspace, {"seconds": HOUR})
    after = (await workspace.ana.says("after", "general")).message
    assert before is not None
    assert after is not None
    assert status == 200
    assert float(after.ts) - float(before.ts) >= HOUR
    assert seen["now"] == pytest.approx(float(after.ts), abs=60)


async def test_to_the_next_thing_due_goes_just_past_it(workspace: FixtureWorkspace) -> None:
    due = workspace.clock() + DAY
    give_clock(workspace, Due(workspace.clock() - HOUR, "opens"), Due(due, "digest"), Due(due + DAY, "closes"))
    _, seen = await ask(workspace, {"to_next": True})
    assert due < seen["now"] < due + 60


@pytest.mark.parametrize("seconds", [0, -1, "1", None, True, 1e12, float("inf")])
async def test_no_time_but_forward(workspace: FixtureWorkspace, seconds: Any) -> None:
    give_clock(workspace)
    status, seen = await ask(workspace, {"seconds": seconds})
    assert (status, seen["ok"]) == (400, False)
    assert seen["message"]
    assert workspace.clock.ahead == 0.0


async def test_an_empty_list_and_a_missing_clock_are_shown(workspace: FixtureWorkspace) -> None:
    status, seen = await ask(workspace, {"seconds": HOUR})
    assert (status, seen["error"], seen["message"]) == (400, "cannot_move", "This playground's clock cannot be moved.")
    assert (await ask(workspace))[1]["can_move"] is False
    give_clock(workspace)
    status, seen = await ask(workspace, {"to_next": True})
    assert (status, seen["error"], seen["message"]) == (400, "nothing_due", "Nothing is due.")


async def test_open_pages_hear_that_the_time_moved(workspace: FixtureWorkspace) -> None:
    give_clock(workspace)
    address = f"{workspace.slack.url}/ui/live?as={workspace.ana.id}"
    async with workspace.http.ws_connect(address) as wire:
        await ask(workspace, {"seconds": DAY})
        frame = await wire.receive_json(timeout=600)
    assert frame["type"] == "clock"
    assert frame["now"] == pytest.approx(workspace.clock(), abs=60)


async def test_no_page_of_another_site_moves_the_time(workspace: FixtureWorkspace) -> None:
    give_clock(workspace)
    headers = {"Origin": "https://elsewhere.example"}
    async with workspace.http.post(f"{workspace.slack.url}/ui/clock", data='{"seconds": 1}', headers=headers) as answer:
        assert answer.status == 403
