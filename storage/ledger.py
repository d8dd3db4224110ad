"""The ledger of an exchange: what became of every comment that was received."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Ledger:
    """Number of comments in each state, an edited one counted once. removed: by reason, "" where none was given."""

    live: int = 0
    pending: int = 0
    hidden: int = 0
    withdrawn: int = 0
    removed: Mapping[str, int] = field(default_factory=dict)

    @property
    def received(self) -> int:
        """All comments that were ever shared."""
        return self.live + self.pending + self.hidden + self.withdrawn + sum(self.removed.values())


async def get_ledger(db: Db, scope: ExchangeScope) -> Ledger:
    """Return the ledger, in one statement, so that it adds up whatever happens meanwhile."""
    rows = await db.execute(
        select(comment.c.state, comment.c.reason, func.count())
        .where(in_exchange(comment, scope), comment.c.state != CommentState.SUPERSEDED)
        .group_by(comment.c.state, comment.c.reason)
    )
    states: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for state, reason, count in rows:
        states[state] += int(count)
        if state == CommentState.REMOVED:
            removed[reason or ""] += int(count)
    return Ledger(
        states[CommentState.LIVE],
        states[CommentState.PENDING],
        states[CommentState.HIDDEN],
        states[CommentState.WITHDRAWN],
        dict(sorted(removed.items())),
    )
