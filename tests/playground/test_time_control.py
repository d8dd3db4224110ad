"""The clock of the playground: it moves forward only, tells what is due, and every open page hears of it."""

import json
from typing import Any

import pytest

from bot.playground.state.time_control import Due, TimeControl
from tests.playground.fixture_app import Desk

HOUR, DAY = 3600.0, 86_400.0


def give_clock(desk: Desk, *due: Due) -> None:
    async def move(seconds: float) -> None:
        desk.clock.ahead += seconds

    async def list_due() -> list[Due]:
        return list(due)

    desk.slack.context.time_control = TimeControl(move, list_due)


async def ask(desk: Desk, body: Any = None) -> tuple[int, dict[str, Any]]:
    address = f"{desk.slack.url}/ui/clock"
    if body is None:
        async with desk.http.get(address) as answer:
            return answer.status, await answer.json()
    async with desk.http.post(address, data=json.dumps(body)) as answer:
        return answer.status, await answer.json()


async def test_the_time_and_what_is_due_the_next_first(desk: Desk) -> None:
    now = desk.clock()
    give_clock(desk, Due(now + DAY, "It closes"), Due(now + HOUR, "A digest"))
    _, seen = await ask(desk)
    assert [each["text"] for each in seen["due"]] == ["A digest", "It closes"]
    assert seen["can_move"] is True
    assert seen["now"] == pytest.approx(now, abs=60)


async def test_moving_the_time_moves_slacks_own_timestamps(desk: Desk) -> None:
    give_clock(desk)
    before = (await desk.ana.says("before", "general")).message
    status, seen = await ask(desk, {"seconds": HOUR})
    after = (await desk.ana.says("after", "general")).message
    assert before is not None
    assert after is not None
    assert status == 200
    assert float(after.ts) - float(before.ts) >= HOUR
    assert seen["now"] == pytest.approx(float(after.ts), abs=60)


async def test_to_the_next_thing_due_goes_just_past_it(desk: Desk) -> None:
    due = desk.clock() + DAY
    give_clock(desk, Due(desk.clock() - HOUR, "Late already"), Due(due, "A digest"), Due(due + DAY, "It closes"))
    _, seen = await ask(desk, {"to_next": True})
    assert due < seen["now"] < due + 60


@pytest.mark.parametrize("seconds", [0, -1, "1", None, True, 1e12, float("inf")])
async def test_no_time_but_forward(desk: Desk, seconds: Any) -> None:
    give_clock(desk)
    status, seen = await ask(desk, {"seconds": seconds})
    assert (status, seen["ok"]) == (400, False)
    assert seen["message"]
    assert desk.clock.ahead == 0.0


async def test_nothing_due_and_no_clock_are_told(desk: Desk) -> None:
    status, seen = await ask(desk, {"seconds": HOUR})
    assert (status, seen["message"]) == (400, "This playground's clock cannot be moved.")
    assert (await ask(desk))[1]["can_move"] is False
    give_clock(desk)
    status, seen = await ask(desk, {"to_next": True})
    assert (status, seen["message"]) == (400, "Nothing is due.")


async def test_open_pages_hear_that_the_time_moved(desk: Desk) -> None:
    give_clock(desk)
    address = f"{desk.slack.url}/ui/live?as={desk.ana.id}"
    async with desk.http.ws_connect(address) as wire:
        await ask(desk, {"seconds": DAY})
        frame = await wire.receive_json(timeout=60)
    assert frame["type"] == "clock"
    assert frame["now"] == pytest.approx(desk.clock(), abs=60)


async def test_no_page_of_another_site_moves_the_time(desk: Desk) -> None:
    give_clock(desk)
    headers = {"Origin": "https://elsewhere.example"}
    async with desk.http.post(f"{desk.slack.url}/ui/clock", data='{"seconds": 1}', headers=headers) as answer:
        assert answer.status == 403
