"""Vectors of comments from an embeddings service: each comment is sent once, and its vector is kept, sealed."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from bot.ai.openai_client import OpenAIClient
from bot.ai.sealed import VECTORS, KeptVector, open_vectors, seal_vector
from bot.core.vectors import Vectors, mean_half, pack_half
from bot.domain.ai_services import CAPPED, LATE, USED, WRONG, ServiceError
from bot.domain.tools import ServiceTools
from bot.sealing import Cipher
from bot.slack.deadlines import within
from storage import ai_usage, themes
from storage.exchanges import Exchange
from storage.session import Db

BATCH_SIZE = 64
MAX_TEXT_LENGTH = 2_000
"""Characters of a comment that are sent; few models read more."""

MAX_SECONDS = 20.0
"""Seconds for all batches of a run; what came by then is kept, so that the next run has less to ask."""

_SAMPLE = 500  # vectors that the mean is of, where a comment has none


class EmbeddingsService:
    """Gets vectors for the themes of an exchange. cap: characters that may be sent in a month."""

    def __init__(
        self, ctx: ServiceTools, endpoint: OpenAIClient, *, cap: int, max_seconds: float = MAX_SECONDS
    ) -> None:
        self._ctx = ctx
        self._endpoint = endpoint
        self._cap = cap
        self._max_seconds = max_seconds

    async def __call__(self, exchange: Exchange, comments: Sequence[tuple[int, str]]) -> tuple[Vectors | None, str]:
        """Return the vectors of (id, text) in their order, or None, and what happened.

        A comment that was withdrawn or reworded meanwhile is not sent; it gets the mean of the others.
        """
        if not exchange.has_key:
            return None, ""
        async with self._ctx.storage.read() as db:
            if not await ai_usage.has_ai_consent(db, exchange.tenant_id, self._endpoint.host):
                return None, ""
            stored = await ai_usage.load_vectors(db, exchange.scope)
        cipher = self._ctx.key_of(exchange).cipher(VECTORS)
        kept = await open_vectors(cipher, stored)
        marks = {comment_id: self._mark(text) for comment_id, text in comments}
        outdated = {each.comment_id for each in stored} - {
            each for each, vector in kept.items() if vector.text_mark == marks.get(each)
        }
        if outdated:
            async with self._ctx.storage.write() as db:
                await ai_usage.delete_vectors(db, exchange.scope, outdated)
        known = {comment_id: each.half for comment_id, each in kept.items() if comment_id not in outdated}
        try:
            async with within(self._max_seconds):
                known |= await self._request_all(exchange, cipher, [each for each in comments if each[0] not in known])
        except ServiceError as error:
            return None, error.note
        except TimeoutError:
            return None, LATE
        return await self._in_order(exchange, known, [comment_id for comment_id, _ in comments])

    async def _in_order(
        self, exchange: Exchange, known: Mapping[int, bytes], wanted: Sequence[int]
    ) -> tuple[Vectors | None, str]:
        if len({len(half) for half in known.values()}) > 1:
            async with self._ctx.storage.write() as db:
                await ai_usage.delete_vectors(db, exchange.scope, known)  # requested again the next time
            return None, WRONG
        if not known:  # everybody took their words back
            return None, ""
        missing = mean_half(list(islice(known.values(), _SAMPLE))) if len(known) < len(wanted) else b""
        rows = [known.get(comment_id, missing) for comment_id in wanted]
        return Vectors(b"".join(rows), len(rows[0]) // 2), USED

    async def _request_all(
        self, exchange: Exchange, cipher: Cipher, comments: Sequence[tuple[int, str]]
    ) -> dict[int, bytes]:
        """Send comments in batches and keep what comes back; return it by comment, without those that changed."""
        found: dict[int, bytes] = {}
        missing = iter(comments)
        while batch := list(islice(missing, BATCH_SIZE)):
            rows = await self._request(exchange, batch)
            async with self._ctx.storage.write() as db:
                await self._require_consent(db, exchange)
                still = await _unchanged(db, exchange, [each for each in batch if each[0] in rows])
                fresh = [
                    seal_vector(cipher, comment_id, KeptVector(self._mark(text), rows[comment_id]))
                    for comment_id, text in still
                ]
                await ai_usage.save_vectors(db, exchange.scope, fresh)
            found |= {comment_id: rows[comment_id] for comment_id, _ in still}
        return found

    async def _request(self, exchange: Exchange, batch: Sequence[tuple[int, str]]) -> dict[int, bytes]:
        """Send those of a batch whose words are still there now; return their vectors by comment."""
        async with self._ctx.storage.write() as db:
            await self._require_consent(db, exchange)
            still = await _unchanged(db, exchange, batch)
            texts = [text[:MAX_TEXT_LENGTH].strip() or "-" for _, text in still]
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
        if not still:
            return {}
        answer = await self._endpoint.post("/embeddings", {"input": texts})
        rows = _rows(answer, len(still))
        return {comment_id: row for (comment_id, _), row in zip(still, rows, strict=True)}

    async def _require_consent(self, db: Db, exchange: Exchange) -> None:
        """Raise ServiceError once the owner stopped it, in the same write as what would follow."""
        if not await ai_usage.has_ai_consent(db, exchange.tenant_id, self._endpoint.host):
            raise ServiceError("")

    def _mark(self, text: str) -> bytes:
        """Return the mark of a text for this model: other words, another model or address need a new vector."""
        return hashlib.sha256(f"{self._endpoint.model_key}\0{text}".encode()).digest()


async def _unchanged(db: Db, exchange: Exchange, batch: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return those of a batch that are live with the same words now: somebody may have taken theirs back meanwhile."""
    now = await themes.get_words(db, exchange.scope, [comment_id for comment_id, _ in batch])
    return [(comment_id, text) for comment_id, text in batch if now.get(comment_id) == text]


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
