"""Posts nudges: each channel once, also where a process dies or Slack's answer is lost.

Before each post the channel is read for it, by its metadata: it is one message an exchange and channel.
"""

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.context import Context
from bot.exchanges.nudge import blocks
from bot.exchanges.nudge.state import Nudge
from bot.slack.client import CALL_ERRORS, Refused, classify, describe, find_message, without_retries
from bot.slack.workspaces import Workspace
from bot.texts import texts_for
from storage import computations, exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange

log = structlog.get_logger()

EVENT = "starling_nudge"
_LEASE = timedelta(minutes=2)
_SKEW = timedelta(minutes=10)  # between our clock and Slack's


async def tick(ctx: Context, workspace: Workspace) -> None:
    """Post what is to be posted in a workspace."""
    async with ctx.storage.read() as db:
        running = await exchanges.list_all(db, workspace.tenant_id, ExchangeState.OPEN)
    for exchange in running:
        nudge = Nudge.from_json(exchange.nudge)
        if nudge is None or not nudge.left or exchange.is_paused:
            continue
        now = ctx.clock()
        until = now + _LEASE
        async with ctx.storage.write() as db:
            if not await computations.claim(db, exchange.scope, computations.NUDGE, now=now, until=until):
                continue
        if exchange.as_of(now).state == ExchangeState.OPEN:
            left = [each for each in nudge.left if not await _post(ctx, workspace, exchange, nudge, each)]
        else:
            left = []  # it closed meanwhile
        nudge = replace(nudge, left=tuple(left))
        async with ctx.storage.write() as db:
            await exchanges.update_exchange(db, exchange.scope, nudge=nudge.to_json())
            await computations.finish(db, exchange.scope, computations.NUDGE, was=until)


async def _post(ctx: Context, workspace: Workspace, exchange: Exchange, nudge: Nudge, channel_id: str) -> bool:
    """Post in one channel where it is not there yet; False where that is to be tried again."""
    key = str(exchange.exchange_id)
    takes_comments = exchange.takes_comments(ctx.clock())
    texts = texts_for(exchange.language)
    text, shown = blocks.message(texts, exchange, nudge.groups, takes_comments=takes_comments)
    try:
        since = nudge.at - _SKEW
        if await find_message(workspace.client, channel_id, event_type=EVENT, key=key, since=since):
            return True
        await without_retries(workspace.client).chat_postMessage(
            channel=channel_id,
            text=text,
            blocks=shown,
            metadata={"event_type": EVENT, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
    except CALL_ERRORS as error:
        failure = classify(error)
        log.warning("nudge_failed", exchange_id=exchange.exchange_id, error=describe(failure))
        return isinstance(failure, Refused)  # the channel is gone: the others still get it
    return True
