"""Themes of an exchange as people see them, and what their live comments hold; theme_snapshots.py writes them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, case, cast, func, select, update

from storage.enums import CommentState, StoredThemeKind
from storage.histogram import RATINGS
from storage.models import comment, comment_score, theme, theme_member
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db
from storage.sql import same
from storage.theme_parts import read_parts

_MAX_NAME = 150
_BATCH = 500  # ids; both databases have a limit far above


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the counts of its live comments. number: its permanent short id.

    mean, missing: its stars in the last snapshot, or why there are none; `bot/domain/figures.py` fills them in.
    """

    theme_id: int
    number: int
    name: str
    phrases: tuple[str, ...]
    example_id: int | None
    found_at: datetime
    comments: int
    ratings: int
    language: str = ""
    kind: str = "named"  # or unnamed, all, language, silent: those have no name
    mean: float | None = None
    missing: str = "soon"
    for_id: int | None = None  # of a comment on each side, where they oppose each other
    against_id: int | None = None

    @property
    def key(self) -> str:
        """What people call it, as in t1."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class Rated:
    """A live comment with stars in the last release and no open report: fit to be shown. length: characters."""

    comment_id: int
    number: int
    theme_id: int | None
    length: int


_IS_LIVE = comment.c.state == CommentState.LIVE
_COMMENTS = func.sum(case((_IS_LIVE, 1), else_=0))
_LARGEST = (
    select(
        theme.c.theme_id,
        theme.c.number,
        theme.c.name,
        theme.c.phrases,
        theme.c.example_id,
        theme.c.found_at,
        _COMMENTS.label("comments"),
        func.sum(case((_IS_LIVE, RATINGS), else_=0)).label("ratings"),
        theme.c.language,
        theme.c.kind,
        theme.c.for_id,
        theme.c.against_id,
    )
    .join_from(theme, theme_member, same(theme, theme_member, "theme_id"))
    .join(comment, same(theme_member, comment, "comment_id"))
    .where(in_scope(theme))
    .group_by(*theme.primary_key.columns)
    .having(_COMMENTS > 0)
    .order_by(_COMMENTS.desc(), theme.c.number)
)


async def list_for(db: Db, scope: ExchangeScope) -> list[Theme]:
    """Return the themes, the largest first, with the counts of their live comments; those without any are left out."""
    rows = await db.execute(_LARGEST, scope.bind())
    return [
        to_dataclass(row, Theme, phrases=tuple(row.phrases), comments=int(row.comments), ratings=int(row.ratings))
        for row in rows
    ]


async def list_members(db: Db, scope: ExchangeScope) -> dict[int, int]:
    """Return the theme's id of every comment that the last run placed."""
    rows = await db.execute(
        select(theme_member.c.comment_id, theme_member.c.theme_id).where(in_exchange(theme_member, scope))
    )
    return {int(row.comment_id): int(row.theme_id) for row in rows}


async def list_live_numbers(db: Db, scope: ExchangeScope) -> dict[int, frozenset[int]]:
    """Return the numbers of the live comments of each theme, by the theme's number."""
    rows = await db.execute(
        select(theme.c.number.label("theme"), comment.c.number)
        .join_from(theme, theme_member, same(theme, theme_member, "theme_id"))
        .join(comment, same(theme_member, comment, "comment_id"))
        .where(in_exchange(theme, scope), comment.c.state == CommentState.LIVE)
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(int(row.theme), set()).add(int(row.number))
    return {number: frozenset(each) for number, each in found.items()}


async def checksum_ids(db: Db, scope: ExchangeScope) -> str:
    """Return a mark of the set of themes, wherever comments move between them."""
    query = select(func.count().label("themes"), func.sum(theme.c.theme_id % 999_983).label("sum"))
    row = (await db.execute(query.where(in_exchange(theme, scope)))).one()
    return f"{row.themes}-{row.sum or 0}"


async def list_texts(db: Db, scope: ExchangeScope, *, limit: int | None = None) -> list[tuple[int, str]]:
    """Return (id, words) of every live comment, or of the first `limit`, by id: what themes are found from."""
    rows = await db.execute(
        select(comment.c.comment_id, comment.c.text)
        .where(in_exchange(comment, scope), comment.c.state == CommentState.LIVE)
        .order_by(comment.c.comment_id)
        .limit(limit)
    )
    return [(int(row.comment_id), str(row.text)) for row in rows]


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Which live comments there are: how many, and a checksum that changes as they come, go and are reworded.

    Words that change into others of the same length leave it as it is.
    """

    count: int = 0
    checksum: str = ""


async def list_rating_counts(db: Db, scope: ExchangeScope) -> dict[int, int]:
    """Return how many ratings each live comment has."""
    rows = await db.execute(
        select(comment.c.comment_id, RATINGS.label("ratings")).where(
            in_exchange(comment, scope), comment.c.state == CommentState.LIVE
        )
    )
    return {int(row.comment_id): int(row.ratings) for row in rows}


async def get_quotable(db: Db, scope: ExchangeScope, comment_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Return number and words of these comments, as far as they are live and no report on them is open."""
    words = await get_words(db, scope, comment_ids)
    rows = await db.execute(
        select(comment.c.comment_id, comment.c.number).where(
            in_exchange(comment, scope), comment.c.comment_id.in_(sorted(words)), comment.c.reports == 0
        )
    )
    return {int(row.comment_id): (int(row.number), words[int(row.comment_id)]) for row in rows}


async def get_mark(db: Db, scope: ExchangeScope) -> CommentMark:
    """Return the mark of the live comments that there are now."""
    number = cast(comment.c.number, BigInteger)
    row = await db.execute(
        select(func.count(), func.sum(number), func.sum(number * func.length(comment.c.text))).where(
            in_exchange(comment, scope), comment.c.state == CommentState.LIVE
        )
    )
    count, *sums = (int(each or 0) for each in row.one())
    return CommentMark(count, "-".join(str(each) for each in sums))


async def list_rated(db: Db, scope: ExchangeScope, *, min_ratings: int) -> list[Rated]:
    """Return the live comments that have stars and no open report, by number.

    min_ratings: of the last release, not of now: what is quoted must not show that somebody rated a moment ago.
    """
    rows = await db.execute(
        select(
            comment.c.comment_id,
            comment.c.number,
            theme_member.c.theme_id,
            func.length(comment.c.text).label("length"),
        )
        .join_from(comment, comment_score, same(comment, comment_score, "comment_id"))
        .join(theme_member, same(comment, theme_member, "comment_id"), isouter=True)
        .where(
            in_exchange(comment, scope),
            comment.c.state == CommentState.LIVE,
            comment.c.reports == 0,
            comment_score.c.ratings >= min_ratings,
        )
        .order_by(comment.c.number)
    )
    return [to_dataclass(row, Rated) for row in rows]


async def get_words(db: Db, scope: ExchangeScope, comment_ids: Collection[int]) -> dict[int, str]:
    """Return the words of these comments, as far as they are live."""
    wanted = sorted(comment_ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _BATCH):
        rows = await db.execute(
            select(comment.c.comment_id, comment.c.text).where(
                in_exchange(comment, scope),
                comment.c.comment_id.in_(wanted[start : start + _BATCH]),
                comment.c.state == CommentState.LIVE,
            )
        )
        found |= {int(row.comment_id): str(row.text) for row in rows}
    return found


async def list_found_names(db: Db, scope: ExchangeScope) -> set[str]:
    """Return the words of names that the finder gave: phrases of themes in a row, and names of sub-themes."""
    rows = await db.execute(_FOUND.where(in_exchange(theme, scope)))
    return {name for row in rows for name in (_own_words(row), *(part for part, _ in read_parts(row.parts))) if name}


async def forget_names(db: Db, scope: ExchangeScope, lost: Collection[str]) -> None:
    """Take names, as `list_found_names` returns them, from their themes; sub-themes go with theirs."""
    rows = await db.execute(_FOUND.where(in_exchange(theme, scope)))
    for row in rows.all():
        parts = [[name, list(ids)] for name, ids in read_parts(row.parts) if name not in lost]
        values = {"parts": parts} | (
            {"name": "", "phrases": [], "kind": StoredThemeKind.UNNAMED} if _own_words(row) in lost else {}
        )
        if len(values) > 1 or len(parts) < len(row.parts):
            here = in_exchange(theme, scope) & (theme.c.theme_id == row.theme_id)
            await db.execute(update(theme).where(here).values(values))


_FOUND = select(theme.c.theme_id, theme.c.phrases, theme.c.has_manual_name, theme.c.parts)


def _own_words(row: Any) -> str:
    """Return the words of a theme's own name, "" where a moderator gave it."""
    return "" if row.has_manual_name else " ".join(row.phrases)
