"""Who the moderators are: owners add and remove them, every moderator may see the list."""

import asyncio
import re
from collections.abc import Sequence

from slack_sdk.errors import SlackApiError

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.policy import FOR_GUESTS
from bot.domain.preferences import Preferences, load_preferences
from bot.domain.roles import list_present_moderators, require_owner
from bot.moderate import role_changes
from bot.moderate.blocks_roles import role_name, role_purpose
from bot.moderate.role_changes import Done, RoleChange
from bot.slack.client import CALL_ERRORS, is_refused
from bot.slack.deadlines import within
from bot.slack.locales import find_texts
from bot.texts import Message
from storage import moderators
from storage.enums import Office
from storage.session import Db

_ID = re.compile(r"[UW][A-Z0-9]{2,30}")
_MENTION = re.compile(r"<@([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>")
_SECONDS = 2.0  # the command is answered within 3
_MAX_PEOPLE = 10  # in one command
_SLACKBOT = "USLACKBOT"


def parse_people(names: Sequence[str], form: str) -> list[str]:
    """Return the Slack ids of the people that were mentioned. Raises UserError when there are none, or other words."""
    found = [_MENTION.fullmatch(name.strip(",")) for name in names]
    people = list(dict.fromkeys(each[1] for each in found if each))
    if not people or not all(found):
        raise UserError("moderate.mod_whom", form=form)
    if len(people) > _MAX_PEOPLE:
        raise UserError("moderate.mod_too_many", max=_MAX_PEOPLE)
    return people


def parse_ids(written: Sequence[object]) -> list[str]:
    """Return the Slack ids of people that a button or a form names. Raises UserError."""
    people = list(dict.fromkeys(str(each) for each in written))
    if not people or not all(_ID.fullmatch(each) for each in people):
        raise UserError("exchanges.outdated_button")
    if len(people) > _MAX_PEOPLE:
        raise UserError("moderate.mod_too_many", max=_MAX_PEOPLE)
    return people


def parse_role(written: str) -> Office:
    """Return the role of that name. Raises UserError."""
    if written.casefold() not in list(Office):
        raise UserError("moderate.role.unknown", roles=[each.value for each in Office])
    return Office(written.casefold())


async def give(ctx: Context, actor: Actor, people: list[str], role: Office) -> Done:
    """Give people a role in place of the one that they had, and return what was done. Raises UserError."""
    await require_owner(ctx, actor)
    try:
        async with within(_SECONDS):
            await asyncio.gather(*(_require_member(ctx, actor, each, role) for each in people))
    except CALL_ERRORS as error:
        raise UserError("exchange.role_unknown") from error

    needs = await role_changes.needs_owner(ctx, actor, people)

    async def work(db: Db) -> tuple[list[RoleChange], dict[str, Preferences]]:
        changes: list[RoleChange] = []
        for slack_user_id in sorted(people):
            before = await moderators.get_role(db, actor.tenant_id, slack_user_id)
            if before is not role:
                changes.append(RoleChange(slack_user_id, before, role))
            await moderators.set_role(db, actor.tenant_id, slack_user_id, role)
        if needs:
            await role_changes.require_another_owner(db, actor.tenant_id)
        return changes, {each: await load_preferences(ctx, db, actor.tenant_id, each) for each in people}

    changes, preferences = await ctx.storage.transact(work)
    for slack_user_id, preference in preferences.items():
        if slack_user_id != actor.slack_user_id and not preference.is_muted:
            ctx.outbox.spawn(_tell_role(ctx, actor, slack_user_id, role), "welcome")
    return Done([Message(f"moderate.role_given.{role}", {"who": f"<@{each}>"}) for each in people], changes)


async def _tell_role(ctx: Context, actor: Actor, slack_user_id: str, role: Office) -> None:
    texts = await find_texts(ctx, actor.tenant_id, slack_user_id)
    who, purpose = f"<@{actor.slack_user_id}>", role_purpose(texts, role)
    sentence = texts("moderate.role.welcome", who=who, role=role_name(texts, role), purpose=purpose)
    ctx.outbox.post_message(actor.tenant_id, slack_user_id, sentence)


async def add(ctx: Context, actor: Actor, people: list[str], *, as_owner: bool) -> Done:
    """Make people moderators, or owners, and return what was done. Raises UserError and changes nothing."""
    await require_owner(ctx, actor)
    try:
        async with within(_SECONDS):
            await asyncio.gather(*(_require_member(ctx, actor, slack_user_id) for slack_user_id in people))
    except CALL_ERRORS as error:
        raise UserError("exchange.role_unknown") from error

    async def work(db: Db) -> tuple[Done, dict[str, Preferences]]:
        done: dict[str, Message] = {}
        fresh: list[str] = []
        changes: list[RoleChange] = []
        for slack_user_id in sorted(people):  # in one order, so that nobody waits for another who waits
            role = await moderators.get_role(db, actor.tenant_id, slack_user_id)
            who = {"who": f"<@{slack_user_id}>"}
            if role is None:
                await moderators.add(db, actor.tenant_id, slack_user_id, is_owner=as_owner)
                done[slack_user_id] = Message(f"moderate.mod_added.{'owner' if as_owner else 'moderator'}", who)
                fresh.append(slack_user_id)
            elif as_owner and role is not Office.OWNER:
                await moderators.make_owner(db, actor.tenant_id, slack_user_id)
                done[slack_user_id] = Message("moderate.mod_made_owner", who)
            elif role in {Office.OWNER, Office.MODERATOR}:
                done[slack_user_id] = Message(f"moderate.mod_already.{role}", who)
            else:
                await moderators.set_role(db, actor.tenant_id, slack_user_id, Office.MODERATOR)
                done[slack_user_id] = Message("moderate.mod_added.moderator", who)
            now = await moderators.get_role(db, actor.tenant_id, slack_user_id)
            changes += [RoleChange(slack_user_id, role, now)] if now is not role else []
        preferences = {each: await load_preferences(ctx, db, actor.tenant_id, each) for each in fresh}
        return Done([done[each] for each in people], changes), preferences

    done, preferences = await ctx.storage.transact(work)
    for slack_user_id, preference in preferences.items():
        if slack_user_id != actor.slack_user_id and not preference.is_muted:
            ctx.outbox.spawn(_welcome(ctx, actor, slack_user_id), "welcome")
    return done


async def _welcome(ctx: Context, actor: Actor, slack_user_id: str) -> None:
    texts = await find_texts(ctx, actor.tenant_id, slack_user_id)
    ctx.outbox.post_message(
        actor.tenant_id, slack_user_id, texts("moderate.mod_welcome", who=f"<@{actor.slack_user_id}>")
    )


async def remove(ctx: Context, actor: Actor, people: list[str]) -> Done:
    """Take people's roles and return what was done. Raises UserError where nobody would be left who gives roles."""
    await require_owner(ctx, actor)
    needs = await role_changes.needs_owner(ctx, actor, people)

    async def work(db: Db) -> list[RoleChange]:
        changes = []
        for each in sorted(people):
            role = await moderators.get_role(db, actor.tenant_id, each)
            if await moderators.remove(db, actor.tenant_id, each):
                changes.append(RoleChange(each, role, None))
        if needs:
            await role_changes.require_another_owner(db, actor.tenant_id)
        return changes

    changes = await ctx.storage.transact(work)
    gone = {each.slack_user_id for each in changes}
    done = [
        Message("moderate.mod_gone" if each in gone else "moderate.mod_was_none", {"who": f"<@{each}>"})
        for each in people
    ]
    return Done([*done, Message("moderate.mod_admins")], changes)


async def list_moderators(ctx: Context, actor: Actor, *, owners_only: bool) -> list[Message]:
    """Return who the moderators are; people who left or became guests are named apart, for they are none now."""
    async with ctx.storage.read() as db:
        stored = await moderators.list_all(db, actor.tenant_id)
        others_too = await moderators.list_roles(db, actor.tenant_id)
    known = await list_present_moderators(ctx, actor.tenant_id)
    owners = [f"<@{each}>" for each, is_owner in known if is_owner]
    others = [f"<@{each}>" for each, is_owner in known if not is_owner]
    gone = [f"<@{each}>" for each, is_owner in stored if (each, is_owner) not in known]
    lines = [Message("moderate.mod_owners", {"people": owners}) if owners else Message("moderate.mod_owners_admins")]
    if not owners_only and others:
        lines.append(Message("moderate.mod_moderators", {"people": others}))
    elif not owners_only:
        lines.append(Message("moderate.mod_moderators_none"))
    for role in (Office.SAFETY, Office.ANALYST, Office.VIEWER):
        people = [f"<@{each}>" for each, theirs in others_too if theirs is role]
        if people and not owners_only:
            lines.append(Message(f"moderate.role_listed.{role}", {"people": people}))
    if gone:
        lines.append(Message("moderate.mod_left", {"people": gone}))
    return lines


async def _require_member(ctx: Context, actor: Actor, slack_user_id: str, role: Office = Office.MODERATOR) -> None:
    """Raise UserError for bots, people of other workspaces and people who left, and for guests unless they may."""
    who = f"<@{slack_user_id}>"
    try:
        user = (await ctx.workspace(actor.tenant_id).client.users_info(user=slack_user_id)).get("user") or {}
    except SlackApiError as error:
        if is_refused(error, "user_not_found", "user_not_visible"):
            raise UserError("moderate.mod_refused.unseen") from error
        raise
    if user.get("is_bot") or slack_user_id == _SLACKBOT:
        raise UserError("moderate.mod_refused.bot", who=who)
    if user.get("deleted"):
        raise UserError("moderate.mod_refused.left", who=who)
    if (user.get("is_restricted") or user.get("is_ultra_restricted")) and role not in FOR_GUESTS:
        raise UserError("moderate.mod_refused.guest", who=who)
    is_sibling = bool((user.get("enterprise_user") or {}).get("enterprise_id") and not user.get("is_stranger"))
    if user.get("is_stranger") or (user.get("team_id") not in {None, actor.workspace} and not is_sibling):
        raise UserError("moderate.mod_refused.elsewhere", who=who)
