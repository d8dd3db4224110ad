"""Bolt listeners for the page of five comments."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.rate import batch
from bot.rate.blocks_batch import MODAL, PAGE, PICK, batch_modal
from bot.rate.flow import to_microseconds
from bot.rate.payloads import parse_pick
from bot.slack import action_ids
from bot.slack.modals import try_modal

Json = dict[str, Any]


async def open_page(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open a page of five."""
    exchange_id = parse_exchange_id(action.get("value"))
    exchange, waiting = await batch.list_waiting(ctx, actor, exchange_id, max_comments=PAGE)
    if not await try_modal(ctx, actor, body["trigger_id"], batch_modal(actor.texts, exchange, waiting)):
        ctx.outbox.send_privately(actor, body.get("response_url"), actor.texts("rate.set_not_opened"))
    await ack()


async def save_page(ack: AsyncAck, view: Json, actor: Actor, ctx: Context) -> None:
    """Save a page of stars and turn to the next: one answer, no call."""
    exchange_id = parse_exchange_id(view["private_metadata"])
    now = to_microseconds(ctx.clock())
    done = await batch.rate_all(ctx, actor, exchange_id, _parse_picks(view), now)
    exchange, waiting = await batch.list_waiting(ctx, actor, exchange_id, max_comments=PAGE, first=done.edited)
    await ack(response_action="update", view=batch_modal(actor.texts, exchange, waiting, done=done, turn=str(now)))


def _parse_picks(view: Json) -> list[tuple[int, int, int]]:
    """Return (number, version, stars) of each comment that got stars. Raises UserError on a crafted value."""
    fields = ((view.get("state") or {}).get("values") or {}).values()
    values = [((field.get(PICK) or {}).get("selected_option") or {}).get("value") for field in fields]
    return [parse_pick(value) for value in values if value is not None]


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(action_ids.RATE_SET)(open_page)
    app.view(MODAL)(save_page)
