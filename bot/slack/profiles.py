"""Profiles: time zone, locale, name and status of people (admin, guest, deactivated), cached from users.info.

In memory only: nothing of it is stored. Slack takes 100 questions of users.info a minute (its tier 4), so that one
question about a person is under way at a time, and jobs leave room for those who wait for an answer.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import CALL_ERRORS, is_refused
from bot.slack.deadlines import within
from storage.hits import Hits

FRESH = timedelta(minutes=1)
"""How old an answer about a person's role may be."""

_PROFILE_FRESH = timedelta(minutes=10)  # zone, locale, name: nothing that gives power
_SECONDS = 1.5  # of the 3 s that an answer may take
_MAX_PEOPLE = 10_000  # remembered
_MINUTE = timedelta(minutes=1)
_MANY = 60  # questions in a minute, from which on jobs wait for the next
_PAGE, _MAX_PAGES = 999, 100  # of users.list
_NOT_THERE = {"user_not_found", "users_not_found", "user_not_visible"}


class UnknownPersonError(Exception):
    """Slack could not be asked about a person, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as Slack knows them, in memory only."""

    zone: str = "UTC"
    locale: str = "en-US"
    name: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False
    is_deleted: bool = False  # deactivated, or not in this workspace at all
    is_stranger: bool = False  # of another organisation, as far as Slack says; see bot/slack/middleware.py
    enterprise_id: str = ""  # of the Enterprise organisation they belong to

    @property
    def is_full_member(self) -> bool:
        """Say whether this is a person of the workspace: no guest, no bot, nobody who left."""
        return not (self.is_guest or self.is_bot or self.is_deleted)


class _Question:
    """A question about a person that is under way. has_failed: Slack did not say."""

    def __init__(self) -> None:
        self.done = asyncio.Event()
        self.has_failed = False


class Profiles:
    """Asks users.info, and remembers the answer for a while."""

    def __init__(self, web: AsyncWebClient, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._clock = clock
        self._known: OrderedDict[str, tuple[datetime, Profile]] = OrderedDict()
        self.cache = Hits()
        self._questions: dict[str, _Question] = {}  # under way, by person
        self._minute: tuple[datetime, int] = (clock(), 0)  # its beginning; questions since

    async def profile(self, slack_user_id: str) -> Profile:
        """Return a person's profile; a default one when Slack does not say (strangers, a fault).

        For zone, locale and name only: what a person may do is asked with `ask`, which does not guess.
        """
        try:
            return await self.ask(slack_user_id, max_age=_PROFILE_FRESH)
        except UnknownPersonError:
            known = self._known.get(slack_user_id)
            return known[1] if known else Profile()

    def known_locale(self, slack_user_id: str) -> str | None:
        """Return the locale that Slack last gave for a person, however long ago; None when it was never asked."""
        known = self._known.get(slack_user_id)
        return known[1].locale if known else None

    async def ask(self, slack_user_id: str, *, max_age: timedelta = FRESH) -> Profile:
        """Return a person's profile as Slack gave it at most this long ago; a max_age of 0 asks now.

        Raises UnknownPersonError when Slack cannot be asked in 1.5 seconds.
        """
        try:
            async with within(_SECONDS):
                while True:
                    if (known := self._fresh(slack_user_id, max_age)) is not None:
                        self.cache.count(is_hit=True)
                        return known
                    question = self._questions.get(slack_user_id)
                    if question is None:
                        return await self._ask_slack(slack_user_id)
                    await question.done.wait()
                    if question.has_failed:
                        raise UnknownPersonError
        except TimeoutError as error:
            raise UnknownPersonError from error

    def has_room(self, slack_user_id: str) -> bool:
        """Say whether a job may ask about somebody: it is known, or this minute has questions left."""
        began, count = self._minute
        is_now = timedelta(0) <= self._clock() - began < _MINUTE
        return count < _MANY or not is_now or self._fresh(slack_user_id, FRESH) is not None

    def _fresh(self, slack_user_id: str, max_age: timedelta) -> Profile | None:
        known = self._known.get(slack_user_id)
        return known[1] if known and timedelta(0) <= self._clock() - known[0] < max_age else None

    async def _ask_slack(self, slack_user_id: str) -> Profile:
        """Ask Slack now; who asks about the same person meanwhile waits for this. Raises UnknownPersonError."""
        question = self._questions[slack_user_id] = _Question()
        asked_at = self._clock()
        self._count(asked_at)
        self.cache.count(is_hit=False)
        try:
            answer = await self._web.users_info(user=slack_user_id, include_locale=True)
        except CALL_ERRORS as error:
            if not is_refused(error, *_NOT_THERE):
                question.has_failed = True
                raise UnknownPersonError from error
            profile = Profile(is_deleted=True)
        else:
            profile = read_profile(answer.get("user") or {})
        finally:  # also where the asker gave up: then one of those who wait asks
            del self._questions[slack_user_id]
            question.done.set()
        self._known[slack_user_id] = (asked_at, profile)
        self._known.move_to_end(slack_user_id)
        if len(self._known) > _MAX_PEOPLE:
            self._known.popitem(last=False)
        return profile

    def _count(self, now: datetime) -> None:
        began, count = self._minute
        self._minute = (began, count + 1) if timedelta(0) <= now - began < _MINUTE else (now, 1)

    async def everybody(self) -> AsyncIterator[list[tuple[str, Profile]]]:
        """Yield (Slack id, profile) of everybody in the workspace, page by page. Raises UnknownPersonError."""
        cursor: str | None = None
        for _ in range(_MAX_PAGES):
            try:
                page = await self._web.users_list(limit=_PAGE, cursor=cursor)
            except CALL_ERRORS as error:
                raise UnknownPersonError from error
            yield [(str(each["id"]), read_profile(each)) for each in page.get("members") or []]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if not cursor:
                return

    async def admins(self) -> list[str]:
        """Return the Slack ids of those who own or administer the workspace. Raises UnknownPersonError."""
        return [
            slack_user_id
            async for page in self.everybody()
            for slack_user_id, profile in page
            if profile.is_admin and profile.is_full_member
        ]


def read_profile(user: dict[str, Any]) -> Profile:
    """Return the profile of a user object, as users.info and users.list give it."""
    about = user.get("profile") or {}
    return Profile(
        zone=user.get("tz") or "UTC",
        locale=user.get("locale") or "en-US",
        name=about.get("display_name") or about.get("real_name") or user.get("real_name") or "",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_deleted=bool(user.get("deleted")),
        is_stranger=bool(user.get("is_stranger")),
        enterprise_id=str((user.get("enterprise_user") or {}).get("enterprise_id") or ""),
    )
