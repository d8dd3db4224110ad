"""Who helps with themes, summaries, danger and translations: the server's own model, outside services, or nobody."""

from collections.abc import Sequence

import structlog
from aiohttp import ClientSession

from bot.ai.danger_service import DangerService
from bot.ai.embeddings import EmbeddingsService
from bot.ai.openai_client import OpenAIClient
from bot.ai.summaries import SummaryWriter
from bot.ai.translation import MAX_BYTES, SECONDS, ChatTranslator, LibreTranslate
from bot.context import Context
from bot.core.vectors import Vectors
from bot.domain.ai_services import FAILED, Translate
from bot.domain.found_themes import Write, no_writer
from bot.settings import Settings
from bot.themes.runs import Embed, no_vectors
from bot.worker import Worker, WorkerError, vectors_in_worker
from storage.exchanges import Exchange

log = structlog.get_logger()

_SUMMARY_BYTES = 256 << 10
SERVICE_S = 10.0
"""Seconds of one try of one call."""


def embedder(settings: Settings, ctx: Context, session: ClientSession, worker: Worker) -> Embed:
    """Return who gives vectors of comments: the server's own model, a service, or nobody."""
    if settings.themes_model_dir:

        async def model(exchange: Exchange, comments: Sequence[tuple[int, str]]) -> tuple[Vectors | None, str]:
            _ = exchange
            try:
                return await vectors_in_worker(worker, settings.themes_model_dir, comments), ""
            except WorkerError as error:
                log.warning("model_failed", error=str(error))
                return None, FAILED

        return model
    if not settings.themes_embeddings_url:
        return no_vectors
    key = settings.themes_embeddings_key.get_secret_value()
    model_name = settings.themes_embeddings_model
    endpoint = OpenAIClient(session, settings.themes_embeddings_url, key, model_name, seconds=SERVICE_S)
    return EmbeddingsService(ctx, endpoint, cap=settings.themes_embeddings_cap)


def danger_service(settings: Settings, session: ClientSession) -> DangerService | None:
    """Return who looks for signs of danger beside the lists: a service, or nobody."""
    if not settings.danger_service_url:
        return None
    return DangerService(session, settings.danger_service_url, settings.danger_service_token.get_secret_value())


def translator(settings: Settings, session: ClientSession) -> Translate | None:
    """Return who translates comments: a service, or nobody. It speaks as a chat where a model is named."""
    url, key = settings.translation_url, settings.translation_key.get_secret_value()
    if not url:
        return None
    if not settings.translation_model:
        return LibreTranslate(session, url, key)
    return ChatTranslator(
        OpenAIClient(session, url, key, settings.translation_model, seconds=SECONDS, max_bytes=MAX_BYTES)
    )


def writer(settings: Settings, ctx: Context, session: ClientSession) -> Write:
    """Return who writes summaries: a service, or nobody."""
    if not settings.summary_url:
        return no_writer
    key = settings.summary_key.get_secret_value()
    endpoint = OpenAIClient(
        session, settings.summary_url, key, settings.summary_model, seconds=SERVICE_S, max_bytes=_SUMMARY_BYTES
    )
    return SummaryWriter(ctx, endpoint, cap=settings.summary_cap)
