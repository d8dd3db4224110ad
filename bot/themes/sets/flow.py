"""Sets of themes that moderators keep: copying the computed one, changing a set, taking the last change back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.core.theme_sets import Agreement, agreement_of
from bot.core.themes import ThemeKind
from bot.core.wall_clock import local_day
from bot.domain.errors import UserError
from bot.domain.theme_names import is_silent, theme_name
from bot.slack.mrkdwn import in_sentence
from bot.texts import texts_for
from bot.themes.sets.parse import SetCommand
from storage import comments, locks, theme_sets, theme_snapshots
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_sets import SetBefore, SetTheme, ThemeSet

MAX_SETS = 5
"""Sets of one exchange."""


@dataclass(frozen=True, slots=True)
class ListedSets:
    """The sets of an exchange. agreements: of each with the computed one, by its number; live: comments shown now."""

    sets: Sequence[ThemeSet]
    agreements: Mapping[int, Agreement | None]
    live: int


async def list_sets(ctx: Context, exchange: Exchange) -> ListedSets:
    """Return the sets of an exchange, and how far each agrees with the computed one."""
    async with ctx.storage.read() as db:
        sets = await theme_sets.list_sets(db, exchange.scope)
        snapshot = await theme_snapshots.load(db, exchange.scope)
    every = {member.comment_id: each.number for each in snapshot.themes for member in each.members}
    silent = {each.number for each in snapshot.themes if is_silent(each)}
    computed = {at: number for at, number in every.items() if number not in silent}
    return ListedSets(sets, {each.number: agreement_of(each.members, computed) for each in sets}, len(every))


async def copy_computed(ctx: Context, exchange: Exchange, name: str) -> int:
    """Keep a copy of the computed themes under a name, and return its number. Raises UserError where that cannot be."""

    async def work(db: Db) -> int:
        await locks.take_themes(db, exchange.exchange_id)
        there = await theme_sets.list_sets(db, exchange.scope)
        if len(there) >= MAX_SETS:
            raise UserError("sets.too_many", max=MAX_SETS)
        _require_free(there, name)
        snapshot = await theme_snapshots.load(db, exchange.scope)
        texts = texts_for(exchange.language)
        found = [each for each in snapshot.themes if each.members and not is_silent(each)]
        if not found:
            raise UserError("sets.nothing_to_copy")
        copied = [
            SetTheme(
                each.number,
                "" if each.kind == ThemeKind.UNNAMED else theme_name(texts, each),
                is_own=each.has_manual_name or each.kind != ThemeKind.NAMED,
            )
            for each in found
        ]
        members = {member.comment_id: each.number for each in found for member in each.members}
        today = local_day(ctx.clock(), exchange.zone)
        return await theme_sets.add(db, exchange.scope, name, copied, members, today=today)

    return await ctx.storage.transact(work)


async def change(ctx: Context, exchange: Exchange, command: SetCommand, *, seen: int | None = None) -> ThemeSet:
    """Make a change that the command names, and return the set after it. Raises UserError where it makes no sense.

    seen: the revision on a button; it changes no other one.
    """

    async def work(db: Db) -> ThemeSet:
        await locks.take_themes(db, exchange.exchange_id)
        there = await theme_sets.list_sets(db, exchange.scope)
        one = _require_seen(require_set(there, command.number), seen)
        if command.what == "undo":
            after, moved = _taken_back(one)
        elif command.what == "merge":
            after, moved = _merged(one, command.themes)
        elif command.what == "move":
            after, moved = await _moved(db, exchange, one, command)
        else:
            after, moved = _renamed(one, there, command), {}
        today = local_day(ctx.clock(), exchange.zone)
        if not await theme_sets.save(db, exchange.scope, after, moved=moved, today=today):
            raise UserError("sets.changed_meanwhile", key=one.key)
        members = {at: number for at, number in {**one.members, **moved}.items() if number is not None}
        return replace(after, members=members, changed_on=today, revision=after.revision + 1)

    return await ctx.storage.transact(work)


async def show_first(ctx: Context, exchange: Exchange, number: int | None) -> ThemeSet | None:
    """Show a set before the computed one, or with None the computed one first; return the set. Raises UserError."""
    async with ctx.storage.write() as db:
        await locks.take_themes(db, exchange.exchange_id)
        one = require_set(await theme_sets.list_sets(db, exchange.scope), number) if number is not None else None
        await theme_sets.set_first(db, exchange.scope, number)
    return one


async def delete(ctx: Context, exchange: Exchange, number: int, *, seen: int) -> ThemeSet:
    """Delete a set and return it as it was. Raises UserError where there is none, or another than was seen."""
    async with ctx.storage.write() as db:
        await locks.take_themes(db, exchange.exchange_id)
        one = _require_seen(require_set(await theme_sets.list_sets(db, exchange.scope), number), seen)
        await theme_sets.remove(db, exchange.scope, number)
    return one


async def get_set(ctx: Context, exchange: Exchange, number: int | None) -> ThemeSet:
    """Return a set. Raises UserError where there is none of that number."""
    async with ctx.storage.read() as db:
        return require_set(await theme_sets.list_sets(db, exchange.scope), number)


def require_set(there: Sequence[ThemeSet], number: int | None) -> ThemeSet:
    """Return the set of a number. Raises UserError where there is none."""
    found = next((each for each in there if each.number == number), None)
    if found is None:
        raise UserError("sets.unknown", key=f"s{number}")
    return found


def _require_seen(one: ThemeSet, seen: int | None) -> ThemeSet:
    """Return the set. Raises UserError where it changed since, or a later set has its number."""
    if seen is not None and one.revision != seen:
        raise UserError("sets.changed_since", key=one.key)
    return one


def _require_theme(one: ThemeSet, number: int) -> SetTheme:
    theme = one.theme(number)
    if theme is None:
        raise UserError("sets.unknown_theme", key=f"t{number}", name=in_sentence(one.name), set=one.key)
    return theme


def _require_free(there: Sequence[ThemeSet], name: str, *, but: int = 0) -> None:
    for each in there:
        if each.number != but and each.name.casefold() == name.casefold():
            raise UserError("sets.name_taken", key=each.key, name=in_sentence(each.name))


def _renamed(one: ThemeSet, there: Sequence[ThemeSet], command: SetCommand) -> ThemeSet:
    if not command.themes:
        _require_free(there, command.name, but=one.number)
        return replace(one, name=command.name)
    theme = _require_theme(one, command.themes[0])
    for each in one.themes:
        if each.number != theme.number and each.name.casefold() == command.name.casefold():
            raise UserError("themes.name_taken", key=each.key, name=in_sentence(each.name))
    named = replace(theme, name=command.name, is_own=True)
    themes = tuple(named if each.number == theme.number else each for each in one.themes)
    return replace(one, themes=themes, before=SetBefore(one.themes))


def _merged(one: ThemeSet, numbers: tuple[int, ...]) -> tuple[ThemeSet, dict[int, int | None]]:
    theme, into = (_require_theme(one, each) for each in numbers)
    if theme.number == into.number:
        raise UserError("themes.same")
    moved = [at for at, number in one.members.items() if number == theme.number]
    before = SetBefore(one.themes, tuple((at, theme.number) for at in sorted(moved)))
    themes = tuple(each for each in one.themes if each.number != theme.number)
    return replace(one, themes=themes, before=before), dict.fromkeys(moved, into.number)


async def _moved(
    db: Db, exchange: Exchange, one: ThemeSet, command: SetCommand
) -> tuple[ThemeSet, dict[int, int | None]]:
    theme = _require_theme(one, command.themes[0])
    found = await comments.get_by_number(db, exchange.scope, command.comment or 0)
    if found is None or found.state != CommentState.LIVE:
        raise UserError("themes.no_live_comment", number=command.comment)
    was = one.members.get(found.comment_id)
    if was == theme.number:
        raise UserError("themes.there_already", number=command.comment, key=theme.key)
    before = SetBefore(one.themes, ((found.comment_id, was),))
    return replace(one, before=before), {found.comment_id: theme.number}


def _taken_back(one: ThemeSet) -> tuple[ThemeSet, dict[int, int | None]]:
    if one.before is None:
        raise UserError("sets.nothing_to_undo", key=one.key)
    known = {each.number for each in one.before.themes}
    moved = {at: number for at, number in one.before.members if number is None or number in known}
    return replace(one, themes=one.before.themes, before=None), moved
