"""The moderation log as features write and read it: every act about a comment is one row (storage/moderation_log.py).

A moderator's act has its moment and, encrypted under the exchange's key, who did it. What rules, reports and authors
cause has no moment, and nobody is named.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.domain.actor import Actor
from bot.domain.tools import ClockTools, KeyTools
from storage import moderation_log
from storage.enums import ActKind
from storage.exchanges import Exchange
from storage.moderation_log import Act, LoggedAct
from storage.scope import ExchangeScope
from storage.session import Db

REPORT_GROUND = "report."
"""Before the reason of a report, where it is a ground of an act."""

_PURPOSE = "moderator"  # what the id of a moderator is encrypted for


class LogTools(ClockTools, KeyTools, Protocol):
    """What it takes to write and read the log."""


def make_moderators_act(ctx: LogTools, exchange: Exchange, actor: Actor, kind: ActKind, *, reason: str = "") -> Act:
    """Return an act of a moderator, now. reason: a code of `report_reasons`, "" where none is required."""
    return Act(kind, reason, encrypt_moderator(ctx, exchange, actor), ctx.clock())


def make_unsigned_act(kind: ActKind, *, reason: str = "", grounds: Iterable[str] = ()) -> Act:
    """Return an act of rules, reports or an author: without a day, for the log then has the comment's.

    The day of a hide by reports would be that of the last report, and an author's that of their act.
    grounds: rules, and `REPORT_GROUND` with a reason, for which the comment waits.
    """
    return Act(kind, reason, grounds=",".join(grounds))


async def record(
    ctx: LogTools,
    db: Db,
    exchange: Exchange,
    comment_id: int,
    kind: ActKind,
    *,
    actor: Actor | None = None,
    reason: str = "",
) -> int:
    """Write one act into the log and return its id; the caller commits.

    actor: the moderator who acts; None for what rules, reports or an author cause, whom nothing names.
    """
    act = (
        make_moderators_act(ctx, exchange, actor, kind, reason=reason)
        if actor
        else make_unsigned_act(kind, reason=reason)
    )
    return await moderation_log.record(db, exchange.scope, comment_id, act)


async def record_hold(db: Db, scope: ExchangeScope, comment_id: int, rules: Sequence[str]) -> None:
    """Write into the log that rules hold a comment."""
    await moderation_log.record(db, scope, comment_id, Act(ActKind.HOLD, grounds=",".join(rules)))


def encrypt_moderator(ctx: LogTools, exchange: Exchange, actor: Actor) -> bytes | None:
    """Return who acts, encrypted; None where the exchange's key is erased."""
    return ctx.key_of(exchange).encrypt(_PURPOSE, actor.slack_user_id) if exchange.has_key else None


def find_moderator(ctx: LogTools, exchange: Exchange, act: LoggedAct | None) -> str:
    """Return the Slack id of the moderator of an act; "" for nobody's, and where the exchange's key is erased."""
    if act is None or not act.encrypted_moderator or not exchange.has_key:
        return ""
    return ctx.key_of(exchange).decrypt(_PURPOSE, act.encrypted_moderator)
