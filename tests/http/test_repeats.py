"""The same request again: the same answer, no second effect; what failed may come again."""

import asyncio
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.http.replay import ReplayGuard, Reply
from tests.slack_requests import encode, record_requests, send
from tests.stories.test_share_ways import announced
from tests.whole_bot import Playground, words

KEY = b"k" * 32


async def test_a_form_that_is_sent_again_gets_the_same_answer_and_shares_nothing_more(playground: Playground) -> None:
    exchange, announcement = await announced(playground)
    ana = playground.person("Ana")
    async with record_requests(playground) as recorder:
        assert await ana.clicks(announcement, "share.open")
        assert await ana.submits(values={"share.text": "A crossing guard"})
        form = recorder.requests[-1]
        first = words(ana.view)
        repeated = [await recorder.resend(form) for _ in range(3)]
    assert {each.status for each in repeated} == {200}
    assert len(set(repeated)) == 1
    assert '"response_action"' in repeated[0].body
    assert words(ana.view) == first
    assert len(await playground.comments(exchange)) == 1


async def test_a_click_that_is_sent_again_does_nothing_more(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    async with record_requests(playground) as recorder:
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        assert await ana.clicks(ana.dm()[-1], "rate.star.4")
        await playground.settle()
        before = [words(each) for each in ana.dm()], len(ana.ephemerals())
        click = recorder.requests[-1]
        assert await asyncio.gather(*(recorder.resend(click) for _ in range(5))) == [await recorder.resend(click)] * 5
        await playground.settle()
    assert ([words(each) for each in ana.dm()], len(ana.ephemerals())) == before, "no card more"
    assert (await playground.counts(exchange)).ratings == 1


async def test_a_request_that_failed_may_come_again_and_then_counts(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    async with record_requests(playground) as recorder:
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        playground.starling.context.batches.is_on = False  # else it is tried again in a transaction of its own
        engine = playground.starling.context.storage.engine.sync_engine
        event.listen(engine, "commit", fails, once=True)
        assert (await ana.clicks(ana.dm()[-1], "rate.star.4")).status == 500
        click = recorder.requests[-1]
        assert (await playground.counts(exchange)).ratings == 0
        assert [(await recorder.resend(click)).status for _ in range(2)] == [200, 200]
    assert (await playground.counts(exchange)).ratings == 1


def fails(*_: object) -> None:
    """Fail as a fault of our own does, which is not tried again."""
    raise RuntimeError


async def test_slacks_own_retry_bears_another_signature_and_finds_the_event_done(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    async with record_requests(playground) as recorder:
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        await ana.says("5")
        await playground.settle()
        typed = next(each.payload for each in recorder.requests if each.payload.get("event", {}).get("text") == "5")
    before = len(ana.dm())
    assert (await send(playground, encode(playground, typed))).status == 200
    await playground.settle()
    assert ((await playground.counts(exchange)).ratings, len(ana.dm())) == (1, before)


async def test_whoever_comes_while_the_first_fails_is_processed_in_its_turn() -> None:
    guard, begun, go_on = ReplayGuard(), asyncio.Event(), asyncio.Event()
    replies = iter([Reply(503), Reply(200, b"done")])
    runs = 0

    async def process() -> Reply:
        nonlocal runs
        runs += 1
        begun.set()
        await go_on.wait()
        return next(replies)

    async def come() -> Reply:
        return await guard.once(KEY, now=0, expires=300, process=process)

    first = asyncio.create_task(come())
    await begun.wait()
    others = [asyncio.create_task(come()) for _ in range(3)]
    await asyncio.sleep(0)
    assert runs == 1, "the others wait"
    go_on.set()
    assert (await first).status == 503
    assert {(await each).body for each in others} == {b"done"}
    assert runs == 2


async def test_whoever_waits_goes_on_when_the_first_breaks_off() -> None:
    guard, begun = ReplayGuard(), asyncio.Event()

    async def hangs() -> Reply:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def works() -> Reply:
        return Reply(200)

    first = asyncio.create_task(guard.once(KEY, now=0, expires=300, process=hangs))
    await begun.wait()
    second = asyncio.create_task(guard.once(KEY, now=0, expires=300, process=works))
    first.cancel()
    assert (await second).status == 200


@dataclasses.dataclass
class Visit:
    """A request: which signature it bears, what it would be answered, and the seconds since the one before."""

    key: int
    status: int
    size: int
    after: int


@given(
    st.lists(
        st.builds(Visit, st.integers(0, 5), st.sampled_from([200, 400, 503]), st.integers(0, 60), st.integers(0, 200)),
        max_size=60,
    )
)
def test_a_request_is_processed_once_within_its_window_and_memory_stays_bounded(visits: list[Visit]) -> None:
    asyncio.run(hold(visits))


async def hold(visits: list[Visit]) -> None:
    """Send visits to a guard for six requests and 100 bytes, beside a model of what it must do."""
    guard, now = ReplayGuard(max_known=6, max_bodies=100), 0.0
    good: dict[int, tuple[float, bytes]] = {}  # until when, and what was answered
    for visit in visits:
        now += visit.after
        was_run = False

        async def process(visit: Visit = visit) -> Reply:
            nonlocal was_run
            was_run = True
            return Reply(visit.status, b"x" * visit.size)

        until, body = good.get(visit.key, (-1.0, b""))
        expires = until if until >= now else now + 300  # the same signature expires at the same moment
        reply = await guard.once(bytes([visit.key]), now=now, expires=expires, process=process)
        if until >= now:
            assert not was_run
        elif until < now - 15:  # empty answers are forgotten a quarter of a minute at a time
            assert was_run
        if was_run and reply.is_good:
            good[visit.key] = (expires, reply.body)
        elif not was_run:
            assert reply.body in {body, b""}
        assert sum(len(kept.body) for _, kept in guard._known.values()) == guard._bytes <= 100
        assert len(guard._with_body) <= len(guard._known) <= len(guard) <= 6
        assert len(guard) == len(guard._known) + sum(map(len, guard._plain.values()))
        assert not guard._running


@pytest.mark.parametrize("body", [b"", b"words"])
async def test_beyond_its_bound_the_guard_forgets_the_oldest_and_says_so(body: bytes) -> None:
    guard = ReplayGuard(max_known=2)
    runs = []

    async def come(key: int) -> None:
        async def process() -> Reply:
            runs.append(key)
            return Reply(200, body)

        await guard.once(bytes([key]), now=0, expires=300 + 20 * key, process=process)

    with capture_logs() as lines:
        for key in (1, 2, 3, 4, 4, 3, 1):
            await come(key)
    assert runs == [1, 2, 3, 4, 1]
    assert [line["event"] for line in lines] == ["replay_guard_full"]
