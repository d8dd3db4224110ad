"""Private messages that a try before may have sent: looked for by their metadata before another goes out."""

from datetime import UTC, datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import find_message

SKEW = timedelta(minutes=10)  # between our clock and Slack's
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


async def find_sent(
    web: AsyncWebClient, slack_user_id: str, *, event_type: str, key: str, opened_at: datetime | None
) -> tuple[str, str]:
    """Return the conversation with a person, and the ts of the message to them whose metadata has a key; "" for none.

    opened_at: of the exchange that the message is about; no older one is looked at. Raises CALL_ERRORS.
    """
    opened = await web.conversations_open(users=slack_user_id)
    channel_id = str(opened["channel"]["id"])
    since = opened_at - SKEW if opened_at else _EVER
    return channel_id, await find_message(web, channel_id, event_type=event_type, key=key, since=since) or ""
