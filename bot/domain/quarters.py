"""Exchanges that begin again each quarter: when they close, what the earlier ones are called, what people read."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.quarters import quarter_close, quarter_of
from bot.core.slug_rules import MAX_SLUG
from bot.core.slugs import free_slug
from bot.core.wall_clock import local_day
from bot.texts import Texts
from storage.enums import ExchangeState, Renewal
from storage.exchange_settings import ExchangeSettings
from storage.exchanges import Exchange


def is_renewed(exchange: Exchange) -> bool:
    """Say whether the next quarter opens by itself when the exchange closes by its date."""
    return exchange.renews == Renewal.QUARTER


def planned(exchange: Exchange, now: datetime) -> Exchange:
    """Return a draft with the close date that it gets when it opens; any other exchange as it is."""
    if exchange.state != ExchangeState.DRAFT or exchange.closes_at is not None or not is_renewed(exchange):
        return exchange
    return replace(exchange, closes_at=quarter_close(max(exchange.opens_at or now, now), exchange.zone))


def past_slug(exchange: Exchange, taken: set[str]) -> str:
    """Return the short name of an exchange whose quarter is over: its own is the next one's then."""
    end = exchange.closed_at or exchange.closes_at
    if end is None:  # cannot be: it closed
        return free_slug(exchange.slug, taken)
    quarter = quarter_of(local_day(end, exchange.zone))
    ending = f"-{quarter.year}-q{quarter.number}"
    return free_slug(exchange.slug[: MAX_SLUG - len(ending)].rstrip("-") + ending, taken)


def plan_text(texts: Texts, draft: ExchangeSettings, now: datetime, zone: str) -> str:
    """Return the days of an exchange without a close date of its own that begins again each quarter."""
    opens_at = max(draft.opens_at or now, now)
    opens, closes = (local_day(each, zone) for each in (opens_at, quarter_close(opens_at, zone)))
    goes = closes + timedelta(days=draft.retention_days)
    return texts("quarters.plan", opens=opens, closes=closes, goes=goes)
