"""Moderators of a plan that is played: they hide comments, whose authors ask for another look, and answer others.

All of it is about comments that nobody rates any more, so that the plan goes on as it is.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.exports.flow import make_public
from bot.playground.block_kit.interactive import find_element
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.receipts.job import EVENT as RECEIPT
from storage import exchanges
from storage.enums import ExportForm
from storage.scope import ExchangeScope
from tests.attack.case import Public
from tests.attack.evidence.evidence import Evidence, Row
from tests.attack.evidence.listening import Listening
from tests.attack.shown.taken import Taken
from tests.attack.worlds.plan import Plan
from tests.whole_bot import Playground

JOBS = ("receipts", "appeals", "answer_posts", "answers", "reminders", "talks")
"""What the bot sends people in private is these jobs' work, which look every five seconds."""

_CASES, _PART = 24, 3  # appeals, at most; one for each three comments
_ALONE = timedelta(minutes=5)  # to the next act: then nobody else is seen in the minute of an appeal
_AFTER = timedelta(seconds=150)
_LONGEST_WAIT = 40  # acts, for such a time
_CLOSES_AFTER = timedelta(days=3)  # the last act: reminders are due before
_STILL = timedelta(hours=48)  # after the last act, in which moderators hear of appeals and people are reminded
_HOUR = timedelta(hours=1)
_ROUNDS = 300  # of a job, until a message must have come
WORDS = "It is about the building, and about nobody in it."


class Desk:
    """A moderator who hides and answers, and another who answers appeals.

    asked: who was seen asking for another look, by their place in the plan. wait: lets time pass until a moment.
    """

    def __init__(
        self,
        playground: Playground,
        people: list[Person],
        numbers: dict[int, int],
        asked: list[tuple[datetime, int]],
        wait: Callable[[datetime], Awaitable[None]],
    ) -> None:
        self.listening, self._asked = Listening(playground), asked
        self._playground, self._people, self._numbers, self._wait = playground, people, numbers, wait
        self._waiting: list[tuple[int, int]] = []
        self._done: set[str] = set()

    async def begin(self, plan: Plan, exchange_id: int) -> None:
        """Let there be another moderator, and a day on which the exchange closes, as soon as it is announced."""
        playground = self._playground
        self._other = playground.person("Another moderator")
        assert await playground.moderator.runs(f"/exchange mod add @{self._other.member.name}", "general")
        await playground.settle()
        self._scope = ExchangeScope(playground.tenant_id, exchange_id)
        async with playground.starling.context.storage.write() as db:
            closes_at = plan.moment(plan.acts[-1].at) + _CLOSES_AFTER
            await exchanges.update_exchange(db, self._scope, closes_at=closes_at)
        last: dict[int, int] = {}
        for place, act in enumerate(plan.acts):
            last |= {each: place for each in (act.comment, act.near) if each is not None}
        ready = sorted((place, comment) for comment, place in last.items())
        self._plan, self._waiting = plan, ready[: min(_CASES, len(ready) // _PART)]

    async def after(self, place: int) -> None:
        """Do what is due after an act, for one comment at most."""
        acts = self._plan.acts
        if acts[place].text is not None:
            await self._look("receipts")
        if self._waiting and self._waiting[0][0] <= place:
            gap = timedelta(seconds=acts[min(place + 1, len(acts) - 1)].at - acts[place].at)
            if gap >= _ALONE or place - self._waiting[0][0] > _LONGEST_WAIT:
                if gap >= _ALONE:
                    await self._wait(self._playground.clock.now() + _AFTER)
                _, comment = self._waiting.pop(0)
                await self._hides(comment)
        await self._answers_appeals()

    async def end(self) -> None:
        """Let two more days pass without an act."""
        for _ in range(_STILL // _HOUR):
            await self._wait(self._playground.clock.now() + _HOUR)
            await self._look(*JOBS)
            await self._answers_appeals()

    def evidence(self, public: Public, acts: list[Row]) -> Evidence:
        """Return what an attacker has of all that the bot sent and logged. acts: the moderation log."""
        return self.listening.evidence(public, {self._playground.moderator.id, self._other.id}, acts)

    async def log(self) -> list[Row]:
        """Return the rows of the moderation log as moderators take it away."""
        ctx = self._playground.starling.context
        async with ctx.storage.read() as db:
            exchange = await exchanges.get(db, self._scope)
        assert exchange
        made = await make_public(ctx, exchange, ExportForm.LOG)
        taken = Taken(self._playground.clock.now(), {made.ending: made.data})
        return [row for table in taken.tables for row in table.rows]

    async def _hides(self, comment: int) -> None:
        """Let the moderator hide a comment, and its author ask for another look."""
        playground, number = self._playground, self._numbers.get(comment)
        if number is None:
            return
        place = next(act.person for act in self._plan.comments if act.comment == comment)
        author = self._people[place]
        answer = f"/exchange answer #{number} Two come in March. --status=planned"
        for line in (answer, f"/exchange hide #{number} rude"):
            assert await playground.moderator.runs(line, "general")
            await playground.settle()
        receipt = await self._receipt(author, number)
        assert await author.clicks(receipt, "appeals.ask")
        assert await author.submits(values={"appeals.words": WORDS})
        await author.closes(whole=True)
        self._asked.append((playground.clock.now().replace(second=0, microsecond=0), place))
        await self._look("receipts", "appeals")

    async def _receipt(self, author: Person, number: int) -> Message:
        """Return the message about a comment once it has its author's button: a round sends a few messages only."""
        for _ in range(_ROUNDS):
            await self._look("receipts")
            for each in author.dm():
                is_receipt = (each.metadata or {}).get("event_type") == RECEIPT
                if is_receipt and f"*#{number}*" in str(each.blocks) and find_element(each.blocks, "appeals.ask"):
                    return each
        raise AssertionError(number)

    async def _answers_appeals(self) -> None:
        """Let the other moderator show again what they have cards about."""
        if len(self._done) == len(self._asked):
            return
        for card in self._other.dm():
            if find_element(card.blocks, "appeals.answer") and card.ts not in self._done:
                self._done.add(card.ts)
                assert await self._other.clicks(card, "appeals.answer")
                values = {"appeals.decision": "restored", "appeals.words": "It names nobody."}
                assert await self._other.submits(values=values)
                await self._other.closes(whole=True)
                await self._playground.settle()
                await self._look("receipts")

    async def _look(self, *jobs: str) -> None:
        await self._playground.starling.scheduler.run_once(*jobs)
        await self._playground.settle()
