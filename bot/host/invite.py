"""One invitation each for those who signed up for future exchanges: a few at a time, never two.

That somebody is invited is kept before the message goes out: a crash between the two costs that person the message,
and nobody ever gets it twice. Who took part already needs none. Whoever cannot see the channel is not asked: an
exchange of a private channel is for its members.
"""

from collections.abc import Iterable

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.host.blocks import invitation
from bot.keys import ExchangeKey
from bot.slack.errors import slack_reason
from bot.slack.kit import Kit
from bot.slack.once import once
from storage import exchanges, participants, tenants
from storage.exchanges import Exchange

log = structlog.get_logger()

BATCH = 10
"""Invitations in one round, so two a second: Slack lets an app write some hundred messages a minute."""

_TOO_MANY = 429
_PAGE, _PAGES = 1000, 20
_MISSED = (SlackClientError, ClientError, TimeoutError, OSError)


class Invitations:
    """Invites to one workspace's exchanges. workspace: as it stands in every HMAC."""

    def __init__(self, kit: Kit, tenant_id: int, workspace: str) -> None:
        self._kit = kit
        self._tenant_id = tenant_id
        self._workspace = workspace
        self._outside: set[tuple[int, str]] = set()  # who cannot see which exchange's channel; in memory only

    async def tick(self) -> None:
        """Invite a few people."""
        async with self._kit.storage.read() as db:
            people = await tenants.signed_up(db, self._tenant_id)
            running = await exchanges.all_of(db, self._tenant_id, "open") if people else []
        left = BATCH
        for exchange in running:
            if exchange.announcement_ts is None or left <= 0:
                continue
            key = self._kit.key_of(exchange)
            for slack_user_id in (await self._waiting(exchange, key, people))[:left]:
                left -= 1
                if not await self._invite(exchange, key, slack_user_id):
                    return

    async def _waiting(self, exchange: Exchange, key: ExchangeKey, people: Iterable[str]) -> list[str]:
        """Return a few of those who are to be invited, all able to see the channel."""
        async with self._kit.storage.read() as db:
            reached = await participants.reached(db, self._tenant_id, exchange.exchange_id)
        waiting = [
            each
            for each in people
            if (exchange.exchange_id, each) not in self._outside and key.rater_id(self._workspace, each) not in reached
        ]
        if not waiting:
            return []
        try:
            return await self._inside(exchange, waiting)
        except _MISSED as error:
            log.warning("inviting_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
            return []

    async def _inside(self, exchange: Exchange, waiting: list[str]) -> list[str]:
        channel = (await self._kit.web.conversations_info(channel=str(exchange.channel_id)))["channel"]
        members: set[str] | None = None
        found: list[str] = []
        for slack_user_id in waiting:
            if len(found) == BATCH:
                break
            # Guests see the channels they are in, and no other.
            is_closed = channel.get("is_private") or (await self._kit.people.profile(slack_user_id)).is_guest
            if is_closed and members is None:
                members = await self._members(exchange)
            if is_closed and slack_user_id not in (members or ()):
                self._outside.add((exchange.exchange_id, slack_user_id))
            else:
                found.append(slack_user_id)
        return found

    async def _members(self, exchange: Exchange) -> set[str]:
        found: set[str] = set()
        cursor: str | None = None
        for _ in range(_PAGES):
            page = await self._kit.web.conversations_members(
                channel=str(exchange.channel_id), limit=_PAGE, cursor=cursor
            )
            found |= set(page.get("members") or [])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if not cursor:
                break
        return found

    async def _invite(self, exchange: Exchange, key: ExchangeKey, slack_user_id: str) -> bool:
        """Invite one person; False when the round had better end here."""
        rater_id = key.rater_id(self._workspace, slack_user_id)
        here = (self._tenant_id, exchange.exchange_id)
        async with self._kit.storage.write() as db:
            present = await exchanges.get(db, *here)
            if present is None or not present.is_open or not await participants.invite_once(db, *here, rater_id):
                return True
        text, blocks = invitation(present)
        try:
            web = once(self._kit.web)
            await web.chat_postMessage(
                channel=slack_user_id, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        except SlackApiError as error:
            if getattr(error.response, "status_code", 0) == _TOO_MANY:  # Slack did not take it: later, then
                async with self._kit.storage.write() as db:
                    await participants.change(db, *here, rater_id, was_invited=False)
                return False
            log.warning("invitation_refused", error=slack_reason(error))
        except _MISSED as error:
            log.warning("inviting_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
            return False
        return True
