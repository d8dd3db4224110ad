"""Directory: the names and locales of the workspace's people, read from users.list now and then, in memory only."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.personal import NameIndex
from bot.slack.deadlines import within
from bot.slack.outbox import Outbox

log = structlog.get_logger()

_FRESH = timedelta(hours=6)
_AGAIN = timedelta(
    minutes=1
)  # after Slack did not answer, and before the next pages: users.list takes 20 calls a minute
_SECONDS = 1.0  # that somebody who shares a comment waits for the names, once
_PAGE = 500  # people
_AT_ONCE = 10  # pages
_MAX_PEOPLE = 50_000  # of a workspace
_COMMON_LOCALE = "en-US"


class Directory:
    """Knows the names of the people of the workspace; reads them again every six hours, when they are needed."""

    def __init__(self, web: AsyncWebClient, cards: Outbox, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._cards = cards
        self._clock = clock
        self._index = NameIndex()
        self._due = clock()
        self._reading: asyncio.Event | None = None
        self._people: list[tuple[str, ...]] = []  # read so far
        self._cursor = ""
        self._is_whole = False  # every page was read once
        self._locales: dict[str, str] = {}  # of people read, by Slack id; without those of the most common one
        self._common: set[str] = set()  # those

    def refresh(self) -> None:
        """Begin to read the names where they are old: somebody is about to write."""
        if self._reading is None and self._clock() >= self._due:
            self._reading = asyncio.Event()
            self._cards.spawn(self._read(self._reading), "names")

    async def read(self) -> None:
        """Read the people where they are old, and wait for that reading; the caller says for how long at most."""
        self.refresh()
        if self._reading is not None:
            await self._reading.wait()

    async def names(self) -> NameIndex:
        """Return the names, waiting a second for them at most; those of the last reading until then."""
        self.refresh()
        reading = self._reading
        if reading is not None and not self._index.whole and not self._index.distinct:
            try:
                async with within(_SECONDS):
                    await reading.wait()
            except TimeoutError:
                log.info("name_list_skipped")
        return self._index

    def known_names(self) -> NameIndex:
        """Return the names that were read so far; where they are old they are read again meanwhile."""
        self.refresh()
        return self._index

    def locale_of(self, slack_user_id: str) -> str | None:
        """Return the locale of a person, None where they were not read."""
        return self._locales.get(slack_user_id) or (_COMMON_LOCALE if slack_user_id in self._common else None)

    def _note_locale(self, slack_user_id: str, locale: str | None) -> None:
        """Note somebody's locale; of those who change from one to another, the last one counts."""
        if locale and locale != _COMMON_LOCALE:
            self._locales[slack_user_id] = locale
            self._common.discard(slack_user_id)
        elif locale:
            self._locales.pop(slack_user_id, None)
            self._common.add(slack_user_id)

    async def _read(self, done: asyncio.Event) -> None:
        """Read some pages; the rest comes a minute later, when somebody writes again."""
        self._due = self._clock() + _AGAIN
        try:
            for _ in range(_AT_ONCE):
                page = await self._web.users_list(limit=_PAGE, cursor=self._cursor, include_locale=True)
                for each in page.get("members") or []:
                    self._note_locale(str(each["id"]), each.get("locale"))
                self._people += [list_names(each) for each in page.get("members") or [] if _is_person(each)]
                self._cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if len(self._people) > _MAX_PEOPLE:
                    log.warning("name_list_truncated", people=len(self._people))
                    self._cursor = ""
                if not self._cursor:
                    break
            if not self._cursor or not self._is_whole:  # until all were read once, some names are better than none
                self._index = await asyncio.to_thread(NameIndex.of, list(self._people))
            if not self._cursor:
                self._people, self._is_whole, self._due = [], True, self._clock() + _FRESH
        except SlackApiError:
            self._people, self._cursor = [], ""  # a cursor may have run out
            raise
        finally:
            self._reading = None
            done.set()


def list_names(user: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of a user object: in full, as shown, as handle."""
    profile = user.get("profile") or {}
    names = (
        profile.get("real_name") or user.get("real_name"),
        profile.get("display_name"),
        user.get("name"),
    )
    return tuple(dict.fromkeys(str(name) for name in names if name))


def _is_person(user: dict[str, Any]) -> bool:
    return not (user.get("deleted") or user.get("is_bot") or user.get("id") == "USLACKBOT" or user.get("is_stranger"))
