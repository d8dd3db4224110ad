"""What a report that somebody may be in danger does, beside reaching the moderators.

It hides the comment until a moderator has decided, and it must not become a weapon: a comment that a moderator kept
stays, one person hides three comments of an exchange at most, and none any more once moderators kept two that they
reported. How many they hid is in the person's sealed record. Moderators get a message of every such report all the
same.
"""

from bot.domain.moderation_log import make_unsigned_act
from bot.keys import ExchangeKey
from storage import alerts, comments, danger_cases, moderation, moderation_log, reports
from storage.comments import Comment
from storage.enums import ActKind, CommentState, ReportReason
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.session import Db

MAX_HIDES = 3  # comments of an exchange that one person's reports hide
MAX_OVERRULED = 2  # reports that moderators did not share, until a person's reports hide nothing more


async def handle(
    db: Db, exchange: Exchange, key: ExchangeKey, person: Participant, comment: Comment
) -> dict[str, object]:
    """Hide a comment where a report of danger may, enqueue help for its author; return what changes for the person."""
    if await moderation.was_kept(db, exchange.scope, comment):
        return {}
    if not comment.is_seed:
        await alerts.enqueue_help(db, exchange.scope, comment.number, comment.comment_id)
    await danger_cases.add(db, exchange.scope, comment.comment_id)
    mine = {each: key.seals.seal_acts(each, person.person).report for each in person.reported}
    overruled = await reports.count_overruled(db, exchange.scope, mine)
    if person.danger_hides >= MAX_HIDES or overruled >= MAX_OVERRULED:
        return {}
    if comment.state != CommentState.HIDDEN:  # reports hid it before
        await hide_reported(db, exchange, comment, ReportReason.DANGER)
    return {"danger_hides": person.danger_hides + 1}


async def hide_reported(db: Db, exchange: Exchange, comment: Comment, reason: ReportReason) -> None:
    """Hide a comment until a moderator decides, and write that into the log. reason: of the report that hides it."""
    await comments.update_comment(db, exchange.scope, comment.comment_id, state=CommentState.HIDDEN, reason="reported")
    act = make_unsigned_act(ActKind.REPORTED, reason=reason)
    await moderation_log.record(db, exchange.scope, comment.comment_id, act)
