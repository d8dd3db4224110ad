"""A computation that one process does: its lease ends with it, whatever is under way then."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain import computations as alone
from bot.domain.computations import compute_alone
from storage import computations
from storage.scope import ExchangeScope
from storage.session import Storage
from tests.whole_bot import PATIENCE_S, Playground

KIND = computations.SUMMARY


async def end_of(playground: Playground, scope: ExchangeScope) -> object:
    async with playground.starling.context.storage.read() as db:
        return await computations.get_end(db, scope, KIND)


def hold_back(patch: pytest.MonkeyPatch, which: int) -> tuple[asyncio.Event, asyncio.Event]:
    """Let the answer of a transaction wait after its commit; return what says that it does, and what lets it go.

    which: of the transactions from now on, from 1.
    """
    committed, go_on, counted = asyncio.Event(), asyncio.Event(), [0]
    transact: Callable[..., Any] = Storage.transact

    async def transact_slowly(storage: Storage, work: Any) -> Any:
        counted[0] += 1
        is_it = counted[0] == which
        result = await transact(storage, work)
        if is_it:
            committed.set()
            await go_on.wait()
        return result

    patch.setattr(Storage, "transact", transact_slowly)
    return committed, go_on


async def test_a_lease_that_is_being_extended_at_the_end_of_the_work_ends_all_the_same(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await playground.starling.scheduler.stop()
    exchange = await playground.exchange("What keeps us safe?")
    monkeypatch.setattr(alone, "_EXTEND_S", 0.0)
    committed, go_on = hold_back(monkeypatch, 2)
    async with (
        asyncio.timeout(PATIENCE_S),
        compute_alone(playground.starling.context, exchange.scope, KIND, wait=0) as ours,
    ):
        assert ours
        playground.clock.later(seconds=1)
        await committed.wait()
        asyncio.get_running_loop().call_soon(go_on.set)
    assert await end_of(playground, exchange.scope) is None, "nobody waits a minute for work that is done"


async def test_a_claim_whose_caller_gives_up_while_it_is_committed_is_given_back(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await playground.starling.scheduler.stop()
    exchange = await playground.exchange("What keeps us safe?")
    committed, _ = hold_back(monkeypatch, 1)

    async def work() -> None:
        async with compute_alone(playground.starling.context, exchange.scope, KIND, wait=0):
            raise AssertionError("it is given up before")

    task = asyncio.create_task(work())
    async with asyncio.timeout(PATIENCE_S):
        await committed.wait()
    assert await end_of(playground, exchange.scope) is not None
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    assert await end_of(playground, exchange.scope) is None
