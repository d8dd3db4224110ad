"""Scheduled runs of the theme finder: an exchange whose comments changed gets its themes without any digest."""

from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.core.themes import MIN_GROUPED
from bot.log import safe_info
from bot.themes.runs import ThemeRuns, is_seeded_since
from storage import exchanges, theme_snapshots, themes
from storage.enums import ExchangeState
from storage.exchanges import Exchange

log = structlog.get_logger()

EVERY = ((5_000, timedelta(minutes=15)), (500, timedelta(minutes=5)), (0, timedelta(minutes=1)))
"""Time between two checks of an exchange, from a number of comments on: a run takes longer the more there are."""

NEW_SHARE, NEW_MIN = 0.1, 3
"""New comments, as a share of all and at least, after which themes are found again."""

MAX_AGE = timedelta(minutes=15)
"""Age of themes after which any change of the comments is enough."""


class ThemeChecks:
    """Looks at each exchange now and then, and has its themes found where its comments changed."""

    def __init__(self, ctx: Context, runs: ThemeRuns) -> None:
        self._ctx = ctx
        self._runs = runs
        # When each was looked at last, whether it was open then, and when its turn comes again. In memory only: a
        # process that knows nothing looks once too often.
        self._checks: dict[int, tuple[bool, datetime]] = {}

    async def tick(self, tenant_id: int) -> None:
        """Check every exchange that has begun, each at its pace, and at once when it has closed."""
        now = self._ctx.clock()
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, tenant_id)
        for exchange in (each.as_of(now) for each in there if each.state != ExchangeState.DRAFT):
            was_open, next_at = self._checks.get(exchange.exchange_id, (exchange.is_open, now))
            if was_open == exchange.is_open and now < next_at:
                continue
            try:
                await self._check(exchange, now)
            except Exception as error:  # noqa: BLE001 - the other exchanges are still checked
                log.warning(
                    "themes_failed",
                    exchange_id=exchange.exchange_id,
                    error=type(error).__name__,
                    where=safe_info(error),
                )

    async def _check(self, exchange: Exchange, now: datetime) -> None:
        async with self._ctx.storage.read() as db:
            mark = await themes.get_mark(db, exchange.scope)
            run = await theme_snapshots.get_run(db, exchange.scope)
            has_run = run is not None and bool(run.mark.checksum)  # a moderator's first theme makes the row, too
            is_seeded = await is_seeded_since(db, exchange, run.found_at if run and has_run else None)
        pace = next(pace for min_count, pace in EVERY if mark.count >= min_count)
        self._checks[exchange.exchange_id] = (exchange.is_open, now + pace)
        if is_seeded or (mark.count >= MIN_GROUPED and is_due(exchange, run, mark, now)):
            await self._runs.refresh(exchange)


def is_due(exchange: Exchange, run: theme_snapshots.Run | None, mark: themes.CommentMark, now: datetime) -> bool:
    """Say whether the live comments changed enough since the last run.

    mark: of the comments now. After the close any change counts, once: a later look finds the same themes.
    """
    if run is None or not run.mark.checksum:
        return True
    if run.mark == mark:
        return False
    if exchange.closed_at is not None and not exchange.is_open:
        return run.found_at < exchange.closed_at
    has_enough_new = abs(mark.count - run.mark.count) >= max(NEW_MIN, NEW_SHARE * mark.count)
    return has_enough_new or now - run.found_at >= MAX_AGE
