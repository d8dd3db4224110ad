"""Bolt listeners for the short questions before the first star."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain import questions
from bot.domain.access import admit, require_open
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.rate.blocks import QUESTIONS, QUESTIONS_MODAL, waits_modal
from bot.slack.deep_links import own_messages_link
from bot.slack.modals import open_modal
from storage import participants

Json = dict[str, Any]


async def ask(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the form from a card; from one that is older than their answers, say that they were asked."""
    admission = await admit(ctx, actor, parse_exchange_id(action.get("value")))
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
    texts = actor.texts_about(exchange)
    if questions.are_asked(exchange, person):
        view = questions.questions_modal(texts, exchange, QUESTIONS_MODAL)
    else:
        view = waits_modal(texts, texts("questions.asked_before"))
    await open_modal(ctx, actor, body, view)
    await ack()


async def save(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Keep the answers, and say where the card is, which is there already."""
    values = questions.read_answers((view.get("state") or {}).get("values") or {})
    exchange = await questions.save_answers(ctx, actor, parse_exchange_id(view["private_metadata"]), values)
    texts = actor.texts_about(exchange)
    waits = texts("rate.waits", link=own_messages_link(body, texts))
    kept = f"{texts('questions.kept')}\n" if any(values) else ""
    await ack(response_action="update", view=waits_modal(texts, f"{kept}{waits}"))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(QUESTIONS)(ask)
    app.view(QUESTIONS_MODAL)(save)
