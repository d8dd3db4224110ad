"""The people of an exchange, found by its key for messages about their words; nothing that is found is stored."""

from collections.abc import AsyncIterator
from typing import Protocol

from bot.domain.preferences import list_people
from bot.domain.tools import KeyTools, PreferenceTools, WorkspaceTools
from storage import comments, moderators
from storage.exchanges import Exchange


class PeopleTools(PreferenceTools, WorkspaceTools, KeyTools, Protocol):
    """What it takes to find the people of an exchange."""


async def list_authors(ctx: PeopleTools, exchange: Exchange) -> list[str]:
    """Return the Slack ids of those whose words are in an exchange, in no order that says anything.

    Raises UnknownPersonError or UnknownMembershipError when Slack does not say who is in the workspace or the channel.
    """
    key = ctx.key_of(exchange)
    team_id = ctx.workspace(exchange.tenant_id).team_id
    async with ctx.storage.read() as db:
        left = await comments.list_author_ids(db, exchange.scope)
    found = []
    async for slack_user_id in _candidates(ctx, exchange):
        author_id = key.author_id(team_id, slack_user_id)
        if author_id in left:
            left.discard(author_id)
            found.append(slack_user_id)
        if not left:
            break
    return sorted(found, key=lambda each: key.source_mac("order", each))


async def _candidates(ctx: PeopleTools, exchange: Exchange) -> AsyncIterator[str]:
    """Yield who may have written there: those in the channel, those known here, then everybody."""
    workspace = ctx.workspace(exchange.tenant_id)
    if exchange.channel_id is not None:
        for each in sorted(await workspace.membership.members(exchange.channel_id)):
            yield each
    async with ctx.storage.read() as db:
        known = await list_people(ctx, db, exchange.tenant_id)
        known += [slack_user_id for slack_user_id, _ in await moderators.list_all(db, exchange.tenant_id)]
    for each in known:
        yield each
    async for page in workspace.profiles.everybody():
        for slack_user_id, profile in page:
            if not profile.is_deleted:
                yield slack_user_id
