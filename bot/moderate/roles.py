"""Who the moderators are: owners add and remove them, everybody may be told."""

import asyncio
import re
from collections.abc import Sequence

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.roles import list_present_moderators, require_owner
from bot.slack.deadlines import within
from bot.slack.errors import KindError, slack_reason
from storage import moderators, tenants
from storage.session import Db

_MENTION = re.compile(r"<@([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>")
_SECONDS = 2.0  # the command is answered within 3
_MOST = 10  # people in one command
_SLACKBOT = "USLACKBOT"


def parse_people(names: Sequence[str], form: str) -> list[str]:
    """Return the Slack ids of the people that were mentioned. Raises KindError when there are none, or other words."""
    found = [_MENTION.fullmatch(name.strip(",")) for name in names]
    people = list(dict.fromkeys(each[1] for each in found if each))
    if not people or not all(found):
        raise KindError(f"Whom? Write `{form} @name`, and choose the person from the list that Slack shows.")
    if len(people) > _MOST:
        raise KindError(f"That is many at once: please name up to {_MOST} people.")
    return people


async def add(ctx: Context, actor: Actor, people: list[str], *, as_owner: bool) -> str:
    """Make people moderators, or owners, and return what was done. Raises KindError and changes nothing."""
    await require_owner(ctx, actor, "add moderators")
    try:
        async with within(_SECONDS):
            await asyncio.gather(*(_need_member(ctx, actor, slack_user_id) for slack_user_id in people))
    except (SlackClientError, TimeoutError, OSError) as error:
        raise KindError("Slack did not say who this is. Nothing was changed: please try again.") from error

    async def work(db: Db) -> tuple[list[str], dict[str, dict[str, object]]]:
        lines: dict[str, str] = {}
        fresh: list[str] = []
        for slack_user_id in sorted(people):  # in one order, so that nobody waits for another who waits
            role = await moderators.get_role(db, actor.tenant_id, slack_user_id)
            who = f"<@{slack_user_id}>"
            if role is None:
                await moderators.add(db, actor.tenant_id, slack_user_id, is_owner=as_owner)
                lines[slack_user_id] = f"{who} is a moderator now" + (" and an owner." if as_owner else ".")
                fresh.append(slack_user_id)
            elif as_owner and role != "owner":
                await moderators.make_owner(db, actor.tenant_id, slack_user_id)
                lines[slack_user_id] = f"{who} is an owner now."
            else:
                lines[slack_user_id] = f"{who} is {'an owner' if role == 'owner' else 'a moderator'} already."
        facts = {each: await tenants.get_person(db, actor.tenant_id, each) for each in fresh}
        return [lines[each] for each in people], facts

    said, facts = await ctx.storage.transact(work)
    for slack_user_id in facts:
        if slack_user_id != actor.slack_user_id and not facts[slack_user_id].get("is_quiet"):
            ctx.outbox.post_message(
                slack_user_id,
                f"<@{actor.slack_user_id}> made you a moderator. `/exchange queue` shows what waits, "
                "`/exchange help` all that you can do.",
            )
    return "\n".join(said)


async def remove(ctx: Context, actor: Actor, people: list[str]) -> str:
    """Let moderators go and return what was done."""
    await require_owner(ctx, actor, "remove moderators")

    async def work(db: Db) -> set[str]:
        return {each for each in sorted(people) if await moderators.remove(db, actor.tenant_id, each)}

    gone = await ctx.storage.transact(work)
    lines = [
        f"<@{each}> is no longer a moderator." if each in gone else f"<@{each}> was no moderator." for each in people
    ]
    lines.append("Who administers this workspace in Slack always stays an owner.")
    return "\n".join(lines)


async def moderators_list_text(ctx: Context, actor: Actor, *, owners_only: bool) -> str:
    """Return who the moderators are, in words; who left or became a guest is named apart, for they are none now."""
    async with ctx.storage.read() as db:
        stored = await moderators.list_all(db, actor.tenant_id)
    known = await list_present_moderators(ctx, actor.tenant_id)
    owners = [f"<@{each}>" for each, is_owner in known if is_owner]
    others = [f"<@{each}>" for each, is_owner in known if not is_owner]
    gone = [f"<@{each}>" for each, is_owner in stored if (each, is_owner) not in known]
    lines = ["*Owners:* " + (", ".join(owners) if owners else "nobody by name") + ", and this workspace's admins"]
    if not owners_only:
        lines.append("*Moderators:* " + (", ".join(others) if others else "nobody else"))
    if gone:
        lines.append(f"*Left, or guests now, so they no longer moderate:* {', '.join(gone)}")
    return "\n".join(lines)


async def _need_member(ctx: Context, actor: Actor, slack_user_id: str) -> None:
    """Raise KindError for who cannot moderate here: bots, guests, people of other workspaces, people who left."""
    who = f"<@{slack_user_id}>"
    try:
        user = (await ctx.web.users_info(user=slack_user_id)).get("user") or {}
    except SlackApiError as error:
        if slack_reason(error) in {"user_not_found", "user_not_visible"}:
            raise KindError("I cannot see this person in the workspace. Nothing was changed.") from error
        raise
    if user.get("is_bot") or slack_user_id == _SLACKBOT:
        raise KindError(f"{who} is a bot, and moderators are people. Nothing was changed.")
    if user.get("deleted"):
        raise KindError(f"{who} has left this workspace. Nothing was changed.")
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        raise KindError(f"{who} is a guest here. A moderator is a full member of this workspace. Nothing was changed.")
    is_sibling = bool((user.get("enterprise_user") or {}).get("enterprise_id") and not user.get("is_stranger"))
    if user.get("is_stranger") or (user.get("team_id") not in {None, actor.workspace} and not is_sibling):
        raise KindError(f"{who} is of another workspace. A moderator is a member of this one. Nothing was changed.")
