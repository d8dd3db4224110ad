"""The scheduler's rounds: one at a time, one more when somebody woke it meanwhile, and none torn in two."""

import asyncio

from bot.scheduler import Scheduler


async def test_who_wakes_it_during_a_round_gets_another_after_it() -> None:
    rounds = 0

    async def job() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            scheduler.wake()

    scheduler = Scheduler([job], seconds=3600)
    await scheduler.run_once()
    assert rounds == 2


async def test_a_round_that_runs_is_waited_for_when_the_bot_stops() -> None:
    begun, ended = asyncio.Event(), False

    async def job() -> None:
        nonlocal ended
        begun.set()
        for _ in range(5):  # a call to Slack that is under way
            await asyncio.sleep(0)
        ended = True

    scheduler = Scheduler([job], seconds=3600)
    scheduler.start()
    scheduler.wake()
    await begun.wait()
    await scheduler.stop()
    assert ended


async def test_a_job_that_asks_for_a_round_in_every_round_does_not_keep_the_bot_from_stopping() -> None:
    begun = asyncio.Event()

    async def job() -> None:
        begun.set()
        scheduler.wake()
        await asyncio.sleep(0)

    scheduler = Scheduler([job], seconds=3600)
    scheduler.start()
    scheduler.wake()
    await begun.wait()
    await asyncio.wait_for(scheduler.stop(), 60)
    assert begun.is_set()


async def test_a_job_that_fails_keeps_no_other_from_its_turn() -> None:
    done = []

    async def breaks() -> None:
        raise LookupError

    async def works() -> None:
        done.append(True)

    await Scheduler([breaks, works], seconds=3600).run_once()
    assert done
