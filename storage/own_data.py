"""One person's own data in all exchanges, shown only to them.

Their ids are derived from the exchanges' keys while the person acts; no table joins them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from storage.comments import COLUMNS as COMMENT_COLUMNS
from storage.comments import Comment
from storage.comments import read_row as read_comment
from storage.enums import CommentState
from storage.models import comment, comment_score, participant, score_run
from storage.participants import Participant
from storage.rows import to_dataclass
from storage.scores import Score
from storage.session import Db
from storage.sql import same

_SCORE = [comment_score.c[name] for name in Score.__dataclass_fields__]
_PARTICIPANT = [participant.c[name] for name in Participant.__dataclass_fields__]


async def list_comments(db: Db, tenant_id: int, authors: Mapping[int, str]) -> dict[int, list[Comment]]:
    """Return a person's comments by exchange, newest version each. authors: exchange to author id."""
    rows = await db.execute(
        select(comment.c.exchange_id, *COMMENT_COLUMNS)
        .where(
            comment.c.tenant_id == tenant_id,
            comment.c.exchange_id.in_(list(authors)),
            comment.c.author_id.in_(list(authors.values())),
            comment.c.state != CommentState.SUPERSEDED,
        )
        .order_by(comment.c.shared_on.desc(), comment.c.number)
    )
    found: dict[int, list[Comment]] = {}
    for row in rows:
        found.setdefault(int(row.exchange_id), []).append(read_comment(row))
    return found


async def list_scores(db: Db, tenant_id: int, written: Mapping[int, Sequence[Comment]]) -> dict[int, dict[int, Score]]:
    """Return the scores of the live ones of a person's comments, by exchange and comment id. written: by exchange."""
    rows = await db.execute(
        select(comment_score.c.exchange_id, *_SCORE)
        .join_from(comment_score, comment, same(comment, comment_score, "comment_id"))
        .where(
            comment_score.c.tenant_id == tenant_id,
            comment_score.c.exchange_id.in_(list(written)),
            comment_score.c.comment_id.in_([each.comment_id for mine in written.values() for each in mine]),
            comment.c.state == CommentState.LIVE,
        )
    )
    found: dict[int, dict[int, Score]] = {}
    for row in rows:
        found.setdefault(int(row.exchange_id), {})[int(row.comment_id)] = to_dataclass(row, Score)
    return found


async def list_fit_dates(db: Db, tenant_id: int, exchange_ids: Collection[int]) -> dict[int, datetime]:
    """Return when the scores of these exchanges were computed, by exchange; those without are left out."""
    rows = await db.execute(
        select(score_run.c.exchange_id, score_run.c.fitted_at).where(
            score_run.c.tenant_id == tenant_id,
            score_run.c.exchange_id.in_(list(exchange_ids)),
            score_run.c.revision > 0,
        )
    )
    return {int(row.exchange_id): row.fitted_at for row in rows}


async def list_participants(db: Db, tenant_id: int, raters: Mapping[int, str]) -> dict[int, Participant]:
    """Return a person's participant rows by exchange. raters: exchange to rater id."""
    rows = await db.execute(
        select(participant.c.exchange_id, *_PARTICIPANT).where(
            participant.c.tenant_id == tenant_id,
            participant.c.exchange_id.in_(list(raters)),
            participant.c.rater_id.in_(list(raters.values())),
        )
    )
    return {int(row.exchange_id): to_dataclass(row, Participant) for row in rows}
