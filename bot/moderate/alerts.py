"""Job that sends what reports cause: alerts to moderators, at once for danger and else hourly, and help to authors.

What is due is a row (storage/alerts.py), so that it survives a restart and two processes send it once. Nobody learns
from a message who reported or who wrote. To show help to an author, the bot opens the comment's seal and the rows of
people with the exchange's key. Nothing of that is kept. Each reads their language.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

import structlog

from bot.context import Context
from bot.domain.notices import Once, list_recipients, send
from bot.moderate import blocks_alerts as blocks
from bot.moderate.alert_state import LEASE, Alert, AlertState, open_state, seal_state
from bot.sealing import TenantKey
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import alerts, exchanges, moderation, participants
from storage.alerts import AUTHOR, DANGER, REPORT, SERVICE, PendingHelp, StoredAlert
from storage.exchanges import Exchange
from storage.moderation import DANGER_RANK, REPORTED_RANK
from storage.participant_record import Participant
from storage.scope import ExchangeScope
from storage.seals import NOBODY, SealPurpose
from storage.session import Db

log = structlog.get_logger()

_AGAIN = timedelta(minutes=1)  # where nobody could be reached
_AT_ONCE = 10  # messages at a time
MAX_HELP = 3  # comments of one author in an exchange for which they are shown the help text


class Alerts:
    """Sends one workspace's messages. It remembers nothing: what is due, and who has it, are rows."""

    def __init__(self, ctx: Context, workspace: Workspace) -> None:
        self._ctx = ctx
        self._tenant_id = workspace.tenant_id
        self._workspace = workspace

    async def tick(self) -> None:
        """Send what is due. Safe to call at any time, and to end at any point."""
        for one in sorted(await self._claim(), key=lambda each: (DANGER, AUTHOR, REPORT, SERVICE).index(each.kind)):
            await (self._help_authors(one) if one.kind == AUTHOR else self._alert_moderators(one))

    async def _claim(self) -> list[Alert]:
        """Return what is due and nobody else sends now; idle rounds write nothing."""
        now, claimed = self._ctx.clock(), []
        async with self._ctx.storage.read() as db:
            pending = await alerts.list_pending(db, self._tenant_id)
        for stored in pending:
            state = open_state(self._key, stored)
            if state.is_due(stored.kind, now):
                is_again = bool(state.token)
                began: dict[str, Any] = {} if is_again else {"token": token_hex(8), "begun_at": now}
                until = now + LEASE
                state = replace(state, lease_until=until, **began)
                if ours := await self._save(stored, state):
                    claimed.append(Alert(ours, state, until, is_again=is_again))
        return claimed

    # Moderators ---------------------------------------------------------------------------------------------------

    async def _alert_moderators(self, one: Alert) -> None:
        waiting, about = await self._count_waiting(one)
        is_over = (one.kind == REPORT and not waiting) or (one.kind == SERVICE and not self._ctx.services.danger)
        if is_over:  # decided meanwhile, or the operator has no such service any more
            await self._finish(one, sent_at=None)
            return
        count = one.report_count if one.kind == DANGER else waiting
        reached, later = set(one.state.notified), 0.0
        if one.kind == DANGER:
            reached |= _list_contacts_of_all(about)  # they have a message as safety contacts, again until one answers
        try:
            async for people in list_recipients(self._ctx, self._tenant_id, about):
                missing = [each for each in people if each not in reached]
                for start in range(0, len(missing), _AT_ONCE):
                    some = missing[start : start + _AT_ONCE]
                    answers = await asyncio.gather(*(self._alert(each, one, count, about) for each in some))
                    reached |= {each for each, answer in zip(some, answers, strict=True) if answer is None}
                    later = max([later, *(answer for answer in answers if answer is not None)])
                if later > 0 or reached & set(people):
                    break
        except UnknownPersonError:
            later = _AGAIN.total_seconds()
        if later > 0:
            await self._put_off(one, reached, self._ctx.clock() + timedelta(seconds=later))
        elif not reached:
            log.error("alert_reached_nobody", kind=one.kind)
            await self._put_off(one, reached, self._ctx.clock() + _AGAIN)
        else:
            await self._finish(one, sent_at=self._ctx.clock())
            log.info("alert_sent", kind=one.kind)

    async def _alert(self, slack_user_id: str, one: Alert, count: int, about: list[Exchange]) -> float | None:
        texts = await find_texts(self._ctx, self._tenant_id, slack_user_id)
        is_service = one.kind == SERVICE
        shown = (
            blocks.service_failed(texts, self._ctx.services.danger)
            if is_service
            else blocks.alert(texts, one.kind, count, about)
        )
        return await send(
            self._ctx, self._tenant_id, slack_user_id, *shown, once=one.once(str(one.report_count), key=self._key)
        )

    async def _count_waiting(self, one: Alert) -> tuple[int, list[Exchange]]:
        """Return how many reported comments wait, and the exchanges they are in."""
        ranks = {DANGER_RANK} if one.kind == DANGER else {DANGER_RANK, REPORTED_RANK}
        async with self._ctx.storage.read() as db:
            waiting = [each for each in await moderation.list_waiting(db, self._tenant_id) if each[0] in ranks]
            ids = {exchange_id for _, _, exchange_id, _ in waiting}
            there = [
                await exchanges.get(db, ExchangeScope(self._tenant_id, exchange_id)) for exchange_id in sorted(ids)
            ]
        return len(waiting), [each for each in there if each]

    # Authors ------------------------------------------------------------------------------------------------------

    async def _help_authors(self, one: Alert) -> None:
        async with self._ctx.storage.read() as db:
            pending = await alerts.list_enqueued_help(db, self._tenant_id)
        later = 0.0
        for each in pending:
            later = max(later, await self._help_author(one, each))
        if later > 0:
            await self._put_off(one, set(), self._ctx.clock() + timedelta(seconds=later))
        else:
            await self._finish(one, sent_at=None)

    async def _help_author(self, one: Alert, pending: PendingHelp) -> float:
        """Show the author the help text; return in how many seconds to try again, 0 when there is nothing left."""
        scope = ExchangeScope(self._tenant_id, pending.exchange_id)
        async with self._ctx.storage.read() as db:
            exchange = await exchanges.get(db, scope)
            has_key = exchange is not None and exchange.has_key
            author = await self._find(db, exchange, pending) if exchange is not None and has_key else None
            helped = await alerts.count_help(db, scope, author.own) if author is not None else 0
        if exchange is not None and has_key and helped < MAX_HELP:
            once = one.once(str(pending.exchange_id), str(pending.comment_id), key=self._key)
            answer = await self._send_help(author.slack_user_id, exchange, once) if author else -1
            if answer is not None and answer > 0:
                return answer
            if answer is not None:
                log.warning("author_not_reached", exchange_id=pending.exchange_id)
        async with self._ctx.storage.write() as db:
            await alerts.finish_help(db, self._tenant_id, pending)
        return 0

    async def _send_help(self, author: str, exchange: Exchange, once: Once) -> float | None:
        texts = await find_texts(self._ctx, self._tenant_id, author, usual=exchange.language)
        return await send(self._ctx, self._tenant_id, author, *blocks.author_help(texts, exchange), once=once)

    async def _find(self, db: Db, exchange: Exchange, pending: PendingHelp) -> Participant | None:
        """Return the author of a comment, None when they were forgotten."""
        key = self._ctx.key_of(exchange).seals
        (person,) = key.open_seals(SealPurpose.AUTHOR, [pending.comment_id], [pending.author_seal]).tolist()
        people = await participants.list_all(db, exchange.scope, key) if person != NOBODY else []
        return next((each for each in people if each.person == person), None)

    # --------------------------------------------------------------------------------------------------------------

    @property
    def _key(self) -> TenantKey:
        return self._ctx.tenant_key(self._tenant_id)

    async def _finish(self, one: Alert, *, sent_at: datetime | None) -> None:
        state = AlertState(sent_at=sent_at or one.state.sent_at)
        await self._save(one.stored, state, sent=one.report_count)

    async def _put_off(self, one: Alert, reached: set[str], due_at: datetime) -> None:
        state = replace(one.state, due_at=due_at, lease_until=None, notified=frozenset(reached))
        await self._save(one.stored, state)

    async def _save(self, was: StoredAlert, state: AlertState, *, sent: int = 0) -> StoredAlert | None:
        """Save the state of an alert; None where another process was first."""
        sealed = seal_state(self._key, was.kind, state)
        async with self._ctx.storage.write() as db:
            is_ours = await alerts.replace(db, self._tenant_id, was, sealed=sealed, sent=sent)
        return replace(was, sealed=sealed) if is_ours else None


def _list_contacts_of_all(about: Sequence[Exchange]) -> set[str]:
    """Return who is a safety contact of each of these exchanges; nobody where there are none."""
    return set.intersection(*(set(each.contacts) for each in about)) if about else set()
