"""Scheduled updates of scores: a new quality threshold and a new fit for exchanges whose ratings changed."""

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
from bot.core.ranking import mean_agreement
from bot.domain.computations import compute_alone
from bot.domain.findings import agreement_by_theme, findings_of, name_findings
from bot.domain.notices import notify_later
from bot.domain.people_counts import count_people
from bot.log import safe_info
from bot.texts import Message
from storage import exchanges, locks, scores, themes
from storage.computations import SCORES
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.scores import Run, Score
from storage.session import Db

log = structlog.get_logger()

THRESHOLD_SHARE, THRESHOLD_MIN = 0.015, 20
"""New ratings, as a share of all and at least, after which the quality threshold is computed again."""

FIT_SHARE, FIT_MIN = 0.03, 1
"""New ratings, as a share of all and at least, after which scores are fitted again: in a small exchange each one."""

MAX_AGE = timedelta(minutes=10)
"""Age after which scores are fitted again, whatever the number of new ratings."""

EVERY = timedelta(seconds=30)
"""Time between two checks of an exchange."""


MAX_WAIT_S = 6.0
"""Seconds that a fit waits for the one of another process; the next check comes soon."""


class Find(Protocol):
    """Computes the findings of ratings."""

    def __call__(self, given: Given) -> Awaitable[Findings]:
        """Return the findings."""


class ScoreRuns:
    """Keeps thresholds and scores up to date, one fit at a time for each exchange, whatever the number of processes.

    What it remembers may be wrong without harm: a process that knows of no check looks once too often. Who fits is a
    lease, and that moderators have the alarm about coordinated raters follows from the saved findings.
    """

    def __init__(self, ctx: Context, find: Find) -> None:
        self._ctx = ctx
        self._find = find
        self._last_checks: dict[int, Any] = {}
        self._running: dict[int, asyncio.Future[None]] = {}

    async def tick(self, tenant_id: int) -> None:
        """Check every exchange that has begun, each once in EVERY."""
        now = self._ctx.clock()
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, tenant_id)
        for exchange in there:
            last_check = self._last_checks.get(exchange.exchange_id)
            is_recent = last_check and now - last_check[0] < EVERY and last_check[1] == exchange.excludes_coordinated
            if exchange.state == ExchangeState.DRAFT or not exchange.has_key or is_recent:
                continue
            self._last_checks[exchange.exchange_id] = (now, exchange.excludes_coordinated)
            try:
                await self._check(exchange)
            except Exception as error:  # noqa: BLE001 - the other exchanges are still checked
                self._log_failure(exchange, error)

    async def fitted(self, exchange: Exchange, *, wait: float) -> None:
        """Fit now if ratings changed since the last fit, and wait up to `wait` seconds for it."""
        if not exchange.has_key:
            return  # the last snapshot stays
        for _ in range(2):  # a running fit may have started before the last ratings
            if await self._has_changed(exchange):
                await asyncio.wait({self._ensure_running(exchange)}, timeout=wait / 2)

    async def _has_changed(self, exchange: Exchange) -> bool:
        """Say whether the data of a fit changed since the last one."""
        async with self._ctx.storage.read() as db:
            run = await scores.get_run(db, exchange.scope)
            total = (await exchanges.get_counts(db, exchange.scope)).ratings
            mark = await self._fingerprint(db, exchange)
        return bool(total) and (findings_of(run).fingerprint != mark)

    async def _fingerprint(self, db: Db, exchange: Exchange) -> str:
        """Return a hash of the data of a fit: stars, comments, groups and themes."""
        raters = (await count_people(self._ctx, db, exchange)).raters
        people_by_group = sorted((name or "", people) for name, people in raters.items())
        placed = await themes.checksum_members(db, exchange.scope)
        stars = await scores.checksum(db, exchange.scope)
        values = repr((stars, people_by_group, placed, exchange.excludes_coordinated))
        return hashlib.sha256(values.encode()).hexdigest()  # stored with the findings; a hash reveals no group's size

    async def _check(self, exchange: Exchange) -> None:
        async with self._ctx.storage.read() as db:
            total = (await exchanges.get_counts(db, exchange.scope)).ratings
            run = await scores.get_run(db, exchange.scope)
            theme_mark = await themes.checksum_members(db, exchange.scope)
        ratings_before = run.ratings_at_threshold if run else 0
        if exchange.is_open and abs(total - ratings_before) >= max(THRESHOLD_MIN, THRESHOLD_SHARE * total):
            await self._update_threshold(exchange)
        if self._is_due(exchange, run, total, theme_mark) and await self._has_changed(exchange):
            self._ensure_running(exchange)

    def _is_due(self, exchange: Exchange, run: Run | None, total: int, theme_mark: str) -> bool:
        """Say whether it is time for another fit, if anything changed. total, theme_mark: ratings and themes now."""
        if run is None or not run.revision or not exchange.is_open:
            return True
        found = findings_of(run)
        if (found.excludes_coordinated, found.theme_mark) != (exchange.excludes_coordinated, theme_mark):
            return True
        has_enough_new = abs(total - run.ratings) >= max(FIT_MIN, FIT_SHARE * total)
        return has_enough_new or self._ctx.clock() - run.fitted_at >= MAX_AGE

    def _log_failure(self, exchange: Exchange, error: Exception) -> None:
        log.warning(
            "scores_failed", exchange_id=exchange.exchange_id, error=type(error).__name__, where=safe_info(error)
        )

    async def _update_threshold(self, exchange: Exchange) -> None:
        """Compute the quality threshold and the deficits of small groups, and save both."""
        async with self._ctx.storage.read() as db:
            found = await scores.list_histograms(db, exchange.scope)
            by_group = (await count_people(self._ctx, db, exchange)).ratings
        ids = list(found)
        table = np.array([found[each] for each in ids], dtype=np.int64).reshape(-1, 5)
        quality = routing.quality_threshold(table)
        best = [ids[at] for at in routing.best(table)]
        every = int(table.sum())
        small = [name for name in exchange.groups if routing.is_small(by_group.get(name, 0), every)]
        deficits: Mapping[str, Sequence[tuple[int, int]]] = {}
        if small:
            async with self._ctx.storage.read() as db:
                key = self._ctx.key_of(exchange).seals
                members = await scores.list_groups_of_raters(db, exchange.scope, key)
                rated = await scores.count_by_group(db, exchange.scope, key, best, members)
            deficits = {
                name: routing.group_deficits([(each, rated.get(each, {}).get(name, 0)) for each in best])
                for name in small
            }
        async with self._ctx.storage.write() as db:
            await scores.save_threshold(
                db,
                exchange.scope,
                grand_mean=quality.grand_mean,
                threshold=quality.threshold,
                ratings=every,
                deficits=deficits,
                now=self._ctx.clock(),
            )

    def _ensure_running(self, exchange: Exchange) -> "asyncio.Future[None]":
        """Return the running fit; start one if none runs."""
        running = self._running.get(exchange.exchange_id)
        if running is None:
            running = self._running[exchange.exchange_id] = asyncio.get_running_loop().create_future()
            self._ctx.outbox.spawn(self._fit(exchange, running), "scores")
        return running

    async def _fit(self, exchange: Exchange, done: "asyncio.Future[None]") -> None:
        try:
            async with compute_alone(self._ctx, exchange.scope, SCORES, wait=MAX_WAIT_S) as is_ours:
                if is_ours and await self._has_changed(exchange):  # another process may have just done it
                    await self._run_fit(exchange)
        except Exception as error:  # noqa: BLE001 - the last scores stay, the next round tries again
            self._log_failure(exchange, error)
        finally:
            self._running.pop(exchange.exchange_id, None)
            if not done.done():
                done.set_result(None)

    async def _run_fit(self, exchange: Exchange) -> None:
        async with self._ctx.storage.read() as db:
            key = self._ctx.key_of(exchange).seals
            rows = await scores.list_live_ratings(db, exchange.scope, key)
            groups = await scores.list_groups_of_raters(db, exchange.scope, key)
            histograms = await scores.list_histograms(db, exchange.scope)
            placed = await themes.list_members(db, exchange.scope)
            theme_mark = await themes.checksum_members(db, exchange.scope)
            mark = await self._fingerprint(db, exchange)
        ids = sorted({row.comment_id for row in rows})
        people = sorted({row.person for row in rows})
        at, who = ({each: index for index, each in enumerate(each_of)} for each_of in (ids, people))
        names = {name: index for index, name in enumerate(exchange.groups)}
        theme_ids = sorted(set(placed.values()))
        themes_at = {theme_id: index for index, theme_id in enumerate(theme_ids)}
        given = Given(
            comments=[at[row.comment_id] for row in rows],
            raters=[who[row.person] for row in rows],
            stars=[row.stars for row in rows],
            near=[int(row.is_near) for row in rows],
            group=[names.get(groups.get(person, ""), -1) for person in people],
            comment_count=len(ids),
            group_count=len(names),
            min_group_size=exchange.min_group_size,
            theme=[themes_at.get(placed.get(comment_id, 0), -1) for comment_id in ids],
            theme_count=len(theme_ids),
            excludes_coordinated=exchange.excludes_coordinated,
        )
        found = await self._find(given)
        columns = (found.stars, found.low, found.high, found.ratings, found.tiers, found.top_ten)
        every = (Score(comment_id, *values) for comment_id, *values in zip(ids, *columns, strict=True))
        rows_to_save = [each for each in every if each.ratings]
        named = name_findings(
            found,
            ids,
            exchange.groups,
            theme_ids,
            agreement=mean_agreement(list(histograms.values()), min_ratings=exchange.min_group_size),
            theme_agreement=agreement_by_theme(histograms, placed, min_ratings=exchange.min_group_size),
            excludes_coordinated=exchange.excludes_coordinated,
            theme_mark=theme_mark,
            fingerprint=mark,
        )
        async with self._ctx.storage.write() as db:
            await locks.take_scores(db, exchange.exchange_id)  # of two processes, one is the first to save the alarm
            before = await scores.get_run(db, exchange.scope)
            await scores.save(
                db, exchange.scope, rows_to_save, named.to_json(), ratings=len(rows), now=self._ctx.clock()
            )
        if found.coordinated and not findings_of(before).coordinated:
            notice = Message("scores.coordinated", {"name": exchange.slug, "n": found.coordinated})
            notify_later(self._ctx, exchange.tenant_id, notice, about=exchange)
