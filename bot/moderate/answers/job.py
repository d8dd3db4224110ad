"""Job of answers: one whose comment was withdrawn or removed is deleted under the announcement, where it quotes it."""

import structlog

from bot.context import Context
from bot.slack.client import CALL_ERRORS, Refused, classify, describe, without_retries
from bot.slack.workspaces import Workspace
from storage import answers

log = structlog.get_logger()

BATCH = 10
"""Messages in one round."""


async def tick(ctx: Context, workspace: Workspace) -> None:
    """Delete what quotes words that are gone; what Slack has no more, or does not let go, is not tried again."""
    async with ctx.storage.read() as db:
        gone = await answers.list_of_gone(db, workspace.tenant_id, limit=BATCH)
    client = without_retries(workspace.client)
    for each in gone:
        try:
            await client.chat_delete(channel=each.channel_id, ts=each.message_ts)
        except CALL_ERRORS as error:
            failure = classify(error)
            log.warning("answer_not_deleted", exchange_id=each.scope.exchange_id, error=describe(failure))
            if not isinstance(failure, Refused):
                return  # with the next round
        async with ctx.storage.write() as db:
            await answers.set_message(db, each.scope, each.number, None)
