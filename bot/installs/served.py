"""The workspaces that this process serves, as the database has them: found, renewed and let go while it runs.

Every process looks at the revisions in each round, and for a workspace that it does not know when that one asks. Tokens
that end are exchanged for new ones by one process, which claims the row first; the others read what it saved.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.context import Context
from bot.installs.refused import RefusedTokens
from bot.installs.tokens import SealedTokensError, Tokens
from bot.log import safe_info
from bot.slack.client import CALL_ERRORS, classify, describe, make_client
from bot.slack.workspaces import Identity, Workspace
from storage import installations, tenants
from storage.installations import Installation
from storage.tenants import Tenant

log = structlog.get_logger()

RENEW_BEFORE = timedelta(hours=2)
"""How long before its end a token is exchanged for a new one, while nobody waits for it. Slack's own advice."""

_URGENT = timedelta(minutes=1)  # before its end: nobody uses it any more
_LEASE = timedelta(seconds=60)  # of the process that asks for new tokens: six times the limit of a call to Slack
_LOOKS, _PAUSE_S = 20, 0.25  # while another process asks


@dataclass(slots=True)
class _Source:
    """An installation that this process knows, and the workspaces that are served with its tokens."""

    row: Installation
    tokens: Tokens
    tenant_ids: set[int]


class Served:
    """Keeps ctx.workspaces as the installations are.

    client_id and client_secret: the app's. kept_days: how long everything of a workspace is kept after the app is gone.
    """

    def __init__(
        self,
        ctx: Context,
        session: ClientSession,
        api_url: str,
        *,
        client_id: str,
        client_secret: str,
        kept_days: int,
    ) -> None:
        self._ctx = ctx
        self._session = session
        self._api_url = api_url
        self._client_id = client_id
        self._client_secret = client_secret
        self._revisions: dict[int, int] = {}
        self._sources: dict[int, _Source] = {}
        self._source_of: dict[int, int] = {}  # by the workspace's tenant
        self._refused: dict[int, datetime] = {}  # by the installation's tenant: until when nobody asks again
        self._refused_tokens = RefusedTokens(ctx.storage, ctx.clock, timedelta(days=kept_days))
        self._lock = asyncio.Lock()

    async def sync(self) -> None:
        """Take what changed since the last look: new installations, new tokens, those that are gone."""
        async with self._lock:
            async with self._ctx.storage.read() as db:
                revisions = await installations.list_revisions(db)
                if revisions == self._revisions:
                    return
                rows = await installations.list_all(db)
            for tenant_id in self._revisions.keys() - revisions.keys():
                self._drop(tenant_id)
            for row in sorted(rows, key=lambda each: each.is_org_wide):  # a workspace's own one comes first
                if self._revisions.get(row.tenant_id) != row.revision:
                    await self._take(row)
            self._revisions = revisions

    async def find(self, enterprise_id: str, team_id: str) -> Workspace | None:
        """Return a workspace that this process did not know, by its own or its organisation's installation."""
        await self.sync()
        known = self._ctx.workspaces.find_by_team(team_id)
        if known is not None or not enterprise_id:
            return known
        async with self._lock:
            source = next((each for each in self._sources.values() if each.row.team_id == enterprise_id), None)
            if source is None:
                return None
            tenant_id = await self._ctx.storage.transact(
                lambda db: tenants.ensure(
                    db, enterprise_id=enterprise_id, team_id=team_id, is_playground=self._ctx.is_playground
                )
            )
            self._serve(source, [Tenant(tenant_id, team_id, enterprise_id)])
        return self._ctx.workspaces.find_by_team(team_id)

    async def renew_due(self) -> None:
        """Exchange the tokens that end within two hours. That it failed for one keeps no other waiting."""
        limit = self._ctx.clock() + RENEW_BEFORE
        for source in list(self._sources.values()):
            if source.row.expires_at is not None and source.row.expires_at <= limit:
                await self._renew(source)

    async def look_at_refused(self) -> None:
        """Ask Slack about the tokens that it refused, and let those go that it refuses for good."""
        for tenant_id, source in list(self._sources.items()):
            if self._refused_tokens.is_doubted(tenant_id):
                web = make_client(source.tokens.bot_token, self._api_url, self._session)
                await self._refused_tokens.look(source.row, web.auth_test)
                await self.sync()

    def is_paused(self, tenant_id: int) -> bool:
        """Say whether no job works for a workspace now, since Slack refuses its token."""
        return self._refused_tokens.is_doubted(self._source_of.get(tenant_id, 0))

    def _note_failure(self, tenant_id: int, method: str, code: str) -> None:
        self._ctx.metrics.count_slack_error(method, code)
        source = self._source_of.get(tenant_id)
        if source is not None:
            self._refused_tokens.note(source, code)

    async def ready(self, workspace: Workspace) -> None:
        """Wait, where a workspace's token is about to end, until there is a new one; Slack refuses the old one then."""
        source = self._sources.get(self._source_of.get(workspace.tenant_id, 0))
        if source is None or not self._is_urgent(source):
            return
        await self._renew(source)
        for _ in range(_LOOKS):
            if not self._is_urgent(source) or source.row.tenant_id not in self._sources:
                return
            if self._refused.get(source.row.tenant_id, self._ctx.clock()) > self._ctx.clock():
                return  # this process asked, and in vain: nobody has new tokens soon
            await asyncio.sleep(_PAUSE_S)  # another process asks
            await self.sync()
            source = self._sources.get(source.row.tenant_id, source)

    def name_of(self, tenant_id: int) -> str:
        """Return what Slack calls the workspace or organisation of an installation, "" where it is not served."""
        source = self._sources.get(tenant_id)
        return source.tokens.name if source else ""

    def installed_at(self, tenant_id: int) -> float:
        """Return when an installation was made, in seconds since 1970; 0 where it is not served."""
        source = self._sources.get(tenant_id)
        return source.tokens.installed_at if source else 0.0

    def _is_urgent(self, source: _Source) -> bool:
        return source.row.expires_at is not None and source.row.expires_at <= self._ctx.clock() + _URGENT

    async def _take(self, row: Installation) -> None:
        if row.sealed is None:
            self._drop(row.tenant_id)
            return
        try:
            tokens = Tokens.open(row.sealed, row.tenant_id, self._ctx.keys.of_tokens())
        except SealedTokensError:
            log.error("tokens_not_opened", tenant_id=row.tenant_id)  # under another secret: starling rewrap
            self._drop(row.tenant_id)
            return
        before = self._sources.get(row.tenant_id)
        self._refused_tokens.forget(row.tenant_id)
        source = self._sources[row.tenant_id] = _Source(row, tokens, before.tenant_ids if before else set())
        if row.is_org_wide:
            async with self._ctx.storage.read() as db:
                of_it = await tenants.list_of_enterprise(db, row.team_id)
            free = [each for each in of_it if self._source_of.get(each.tenant_id) in {None, row.tenant_id}]
            self._serve(source, free)
        else:
            self._serve(source, [Tenant(row.tenant_id, row.team_id, row.enterprise_id)])

    def _serve(self, source: _Source, found: Iterable[Tenant]) -> None:
        """Serve workspaces with an installation's tokens. Those that are served keep what is cached of them."""
        tokens, workspaces = source.tokens, self._ctx.workspaces
        for each in found:
            identity = Identity(each.enterprise_id, each.team_id, tokens.bot_id, tokens.bot_user_id)
            known = workspaces.find_by_team(each.team_id)
            if known is None:
                client = make_client(
                    tokens.bot_token,
                    self._api_url,
                    self._session,
                    partial(self._note_failure, each.tenant_id),
                    team_id=each.team_id if source.row.is_org_wide else None,
                )
                known = Workspace.build(each.tenant_id, identity, client, self._ctx.outbox, self._ctx.clock)
            known.client.token = tokens.bot_token  # everything that asks Slack holds this client
            known.client.default_params.clear()
            if source.row.is_org_wide:
                known.client.default_params["team_id"] = each.team_id
            workspaces.add(replace(known, identity=identity))
            self._leave_source(each.tenant_id)
            self._source_of[each.tenant_id] = source.row.tenant_id
            source.tenant_ids.add(each.tenant_id)

    def _leave_source(self, tenant_id: int) -> None:
        before = self._sources.get(self._source_of.pop(tenant_id, 0))
        if before is not None:
            before.tenant_ids.discard(tenant_id)

    def _drop(self, tenant_id: int) -> None:
        """Serve no workspace with an installation's tokens any more."""
        source = self._sources.pop(tenant_id, None)
        self._refused_tokens.forget(tenant_id)
        for each in source.tenant_ids if source else ():
            self._source_of.pop(each, None)
            self._ctx.workspaces.remove(each)

    async def _renew(self, source: _Source) -> None:
        """Exchange an installation's refresh token for new tokens, where no other process does so now."""
        row, now = source.row, self._ctx.clock()
        if not source.tokens.refresh_token:
            return
        claim = self._ctx.storage.transact(lambda db: installations.claim_refresh(db, row, now=now, until=now + _LEASE))
        if not await claim:
            await self.sync()
            return
        try:
            fresh, expires_at = await self._ask(source.tokens, now)
        except CALL_ERRORS as error:  # the claim ends by itself, and keeps this from being asked at once again
            self._refused[row.tenant_id] = now + _LEASE
            log.error("tokens_not_renewed", tenant_id=row.tenant_id, error=describe(classify(error)))
            return
        except (KeyError, ValueError) as error:
            self._refused[row.tenant_id] = now + _LEASE
            log.error("tokens_not_renewed", tenant_id=row.tenant_id, where=safe_info(error))
            return
        sealed = fresh.seal(row.tenant_id, self._ctx.keys.of_tokens())
        await self._ctx.storage.transact(
            lambda db: installations.save_tokens(db, row, sealed=sealed, expires_at=expires_at)
        )
        log.info("tokens_renewed", tenant_id=row.tenant_id)
        await self.sync()

    async def _ask(self, tokens: Tokens, now: datetime) -> tuple[Tokens, datetime | None]:
        """Return new tokens and when they end. Raises CALL_ERRORS, KeyError, ValueError."""
        web: AsyncWebClient = make_client("", self._api_url, self._session, self._ctx.metrics.count_slack_error)
        given = await web.oauth_v2_access(
            client_id=self._client_id,
            client_secret=self._client_secret,
            grant_type="refresh_token",
            refresh_token=tokens.refresh_token,
        )
        fresh = replace(
            tokens, bot_token=str(given["access_token"]), refresh_token=str(given.get("refresh_token") or "")
        )
        lives = given.get("expires_in")
        return fresh, now + timedelta(seconds=int(lives)) if lives else None
