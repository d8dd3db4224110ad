"""Workspaces: for each tenant, who the bot is there, the client that speaks with its token, and what is cached of it.

Nothing that Slack said of one workspace is ever looked up for another: each has its own profiles, members and names.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.directory import Directory
from bot.slack.membership import Membership
from bot.slack.outbox import Outbox
from bot.slack.profiles import Profiles
from bot.slack.reach import Reach


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom Slack says the bot is in a workspace."""

    enterprise_id: str  # "" outside an Enterprise organisation
    team_id: str
    bot_id: str
    bot_user_id: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace that this process serves.

    jobs: the names of those of bot/jobs.py that work for it, None for all.
    """

    tenant_id: int
    identity: Identity
    client: AsyncWebClient
    profiles: Profiles
    membership: Membership
    directory: Directory
    reach: Reach
    jobs: frozenset[str] | None = None

    @property
    def team_id(self) -> str:
        """The workspace's id at Slack, part of every HMAC: it stays when the workspace joins an organisation."""
        return self.identity.team_id

    def known_locale(self, slack_user_id: str) -> str | None:
        """Return a person's locale as far as it is known without a question to Slack."""
        return self.profiles.known_locale(slack_user_id) or self.directory.locale_of(slack_user_id)

    @classmethod
    def build(
        cls,
        tenant_id: int,
        identity: Identity,
        client: AsyncWebClient,
        outbox: Outbox,
        clock: Callable[[], datetime],
        jobs: frozenset[str] | None = None,
    ) -> "Workspace":
        """Return a workspace without anything cached yet. client: with the workspace's token; jobs: as above."""
        profiles = Profiles(client, clock)
        membership = Membership(client, profiles, outbox, clock)
        directory = Directory(client, outbox, clock)
        return cls(tenant_id, identity, client, profiles, membership, directory, Reach(clock), jobs)


class Workspaces:
    """The workspaces of this process, by tenant for jobs and by Slack's ids for requests."""

    def __init__(self) -> None:
        self._by_tenant: dict[int, Workspace] = {}
        self._by_team: dict[str, Workspace] = {}
        self._by_ids: dict[tuple[str, str], Workspace] = {}

    def add(self, workspace: Workspace) -> None:
        """Serve a workspace, from its next request and the next tick of the jobs on."""
        self._by_tenant[workspace.tenant_id] = workspace
        self._by_team[workspace.team_id] = workspace
        self._by_ids[workspace.identity.enterprise_id, workspace.team_id] = workspace

    def remove(self, tenant_id: int) -> None:
        """Serve a workspace no longer: no request of it is answered, no job runs for it."""
        gone = self._by_tenant.pop(tenant_id, None)
        if gone is not None:
            self._by_team.pop(gone.team_id, None)
            self._by_ids = {ids: each for ids, each in self._by_ids.items() if each.tenant_id != tenant_id}

    def serves(self, tenant_id: int) -> bool:
        """Say whether this process serves the workspace of a tenant."""
        return tenant_id in self._by_tenant

    def all(self) -> list[Workspace]:
        """Return every workspace, in the order in which they were added."""
        return list(self._by_tenant.values())

    def get(self, tenant_id: int) -> Workspace:
        """Return the workspace of a tenant. Raises KeyError where this process does not serve it."""
        return self._by_tenant[tenant_id]

    def find(self, enterprise_id: str, team_id: str) -> Workspace | None:
        """Return the workspace of a request; None where it is not served, or was not in this organisation until now."""
        return self._by_ids.get((enterprise_id, team_id))

    def find_by_team(self, team_id: str) -> Workspace | None:
        """Return a workspace whatever organisation it is in, None where it is not served."""
        return self._by_team.get(team_id)

    def move(self, workspace: Workspace, enterprise_id: str) -> Workspace:
        """Return a workspace in the organisation that it joined, and serve it there too."""
        moved = replace(workspace, identity=replace(workspace.identity, enterprise_id=enterprise_id))
        self.add(moved)
        return moved
