"""Disclosure: whether anybody can find out who wrote a comment; chosen before the opening, fixed, and on every form."""

import hmac

from bot.keys import ExchangeKey
from bot.texts import Texts
from storage.enums import Disclosure
from storage.exchanges import Exchange

MIN_OFFICERS = 2


def lacks_officers(exchange: Exchange) -> bool:
    """Say whether two officers were to find out together and fewer are named: then nobody can."""
    return exchange.disclosure == Disclosure.OFFICERS and len(exchange.contacts) < MIN_OFFICERS


def can_disclose(exchange: Exchange) -> bool:
    """Say whether two officers together can find out who wrote a comment that is held for danger."""
    return exchange.disclosure == Disclosure.OFFICERS and not lacks_officers(exchange) and exchange.has_key


def is_as_opened(exchange: Exchange, key: ExchangeKey) -> bool:
    """Say whether two of these contacts could find out when the exchange opened, and not only since a row was edited.

    key: the exchange's.
    """
    return hmac.compare_digest(exchange.disclosure_mac or "", key.disclosure_mac(exchange.contacts))


def disclosure_text(texts: Texts, exchange: Exchange) -> str:
    """Return what people read before they share; "" where their names are shown anyway."""
    if not exchange.is_anonymous:
        return ""
    if exchange.disclosure == Disclosure.OFFICERS and not lacks_officers(exchange):
        return texts("exchange.disclosure_officers", people=[f"<@{each}>" for each in exchange.contacts])
    return texts("exchange.disclosure_nobody")
