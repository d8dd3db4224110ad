"""The actor's language: from Slack's last answer, and only where there is none by a question to Slack.

Nobody's language or time zone is stored: one Spanish speaker among many would be named by it. A click is answered in 3
seconds, and many people at once meet Slack's limits. So Slack is asked once about everybody who acts for the first time
since the start (the same answer then says whether they are a guest). Where many come in a minute, as after a restart,
all people are read instead, 5,000 a minute; who acts meanwhile waits for it a moment. Where it takes longer they read
the language of the exchange, or of all that are open, and English only where these differ.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.domain.tools import AccessTools, WorkspaceTools
from bot.slack.deadlines import within
from bot.slack.profiles import UnknownPersonError
from bot.texts import Texts, texts_for
from storage import exchange_lookup

_SECONDS = 0.8  # of the 3 s in which a click is answered
_PATIENT_S = 20.0  # where nobody waits
_MINUTE = timedelta(minutes=1)
_NEVER = datetime.min.replace(tzinfo=UTC)
_MAX_ASKED = 30  # people in a minute


async def find_texts(ctx: WorkspaceTools, tenant_id: int, slack_user_id: str, *, usual: str | None = None) -> Texts:
    """Return the sentences for somebody to whom the bot writes by itself; it may take a question to Slack.

    Where many are written to, all people are read instead, so that those who act are asked about first.
    usual: the language for who is not known even then, such as the exchange's; English by default.
    """
    workspace = ctx.workspace(tenant_id)
    known = workspace.known_locale(slack_user_id)
    if known is None and not workspace.profiles.has_room(slack_user_id):
        with suppress(TimeoutError):
            async with within(_PATIENT_S):
                await workspace.directory.read()
        known = workspace.known_locale(slack_user_id)
    elif known is None:
        with suppress(UnknownPersonError):
            known = (await workspace.profiles.ask(slack_user_id)).locale
    return texts_for(known or usual)


class Locales:
    """Says in which locale to answer somebody, as Slack writes it: "es-MX"."""

    def __init__(self, ctx: AccessTools) -> None:
        self._ctx = ctx
        self._minutes: dict[int, tuple[datetime, int]] = {}  # by tenant: its beginning; questions since
        self._usual: dict[int, tuple[datetime, str | None]] = {}  # by tenant: when it was read; the language

    async def find(self, tenant_id: int, slack_user_id: str) -> str | None:
        """Return a person's locale, None where it is not known now. Takes a second at most, when it asks Slack."""
        known = self._ctx.workspace(tenant_id).known_locale(slack_user_id)
        return known or await self._ask(tenant_id, slack_user_id)

    async def find_usual(self, tenant_id: int) -> str | None:
        """Return the language of all open exchanges of a workspace, for who is not known; None where they differ."""
        read_at, usual = self._usual.get(tenant_id, (_NEVER, None))
        if not timedelta(0) <= self._ctx.clock() - read_at < _MINUTE:
            async with self._ctx.storage.read() as db:
                found = await exchange_lookup.list_open_languages(db, tenant_id)
            usual = found[0] if len(found) == 1 else None
            self._usual[tenant_id] = (self._ctx.clock(), usual)
        return usual

    async def _ask(self, tenant_id: int, slack_user_id: str) -> str | None:
        workspace, (began, count) = self._ctx.workspace(tenant_id), self._minutes.get(tenant_id, (_NEVER, 0))
        if not timedelta(0) <= self._ctx.clock() - began < _MINUTE:
            began, count = self._ctx.clock(), 0
        self._minutes[tenant_id] = (began, count + 1)
        try:
            async with within(_SECONDS):
                if count >= _MAX_ASKED:
                    await workspace.directory.read()
                else:
                    await workspace.profiles.ask(slack_user_id)
        except (UnknownPersonError, TimeoutError):
            return None
        return workspace.known_locale(slack_user_id)
