"""Summaries by a chat service: it writes sentences with citations, and only the true ones are kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import category

import structlog

from bot.ai import prompts
from bot.ai.openai_client import OpenAIClient
from bot.ai.sealed import mark_of_request, open_summary, seal_summary
from bot.core.summary import Sentence, Subject, keep_true_sentences, normalise_quote_marks
from bot.core.summary_figures import keep_true_figures
from bot.domain.ai_services import CAPPED, LATE, USED, WRONG, ServiceError
from bot.domain.computations import compute_alone
from bot.domain.tools import ServiceTools
from bot.sealing import WrongSealError
from bot.slack.deadlines import within
from storage import ai_usage, themes
from storage.computations import SUMMARY
from storage.exchanges import Exchange
from storage.session import Db

log = structlog.get_logger()

MAX_SECONDS = 12.0
"""Seconds that a digest waits for its summary."""

MAX_SENTENCES = 5
MAX_SENTENCE_LENGTH = 320
_MAX_THEMES, _MAX_COMMENT_LENGTH, _MAX_READ = 12, 400, 12
_FENCE = "```"
_CONTROLS = {"Cc", "Cf", "Cs", "Co", "Cn"}  # signs that show nothing, turn the writing round, or are half of one


@dataclass(frozen=True, slots=True)
class _Order:
    """What a service is asked to sum up. numbers: what the comments are called, by id."""

    question: str
    subjects: Sequence[Subject]
    numbers: Mapping[int, int]

    @property
    def texts(self) -> dict[int, str]:
        """The words that are sent, by comment."""
        return {each.comment_id: each.text for subject in self.subjects for each in subject.best}

    @property
    def request(self) -> str:
        """What is sent. Nobody's name, no id of ours."""
        return _format_request(self.question, self.subjects, self.numbers)

    async def only_unchanged(self, db: Db, exchange: Exchange) -> "_Order":
        """Return the order without comments that may not be quoted now, or have other words."""
        now = await themes.get_quotable(db, exchange.scope, self.texts)
        subjects = [
            replace(subject, best=tuple(each for each in subject.best if _words(now, each.comment_id) == each.text))
            for subject in self.subjects
        ]
        return replace(self, subjects=[subject for subject in subjects if subject.best])


class SummaryWriter:
    """Lets a service write summaries, one text for all channels of a round. cap: characters sent in a month at most."""

    def __init__(
        self, ctx: ServiceTools, endpoint: OpenAIClient, *, cap: int, max_seconds: float = MAX_SECONDS
    ) -> None:
        self._ctx = ctx
        self._endpoint = endpoint
        self._cap = cap
        self._max_seconds = max_seconds

    async def __call__(
        self, exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
    ) -> tuple[tuple[Sentence, ...], str]:
        """Return sentences and what happened; none where the workspace does not want it, or nothing true was written.

        subjects: the themes with the comments that may be quoted. numbers: what these are called, by id.
        """
        if not exchange.has_key:
            return (), ""
        async with self._ctx.storage.read() as db:
            if not await ai_usage.has_ai_consent(db, exchange.tenant_id, self._endpoint.host):
                return (), ""
        order = _Order(exchange.question, subjects[:_MAX_THEMES], numbers)
        if not order.texts:
            return (), ""
        try:
            async with within(self._max_seconds):
                written = await self._write_once(exchange, order)
        except ServiceError as error:
            return (), error.note
        except TimeoutError:
            return (), LATE
        # Those of an earlier round too: what was written for the same request may have been of other figures.
        shown = keep_true_figures(written, subjects, order.texts)
        return (shown, USED) if shown else ((), WRONG)

    async def _write_once(self, exchange: Exchange, order: _Order) -> tuple[Sentence, ...]:
        """Return what was written for this request already, by whichever process, or have it written now."""
        written = await self._load(exchange, order)
        if written:
            return written
        async with compute_alone(self._ctx, exchange.scope, SUMMARY, wait=self._max_seconds) as is_ours:
            written = await self._load(exchange, order)
            if written:
                return written
            if not is_ours:
                raise ServiceError(LATE)
            written = await self._request(exchange, order)
            async with self._ctx.storage.write() as db:
                texts = (await order.only_unchanged(db, exchange)).texts  # words may have been taken back meanwhile
                written = tuple(each for each in written if set(each.cites) <= set(texts))
                mark, sealed = seal_summary(self._ctx.key_of(exchange), order.request, written)
                if written:
                    await ai_usage.save_summary(db, exchange.scope, mark, sealed, now=self._ctx.clock())
        return written

    async def _load(self, exchange: Exchange, order: _Order) -> tuple[Sentence, ...]:
        key = self._ctx.key_of(exchange)
        mark = mark_of_request(key, order.request)
        async with self._ctx.storage.read() as db:
            sealed = await ai_usage.get_summary(db, exchange.scope, mark)
        if sealed is None:
            return ()
        try:
            return open_summary(key, mark, sealed)
        except WrongSealError:
            log.warning("summary_unreadable", exchange_id=exchange.exchange_id)  # it is written again
            return ()

    async def _request(self, exchange: Exchange, order: _Order) -> tuple[Sentence, ...]:
        async with self._ctx.storage.write() as db:
            if not await ai_usage.has_ai_consent(db, exchange.tenant_id, self._endpoint.host):
                raise ServiceError("")
            order = await order.only_unchanged(db, exchange)
            if not order.texts:
                raise ServiceError("")
            request = order.request
            now, size = self._ctx.clock(), len(prompts.SUMMARY) + len(request)
            if not await ai_usage.spend(db, exchange.tenant_id, "summary", size, cap=self._cap, now=now):
                raise ServiceError(CAPPED)
        messages = [{"role": "system", "content": prompts.SUMMARY}, {"role": "user", "content": request}]
        answer = await self._endpoint.post("/chat/completions", {"messages": messages, "temperature": 0})
        texts = order.texts
        ids = {order.numbers[comment_id]: comment_id for comment_id in texts}
        written = keep_true_sentences(_sentences(answer, ids), texts)[:MAX_SENTENCES]
        if not written:
            raise ServiceError(WRONG)
        return written


def _words(now: Mapping[int, tuple[int, str]], comment_id: int) -> str | None:
    found = now.get(comment_id)
    return found[1] if found else None


def _format_request(question: str, subjects: Sequence[Subject], numbers: Mapping[int, int]) -> str:
    """Return what is sent: the question, the themes, and their comments by number. Nobody's name, no id of ours."""
    themes = [
        {
            "theme": subject.name,
            "comments" if subject.is_exact else "most_comments": subject.comments,
            "mean_stars": None if subject.mean is None else round(subject.mean, 1),
            "best": [
                {"number": numbers[each.comment_id], "text": each.text[:_MAX_COMMENT_LENGTH]} for each in subject.best
            ],
        }
        for subject in subjects
    ]
    return json.dumps({"question": question, "themes": themes}, ensure_ascii=False)


def _sentences(answer: Any, ids: Mapping[int, int]) -> list[Sentence]:
    """Return the first sentences of an answer. Raises ServiceError when there are none to read."""
    try:
        content = answer["choices"][0]["message"]["content"].strip()
        if content.startswith(_FENCE):
            content = content.strip("`").removeprefix("json")
        rows = json.loads(content)["sentences"][:_MAX_READ]
        found = [_sentence(row["text"], row["cites"], ids) for row in rows]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise ServiceError(WRONG) from error
    return [each for each in found if each is not None]


def _sentence(text: str, cites: list[int], ids: Mapping[int, int]) -> Sentence | None:
    """Return a sentence, None where it cannot be shown as it is."""
    words = " ".join(text.split())
    if not 0 < len(words) <= MAX_SENTENCE_LENGTH or any(category(sign) in _CONTROLS for sign in words):
        return None
    plain = normalise_quote_marks(words)
    if plain is None or not all(type(cite) is int for cite in cites):
        return None
    return Sentence(plain, tuple(dict.fromkeys(ids.get(cite, 0) for cite in cites)))
