"""Job: looks again at comments that were saved before their meaning was known; what is found is hidden at once.

Which comments wait is a flag on each (storage/second_looks.py), so that a restart loses none. Before each batch the
words are read again: what was taken back or reworded meanwhile is not looked at as it was.
"""

from dataclasses import replace

from bot.context import Context
from bot.core.screening import HOLDING, Rule
from bot.domain.danger_looks import MAX_BATCH, Classify
from bot.domain.moderation_log import record_hold
from bot.share.screening import alert_danger, help_author
from bot.slack.workspaces import Workspace
from storage import comments, exchanges, moderation, second_looks
from storage.comments import Comment
from storage.enums import CommentState
from storage.scope import ExchangeScope
from storage.second_looks import Flag, Unlooked
from storage.session import Db


class SecondLooks:
    """Looks at what waits, in batches. classify: None where comments are not looked at by meaning."""

    def __init__(self, ctx: Context, classify: Classify | None) -> None:
        self._ctx = ctx
        self._classify = classify

    async def tick(self, workspace: Workspace) -> None:
        """Look at all that waits in a workspace. Raises what the classifier raises; what waits then goes on waiting."""
        while self._classify is not None and await self._look_at_some(workspace.tenant_id, self._classify):
            pass

    async def _look_at_some(self, tenant_id: int, classify: Classify) -> bool:
        """Look at a batch; say whether there may be more."""
        async with self._ctx.storage.read() as db:
            waiting = await second_looks.list_waiting(db, tenant_id, Flag.MEANING, limit=MAX_BATCH)
        texts = [text for each in waiting for text in (each.text, each.why)]
        signs = await classify(texts) if texts else None
        if signs is None:  # nothing waits, or nobody can say: by phrases alone, as everywhere without the encoder
            return False
        found = {each.key for place, each in enumerate(waiting) if any(signs[2 * place : 2 * place + 2])}
        for each in waiting:
            rule = Rule.DANGER if each.key in found else None
            await finish_look(self._ctx, tenant_id, each, Flag.MEANING, rule)
        return len(waiting) == MAX_BATCH


async def finish_look(ctx: Context, tenant_id: int, seen: Unlooked, flag: Flag, rule: Rule | None) -> None:
    """Record that a comment was looked at; hide it where a rule found it, and send what danger takes, at once."""
    scope = ExchangeScope(tenant_id, seen.exchange_id)

    async def work(db: Db) -> bool:
        comment = await comments.get_by_id(db, scope, seen.comment_id)
        exchange = await exchanges.get(db, scope)
        if comment is None or exchange is None:
            return False
        locked = await comments.lock(db, scope, [comment])
        if not await second_looks.finish(db, tenant_id, seen, flag) or rule is None:
            return False
        if rule in locked[seen.comment_id].held_for.split(",") or await moderation.was_kept(db, scope, comment):
            return False  # found before, or a person looked, and said that it stays
        await _hold(db, scope, locked[seen.comment_id], rule)
        if rule != Rule.DANGER:
            return False
        await alert_danger(db, exchange, comment)
        await help_author(db, exchange, comment)
        return True

    if await ctx.storage.transact(work):
        ctx.alert()


async def _hold(db: Db, scope: ExchangeScope, comment: Comment, rule: Rule) -> None:
    """Take a comment from everybody's sight until a moderator has looked, for one rule more."""
    there = {*comment.held_for.split(","), rule}
    rules = [each for each in HOLDING if each in there]
    held = replace(comment, held_for=",".join(rules))
    state = CommentState.PENDING if held.state == CommentState.LIVE else held.state
    await comments.update_comment(db, scope, held.comment_id, held_for=held.held_for, state=state)
    await record_hold(db, scope, held.comment_id, rules)
