"""The bot works by itself each second while something goes on in the playground, and seldom while nothing does."""

from collections.abc import Sequence

from bot.playground.pace import LINGER_S, Pace
from bot.playground.state.time_control import Due


class Watch:
    """A workspace whose changes, time and rounds are counted."""

    def __init__(self) -> None:
        self.changes, self.asked, self.rounds, self.now = 0, 0, 0, 0.0
        self.due: list[Due] = []
        self.pace = Pace(marks=lambda: self.changes, list_due=self.list_due, clock=lambda: self.now, begin=self.begin)

    async def list_due(self) -> Sequence[Due]:
        self.asked += 1
        return self.due

    def begin(self) -> None:
        self.rounds += 1

    async def later(self, seconds: int) -> int:
        """Let seconds pass; return how many rounds were asked for."""
        before = self.rounds
        for _ in range(seconds):
            self.now += 1
            await self.pace.step(self.now)
        return self.rounds - before


async def test_rounds_come_each_second_while_something_changes_and_none_is_asked_for_afterwards() -> None:
    watch = Watch()
    watch.changes = 1
    assert await watch.later(60) == LINGER_S
    assert watch.asked == 1, "what falls due is read once, not each second"
    watch.changes += 1
    assert await watch.later(1) == 1, "a change is not kept waiting"
    for _ in range(30):
        watch.changes += 1
        assert await watch.later(1) == 1
    assert await watch.later(60) == LINGER_S - 1


async def test_what_falls_due_comes_in_its_second_though_nobody_does_anything() -> None:
    watch = Watch()
    watch.due = [Due(300, "digest"), Due(200, "closes"), Due(-5, "invitation")]
    await watch.later(100)
    assert await watch.later(99) == 0
    assert await watch.later(1) == 1, "closes"
    watch.changes += 1
    assert await watch.later(99) == LINGER_S
    assert await watch.later(1) == 1, "the digest, read again after the change"
