"""The moderation log: what was done about comments, one row an act, added and never changed.

Moderators' acts have their moment. A hide by reports, and what an author does (sharing what a rule holds, appealing),
has the day of the comment, which may be merged with others: anything finer would say when somebody wrote or reported.
No row names an author or a reporter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from storage.enums import ActKind
from storage.models import comment, moderation_act, new_id
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same

DECISIONS = (
    ActKind.KEEP,
    ActKind.HIDE,
    ActKind.REMOVE,
    ActKind.RESTORE,
    ActKind.ASK,
    ActKind.APPEAL_RESTORED,
)
"""Acts after which a comment no longer waits as it did."""


PROPOSALS = (ActKind.PROPOSE_HIDE, ActKind.PROPOSE_REMOVE)


@dataclass(frozen=True, slots=True)
class Act:
    """One act, as it is added.

    reason: code, "" where none is required. encrypted_moderator: Slack id under the exchange's key; None: nobody's act,
    or not known. grounds: rules and reasons of reports for which the comment waited: "danger,report.rude".
    acted_at: of moderators alone; acted_on: a day of its own, which no act has now. undoes: the act that it takes back.
    state_before, reason_before: of the comment; what undoing brings back.
    """

    act: str
    reason: str = ""
    encrypted_moderator: bytes | None = None
    acted_at: datetime | None = None
    acted_on: date | None = None
    grounds: str = ""
    undoes: int | None = None
    state_before: str | None = None
    reason_before: str | None = None


@dataclass(frozen=True, slots=True)
class LoggedAct(Act):
    """One act in the log. number, shared_on: of its comment."""

    act_id: int = 0
    comment_id: int = 0
    number: int = 0
    shared_on: date = date.min  # of the comment

    @property
    def day(self) -> date:
        """Return the day of the act, in UTC where it has a moment; of a hold it is its comment's."""
        return self.acted_at.date() if self.acted_at else self.acted_on or self.shared_on

    @property
    def ground_codes(self) -> list[str]:
        """Return for what the comment waited, the most urgent first."""
        return self.grounds.split(",") if self.grounds else []


_COLUMNS = (*(moderation_act.c[name] for name in Act.__dataclass_fields__), moderation_act.c.act_id)


async def record(db: Db, scope: ExchangeScope, comment_id: int, act: Act) -> int:
    """Add an act to the log and return its id. The caller commits. Raises IntegrityError for an unknown comment."""
    act_id = new_id()
    values: dict[str, Any] = {name: getattr(act, name) for name in Act.__dataclass_fields__}
    await db.execute(moderation_act.insert().values(**scope.columns, act_id=act_id, comment_id=comment_id, **values))
    return act_id


def _select(scope: ExchangeScope) -> Any:
    return (
        select(*_COLUMNS, moderation_act.c.comment_id, comment.c.number, comment.c.shared_on)
        .join_from(moderation_act, comment, same(moderation_act, comment, "comment_id"))
        .where(in_exchange(moderation_act, scope))
    )


async def list_all(db: Db, scope: ExchangeScope) -> list[LoggedAct]:
    """Return the whole log of an exchange, the oldest first; of one day what has no moment comes first."""
    return _sorted(await db.execute(_select(scope)))


async def list_of_comment(db: Db, scope: ExchangeScope, number: int) -> list[LoggedAct]:
    """Return the log of comment #number, all its versions, the oldest first."""
    return _sorted(await db.execute(_select(scope).where(comment.c.number == number)))


async def count(db: Db, scope: ExchangeScope) -> int:
    """Return how many rows the log of an exchange has."""
    query = select(func.count()).select_from(moderation_act).where(in_exchange(moderation_act, scope))
    return int((await db.execute(query)).scalar_one())


def without_undone(acts: Sequence[LoggedAct]) -> list[LoggedAct]:
    """Return the acts that still hold: without those that were taken back, and without the taking back."""
    undone = {each.undoes for each in acts if each.undoes is not None}
    return [each for each in acts if each.act_id not in undone and each.act != ActKind.UNDO]


def find_last_decision(acts: Sequence[LoggedAct]) -> LoggedAct | None:
    """Return the newest decision that was not taken back, None when there is none."""
    decisions = [each for each in without_undone(acts) if each.act in DECISIONS]
    return decisions[-1] if decisions else None


def find_proposal(acts: Sequence[LoggedAct]) -> LoggedAct | None:
    """Return the newest proposal to hide or remove, None where something was decided since."""
    changing = [each for each in without_undone(acts) if each.act in {*DECISIONS, *PROPOSALS}]
    return changing[-1] if changing and changing[-1].act in PROPOSALS else None


def find_claim(acts: Sequence[LoggedAct]) -> LoggedAct | None:
    """Return the newest claim, None where it was given back or something was decided since."""
    ending = {*DECISIONS, ActKind.UNCLAIM}
    found = [each for each in without_undone(acts) if each.act == ActKind.CLAIM or each.act in ending]
    return found[-1] if found and found[-1].act == ActKind.CLAIM else None


async def list_decided(db: Db, tenant_id: int) -> list[LoggedAct]:
    """Return the decisions of a workspace about what rules or reports brought up and that hold, the oldest first."""
    query = (
        select(*_COLUMNS, moderation_act.c.comment_id)
        .where(moderation_act.c.tenant_id == tenant_id)
        .where(moderation_act.c.act.in_([*DECISIONS, ActKind.UNDO]))
    )
    return [each for each in without_undone(_sorted(await db.execute(query))) if each.grounds]


def _sorted(rows: Any) -> list[LoggedAct]:
    acts = [to_dataclass(row, LoggedAct) for row in rows]
    return sorted(acts, key=_place)


def _place(act: LoggedAct) -> tuple[date, bool, float, int]:
    return act.day, act.acted_at is not None, act.acted_at.timestamp() if act.acted_at else 0.0, act.act_id
