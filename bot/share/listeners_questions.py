"""Bolt listener for the short questions before the first comment: once they are sent, the form of a comment follows."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain import questions
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.share import blocks, flow
from bot.share.service import read_service

MODAL = "share.questions_form"


async def save(ack: AsyncAck, view: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Keep the answers, and turn to the form of a comment."""
    values = questions.read_answers((view.get("state") or {}).get("values") or {})
    exchange = await questions.save_answers(ctx, actor, parse_exchange_id(view["private_metadata"]), values)
    person = await flow.get_participant(ctx, actor, exchange)
    service = await read_service(ctx, actor)
    texts = actor.texts_about(exchange)
    await ack(response_action="update", view=blocks.share_modal(texts, exchange, person, None, service=service))


def register(app: AsyncApp) -> None:
    """Register the listener."""
    app.view(MODAL)(save)
