"""What the rules find in a comment when it is shared or edited: whether it waits, and who gets a message at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.context import Context
from bot.core.near_duplicates import Index
from bot.core.screening import HOLDING, Rule, are_patterns_prepared, prepare_patterns
from bot.domain.moderation_log import record_hold
from bot.domain.screening import Screening, load_screening
from bot.share.service import NOWHERE, Hosts, find_hosts
from storage import alerts, comments, danger_cases, moderation
from storage.comments import Comment
from storage.enums import CommentState, ModerationMode
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.session import Db

_NEAR = 0.7
"""Similarity from which two comments of one person are nearly the same; see bot/core/near_duplicates.py."""

_COPIED = 60
"""Characters; a comment that is as long and has another's very words was copied."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is known before a comment is saved.

    means_danger: by its meaning, None where that is not known. hosts: of the operator's services, which get the words
    afterwards.
    """

    screening: Screening
    means_danger: bool | None = None
    hosts: Hosts = NOWHERE

    async def find_rules(
        self, db: Db, exchange: Exchange, person: Participant, text: str, why: str, *, number: int | None = None
    ) -> Sequence[Rule]:
        """Return the rules that find something in the words of a comment, the most urgent first.

        person: who wrote it. number: of the comment, None for a new one.
        """
        found = {each.rule for each in self.screening.find(exchange, text, why)}
        if self.means_danger:
            found.add(Rule.DANGER)
        if Rule.SAME not in self.screening.lists.off and await says_it_again(
            db, exchange, person, text, besides=number
        ):
            found.add(Rule.SAME)
        return [rule for rule in HOLDING if rule in found]


def prepare_rules(ctx: Context) -> None:
    """Begin to compile the rules, in a thread, because somebody is about to share a comment."""
    if not are_patterns_prepared():
        ctx.outbox.spawn(wait_for_rules(), "rules")


async def wait_for_rules() -> None:
    """Wait until the rules are compiled, once in a process; everybody else goes on meanwhile."""
    if not are_patterns_prepared():
        await asyncio.to_thread(prepare_patterns)


async def load_look(ctx: Context, db: Db, tenant_id: int) -> Look:
    """Return what is known before a comment is saved, but for its meaning."""
    return Look(await load_screening(ctx, db, tenant_id), hosts=await find_hosts(ctx, db, tenant_id))


def wants_topic(ctx: Context, exchange: Exchange, look: Look) -> bool:
    """Say whether a look at whether a comment is about the question follows: where moderators want that."""
    is_flagged = exchange.moderation == ModerationMode.FLAGGED
    return ctx.danger_looks.is_on and is_flagged and Rule.OFF_TOPIC not in look.screening.lists.off


def list_awaited(ctx: Context, exchange: Exchange, look: Look, held_for: Sequence[Rule]) -> dict[str, bool]:
    """Return which looks follow once a comment is saved. What is held for danger goes to no service."""
    return {
        "awaits_look": look.means_danger is None and ctx.danger_looks.is_on,
        "awaits_topic": wants_topic(ctx, exchange, look),
        "awaits_service": bool(look.hosts.danger) and Rule.DANGER not in held_for,
        "awaits_translation": bool(look.hosts.translation) and exchange.translates_comments,
    }


async def says_it_again(
    db: Db, exchange: Exchange, person: Participant, text: str, *, besides: int | None = None
) -> bool:
    """Say whether a comment is nearly one of the same person, or word for word one of anybody.

    What one's own comments are is read from one's sealed record, at the act, and kept nowhere: since copies of others'
    words are found too, the rule does not say that two comments are of one person. besides: the comment itself.
    """
    own = person.own - {besides}
    if own:
        index: Index[int] = Index()
        for number, words in (await comments.list_texts(db, exchange.scope, sorted(own))).items():
            index.add(number, words)
        if index.near(text, 1, threshold=_NEAR):
            return True
    return len(text) >= _COPIED and await comments.has_words(db, exchange.scope, text, besides=besides)


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


async def screen_again(
    db: Db, exchange: Exchange, comment: Comment, held_for: Sequence[Rule], **awaits: bool
) -> Comment:
    """Save what the rules find in new words, and whether they wait; return the comment as it is then.

    awaits: the looks that follow, by their columns.
    """
    values: dict[str, Any] = {"held_for": ",".join(held_for)}
    if comment.state in {CommentState.LIVE, CommentState.HIDDEN} and (
        initial_state(exchange, held_for) == CommentState.PENDING or await _needs_review(db, exchange, comment)
    ):
        values |= {"state": CommentState.PENDING, "reason": None}
    await comments.update_comment(db, exchange.scope, comment.comment_id, **awaits, **values)
    if values.get("state") == CommentState.PENDING:
        await record_hold(db, exchange.scope, comment.comment_id, held_for)
    return replace(comment, **values)


async def _needs_review(db: Db, exchange: Exchange, comment: Comment) -> bool:
    """Say whether new words of a comment wait for a moderator."""
    if comment.state == CommentState.HIDDEN:
        return True
    case = await moderation.get_case(db, exchange.scope, comment.number)
    return case is not None and case.acts > 0
