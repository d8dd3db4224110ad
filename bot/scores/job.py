"""Scheduled updates of scores: a new quality threshold for the router, and releases of figures when they are due.

The threshold and the deficits of small groups use ratings as they come: they choose cards and show nothing. What people
see comes from releases alone (docs/decisions/0024-releases.md).
"""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

import structlog

from bot.context import Context
from bot.core import routing
from bot.core.findings_data import Findings, Given
from bot.core.release_times import Due, Plan, after, due_at
from bot.core.wall_clock import local_day
from bot.domain.computations import compute_alone
from bot.domain.findings import findings_of, name_findings, name_scores
from bot.domain.notices import notify_later
from bot.domain.people_counts import count_people
from bot.domain.question_figures import Stored, count_next
from bot.domain.release_roots import ensure_root
from bot.domain.releases import Ratings, Record, prepare
from bot.log import safe_info
from bot.texts import Message
from storage import exchanges, locks, participants, released_themes, releases, scores, themes
from storage.computations import SCORES
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.releases import Release
from storage.session import Db

log = structlog.get_logger()

THRESHOLD_SHARE, THRESHOLD_MIN = 0.015, 20
"""New ratings, as a share of all and at least, after which the quality threshold is computed again."""

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
        """Make the release that is due, if one is, and wait up to `wait` seconds for it."""
        if exchange.has_key and await self._is_due(exchange):  # without it the last figures stay
            await asyncio.wait({self._ensure_running(exchange)}, timeout=wait)

    async def _check(self, exchange: Exchange) -> None:
        async with self._ctx.storage.read() as db:
            total = (await exchanges.get_counts(db, exchange.scope)).ratings
            run = await scores.get_run(db, exchange.scope)
        ratings_before = run.ratings_at_threshold if run else 0
        if exchange.is_open and abs(total - ratings_before) >= max(THRESHOLD_MIN, THRESHOLD_SHARE * total):
            await self._update_threshold(exchange)
        if await self._is_due(exchange):
            self._ensure_running(exchange)

    async def _is_due(self, exchange: Exchange) -> bool:
        """Say whether it has to be looked which figures change."""
        async with self._ctx.storage.read() as db:
            return await self._get_due(db, exchange) is not None

    async def _get_due(self, db: Db, exchange: Exchange) -> Due | None:
        """Return the look that is due now, None where none is.

        Before the first release it is always due: the first figures come as soon as enough people rated.
        """
        now = self._ctx.clock()
        current = exchange.as_of(now)
        is_last_count = bool(exchange.questions) and not current.is_open  # of answers, whatever the ratings
        ratings = (await exchanges.get_counts(db, exchange.scope)).ratings
        if ratings < exchange.min_group_size and not is_last_count:
            return None
        history = await releases.get_history(db, exchange.scope)
        plan = Plan(
            zone=exchange.zone,
            opened_at=exchange.opened_at or now,
            closes_at=exchange.closes_at,
            closed_at=None if current.is_open else current.closed_at,
            first_at=history.first_at,
            group_count=history.group_count,
        )
        run = await scores.get_run(db, exchange.scope)
        is_first = history.first_at is None and current.is_open
        last = run.slot if run and not is_first else ""
        return after(last, due_at(plan, now), await themes.checksum_ids(db, exchange.scope))

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
        table = list(found.values())
        quality = routing.quality_threshold(table)
        best = [ids[at] for at in routing.best(table)]
        every = sum(map(sum, table))
        small = [name for name in exchange.groups if routing.is_small(by_group.get(name, 0), every)]
        deficits: Mapping[str, Sequence[int]] = {}
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
                if is_ours and await self._is_due(exchange):  # another process may have just done it
                    await self._release(exchange)
        except Exception as error:  # noqa: BLE001 - the last figures stay, the next round tries again
            self._log_failure(exchange, error)
        finally:
            self._running.pop(exchange.exchange_id, None)
            if not done.done():
                done.set_result(None)

    async def _release(self, exchange: Exchange) -> None:
        key = self._ctx.key_of(exchange)
        async with self._ctx.storage.read() as db:
            due = await self._get_due(db, exchange)
            sealed = await releases.get_sealed(db, exchange.scope)
            before = findings_of(await scores.get_run(db, exchange.scope)).answers
            ratings = Ratings(
                await scores.list_live_ratings(db, exchange.scope, key.seals),
                await scores.list_people(db, exchange.scope, key.seals),
                await themes.list_members(db, exchange.scope),
            )
            people = await participants.list_all(db, exchange.scope, key.seals) if exchange.questions else []
        if due is None:
            return
        record, given = prepare(exchange, key, Record.open(exchange, key, sealed), ratings, due)
        found = await self._find(given)
        record = record.with_state(found.state)
        answers = None
        if due.has_groups and (due.is_close or not found.is_empty):  # else the next day is such a moment again
            record, answers = count_next(exchange, record, people, before) or (record, None)
        new_sealed = record.seal(exchange, key)
        await self._save(exchange, found, record, due, was=sealed, new_sealed=new_sealed, answers=answers)
        if answers is not None or not found.is_empty:
            await ensure_root(self._ctx, exchange)

    async def _save(
        self,
        exchange: Exchange,
        found: Findings,
        record: Record,
        due: Due,
        *,
        was: bytes | None,
        new_sealed: bytes,
        answers: Stored | None,
    ) -> None:
        """Save a look, and the release that it made.

        was: the sealed record from which it was made. answers: to the short questions; None: as before.
        """
        now, scope = self._ctx.clock(), exchange.scope
        async with self._ctx.storage.write() as db:
            await locks.take_scores(db, exchange.exchange_id)  # of two processes, one is the first to save the alarm
            run = await scores.get_run(db, scope)
            if await releases.get_sealed(db, scope) != was:
                return  # a release, or a person who was forgotten, came between: the next look begins from there
            await releases.save_look(db, scope, slot=due.mark, sealed=new_sealed, now=now)
            before = findings_of(run)
            if found.is_empty and answers is None:
                return
            named = name_findings(found, record.comments, exchange.groups, record.themes, before)
            named = replace(named, answers=before.answers if answers is None else answers)
            every = name_scores(found, record.comments)
            changed = {record.comments[at] for at in found.changed}
            number = (run.revision if run else 0) + 1
            one = Release(number, now, found.has_groups, len(changed))
            facts = named.to_json()
            await scores.save(db, scope, every, facts, ratings=found.mean.ratings, now=now)
            rows = [each for each in every if each.comment_id in changed]
            await releases.save_release(db, scope, one, facts, rows)
            await released_themes.save(db, scope, number, day=local_day(now, exchange.zone))
        log.info("figures_released", exchange_id=exchange.exchange_id, number=number, comments=len(changed))
        if found.coordinated and not before.coordinated:
            notice = Message("scores.coordinated", {"name": exchange.slug, "n": found.coordinated})
            notify_later(self._ctx, exchange.tenant_id, notice, about=exchange)
