"""Clicks that do not go through Bolt are answered as Bolt answers them, for all kinds of people and odd payloads."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.rate import flow
from tests.both_ways import (
    LIVE,
    MEMBERS,
    NEVER,
    NOWHERE,
    OTHER_KEY,
    PEOPLE,
    PRIVATE,
    WITHDRAWN,
    BothWays,
    open_both_ways,
)
from tests.stories.bad_input import CLOSED, DRAFT, FOREIGN, HELD, HIDDEN, OPEN, OTHER, OWN, RATED, nowhere

Json = dict[str, Any]

REQUESTS = 300
STARS = tuple(f"rate.star.{stars}" for stars in range(1, 6))
EXCHANGES = (OPEN, OPEN, OPEN, CLOSED, DRAFT, FOREIGN, PRIVATE, PRIVATE, OTHER_KEY, NOWHERE)
COMMENTS = (OWN, OTHER, RATED, HELD, HIDDEN, WITHDRAWN, LIVE, LIVE + 1, LIVE + 2, LIVE + 3, NEVER)
ACTIONS = (*STARS, *STARS, "rate.skip", "rate.undo", "rate.undo", "rate.more", "rate.back", "rate.report.rude")
OTHER_ACTIONS = ("rate.star.0", "rate.star.6", "rate.star.5\n", "rate.star.", "rate.skip.1", "nobody's", "share.open")
FORGED = (
    "",
    "x",
    "1:2",
    "{exchange}:1.1:1:6",
    "{exchange}:1.1:-1:3",
    "{exchange}:1.99999:1:3",
    "99999999999999999:1.1:1",
)

ODD: tuple[Callable[[Json], Json], ...] = (
    lambda each: each | {"team": {"id": "T0OTHER", "domain": "other"}},
    lambda each: each | {"team": None},
    lambda each: each | {"team": None, "is_enterprise_install": True},
    lambda each: each | {"team": {"domain": "none"}},
    lambda each: each | {"team": {**each["team"], "enterprise_id": "E1"}},
    lambda each: each | {"enterprise": {"id": "E1", "name": "A district"}},
    lambda each: each | {"enterprise": {"id": ""}},
    lambda each: each | {"enterprise": {"name": "A district"}},
    lambda each: each | {"enterprise": {"id": 7}},
    lambda each: each | {"enterprise_id": "E1"},
    lambda each: each | {"authorizations": [{"team_id": "T0OTHER", "enterprise_id": None}]},
    lambda each: each | {"ssl_check": "1"},
    lambda each: each | {"event": None},
    lambda each: each | {"event": {"type": "message", "user": "U0ANOTHER"}},
    lambda each: each | {"view": {"id": "V1", "type": "home", "blocks": []}},
    lambda each: each | {"view": {"id": "V1", "type": "modal", "app_installed_team_id": "T0OTHER"}},
    lambda each: each | {"actions": each["actions"] * 2},
    lambda each: each | {"actions": []},
    lambda each: each | {"actions": [each["actions"][0] | {"action_ts": None}]},
    lambda each: each | {"actions": [each["actions"][0] | {"action_ts": "soon"}]},
    lambda each: each | {"actions": [each["actions"][0] | {"value": 7}]},
    lambda each: each | {"user": {**each["user"], "team_id": None}},
    lambda each: each | {"user": {**each["user"], "team_id": "T0OTHER"}},
    lambda each: each | {"user": {"id": ""}},
    lambda each: each | {"user": None},
    lambda each: each | {"bot_access_token": "x", "function_data": {"execution_id": "Fx1", "inputs": {}}},
    lambda each: each | {"response_url": None},
    lambda each: each | {"trigger_id": None},
    lambda each: each | {"message": {"blocks": ["x"]}},
    lambda each: {name: part for name, part in each.items() if name != "message"},
    lambda each: each | {"something": {"new": [1, 2]}},
    lambda each: each | {"type": "interactive_message", "callback_id": "rate.star.4"},
)


class Mix:
    """A seeded mix of clicks: on the card before a person, or crafted."""

    def __init__(self, both: BothWays, seed: int) -> None:
        self._both = both
        self._rng = Random(seed)
        self._cards: dict[str, list[tuple[str, str]]] = {}  # the buttons before a person: action id, value

    def next(self) -> tuple[str, Json]:
        """Return a person and what they click."""
        draw = self._rng.random()
        rare = draw < 0.5
        person = self._rng.choice(PEOPLE if rare else MEMBERS)
        buttons = self._cards.get(person)
        if buttons and not rare:
            return person, self._both.click(person, *self._rng.choice(buttons))
        action_id = self._rng.choice(OTHER_ACTIONS if draw < 0.05 else ACTIONS)
        payload = self._both.click(person, action_id, self._value(action_id))
        if draw < 0.2:
            payload = self._rng.choice(ODD)(payload)
        return person, payload

    def _value(self, action_id: str) -> str:
        name = self._rng.choice(EXCHANGES)
        exchange = nowhere() if name == NOWHERE else str(self._both.there[name].exchange_id)
        if self._rng.random() < 0.1:
            return self._rng.choice(FORGED).format(exchange=exchange)
        value = (
            f"{exchange}:{self._rng.choice(COMMENTS)}.{self._rng.choice((1, 1, 1, 2))}:{self._rng.choice((0, 1, 2))}"
        )
        return f"{value}:{action_id[-1]}" if action_id[-1] in "12345" else value

    def see(self, person: str, posted: list[tuple[str, Json]]) -> None:
        """Take the card that came."""
        for _, payload in posted:
            if payload.get("replace_original"):
                parts = [each for block in payload["blocks"] for each in block.get("elements", ())]
                self._cards[person] = [(each["action_id"], each["value"]) for each in parts if "value" in each]


async def test_everybody_gets_the_same_answer_as_by_bolt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_both_ways(tmp_path) as both:
        mix, seen = Mix(both, 12), Counter[Any]()
        for number in range(REQUESTS):
            if number == REQUESTS - 60:
                both.now[0] += timedelta(minutes=2)  # what Slack said of people is too old now
                for method in ("users.info", "conversations.members", "users.conversations", "conversations.info"):
                    both.direct.playground.slack.faults.answer(method, error="account_inactive")  # it is uninstalled
            person, payload = mix.next()
            found = await both.compare(payload)
            mix.see(person, found["posted"])
            seen[found["status"]] += 1
            seen.update(each["response_type"] for _, each in found["posted"] if "response_type" in each)
            seen["card"] += sum(bool(each.get("replace_original")) for _, each in found["posted"])
            if number % 60 == 0:
                await both.compare_databases()
        monkeypatch.setattr(flow, "rate", fails)
        broken = await both.compare(both.click("Ben", "rate.star.4", f"{both.there[OPEN].exchange_id}:117.1:0:4"))
        await both.compare_databases()
    assert broken["status"] == 500
    assert seen[200] > REQUESTS / 2
    assert seen[400] >= 5, seen
    assert min(seen["ephemeral"], seen["card"]) >= 40, seen
    assert sum(both.direct_answers.values()) > REQUESTS / 3
    assert {*STARS, "rate.skip", "rate.undo"} == set(both.direct_answers)


async def fails(*_: object) -> None:
    """Fail as a fault of our own does."""
    raise RuntimeError


async def test_the_comparison_sees_a_listener_that_does_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_both_ways(tmp_path) as both:
        direct = both.direct.playground.starling.dispatch._direct
        assert direct is not None
        await both.compare(both.click("Ben", "rate.skip", f"{both.there[OPEN].exchange_id}:117.1:0"))

        async def forgets(**_: Any) -> None:
            """Acknowledge and do nothing."""

        direct.add("rate.skip", forgets)
        with pytest.raises(AssertionError):
            await both.compare(both.click("Ben", "rate.skip", f"{both.there[OPEN].exchange_id}:118.1:0"))
        with pytest.raises(AssertionError):
            await both.compare_databases()
