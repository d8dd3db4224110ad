"""A plan played through the real bot, act after act, at the hours at which it happens; with copies in between."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

from bot.playground.people.person import Person
from bot.playground.replay.attempt_log import AttemptLog
from bot.playground.replay.bot_process import BotProcess
from bot.playground.replay.environment import ReplayEnvironment, open_exchange
from bot.playground.replay.player import Player, Scene
from bot.playground.state.models import Message
from storage import exchanges
from storage.resting import IDLE_S
from storage.scope import ExchangeScope
from tests.attack.case import Between, Counts
from tests.attack.copies.records import Copy
from tests.attack.worlds.desk import JOBS, Desk
from tests.attack.worlds.lived import Lived
from tests.attack.worlds.plan import Act, Plan, at_once
from tests.whole_bot import Playground, words

TakeCopy = Callable[..., Awaitable[Copy]]
_NUMBER = re.compile(r"#(\d+)")
_BETWEEN_RETENTION = timedelta(hours=1)  # between two rewrites where nobody looks: far longer than the bot takes
_ATTENDED = 15  # acts before the copy at a random moment, between which jobs run as the bot's scheduler runs them
_TICKS = (5, *range(35, 200, 30))  # seconds after an act at which its jobs may find something to do
_COUNTED_EVERY = timedelta(minutes=10)  # by the clock: then counts are new
_SOON = timedelta(minutes=10)  # the random moment is so much later than some act, at most
UNATTENDED_ACTS = 12
"""The last acts, after which no job runs: the most that is in a log or in dead rows when it is copied."""


class Life:
    """Plays a plan. copy: takes a copy of the database; lone: places of acts that are alone between two copies.

    unattended: how many of the last acts have no job. after_jobs: is called each time that jobs ran. says_groups_first:
    everybody says their group before the first act; else who is alone in theirs, and the others when they write.
    """

    def __init__(
        self,
        playground: Playground,
        plan: Plan,
        folder: Path,
        copy: TakeCopy,
        lone: Collection[int],
        unattended: int = UNATTENDED_ACTS,
    ) -> None:
        self._playground, self._copy, self._lone, self._unattended = playground, copy, lone, unattended
        now = playground.clock.now()
        start = now.replace(hour=9, minute=0, second=0, microsecond=0)
        plan = replace(plan, start=start if start > now else start + timedelta(days=1))
        people = [playground.person(f"Person {n}", locale=each.locale) for n, each in enumerate(plan.members)]
        self.lived = Lived(plan, people)
        self._folder = folder
        self.says_groups_first = False
        self.after_jobs: Callable[[], Awaitable[None]] | None = None
        self.desk: Desk | None = None
        self._players: dict[int, Player] = {}
        self._looked_at = self._kept_at = datetime.min.replace(tzinfo=UTC)
        rng, acts = Random(len(plan.acts)), plan.acts
        self._random_act = rng.randrange(len(acts) * 3 // 4, max(1, len(acts) - unattended))
        self._random_moment = plan.moment(acts[self._random_act].at) + _SOON * rng.random()

    def begin_desk(self) -> Desk:
        """Let moderators act too, from the opening on."""
        lived = self.lived
        self.desk = Desk(self._playground, lived.people, lived.numbers, lived.asked, self.wait_until)
        return self.desk

    async def play(self, *, with_days: bool = False) -> Lived:
        """Play everything from the first settings to the last act. with_days: take a copy each night."""
        plan = self.lived.plan
        await self._begin()
        night: Copy | None = None
        today: list[Act] = []
        for places in at_once(plan):
            place, act = places[-1], plan.acts[places[-1]]
            if with_days and today and plan.moment(act.at).date() != plan.moment(today[-1].at).date():
                night, today = await self._night(night, today), []
            today += [plan.acts[each] for each in places]
            await self._pass_until(plan.moment(act.at), place)
            await asyncio.gather(*(self._act(each, plan.acts[each]) for each in places))
            if place < len(plan.acts) - self._unattended and not self._is_attended(place):
                await self.look()
                if self.desk is not None:
                    await self.desk.after(place)
        assert self.lived.running
        if with_days:
            await self._night(night, today)
        return self.lived

    async def _begin(self) -> None:
        """Let everything happen that comes before the first act."""
        playground, plan = self._playground, self.lived.plan
        for place in sorted(plan.signed_up):
            await self._signs_up(self.lived.people[place])
        self._announcement = await self._open()
        if self.desk is not None:
            await self.desk.begin(plan, self.lived.exchange_id)
        for place in sorted(plan.repliers):
            reply = self.lived.people[place].says("I will think about it", "general", thread_ts=self._announcement.ts)
            assert await reply
        await playground.settle()
        for place, member in enumerate(plan.members):
            if plan.groups and member.group and (self.says_groups_first or member.group == plan.groups[-1]):
                await self._chooses_group(place, plan.groups.index(member.group))

    def _is_attended(self, place: int) -> bool:
        return self.lived.running is None and place > self._random_act - _ATTENDED

    async def _pass_until(self, moment: datetime, place: int) -> None:
        """Let the time until an act pass; before the copy at a random moment with the jobs that the bot runs then."""
        now = self._playground.clock.now()
        if self._is_attended(place):
            since_midnight = now - now.replace(hour=0, minute=0, second=0, microsecond=0)
            ticks = [now + timedelta(seconds=each) for each in _TICKS]
            ticks.append(now + _COUNTED_EVERY - since_midnight % _COUNTED_EVERY + timedelta(seconds=5))
            end = min(moment, self._random_moment)
            for at in sorted(each for each in ticks if each < end):
                await self.wait_until(at)
                await self.look(is_attended=True)
        if self.lived.running is None and self._random_moment <= moment:
            await self.wait_until(self._random_moment)
            self.lived.running = await self._copy(with_changes=True)
        await self.wait_until(moment)

    async def changes_group(self, place: int, group: int) -> None:
        """Let somebody change their group, as an own account of the attacker's; with copies around it.

        group: its place among the exchange's.
        """
        person, before = self.lived.people[place], await self._copy()
        await self._chooses_group(place, group)
        name = self.lived.plan.groups[group]
        self.lived.lone.append(Between(before, await self._copy(), frozenset({person.id}), name))
        self.lived.own.setdefault(person.id, []).append(name)

    async def _chooses_group(self, place: int, group: int) -> None:
        person = self.lived.people[place]
        await person.opens_home()
        await self._playground.settle()
        assert person.home
        assert await person.clicks(person.home, "home.group", value=str(self.lived.exchange_id))
        assert await person.submits(values={"home.group_field": str(group)})
        await person.closes(whole=True)
        await self._playground.settle()

    async def forgets(self, place: int) -> list[str]:
        """Let somebody have everything of theirs deleted; return the words that they had shared."""
        person = self.lived.people[place]
        await person.opens_home()
        await self._playground.settle()
        assert person.home
        assert await person.clicks(person.home, "home.forget")
        assert await person.submits()
        assert await person.submits()
        await self._playground.settle()
        return [act.text for act in self.lived.plan.comments if act.person == place and act.text]

    async def outlives_the_key(self) -> None:
        """Close the exchange and let the day pass on which its key is erased."""
        playground = self._playground
        await self.closes()
        playground.clock.later(days=_RETENTION_DAYS)
        for _ in range(2):
            await self.look(all_jobs=True)
            await playground.settle()

    async def closes(self) -> None:
        """Let the moderator close the exchange, and every job run once."""
        playground = self._playground
        assert await playground.moderator.runs("/exchange close", "general")
        await playground.settle()
        assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "exchanges.close")
        await playground.settle()
        await self.look(all_jobs=True)

    async def pauses(self) -> None:
        """Let some minutes pass without an act or a job."""
        await self.wait_until(self._playground.clock.now() + _SOON / 2)

    async def _night(self, before: Copy | None, today: list[Act]) -> Copy:
        after = await self._copy()
        if before is not None:
            active = frozenset(self.lived.ids[act.person] for act in today)
            self.lived.days.append(Between(before, after, active))
        return after

    async def _signs_up(self, person: Person) -> None:
        await person.opens_home()
        await self._playground.settle()
        assert person.home
        assert await person.chooses(person.home, "home.notifications", ["subscribed"])
        await self._playground.settle()

    async def _open(self) -> Message:
        playground, plan = self._playground, self.lived.plan
        ctx = playground.starling.context
        no_bot = cast("BotProcess", None)  # the bot is in this process, and nobody kills it
        slack, channel = playground.slack, playground.slack.channel("general")
        place = ReplayEnvironment(self._folder, slack, no_bot, ctx.storage, ctx.keys, playground.moderator, channel.id)
        self.lived.exchange_id, announced = await open_exchange(place, plan.question, plan.groups)
        self._scope = ExchangeScope(playground.tenant_id, self.lived.exchange_id)
        attempts = AttemptLog(self._folder / "attempts.jsonl")
        self._scene = Scene(slack, channel.id, self.lived.exchange_id, announced, attempts)
        await playground.starling.scheduler.run_once()
        await playground.settle()
        return announced

    async def _act(self, place: int, act: Act) -> None:
        before = await self._copy() if place in self._lone else None
        rng, player = Random(place), self._player(act.person)
        if act.near is not None:
            await self._shares_near(act)
        elif act.text is not None:
            group = self.lived.plan.members[act.person].group
            number = await player.share(act.text, rng, group)
            if number is not None:
                self.lived.numbers[act.comment] = number
        elif act.comment in self.lived.numbers:
            await player.rate_by_number(self.lived.numbers[act.comment], act.stars, rng)
        await self._playground.settle()
        if before is not None:
            who = frozenset({self.lived.ids[act.person]})
            self.lived.lone.append(Between(before, await self._copy(), who))

    async def _shares_near(self, act: Act) -> None:
        """Let somebody rate what another wrote like their words, in the form that shows it, and share theirs."""
        person = self.lived.people[act.person]
        assert await person.clicks(self._announcement, "share.open")
        assert await person.submits(values={"share.text": act.text})
        assert person.view
        assert person.view.callback_id == "share.near.modal", words(person.view)
        number = self.lived.numbers[act.near] if act.near is not None else 0
        block = f"share.near.star.{number}.1"
        assert await person.chooses(person.view, "share.near.star", "4 ★★★★", block_id=block)
        await self._playground.settle()
        assert await person.submits(person.view)
        found = _NUMBER.search(words(person.view))
        assert found
        self.lived.numbers[act.comment] = int(found[1])
        await person.closes(whole=True)

    def _player(self, place: int) -> Player:
        if place not in self._players:
            person = self.lived.people[place]
            dm = self._playground.slack.world.open_im(person.id).id
            self._players[place] = Player(self._scene, person, dm)
        return self._players[place]

    async def wait_until(self, moment: datetime) -> None:
        """Let time pass; the storage rests meanwhile, as its own clock has it do, whatever jobs run or do not."""
        ahead = (moment - self._playground.clock.now()).total_seconds()
        storage = self._playground.starling.context.storage
        if ahead > IDLE_S and storage.is_sqlite:
            await storage.rest()
        if ahead > 0:
            self._playground.clock.later(seconds=ahead)

    async def look(self, *, all_jobs: bool = False, is_attended: bool = False) -> None:
        """Let jobs run where other ten minutes began, and note what the announcement shows; all of them once a day.

        is_attended: also in the same ten minutes, with rewrites of rows whenever the bot finds that they are due.
        """
        now, starling = self._playground.clock.now(), self._playground.starling
        begun, looked_in = (each.timestamp() // _COUNTED_EVERY.total_seconds() for each in (now, self._looked_at))
        if begun == looked_in and not all_jobs and not is_attended:
            return
        if now.date() != self._looked_at.date() or all_jobs:
            await starling.scheduler.run_once()
        else:
            await starling.scheduler.run_once("exchanges", *(JOBS if self.desk is not None else ()))
            if (is_attended or now - self._kept_at >= _BETWEEN_RETENTION) and "retention" in starling.scheduler._jobs:
                self._kept_at = now
                await starling.scheduler._run("retention")
        self._looked_at = now
        if self.after_jobs is not None:
            await self.after_jobs()
        async with starling.context.storage.read() as db:
            exchange = await exchanges.get(db, self._scope)
        shown = exchange.announced_snapshot if exchange else None
        if shown:
            comments, ratings = (shown[each] if isinstance(shown, dict) else getattr(shown, each) for each in _SHOWN)
            self.lived.counts.append(Counts(now, comments, ratings))


_RETENTION_DAYS = 120  # more than exchanges keep their key after the close, unless somebody chose so
_SHOWN = ("comments", "ratings")
