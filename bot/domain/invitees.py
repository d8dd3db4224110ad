"""Invitees: whom moderators put on an exchange's list, by name or by user group. Each is invited once.

The list is one row, sealed under the exchange's key and filled up, so that the database says neither who is on it nor
how many. That somebody was invited is in their own record (bot/exchanges/invitations.py). Moderators see how many
people are on the list and nothing that depends on what these do: who has everything forgotten leaves a mark in the
place of their Slack id, by which nobody is found, counts as before, and is not put on the list again.
"""

from collections.abc import Iterable, Sequence

from bot.domain.tools import StorageTools
from bot.keys import ExchangeKey
from bot.sealing import WrongSealError
from storage import invitee_lists
from storage.exchanges import Exchange
from storage.seals import PersonKey
from storage.session import Db

MAX_LISTED = 20_000
"""People on the list of one exchange."""

_PURPOSE = "invitees"
_STEP = 4096  # bytes, some 340 people
_MARK = "~"  # before the mark of somebody who is forgotten


class TooManyListedError(Exception):
    """More people than a list holds."""


async def list_invitees(db: Db, exchange: Exchange, key: ExchangeKey) -> list[str]:
    """Return the Slack ids on an exchange's list, in the order in which they were put there."""
    return open_list(exchange, key, await invitee_lists.get(db, exchange.scope))


async def count_invitees(db: Db, exchange: Exchange, key: ExchangeKey) -> int:
    """Return how many people were put on an exchange's list."""
    return len(_open(exchange, key, await invitee_lists.get(db, exchange.scope)))


async def list_new(db: Db, exchange: Exchange, key: ExchangeKey, people: Iterable[str], *, team_id: str) -> list[str]:
    """Return who of these people was not put on an exchange's list yet."""
    return _new(_open(exchange, key, await invitee_lists.get(db, exchange.scope)), key, team_id, people)


async def add_invitees(
    tools: StorageTools, exchange: Exchange, key: ExchangeKey, people: Iterable[str], *, team_id: str
) -> int:
    """Put people on an exchange's list; return how many were not on it yet. Raises TooManyListedError."""
    wanted = list(people)

    async def work(db: Db) -> int:
        was = await invitee_lists.get(db, exchange.scope)
        listed = _open(exchange, key, was)
        merged = [*listed, *_new(listed, key, team_id, wanted)]
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


async def take_off(tools: StorageTools, exchange: Exchange, key: ExchangeKey, who: PersonKey) -> None:
    """Take a person off an exchange's list, in a transaction of its own."""

    async def work(db: Db) -> None:
        was = await invitee_lists.get(db, exchange.scope)
        listed = _open(exchange, key, was)
        if who.slack_user_id in listed:
            left = [_mark_of(who) if each == who.slack_user_id else each for each in listed]
            await invitee_lists.replace(db, exchange.scope, was=was, sealed=_seal(exchange, key, left))

    await tools.storage.transact(work)


def open_list(exchange: Exchange, key: ExchangeKey, sealed: bytes | None) -> list[str]:
    """Return the Slack ids of a sealed list; none where there is no list, or it is of another key."""
    return [each for each in _open(exchange, key, sealed) if not each.startswith(_MARK)]


def _open(exchange: Exchange, key: ExchangeKey, sealed: bytes | None) -> list[str]:
    """Return who was put on a list: Slack ids, and marks of those who are forgotten."""
    if sealed is None:
        return []
    try:
        return key.cipher(_PURPOSE).open(sealed, _about(exchange)).decode().split()
    except WrongSealError:
        return []


def _new(listed: Sequence[str], key: ExchangeKey, team_id: str, people: Iterable[str]) -> list[str]:
    there = set(listed)
    every = [each for each in dict.fromkeys(people) if each not in there]
    if not any(each.startswith(_MARK) for each in listed):
        return every
    return [each for each in every if _mark_of(key.person(team_id, each)) not in there]


def _mark_of(who: PersonKey) -> str:
    return _MARK + who.mark.hex()


def _seal(exchange: Exchange, key: ExchangeKey, people: list[str]) -> bytes:
    return key.cipher(_PURPOSE).seal(" ".join(people).encode(), _about(exchange), step=_STEP)


def _about(exchange: Exchange) -> bytes:
    return exchange.tenant_id.to_bytes(8, "big") + exchange.exchange_id.to_bytes(8, "big")
