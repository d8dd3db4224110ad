"""Messages that people have of their comments: deleted in Slack with what is kept of the person."""

from collections.abc import Sequence

import structlog

from bot.domain.tools import WorkspaceTools
from bot.slack.client import CALL_ERRORS, classify, describe
from storage.letters import read_letters

log = structlog.get_logger()


def list_messages(letters: bytes) -> list[tuple[str, str]]:
    """Return (channel, ts) of the messages that a record of a person has."""
    found = read_letters(letters)
    return [(found.channel_id, each.ts) for each in found.receipts.values() if each.ts[:1].isdecimal()]


async def delete_messages(ctx: WorkspaceTools, tenant_id: int, messages: Sequence[tuple[str, str]]) -> None:
    """Delete messages of the bot; that Slack does not let one go is logged, and keeps no other."""
    web = ctx.workspace(tenant_id).client
    for channel_id, ts in messages:
        try:
            await web.chat_delete(channel=channel_id, ts=ts)
        except CALL_ERRORS as error:
            log.warning("message_not_deleted", error=describe(classify(error)))
