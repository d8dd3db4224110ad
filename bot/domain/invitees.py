"""Invitees: whom moderators put on an exchange's list, by name or by user group. Each is invited once.

The list is one row, sealed under the exchange's key and filled up, so that the database says neither who is on it nor
how many. That somebody was invited is in their own record (bot/exchanges/invitations.py). Moderators see how many
people are on the list and nothing that depends on what these do.
"""

from collections.abc import Iterable

from bot.domain.tools import StorageTools
from bot.keys import ExchangeKey
from bot.sealing import WrongSealError
from storage import invitee_lists
from storage.exchanges import Exchange
from storage.session import Db

MAX_LISTED = 20_000
"""People on the list of one exchange."""

_PURPOSE = "invitees"
_STEP = 4096  # bytes, some 340 people


class TooManyListedError(Exception):
    """More people than a list holds."""


async def list_invitees(db: Db, exchange: Exchange, key: ExchangeKey) -> list[str]:
    """Return the Slack ids on an exchange's list, in the order in which they were put there."""
    return open_list(exchange, key, await invitee_lists.get(db, exchange.scope))


async def add_invitees(tools: StorageTools, exchange: Exchange, key: ExchangeKey, people: Iterable[str]) -> int:
    """Put people on an exchange's list; return how many were not on it yet. Raises TooManyListedError."""
    wanted = list(people)

    async def work(db: Db) -> int:
        was = await invitee_lists.get(db, exchange.scope)
        listed = open_list(exchange, key, was)
        merged = list(dict.fromkeys([*listed, *wanted]))
        if len(merged) > MAX_LISTED:
            raise TooManyListedError
        if len(merged) > len(listed):
            await invitee_lists.replace(db, exchange.scope, was=was, sealed=_seal(exchange, key, merged))
        return len(merged) - len(listed)

    return await tools.storage.transact(work)


async def clear_invitees(tools: StorageTools, exchange: Exchange) -> None:
    """Empty an exchange's list: who was not invited yet is not."""

    async def work(db: Db) -> None:
        await invitee_lists.replace(db, exchange.scope, was=await invitee_lists.get(db, exchange.scope), sealed=None)

    await tools.storage.transact(work)


async def take_off(tools: StorageTools, exchange: Exchange, key: ExchangeKey, slack_user_id: str) -> None:
    """Take a person off an exchange's list, in a transaction of its own."""

    async def work(db: Db) -> None:
        was = await invitee_lists.get(db, exchange.scope)
        listed = open_list(exchange, key, was)
        if slack_user_id in listed:
            left = [each for each in listed if each != slack_user_id]
            sealed = _seal(exchange, key, left) if left else None
            await invitee_lists.replace(db, exchange.scope, was=was, sealed=sealed)

    await tools.storage.transact(work)


def open_list(exchange: Exchange, key: ExchangeKey, sealed: bytes | None) -> list[str]:
    """Return the Slack ids of a sealed list; none where there is no list, or it is of another key."""
    if sealed is None:
        return []
    try:
        return key.cipher(_PURPOSE).open(sealed, _about(exchange)).decode().split()
    except WrongSealError:
        return []


def _seal(exchange: Exchange, key: ExchangeKey, people: list[str]) -> bytes:
    return key.cipher(_PURPOSE).seal(" ".join(people).encode(), _about(exchange), step=_STEP)


def _about(exchange: Exchange) -> bytes:
    return exchange.tenant_id.to_bytes(8, "big") + exchange.exchange_id.to_bytes(8, "big")
