"""Reads the moderation log of an exchange, a page at a time."""

from dataclasses import dataclass

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange
from bot.domain.moderation_log import find_moderator
from storage import moderation_log
from storage.exchanges import Exchange
from storage.moderation_log import LoggedAct

PAGE = 15  # acts at a time


@dataclass(frozen=True, slots=True)
class Line:
    """One act. moderator: Slack id, "" for nobody's or where it is not known any more."""

    act: LoggedAct
    moderator: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log, the newest act first. number: of the page, from 0; pages: how many there are, at least one."""

    exchange: Exchange
    lines: list[Line]
    number: int
    pages: int
    total: int


async def load_page(ctx: Context, actor: Actor, exchange_id: int, number: int = 0) -> LogPage:
    """Return a page of the log, the last one where there is none of this number.

    Raises UserError for an exchange that this workspace does not have.
    """
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        acts = await moderation_log.list_all(db, exchange.scope)
    acts.reverse()
    pages = max(1, -(-len(acts) // PAGE))
    number = min(number, pages - 1)
    shown = acts[number * PAGE : (number + 1) * PAGE]
    lines = [Line(each, find_moderator(ctx, exchange, each)) for each in shown]
    return LogPage(exchange, lines, number, pages, len(acts))
