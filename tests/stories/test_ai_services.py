"""Services outside: nothing goes out before an owner says so; whatever they answer, the digest comes and is true."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from bot import ai_providers
from storage.models import ai_usage, comment_vector
from tests.sentences import EN, ES, english_words
from tests.stories.digest_helpers import announced, posted, rate, reply_to, wait_for
from tests.whole_bot import Playground, open_playground, words

WHERE = ("please", "in every school", "for the small ones", "after noon", "without a fuss")
TEXTS = [f"{what} {there}" for what in ("Longer lunch breaks", "Doors that lock", "Known officers") for there in WHERE]
INVENTED = "Everybody wants to close the school"


class Service:
    """A service that speaks as OpenAI's API does, and fails in the way that a test sets."""

    def __init__(self) -> None:
        self.mode = "right"
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append((request.path, body, request.headers["Authorization"]))
        if self.mode == "late":
            await asyncio.sleep(60)
        if self.mode == "500":
            raise web.HTTPInternalServerError
        if self.mode == "wrong":
            return web.json_response({"data": [{"index": 0, "embedding": ["x"]}], "choices": [{"message": {}}]})
        if self.mode == "no JSON":
            return web.Response(text="<html>")
        if self.mode == "elsewhere":
            raise web.HTTPTemporaryRedirect("http://127.0.0.1:1/")
        if self.mode == "deep":
            return web.Response(text="[" * 100_000, content_type="application/json")
        if request.path.endswith("/embeddings"):
            rows = [
                {"index": at, "embedding": [float("Lunch" in text or "lunch" in text), float("lock" in text), 0.5]}
                for at, text in enumerate(body["input"])
            ]
            return web.json_response({"data": rows[::-1]})
        return web.json_response({"choices": [{"message": {"content": self.summary(body)}}]})

    def summary(self, body: dict[str, Any]) -> str:
        prompt = json.loads(body["messages"][1]["content"])
        best = prompt["themes"][0]["best"][0]
        sentences = [
            {"text": f"Many ask for this: “{best['text']}”.", "cites": [best["number"]]},
            {"text": f'It was said: "{INVENTED}".', "cites": [best["number"]]},
            {"text": "Nobody is cited here.", "cites": []},
            {"text": "An unknown comment is cited here.", "cites": [99_999]},
        ]
        if self.mode == "invented":
            sentences = sentences[1:]
        if self.mode == "miscounted":
            sentences.append({"text": "Most of the 4,711 comments ask for this.", "cites": [best["number"]]})
            sentences.append({"text": "Se quejan 4711 personas, la mayoría.", "cites": [best["number"]]})
        return "```json\n" + json.dumps({"sentences": sentences}, ensure_ascii=False) + "\n```"


@asynccontextmanager
async def served(folder: Path, **settings: Any) -> AsyncIterator[tuple[Playground, Service]]:
    service = Service()
    app = web.Application()
    app.router.add_post("/v1/{what:.*}", service.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/v1"  # type: ignore[union-attr]
    facts = {
        "themes_embeddings_url": service.url,
        "themes_embeddings_key": "key-of-vectors",
        "themes_embeddings_model": "vectors-1",
        "summary_url": service.url,
        "summary_key": "key-of-words",
        "summary_model": "words-1",
    }
    try:
        async with open_playground(folder, settings_facts=facts | settings) as playground:
            yield playground, service
    finally:
        await runner.cleanup()


async def let_go(playground: Playground) -> None:
    await reply_to(playground, "/exchange outside on")
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "ai.on")
    await playground.settle()


async def digest(playground: Playground) -> str:
    """Let the assembled bot post a digest, worker and all, and return it."""
    count = len(posted(playground))
    await reply_to(playground, "/exchange digest now")
    await wait_for(lambda: len(posted(playground)) > count)
    await playground.settle()
    return words(posted(playground)[-1])


async def stocked(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS)
    stars = {text.replace(" ", "_"): [0, 0, 0, 2, 9] for text in TEXTS}
    await rate(playground, exchange, **stars)
    playground.starling.scheduler.start()


async def vectors(playground: Playground) -> list[Any]:
    async with playground.starling.context.storage.read() as db:
        return list(await db.execute(select(comment_vector.c.comment_id, comment_vector.c.sealed)))


async def test_nothing_goes_out_before_an_owner_lets_it_and_then_only_words(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await stocked(playground)
        text = await digest(playground)
        assert EN("digest.themes") in text
        assert "127.0.0.1" not in text
        assert service.asked == []
        assert "Nothing goes out now" in await reply_to(playground, "/exchange outside")
        assert "No other service reads your comments" in await reply_to(playground, "/exchange about")

        await let_go(playground)
        assert "Comments go to" in words(playground.moderator.ephemerals("general")[-1])
        assert "The words of comments go to 127.0.0.1" in await reply_to(playground, "/exchange about")
        playground.clock.later(hours=2)  # the themes are due again
        text = await digest(playground)
        assert "themes found with the help of 127.0.0.1" in text
        assert "summary written by 127.0.0.1, each sentence checked" in text
        assert "Many ask for this: “" in text
        assert INVENTED not in text
        assert "cited here" not in text

        sent = [(path, body["model"], key) for path, body, key in service.asked]
        assert sent == [
            ("/v1/embeddings", "vectors-1", "Bearer key-of-vectors"),
            ("/v1/chat/completions", "words-1", "Bearer key-of-words"),
        ]
        assert sorted(service.asked[0][1]["input"]) == sorted(TEXTS)
        assert set(service.asked[0][1]) == {"model", "input"}
        prompt = json.loads(service.asked[1][1]["messages"][1]["content"])
        assert set(prompt) == {"question", "themes"}
        assert {name for theme in prompt["themes"] for best in theme["best"] for name in best} == {"number", "text"}
        characters = sum(map(len, TEXTS)) + sum(len(each["content"]) for each in service.asked[1][1]["messages"])
        assert f"{characters:,} characters" in await reply_to(playground, "/exchange outside")


async def test_what_came_back_is_kept_and_goes_with_the_comment_and_with_the_switch(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await stocked(playground)
        await let_go(playground)
        await digest(playground)
        assert len(await vectors(playground)) == len(TEXTS)
        playground.clock.later(hours=2)
        await digest(playground)
        assert [path for path, _, _ in service.asked].count("/v1/embeddings") == 1, "no comment goes out twice"
        await reply_to(playground, "/exchange outside off")
        assert await vectors(playground) == []
        count = len(service.asked)
        playground.clock.later(hours=2)
        assert "127.0.0.1" not in await digest(playground)
        assert len(service.asked) == count


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("late", "answered too late"),
        ("500", "could not be used"),
        ("wrong", "answered with something else"),
        ("no JSON", "answered with something else"),
        ("elsewhere", "could not be used"),
        ("deep", "answered with something else"),
    ],
)
async def test_whatever_a_service_does_the_digest_comes_in_time_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, why: str
) -> None:
    monkeypatch.setattr(ai_providers, "SERVICE_S", 0.3)
    async with served(tmp_path) as (playground, service):
        await stocked(playground)
        await let_go(playground)
        service.mode = mode
        text = await digest(playground)
        assert f"themes found by wording alone: 127.0.0.1 {why}" in text
        assert f"summary put together by rule: 127.0.0.1 {why}" in text
        assert EN("digest.themes") in text
        tries = {"500": 2}.get(mode, 1)
        assert len(service.asked) == 2 * tries


async def test_no_invented_quote_reaches_a_digest(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await stocked(playground)
        await let_go(playground)
        service.mode = "invented"
        text = await digest(playground)
        assert INVENTED not in text
        assert any(f"“{each}”" in text for each in TEXTS), "the themes have their comments"
        assert "summary put together by rule: 127.0.0.1 answered with something else" in text


async def test_no_number_that_was_miscounted_reaches_a_digest(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await stocked(playground)
        await let_go(playground)
        service.mode = "miscounted"
        text = await digest(playground)
        assert "Many ask for this" in text, "the true sentence stays"
        assert "4,711" not in text
        assert "4711" not in text


async def test_nothing_more_is_sent_than_the_months_cap_allows(tmp_path: Path) -> None:
    async with served(tmp_path, themes_embeddings_cap=100, summary_cap=100) as (playground, service):
        await stocked(playground)
        await let_go(playground)
        text = await digest(playground)
        assert service.asked == []
        assert "themes found by wording alone: 127.0.0.1 has reached this month's cap" in text
        assert "summary put together by rule: 127.0.0.1 has reached this month's cap" in text
        async with playground.starling.context.storage.read() as db:
            assert not [row for row in await db.execute(select(ai_usage.c.characters)) if row.characters]


async def test_only_owners_decide_and_only_where_a_service_is_set_up(playground: Playground) -> None:
    assert EN("ai.not_set_up") in await reply_to(playground, "/exchange outside on")
    assert EN("ai.nothing_set_up") in await reply_to(playground, "/exchange outside")
    someone = playground.person("A helper")
    await playground.moderator.runs(f"/exchange mod add <@{someone.id}>", "general")
    await playground.settle()
    assert await someone.runs("/exchange outside on", "general")
    await playground.settle()
    assert "Only owners can" in words(someone.ephemerals("general")[-1])


async def test_an_owner_whose_slack_is_in_spanish_decides_in_spanish(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, _):
        luz = playground.person("Luz", locale="es-MX", is_admin=True)

        async def shown(line: str = "") -> str:
            if line:
                assert await luz.runs(line, "general")
            await playground.settle()
            assert not english_words(luz.ephemerals("general")[-1].blocks)
            return words(luz.ephemerals("general")[-1])

        assert "Ahora no sale nada" in await shown("/exchange externo")
        assert "Antes de cambiar nada" in await shown("/exchange externo activar")
        assert await luz.clicks(luz.ephemerals("general")[-1], "ai.on")
        assert ES("ai.sent", n=0) in await shown()
        assert ES("ai.stopped") in await shown("/exchange externo desactivar")
        assert ES("ai.forms", form="/exchange externo") in await shown("/exchange externo quizás")
