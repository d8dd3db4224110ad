"""What the rules find in a comment when it is shared or edited: whether it waits, and who gets a message at once."""

from collections.abc import Sequence

from bot.core.screening import HOLDING, Rule, screen
from bot.domain.moderation_log import record_hold
from storage import alerts, danger_cases
from storage.comments import Comment
from storage.enums import CommentState, ModerationMode
from storage.exchanges import Exchange
from storage.session import Db


def find_rules(exchange: Exchange, text: str, why: str, *, means_danger: bool | None = None) -> Sequence[Rule]:
    """Return the rules that find something in the words of a comment, the most urgent first.

    means_danger: whether the meaning is a sign of danger, None where that is not known.
    """
    found = {each.rule for words in (text, why) for each in screen(words, question=exchange.question)}
    if means_danger:
        found.add(Rule.DANGER)
    return [rule for rule in HOLDING if rule in found]


def initial_state(exchange: Exchange, found: Sequence[Rule]) -> CommentState:
    """Return whether a comment is live at once or waits. Signs of danger wait whatever the setting is."""
    waits = (
        exchange.moderation == ModerationMode.PRE
        or Rule.DANGER in found
        or (exchange.moderation == ModerationMode.FLAGGED and len(found) > 0)
    )
    return CommentState.PENDING if waits else CommentState.LIVE


def is_dangerous(comment: Comment) -> bool:
    """Say whether a comment has signs that somebody may be in danger."""
    return Rule.DANGER in comment.held_for.split(",")


async def alert_danger(db: Db, exchange: Exchange, comment: Comment) -> None:
    """Enqueue messages to the moderators and the safety contacts, as a report of danger does. Locks come last here."""
    await danger_cases.add(db, exchange.scope, comment.comment_id)
    await alerts.add(db, exchange.tenant_id, alerts.DANGER)


async def help_author(db: Db, exchange: Exchange, comment: Comment) -> None:
    """Enqueue the help text for the author of a comment that was live before its danger was found."""
    if not comment.is_seed and await alerts.enqueue_help(db, exchange.scope, comment.number, comment.comment_id):
        await alerts.add(db, exchange.tenant_id, alerts.AUTHOR)


async def record_new(db: Db, exchange: Exchange, comment: Comment, held_for: Sequence[Rule]) -> None:
    """Log that a new comment waits, and enqueue the alert where it has signs of danger."""
    if comment.state == CommentState.PENDING:
        await record_hold(db, exchange.scope, comment.comment_id, held_for)
    if Rule.DANGER in held_for:
        await alert_danger(db, exchange, comment)
