"""Where cards for moderators go: a channel that is fit for them, or the private messages of all moderators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.notices import list_recipients, notify_later
from bot.domain.tools import NoticeTools
from bot.slack.client import CALL_ERRORS, RateLimited, Refused, classify, describe, without_retries
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from bot.texts import Message
from storage.desk_settings import DeskSettings
from storage.enums import CardsPlace
from storage.exchanges import Exchange

log = structlog.get_logger()

Place = tuple[str, str]
"""Whose private message it is, "" in a channel; and the conversation."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where moderators read. is_whole: nobody is missing whom a later try may reach."""

    places: list[Place]
    is_whole: bool = True


class Places:
    """Asks Slack where cards can go now. What it remembers is which failures moderators heard of."""

    def __init__(self, ctx: NoticeTools) -> None:
        self._ctx = ctx
        self._noticed: set[tuple[int, str]] = set()

    async def find(self, workspace: Workspace, exchange: Exchange, settings: DeskSettings) -> list[Place]:
        """Return where a card of each item that waits belongs."""
        if settings.cards == CardsPlace.CHANNEL:
            return await self._find_channel(workspace, settings)
        if settings.cards == CardsPlace.MESSAGES:
            return (await self._find_people(workspace, exchange)).places
        return []

    async def find_moderators(self, workspace: Workspace, exchange: Exchange, settings: DeskSettings) -> Reached:
        """Return where all moderators read: their channel, else the messages of each, also where the queue has none."""
        found = await self._find_channel(workspace, settings) if settings.cards == CardsPlace.CHANNEL else []
        return Reached(found) if found else await self._find_people(workspace, exchange)

    async def _find_people(self, workspace: Workspace, exchange: Exchange) -> Reached:
        """Return the private messages of moderators; who cannot be written to takes nothing from the others."""
        web = without_retries(workspace.client)
        try:
            async for people in list_recipients(self._ctx, exchange.tenant_id, [exchange]):
                found = await self._open_all(web, people)
                if found.places or not found.is_whole:
                    return found
        except (UnknownPersonError, *CALL_ERRORS) as error:
            log.warning("card_places_unknown", exchange_id=exchange.exchange_id, error=type(error).__name__)
            return Reached([], is_whole=False)
        log.warning("queue_cards_reach_nobody", exchange_id=exchange.exchange_id)
        return Reached([])

    @staticmethod
    async def _open_all(web: AsyncWebClient, people: Sequence[str]) -> Reached:
        """Open the private messages of these people, as far as Slack lets the bot do that now."""
        places, is_whole = [], True
        for each in people:
            try:
                answer = await web.conversations_open(users=each)
            except CALL_ERRORS as error:
                failure = classify(error)
                log.warning("moderator_not_reached", error=describe(failure))
                is_whole &= isinstance(failure, Refused)
                if isinstance(failure, RateLimited):
                    break
            else:
                places.append((each, str(answer["channel"]["id"])))
        return Reached(places, is_whole)

    async def _find_channel(self, workspace: Workspace, settings: DeskSettings) -> list[Place]:
        """Return the moderators' channel; nothing, and a notice, where it is not fit as it is now."""
        channel_id = settings.cards_channel_id or ""
        try:
            answer = await without_retries(workspace.client).conversations_info(channel=channel_id)
        except CALL_ERRORS as error:
            failure = classify(error)
            log.warning("cards_channel_unknown", error=describe(failure))
            if isinstance(failure, Refused):
                self._notify_once(workspace, Message("desk.channel_gone", {"channel": f"<#{channel_id}>"}))
            return []
        if not may_have_cards(answer["channel"], is_confirmed=settings.is_open_channel):
            self._notify_once(workspace, Message("desk.channel_open_now", {"channel": f"<#{channel_id}>"}))
            return []
        return [("", channel_id)]

    def _notify_once(self, workspace: Workspace, notice: Message) -> None:
        if (workspace.tenant_id, notice.code) not in self._noticed:
            self._noticed.add((workspace.tenant_id, notice.code))
            notify_later(self._ctx, workspace.tenant_id, notice, about=None)


def may_have_cards(channel: Mapping[str, Any], *, is_confirmed: bool) -> bool:
    """Say whether cards may go to a channel that Slack describes: private and of this workspace alone, or confirmed."""
    is_shared = channel.get("is_ext_shared") or channel.get("is_shared") or channel.get("is_org_shared")
    return bool(is_confirmed or (channel.get("is_private") and not is_shared)) and not channel.get("is_archived")
