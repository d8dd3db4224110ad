"""What Bolt's OAuth keeps: installations and states, in our database. Tokens are encrypted before they get there."""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from logging import Logger

import structlog
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.context import Context
from bot.installs.served import Served
from bot.installs.tokens import SealedTokensError, Tokens
from bot.log import log_of_bolt
from storage import install_states, installations, tenants
from storage.session import Db

log = structlog.get_logger()

STATE_FOR = timedelta(minutes=10)
"""How long somebody may take to agree at Slack."""


class NotAllowedError(BoltError):
    """A workspace that this server does not serve: its operator named others in WORKSPACES_ALLOWED."""


class InstallationStore(AsyncInstallationStore):
    """Installations of workspaces and organisations.

    allowed: the ids of those that may install the app, empty for all. kept_days: how long everything of a workspace is
    kept after the app is gone. served: None where the one token is in the environment.
    """

    def __init__(self, ctx: Context, served: Served | None, *, allowed: frozenset[str], kept_days: int) -> None:
        self._ctx = ctx
        self._served = served
        self._allowed = allowed
        self._kept = timedelta(days=kept_days)

    @property
    def logger(self) -> Logger:
        """Bolt's log, which is silent."""
        return log_of_bolt()

    async def async_save(self, installation: SlackInstallation) -> None:
        """Save an installation, and serve its workspace from now on; another install takes up what was there.

        Raises NotAllowedError, and BoltError where Slack's answer lacks what is needed.
        """
        team_id, enterprise_id = self._ids(installation)
        if self._allowed and not {team_id, enterprise_id} & self._allowed:
            log.warning("install_refused")
            raise NotAllowedError(team_id)
        if not team_id or not installation.bot_token or not installation.bot_user_id:
            raise BoltError("incomplete")
        ends_in, now = installation.bot_token_expires_at, self._ctx.clock()
        expires_at = now + timedelta(seconds=ends_in - time.time()) if ends_in else None
        is_org_wide = bool(installation.is_enterprise_install)
        tokens = Tokens(
            bot_token=installation.bot_token,
            refresh_token=installation.bot_refresh_token or "",
            bot_id=installation.bot_id or "",
            bot_user_id=installation.bot_user_id,
            app_id=installation.app_id or "",
            name=(installation.enterprise_name if is_org_wide else installation.team_name) or "",
            installed_at=now.timestamp(),
        )

        async def work(db: Db) -> int:
            tenant_id = await tenants.ensure(
                db, enterprise_id=enterprise_id, team_id=team_id, is_playground=self._ctx.is_playground
            )
            sealed = tokens.seal(tenant_id, self._ctx.keys.of_tokens())
            await installations.save(db, tenant_id, sealed=sealed, is_org_wide=is_org_wide, expires_at=expires_at)
            return tenant_id

        tenant_id = await self._ctx.storage.transact(work)
        log.info("installed", tenant_id=tenant_id, is_org_wide=is_org_wide)
        if self._served is not None:
            await self._served.sync()
        self._ctx.wake()

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """Return the bot of a workspace, else of its organisation, None where the app is not there."""
        ids = [each for each in (None if is_enterprise_install else team_id, enterprise_id) if each]
        async with self._ctx.storage.read() as db:
            row = await installations.find(db, *ids)
        if row is None or row.sealed is None:
            return None
        try:
            tokens = Tokens.open(row.sealed, row.tenant_id, self._ctx.keys.of_tokens())
        except SealedTokensError:
            return None
        return Bot(
            app_id=tokens.app_id,
            enterprise_id=row.enterprise_id or None,
            team_id=None if row.is_org_wide else row.team_id,
            bot_token=tokens.bot_token,
            bot_id=tokens.bot_id,
            bot_user_id=tokens.bot_user_id,
            is_enterprise_install=row.is_org_wide,
            installed_at=tokens.installed_at,
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Erase the tokens of a workspace, or of an organisation where no workspace is named, and stop serving it.

        What it holds is kept until a day that the log and `starling workspace list` name.
        """
        own = team_id or enterprise_id or ""
        now = self._ctx.clock()

        async def work(db: Db) -> tuple[int | None, bool]:
            tenant_id = await tenants.find(db, own)
            if tenant_id is None:
                return None, False
            return tenant_id, await installations.leave(db, tenant_id, now=now, delete_at=now + self._kept)

        tenant_id, is_gone = await self._ctx.storage.transact(work)
        if is_gone:
            log.warning("uninstalled", tenant_id=tenant_id, delete_at=(now + self._kept).isoformat())
        if self._served is not None:
            await self._served.sync()
        elif tenant_id is not None and self._ctx.workspaces.serves(
            tenant_id
        ):  # the token of the environment: nothing is deleted by itself
            self._ctx.workspaces.remove(tenant_id)
            log.error("uninstalled", tenant_id=tenant_id, delete_at=None)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Do nothing: no token of a person is kept."""

    async def installed_at(self, enterprise_id: str | None, team_id: str | None) -> float:
        """Return when the app was installed last, in seconds since 1970; 0 where it is not there."""
        found = await self.async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=team_id is None
        )
        return float(found.installed_at) if found is not None else 0.0

    @staticmethod
    def _ids(installation: SlackInstallation) -> tuple[str, str]:
        """Return (the id of what it is for, the organisation's, "" outside one)."""
        enterprise_id = installation.enterprise_id or ""
        return (enterprise_id if installation.is_enterprise_install else installation.team_id or ""), enterprise_id


class StateStore(AsyncOAuthStateStore):
    """States of installs that have begun: random, taken once, over after ten minutes. make: a new one."""

    def __init__(self, ctx: Context, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> None:
        self._ctx = ctx
        self._make = make

    @property
    def logger(self) -> Logger:
        """Bolt's log, which is silent."""
        return log_of_bolt()

    async def async_issue(self, *_args: object, **_more: object) -> str:
        """Return a new state; the database keeps its hash."""
        state, now = self._make(), self._ctx.clock()
        await self._ctx.storage.transact(lambda db: install_states.add(db, state, now=now, expires_at=now + STATE_FOR))
        return state

    async def async_consume(self, state: str) -> bool:
        """Use a state up; False where it is unknown, used or over."""
        now = self._ctx.clock()
        return await self._ctx.storage.transact(lambda db: install_states.take(db, state, now=now))
