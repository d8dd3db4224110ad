"""Job: has new comments translated by the operator's service, each once into each language that the bot speaks.

It does so for every comment in the same way, as soon as it is live, and never because somebody presses a button: nobody
waits for the service, and neither it nor the database learns that anybody reads. What the rules for comments find in a
translation keeps that translation from being shown; its comment stays. A service that is away is asked again later.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.domain.ai_services import CAPPED, WRONG, ServiceError, Translate
from bot.domain.screening import load_screening
from bot.domain.translations import Translation, seal
from bot.share.service import find_hosts
from bot.slack.workspaces import Workspace
from bot.texts import LANGUAGES
from storage import ai_usage, exchanges, translations
from storage.enums import AiService
from storage.scope import ExchangeScope
from storage.session import Db
from storage.translations import Untranslated

log = structlog.get_logger()

Speak = Callable[[Sequence[str]], Awaitable[list[str]]]
"""Says of each text in which language it is, ISO 639-1; "" where that is not clear."""

MAX_BATCH = 16
"""Comments whose languages are found together."""

AGAIN = timedelta(seconds=30)
"""After a failure, until the service is asked again."""

MAX_WRONG = 3
"""Times that the service answers with what is no translation of a comment, until it is not asked for that again."""


class Translations:
    """Has what waits translated. translate: None where the operator has no such service. cap: characters of a month."""

    def __init__(self, ctx: Context, translate: Translate | None, speak: Speak, *, cap: int) -> None:
        self._ctx = ctx
        self._translate = translate
        self._speak = speak
        self._cap = cap
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._failed_at: dict[int, datetime] = {}  # by workspace, until it answers again
        self._wrong: Counter[tuple[int, int, int, str]] = Counter()  # by the words, and into what

    async def tick(self, workspace: Workspace) -> None:
        """Have all translated that waits in a workspace, unless the service failed a moment ago."""
        if self._translate is None:
            return
        async with self._locks[workspace.tenant_id]:
            while await self._translate_some(workspace.tenant_id, self._translate):
                pass

    async def _translate_some(self, tenant_id: int, translate: Translate) -> bool:
        """Have a batch translated; say whether there may be more."""
        failed_at = self._failed_at.get(tenant_id)
        if failed_at is not None and self._ctx.clock() < failed_at + AGAIN:
            return False
        async with self._ctx.storage.read() as db:
            waiting = await translations.list_waiting(db, tenant_id, limit=MAX_BATCH)
            if not waiting or not (await find_hosts(self._ctx, db, tenant_id)).translation:
                return False
        spoken = await self._speak([each.text for each in waiting])
        asked = [_Asked(each, language) for each, language in zip(waiting, spoken, strict=True)]
        async with self._ctx.storage.write() as db:  # from here on its readers are offered what is to come
            for each in asked:
                await translations.save(db, each.scope(tenant_id), each.words, (), wanted=each.targets)
        for each in asked:
            note = await self._translate_one(tenant_id, translate, each)
            if note:
                log.warning("translation_failed", why=note)
                self._failed_at[tenant_id] = self._ctx.clock()
                self._ctx.metrics.count_translation_failure(note)
                return False
        self._failed_at.pop(tenant_id, None)
        return len(waiting) == MAX_BATCH

    async def _translate_one(self, tenant_id: int, translate: Translate, each: "_Asked") -> str:
        """Have a comment translated into each language, and keep what came back; return why that failed, or ""."""
        found: list[Translation] = []
        left, note = list(each.targets), ""
        for language in each.targets:
            about = (*each.words.key, language)
            if self._wrong[about] >= MAX_WRONG:  # another language of these words is still to come
                left.remove(language)
                continue
            try:
                one = await self._ask(tenant_id, translate, each, language)
            except ServiceError as error:
                note = error.note
                if note != WRONG:
                    break
                self._wrong[about] += 1
                if self._wrong[about] >= MAX_WRONG:
                    left.remove(language)
                continue
            if one is None:
                return ""
            left.remove(language)
            found.append(one)
        if each.targets:
            await self._save(tenant_id, each, found, left)
        return note

    async def _ask(self, tenant_id: int, translate: Translate, each: "_Asked", language: str) -> Translation | None:
        """Have the words of now translated, counted as sent; None where they are others by now, or may not go out.

        Each of the two texts is a call of its own, before which this is looked at again. Raises ServiceError.
        """
        texts = dict.fromkeys(text for text in (each.words.text, each.words.why) if text)
        async with self._ctx.storage.write() as db:
            if not await self._may_go_out(db, tenant_id, each):
                return None
            size, now = sum(map(len, texts)), self._ctx.clock()
            if not await ai_usage.spend(db, tenant_id, AiService.TRANSLATION, size, cap=self._cap, now=now):
                raise ServiceError(CAPPED)
        found: dict[str, str] = {}
        for text in texts:
            if found:
                async with self._ctx.storage.read() as db:
                    if not await self._may_go_out(db, tenant_id, each):
                        return None
            found[text] = await translate(text, each.language, language)
        return Translation(language, found[each.words.text], found.get(each.words.why, ""))

    async def _may_go_out(self, db: Db, tenant_id: int, each: "_Asked") -> bool:
        is_allowed = bool((await find_hosts(self._ctx, db, tenant_id)).translation)
        return is_allowed and await translations.is_as_it_was(db, each.scope(tenant_id), each.words)

    async def _save(self, tenant_id: int, each: "_Asked", found: Sequence[Translation], left: Sequence[str]) -> None:
        """Keep translations, but for those in which the rules find what would hold a comment."""
        scope = each.scope(tenant_id)
        async with self._ctx.storage.write() as db:
            exchange = await exchanges.get(db, scope)
            if exchange is None or not (await find_hosts(self._ctx, db, tenant_id)).translation:
                return
            screening = await load_screening(self._ctx, db, tenant_id)
            shown = [one for one in found if not screening.find(exchange, one.text, one.why)]
            key = self._ctx.tenant_key(tenant_id)
            sealed = [seal(key, exchange, each.words.comment_id, one) for one in shown]
            await translations.save(db, scope, each.words, sealed, wanted=left)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that wait, and in which language they are; "" where that is not clear."""

    words: Untranslated
    language: str

    @property
    def targets(self) -> list[str]:
        """The languages that are missing; none where the words' own is not clear."""
        there = {self.language, *self.words.translations.split()}
        return [each for each in LANGUAGES if each not in there] if self.language else []

    def scope(self, tenant_id: int) -> ExchangeScope:
        """Return the exchange of the words."""
        return ExchangeScope(tenant_id, self.words.exchange_id)
