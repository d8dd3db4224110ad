"""Channels: parses their names in a command, and checks that the bot can post there."""

import re

from bot.domain.errors import UserError
from bot.domain.tools import WorkspaceTools
from bot.slack.client import CALL_ERRORS, Refused, classify
from bot.slack.deadlines import within
from bot.slack.refusals import refusal_message

_SECONDS = 2.0  # of the 3 s in which a click or command is answered
_LINK = re.compile(r"<#(?P<id>[CG][A-Z0-9]{2,30})(?:\|[^>]*)?>|(?P<bare>[CG][A-Z0-9]{6,30})")


def is_channel(channel_id: str | None) -> bool:
    """Say whether this is a channel, not a direct message."""
    return bool(channel_id) and str(channel_id)[0] in "CG"


def parse_channel(text: str, *, here: str) -> str:
    """Return the channel that somebody named: "#name" as Slack sends it, or "here". Raises UserError.

    here: where the command was written.
    """
    if text.lower() == "here" and is_channel(here):
        return here
    found = _LINK.fullmatch(text)
    if not found:
        raise UserError("channels.unknown")
    return str(found["id"] or found["bare"])


async def ensure_can_post(ctx: WorkspaceTools, tenant_id: int, channel_id: str, *, joins: bool = True) -> None:
    """Make sure that the bot can write to a channel: it joins a public one. Raises UserError when it cannot.

    joins: False only looks. Where Slack is slow to answer, what is sent later will show.
    """
    try:
        async with within(_SECONDS):
            web = ctx.workspace(tenant_id).client
            found = (await web.conversations_info(channel=channel_id))["channel"]
            if found.get("is_archived"):
                raise UserError("channels.archived", channel=f"<#{channel_id}>")
            if not found.get("is_member") and not found.get("is_private"):
                if joins:
                    await web.conversations_join(channel=channel_id)
            elif not found.get("is_member"):
                raise UserError("channels.outside", channel=f"<#{channel_id}>")
    except CALL_ERRORS as error:
        failure = classify(error)
        if isinstance(failure, Refused):
            why = refusal_message(failure.code)
            raise UserError("channels.refused", channel=f"<#{channel_id}>", why=why) from error
