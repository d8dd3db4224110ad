"""Job: looks whether new comments are about the question, by their meaning, where moderators switched that rule on.

What is far from the question and from all other comments is hidden until a moderator has looked. It is done after a
comment is saved, so that nobody waits for it.
"""

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from bot.context import Context
from bot.core.screening import Rule
from bot.domain.screening import load_screening
from bot.domain.topic_hints import FindOffTopic
from bot.share.second_look import finish_look
from bot.slack.workspaces import Workspace
from storage import exchanges, second_looks, themes
from storage.enums import ModerationMode
from storage.scope import ExchangeScope
from storage.second_looks import Flag, Unlooked

MAX_BATCH = 64
MAX_OTHERS = 1000
"""Other comments, random ones of a large exchange."""


class TopicLooks:
    """Looks at what waits. find: None where comments are not looked at by meaning."""

    def __init__(self, ctx: Context, find: FindOffTopic | None) -> None:
        self._ctx = ctx
        self._find = find

    async def tick(self, workspace: Workspace) -> None:
        """Look at all that waits in a workspace. Raises what the finder raises; what waits then goes on waiting."""
        tenant_id = workspace.tenant_id
        while self._find is not None:
            async with self._ctx.storage.read() as db:
                waiting = await second_looks.list_waiting(db, tenant_id, Flag.TOPIC, limit=MAX_BATCH)
            by_exchange: defaultdict[int, list[Unlooked]] = defaultdict(list)
            for each in waiting:
                by_exchange[each.exchange_id].append(each)
            for exchange_id, some in by_exchange.items():
                await self._look(ExchangeScope(tenant_id, exchange_id), some, self._find)
            if len(waiting) < MAX_BATCH:
                return

    async def _look(self, scope: ExchangeScope, waiting: Sequence[Unlooked], find: FindOffTopic) -> None:
        async with self._ctx.storage.read() as db:
            exchange = await exchanges.get(db, scope)
            is_off = Rule.OFF_TOPIC in (await load_screening(self._ctx, db, scope.tenant_id)).lists.off
            there = dict(await themes.list_texts(db, scope))
        signs: Sequence[bool] | None = None
        if exchange is not None and not is_off and exchange.moderation == ModerationMode.FLAGGED:
            meant = {each.comment_id for each in waiting}
            others = [text for comment_id, text in there.items() if comment_id not in meant]
            if len(others) > MAX_OTHERS:
                others = Random(0).sample(others, MAX_OTHERS)
            texts = [*(each.text for each in waiting), *others]
            signs = await find(f"{exchange.question}\n{exchange.background}", texts, range(len(waiting)))
        for each, is_found in zip(waiting, signs or [False] * len(waiting), strict=True):
            await finish_look(self._ctx, scope.tenant_id, each, Flag.TOPIC, Rule.OFF_TOPIC if is_found else None)
