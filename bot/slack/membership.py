"""Channel membership: asked of Slack when somebody acts, cached for a minute at most, in memory only."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import CALL_ERRORS, is_refused
from bot.slack.deadlines import within
from bot.slack.outbox import Outbox
from bot.slack.profiles import Profiles, UnknownPersonError
from storage.hits import Hits

FRESH = timedelta(minutes=1)
"""How old an answer about a channel may be."""

_ASK_AGAIN = timedelta(seconds=3)  # before a "no" of an older answer counts
_SECONDS = 1.5  # of the 3 s in which a click is answered
_PAGE = 999  # Slack's limit for these methods
_MAX_PAGES = 50
_MAX_CHANNELS = 300  # remembered
_MANY_PEOPLE = 30  # asked about one by one in a minute; from there on by their channel, one call for all of them
_NOT_THERE = {"channel_not_found", "method_not_supported_for_channel_type", "missing_scope"}
_PUBLIC, _PRIVATE, _HIDDEN = "public", "private", "hidden"  # hidden: the bot cannot see it

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class UnknownMembershipError(Exception):
    """Slack could not be asked who is in a channel, or did not answer in time."""


class _Answers(Generic[_Key, _Value]):
    """Slack's answers by key: one question at a time for each key, an answer remembered for a minute at most.

    A caller that waits for a question waits for its end, also when the asker before them gave up waiting.
    """

    def __init__(self, ask: Callable[[_Key], Awaitable[_Value]], clock: Callable[[], datetime], run: Any) -> None:
        self._ask = ask
        self._clock = clock
        self._run = run
        self._known: OrderedDict[_Key, tuple[datetime, _Value]] = OrderedDict()
        self._asking: dict[_Key, asyncio.Future[_Value]] = {}

    def known(self, key: _Key, max_age: timedelta = FRESH) -> _Value | None:
        """Return what Slack answered at most so long ago, None when it did not."""
        found = self._known.get(key)
        return found[1] if found and timedelta(0) <= self._clock() - found[0] < max_age else None

    async def get(self, key: _Key) -> _Value:
        """Ask Slack, or wait for the caller that is asking. Raises UnknownMembershipError."""
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.get_running_loop().create_future()
            self._run(self._asked(key, asking), "membership")
        return await asyncio.shield(asking)

    async def _asked(self, key: _Key, answer: "asyncio.Future[_Value]") -> None:
        asked_at = self._clock()
        try:
            value = await self._ask(key)
        except CALL_ERRORS:
            answer.set_exception(UnknownMembershipError())
            answer.exception()  # somebody may have stopped waiting: it is looked at here
            raise  # the outbox logs it
        except BaseException:
            answer.cancel()
            raise
        else:
            self._known[key] = (asked_at, value)
            self._known.move_to_end(key)
            if len(self._known) > _MAX_CHANNELS:
                self._known.popitem(last=False)
            answer.set_result(value)
        finally:
            self._asking.pop(key, None)


class Membership:
    """Says whether somebody may take part in what belongs to a channel.

    A private channel is for its members. In a public one every full member of the workspace may, and a guest only
    as its member. Where the bot cannot see the channel, nobody may.
    """

    def __init__(self, web: AsyncWebClient, people: Profiles, cards: Outbox, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._people = people
        self._clock = clock
        self._own: _Answers[str, dict[str, str]] = _Answers(self._ask_own, clock, cards.spawn)
        self._kinds: _Answers[str, str] = _Answers(self._ask_channel, clock, cards.spawn)
        self._members: _Answers[str, frozenset[str]] = _Answers(self._ask_members, clock, cards.spawn)
        self.cache = Hits()  # of questions about members
        self._minute: tuple[datetime, int] = (clock(), 0)  # its beginning; people that were asked about since

    async def is_inside(self, slack_user_id: str, channel_id: str | None, *, is_fresh: bool = False) -> bool:
        """Say whether a person may take part in an exchange of this channel.

        channel_id: None only before an exchange is announced: no exchange opens without a channel.

        is_fresh: who is a member is asked now, where Slack can be asked; else an answer of the last minute counts.
        Raises UnknownMembershipError when Slack does not say within 1.5 seconds.
        """
        if channel_id is None:
            return True
        try:
            async with within(_SECONDS):
                kind = await self._kind(channel_id)
                if kind == _HIDDEN:
                    return False
                if kind == _PRIVATE:
                    return await self._is_member(slack_user_id, channel_id, is_fresh=is_fresh)
                return await self._is_inside_public(slack_user_id, channel_id, is_fresh=is_fresh)
        except (TimeoutError, UnknownPersonError) as error:
            raise UnknownMembershipError from error

    async def is_inside_any(self, slack_user_id: str, channel_ids: Sequence[str], *, is_fresh: bool = False) -> bool:
        """Say whether a person may take part in an exchange of these channels: in one of them is enough.

        As `is_inside`, in 1.5 seconds for all of them; without a channel everybody may.
        """
        if len(channel_ids) <= 1:
            return await self.is_inside(slack_user_id, channel_ids[0] if channel_ids else None, is_fresh=is_fresh)
        unknown: UnknownMembershipError | None = None
        try:
            async with within(_SECONDS):
                for channel_id in channel_ids:
                    try:
                        if await self.is_inside(slack_user_id, channel_id, is_fresh=is_fresh):
                            return True
                    except UnknownMembershipError as error:
                        unknown = error
        except TimeoutError as error:
            raise UnknownMembershipError from error
        if unknown is not None:
            raise unknown
        return False

    async def members_of(self, channel_ids: Sequence[str]) -> frozenset[str] | None:
        """Return everybody who is in one of these channels; None where one is open to every full member.

        Raises UnknownMembershipError.
        """
        for channel_id in channel_ids:
            if await self.is_public(channel_id):
                return None
        found: frozenset[str] = frozenset()
        for channel_id in channel_ids:
            found |= await self.members(channel_id)
        return found

    async def is_public(self, channel_id: str) -> bool:
        """Say whether a channel is open to every full member. Raises UnknownMembershipError."""
        return await self._kind(channel_id) == _PUBLIC

    async def members(self, channel_id: str) -> frozenset[str]:
        """Return the Slack ids of a channel's members, a minute old at most. Raises UnknownMembershipError."""
        known = self._members.known(channel_id)
        return known if known is not None else await self._members.get(channel_id)

    async def _kind(self, channel_id: str) -> str:
        own = self._own.known("")
        if own is None:
            own = await self._own.get("")
        return own.get(channel_id) or self._kinds.known(channel_id) or await self._kinds.get(channel_id)

    async def _is_inside_public(self, slack_user_id: str, channel_id: str, *, is_fresh: bool) -> bool:
        if slack_user_id in (self._members.known(channel_id) or ()) and not is_fresh:
            self.cache.count(is_hit=True)
            return True
        try:
            if self._is_rush():  # Slack lets an app ask about some hundred people a minute
                members = await self.members(channel_id)
                if slack_user_id in members and not is_fresh:
                    return True
            profile = await self._people.ask(slack_user_id)
        except (UnknownPersonError, UnknownMembershipError):
            return await self._is_member(slack_user_id, channel_id, is_fresh=is_fresh)
        if profile.is_full_member:
            return True
        return profile.is_guest and await self._is_member(slack_user_id, channel_id, is_fresh=is_fresh)

    async def _is_member(self, slack_user_id: str, channel_id: str, *, is_fresh: bool) -> bool:
        known = self._members.known(channel_id)
        if known is not None and not is_fresh and slack_user_id in known:
            self.cache.count(is_hit=True)
            return True
        # "Yes" may be a minute old, "no" is asked again: who was let in a moment ago need not wait.
        if known is None or is_fresh or self._members.known(channel_id, _ASK_AGAIN) is None:
            try:
                known = await self._members.get(channel_id)
            except UnknownMembershipError:
                if known is None:
                    raise
        return slack_user_id in known

    def _is_rush(self) -> bool:
        began, count = self._minute
        if self._clock() - began >= FRESH:
            began, count = self._clock(), 0
        self._minute = (began, count + 1)
        return count >= _MANY_PEOPLE

    async def _ask_own(self, _: str) -> dict[str, str]:
        """Return the channels that the bot is in, each with its kind: one call for all of them."""
        found: dict[str, str] = {}
        async for page in self._pages(
            self._web.users_conversations, types="public_channel,private_channel", exclude_archived=False
        ):
            found |= {str(each["id"]): _kind_of(each) for each in page.get("channels") or []}
        return found

    async def _ask_channel(self, channel_id: str) -> str:
        try:
            channel = (await self._web.conversations_info(channel=channel_id)).get("channel") or {}
        except SlackApiError as error:
            if is_refused(error, *_NOT_THERE):
                return _HIDDEN
            raise
        return _kind_of(channel)

    async def _ask_members(self, channel_id: str) -> frozenset[str]:
        found: set[str] = set()
        self.cache.count(is_hit=False)
        async for page in self._pages(self._web.conversations_members, channel=channel_id):
            found |= set(page.get("members") or [])
        return frozenset(found)

    @staticmethod
    async def _pages(call: Callable[..., Awaitable[Any]], **arguments: Any) -> Any:
        cursor: str | None = None
        for _ in range(_MAX_PAGES):
            page = await call(limit=_PAGE, cursor=cursor, **arguments)
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if not cursor:
                return


def _kind_of(channel: dict[str, Any]) -> str:
    is_closed = channel.get("is_private") or channel.get("is_im") or channel.get("is_mpim")
    return _PRIVATE if is_closed else _PUBLIC
