"""Vectors of comments from an embeddings service: each comment is sent once, and its vector is kept."""

import hashlib
from collections.abc import Sequence
from itertools import islice
from typing import Any

from bot.ai.openai_client import OpenAIClient
from bot.core.vectors import Vectors, pack_half
from bot.domain.ai_services import CAPPED, LATE, USED, WRONG, ServiceError
from bot.domain.tools import EventTools
from bot.slack.deadlines import within
from storage import ai_usage, themes
from storage.ai_usage import StoredVector
from storage.exchanges import Exchange
from storage.session import Db

BATCH_SIZE = 64
MAX_TEXT_LENGTH = 2_000
"""Characters of a comment that are sent; few models read more."""

MAX_SECONDS = 20.0
"""Seconds for all batches of a run; what came by then is kept, so that the next run has less to ask."""


class EmbeddingsService:
    """Gets vectors for the themes of an exchange. cap: characters that may be sent in a month."""

    def __init__(self, ctx: EventTools, endpoint: OpenAIClient, *, cap: int, max_seconds: float = MAX_SECONDS) -> None:
        self._ctx = ctx
        self._endpoint = endpoint
        self._cap = cap
        self._max_seconds = max_seconds

    async def __call__(self, exchange: Exchange, comments: Sequence[tuple[int, str]]) -> tuple[Vectors | None, str]:
        """Return the vectors of (id, text) in their order, or None, and what happened."""
        async with self._ctx.storage.read() as db:
            if not await ai_usage.has_ai_consent(db, exchange.tenant_id, self._endpoint.host):
                return None, ""
            kept = await ai_usage.load_vectors(db, exchange.scope)
        marks = {comment_id: self._mark(text) for comment_id, text in comments}
        outdated = {each for each in kept if each not in marks or kept[each].mark != marks[each]}
        if outdated:
            async with self._ctx.storage.write() as db:
                await ai_usage.delete_vectors(db, exchange.scope, outdated)
        known = {comment_id: each.half for comment_id, each in kept.items() if comment_id not in outdated}
        missing = iter([(comment_id, text) for comment_id, text in comments if comment_id not in known])
        try:
            async with within(self._max_seconds):
                while batch := list(islice(missing, BATCH_SIZE)):
                    found = await self._request(exchange, batch)
                    known |= found
                    fresh = [StoredVector(each, marks[each], half) for each, half in found.items()]
                    async with self._ctx.storage.write() as db:
                        await self._require_consent(db, exchange)
                        now = dict(
                            await themes.list_texts(db, exchange.scope)
                        )  # somebody may have taken words back meanwhile
                        current = [each for each in fresh if self._mark(now.get(each.comment_id, "")) == each.mark]
                        await ai_usage.save_vectors(db, exchange.scope, current)
        except ServiceError as error:
            return None, error.note
        except TimeoutError:
            return None, LATE
        if len({len(half) for half in known.values()}) != 1:
            async with self._ctx.storage.write() as db:
                await ai_usage.delete_vectors(db, exchange.scope, known)  # requested again the next time
            return None, WRONG
        rows = [known[comment_id] for comment_id, _ in comments]
        return Vectors(b"".join(rows), len(rows[0]) // 2), USED

    async def _request(self, exchange: Exchange, batch: Sequence[tuple[int, str]]) -> dict[int, bytes]:
        texts = [text[:MAX_TEXT_LENGTH].strip() or "-" for _, text in batch]
        async with self._ctx.storage.write() as db:
            await self._require_consent(db, exchange)
            fits = await ai_usage.spend(
                db,
                exchange.tenant_id,
                "embeddings",
                sum(len(text) for text in texts),
                cap=self._cap,
                now=self._ctx.clock(),
            )
        if not fits:
            raise ServiceError(CAPPED)
        answer = await self._endpoint.post("/embeddings", {"input": texts})
        rows = _rows(answer, len(batch))
        return {comment_id: row for (comment_id, _), row in zip(batch, rows, strict=True)}

    async def _require_consent(self, db: Db, exchange: Exchange) -> None:
        """Raise ServiceError once the owner stopped it, in the same write as what would follow."""
        if not await ai_usage.has_ai_consent(db, exchange.tenant_id, self._endpoint.host):
            raise ServiceError("")

    def _mark(self, text: str) -> str:
        """Return the mark of a text for this model: other words, another model or address need a new vector."""
        return hashlib.sha256(f"{self._endpoint.model_key}\0{text}".encode()).hexdigest()


def _rows(answer: Any, count: int) -> list[bytes]:
    """Return the vectors of an answer in the order asked. Raises ServiceError when it is none to these texts."""
    try:
        found = {int(each["index"]): pack_half(each["embedding"]) for each in answer["data"]}
        rows = [found[at] for at in range(count)]
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise ServiceError(WRONG) from error
    if len(found) != count or len({len(row) for row in rows}) != 1:
        raise ServiceError(WRONG)
    return rows
