"""The gate before results: when somebody may see them, which the exchange says; the same in Slack and on a page.

How many comments somebody rated is in their own sealed row, so nothing is stored to open the gate, nor when it opens.
"""

from dataclasses import dataclass

from bot.domain.access import OutsideError, UnknownAccessError, admit
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.policy import EVERYWHERE, Act, may
from bot.domain.roles import get_role
from bot.domain.tools import ExchangeTools, RoleTools
from bot.slack.deadlines import within
from storage import participants, routing_queue
from storage.enums import ExchangeState, ResultsWhen
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.session import Db

RATE_FIRST = 5
"""Ratings of one's own before results show, while an exchange is open."""

_ROLE_SECONDS = 1.0  # of the 3 s in which a window must open


@dataclass(frozen=True, slots=True)
class Gate:
    """Not yet: this person rated too few."""

    exchange: Exchange
    rated: int
    is_until_close: bool = False  # results show after the close, to everybody at once


async def enter(ctx: ExchangeTools, actor: Actor, exchange_id: int) -> Exchange | Gate:
    """Return the exchange whose results somebody may see, or how much is missing. Raises UserError for others."""
    await _let_in(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        if exchange.state == ExchangeState.DRAFT:
            raise UserError("results.not_open")
        missing = await find_gate(ctx, db, actor, exchange)
    return exchange if missing is None or await sees_early(ctx, actor) else missing


async def find_gate(ctx: ExchangeTools, db: Db, actor: Actor, exchange: Exchange) -> Gate | None:
    """Return the gate where it is shut. Who has rated all there is for them has rated enough."""
    if not exchange.is_open or exchange.results_when == ResultsWhen.ALWAYS:
        return None
    if exchange.results_when == ResultsWhen.CLOSED:
        return Gate(exchange, 0, is_until_close=True)
    person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange))) or Participant()
    count = person.ratings
    if count >= RATE_FIRST:
        return None
    left = await routing_queue.list_next(db, exchange.scope, person, limit=1)
    return Gate(exchange, count) if left else None


async def _let_in(ctx: ExchangeTools, actor: Actor, exchange_id: int) -> None:
    """Raise UserError for who may not see the exchange; its moderators may, wherever it belongs."""
    try:
        await admit(ctx, actor, exchange_id)
    except (OutsideError, UnknownAccessError):
        if not await moderates(ctx, actor):
            raise


async def moderates(ctx: RoleTools, actor: Actor) -> bool:
    """Say whether somebody has a role that sees every exchange, as far as Slack says in a second."""
    return await _role_in_time(ctx, actor) in EVERYWHERE


async def sees_early(ctx: RoleTools, actor: Actor) -> bool:
    """Say whether somebody sees results before others do, as far as Slack says in a second."""
    return may(await _role_in_time(ctx, actor), Act.SEE)


async def _role_in_time(ctx: RoleTools, actor: Actor) -> str | None:
    try:
        async with within(_ROLE_SECONDS):
            return await get_role(ctx, actor)
    except TimeoutError:
        return None
