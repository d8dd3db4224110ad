"""Clicks that are written together leave the database, and the screens, as the same clicks one by one."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from bot.context import Context, utc_now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.rate import flow
from bot.rate.payloads import CommentRef
from bot.rate.turn import EDITED
from bot.rate.view import RatingView
from bot.slack.errors import InFlightError
from bot.slack.events import EventClaim
from storage import exchanges, participants
from storage.batches import GATHER_S
from storage.comments import get_by_id, update_comment
from storage.enums import SkipReason
from storage.exchanges import Exchange
from storage.known_comments import HEAD, SHORT_HEAD
from storage.models import comment, processed_event, rating, skip
from storage.processed_events import Claim, EventMarks
from storage.scope import ExchangeScope
from storage.session import Storage
from tests.storage.test_ratings import RING, Place, place_with
from tests.templates import migrated

PEOPLE = ("U-ana", "U-ben", "U-kim", "U-leo")
TEXTS = 6


class Even(Random):
    """Chance that always falls the same way, however often it is asked, since an act may run twice."""

    def random(self) -> float:
        return 0.25

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        return mu + sigma / 4

    def sample(self, population: Any, k: int, *, counts: Any = None) -> Any:
        _ = counts
        return list(population)[:k]


class Everybody:
    """A workspace where everybody is inside every channel."""

    @property
    def membership(self) -> "Everybody":
        return self

    def get(self, _tenant_id: int) -> "Everybody":
        return self

    async def is_inside(self, _user: str, _channel: str | None, *, is_fresh: bool = False) -> bool:
        return not is_fresh

    async def is_inside_any(self, _user: str, _channels: Sequence[str], *, is_fresh: bool = False) -> bool:
        return not is_fresh


@dataclass
class Side:
    """One of two exchanges with the same comments and people. views: the last of each person."""

    ctx: Context
    scope: ExchangeScope
    is_batched: bool
    views: dict[str, list[RatingView]] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return Actor(self.scope.tenant_id, "T1", name, is_stranger=False)

    async def begin(self) -> None:
        await self.begin_as(PEOPLE)

    async def begin_as(self, names: Sequence[str]) -> None:
        """Let people join, and be shown their first comment."""
        key = RING.open((await self._exchange()).wrapped_key)
        for at, name in enumerate(names):
            who = key.person("T1", name)
            async with self.ctx.storage.write() as db:
                person = await participants.hold(db, self.scope, who)
                await participants.save(db, self.scope, who, replace(person, person=at + 1))
            view = await flow.start(self.ctx, self.actor(name), self.scope.exchange_id, at + 1)
            self.views[name] = [view]

    async def click(self, click: "Click", view: RatingView, at: int) -> Any:
        """Let somebody click on a card; return what they are shown, or why not."""
        try:
            done = await self._act(click, view, at)
        except UserError as error:
            return error.code
        if done.changed is None:
            self.views[click.name].append(done)
        return (
            done.comment and done.comment.comment_id,
            done.comment and done.comment.version,
            done.last_stars,
            done.changed and done.changed.comment_id,
            done.note,
            done.refusal,
            done.goal,
            done.person.rated,
            done.person.card_serial,
        )

    def card_of(self, click: "Click") -> RatingView:
        """Return a view with a comment: the last one, or one further back, as on a card that moved on."""
        shown = [each for each in self.views[click.name] if each.comment]
        return shown[max(0, len(shown) - 1 - click.back)]

    async def _act(self, click: "Click", view: RatingView, at: int) -> RatingView:
        assert view.comment
        here = (self.ctx, self.actor(click.name))
        event = self.event(at) if click.is_typed else None
        ref = CommentRef(self.scope.exchange_id, view.comment.number, view.comment.version, view.person.card_serial)
        if click.act == "undo":
            return await flow.undo(*here, self.scope.exchange_id, at, event)
        if click.act == "skip":
            return await flow.skip(*here, ref, SkipReason.SKIP, at, event)
        return await flow.rate(*here, ref, click.stars, at, event)

    def event(self, at: int) -> EventClaim:
        """Return the claim of a typed word's event, another one at each time."""
        marks = EventMarks(f"{self.is_batched} {at}".encode().rjust(16), b"")
        claim = Claim(is_ours=True, is_done=False, has_effect=False)
        return EventClaim(self.scope.tenant_id, marks, claim, utc_now)

    async def count_events(self) -> int:
        """Return how many events had their effect."""
        async with self.ctx.storage.read() as db:
            rows = (await db.execute(select(processed_event.c.event_mark, processed_event.c.hour))).all()
        assert all(row.hour.minute == row.hour.second == 0 and row.hour.tzinfo for row in rows)
        return sum(str(self.is_batched).encode() in row.event_mark for row in rows)

    async def list_kept(self) -> Mapping[str, Any]:
        """Return all that is kept, without what is drawn at random."""
        key = RING.open((await self._exchange()).wrapped_key)
        async with self.ctx.storage.read() as db:
            kept = {
                table.name: [
                    [value for name, value in row._mapping.items() if name not in ("exchange_id", "source_mac")]
                    for row in await db.execute(
                        select(table).where(table.c.exchange_id == self.scope.exchange_id).order_by(*table.primary_key)
                    )
                ]
                for table in (comment, rating, skip)
            }
            people = await participants.list_by_mark(
                db, self.scope, key.seals, [key.person("T1", name).mark for name in PEOPLE]
            )
        return kept | {"people": [replace(people[mark], revision=b"") for mark in sorted(people)]}

    async def change(self, comment_id: int, **values: Any) -> None:
        async with self.ctx.storage.write() as db:
            if "version" in values:
                now = await get_by_id(db, self.scope, comment_id)
                assert now
                values = {"version": now.version + 1}
            await update_comment(db, self.scope, comment_id, **values)

    async def set_closes(self, *, is_over: bool) -> None:
        moment = utc_now() + timedelta(days=-1 if is_over else 1)
        async with self.ctx.storage.write() as db:
            await exchanges.update_exchange(db, self.scope, closes_at=moment)

    async def divide_again(self) -> None:
        """Divide people into blocks again, behind the back of all batches."""
        seals = RING.open((await self._exchange()).wrapped_key).seals
        await self.ctx.storage.transact(lambda db: participants.divide_again(db, self.scope, seals))

    async def _exchange(self) -> Exchange:
        async with self.ctx.storage.read() as db:
            found = await exchanges.get(db, self.scope)
        assert found
        return found


@dataclass(frozen=True)
class Click:
    """What somebody does. back: how many cards ago; age: how much earlier than it arrives it was clicked or typed."""

    name: str
    act: str
    stars: int
    back: int
    age: int
    is_typed: bool = False


CLICKS = st.builds(
    Click,
    st.sampled_from(PEOPLE),
    st.sampled_from(["star", "star", "star", "skip", "undo"]),
    st.integers(1, 5),
    st.sampled_from([0, 0, 0, 1, 2]),
    st.sampled_from([0, 0, 0, 15]),
    st.sampled_from([False, False, True]),
)
CHANGES = st.tuples(
    st.sampled_from(["", "", "hidden", "withdrawn", "live", "reworded", "closed", "divided"]), st.integers(0, 5)
)
ROUNDS = st.lists(st.tuples(CHANGES, st.lists(CLICKS, min_size=1, max_size=7)), min_size=1, max_size=6)


async def two_sides(storage: Storage) -> tuple[Side, Side, Place]:
    """Return two exchanges with the same comments and people; the clicks of the second run one by one."""
    place = await place_with(storage, TEXTS)
    other = await place_with(storage, 0, slug="other")
    async with storage.write() as db:
        for row in (await db.execute(select(comment).where(comment.c.exchange_id == place.exchange_id))).all():
            await db.execute(insert(comment).values({**row._mapping, "exchange_id": other.exchange_id}))
    sides = []
    for scope, is_batched in ((place.scope, True), (other.scope, False)):
        ctx = Context(storage, RING, Everybody(), None, rng=Even())  # type: ignore[arg-type]
        ctx.batches.is_on = is_batched
        sides.append(Side(ctx, scope, is_batched))
        await sides[-1].begin()
    return sides[0], sides[1], place


async def compare(storage: Storage, rounds: Sequence[Any]) -> None:
    """Run the rounds on both sides; the clicks of a round arrive together on the first, one by one on the second."""
    together, apart, place = await two_sides(storage)
    shown = await run(together, place, rounds)
    assert shown == await run(apart, place, rounds)
    assert await together.list_kept() == await apart.list_kept()
    assert await together.count_events() == await apart.count_events()
    assert sum(together.ctx.batches.sizes) == sum(len(clicks) for _, clicks in rounds), "all are written together"


async def run(side: Side, place: Place, rounds: Sequence[Any]) -> list[Any]:
    """Run the rounds on one side; return what everybody was shown."""
    shown: list[Any] = []
    for number, ((change, which), clicks) in enumerate(rounds, start=1):
        if change == "closed":
            await side.set_closes(is_over=which % 2 == 0)
        elif change == "divided":
            await side.divide_again()
        elif change:
            values = {"version": 0} if change == "reworded" else {"state": change}
            await side.change(place.comments[which].comment_id, **values)
        times = [1_000 * number + 10 * at - click.age for at, click in enumerate(clicks)]
        cards = [side.card_of(click) for click in clicks]  # all clicked before the first is answered
        await side.ctx.batches.get_exchange(side.scope)  # else they come in the order in which it is read
        acts = [side.click(*each) for each in zip(clicks, cards, times, strict=True)]
        shown += await asyncio.gather(*acts) if side.is_batched else [await each for each in acts]
    return shown


@given(rounds=ROUNDS, head=st.sampled_from([2, 3, 48]))
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_clicks_together_are_as_clicks_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[Any], head: int
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('batch')}/b.sqlite"))
    try:
        with patch("storage.batches.SHORT_HEAD", head):
            await compare(storage, rounds)
    finally:
        await storage.close()


async def test_where_few_click_a_short_head_of_the_queue_is_read_and_a_long_one_where_many_do(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('batch')}/b.sqlite"))
    side, _, place = await two_sides(storage)
    sent: list[str] = []
    side.ctx.batches.on_statement = sent.append

    async def star(at: int) -> list[int]:
        """Let somebody rate the comment on their card; return how much of the queue was read for it."""
        sent.clear()
        await side.click(Click(PEOPLE[at % len(PEOPLE)], "star", 3, 0, 0), side.views[PEOPLE[at % len(PEOPLE)]][-1], at)
        return [int(each.rpartition(" ")[2]) for each in sent if "ORDER BY virtual_finish_time" in each]

    assert await star(9_000) == [SHORT_HEAD]
    assert [await star(at) for at in range(9_001, 9_014)] == [[]] * 13, "what is remembered will do"
    await side.change(place.comments[0].comment_id, state="hidden")
    assert await star(9_014) == [HEAD], "many clicked meanwhile"
    await side.change(place.comments[0].comment_id, state="live")
    assert await star(9_015) == [SHORT_HEAD], "and few since"
    await storage.close()


async def test_behind_a_busy_batch_who_clicks_just_now_comes_into_the_next_with_who_waits(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('batch')}/b.sqlite"))
    side, _, _ = await two_sides(storage)
    batches, waits, later = side.ctx.batches, list[float](), list[asyncio.Task[Any]]()

    async def star(name: str, at: int) -> Any:
        return await side.click(Click(name, "star", 3, 0, 0), side.views[name][-1], at)

    async def pause(seconds: float) -> None:
        """Let another person click meanwhile."""
        waits.append(seconds)
        later.append(asyncio.create_task(star(PEOPLE[1], 9_020)))
        while len(batches._waiting) < 2:  # noqa: ASYNC110 - nothing says that an act waits
            await asyncio.sleep(0)

    with patch.object(batches, "pause", pause):
        await star(PEOPLE[0], 9_000)
        await asyncio.gather(*(star(name, 9_010) for name in PEOPLE[:4]))
        assert (list(batches.sizes)[-2:], waits) == ([1, 4], []), "few wait for nobody"
        await star(PEOPLE[0], 9_020)
        await asyncio.gather(*later)
        assert (batches.sizes[-1], waits) == (2, [GATHER_S])
        await star(PEOPLE[0], 9_030)
        assert (batches.sizes[-1], len(waits)) == (1, 1), "that batch was small"
    assert GATHER_S <= 0.005
    await storage.close()


@pytest.mark.postgres
async def test_clicks_together_are_as_clicks_one_by_one_on_postgresql(postgres_database: str) -> None:
    rng = Random(7)
    rounds = [
        (
            (rng.choice(["", "hidden", "live", "reworded", "withdrawn", "divided"]), rng.randrange(TEXTS)),
            [
                Click(rng.choice(PEOPLE), rng.choice(["star", "star", "skip", "undo"]), rng.randint(1, 5), *pair)
                for pair in rng.choices([(0, 0, False), (0, 0, True), (1, 0, False), (2, 15, False)], k=6)
            ],
        )
        for _ in range(12)
    ]
    storage = Storage(postgres_database)
    with patch("storage.batches.SHORT_HEAD", 3):
        await compare(storage, rounds)
    await storage.close()


async def test_somebody_new_is_written_in_a_batch_like_everybody(tmp_path_factory: pytest.TempPathFactory) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('batch')}/b.sqlite"))
    together, _, _ = await two_sides(storage)
    view = together.views["U-ana"][-1]
    assert view.comment
    ref = CommentRef(together.scope.exchange_id, view.comment.number, view.comment.version, 0)
    written = storage.writes
    await asyncio.gather(
        *(flow.rate(together.ctx, together.actor(name), ref, 4, 9_000) for name in ("U-new", "U-newer", "U-new"))
    )
    assert storage.writes == written, "no transaction of its own"
    async with storage.read() as db:
        key = RING.open((await together._exchange()).wrapped_key)
        marks = [key.person("T1", name).mark for name in ("U-new", "U-newer")]
        new = await participants.list_by_mark(db, together.scope, key.seals, marks)
    assert [(new[mark].slack_user_id, new[mark].ratings) for mark in marks] == [("U-new", 1), ("U-newer", 1)]
    await storage.close()


async def test_a_typed_star_that_another_delivery_saved_holds_up_nobody_else(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('typed') / 'typed.sqlite'}"))
    try:
        side, _, _ = await two_sides(storage)
        twice, once = Click("U-ana", "star", 4, 0, 0, is_typed=True), Click("U-ben", "star", 2, 0, 0, is_typed=True)
        await side.click(twice, side.card_of(twice), 1_000)
        again = asyncio.create_task(side.click(twice, side.card_of(twice), 1_000))
        assert (await side.click(once, side.card_of(once), 1_010))[2] == once.stars
        with pytest.raises(InFlightError):  # Slack delivers it again, and finds its effect
            await again
        assert await side.count_events() == 2
    finally:
        await storage.close()


async def test_a_typed_star_for_words_that_changed_is_refused_once_however_often_it_is_delivered(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('refused') / 'refused.sqlite'}"))
    try:
        side, _, _ = await two_sides(storage)
        typed = Click("U-ana", "star", 4, 0, 0, is_typed=True)
        card = side.card_of(typed)
        assert card.comment
        await side.click(typed, card, 1_000)  # the card moves below what was typed
        await side.change(card.comment.comment_id, version=0)
        assert (await side.click(typed, card, 2_000))[5] == EDITED  # which changes nothing of anybody
        assert await side.count_events() == 2
    finally:
        await storage.close()
