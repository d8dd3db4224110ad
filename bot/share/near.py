"""What is near a new comment: the live comments of the exchanges that are shared in, kept ready to be asked."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from bot.context import Context
from bot.core.near_duplicates import LIMIT, Index
from bot.domain.actor import Actor
from bot.log import safe_info
from bot.slack.deadlines import within
from storage import comments, ratings
from storage.comments import Comment
from storage.exchanges import Exchange

log = structlog.get_logger()

PATIENCE_S = 1.0  # of Slack's 3 s: a hint that is not there by then is left out
COMMENTS_MOST = 20_000  # of one exchange; about 60 MB
_KEPT_MOST = 40_000  # of all exchanges together
_FEW = 1_000  # so many are compared with the database at every asking
_OLD_S = 5.0  # more than so many only when the last time is that long ago
_AT_ONCE = 400  # comments read and taken in at once
_LOOKED = 30  # near ones looked up: those that are one's own or gone are left out


@dataclass(frozen=True, slots=True)
class Near:
    """A live comment of somebody else, and the stars that the person gave it, None when none."""

    comment: Comment
    given: int | None


@dataclass(slots=True)
class _ExchangeCache:
    """One exchange's comments. lengths: characters of each, by which new words are noticed."""

    index: Index[int] = field(default_factory=Index)
    lengths: dict[int, int] = field(default_factory=dict)
    looked_at: float | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class NearComments:
    """Keeps the exchanges that people share in, the latest used ones, and finds what is near a new comment.

    Words, stems and runs of letters lie in memory only. What is shown was live in the database a moment before.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._shelves: OrderedDict[tuple[int, int], _ExchangeCache] = OrderedDict()

    async def to(self, actor: Actor, exchange: Exchange, text: str) -> list[Near]:
        """Return up to three live comments of others that say nearly this; none when that takes too long or fails."""
        found: asyncio.Future[list[Near]] = asyncio.get_running_loop().create_future()
        self._ctx.outbox.spawn(self._find(found, actor, exchange, text), "near")
        try:
            async with within(PATIENCE_S):
                return await found
        except TimeoutError:  # what was begun goes on, and is ready for the next
            log.info("near_left_out", comments=len(self._shelf(exchange).index))
            return []

    def warm(self, actor: Actor, exchange: Exchange) -> None:
        """Begin to read an exchange's comments, because somebody is about to write one."""
        self._ctx.directory.refresh()
        shelf = self._shelf(exchange)
        if shelf.looked_at is None and not shelf.lock.locked():
            self._ctx.outbox.spawn(self._find(None, actor, exchange, ""), "near")

    def reworded(self, exchange: Exchange, comment_id: int) -> None:
        """Have a comment read anew: its words changed."""
        self._shelf(exchange).lengths.pop(comment_id, None)

    # ------------------------------------------------------------------------------------------------------------

    async def _find(
        self, found: asyncio.Future[list[Near]] | None, actor: Actor, exchange: Exchange, text: str
    ) -> None:
        near: list[Near] = []
        try:
            shelf = self._shelf(exchange)
            async with shelf.lock:
                await self._refresh(shelf, exchange)
                likely = await asyncio.to_thread(shelf.index.near, text, _LOOKED)
            near = await self._live(actor, exchange, [comment_id for comment_id, _ in likely])
        except Exception as error:  # noqa: BLE001 - whatever it is, a hint never keeps anybody from sharing
            log.warning("near_failed", error=type(error).__name__, where=safe_info(error))
        if found is not None and not found.done():
            found.set_result(near)

    async def _live(self, actor: Actor, exchange: Exchange, comment_ids: list[int]) -> list[Near]:
        """Return those that others wrote and everybody may see now, at most three, in this order."""
        if not comment_ids:
            return []
        here = (actor.tenant_id, exchange.exchange_id)
        key = self._ctx.key_of(exchange)
        author_id, rater_id = actor.author_id(key), actor.rater_id(key)
        async with self._ctx.storage.read() as db:
            there = {each.comment_id: each for each in await comments.get_by_ids(db, *here, comment_ids)}
            shown = [there[each] for each in comment_ids if each in there]
            shown = [each for each in shown if each.state == "live" and each.author_id != author_id][:LIMIT]
            return [Near(each, await ratings.get_stars(db, *here, each.comment_id, rater_id)) for each in shown]

    def _shelf(self, exchange: Exchange) -> _ExchangeCache:
        key = (exchange.tenant_id, exchange.exchange_id)
        shelf = self._shelves.setdefault(key, _ExchangeCache())
        self._shelves.move_to_end(key)
        return shelf

    async def _refresh(self, shelf: _ExchangeCache, exchange: Exchange) -> None:
        """Make a shelf hold the comments that are live now."""
        now = time.monotonic()
        if len(shelf.lengths) > _FEW and shelf.looked_at is not None and now < shelf.looked_at + _OLD_S:
            return
        here = (exchange.tenant_id, exchange.exchange_id)
        async with self._ctx.storage.read() as db:
            live = await comments.get_live_lengths(db, *here, most=COMMENTS_MOST)
        gone = [each for each in shelf.lengths if each not in live]
        new = [each for each, length in live.items() if shelf.lengths.get(each) != length]
        await asyncio.to_thread(_take, shelf, gone, {})
        for start in range(0, len(new), _AT_ONCE):
            async with self._ctx.storage.read() as db:
                texts = await comments.get_texts(db, *here, new[start : start + _AT_ONCE])
            await asyncio.to_thread(_take, shelf, [], texts)
            shelf.lengths.update({each: live[each] for each in texts})
        shelf.looked_at = now
        self._make_room()

    def _make_room(self) -> None:
        """Drop the exchanges that were used longest ago, until the rest is few enough."""
        while len(self._shelves) > 1 and sum(len(each.lengths) for each in self._shelves.values()) > _KEPT_MOST:
            self._shelves.popitem(last=False)


def _take(shelf: _ExchangeCache, gone: list[int], new: Mapping[int, str]) -> None:
    for comment_id in gone:
        shelf.index.remove(comment_id)
        shelf.lengths.pop(comment_id, None)
    for comment_id, text in new.items():
        shelf.index.add(comment_id, text)
