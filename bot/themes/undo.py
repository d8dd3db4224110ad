"""Taking back the last change that a moderator made to themes."""

from bot.context import Context
from bot.domain.errors import UserError
from bot.slack.mrkdwn import in_sentence
from storage import theme_changes, theme_snapshots
from storage.enums import ThemeChangeKind
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_changes import Change
from storage.theme_snapshots import Member, ThemeSnapshot


async def get_last_change(ctx: Context, exchange: Exchange) -> Change:
    """Return what `undo` would take back. Raises UserError when there is nothing."""
    async with ctx.storage.read() as db:
        last = await theme_changes.get_last_of_moderators(db, exchange.scope)
    if last is None:
        raise UserError("themes.nothing_to_undo")
    return last


async def undo_change(ctx: Context, exchange: Exchange, change_id: int) -> Change:
    """Take a change back and return it; only the moderators' last one can be. Raises UserError."""

    async def work(db: Db) -> Change:
        await theme_snapshots.lock(db, exchange.scope)
        last = await theme_changes.get_last_of_moderators(db, exchange.scope)
        change = await theme_changes.get(db, exchange.scope, change_id)
        if change is None or change.is_undone or change.before is None:
            raise UserError("themes.undone_already")
        if last is None or last.change_id != change_id:
            raise UserError("themes.undo_later_first")
        snapshot = await theme_snapshots.load(db, exchange.scope)
        numbers = {each.number for each in change.before.themes}
        others = {each.name.casefold(): each.key for each in snapshot.themes if each.number not in numbers}
        for each in change.before.themes:
            if each.name and each.name.casefold() in others:
                raise UserError("themes.name_taken_undo", key=others[each.name.casefold()], name=in_sentence(each.name))
            await theme_snapshots.save_theme(db, exchange.scope, each, now=ctx.clock())
        live = {member.comment_id for each in snapshot.themes for member in each.members}
        known = {each.number for each in snapshot.themes} | numbers
        for was in change.before.members:
            if was.comment_id in live and was.number in known:
                member = Member(was.comment_id, was.confidence, is_pinned=was.is_pinned)
                await theme_snapshots.move_comments(db, exchange.scope, [member], was.number)
        made = [number for number in change.before.made if not _is_filled(snapshot, number, change)]
        await theme_snapshots.delete_theme(db, exchange.scope, made)
        await theme_changes.mark_undone(db, exchange.scope, change_id)
        return change

    return await ctx.storage.transact(work)


def _is_filled(snapshot: ThemeSnapshot, number: int, change: Change) -> bool:
    """Whether comments came to a theme that the change made, which would be left without one."""
    theme = snapshot.theme(number)
    own = {was.comment_id for was in change.before.members} if change.before else set()
    return (
        theme is not None
        and change.kind != ThemeChangeKind.SEED
        and any(each.comment_id not in own for each in theme.members)
    )
