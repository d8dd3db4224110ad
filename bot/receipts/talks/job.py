"""Job of talks: carries what a moderator writes to the author at once, and answers to the moderator every ten minutes.

To find the author it opens the comment's seal and the rows of people with the exchange's key; nothing of that is kept.
An answer waits for the end of ten minutes, so that its time in Slack does not say when its author was there.

A process takes a talk under a lease, which is sealed with it. Where one ran out, a message may have gone out: it is
looked for by its metadata first.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.domain.leases import rest_end
from bot.domain.notices import Once, once_since, send
from bot.domain.preferences import list_muted
from bot.domain.roles import list_present_moderators
from bot.keys import ExchangeKey
from bot.receipts.talks import blocks
from bot.receipts.talks.state import AUTHOR, ENDED, MODERATOR, Talk, TalkMessage, open_talk, seal_talk
from bot.sealing import WrongSealError
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import comments, computations, exchanges, participants, talks
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.seals import NOBODY, SealPurpose
from storage.session import ConflictError, Db
from storage.talks import StoredTalk

log = structlog.get_logger()

ROUND = timedelta(minutes=10)

_PURPOSE = "talk messages"


class Talks:
    """Carries the words of talks. What it remembers is which ten minutes it saw last."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rounds: dict[int, int] = {}  # by tenant

    async def tick(self, workspace: Workspace) -> None:
        """Send what is due. Safe to end at any point: nothing is lost, and nobody has anything twice."""
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
        """Send what is due of a talk, if no other process does."""
        now = self._ctx.clock()
        due = _list_due(talk, carries_answers=carries_answers)
        if not due or (talk.lease_until is not None and talk.lease_until > now):
            return
        async with self._ctx.storage.read() as db:
            comment = await comments.get_newest(db, exchange.scope, stored.number)
        if comment is None:
            return
        lease_until = computations.coarse_end(now)
        if not await self._save(exchange, key, stored, replace(talk, lease_until=lease_until)):
            return  # somebody wrote, or another process was first: with the next round
        sent, since = [], once_since(exchange, is_again=talk.lease_until is not None)
        for place in due:
            # Where the author ended it all that was written is gone, and -1 is its only place.
            mark = key.cipher(_PURPOSE).mark("message", str(stored.number), str(place)).hex()
            message = None if place == ENDED else talk.messages[place]
            if not await self._send(exchange, key, comment, talk, message, Once(mark, since, lease_until)):
                break
            sent.append(place)
        rests_until = None if sent == due else max(lease_until, rest_end(self._ctx.clock(), is_coarse=True))
        await self._finish(exchange, key, stored.number, sent, lease_until=rests_until)

    async def _finish(
        self, exchange: Exchange, key: ExchangeKey, number: int, sent: list[int], *, lease_until: datetime | None
    ) -> None:
        """Save what the other side has, in the talk as it is now: somebody may have written meanwhile.

        lease_until: kept where one was not sent, so that it is looked for before it is sent again.
        """

        async def work(db: Db) -> None:
            stored = await talks.get(db, exchange.scope, number)
            if stored is None:
                return
            changed = open_talk(key, stored).with_sent(sent, lease_until=lease_until)
            sealed = seal_talk(key, exchange.exchange_id, number, changed)
            if not await talks.save(db, exchange.scope, number, sealed, was=stored):
                raise ConflictError

        await self._ctx.storage.transact(work)

    async def _save(self, exchange: Exchange, key: ExchangeKey, was: StoredTalk, talk: Talk) -> bool:
        sealed = seal_talk(key, exchange.exchange_id, was.number, talk)
        async with self._ctx.storage.write() as db:
            return await talks.save(db, exchange.scope, was.number, sealed, was=was)

    async def _send(
        self,
        exchange: Exchange,
        key: ExchangeKey,
        comment: Comment,
        talk: Talk,
        message: TalkMessage | None,
        once: Once,
    ) -> bool:
        """Send a message to the other side; say whether that is settled. message: None where the author ended it."""
        if message is None or message.by == AUTHOR:
            return await self._to_moderator(exchange, comment, talk, message.text if message else None, once)
        author = await self._find_author(exchange, key, comment)
        if not author:
            return True  # forgotten, or they want no messages: a moderator does not learn which
        texts = await find_texts(self._ctx, exchange.tenant_id, author, usual=exchange.language)
        drawn = blocks.to_author(texts, exchange, comment, message.text)
        answer = await send(self._ctx, exchange.tenant_id, author, *drawn, once=once)
        return answer is None or answer < 0

    async def _to_moderator(
        self, exchange: Exchange, comment: Comment, talk: Talk, text: str | None, once: Once
    ) -> bool:
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
        answer = await send(self._ctx, tenant_id, talk.moderator, *drawn, once=once)
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


def _list_due(talk: Talk, *, carries_answers: bool) -> list[int]:
    """Return the places of the messages that go out now; what concerns the author's acts at the end of ten minutes."""
    if talk.is_ended:
        return [ENDED] if carries_answers and not talk.is_noticed else []
    return [
        place
        for place, each in enumerate(talk.messages)
        if not each.is_sent and (each.by == MODERATOR or carries_answers)
    ]
