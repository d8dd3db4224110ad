"""Changes of themes by moderators: planned and shown first, made in one write, and to be taken back."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.context import Context
from bot.core.themes import ThemeKind
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.theme_names import theme_name
from bot.slack.mrkdwn import in_sentence
from bot.texts import Message, texts_for
from bot.themes.parse import ThemeCommand
from bot.themes.queries import load_snapshot, require_theme
from storage import comments, theme_changes, theme_snapshots, themes
from storage.enums import CommentState, ExchangeState, ThemeChangeKind
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_changes import Change, ChangeFacts, Membership, StateBefore
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot

_PURPOSE = "moderator"

Split = Callable[[Sequence[tuple[int, str]]], Awaitable[list[tuple[str, tuple[int, ...]]]]]
"""Parts of a theme, (name, comment ids), the largest first, from (id, words) of its comments."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A change before it is made. themes: as they would be; moved: comments into them by number; dropped: numbers.

    messages: what changes, for the moderator. turn: how often themes were changed before, so that nobody applies a plan
    to what others changed meanwhile. facts: what is kept of the change, with names.
    """

    kind: str
    number: int
    other: int | None
    messages: tuple[Message, ...]
    turn: int
    themes: tuple[StoredTheme, ...] = ()
    moved: tuple[tuple[int, Member], ...] = ()
    dropped: tuple[int, ...] = ()
    examples: tuple[int, ...] = ()
    facts: ChangeFacts | None = None


async def apply_command(
    ctx: Context, actor: Actor, exchange: Exchange, command: ThemeCommand, turn: int, split: Split
) -> Change:
    """Make a change that was previewed at a turn, and return it. Raises UserError where it no longer fits."""
    if command.what in {"list", "names", "show", "undo"}:
        raise UserError("themes.outdated")
    planned = await plan(ctx, exchange, command, split)
    if planned.turn != turn:
        raise UserError("themes.changed_meanwhile")
    change_id = await apply(ctx, actor, exchange, planned)
    async with ctx.storage.read() as db:
        change = await theme_changes.get(db, exchange.scope, change_id)
    assert change is not None  # noqa: S101 - it was saved just now
    return change


async def plan(ctx: Context, exchange: Exchange, command: ThemeCommand, split: Split) -> Plan:
    """Return what a command would change. Raises UserError where it makes no sense."""
    snapshot = await load_snapshot(ctx, exchange)
    if command.what == "seed":
        return _seed(exchange, snapshot, command)
    if command.what == "move":
        return await _move(ctx, exchange, snapshot, command)
    theme = require_theme(snapshot, command.themes[0])
    if command.what == "rename":
        return _rename(exchange, snapshot, theme, command.name)
    if command.what in {"lock", "unlock"}:
        return _lock(exchange, snapshot, theme, is_locked=command.what == "lock")
    if command.what == "merge":
        return _merge(exchange, snapshot, theme, require_theme(snapshot, command.themes[1]))
    return await _split(ctx, exchange, snapshot, theme, split)


def _rename(exchange: Exchange, snapshot: ThemeSnapshot, theme: StoredTheme, name: str) -> Plan:
    _require_free(snapshot, name, but=theme.number)
    was = _name(exchange, theme)
    message = Message("themes.plan_rename", {"key": theme.key, "theme": was, "name": name})
    renamed = replace(theme, name=name, has_manual_name=True, kind=ThemeKind.NAMED.value)
    return _plan(
        exchange, "rename", theme, None, message, snapshot, themes=(renamed,), facts=ChangeFacts(name, was=was)
    )


def _lock(exchange: Exchange, snapshot: ThemeSnapshot, theme: StoredTheme, *, is_locked: bool) -> Plan:
    if theme.is_locked == is_locked:
        raise UserError("themes.locked_already" if is_locked else "themes.not_locked", key=theme.key)
    params = {"key": theme.key, "theme": _name(exchange, theme)}
    message = Message("themes.plan_lock", params) if is_locked else Message("themes.plan_unlock", params)
    kind, locked = "lock" if is_locked else "unlock", replace(theme, is_locked=is_locked)
    return _plan(exchange, kind, theme, None, message, snapshot, themes=(locked,))


def _merge(exchange: Exchange, snapshot: ThemeSnapshot, theme: StoredTheme, into: StoredTheme) -> Plan:
    if theme.number == into.number:
        raise UserError("themes.same")
    name, other = _name(exchange, theme), _name(exchange, into)
    both = len(theme.members) + len(into.members)
    params = {"key": theme.key, "theme": name, "into": into.key, "name": other, "n": both}
    messages = (Message("themes.plan_merge", params), Message("themes.plan_merge_stays"))
    moved = tuple((into.number, member) for member in theme.members)
    whole = replace(into, is_merged=True, words=tuple(dict.fromkeys((*into.words, *theme.words))))
    return _plan(
        exchange, "merge", theme, into.number, messages, snapshot, themes=(whole,), moved=moved,
        dropped=(theme.number,), facts=ChangeFacts(name, other),
    )  # fmt: skip


async def _split(ctx: Context, exchange: Exchange, snapshot: ThemeSnapshot, theme: StoredTheme, split: Split) -> Plan:
    ids = [member.comment_id for member in theme.members]
    async with ctx.storage.read() as db:
        words = await themes.get_words(db, exchange.scope, ids)
    parts = await split([(comment_id, words[comment_id]) for comment_id in ids if comment_id in words])
    if len(parts) < 2:  # noqa: PLR2004 - one part is no split
        raise UserError("themes.cannot_split", key=theme.key)
    name, part = parts[1]
    was = _name(exchange, theme)
    taken = {each.name.casefold() for each in snapshot.themes}
    texts = texts_for(exchange.language)
    name = name or texts("themes.part_name", theme=was)
    name = name if name.casefold() not in taken else f"{name} (t{snapshot.next_number})"
    new = StoredTheme(snapshot.next_number, name, example_id=part[0], language=theme.language)
    moved = tuple((new.number, Member(each, 1.0, is_pinned=True)) for each in part)
    params = {"part": len(part), "n": len(ids), "key": theme.key, "theme": was, "new": new.key, "name": name}
    messages = (Message("themes.plan_split", params), Message("themes.plan_split_rename"))
    return Plan(
        "split", new.number, theme.number, messages, snapshot.turn, (new,), moved, examples=part[:3],
        facts=ChangeFacts(name, was),
    )  # fmt: skip


async def _move(ctx: Context, exchange: Exchange, snapshot: ThemeSnapshot, command: ThemeCommand) -> Plan:
    theme = require_theme(snapshot, command.themes[0])
    async with ctx.storage.read() as db:
        found = await comments.get_by_number(db, exchange.scope, command.comment or 0)
    if found is None or found.state != CommentState.LIVE:
        raise UserError("themes.no_live_comment", number=command.comment)
    before = next((t for t in snapshot.themes if any(m.comment_id == found.comment_id for m in t.members)), None)
    if before is not None and before.number == theme.number:
        raise UserError("themes.there_already", number=command.comment, key=theme.key)
    params = {"number": command.comment, "key": theme.key, "theme": _name(exchange, theme)}
    message = Message("themes.plan_move", params)
    if before:
        message = Message("themes.plan_move_from", {**params, "from": before.key, "other": _name(exchange, before)})
    moved = ((theme.number, Member(found.comment_id, 1.0, is_pinned=True)),)
    other, examples = before.number if before else None, (found.comment_id,)
    return _plan(exchange, "move", theme, other, message, snapshot, moved=moved, examples=examples)


def _seed(exchange: Exchange, snapshot: ThemeSnapshot, command: ThemeCommand) -> Plan:
    if exchange.state == ExchangeState.CLOSED:
        raise UserError("themes.closed")
    _require_free(snapshot, command.name)
    new = StoredTheme(snapshot.next_number, command.name, has_manual_name=True, words=command.words)
    params = {"key": new.key, "name": command.name, "words": ", ".join(command.words)}
    message = Message("themes.plan_seed", params)
    return Plan("seed", new.number, None, (message,), snapshot.turn, (new,), facts=ChangeFacts(command.name))


def _name(exchange: Exchange, theme: StoredTheme) -> str:
    """Return what a theme is called in the exchange's language, in which changes are kept."""
    return theme_name(texts_for(exchange.language), theme)


def _plan(
    exchange: Exchange,
    kind: str,
    theme: StoredTheme,
    other: int | None,
    messages: Message | tuple[Message, ...],
    snapshot: ThemeSnapshot,
    **more: Any,
) -> Plan:
    more.setdefault("examples", tuple(member.comment_id for member in theme.members[:3]))
    more.setdefault("facts", ChangeFacts(_name(exchange, theme)))
    texts = (messages,) if isinstance(messages, Message) else messages
    return Plan(kind, theme.number, other, texts, snapshot.turn, **more)


async def apply(ctx: Context, actor: Actor, exchange: Exchange, planned: Plan) -> int:
    """Do what was planned, in one write, and return the change's id.

    Raises UserError when somebody changed the themes since, and then changes nothing.
    """

    async def work(db: Db) -> int:
        await theme_snapshots.lock(db, exchange.scope)
        snapshot = await theme_snapshots.load(db, exchange.scope)
        if snapshot.turn != planned.turn:
            raise UserError("themes.changed_meanwhile")
        if not _still_fits(snapshot, planned):
            raise UserError("themes.found_meanwhile")
        before = _remembered(snapshot, planned)
        await _write(db, ctx, exchange, planned)
        return await theme_changes.record(
            db,
            exchange.scope,
            planned.kind,
            planned.number,
            other=planned.other,
            facts=planned.facts,
            before=before,
            # After the key's erasure it is not kept who it was; that it was a moderator still shows.
            encrypted_moderator=(
                ctx.key_of(exchange).encrypt(_PURPOSE, actor.slack_user_id) if exchange.has_key else b""
            ),
            made_at=ctx.clock(),
        )

    return await ctx.storage.transact(work)


def _still_fits(snapshot: ThemeSnapshot, planned: Plan) -> bool:
    """Say whether a run of the finder, since it was planned, left what a plan speaks of as it was."""
    if planned.kind in {ThemeChangeKind.SPLIT, ThemeChangeKind.SEED}:
        return snapshot.next_number == planned.number and (
            planned.other is None or snapshot.theme(planned.other) is not None
        )
    if planned.kind == ThemeChangeKind.MERGE:
        gone = snapshot.theme(planned.number)
        members = {member.comment_id for member in gone.members} if gone else set()
        return (
            members == {member.comment_id for _, member in planned.moved}
            and snapshot.theme(planned.other or 0) is not None
        )
    return snapshot.theme(planned.number) is not None


async def _write(db: Db, ctx: Context, exchange: Exchange, planned: Plan) -> None:
    for each in planned.themes:
        await theme_snapshots.save_theme(db, exchange.scope, each, now=ctx.clock())
    for target in sorted({number for number, _ in planned.moved}):
        members = [member for number, member in planned.moved if number == target]
        await theme_snapshots.move_comments(db, exchange.scope, members, target)
    await theme_snapshots.delete_theme(db, exchange.scope, planned.dropped)


def _remembered(snapshot: ThemeSnapshot, planned: Plan) -> StateBefore:
    """Return what undo brings back: the themes that change, where moved comments were, and which themes are new."""
    touched = {each.number for each in planned.themes} | set(planned.dropped)
    ids = {member.comment_id for _, member in planned.moved}
    return StateBefore(
        themes=tuple(replace(each, members=()) for each in snapshot.themes if each.number in touched),
        members=tuple(
            Membership(member.comment_id, each.number, member.confidence, member.is_pinned)
            for each in snapshot.themes
            for member in each.members
            if member.comment_id in ids
        ),
        made=tuple(sorted(touched - {each.number for each in snapshot.themes})),
    )


def _require_free(snapshot: ThemeSnapshot, name: str, *, but: int = 0) -> None:
    for each in snapshot.themes:
        if each.number != but and each.name.casefold() == name.casefold():
            raise UserError("themes.name_taken", key=each.key, name=in_sentence(each.name))
