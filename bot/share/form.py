"""Opening the form of a comment; where Slack does not, the person is told, and offered the direct message."""

import secrets

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.domain.actor import Actor
from bot.share import blocks, flow
from bot.slack.deadlines import within
from storage.exchanges import Exchange

_SECONDS = 2.0  # of the 3 s that a trigger_id lives


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
    """Open the form; where Slack refuses or is slow, tell the person and offer the direct message.

    written, source: what is in the fields already, and what it was written in first.
    in_place_of: the modal that turns into the form, for Slack lays no more than three upon each other.
    """
    person = await flow.get_participant(ctx, actor, exchange)
    turn = secrets.token_hex(4) if in_place_of else ""
    view = blocks.share_modal(exchange, person, written, source=source, turn=turn)
    try:
        async with within(_SECONDS):
            if in_place_of:
                await ctx.web.views_update(view_id=in_place_of, view=view)
            else:
                await ctx.web.views_open(trigger_id=trigger_id, view=view)
    except (SlackClientError, ClientError, TimeoutError, OSError):
        said, offer = blocks.no_form(exchange)
        if response_url:
            ctx.outbox.send_ephemeral(response_url, said, offer)
        else:
            ctx.outbox.post_message(actor.slack_user_id, said, offer)
