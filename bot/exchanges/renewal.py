"""Job of exchanges that begin again each quarter: after one closed by its date, the next opens in its place.

It is one transaction, which takes the earlier one's short name and its mark that something follows: so it is done once,
whatever process does it, and after a crash in the next round. The next quarter has a key of its own, and no row of a
person: everybody who takes part in it is new to it.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.context import Context
from bot.core.wall_clock import local_day
from bot.domain.errors import UserError
from bot.domain.exchanges import load_exchange
from bot.domain.notices import Once, send_card
from bot.domain.quarters import past_slug
from bot.domain.turns import take_turn
from bot.exchanges import flow
from bot.exchanges.opening import set_open
from bot.log import safe_info
from bot.slack.blocks import escape
from bot.slack.channels import ensure_can_post
from bot.slack.errors import error_text
from bot.texts import Texts
from storage import computations, exchanges, quarters, seed_comments
from storage.enums import ExchangeState
from storage.exchanges import Exchange, SlugTakenError
from storage.models import new_id
from storage.session import Db

log = structlog.get_logger()

LOOK_AGAIN = timedelta(hours=1)
"""After Slack did not let the bot post in the channel."""


async def open_next_quarters(ctx: Context, tenant_id: int, now: datetime) -> None:
    """Open the next quarter of each exchange whose last one closed by its date."""
    async with ctx.storage.read() as db:
        ended = await quarters.list_ended(db, tenant_id, now=now)
    for exchange in ended:
        try:
            await _open_or_wait(ctx, exchange, now)
        except SlugTakenError:
            log.warning("quarter_name_taken", exchange_id=exchange.exchange_id)  # just now: the next round sees it
        except Exception as error:  # noqa: BLE001 - the workspace's other exchanges go on; the next round tries again
            kind, where = type(error).__name__, safe_info(error)
            log.error("quarter_failed", exchange_id=exchange.exchange_id, error=kind, where=where)


async def _open_or_wait(ctx: Context, exchange: Exchange, now: datetime) -> None:
    async with ctx.storage.read() as db:
        until = await computations.get_end(db, exchange.scope, computations.QUARTER)
    if until is not None and until > now:
        return  # moderators are being written to, or may have been: it is looked for then
    try:
        await ensure_can_post(ctx, exchange.tenant_id, str(exchange.channel_id))
    except UserError as refusal:
        await _wait(ctx, exchange, refusal, now)
    else:
        await _open_next(ctx, exchange, now)


async def _open_next(ctx: Context, ended: Exchange, now: datetime) -> None:
    """Open the next quarter of an exchange, unless another process does, or somebody decided otherwise."""
    wrapped, next_id = ctx.keys.new(), new_id()

    async def work(db: Db) -> bool:
        was = await quarters.take_ended(db, ended.scope)
        if was is None:
            return False
        seeds = await seed_comments.list_live(db, was.scope)
        taken = {each.slug for each in await exchanges.list_all(db, was.tenant_id)}
        await quarters.hand_over(db, was, slug=past_slug(was, taken), to=next_id)
        await _insert(db, was, next_id, wrapped)
        new = await load_exchange(db, was.tenant_id, next_id)
        first = flow.make_seed_comments(ctx.keys.open(wrapped), seeds, local_day(now, was.zone))
        await seed_comments.replace(db, new.scope, first)
        await quarters.copy_places(db, was, new.scope)
        await set_open(ctx, db, new, now)
        if was.paused_at is not None:  # moderators halted it: the next one waits for them too
            await exchanges.update_exchange(db, new.scope, paused_at=now)
        return True

    if await ctx.storage.transact(work):
        log.info("quarter_opened", exchange_id=next_id, follows=ended.exchange_id)
        ctx.wake()


async def _insert(db: Db, was: Exchange, next_id: int, wrapped: bytes) -> None:
    """Store the next quarter as a draft with the settings of the last; its creator is nobody."""
    same = replace(flow.to_draft(was, ()), opens_at=None, closes_at=None)
    roster = {"roster": dict(was.roster)} if was.roster else {}
    await exchanges.insert(
        db,
        was.tenant_id,
        next_id,
        state=ExchangeState.DRAFT,
        wrapped_key=wrapped,
        follows=was.exchange_id,
        more_channels=was.more_channels,
        **same.columns() | {"slug": was.slug} | roster,
    )


async def _wait(ctx: Context, exchange: Exchange, refusal: UserError, now: datetime) -> None:
    """Look again in an hour; moderators read the first time why the next quarter does not open.

    That is noted once they have it, so that a process that dies on the way leaves it to another one.
    """
    if exchange.next_waits_until is not None:
        await _note(ctx, exchange, now)
        return
    async with take_turn(ctx, exchange.scope, computations.QUARTER) as turn:
        if turn is None:
            return
        async with ctx.storage.read() as db:
            present = await exchanges.get(db, exchange.scope)
        if present is None or present.next_waits_until is not None:  # another process was faster
            turn.is_settled = True
            return
        log.warning("quarter_waits", exchange_id=exchange.exchange_id, error=refusal.code)
        mark = ctx.tenant_key(exchange.tenant_id).cipher("quarters").mark(str(exchange.exchange_id)).hex()
        once = Once(mark, exchange.closed_at if turn.is_again else None, turn.until)
        draw = partial(_waits, exchange, refusal)
        if await send_card(ctx, exchange.tenant_id, draw, about=exchange, once=once) is not None:
            await _note(ctx, exchange, now)
            turn.is_settled = True


async def _note(ctx: Context, exchange: Exchange, now: datetime) -> None:
    async with ctx.storage.write() as db:
        await exchanges.update_state(db, exchange.scope, was=(ExchangeState.CLOSED,), next_waits_until=now + LOOK_AGAIN)


def _waits(exchange: Exchange, refusal: UserError, texts: Texts) -> tuple[str, None]:
    """Return what moderators read when the next quarter cannot open, as a message without blocks."""
    why = error_text(texts, refusal)
    return texts("quarters.waits", question=escape(exchange.question), name=exchange.slug, why=why), None
