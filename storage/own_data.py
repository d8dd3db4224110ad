"""One person's own data in all exchanges, shown only to them.

Their ids are derived from the exchanges' keys while the person acts; no table joins them.
"""

from collections.abc import Mapping

from sqlalchemy import select

from storage.comments import COLUMNS as COMMENT_COLUMNS
from storage.comments import Comment
from storage.comments import read_row as read_comment
from storage.models import comment, participant
from storage.participants import Participant
from storage.session import Db

_PARTICIPANT = [participant.c[name] for name in Participant.__dataclass_fields__]


async def list_comments(db: Db, tenant_id: int, authors: Mapping[int, str]) -> dict[int, list[Comment]]:
    """Return a person's comments by exchange, newest version each. authors: exchange to author id."""
    rows = await db.execute(
        select(comment.c.exchange_id, *COMMENT_COLUMNS)
        .where(
            comment.c.tenant_id == tenant_id,
            comment.c.exchange_id.in_(list(authors)),
            comment.c.author_id.in_(list(authors.values())),
            comment.c.state != "superseded",
        )
        .order_by(comment.c.shared_hour.desc(), comment.c.number)
    )
    found: dict[int, list[Comment]] = {}
    for row in rows:
        found.setdefault(int(row[0]), []).append(read_comment(row[1:]))
    return found


async def list_participants(db: Db, tenant_id: int, raters: Mapping[int, str]) -> dict[int, Participant]:
    """Return a person's participant rows by exchange. raters: exchange to rater id."""
    rows = await db.execute(
        select(participant.c.exchange_id, *_PARTICIPANT).where(
            participant.c.tenant_id == tenant_id,
            participant.c.exchange_id.in_(list(raters)),
            participant.c.rater_id.in_(list(raters.values())),
        )
    )
    return {int(row[0]): Participant(*row[1:]) for row in rows}
