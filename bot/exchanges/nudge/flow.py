"""What happens when moderators nudge: which groups lag behind by what everybody may see, the preview, one sending."""

from collections.abc import Sequence

from bot.context import Context
from bot.domain.access import require_postable
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.participation import list_behind
from bot.domain.public_counts import get_public_counts
from bot.exchanges.flow import not_open_error
from bot.exchanges.nudge import blocks
from bot.exchanges.nudge.state import Nudge
from bot.slack.blocks import Block
from bot.texts import texts_for
from storage import nudges
from storage.exchanges import Exchange
from storage.session import Db


async def preview(
    ctx: Context, actor: Actor, exchange_id: int, channel_id: str | None = None
) -> tuple[str, list[Block]]:
    """Return the message as it would be posted now. channel_id: where alone, None for each of its channels.

    Raises UserError where it went out already, nobody said how many people there are, or no group lags behind.
    """
    async with ctx.storage.read() as db:
        exchange = await _get_running(ctx, db, actor, exchange_id)
        groups = await _list_groups(ctx, db, exchange)
    takes_comments = exchange.takes_comments(ctx.clock())
    _, shown = blocks.message(
        texts_for(exchange.language), exchange, groups, takes_comments=takes_comments, has_buttons=False
    )
    return blocks.preview_card(actor.texts, exchange, shown, await _choose(ctx, exchange, channel_id))


async def send(ctx: Context, actor: Actor, exchange_id: int, channel_id: str | None) -> Nudge:
    """Order the message, once for an exchange; the job posts it. Raises UserError as `preview` does."""
    async with ctx.storage.read() as db:
        exchange = await _get_running(ctx, db, actor, exchange_id)
    channels = await _choose(ctx, exchange, channel_id)

    async def work(db: Db) -> Nudge:
        present = await _get_running(ctx, db, actor, exchange_id)
        nudge = Nudge(ctx.clock(), tuple(await _list_groups(ctx, db, present)), tuple(channels), tuple(channels))
        if not await nudges.save_first(db, present.scope, nudge.to_json()):
            raise sent_error(await get_exchange(db, actor, exchange_id))
        return nudge

    nudge = await ctx.commit(actor, work)
    ctx.wake()
    return nudge


def sent_error(exchange: Exchange) -> UserError:
    """Return that the nudge went out already, and when."""
    nudge = Nudge.from_json(exchange.nudge)
    assert nudge is not None  # noqa: S101 - the caller read it
    return UserError("nudge.sent_already", at=nudge.at, channels=[f"<#{each}>" for each in nudge.channels])


async def _get_running(ctx: Context, db: Db, actor: Actor, exchange_id: int) -> Exchange:
    exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
    if exchange.nudge:
        raise sent_error(exchange)
    if not exchange.is_open:
        raise not_open_error(exchange)
    if exchange.is_paused:
        raise UserError("nudge.paused")
    return exchange


async def _list_groups(ctx: Context, db: Db, exchange: Exchange) -> list[str]:
    if not exchange.roster:
        raise UserError("nudge.no_roster", name=exchange.slug)
    groups = list_behind(exchange, await get_public_counts(ctx, db, exchange))
    if not groups:
        raise UserError("nudge.nobody_behind")
    return groups


async def _choose(ctx: Context, exchange: Exchange, channel_id: str | None) -> Sequence[str]:
    if channel_id is None:
        return exchange.channels
    await require_postable(ctx, exchange, channel_id)
    return [channel_id]
