"""Opens the form of a comment; where Slack refuses, offers the direct message instead."""

import secrets
from typing import Any

from bot.context import Context
from bot.domain.actor import Actor
from bot.share import blocks, flow
from bot.share.screening import prepare_rules
from bot.share.service import read_service
from bot.share.topic_hint import prepare_hint
from bot.slack.blocks import state_of
from bot.slack.modals import try_modal
from storage.exchanges import Exchange


async def open_form(
    ctx: Context,
    actor: Actor,
    exchange: Exchange,
    trigger_id: str,
    response_url: str | None,
    *,
    written: blocks.Written | None = None,
    source: str = "",
    in_place_of: str | None = None,
) -> None:
    """Open the form; where Slack refuses or is slow, say so and offer the direct message.

    written, source: what is in the fields already, and what it was written in first.
    in_place_of: the modal that turns into the form, since Slack stacks no more than three.
    """
    prepare_hint(ctx, exchange)
    prepare_rules(ctx)
    person = await flow.get_participant(ctx, actor, exchange)
    redraw, texts = secrets.token_hex(4) if in_place_of else "", actor.texts_about(exchange)
    service = await read_service(ctx, actor)
    view = blocks.share_modal(texts, exchange, person, written, source=source, redraw=redraw, service=service)
    if not await try_modal(ctx, actor, trigger_id, view, in_place_of=in_place_of):
        ctx.outbox.send_privately(actor, response_url, *blocks.form_not_opened(texts, exchange))


def read_fields(body: dict[str, Any]) -> blocks.Written:
    """Return what is in the fields of a form."""
    return blocks.Written(
        state_of(body, blocks.TEXT, blocks.TEXT) or "",
        state_of(body, blocks.WHY, blocks.WHY) or "",
        state_of(body, blocks.GROUP, blocks.GROUP),
        bool(state_of(body, blocks.QUOTE, blocks.QUOTE)),
    )
