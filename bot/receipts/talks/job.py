"""Job of talks: carries what a moderator writes to the author at once, and answers to the moderator every ten minutes.

To find the author it opens the comment's seal and the rows of people with the exchange's key; nothing of that is kept.
An answer waits for the end of ten minutes, so that its time in Slack does not say when its author was there.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.domain.notices import send
from bot.domain.preferences import list_muted
from bot.domain.roles import list_present_moderators
from bot.keys import ExchangeKey
from bot.receipts.talks import blocks
from bot.receipts.talks.state import AUTHOR, MODERATOR, Talk, TalkMessage, open_talk, seal_talk
from bot.sealing import WrongSealError
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import comments, exchanges, participants, talks
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.seals import NOBODY, SealPurpose
from storage.talks import StoredTalk

log = structlog.get_logger()

ROUND = timedelta(minutes=10)


class Talks:
    """Carries the words of talks. What it remembers is which ten minutes it saw last."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rounds: dict[int, int] = {}  # by tenant

    async def tick(self, workspace: Workspace) -> None:
        """Send what is due. After a crash in between one may have it twice, and none is lost."""
        tenant_id = workspace.tenant_id
        carries_answers = self._begin_round(tenant_id, self._ctx.clock())
        async with self._ctx.storage.read() as db:
            there = await talks.list_all(db, tenant_id)
        for stored in there:
            async with self._ctx.storage.read() as db:
                exchange = await exchanges.get(db, ExchangeScope(tenant_id, stored.exchange_id))
            key = self._ctx.keys_of([exchange]).get(stored.exchange_id) if exchange else None
            if exchange is None or key is None:
                continue
            try:
                talk = open_talk(key, stored)
            except WrongSealError:
                log.warning("talk_unreadable", exchange_id=stored.exchange_id)
                continue
            if talk.is_pending:
                await self._carry(exchange, key, stored, talk, carries_answers=carries_answers)

    def _begin_round(self, tenant_id: int, now: datetime) -> bool:
        """Say whether ten minutes ended since the last look."""
        this = int(now.timestamp() // ROUND.total_seconds())
        last = self._rounds.get(tenant_id, this)
        self._rounds[tenant_id] = this
        return last != this

    async def _carry(
        self, exchange: Exchange, key: ExchangeKey, stored: StoredTalk, talk: Talk, *, carries_answers: bool
    ) -> None:
        async with self._ctx.storage.read() as db:
            comment = await comments.get_newest(db, exchange.scope, stored.number)
        if comment is None:
            return
        if talk.is_ended:
            if carries_answers and await self._to_moderator(exchange, comment, talk, None):
                await self._save(exchange, key, stored, Talk("", is_ended=True, is_noticed=True))
            return
        messages = []
        for each in talk.messages:
            is_due = not each.is_sent and (each.by == MODERATOR or carries_answers)
            is_sent = is_due and await self._send(exchange, key, comment, talk, each)
            messages.append(replace(each, is_sent=True) if is_sent else each)
        changed = replace(talk, messages=tuple(messages))
        if changed != talk:
            await self._save(exchange, key, stored, changed)

    async def _save(self, exchange: Exchange, key: ExchangeKey, was: StoredTalk, talk: Talk) -> None:
        sealed = seal_talk(key, exchange.exchange_id, was.number, talk)
        async with self._ctx.storage.write() as db:
            await talks.save(db, exchange.scope, was.number, sealed, was=was)

    async def _send(
        self, exchange: Exchange, key: ExchangeKey, comment: Comment, talk: Talk, message: TalkMessage
    ) -> bool:
        """Send a message to the other side; say whether that is settled."""
        if message.by == AUTHOR:
            return await self._to_moderator(exchange, comment, talk, message.text)
        author = await self._find_author(exchange, key, comment)
        if not author:
            return True  # forgotten, or they want no messages: a moderator does not learn which
        texts = await find_texts(self._ctx, exchange.tenant_id, author, usual=exchange.language)
        answer = await send(
            self._ctx, exchange.tenant_id, author, *blocks.to_author(texts, exchange, comment, message.text)
        )
        return answer is None or answer < 0

    async def _to_moderator(self, exchange: Exchange, comment: Comment, talk: Talk, text: str | None) -> bool:
        """Write to the moderator of a talk, while they are one. text: None where the author ended it."""
        tenant_id = exchange.tenant_id
        try:
            admins = await self._ctx.workspace(tenant_id).profiles.admins()
        except UnknownPersonError:
            admins = []
        present = [each for each, _ in await list_present_moderators(self._ctx, tenant_id)]
        if talk.moderator not in {*present, *admins}:
            log.info("talk_without_moderator", exchange_id=exchange.exchange_id)
            return True
        texts = await find_texts(self._ctx, tenant_id, talk.moderator, usual=exchange.language)
        drawn = (
            blocks.ended(texts, comment.number) if text is None else blocks.to_moderator(texts, exchange, comment, text)
        )
        answer = await send(self._ctx, tenant_id, talk.moderator, *drawn)
        return answer is None or answer < 0

    async def _find_author(self, exchange: Exchange, key: ExchangeKey, comment: Comment) -> str:
        """Return who wrote a comment, "" where they were forgotten or want no messages."""
        (person,) = key.seals.open_seals(SealPurpose.AUTHOR, [comment.comment_id], [comment.author_seal]).tolist()
        if person == NOBODY:
            return ""
        async with self._ctx.storage.read() as db:
            people = await participants.list_all(db, exchange.scope, key.seals)
            muted = await list_muted(self._ctx, db, exchange.tenant_id)
        found = next((each.slack_user_id for each in people if each.person == person), "")
        return "" if found in muted else found
