"""One person's own data in all exchanges, shown only to them.

Which comments are theirs is in their records, which the exchanges' keys open; no table joins them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, tuple_

from storage.comments import COLUMNS as COMMENT_COLUMNS
from storage.comments import Comment
from storage.comments import read_row as read_comment
from storage.enums import CommentState
from storage.models import comment, comment_score, score_run
from storage.participant_record import Participant
from storage.rows import to_dataclass
from storage.scores import Score
from storage.session import Db
from storage.sql import same

_SCORE = [comment_score.c[name] for name in Score.__dataclass_fields__]
_OWN = (
    select(comment.c.exchange_id, *COMMENT_COLUMNS)
    .where(
        comment.c.tenant_id == bindparam("in_tenant"),
        tuple_(comment.c.exchange_id, comment.c.number).in_(bindparam("own", expanding=True)),
        comment.c.state != CommentState.SUPERSEDED,
    )
    .order_by(comment.c.shared_on.desc(), comment.c.number)
)
_SCORES = (
    select(comment_score.c.exchange_id, *_SCORE)
    .join_from(comment_score, comment, same(comment, comment_score, "comment_id"))
    .where(
        comment_score.c.tenant_id == bindparam("in_tenant"),
        comment_score.c.exchange_id.in_(bindparam("exchanges", expanding=True)),
        comment_score.c.comment_id.in_(bindparam("ids", expanding=True)),
        comment.c.state == CommentState.LIVE,
    )
)
_FIT_DATES = select(score_run.c.exchange_id, score_run.c.fitted_at).where(
    score_run.c.tenant_id == bindparam("in_tenant"),
    score_run.c.exchange_id.in_(bindparam("exchanges", expanding=True)),
    score_run.c.revision > 0,
)


async def list_comments(db: Db, tenant_id: int, people: Mapping[int, Participant]) -> dict[int, list[Comment]]:
    """Return a person's comments by exchange, newest version each. people: what is kept of them, by exchange."""
    own = [(exchange_id, number) for exchange_id, person in people.items() for number in sorted(person.own)]
    if not own:
        return {}
    rows = await db.execute(_OWN, {"in_tenant": tenant_id, "own": own})
    found: dict[int, list[Comment]] = {}
    for row in rows:
        found.setdefault(int(row.exchange_id), []).append(read_comment(row))
    return found


async def list_scores(db: Db, tenant_id: int, written: Mapping[int, Sequence[Comment]]) -> dict[int, dict[int, Score]]:
    """Return the scores of the live ones of a person's comments, by exchange and comment id. written: by exchange."""
    ids = [each.comment_id for mine in written.values() for each in mine]
    if not ids:
        return {}
    rows = await db.execute(_SCORES, {"in_tenant": tenant_id, "exchanges": list(written), "ids": ids})
    found: dict[int, dict[int, Score]] = {}
    for row in rows:
        found.setdefault(int(row.exchange_id), {})[int(row.comment_id)] = to_dataclass(row, Score)
    return found


async def list_fit_dates(db: Db, tenant_id: int, exchange_ids: Collection[int]) -> dict[int, datetime]:
    """Return when the scores of these exchanges were computed, by exchange; those without are left out."""
    rows = await db.execute(_FIT_DATES, {"in_tenant": tenant_id, "exchanges": list(exchange_ids)})
    return {int(row.exchange_id): row.fitted_at for row in rows}
