"""What is public of an exchange's comments and themes: words, day, language and the figures of a release."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, case, cast, func, select, true

from storage.enums import CommentState
from storage.models import comment, release_score, score_run, theme, theme_change, theme_member, theme_run
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db
from storage.sql import same
from storage.theme_parts import Part, read_parts


@dataclass(frozen=True, slots=True)
class LiveComment:
    """A live comment as people see it. is_quotable: its author agreed to that. has_report: an open one.

    theme_id: None where the finder placed it nowhere. second_theme_id: of another theme that it clearly speaks of.
    """

    comment_id: int
    number: int
    version: int
    text: str
    why: str
    language: str | None
    is_seed: bool
    is_quotable: bool
    shared_on: date
    has_report: bool
    theme_id: int | None
    second_theme_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredTheme:
    """A theme as it is kept, with its sub-themes; ids are of comments. has_manual_name: a moderator gave it."""

    theme_id: int
    number: int
    name: str
    kind: str
    language: str
    phrases: tuple[str, ...]
    has_manual_name: bool
    found_at: datetime
    example_id: int | None
    for_id: int | None
    against_id: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReleasedStars:
    """A comment's figures as a release left them. ratings: that they rest on, or more."""

    comment_id: int
    stars: float
    low: float
    high: float
    ratings: int


_ASIDE = {"has_report", "theme_id", "second_theme_id"}
_LIVE = [comment.c[name] for name in LiveComment.__dataclass_fields__ if name not in _ASIDE]
_PLACES = (theme_member.c.theme_id, theme_member.c.secondary_theme_id.label("second_theme_id"))
_THEME = [theme.c[name] for name in StoredTheme.__dataclass_fields__]
_STARS = [release_score.c[name] for name in ReleasedStars.__dataclass_fields__]


async def list_live(db: Db, scope: ExchangeScope) -> list[LiveComment]:
    """Return the live comments, by number, which is random."""
    rows = await db.execute(
        select(*_LIVE, comment.c.reports, *_PLACES)
        .join_from(comment, theme_member, same(comment, theme_member, "comment_id"), isouter=True)
        .where(in_exchange(comment, scope), comment.c.state == CommentState.LIVE)
        .order_by(comment.c.number)
    )
    return [to_dataclass(row, LiveComment, has_report=row.reports > 0) for row in rows]


async def list_themes(db: Db, scope: ExchangeScope) -> list[StoredTheme]:
    """Return the themes by number."""
    rows = await db.execute(select(*_THEME).where(in_exchange(theme, scope)).order_by(theme.c.number))
    return [
        to_dataclass(row, StoredTheme, phrases=tuple(row.phrases), parts=read_parts(row.parts or ())) for row in rows
    ]


async def list_stars_at(db: Db, scope: ExchangeScope, number: int) -> dict[int, ReleasedStars]:
    """Return the figures of each comment as release `number` left them, by comment id."""
    newest = (
        select(
            release_score.c.comment_id,
            func.max(release_score.c.number).label("number"),
        )
        .where(in_exchange(release_score, scope), release_score.c.number <= number)
        .group_by(release_score.c.comment_id)
        .subquery()
    )
    rows = await db.execute(
        select(*_STARS)
        .join_from(
            release_score,
            newest,
            (newest.c.comment_id == release_score.c.comment_id) & (newest.c.number == release_score.c.number),
        )
        .where(in_exchange(release_score, scope))
    )
    return {int(row.comment_id): to_dataclass(row, ReleasedStars) for row in rows}


def _mark(*, is_until: bool) -> Select[Any]:
    """Return the statement of `get_mark`, built once: each request for the page asks for it."""
    number = cast(comment.c.number, BigInteger)
    is_reported = case((comment.c.reports > 0, number), else_=0)
    live = select(
        func.count(),
        func.sum(number),
        func.sum(number * func.length(comment.c.text)),
        func.sum(number * comment.c.version),
        func.sum(is_reported),
        func.sum(case((comment.c.is_quotable, number), else_=0)),
        func.max(comment.c.shared_on),
    ).where(in_scope(comment), comment.c.state == CommentState.LIVE)
    if is_until:
        live = live.where(comment.c.shared_on <= bindparam("until"))
    changes = select(
        func.count(), func.max(theme_change.c.made_at), func.sum(case((theme_change.c.is_undone, 1), else_=0))
    ).where(in_scope(theme_change))
    one, other = live.subquery("live"), changes.subquery("changes")
    revision = select(score_run.c.revision).where(in_scope(score_run)).scalar_subquery()
    found_at = select(theme_run.c.found_at).where(in_scope(theme_run)).scalar_subquery()
    return select(revision, found_at, *one.c, *other.c).select_from(one.join(other, true()))


_MARKS = {is_until: _mark(is_until=is_until) for is_until in (False, True)}


async def get_mark(db: Db, scope: ExchangeScope, until: date | None = None) -> str:
    """Return a mark that changes with a release, with any live comment (or a report of it) and with the themes.

    until: the last day whose comments count, None for all.
    Words that change into others of the same length leave a comment's part of it as it is, but for its version.
    """
    values = scope.bind() if until is None else scope.bind(until=until)
    row = (await db.execute(_MARKS[until is not None], values)).one()
    return "|".join(str(value) for value in row)
