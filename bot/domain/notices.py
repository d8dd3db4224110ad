"""Notices to moderators: chooses the recipients and sends each the message in their language.

It goes to every moderator who is a member now. Where there is none, or none can be reached, to the creator of the
exchange, and then to owners and admins of the workspace: right after set-up nobody is a moderator by name.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.leases import Round, require_time
from bot.domain.roles import list_present_moderators
from bot.domain.sending import judge
from bot.domain.tools import AccessTools, KeyTools, NoticeTools, SendTools, WorkspaceTools
from bot.keys import WrongSecretError
from bot.slack.blocks import Block
from bot.slack.client import CALL_ERRORS, Failure, RateLimited, classify, describe, find_message, without_retries
from bot.slack.errors import message_text
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.sent_messages import SKEW, find_sent
from bot.texts import Message, Texts
from storage.exchanges import Exchange

log = structlog.get_logger()

CREATOR = "creator"
"""What the Slack id of an exchange's creator is encrypted for."""

Draw = Callable[[Texts], tuple[str, list[Block] | None]]
"""Returns a message, its text and its blocks, in a reader's language."""

EVENT = "starling_notice"

_WAIT_S = 30.0  # where Slack does not say for how long
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def list_recipients(ctx: NoticeTools, tenant_id: int, about: Sequence[Exchange]) -> AsyncIterator[list[str]]:
    """Yield the Slack ids of those to write to, and then of those to write to where none of the former is reached.

    Raises UnknownPersonError when Slack does not say who owns and administers the workspace.
    """
    yield [slack_user_id for slack_user_id, _ in await list_present_moderators(ctx, tenant_id)]
    yield [creator for creator in list_creators(ctx, about) if await _may_moderate(ctx, tenant_id, creator)]
    yield await ctx.workspace(tenant_id).profiles.admins()


def list_creators(ctx: KeyTools, about: Sequence[Exchange]) -> list[str]:
    """Return the Slack ids of those who made these exchanges, each once."""
    found = []
    for exchange in about:
        if exchange.encrypted_creator is not None:
            try:
                found.append(ctx.key_of(exchange).decrypt(CREATOR, exchange.encrypted_creator))
            except WrongSecretError:  # of an older secret: that is reported elsewhere, and others get the notice
                log.warning("creator_unreadable", exchange_id=exchange.exchange_id)
    return list(dict.fromkeys(found))


async def _may_moderate(ctx: WorkspaceTools, tenant_id: int, slack_user_id: str) -> bool:
    """Say whether an exchange's creator can still look after it; moderators by name have the notice already."""
    try:
        profile = await ctx.workspace(tenant_id).profiles.ask(slack_user_id)
    except UnknownPersonError:
        return False  # others get the notice
    return profile.is_full_member and profile.is_admin


@dataclass(frozen=True, slots=True)
class Once:
    """By what a message is known again, so that it is there once. key: of its metadata, which says nothing of itself.

    since: the message may have been sent then or later by a try before, so it is looked for; None where there was none.
    until: the end of the lease under which it is sent: nothing is begun when that is near.
    """

    key: str
    since: datetime | None
    until: datetime

    @property
    def metadata(self) -> dict[str, Any]:
        """What Slack keeps with the message."""
        return {"event_type": EVENT, "event_payload": {"key": self.key}}

    async def find(self, web: AsyncWebClient, slack_user_id: str, channel_id: str) -> tuple[str, str] | None:
        """Return channel and ts of the message that a try before left. slack_user_id: "" in a channel.

        Raises CALL_ERRORS.
        """
        since = self.since or datetime.min.replace(tzinfo=UTC)
        if slack_user_id:
            found = await find_sent(web, slack_user_id, event_type=EVENT, key=self.key, opened_at=since)
            return found if found[1] else None
        ts = await find_message(web, channel_id, event_type=EVENT, key=self.key, since=since - SKEW)
        return (channel_id, ts) if ts else None


def once_since(exchange: Exchange, *, is_again: bool) -> datetime | None:
    """Return from when on a message about an exchange is looked for: as long as it runs, None where it is new."""
    return (exchange.opened_at or _LONG_AGO) if is_again else None


async def attempt(
    ctx: SendTools,
    tenant_id: int,
    slack_user_id: str,
    text: str,
    blocks: list[Block] | None = None,
    *,
    once: Once | None = None,
) -> Failure | None:
    """Write to a person now, without a second try; return why Slack did not take it, None where they have it."""
    workspace = ctx.workspace(tenant_id)
    web = without_retries(workspace.client)
    try:
        if once is not None and once.since is not None and await once.find(web, slack_user_id, ""):
            return None
        if once is not None:
            require_time(ctx, once.until)  # also after a look that took long
        metadata = once.metadata if once else None
        await web.chat_postMessage(
            channel=slack_user_id, text=text, blocks=blocks, metadata=metadata, unfurl_links=False, unfurl_media=False
        )
    except CALL_ERRORS as error:
        failure = classify(error)
        log.warning("notice_failed", error=describe(failure))
        return failure
    workspace.reach.note_sent(slack_user_id)
    return None


async def send(
    ctx: SendTools,
    tenant_id: int,
    slack_user_id: str,
    text: str,
    blocks: list[Block] | None = None,
    *,
    once: Once | None = None,
) -> float | None:
    """Write to a person now, without a second try; say whether that is settled. once: where it must not come twice.

    Returns None when Slack took the message, -1 when it says that this person cannot be written to, and after how
    many seconds to try again otherwise.
    """
    failure = await attempt(ctx, tenant_id, slack_user_id, text, blocks, once=once)
    if failure is None:
        return None
    if judge(ctx.workspace(tenant_id), slack_user_id, failure) == Round.GOES_ON:
        return -1
    if isinstance(failure, RateLimited) and failure.seconds is not None:
        return max(1.0, failure.seconds)
    return _WAIT_S


def notify_later(ctx: NoticeTools, tenant_id: int, notice: Message, *, about: Exchange | None) -> None:
    """Write to the moderators soon; where none is reached, to the exchange's creator, then to the owners and admins.

    notice: a sentence in each one's language; moments in it are shown in each one's zone.
    """
    ctx.outbox.spawn(notify(ctx, tenant_id, notice, about=about), "notice")


async def notify(ctx: NoticeTools, tenant_id: int, notice: Message, *, about: Exchange | None) -> None:
    """Write to the moderators now; see notify_later. That nobody is reached is logged."""
    try:
        ctx.workspace(tenant_id)
    except KeyError:  # an imported exchange, or a command of the operator: no workspace of Slack's is there
        log.info("notice_without_workspace", notice=notice.code)
        return
    await send_card(ctx, tenant_id, lambda texts: (message_text(texts, notice), None), about=about)


async def send_card(
    ctx: NoticeTools, tenant_id: int, draw: Draw, *, about: Exchange | None, once: Once | None = None
) -> bool | None:
    """Write to the moderators now, to whom `notify_later` says; say whether one of them has it.

    draw: returns the message in a reader's language. Returns None where none has it and a later try may reach them.
    """
    can_try_again = False
    try:
        async for people in list_recipients(ctx, tenant_id, [about] if about else []):
            usual = about.language if about else None
            answers = [await _send_drawn(ctx, tenant_id, each, draw, once, usual=usual) for each in people]
            if any(answer is None for answer in answers):
                return True
            can_try_again |= any(answer is not None and answer >= 0 for answer in answers)
    except UnknownPersonError:
        log.warning("admins_unknown")
        can_try_again = True
    log.error("notice_reached_nobody", exchange_id=about.exchange_id if about else None)
    return None if can_try_again else False


async def _send_drawn(
    ctx: AccessTools, tenant_id: int, slack_user_id: str, draw: Draw, once: Once | None, *, usual: str | None
) -> float | None:
    text, blocks = draw(await find_texts(ctx, tenant_id, slack_user_id, usual=usual))
    return await send(ctx, tenant_id, slack_user_id, text, blocks, once=once)
