"""Many people act at once: each in their own order, no click before its comment; results of attempts."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.playground.people.outcome import Outcome
from bot.playground.replay.attempt_log import ACKED, REFUSED, UNKNOWN, AttemptLog, classify
from bot.playground.replay.runner import IN_FLIGHT, run_acts


async def test_everybody_keeps_their_own_order_and_nobody_clicks_before_the_comment_is_there() -> None:
    acts = [(person, number) for number in range(40) for person in ("a", "b", "c", "a")]
    shared = asyncio.get_running_loop().create_future()
    done: list[tuple[str, int]] = []
    under_way = most = 0

    async def do(index: int, act: tuple[str, int]) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        if index == 5:
            shared.set_result(7)
        done.append(act)
        under_way -= 1

    def needs(act: tuple[str, int]) -> asyncio.Future[int] | None:
        return shared if act[0] == "c" else None

    await run_acts(acts, do, person_of=lambda act: act[0], needs=needs)
    for person in "abc":
        assert [act for act in done if act[0] == person] == [act for act in acts if act[0] == person]
    assert done.index(("c", 0)) > 3, "it waited for what it needed"
    assert 1 < most <= IN_FLIGHT


async def test_what_fails_ends_the_play() -> None:
    async def do(index: int, _act: int) -> None:
        if index == 3:
            raise LookupError

    with pytest.raises(ExceptionGroup):
        await run_acts(list(range(10)), do, person_of=lambda act: act, needs=lambda _act: None)


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        (Outcome(ok=True, status=200), ACKED),
        (Outcome(ok=False, status=500), UNKNOWN),
        (Outcome(ok=False, status="timeout"), UNKNOWN),
        (Outcome(ok=False, status="unreachable"), UNKNOWN),
        (Outcome(ok=False, status=200, errors={"share.text": "too long"}), REFUSED),
        (Outcome(ok=False, status=404), REFUSED),
        (Outcome(ok=False, error="no_such_action"), REFUSED),
    ],
)
def test_an_answer_of_5xx_or_none_is_unknown_since_it_can_follow_a_commit(outcome: Outcome, result: str) -> None:
    assert classify(outcome) == result


def test_every_attempt_is_one_line_of_the_attempt_log_at_once_and_without_words(tmp_path: Path) -> None:
    with AttemptLog(tmp_path / "attempts.jsonl") as attempts:
        attempts.attempt("rate.star", "U1", Outcome(ok=False, status="timeout"), comment=412, stars=4)
        attempts.attempt("rate.star", "U1", Outcome(ok=True, status=200, ack_ms=12.34), comment=412, stars=4)
        attempts.refused_later("rate.star", "U1")
        lines = [json.loads(line) for line in attempts.path.read_text(encoding="utf-8").splitlines()]
    assert [(line["result"], line["status"]) for line in lines] == [
        ("unknown", "timeout"),
        ("acked", 200),
        ("refused", "message"),
    ]
    assert lines[1] == {
        "act": "rate.star",
        "person": "U1",
        "comment": 412,
        "stars": 4,
        "result": "acked",
        "status": 200,
        "ms": 12.3,
    }
    assert (attempts.retries, attempts.refused, attempts.acks, attempts.ack_ms(0.5)) == (1, 1, {"rate.star": 1}, 12.3)
