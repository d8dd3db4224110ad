"""Roles as a command changed them, and their undoing within a minute; somebody is always left who gives roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.roles import require_owner
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.texts import Message
from storage import moderators
from storage.enums import Office
from storage.session import Db

_MINUTE = timedelta(minutes=1)
_NONE = "-"  # no role


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role as it was and as it became; None for none."""

    slack_user_id: str
    before: Office | None
    after: Office | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: its sentences, and the roles that changed, by which it can be undone."""

    lines: list[Message]
    changes: list[RoleChange]


def to_value(changes: Sequence[RoleChange], at: datetime) -> str:
    """Return what a button carries to undo changes: SECONDS|PERSON:BEFORE:AFTER,…; ten people fit."""
    written = [f"{each.slack_user_id}:{each.before or _NONE}:{each.after or _NONE}" for each in changes]
    return f"{int(at.timestamp())}|{','.join(written)}"


def parse_value(value: str) -> tuple[list[RoleChange], datetime]:
    """Return the changes and when they were made. Raises UserError."""
    at, _, written = value.partition("|")
    try:
        parts = [each.split(":") for each in written.split(",")]
        changes = [RoleChange(person, _parse(before), _parse(after)) for person, before, after in parts]
        return changes, datetime.fromtimestamp(int(at), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UserError("exchanges.outdated_button") from error


def _parse(written: str) -> Office | None:
    return None if written == _NONE else Office(written)


async def undo(ctx: Context, actor: Actor, changes: Sequence[RoleChange], at: datetime) -> list[Message]:
    """Give people back the roles that they had, and return what was done.

    Raises UserError after a minute, and where somebody changed one of the roles meanwhile; nothing is changed then.
    """
    await require_owner(ctx, actor)
    if not at - _MINUTE <= ctx.clock() <= at + _MINUTE:
        raise UserError("moderate.role.undo_late")
    needs = await needs_owner(ctx, actor, [each.slack_user_id for each in changes])

    async def work(db: Db) -> None:
        for each in sorted(changes, key=lambda change: change.slack_user_id):
            if await moderators.get_role(db, actor.tenant_id, each.slack_user_id) is not each.after:
                raise UserError("moderate.role.undo_changed", who=f"<@{each.slack_user_id}>")
            if each.before is None:
                await moderators.remove(db, actor.tenant_id, each.slack_user_id)
            else:
                await moderators.set_role(db, actor.tenant_id, each.slack_user_id, each.before)
        if needs:
            await require_another_owner(db, actor.tenant_id)

    await ctx.storage.transact(work)
    for each in changes:
        if each.before is None and each.slack_user_id != actor.slack_user_id:
            ctx.outbox.spawn(_tell(ctx, actor, each.slack_user_id), "welcome")
    return [Message("moderate.role.undone", {"people": [f"<@{each.slack_user_id}>" for each in changes]})]


async def _tell(ctx: Context, actor: Actor, slack_user_id: str) -> None:
    """Write to somebody who heard a moment ago of a role that they have none."""
    texts = await find_texts(ctx, actor.tenant_id, slack_user_id)
    ctx.outbox.post_message(actor.tenant_id, slack_user_id, texts("moderate.role.not_given"))


async def needs_owner(ctx: Context, actor: Actor, people: Sequence[str]) -> bool:
    """Say whether another owner has to be stored after a change of these people's roles.

    So it is where the actor takes their own, who is the only one that could be the last: an admin of the workspace in
    Slack is an owner without a row, and who takes the role of another is an owner and stays one.
    """
    if actor.slack_user_id not in people:
        return False
    try:
        return not (await ctx.workspace(actor.tenant_id).profiles.ask(actor.slack_user_id)).is_admin
    except UnknownPersonError:
        return True


async def require_another_owner(db: Db, tenant_id: int) -> None:
    """Raise UserError where no owner is stored, which takes the transaction's change back."""
    if not await moderators.hold_owners(db, tenant_id):
        raise UserError("moderate.role.last_owner")
