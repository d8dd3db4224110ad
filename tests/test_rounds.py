"""Rounds of a job over workspaces: a busy one keeps no other waiting, and each is first in its turn."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import cast

from bot.rounds import Rounds
from bot.slack.workspaces import Workspace, Workspaces


@dataclass(frozen=True)
class Place:
    """As much of a workspace as a round needs."""

    tenant_id: int


class Places:
    """Workspaces that are served."""

    def __init__(self, *tenant_ids: int) -> None:
        self.there = [Place(each) for each in tenant_ids]

    def all(self) -> list[Place]:
        return list(self.there)

    def serves(self, tenant_id: int) -> bool:
        return any(each.tenant_id == tenant_id for each in self.there)


def rounds(places: Places, work: object, **facts: object) -> Rounds:
    return Rounds(cast("Workspaces", places), "a job", work, **facts)  # type: ignore[arg-type]


async def test_the_others_have_further_rounds_while_one_is_busy() -> None:
    done: Counter[int] = Counter()
    is_over, have_had_three = asyncio.Event(), asyncio.Event()

    async def work(workspace: Workspace) -> None:
        if workspace.tenant_id == 1:
            await is_over.wait()
        done[workspace.tenant_id] += 1
        if min(done[each] for each in (2, 3)) >= 3:
            have_had_three.set()

    running = asyncio.create_task(rounds(Places(1, 2, 3), work, slice_s=0.01)())
    await have_had_three.wait()
    assert done[1] == 0
    assert not running.done()
    is_over.set()
    await running
    assert done[1] == 1, "whose work goes on is not begun again beside itself"


async def test_as_many_busy_ones_as_there_is_room_for_make_room_after_their_slice() -> None:
    is_over, came = asyncio.Event(), asyncio.Event()

    async def work(workspace: Workspace) -> None:
        if workspace.tenant_id == 5:
            came.set()
        else:
            await is_over.wait()

    running = asyncio.create_task(rounds(Places(1, 2, 3, 4, 5), work, at_once=2, slice_s=0.01)())
    await came.wait()
    is_over.set()
    await running


async def test_a_few_at_a_time_and_each_first_in_its_turn() -> None:
    order: list[int] = []
    at_once, most = 0, 0

    async def work(workspace: Workspace) -> None:
        nonlocal at_once, most
        order.append(workspace.tenant_id)
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        at_once -= 1

    job = rounds(Places(*range(6)), work, at_once=2, slice_s=60.0)
    first = []
    for _ in range(6):
        order.clear()
        await job()
        assert sorted(order) == list(range(6))
        first.append(order[0])
    assert sorted(first) == list(range(6))
    assert most == 2


async def test_whose_token_is_not_ready_and_who_left_meanwhile_are_passed_over() -> None:
    places, done = Places(1, 2, 3), []

    async def ready(workspace: Workspace) -> None:
        if workspace.tenant_id == 1:
            raise RuntimeError
        if workspace.tenant_id == 2:
            places.there = [each for each in places.there if each.tenant_id != 2]

    async def work(workspace: Workspace) -> None:
        done.append(workspace.tenant_id)

    await rounds(places, work, ready=ready)()
    assert done == [3]
    await rounds(Places(3, 4), work, is_paused=lambda tenant_id: tenant_id == 3)()
    assert done == [3, 4], "for whom Slack refuses the token nothing is tried"
    await rounds(Places(), work)()
    assert done == [3, 4], "where nothing is served nothing is done"
