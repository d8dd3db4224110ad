"""What happens when moderators arrange themes: planned and shown first, done in one write, and to be taken back."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.context import Context
from bot.core.theme_grammar import ThemeCommand
from bot.domain.actor import Actor
from bot.slack.errors import KindError
from bot.slack.mrkdwn import in_sentence
from bot.themes.queries import load_snapshot, require_theme
from storage import comments, theme_changes, theme_snapshots, themes
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_changes import Change
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot

SEALED = "moderator"

Split = Callable[[Sequence[tuple[int, str]]], Awaitable[list[tuple[str, tuple[int, ...]]]]]
"""Parts of a theme, (name, comment ids), the largest first, from (id, words) of its comments."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done. themes: as they would stand; moved: comments into them by number; dropped: numbers.

    says: what changes, in lines. turn: how the themes stood, so that nobody applies what others changed meanwhile.
    """

    kind: str
    number: int
    other: int | None
    says: tuple[str, ...]
    turn: int
    themes: tuple[StoredTheme, ...] = ()
    moved: tuple[tuple[int, Member], ...] = ()
    dropped: tuple[int, ...] = ()
    examples: tuple[int, ...] = ()
    facts: Mapping[str, Any] | None = None


async def applied(
    ctx: Context, actor: Actor, exchange: Exchange, order: ThemeCommand, turn: int, split: Split
) -> Change:
    """Do what was previewed at a turn, and return it. Raises KindError, and does nothing, where it no longer fits."""
    if order.what in {"list", "show", "undo"}:
        raise KindError("I cannot read that button. Please write the command again.")
    planned = await plan(ctx, exchange, order, split)
    if planned.turn != turn:
        raise KindError("The themes were changed meanwhile. Nothing was done: please look again.")
    change_id = await apply(ctx, actor, exchange, planned)
    async with ctx.storage.read() as db:
        change = await theme_changes.get(db, exchange.tenant_id, exchange.exchange_id, change_id)
    assert change is not None  # noqa: S101 - it was kept just now
    return change


async def plan(ctx: Context, exchange: Exchange, order: ThemeCommand, split: Split) -> Plan:
    """Return what an order would do. Raises KindError where it makes no sense."""
    stood = await load_snapshot(ctx, exchange)
    if order.what == "seed":
        return _seed(exchange, stood, order)
    if order.what == "move":
        return await _move(ctx, exchange, stood, order)
    theme = require_theme(stood, order.themes[0])
    if order.what == "rename":
        _need_free(stood, order.name, but=theme.number)
        says = (f"{theme.key} “{theme.name}” will be called “{order.name}”, and keep that name.",)
        renamed = replace(theme, name=order.name, is_named=True)
        return _plan(
            "rename", theme, None, says, stood, themes=(renamed,), facts={"name": order.name, "was": theme.name}
        )
    if order.what in {"lock", "unlock"}:
        is_locked = order.what == "lock"
        if theme.is_locked == is_locked:
            raise KindError(f"{theme.key} is {'locked already' if is_locked else 'not locked'}. Nothing was changed.")
        does = (
            "stays as it is: no comment leaves it, and nothing splits, joins or renames it"
            if is_locked
            else ("may change again as comments come")
        )
        says = (f"{theme.key} “{theme.name}” {does}.",)
        return _plan(order.what, theme, None, says, stood, themes=(replace(theme, is_locked=is_locked),))
    if order.what == "merge":
        return _merge(stood, theme, require_theme(stood, order.themes[1]))
    return await _split(ctx, exchange, stood, theme, split)


def _merge(stood: ThemeSnapshot, theme: StoredTheme, into: StoredTheme) -> Plan:
    if theme.number == into.number:
        raise KindError("Those are one theme. Please name two.")
    both = len(theme.members) + len(into.members)
    says = (
        f"{theme.key} “{theme.name}” goes into {into.key} “{into.name}”, which then has {both} comments.",
        "They will not be split again by themselves.",
    )
    moved = tuple((into.number, member) for member in theme.members)
    whole = replace(into, is_whole=True, words=tuple(dict.fromkeys((*into.words, *theme.words))))
    return _plan(
        "merge", theme, into.number, says, stood, themes=(whole,), moved=moved, dropped=(theme.number,),
        facts={"name": theme.name, "other": into.name},
    )  # fmt: skip


async def _split(ctx: Context, exchange: Exchange, stood: ThemeSnapshot, theme: StoredTheme, split: Split) -> Plan:
    ids = [member.comment_id for member in theme.members]
    async with ctx.storage.read() as db:
        words = await themes.get_words(db, exchange.tenant_id, exchange.exchange_id, ids)
    parts = await split([(comment_id, words[comment_id]) for comment_id in ids if comment_id in words])
    if len(parts) < 2:  # noqa: PLR2004 - one part is no split
        raise KindError(f"The comments of {theme.key} are too few or too much alike to be split. Nothing was changed.")
    name, part = parts[1]
    taken = {each.name.casefold() for each in stood.themes}
    name = name or f"Part of {theme.name}"
    name = name if name.casefold() not in taken else f"{name} (t{stood.next_number})"
    new = StoredTheme(stood.next_number, name, example_id=part[0], language=theme.language)
    moved = tuple((new.number, Member(each, 1.0, is_pinned=True)) for each in part)
    says = (
        f"{len(part)} of the {len(ids)} comments of {theme.key} “{theme.name}” become {new.key} “{name}”.",
        "Rename it as you like afterwards.",
    )
    return Plan(
        "split", new.number, theme.number, says, stood.turn, (new,), moved, examples=part[:3],
        facts={"name": name, "other": theme.name},
    )  # fmt: skip


async def _move(ctx: Context, exchange: Exchange, stood: ThemeSnapshot, order: ThemeCommand) -> Plan:
    theme = require_theme(stood, order.themes[0])
    async with ctx.storage.read() as db:
        found = await comments.get_by_number(db, exchange.tenant_id, exchange.exchange_id, order.comment or 0)
    if found is None or found.state != "live":
        raise KindError(f"There is no live comment #{order.comment} in this exchange.")
    before = next((t for t in stood.themes if any(m.comment_id == found.comment_id for m in t.members)), None)
    if before is not None and before.number == theme.number:
        raise KindError(f"#{order.comment} is in {theme.key} already. Nothing was changed.")
    source = f" from {before.key} “{before.name}”" if before else ""
    says = (f"#{order.comment} goes{source} to {theme.key} “{theme.name}”, and stays there.",)
    moved = ((theme.number, Member(found.comment_id, 1.0, is_pinned=True)),)
    return _plan(
        "move", theme, before.number if before else None, says, stood, moved=moved, examples=(found.comment_id,)
    )


def _seed(exchange: Exchange, stood: ThemeSnapshot, order: ThemeCommand) -> Plan:
    if exchange.state == "closed":
        raise KindError("This exchange is closed: no comment comes that a new theme could attract.")
    _need_free(stood, order.name)
    new = StoredTheme(stood.next_number, order.name, is_named=True, words=order.words)
    said = ", ".join(order.words)
    says = (f"A new theme {new.key} “{order.name}” attracts comments that say {said}, from the next digest on.",)
    return Plan("seed", new.number, None, says, stood.turn, (new,), facts={"name": order.name})


def _plan(
    kind: str, theme: StoredTheme, other: int | None, says: tuple[str, ...], stood: ThemeSnapshot, **more: Any
) -> Plan:
    more.setdefault("examples", tuple(member.comment_id for member in theme.members[:3]))
    more.setdefault("facts", {"name": theme.name})
    return Plan(kind, theme.number, other, says, stood.turn, **more)


async def apply(ctx: Context, actor: Actor, exchange: Exchange, planned: Plan) -> int:
    """Do what was planned, in one write, and return the change's id.

    Raises KindError when somebody changed the themes since, and then changes nothing.
    """
    here = (exchange.tenant_id, exchange.exchange_id)

    async def work(db: Db) -> int:
        await theme_snapshots.lock(db, *here)
        stood = await theme_snapshots.load(db, *here)
        if stood.turn != planned.turn:
            raise KindError("Another moderator changed the themes meanwhile. Nothing was changed: please look again.")
        if not _still_fits(stood, planned):
            raise KindError("The themes were found anew meanwhile. Nothing was changed: please look again.")
        before = _remembered(stood, planned)
        await _write(db, ctx, exchange, planned)
        return await theme_changes.record(
            db,
            *here,
            planned.kind,
            planned.number,
            other=planned.other,
            facts=planned.facts,
            before=before,
            sealed_moderator=ctx.key_of(exchange).seal(SEALED, actor.slack_user_id),
            made_at=ctx.clock(),
        )

    return await ctx.storage.transact(work)


def _still_fits(stood: ThemeSnapshot, planned: Plan) -> bool:
    """Say whether a run of the finder, since it was planned, left what a plan speaks of as it was."""
    if planned.kind in {"split", "seed"}:
        return stood.next_number == planned.number and (planned.other is None or stood.theme(planned.other) is not None)
    if planned.kind == "merge":
        gone = stood.theme(planned.number)
        members = {member.comment_id for member in gone.members} if gone else set()
        return (
            members == {member.comment_id for _, member in planned.moved}
            and stood.theme(planned.other or 0) is not None
        )
    return stood.theme(planned.number) is not None


async def _write(db: Db, ctx: Context, exchange: Exchange, planned: Plan) -> None:
    here = (exchange.tenant_id, exchange.exchange_id)
    for each in planned.themes:
        await theme_snapshots.save_theme(db, *here, each, now=ctx.clock())
    for number, member in planned.moved:
        await theme_snapshots.move_comments(db, *here, [member], number)
    await theme_snapshots.delete_theme(db, *here, planned.dropped)


def _remembered(stood: ThemeSnapshot, planned: Plan) -> dict[str, Any]:
    """Return what undo brings back: the themes that change, where moved comments stood, and which themes are new."""
    touched = {each.number for each in planned.themes} | set(planned.dropped)
    ids = {member.comment_id for _, member in planned.moved}
    return {
        "themes": [
            {name: getattr(each, name) for name in _KEPT} | {"phrases": list(each.phrases), "words": list(each.words)}
            for each in stood.themes
            if each.number in touched
        ],
        "members": [
            [member.comment_id, each.number, member.sureness, member.is_pinned]
            for each in stood.themes
            for member in each.members
            if member.comment_id in ids
        ],
        "made": sorted(touched - {each.number for each in stood.themes}),
    }


_KEPT = ("number", "name", "example_id", "language", "is_named", "is_locked", "is_whole")


async def last_change(ctx: Context, exchange: Exchange) -> Change:
    """Return what `undo` would take back. Raises KindError when there is nothing."""
    async with ctx.storage.read() as db:
        last = await theme_changes.get_last_of_moderators(db, exchange.tenant_id, exchange.exchange_id)
    if last is None:
        raise KindError("There is nothing to take back: no moderator changed the themes of this exchange.")
    return last


async def undo(ctx: Context, exchange: Exchange, change_id: int) -> Change:
    """Take a change back and return it; only the moderators' last one can be. Raises KindError."""
    here = (exchange.tenant_id, exchange.exchange_id)

    async def work(db: Db) -> Change:
        await theme_snapshots.lock(db, *here)
        last = await theme_changes.get_last_of_moderators(db, *here)
        change = await theme_changes.get(db, *here, change_id)
        if change is None or change.is_undone or change.before is None:
            raise KindError("That was taken back already. Nothing was changed.")
        if last is None or last.change_id != change_id:
            raise KindError("Something was changed after it. Please take that back first.")
        stood = await theme_snapshots.load(db, *here)
        back = [
            StoredTheme(**{**row, "phrases": tuple(row["phrases"]), "words": tuple(row["words"])})
            for row in change.before["themes"]
        ]
        numbers = {each.number for each in back}
        others = {each.name.casefold(): each.key for each in stood.themes if each.number not in numbers}
        for each in back:
            if each.name.casefold() in others:
                raise KindError(
                    f"{others[each.name.casefold()]} is called “{in_sentence(each.name)}” now. Rename that one first."
                )
            await theme_snapshots.save_theme(db, *here, each, now=ctx.clock())
        live = {member.comment_id for each in stood.themes for member in each.members}
        known = {each.number for each in stood.themes} | numbers
        for comment_id, number, sureness, is_pinned in change.before["members"]:
            if comment_id in live and number in known:
                await theme_snapshots.move_comments(
                    db, *here, [Member(comment_id, sureness, is_pinned=is_pinned)], number
                )
        made = [number for number in change.before["made"] if not _is_filled(stood, number, change)]
        await theme_snapshots.delete_theme(db, *here, made)
        await theme_changes.mark_undone(db, *here, change_id)
        return change

    return await ctx.storage.transact(work)


def _is_filled(stood: ThemeSnapshot, number: int, change: Change) -> bool:
    """Whether comments came to a theme that the change made, which would be left without one."""
    theme = stood.theme(number)
    own = {row[0] for row in (change.before or {}).get("members", [])}
    return theme is not None and change.kind != "seed" and any(each.comment_id not in own for each in theme.members)


def _need_free(stood: ThemeSnapshot, name: str, *, but: int = 0) -> None:
    for each in stood.themes:
        if each.number != but and each.name.casefold() == name.casefold():
            raise KindError(f"{each.key} is called “{in_sentence(each.name)}” already. Please choose another name.")
