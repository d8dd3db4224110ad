"""The themes as they were when each release was made: their names, and which comments were in them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, or_, select, tuple_, update

from storage.enums import CommentState, StoredThemeKind
from storage.models import comment, release_member, release_score, release_theme, theme, theme_member
from storage.published import StoredTheme
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same
from storage.theme_parts import present_parts, read_parts

_KEPT = [name for name in StoredTheme.__dataclass_fields__ if name != "number"]
_QUOTED = ("example_id", "for_id", "against_id")
_THEME = [release_theme.c.theme_number.label("number"), *(release_theme.c[name] for name in _KEPT)]


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A theme with a name, as the last release has it. comments: ids of those in it that are live now."""

    number: int
    name: str
    comments: frozenset[int]


async def save(db: Db, scope: ExchangeScope, number: int, *, day: date) -> None:
    """Save the themes of now as those of release `number`, which has its figures. day: of the release.

    Only what the release shows is kept: comments with stars, or of an earlier day. Others would say when they came.
    """
    members = await _list_shown(db, scope, day)
    rows = await db.execute(select(theme).where(in_exchange(theme, scope)).order_by(theme.c.number))
    columns = {**scope.columns, "number": number}
    themes = [columns | {"theme_number": row.number, **_to_row(row, members)} for row in rows]
    if themes:
        await db.execute(insert(release_theme), themes)
    before = await map_members(db, scope, number)
    changed: dict[int, int | None] = dict.fromkeys(set(before) - set(members))
    changed |= {each: theme_id for each, theme_id in members.items() if before.get(each) != theme_id}
    if changed:
        moved = [{**columns, "comment_id": each, "theme_id": theme_id} for each, theme_id in changed.items()]
        await db.execute(insert(release_member), sorted(moved, key=itemgetter("comment_id")))


def _to_row(row: Any, members: Mapping[int, int]) -> dict[str, Any]:
    """Return what is kept of a theme, without comments that the release does not show."""
    own = {comment_id for comment_id, theme_id in members.items() if theme_id == row.theme_id}
    kept = {name: getattr(row, name) for name in _KEPT}
    quoted = {name: kept[name] if kept[name] in own else None for name in _QUOTED}
    return kept | quoted | {"parts": [[name, list(ids)] for name, ids in present_parts(row.parts or (), own)]}


async def _list_shown(db: Db, scope: ExchangeScope, day: date) -> dict[int, int]:
    """Return the theme of each live comment that a release of this day shows, by comment id."""
    has_stars = exists().where(in_exchange(release_score, scope), release_score.c.comment_id == comment.c.comment_id)
    rows = await db.execute(
        select(theme_member.c.comment_id, theme_member.c.theme_id)
        .join_from(theme_member, comment, same(theme_member, comment, "comment_id"))
        .where(
            in_exchange(theme_member, scope),
            comment.c.state == CommentState.LIVE,
            or_(comment.c.shared_on < day, has_stars),
        )
    )
    return {int(row.comment_id): int(row.theme_id) for row in rows}


async def list_at(db: Db, scope: ExchangeScope, number: int) -> list[StoredTheme]:
    """Return the themes of a release, by their numbers."""
    rows = await db.execute(
        select(*_THEME)
        .where(in_exchange(release_theme, scope), release_theme.c.number == number)
        .order_by(release_theme.c.theme_number)
    )
    return [to_dataclass(row, StoredTheme, phrases=tuple(row.phrases), parts=read_parts(row.parts)) for row in rows]


async def map_members(db: Db, scope: ExchangeScope, number: int) -> dict[int, int]:
    """Return the id of each comment's theme as release `number` left it, by comment id."""
    newest = (
        select(release_member.c.comment_id, func.max(release_member.c.number).label("number"))
        .where(in_exchange(release_member, scope), release_member.c.number <= number)
        .group_by(release_member.c.comment_id)
        .subquery()
    )
    rows = await db.execute(
        select(release_member.c.comment_id, release_member.c.theme_id)
        .join_from(
            release_member,
            newest,
            (newest.c.comment_id == release_member.c.comment_id) & (newest.c.number == release_member.c.number),
        )
        .where(in_exchange(release_member, scope), release_member.c.theme_id.is_not(None))
    )
    return {int(row.comment_id): int(row.theme_id) for row in rows}


async def list_named(db: Db, scope: ExchangeScope) -> list[NamedTheme]:
    """Return the themes with names of the last release, as far as they have live comments, the largest first."""
    last = select(func.max(release_theme.c.number)).where(in_exchange(release_theme, scope)).scalar_subquery()
    themes = await db.execute(
        select(*_NAMED).where(
            in_exchange(release_theme, scope),
            release_theme.c.number == last,
            release_theme.c.kind == StoredThemeKind.NAMED,
            release_theme.c.name != "",
        )
    )
    found = themes.all()
    if not found:
        return []
    places = await map_members(db, scope, int(found[0].number))
    live = await db.execute(
        select(comment.c.comment_id).where(in_exchange(comment, scope), comment.c.state == CommentState.LIVE)
    )
    inside = defaultdict[int, set[int]](set)
    for row in live:
        inside[places.get(int(row.comment_id), 0)].add(int(row.comment_id))
    named = [NamedTheme(int(row.theme_number), row.name, frozenset(inside[int(row.theme_id)])) for row in found]
    return sorted((each for each in named if each.comments), key=lambda each: (-len(each.comments), each.number))


_LAST = (
    select(release_theme.c.exchange_id, func.max(release_theme.c.number))
    .where(
        release_theme.c.tenant_id == bindparam("in_tenant"),
        release_theme.c.exchange_id.in_(bindparam("exchanges", expanding=True)),
    )
    .group_by(release_theme.c.exchange_id)
)
_NAMES = (
    select(release_theme.c.exchange_id, release_theme.c.theme_number, release_theme.c.name)
    .where(
        release_theme.c.tenant_id == bindparam("in_tenant"),
        tuple_(release_theme.c.exchange_id, release_theme.c.number).in_(_LAST),
        release_theme.c.kind == StoredThemeKind.NAMED,
        release_theme.c.name != "",
    )
    .order_by(release_theme.c.theme_number)
)


async def map_names(db: Db, tenant_id: int, exchange_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Return the names of the last release's themes by their numbers, by exchange, for several exchanges at once."""
    rows = await db.execute(_NAMES, {"in_tenant": tenant_id, "exchanges": list(exchange_ids)})
    found = defaultdict[int, dict[int, str]](dict)
    for row in rows:
        found[int(row.exchange_id)][int(row.theme_number)] = row.name
    return dict(found)


async def list_found_names(db: Db, scope: ExchangeScope) -> set[str]:
    """Return the words of released names that the finder gave: phrases of themes in a row, and names of sub-themes."""
    rows = await db.execute(_FOUND.where(in_exchange(release_theme, scope)))
    return {name for row in rows for name in (_own(row), *(part for part, _ in read_parts(row.parts))) if name}


async def forget_names(db: Db, scope: ExchangeScope, lost: Collection[str]) -> None:
    """Take names, as `list_found_names` returns them, out of all releases; sub-themes go with theirs."""
    rows = await db.execute(_FOUND.where(in_exchange(release_theme, scope)))
    for row in rows.all():
        parts = [[name, list(ids)] for name, ids in read_parts(row.parts) if name not in lost]
        values = {"parts": parts} | (
            {"name": "", "phrases": [], "kind": StoredThemeKind.UNNAMED} if _own(row) in lost else {}
        )
        if len(values) > 1 or len(parts) < len(row.parts):
            here = (release_theme.c.number == row.number) & (release_theme.c.theme_id == row.theme_id)
            await db.execute(update(release_theme).where(in_exchange(release_theme, scope), here).values(values))


_NAMED = (release_theme.c.number, release_theme.c.theme_id, release_theme.c.theme_number, release_theme.c.name)
_FOUND = select(
    release_theme.c.number,
    release_theme.c.theme_id,
    release_theme.c.phrases,
    release_theme.c.has_manual_name,
    release_theme.c.parts,
)


def _own(row: Any) -> str:
    """Return the words of a theme's own name, "" where a moderator gave it."""
    return "" if row.has_manual_name else " ".join(row.phrases)
