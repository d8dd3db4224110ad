"""Job that alerts safety contacts about danger cases: at once, and again until one of them takes care.

What is due is a row (storage/danger_cases.py), so that it survives a restart and two processes alert once. Where nobody
is named, moderators have their message by another job (bot/moderate/alerts.py), and get these from the second on.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

import structlog

from bot.context import Context
from bot.domain.leases import require_time
from bot.domain.notices import Once, list_recipients
from bot.safety import blocks
from bot.safety.access import list_contacts
from bot.safety.case_state import AGAIN, HOOK_AGAIN, LEASE, CaseState, Posted, next_delay, open_case, seal_case
from bot.safety.webhook import DangerEvent, DangerWebhook
from bot.slack.client import CALL_ERRORS, classify, describe, without_retries
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from bot.texts import texts_for
from storage import comments, danger_cases, exchanges, moderation
from storage.comments import Comment
from storage.danger_cases import StoredCase
from storage.exchanges import Exchange
from storage.scope import ExchangeScope

log = structlog.get_logger()

_SOON = timedelta(minutes=1)  # where nobody could be reached
_TRIES = 5


class DangerCases:
    """Alerts the contacts of one workspace. hook: the operator's webhook, None where there is none."""

    def __init__(self, ctx: Context, workspace: Workspace, hook: DangerWebhook | None = None) -> None:
        self._ctx = ctx
        self._workspace = workspace
        self._tenant_id = workspace.tenant_id
        self._key = ctx.tenant_key(workspace.tenant_id)
        self._hook = hook

    async def tick(self) -> None:
        """Alert those who are due to be. Safe to call at any time, and to end at any point."""
        async with self._ctx.storage.read() as db:
            open_cases = await danger_cases.list_open(db, self._tenant_id)
        for stored in open_cases:
            state = open_case(self._key, stored)
            if state.is_due(self._ctx.clock()):
                await self._handle(stored, state)

    async def _handle(self, stored: StoredCase, state: CaseState) -> None:
        scope = ExchangeScope(self._tenant_id, stored.exchange_id)
        async with self._ctx.storage.read() as db:
            exchange = await exchanges.get(db, scope)
            comment = await comments.get_by_id(db, scope, stored.comment_id)
            case = await moderation.get_case(db, scope, comment.number) if comment else None
        if exchange is None or comment is None or case is None or not case.waits:  # decided, or taken back
            await self._save(stored, state, is_open=False)
            return
        now = self._ctx.clock()
        since = state.begun_at if state.token else None
        if not state.token:
            state = replace(state, token=token_hex(8), begun_at=now)
        leased = await self._save(stored, replace(state, lease_until=now + LEASE))
        if leased is None:
            return
        once = Once(self._key.cipher("danger cases").mark("message", state.token).hex(), since, now + LEASE)
        rounds = state.rounds + 1 if state.is_round_due(now) else state.rounds
        posted, has_hook = await asyncio.gather(
            self._alert(exchange, comment, state, once) if state.is_round_due(now) else _nobody(),
            self._call_hook(exchange, comment, stored, rounds),
        )
        await self._finish(leased, state, posted, rounds=rounds, has_hook=has_hook, now=now)

    async def _finish(
        self,
        stored: StoredCase,
        state: CaseState,
        posted: list[Posted] | None,
        *,
        rounds: int,
        has_hook: bool,
        now: datetime,
    ) -> None:
        """Save what was done; where somebody took care meanwhile, that stays, and the new messages say so."""
        done = replace(state, lease_until=None)
        if posted is not None:
            is_reached = bool(posted) or not await self._has_contacts(stored)
            done = replace(
                done,
                token="" if is_reached else state.token,
                begun_at=None if is_reached else state.begun_at,
                rounds=rounds if is_reached else state.rounds,
                due_at=now + (next_delay(AGAIN, rounds) if is_reached else _SOON),
                posted=(*state.posted, *posted),
            )
            if is_reached:
                log.info("danger_alerted", exchange_id=stored.exchange_id, round=rounds, messages=len(posted))
            else:
                log.error("danger_alert_reached_nobody", exchange_id=stored.exchange_id)
        tries = 0 if has_hook else state.hook_tries + 1
        hook_due_at = None if has_hook else now + next_delay(HOOK_AGAIN, tries)
        done = replace(done, hook_tries=tries, hook_due_at=hook_due_at)
        if await self._save(stored, done) is None:
            await self._merge(stored, done)

    async def _merge(self, stored: StoredCase, mine: CaseState) -> None:
        """Add the messages of a round to a case that somebody took care of while they went out."""
        from bot.safety.flow import redraw

        scope = ExchangeScope(self._tenant_id, stored.exchange_id)
        for _ in range(_TRIES):
            async with self._ctx.storage.read() as db:
                now = await danger_cases.get(db, scope, stored.comment_id)
                exchange = await exchanges.get(db, scope)
                comment = await comments.get_by_id(db, scope, stored.comment_id)
            if now is None or exchange is None or comment is None:
                return
            there = open_case(self._key, now)
            both = replace(there, posted=tuple(dict.fromkeys((*there.posted, *mine.posted))), rounds=mine.rounds)
            if await self._save(now, both, is_open=not both.taken_by):
                if both.taken_by:
                    await redraw(self._ctx, exchange, comment.number, both)
                return

    async def _has_contacts(self, stored: StoredCase) -> bool:
        async with self._ctx.storage.read() as db:
            exchange = await exchanges.get(db, ExchangeScope(self._tenant_id, stored.exchange_id))
        return exchange is not None and bool(exchange.contacts or exchange.safety_channel_id)

    # The ways -----------------------------------------------------------------------------------------------------

    async def _alert(self, exchange: Exchange, comment: Comment, state: CaseState, once: Once) -> list[Posted]:
        """Write to all contacts and to the channel at once; return what went out."""
        people = await self._list_people(exchange, state)
        places = [(each, each) for each in people]
        if exchange.safety_channel_id:
            places.append(("", exchange.safety_channel_id))
        sent = await asyncio.gather(*(self._post(exchange, comment, state, once, *place) for place in places))
        return [each for each in sent if each is not None]

    async def _list_people(self, exchange: Exchange, state: CaseState) -> list[str]:
        named = await list_contacts(self._ctx, exchange)
        if exchange.contacts or exchange.safety_channel_id or not state.rounds:
            return named
        try:
            async for people in list_recipients(self._ctx, self._tenant_id, [exchange]):
                if people:
                    return people
        except UnknownPersonError:
            log.warning("admins_unknown")
        return []

    async def _post(
        self, exchange: Exchange, comment: Comment, state: CaseState, once: Once, slack_user_id: str, channel_id: str
    ) -> Posted | None:
        texts = (
            await find_texts(self._ctx, self._tenant_id, slack_user_id, usual=exchange.language)
            if slack_user_id
            else texts_for(exchange.language)
        )
        text, shown = blocks.alert(texts, exchange, comment.number, rounds=state.rounds)
        web = without_retries(self._workspace.client)
        try:
            if once.since is not None and (found := await once.find(web, slack_user_id, channel_id)):
                return Posted(slack_user_id, *found)
            require_time(self._ctx, once.until)
            answer = await web.chat_postMessage(
                channel=channel_id,
                text=text,
                blocks=shown,
                metadata=once.metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        except CALL_ERRORS as error:
            log.warning("danger_alert_failed", reason=describe(classify(error)))
            return None
        return Posted(slack_user_id, str(answer["channel"]), str(answer["ts"]))

    async def _call_hook(self, exchange: Exchange, comment: Comment, stored: StoredCase, rounds: int) -> bool:
        """Call the operator's webhook for a round; True where there is none."""
        if self._hook is None:
            return True
        delivery = self._key.cipher("danger deliveries").mark(str(stored.comment_id), str(rounds)).hex()
        event = DangerEvent(self._workspace.team_id, exchange.slug, comment.number, rounds, delivery)
        return await self._hook.send(event, self._ctx.clock())

    async def _save(self, was: StoredCase, state: CaseState, *, is_open: bool = True) -> StoredCase | None:
        """Save the state of a case; None where another process was first."""
        sealed = seal_case(self._key, was, state)
        async with self._ctx.storage.write() as db:
            is_ours = await danger_cases.replace(db, self._tenant_id, was, sealed=sealed, is_open=is_open)
        return replace(was, sealed=sealed) if is_ours else None


async def _nobody() -> None:
    """Alert nobody: only the webhook is due."""
