"""What Slack tells of a person: zone, locale, name, whether they administer the workspace."""

import asyncio
import time
from dataclasses import dataclass

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

_FRESH_S = 600.0
_SECONDS = 1.5  # of the 3 s that an answer may take


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as Slack knows them, in memory only."""

    zone: str = "UTC"
    locale: str = "en-US"
    name: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False


class People:
    """Asks users.info, and remembers the answer for ten minutes."""

    def __init__(self, web: AsyncWebClient) -> None:
        self._web = web
        self._known: dict[str, tuple[float, Profile]] = {}

    async def profile(self, slack_user_id: str) -> Profile:
        """Return a person's profile; a default one when Slack does not tell (strangers, a fault)."""
        known = self._known.get(slack_user_id)
        if known and time.monotonic() - known[0] < _FRESH_S:
            return known[1]
        try:
            async with asyncio.timeout(_SECONDS):
                answer = await self._web.users_info(user=slack_user_id, include_locale=True)
        except (SlackClientError, OSError, TimeoutError):
            return known[1] if known else Profile()
        user = answer.get("user") or {}
        about = user.get("profile") or {}
        profile = Profile(
            zone=user.get("tz") or "UTC",
            locale=user.get("locale") or "en-US",
            name=about.get("display_name") or about.get("real_name") or user.get("real_name") or "",
            is_admin=bool(user.get("is_admin") or user.get("is_owner")),
            is_bot=bool(user.get("is_bot")),
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        )
        self._known[slack_user_id] = (time.monotonic(), profile)
        return profile
