"""Posts nudges: each channel once, also where a process dies or Slack's answer is lost.

Before each post the channel is read for it, by its metadata: it is one message an exchange and channel.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.domain.leases import end_lease, require_time, rest_end
from bot.domain.notices import notify_later
from bot.exchanges.nudge import blocks
from bot.exchanges.nudge.state import Nudge
from bot.slack.blocks import escape
from bot.slack.client import (
    CALL_ERRORS,
    Failure,
    Refused,
    Unreachable,
    classify,
    describe,
    find_message,
    findable,
    without_retries,
)
from bot.slack.refusals import refusal_message
from bot.slack.workspaces import Workspace
from bot.texts import Message, texts_for
from storage import computations, exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange

log = structlog.get_logger()

EVENT = "starling_nudge"
_CLOSED = "closed"
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
            failed = {each: await _post(ctx, workspace, exchange, nudge, each, until) for each in nudge.left}
        else:
            failed = dict.fromkeys(nudge.left, Refused(_CLOSED))  # it closed meanwhile
        refused = {each: failure.code for each, failure in failed.items() if isinstance(failure, Refused)}
        after = replace(
            nudge,
            channels=tuple(each for each in nudge.channels if each not in refused),
            left=tuple(each for each, failure in failed.items() if failure and each not in refused),
        )
        is_unknown = any(isinstance(failure, Unreachable) for failure in failed.values())
        async with ctx.storage.write() as db:
            # Where it went out nowhere, moderators can order it again.
            await exchanges.update_exchange(db, exchange.scope, nudge=after.to_json() if after.channels else None)
            rests_until = rest_end(ctx.clock()) if is_unknown else None
            await end_lease(db, exchange.scope, computations.NUDGE, was=until, rests_until=rests_until)
        for channel_id, code in refused.items():
            if code != _CLOSED:
                notify_later(ctx, workspace.tenant_id, _refused_notice(exchange, channel_id, code), about=exchange)


def _refused_notice(exchange: Exchange, channel_id: str, code: str) -> Message:
    facts = {"question": escape(exchange.question), "channel": f"<#{channel_id}>", "why": refusal_message(code)}
    return Message("nudge.refused", facts)


async def _post(
    ctx: Context, workspace: Workspace, exchange: Exchange, nudge: Nudge, channel_id: str, until: datetime
) -> Failure | None:
    """Post in one channel where it is not there yet; return what keeps it from being posted there, None for nothing.

    until: the end of the lease.
    """
    key = str(exchange.exchange_id)
    takes_comments = exchange.takes_comments(ctx.clock())
    texts = texts_for(exchange.language)
    text, shown = blocks.message(texts, exchange, nudge.groups, takes_comments=takes_comments)
    try:
        since = nudge.at - _SKEW
        if await find_message(workspace.client, channel_id, event_type=EVENT, key=key, since=since):
            return None
        require_time(ctx, until)
        await without_retries(workspace.client).chat_postMessage(
            channel=channel_id,
            text=text,
            blocks=shown,
            **findable(EVENT, key),
        )
    except CALL_ERRORS as error:
        failure = classify(error)
        log.warning("nudge_failed", exchange_id=exchange.exchange_id, error=describe(failure))
        return failure
    return None
