"""Retention: until when something connects people to their words and stars, and what they read about it.

Days are those of the exchange's zone. The key goes at the beginning of a day, and everybody who wrote something hears
of the day before it, their last one, a week earlier (bot/retention/).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.wall_clock import local_day, local_moment, zone_or_utc
from bot.domain.errors import UserError
from bot.texts import Texts
from storage.enums import ExchangeState
from storage.exchanges import Exchange

BACKUP_DAYS = 30
"""How long the server's backups are kept at most: docs/operations.md asks it of operators, and people read it."""

LONG = timedelta(days=92)
"""From when on moderators of an open exchange without a close date read that its key waits for the close: a quarter."""

NOTICE = timedelta(days=7)
_MORNING = time(9)  # when the notice begins to go out


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """When an exchange's key goes. on: the day; last: the day before; backups: from then on it is in none either."""

    on: date
    last: date
    backups: date
    at: datetime
    notice_at: datetime


def erasure_plan(exchange: Exchange) -> ErasurePlan | None:
    """Return when the key of an exchange goes, as its dates are now; None where it has no close date yet."""
    closes = exchange.closed_at if exchange.state == ExchangeState.CLOSED else exchange.closes_at
    if closes is None:
        return None
    on = local_day(closes, exchange.zone) + timedelta(days=exchange.retention_days)
    zone = zone_or_utc(exchange.zone)
    return ErasurePlan(
        on,
        on - timedelta(days=1),
        on + timedelta(days=BACKUP_DAYS),
        local_moment(on, time(0), zone),
        local_moment(on - NOTICE, _MORNING, zone),
    )


def open_long_since(exchange: Exchange, now: datetime) -> date | None:
    """Return since when an exchange without a close date is open, None where that is no quarter yet."""
    opened = exchange.opened_at
    if not exchange.is_open or exchange.closes_at is not None or opened is None or now - opened < LONG:
        return None
    return local_day(opened, exchange.zone)


def erased_on(exchange: Exchange) -> date | None:
    """Return the day on which the key was erased, None while it is there."""
    return local_day(exchange.key_erased_at, exchange.zone) if exchange.key_erased_at else None


def links_gone_error(exchange: Exchange) -> UserError:
    """Return why nothing of one's own can be found in an exchange any more."""
    return UserError("retention.links_gone", on=erased_on(exchange) or date.min)


def retention_text(texts: Texts, exchange: Exchange) -> str:
    """Return when the links go, or went; where no close date begins the days, also that nothing else does."""
    gone = erased_on(exchange)
    if gone is not None:
        return texts("retention.gone", on=gone)
    plan = erasure_plan(exchange)
    if plan is None:
        after = texts("retention.after", n=exchange.retention_days, backups=BACKUP_DAYS)
        return f"{after} {texts('retention.without_date')}"
    return texts("retention.on", on=plan.on, backups=plan.backups)
