"""What a report that somebody may be in danger does, beside reaching the moderators.

It hides the comment until a moderator has decided, and it must not become a weapon: a comment that a moderator kept
stays, one person hides three comments of an exchange at most, and none any more once moderators kept two that they
reported. The counts are kept under the person's keyed id. Moderators get a message of every such report all the same.
"""

from storage import alerts, comments, moderation
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.participants import Participant
from storage.session import Db

MAX_HIDES = 3  # comments of an exchange that one person's reports hide
MAX_OVERRULED = 2  # reports that moderators did not share, until a person's reports hide nothing more
MAX_HELP = 3  # comments of one author in an exchange for which they are shown the help text


async def handle(db: Db, exchange: Exchange, person: Participant, comment: Comment) -> dict[str, object]:
    """Hide a comment where a report of danger may, enqueue help for its author; return what changes for the person."""
    if await moderation.was_kept(db, exchange.scope, comment.comment_id):
        return {}
    if not comment.is_seed:
        await alerts.enqueue_help(db, exchange.scope, comment.comment_id, max_count=MAX_HELP)
    if person.danger_hides >= MAX_HIDES or person.danger_overruled >= MAX_OVERRULED:
        return {}
    await comments.update_comment(db, exchange.scope, comment.comment_id, state=CommentState.HIDDEN, reason="reported")
    return {"danger_hides": person.danger_hides + 1}
