"""The actor's language: from Slack's last answer, else as it is stored, and only then by a question to Slack.

A click is answered in 3 seconds, and many people at once meet Slack's limits. So Slack is asked once about
everybody who acts for the first time since the start (the same answer then says whether they are a guest). Where many
come in a minute, all people are read in the background, and English is shown until then.
"""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta

from bot.domain.tools import AccessTools, RoleTools
from bot.slack.deadlines import within
from bot.slack.profiles import UnknownPersonError
from bot.texts import Texts, texts_for
from storage import slack_people

_SECONDS = 0.8  # of the 3 s in which a click is answered
_MINUTE = timedelta(minutes=1)
_NEVER = datetime.min.replace(tzinfo=UTC)
_MAX_ASKED = 30  # people in a minute
_MAX_KEPT = 10_000  # people remembered whose locale the database has, or has not


async def find_texts(ctx: RoleTools, tenant_id: int, slack_user_id: str) -> Texts:
    """Return the sentences for somebody to whom the bot writes by itself; it may take a question to Slack."""
    workspace = ctx.workspace(tenant_id)
    known = workspace.known_locale(slack_user_id)
    if known:
        return texts_for(known)
    async with ctx.storage.read() as db:
        stored = (await slack_people.get(db, tenant_id, slack_user_id)).get("locale")
    return texts_for(str(stored) if stored else (await workspace.profiles.profile(slack_user_id)).locale)


class Locales:
    """Says in which locale to answer somebody, as Slack writes it: "es-MX"."""

    def __init__(self, ctx: AccessTools) -> None:
        self._ctx = ctx
        self._stored: OrderedDict[tuple[int, str], str | None] = OrderedDict()
        self._minutes: dict[int, tuple[datetime, int]] = {}  # by tenant: its beginning; questions since

    async def find(self, tenant_id: int, slack_user_id: str) -> str | None:
        """Return a person's locale, None where it is not known now. Takes a second at most, when it asks Slack."""
        return (
            self._ctx.workspace(tenant_id).known_locale(slack_user_id)
            or await self._find_stored(tenant_id, slack_user_id)
            or await self._ask(tenant_id, slack_user_id)
        )

    async def _find_stored(self, tenant_id: int, slack_user_id: str) -> str | None:
        key = (tenant_id, slack_user_id)
        if key not in self._stored:
            async with self._ctx.storage.read() as db:
                facts = await slack_people.get(db, tenant_id, slack_user_id)
            self._stored[key] = str(facts["locale"]) if facts.get("locale") else None
            if len(self._stored) > _MAX_KEPT:
                self._stored.popitem(last=False)
        return self._stored[key]

    async def _ask(self, tenant_id: int, slack_user_id: str) -> str | None:
        workspace, (began, count) = self._ctx.workspace(tenant_id), self._minutes.get(tenant_id, (_NEVER, 0))
        if not timedelta(0) <= self._ctx.clock() - began < _MINUTE:
            began, count = self._ctx.clock(), 0
        self._minutes[tenant_id] = (began, count + 1)
        if count >= _MAX_ASKED:
            workspace.directory.refresh()
            return None
        try:
            async with within(_SECONDS):
                await workspace.profiles.ask(slack_user_id)
        except (UnknownPersonError, TimeoutError):
            return None
        return workspace.profiles.known_locale(slack_user_id)
