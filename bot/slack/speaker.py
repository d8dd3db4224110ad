"""Who is speaking, and may they."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.keys import ExchangeKey, workspace_name
from bot.slack.errors import KindError
from bot.slack.kit import Kit
from storage import tenants


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person behind a request, as Slack signed it."""

    tenant_id: int
    workspace: str  # enterprise and team of the installation, part of every HMAC
    slack_user_id: str
    is_stranger: bool  # of another workspace, in a channel shared with it

    def rater_id(self, key: ExchangeKey) -> str:
        """Return the id under which this person rates in the exchange of that key."""
        return key.rater_id(self.workspace, self.slack_user_id)

    def author_id(self, key: ExchangeKey) -> str:
        """Return the id under which this person writes in the exchange of that key."""
        return key.author_id(self.workspace, self.slack_user_id)


class Tenants:
    """The tenant of each workspace, asked of the database once."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._known: dict[tuple[str, str], int] = {}

    async def tenant_id(self, enterprise_id: str, team_id: str) -> int:
        """Return the tenant's id of a workspace, made when it is new."""
        key = (enterprise_id, team_id)
        if key not in self._known:
            self._known[key] = await self._kit.storage.transact(
                lambda db: tenants.ensure(
                    db, enterprise_id=enterprise_id, team_id=team_id, is_playground=self._kit.is_playground
                )
            )
        return self._known[key]


def register(app: AsyncApp, kit: Kit) -> Tenants:
    """Put the speaker into the context of every request."""
    known = Tenants(kit)

    async def find_speaker(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[None]],  # noqa: A002 - Bolt hands arguments over by name
    ) -> BoltResponse | None:
        team_id, user_id = context.team_id, context.user_id
        if not user_id or not team_id:
            return BoltResponse(status=200, body="")  # nothing that anybody said: ssl checks, events of no person
        enterprise_id = context.enterprise_id or ""
        context["speaker"] = Speaker(
            tenant_id=await known.tenant_id(enterprise_id, team_id),
            workspace=workspace_name(enterprise_id, team_id),
            slack_user_id=user_id,
            is_stranger=home_team(body) not in {None, team_id, enterprise_id},
        )
        await next()
        return None

    app.middleware(find_speaker)
    return known


def home_team(body: dict[str, Any]) -> str | None:
    """Return the workspace that the person belongs to, as far as the request tells."""
    event = body.get("event")
    if isinstance(event, dict):
        home = event.get("user_team") or event.get("source_team")
        return str(home) if home else None
    user = body.get("user")
    if isinstance(user, dict) and user.get("team_id"):
        return str(user["team_id"])
    return None


def speaker_of(context: AsyncBoltContext) -> Speaker:
    """Return who is speaking. Raises KindError for a stranger, who can read and nothing more."""
    speaker: Speaker = context["speaker"]
    if speaker.is_stranger:
        raise KindError("This exchange is for members of this workspace. Please ask its moderators to be heard.")
    return speaker
