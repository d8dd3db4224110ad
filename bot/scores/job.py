"""The scheduler's door: exchanges whose ratings changed get a new level, and new scores from the worker."""

import asyncio
import hashlib
from collections.abc import Awaitable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

import numpy as np
import structlog

from bot.context import Context
from bot.core import routing
from bot.core.findings import Findings, Given
from bot.core.ranking import mean_alignment
from bot.domain.findings import agreement_by_theme, to_json
from bot.domain.notices import notify_later
from bot.log import safe_info
from storage import exchanges, scores, themes
from storage.exchanges import Exchange
from storage.scores import Run, Score
from storage.session import Db

log = structlog.get_logger()

LEVEL_SHARE, LEVEL_LEAST = 0.015, 20
"""A level is reckoned anew after so many more ratings, as a share of all, and at least."""

FIT_SHARE, FIT_LEAST = 0.03, 30
LATEST = timedelta(minutes=10)
"""After which scores are fitted anew whatever the number of new ratings."""

CHOSEN = {"near"}
"""Ways by which a rater, and not the router, chose what to rate."""

ALARM = (
    ":rotating_light: *{1} accounts rate so much alike in `{0}` that they are hardly different people.* "
    "Nobody is shown who they are. `/exchange status {0}` lets you leave them out."
)

EVERY = timedelta(seconds=30)
"""Between two looks at an exchange."""


class Find(Protocol):
    """Finds what ratings say."""

    def __call__(self, given: Given) -> Awaitable[Findings]:
        """Return the findings."""


class ScoreRuns:
    """Keeps levels and scores up to date, one fit at a time for each exchange."""

    def __init__(self, ctx: Context, find: Find) -> None:
        self._ctx = ctx
        self._find = find
        self._seen: dict[int, Any] = {}
        self._fitting: dict[int, asyncio.Future[None]] = {}

    async def tick(self, tenant_id: int) -> None:
        """Look at every exchange that has begun, each once in EVERY."""
        now = self._ctx.clock()
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, tenant_id)
        for exchange in there:
            seen = self._seen.get(exchange.exchange_id)
            is_early = seen and now - seen[0] < EVERY and seen[1] == exchange.leaves_alike_out
            if exchange.state == "draft" or is_early:
                continue
            self._seen[exchange.exchange_id] = (now, exchange.leaves_alike_out)
            try:
                await self._look(exchange)
            except Exception as error:  # noqa: BLE001 - the others are looked at all the same
                self._failed(exchange, error)

    async def fitted(self, exchange: Exchange, *, wait: float) -> None:
        """Fit now where ratings changed since the last fit, and wait for it so many seconds at most."""
        for _ in range(2):  # one that runs already may have begun before the last stars
            if await self._is_new(exchange):
                await asyncio.wait({self._begun(exchange)}, timeout=wait / 2)

    async def _is_new(self, exchange: Exchange) -> bool:
        """Say whether anything changed since the last fit that it would see."""
        async with self._ctx.storage.read() as db:
            run = await scores.get_run(db, exchange.tenant_id, exchange.exchange_id)
            total = (await exchanges.get_counts(db, exchange.tenant_id, exchange.exchange_id)).ratings
            mark = await self._mark(db, exchange)
        return bool(total) and (run is None or run.facts.get("mark") != mark)

    async def _mark(self, db: Db, exchange: Exchange) -> str:
        """Return what tells by all but chance whether a fit would find other stars, comments or groups."""
        here = (exchange.tenant_id, exchange.exchange_id)
        raters = await scores.count_raters_by_group(db, *here)
        said = sorted((name or "", people) for name, people in raters.items())
        seen = repr((await scores.checksum(db, *here), said, exchange.leaves_alike_out))
        return hashlib.sha256(seen.encode()).hexdigest()  # kept with the findings, and tells no number of a group

    async def _look(self, exchange: Exchange) -> None:
        here = (exchange.tenant_id, exchange.exchange_id)
        async with self._ctx.storage.read() as db:
            total = (await exchanges.get_counts(db, *here)).ratings
            run = await scores.get_run(db, *here)
        levelled = run.levelled if run else 0
        if exchange.is_open and abs(total - levelled) >= max(LEVEL_LEAST, LEVEL_SHARE * total):
            await self._level(exchange)
        if self._is_due(exchange, run, total) and await self._is_new(exchange):
            self._begun(exchange)

    def _is_due(self, exchange: Exchange, run: Run | None, total: int) -> bool:
        """Say whether it is time for another fit, if anything changed. total: ratings there are."""
        if run is None or not exchange.is_open:
            return True
        if bool(run.facts.get("leaves_alike_out")) != exchange.leaves_alike_out:
            return True
        is_much = abs(total - run.ratings) >= max(FIT_LEAST, FIT_SHARE * total)
        return is_much or self._ctx.clock() - run.fitted_at >= LATEST

    def _failed(self, exchange: Exchange, error: Exception) -> None:
        log.warning(
            "scores_failed", exchange_id=exchange.exchange_id, error=type(error).__name__, where=safe_info(error)
        )

    async def _level(self, exchange: Exchange) -> None:
        """Reckon what promises are drawn against, and what small groups should rate."""
        here = (exchange.tenant_id, exchange.exchange_id)
        async with self._ctx.storage.read() as db:
            found = await scores.list_histograms(db, *here)
            by_group = await scores.count_given_by_group(db, *here)
        ids = list(found)
        table = np.array([found[each] for each in ids], dtype=np.int64).reshape(-1, 5)
        held = routing.quality_threshold(table)
        best = [ids[at] for at in routing.best(table)]
        every = int(table.sum())
        small = [name for name in exchange.groups if routing.is_small(by_group.get(name, 0), every)]
        wished: Mapping[str, Sequence[tuple[int, int]]] = {}
        if small:
            async with self._ctx.storage.read() as db:
                rated = await scores.count_by_group(db, *here, best)
            wished = {
                name: routing.wished([(each, rated.get(each, {}).get(name, 0)) for each in best]) for name in small
            }
        async with self._ctx.storage.write() as db:
            await scores.save_threshold(
                db,
                *here,
                middle=held.middle,
                bar=held.bar,
                ratings=every,
                wishes=wished,
                now=self._ctx.clock(),
            )

    def _begun(self, exchange: Exchange) -> "asyncio.Future[None]":
        """Return the fit that runs, begun now where none does."""
        running = self._fitting.get(exchange.exchange_id)
        if running is None:
            running = self._fitting[exchange.exchange_id] = asyncio.get_running_loop().create_future()
            self._ctx.outbox.spawn(self._fit(exchange, running), "scores")
        return running

    async def _fit(self, exchange: Exchange, done: "asyncio.Future[None]") -> None:
        try:
            await self._fitted(exchange)
        except Exception as error:  # noqa: BLE001 - the last scores stay, the next round tries again
            self._failed(exchange, error)
        finally:
            self._fitting.pop(exchange.exchange_id, None)
            if not done.done():
                done.set_result(None)

    async def _fitted(self, exchange: Exchange) -> None:
        here = (exchange.tenant_id, exchange.exchange_id)
        async with self._ctx.storage.read() as db:
            rows = await scores.list_live_ratings(db, *here)
            groups = await scores.list_groups_of_raters(db, *here)
            histograms = await scores.list_histograms(db, *here)
            placed = await themes.list_members(db, *here)
            mark = await self._mark(db, exchange)
        ids = sorted({row.comment_id for row in rows})
        people = sorted({row.rater_id for row in rows})
        at, who = ({each: place for place, each in enumerate(each_of)} for each_of in (ids, people))
        names = {name: place for place, name in enumerate(exchange.groups)}
        given = Given(
            comments=[at[row.comment_id] for row in rows],
            raters=[who[row.rater_id] for row in rows],
            stars=[row.stars for row in rows],
            near=[int(row.way in CHOSEN) for row in rows],
            group=[names.get(groups.get(rater_id, ""), -1) for rater_id in people],
            comment_count=len(ids),
            group_count=len(names),
            least=exchange.smallest_group,
            leaves_alike_out=exchange.leaves_alike_out,
        )
        found = await self._find(given)
        kept = [
            Score(comment_id, found.stars[place], found.low[place], found.high[place], found.ratings[place])
            for place, comment_id in enumerate(ids)
            if found.ratings[place]
        ]
        facts = to_json(found, ids, exchange.groups) | {
            "alignment": mean_alignment(list(histograms.values()), least=exchange.smallest_group),
            "alignment_of": agreement_by_theme(histograms, placed, least=exchange.smallest_group),
            "leaves_alike_out": exchange.leaves_alike_out,
            "mark": mark,
        }
        async with self._ctx.storage.write() as db:
            before = await scores.get_run(db, *here)
            await scores.save(db, *here, kept, facts, ratings=len(rows), now=self._ctx.clock())
        if found.alike and not (before and before.facts.get("alike")):
            notify_later(self._ctx, exchange.tenant_id, ALARM.format(exchange.slug, found.alike), about=exchange)
