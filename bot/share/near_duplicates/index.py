"""Finds live comments near a new one: an index in memory of each exchange that people are sharing in."""

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
from storage import comments, participants, ratings
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.participant_record import Participant

log = structlog.get_logger()

MAX_WAIT_S = 1.0  # of Slack's 3 s: a hint that takes longer is left out
MAX_COMMENTS = 20_000  # of one exchange; about 60 MB
_MAX_KEPT = 40_000  # of all exchanges together
_FEW = 1_000  # up to here comments are compared with the database at every request
_OLD_S = 5.0  # a larger exchange is compared only when the last time is that long ago
_BATCH = 400  # comments read and indexed at once
_MAX_CANDIDATES = 30  # near ones looked up at most: those that are one's own or gone are left out
_LOOKED_UP = 6  # at once, until there are enough


@dataclass(frozen=True, slots=True)
class NearComment:
    """A live comment of somebody else, and the stars that the person gave it, None when none."""

    comment: Comment
    given: int | None


@dataclass(slots=True)
class _ExchangeCache:
    """One exchange's comments. versions: of each, by which new words are noticed, whichever process saved them."""

    index: Index[int] = field(default_factory=Index)
    versions: dict[int, int] = field(default_factory=dict)
    looked_at: float | None = None
    stamp: int | None = None  # of the storage, from before they were read
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class NearComments:
    """Indexes of the exchanges used last; finds what is near a new comment.

    Words, stems and runs of letters are in memory only, in each process that people share through. A large exchange's
    index may be seconds old, so a hint may be missing; what is shown was live in the database a moment before.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._caches: OrderedDict[tuple[int, int], _ExchangeCache] = OrderedDict()

    async def find_near(self, actor: Actor, exchange: Exchange, text: str) -> list[NearComment]:
        """Return up to three live comments of others that say nearly this; none when that takes too long or fails."""
        found: asyncio.Future[list[NearComment]] = asyncio.get_running_loop().create_future()
        self._ctx.outbox.spawn(self._find(found, actor, exchange, text), "near")
        try:
            async with within(MAX_WAIT_S):
                return await found
        except TimeoutError:  # the search goes on, and is ready for the next
            log.info("near_duplicates_skipped", comments=len(self._get_cache(exchange).index))
            return []

    def warm(self, actor: Actor, exchange: Exchange) -> None:
        """Begin to read an exchange's comments, because somebody is about to write one."""
        self._ctx.workspace(actor.tenant_id).directory.refresh()
        cache = self._get_cache(exchange)
        if cache.looked_at is None and not cache.lock.locked():
            self._ctx.outbox.spawn(self._find(None, actor, exchange, ""), "near")

    async def _find(
        self, found: asyncio.Future[list[NearComment]] | None, actor: Actor, exchange: Exchange, text: str
    ) -> None:
        near: list[NearComment] = []
        try:
            cache = self._get_cache(exchange)
            async with cache.lock:
                await self._refresh(cache, exchange)
                likely = await asyncio.to_thread(cache.index.near, text, _MAX_CANDIDATES)
            near = await self._select_live(actor, exchange, [comment_id for comment_id, _ in likely])
        except Exception as error:  # noqa: BLE001 - whatever it is, a hint never keeps anybody from sharing
            log.warning("near_duplicates_failed", error=type(error).__name__, where=safe_info(error))
        if found is not None and not found.done():
            found.set_result(near)

    async def _select_live(self, actor: Actor, exchange: Exchange, comment_ids: list[int]) -> list[NearComment]:
        """Return those that others wrote and everybody may see now, at most three, in this order."""
        if not comment_ids:
            return []
        key = self._ctx.key_of(exchange)
        async with self._ctx.storage.read() as db:
            person = await participants.get(db, exchange.scope, actor.person(key)) or Participant()
            shown: list[Comment] = []
            for start in range(0, len(comment_ids), _LOOKED_UP):
                some = comment_ids[start : start + _LOOKED_UP]
                found = {each.comment_id: each for each in await comments.get_by_ids(db, exchange.scope, some)}
                there = [found[each] for each in some if each in found]
                shown += [each for each in there if each.state == CommentState.LIVE and not person.wrote(each)]
                if len(shown) >= LIMIT:
                    break
            del shown[LIMIT:]
            seals = {each.comment_id: key.seals.seal_acts(each.comment_id, person.person).rating for each in shown}
            given = await ratings.list_stars(db, exchange.scope, seals)
            return [NearComment(each, given.get(each.comment_id)) for each in shown]

    def _get_cache(self, exchange: Exchange) -> _ExchangeCache:
        key = (exchange.tenant_id, exchange.exchange_id)
        cache = self._caches.setdefault(key, _ExchangeCache())
        self._caches.move_to_end(key)
        return cache

    async def _refresh(self, cache: _ExchangeCache, exchange: Exchange) -> None:
        """Make a cache hold the comments that are live now."""
        now = time.monotonic()
        if len(cache.versions) > _FEW and cache.looked_at is not None and now < cache.looked_at + _OLD_S:
            return
        stamp = self._ctx.storage.stamp
        if stamp is not None and stamp == cache.stamp:
            return  # nothing was written since
        async with self._ctx.storage.read() as db:
            live = await comments.get_live_versions(db, exchange.scope, limit=MAX_COMMENTS)
        gone = [each for each in cache.versions if each not in live]
        new = [each for each, version in live.items() if cache.versions.get(each) != version]
        if gone:
            await asyncio.to_thread(_update_index, cache, gone, {})
        for start in range(0, len(new), _BATCH):
            async with self._ctx.storage.read() as db:
                texts = await comments.get_texts(db, exchange.scope, new[start : start + _BATCH])
            await asyncio.to_thread(_update_index, cache, [], texts)
            cache.versions.update({each: live[each] for each in texts})
        cache.looked_at, cache.stamp = now, stamp
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        """Drop the exchanges that were used longest ago, until the rest is few enough."""
        while len(self._caches) > 1 and sum(len(each.versions) for each in self._caches.values()) > _MAX_KEPT:
            self._caches.popitem(last=False)


def _update_index(cache: _ExchangeCache, gone: list[int], new: Mapping[int, str]) -> None:
    for comment_id in gone:
        cache.index.remove(comment_id)
        cache.versions.pop(comment_id, None)
    for comment_id, text in new.items():
        cache.index.add(comment_id, text)
