"""Words that were taken back go to no service: they are read again before each batch, and after its answer."""

import hashlib
import json
from typing import Any

import pytest
from sqlalchemy import select

from bot.ai import embeddings
from bot.ai.embeddings import EmbeddingsService
from bot.ai.openai_client import OpenAIClient
from bot.ai.sealed import SUMMARIES, VECTORS, open_vectors
from bot.ai.summaries import SummaryWriter
from bot.core.summary import QuotableComment, Subject
from bot.domain.ai_services import USED
from bot.sealing import WrongSealError
from storage import ai_usage, comments, exchanges, retention, themes
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.models import ai_summary, comment_vector
from tests.whole_bot import Playground

TEXTS = [f"Comment of number {number}" for number in range(6)]


class Service(OpenAIClient):
    """A service in the test's hands: what it was sent, and what happens while its answer is on the way."""

    def __init__(self, playground: Playground) -> None:
        self.host, self.model_key = "vectors.example.org", "m"
        self.sent: list[str] = []
        self.meanwhile: list[Any] = []
        self._playground = playground

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        if path == "/embeddings":
            self.sent += body["input"]
            answer: Any = {"data": [{"index": at, "embedding": [0.5, at]} for at in range(len(body["input"]))]}
        else:
            prompt = json.loads(body["messages"][1]["content"])
            best = [each for theme in prompt["themes"] for each in theme["best"]]
            self.sent += [each["text"] for each in best]
            sentences = [{"text": f"Somebody says “{each['text']}”.", "cites": [each["number"]]} for each in best]
            answer = {"choices": [{"message": {"content": json.dumps({"sentences": sentences})}}]}
        if self.meanwhile:
            await self.meanwhile.pop(0)
        return answer


async def begin(playground: Playground) -> tuple[Exchange, Service, dict[str, int]]:
    exchange = await playground.exchange("What keeps us safe?", *TEXTS)
    service = Service(playground)
    async with playground.starling.context.storage.write() as db:
        await ai_usage.set_ai_consent(db, exchange.tenant_id, hosts=[service.host])
        ids = {text: comment_id for comment_id, text in await themes.list_texts(db, exchange.scope)}
    return exchange, service, ids


async def withdraw(playground: Playground, exchange: Exchange, comment_id: int) -> None:
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(db, exchange.scope, comment_id, state=CommentState.WITHDRAWN, text="", why="")


async def test_a_comment_withdrawn_while_a_batch_is_out_does_not_go_out_in_the_next(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "BATCH_SIZE", 2)
    exchange, service, ids = await begin(playground)
    asked = [(comment_id, text) for text, comment_id in ids.items()]
    (_, out), (_, soon), (_, later) = asked[0], asked[2], asked[5]
    service.meanwhile = [
        withdraw(playground, exchange, ids[soon]),
        withdraw(playground, exchange, ids[later]),
        withdraw(playground, exchange, ids[out]),
    ]
    ctx = playground.starling.context
    vectors, note = await EmbeddingsService(ctx, service, cap=100_000)(exchange, asked)
    assert sorted(service.sent) == sorted(set(ids) - {soon, later})
    assert note == USED
    assert vectors is not None
    assert len(vectors.half) == len(asked) * vectors.width * 2, "one for each, those taken back by the mean"
    async with ctx.storage.read() as db:
        kept = {each.comment_id for each in await ai_usage.load_vectors(db, exchange.scope)}
    assert kept == {comment_id for text, comment_id in ids.items() if text not in {soon, later}}
    vectors, note = await EmbeddingsService(ctx, service, cap=100_000)(exchange, asked[:1] + asked[3:5])
    assert len(service.sent) == 4, "nothing goes out twice"


async def test_words_changed_while_their_own_batch_is_out_leave_no_vector(playground: Playground) -> None:
    exchange, service, ids = await begin(playground)
    service.meanwhile = [withdraw(playground, exchange, ids[TEXTS[1]])]
    ctx = playground.starling.context
    await EmbeddingsService(ctx, service, cap=100_000)(exchange, [(ids[text], text) for text in TEXTS])
    async with ctx.storage.read() as db:
        kept = {each.comment_id for each in await ai_usage.load_vectors(db, exchange.scope)}
    assert kept == set(ids.values()) - {ids[TEXTS[1]]}


async def test_where_everybody_took_their_words_back_nothing_goes_out(playground: Playground) -> None:
    exchange, service, ids = await begin(playground)
    for comment_id in ids.values():
        await withdraw(playground, exchange, comment_id)
    asked = [(ids[text], text) for text in TEXTS]
    found = await EmbeddingsService(playground.starling.context, service, cap=100_000)(exchange, asked)
    assert found == (None, "")
    assert service.sent == []


async def test_a_summary_is_asked_for_and_kept_without_words_that_were_taken_back(playground: Playground) -> None:
    exchange, service, ids = await begin(playground)
    ctx = playground.starling.context
    best = tuple(QuotableComment(ids[text], text, 0.0) for text in TEXTS[:4])
    subjects = [Subject("Lunch", 9, 40, 4.0, best[:2]), Subject("Doors", 9, 40, 4.0, best[2:])]
    numbers = {each.comment_id: each.number for each in await playground.comments(exchange)}
    await withdraw(playground, exchange, ids[TEXTS[0]])  # after the digest read it
    service.meanwhile = [withdraw(playground, exchange, ids[TEXTS[2]])]  # while the service writes
    writer = SummaryWriter(ctx, service, cap=100_000)
    written, note = await writer(exchange, subjects, numbers)
    assert service.sent == TEXTS[1:4]
    assert note == USED
    assert {each.cites for each in written} == {(ids[TEXTS[1]],), (ids[TEXTS[3]],)}
    again, _ = await writer(exchange, subjects, numbers)
    assert again == written
    assert len(service.sent) == 3, "kept for the round"


async def test_vectors_and_summaries_are_sealed_to_their_exchange(playground: Playground) -> None:
    exchange, service, ids = await begin(playground)
    other = await playground.exchange("And before?", slug="before")
    ctx = playground.starling.context
    asked = [(ids[text], text) for text in TEXTS]
    await EmbeddingsService(ctx, service, cap=100_000)(exchange, asked)
    best = (QuotableComment(ids[TEXTS[0]], TEXTS[0], 0.0),)
    numbers = {each.comment_id: each.number for each in await playground.comments(exchange)}
    await SummaryWriter(ctx, service, cap=100_000)(exchange, [Subject("Lunch", 9, 40, 4.0, best)], numbers)
    async with ctx.storage.read() as db:
        stored = await ai_usage.load_vectors(db, exchange.scope)
        rows = [repr(row) for table in (comment_vector, ai_summary) for row in await db.execute(select(table))]
        [summary] = (await db.execute(select(ai_summary))).all()
    guesses = [hashlib.sha256(f"m\0{text}".encode()) for text in TEXTS]
    for row in rows:
        assert not [each for each in guesses if each.hexdigest() in row or repr(each.digest())[2:-1] in row]
        assert not [text for text in TEXTS if text in row]
    key, wrong = ctx.key_of(exchange), ctx.key_of(other)
    assert set(await open_vectors(key.cipher(VECTORS), stored)) == set(ids.values())
    assert await open_vectors(wrong.cipher(VECTORS), stored) == {}
    assert len(summary.sealed) % 1_024 == 28, "its length tells nothing"
    with pytest.raises(WrongSealError):
        wrong.cipher(SUMMARIES).open(summary.sealed, summary.request_mark)


async def test_what_services_sent_back_ends_with_the_exchanges_key(playground: Playground) -> None:
    exchange, service, ids = await begin(playground)
    ctx, asked = playground.starling.context, [(ids[text], text) for text in TEXTS]
    await EmbeddingsService(ctx, service, cap=100_000)(exchange, asked)
    async with ctx.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="closed")
        assert await retention.erase_key(db, exchange.scope, people=0, now=playground.clock.now())
    async with ctx.storage.read() as db:
        assert await ai_usage.load_vectors(db, exchange.scope) == []
        now = await exchanges.get(db, exchange.scope)
    assert now is not None
    service.sent.clear()
    assert await EmbeddingsService(ctx, service, cap=100_000)(now, asked) == (None, "")
    assert service.sent == []
