"""Several bots on one database, and what a load balancer does before them: each request goes to the next that is up."""

import asyncio
from pathlib import Path
from random import Random

from bot.playground.replay.bot_process import BotProcess


class Fleet:
    """Bots as processes, in the place of one. kill() and start() are of one at a time, chosen at random."""

    def __init__(self, bots: list[BotProcess], *, seed: int = 1) -> None:
        self._up: list[BotProcess] = []
        self._down = list(bots)
        self._turn = 0
        self._rng = Random(seed)

    @property
    def port(self) -> int:
        """The port of the next bot that is up; of one that is down where none is."""
        there = self._up or self._down
        self._turn += 1
        return there[self._turn % len(there)].port

    @property
    def log(self) -> Path:
        """The log that all write to."""
        return (self._up or self._down)[0].log

    @property
    def pid(self) -> int:
        """The process of the first bot."""
        return self._up[0].pid

    async def start(self) -> None:
        """Start all that are down."""
        down, self._down = self._down, []
        await asyncio.gather(*(each.start() for each in down))
        self._up += down

    async def stop(self) -> None:
        """Stop all in order."""
        await asyncio.gather(*(each.stop() for each in (*self._up, *self._down)))

    async def kill(self) -> None:
        """End one with SIGKILL; the balancer finds out afterwards."""
        one = self._rng.choice(self._up)
        await one.kill()
        self._up.remove(one)
        self._down.append(one)

    async def roll(self, new: BotProcess) -> None:
        """Start a new bot, then take the oldest out of turn and stop it, as in a rolling update."""
        await new.start()
        self._up.append(new)
        old = self._up.pop(0)
        await old.stop()
