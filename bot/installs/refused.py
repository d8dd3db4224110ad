"""Tokens that Slack refuses for good although it never reported an uninstall: doubted, asked about, and let go.

A refusal may be Slack's own fault of a moment. So a token that is refused is asked about by itself, three times within
twenty minutes; until then no job works with it, and after that the installation is over as after an uninstall.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.slack.client import CALL_ERRORS, Refused, classify
from storage import installations
from storage.installations import Installation
from storage.session import Storage

log = structlog.get_logger()

LASTING = frozenset({"invalid_auth", "account_inactive", "token_revoked", "not_authed"})
"""Slack's words for a token that never counts again. One that ended is renewed instead (bot/installs/served.py)."""

TIMES, EVERY = 3, timedelta(minutes=10)
"""How often Slack has to refuse a token when it is asked about it alone, and how far apart."""


@dataclass(slots=True)
class _Doubt:
    """refused: how often Slack did, asked about the token alone."""

    ask_at: datetime
    refused: int = 0


class RefusedTokens:
    """What this process knows of tokens that Slack refuses, by the installation's tenant; it may be lost.

    kept: how long everything of a workspace is kept after its installation is over.
    """

    def __init__(self, storage: Storage, clock: Callable[[], datetime], kept: timedelta) -> None:
        self._storage = storage
        self._clock = clock
        self._kept = kept
        self._doubts: dict[int, _Doubt] = {}

    def note(self, tenant_id: int, code: str) -> None:
        """Note how Slack refused a call with an installation's token; most refusals say nothing of the token."""
        if code in LASTING and tenant_id not in self._doubts:
            self._doubts[tenant_id] = _Doubt(self._clock())
            log.warning("token_refused", tenant_id=tenant_id, code=code)

    def is_doubted(self, tenant_id: int) -> bool:
        """Say whether Slack refused an installation's token and did not take it since."""
        return tenant_id in self._doubts

    def forget(self, tenant_id: int) -> None:
        """Doubt a token no longer: another took its place, or the installation is over."""
        self._doubts.pop(tenant_id, None)

    async def look(self, row: Installation, ask: Callable[[], Awaitable[object]]) -> None:
        """Ask about a doubted token where that is due. ask: calls `auth.test` with it."""
        doubt, now = self._doubts.get(row.tenant_id), self._clock()
        if doubt is None or now < doubt.ask_at:
            return
        doubt.ask_at = now + EVERY
        try:
            await ask()
        except CALL_ERRORS as error:
            failure = classify(error)
            if isinstance(failure, Refused) and failure.code in LASTING:
                doubt.refused += 1
                if doubt.refused >= TIMES:
                    await self._end(row, failure.code, now)
            return
        self.forget(row.tenant_id)
        log.info("token_taken_again", tenant_id=row.tenant_id)

    async def _end(self, row: Installation, code: str, now: datetime) -> None:
        delete_at = now + self._kept
        is_gone = await self._storage.transact(
            lambda db: installations.leave(db, row.tenant_id, now=now, delete_at=delete_at, revision=row.revision)
        )
        self.forget(row.tenant_id)
        if is_gone:  # else another process did it, or somebody installed the app again meanwhile
            facts = {"tenant_id": row.tenant_id, "code": code, "delete_at": delete_at.isoformat()}
            log.error("token_refused_for_good", **facts)
