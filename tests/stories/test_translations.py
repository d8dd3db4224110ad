"""Comments in another language: what goes to the operator's service, what people read, and what goes with the words."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot.ai import translation
from bot.domain.actor import Actor
from bot.share import flow, translating
from bot.slack.deadlines import stretched
from storage.enums import CommentState
from storage.models import comment, comment_translation
from tests.sentences import EN, ES
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import only, reply_text, run_command
from tests.stories.moderating import shared
from tests.stories.time_limits import kept_limits
from tests.whole_bot import Playground, open_playground, words

HOST = "127.0.0.1"
SPANISH = "Las escaleras del gimnasio están muy oscuras por la noche"
ENGLISH = "The stairs by the gym are very dark at night"
OTHER = "The bell at the end of the class is much too loud"
RUDE = "damn shit"


class Service:
    """Translates as LibreTranslate does, or fails in the way that a test sets."""

    def __init__(self) -> None:
        self.mode = "right"
        self.asked: list[dict[str, Any]] = []
        self.answers = {SPANISH: ENGLISH}
        self.wrong_into = ""
        self.arrived, self.go_on = asyncio.Event(), asyncio.Event()
        self.let_be_late: Callable[[], None] = lambda: None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        self.arrived.set()
        if self.mode == "never":
            self.let_be_late()
            await asyncio.Event().wait()
        if self.mode == "slow":
            await self.go_on.wait()
        if self.mode == "500":
            raise web.HTTPInternalServerError
        if self.mode == "elsewhere":
            raise web.HTTPTemporaryRedirect("http://127.0.0.1:1/")
        if self.mode == "no JSON" or body.get("target") == self.wrong_into:
            return web.Response(text="<html>")
        if self.mode == "long":
            return web.json_response({"translatedText": "word " * 2_000})
        if "messages" in body:
            return web.json_response({"choices": [{"message": {"content": ENGLISH}}]})
        text = self.answers.get(body["q"], f"[{body['target']}] {body['q']}")
        return web.json_response({"translatedText": text})

    @property
    def texts(self) -> list[str]:
        return [each["q"] for each in self.asked]


@asynccontextmanager
async def served(folder: Path, line: str = "--translate", **settings: Any) -> AsyncIterator[tuple[Playground, Service]]:
    service = Service()
    app = web.Application()
    app.router.add_post("/translate", service.answer)
    app.router.add_post("/v1/chat/completions", service.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    here = f"http://{HOST}:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
    settings = {name: each.replace("HERE", here) if isinstance(each, str) else each for name, each in settings.items()}
    try:
        async with open_playground(folder, settings_facts={"translation_url": here} | settings) as playground:
            await moderator_is(playground, "Maya")
            await run_command(playground, f'/exchange new "What keeps us safe?" --open=now --review=none {line}')
            await playground.settle()
            try:
                yield playground, service
            finally:
                service.go_on.set()  # before the bot ends, which waits for what it asked
    finally:
        await runner.cleanup()


async def let_go(playground: Playground) -> None:
    assert EN("ai.for_translation", service=HOST) in await reply_text(playground, "/exchange outside on")
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "ai.on")
    await playground.settle()


async def again(playground: Playground, seconds: float = 0) -> None:
    playground.clock.later(seconds=seconds or translating.AGAIN.total_seconds() + 1)
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def card_of(playground: Playground, person: Any) -> Any:
    await person.runs("/exchange rate", "general")
    await playground.settle()
    return person.dm()[-1]


async def forgets(playground: Playground, person: Any) -> None:
    assert await person.clicks(await home_of(playground, person), "home.forget")
    assert await person.submits()
    assert await person.submits()
    await playground.settle()


async def kept(playground: Playground) -> list[tuple[str, int]]:
    """Return the translations that comments say they have, and how many rows there are."""
    async with playground.starling.context.storage.read() as db:
        rows = (await db.execute(select(comment.c.translations))).scalars().all()
        count = (await db.execute(select(func.count()).select_from(comment_translation))).scalar_one()
    return [(each, count) for each in rows]


def on_disk(folder: Path, text: str) -> bool:
    return any(text.encode() in each.read_bytes() for each in folder.rglob("*") if each.is_file())


async def test_who_reads_in_another_language_sees_the_translation_under_the_comments_own_words(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        ana, luz = playground.person("Ana"), playground.person("Luz", locale="es-MX")

        async def form_of(person: Any) -> str:
            await person.runs("/exchange share", "general")
            await playground.settle()
            return str(person.view.blocks)

        assert EN("share.translation", service=HOST) not in await form_of(ana)
        await shared(playground, "Cem", OTHER)
        assert service.asked == [], "no owner allowed it yet"
        await let_go(playground)
        assert EN("share.translation", service=HOST) in await form_of(ana)
        assert ES("share.translation", service=HOST) in await form_of(luz)
        number = await shared(playground, "Luz", SPANISH)
        assert service.asked == [{"q": SPANISH, "source": "es", "target": "en", "format": "text"}], "words, no more"
        assert not on_disk(tmp_path, ENGLISH), "it is sealed"

        card = await card_of(playground, ana)
        while SPANISH not in words(card):
            assert await ana.clicks(card, "rate.skip")
            card = ana.dm()[-1]
        assert ENGLISH not in words(card)
        assert await ana.clicks(card, "rate.translate")
        await playground.settle()
        card = ana.dm()[-1]
        assert words(card).index(SPANISH) < words(card).index(ENGLISH), "the translation is beneath"
        assert EN("translate.by.machine", language="English") in words(card)
        assert await ana.clicks(card, "rate.star.4"), "stars count, whatever language it was read in"
        assert len(service.asked) == 1, "a press asks nobody"

        maya = playground.moderator
        assert await maya.runs(f"/exchange translate #{number}", "general")
        await playground.settle()
        assert ENGLISH in words(maya.view)
        assert maya.view is not None
        assert await maya.clicks(maya.view, "translate.correct.en")
        assert SPANISH in words(maya.view)
        refused = await maya.submits(values={"translate.text": "Call me at 213-555-0142 tonight"})
        assert EN("audit.ground.phone") in str(refused.errors), "the rules are for translations, too"
        assert await maya.submits(values={"translate.text": "The gym stairs are dark"})
        await playground.settle()
        assert EN("translate.by.corrected", language="English") in words(maya.view)
        assert EN("audit.act.translate", number=number) in await reply_text(playground, "/exchange audit")
        await again(playground)
        assert len(service.asked) == 1


async def test_a_translation_goes_with_the_words_and_with_the_owners_consent(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        luz = playground.person("Luz")
        await shared(playground, "Luz", SPANISH)
        assert await kept(playground) == [("en", 1)]
        assert await luz.clicks(luz.ephemerals("general")[-1], "share.edit")
        assert await luz.submits(values={"share.text": OTHER})
        await playground.settle()
        assert await kept(playground) == [("es", 1)], "of the new words, and not of the old ones"
        assert await luz.clicks(luz.ephemerals("general")[-1], "share.withdraw")
        await playground.settle()
        assert await kept(playground) == [("", 0)]

        await shared(playground, "Luz", f"{SPANISH} y nadie lo arregla")
        await forgets(playground, luz)
        assert set(await kept(playground)) == {("", 0)}

        await shared(playground, "Cem", OTHER)
        service.mode = "500"
        await shared(playground, "Cem", f"{SPANISH} siempre")
        assert ("en?", 1) in await kept(playground)
        await reply_text(playground, "/exchange outside off")
        assert set(await kept(playground)) == {("", 0)}
        service.mode, before = "right", len(service.asked)
        await again(playground)
        assert len(service.asked) == before, "nor does what was to be asked again"


async def test_what_is_withdrawn_while_it_is_out_is_kept_nowhere(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        service.mode = "slow"
        luz = playground.person("Luz")
        await luz.runs(f"/exchange share {SPANISH}", "general")
        await asyncio.wait_for(service.arrived.wait(), 60)
        assert await luz.clicks(luz.ephemerals("general")[-1], "share.withdraw")
        service.go_on.set()
        await playground.settle()
        assert await kept(playground) == [("", 0)]


async def test_of_two_texts_the_second_stays_here_when_they_are_withdrawn_during_the_first(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        luz = playground.person("Luz")
        assert await luz.runs("/exchange share", "general")
        service.mode = "slow"
        assert await luz.submits(values={"share.text": SPANISH, "share.why": "Ayer me caí allí y nadie me vio caer"})
        await asyncio.wait_for(service.arrived.wait(), 60)
        exchange = await only(playground)
        who = Actor(playground.tenant_id, playground.slack.team_id, luz.id, is_stranger=False)
        [mine] = await playground.comments(exchange)
        await flow.withdraw(playground.starling.context, who, exchange.exchange_id, mine.number)
        service.go_on.set()
        await playground.settle()
        assert service.texts == [SPANISH], "what is withdrawn goes nowhere any more"
        assert await kept(playground) == [("", 0)]


async def test_where_one_language_never_comes_the_other_does_and_the_service_is_left_in_peace(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        service.wrong_into = "en"
        number = await shared(playground, "Luz", "Les escaliers du gymnase sont très sombres pendant la nuit, madame")
        for _ in range(5):
            await again(playground)
        assert await kept(playground) == [("es", 1)]
        assert [each["target"] for each in service.asked] == ["en", "es", "en", "en"], "three times, then no more"

        service.mode, service.wrong_into = "slow", ""
        service.arrived.clear()
        luz, maya = playground.person("Luz"), playground.moderator
        assert await luz.clicks(luz.ephemerals("general")[-1], "share.edit")
        assert await luz.submits(values={"share.text": "Le gymnase est sombre et froid pendant toute la nuit, madame"})
        await asyncio.wait_for(service.arrived.wait(), 60)
        assert await maya.runs(f"/exchange translate #{number}", "general")
        assert maya.view
        assert await maya.clicks(maya.view, "translate.correct.es")
        assert await maya.submits(values={"translate.text": "El gimnasio está oscuro"})
        service.mode = "500"
        service.go_on.set()
        await playground.settle()
        assert "es" in (await kept(playground))[0][0].split(), "what a moderator wrote meanwhile is offered"


async def test_what_the_rules_find_in_a_translation_is_not_shown_and_its_comment_stays(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        service.answers[SPANISH] = RUDE
        await shared(playground, "Luz", SPANISH)
        assert await kept(playground) == [("", 0)]
        await again(playground)
        assert len(service.asked) == 1
        async with playground.starling.context.storage.read() as db:
            assert (await db.execute(select(comment.c.state))).scalar_one() == CommentState.LIVE


@pytest.mark.parametrize("mode", ["500", "never", "elsewhere", "no JSON", "long"])
async def test_however_the_service_fails_comments_are_rated_and_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    async with served(tmp_path, starling_metrics=True) as (playground, service):
        service.let_be_late = kept_limits(monkeypatch, stretched(translation.SECONDS))
        await let_go(playground)
        service.mode = mode
        await shared(playground, "Luz", SPANISH)
        assert await kept(playground) == [("en?", 0)]
        ana = playground.person("Ana")
        card = await card_of(playground, ana)
        assert await ana.clicks(card, "rate.translate")
        await playground.settle()
        assert EN("translate.missing.not_yet") in words(ana.dm()[-1])
        await again(playground)
        assert len(service.asked) == 2
        why = {"500": "failed", "elsewhere": "failed", "never": "late"}.get(mode, "wrong")
        counted = playground.starling.context.metrics.text().decode()
        assert f'starling_translation_failures_total{{why="{why}"}} 2.0' in counted
        service.mode = "right"
        await again(playground)
        assert await kept(playground) == [("en", 1)]
        assert await ana.clicks(ana.dm()[-1], "rate.translate")
        await playground.settle()
        assert ENGLISH in words(ana.dm()[-1])


async def test_a_chat_service_is_asked_for_the_translation_alone_and_the_cap_holds(tmp_path: Path) -> None:
    facts: dict[str, Any] = {
        "translation_url": "HERE/v1",
        "translation_model": "small",
        "translation_cap": len(SPANISH),
    }
    async with served(tmp_path, **facts) as (playground, service):
        await let_go(playground)
        await shared(playground, "Luz", SPANISH)
        assert await kept(playground) == [("en", 1)]
        [asked] = service.asked
        assert asked["messages"][1] == {"role": "user", "content": SPANISH}
        await shared(playground, "Luz", f"{SPANISH} siempre")
        assert len(service.asked) == 1, "the month's characters are spent"


async def test_where_an_exchange_does_not_ask_for_it_nothing_goes_out(tmp_path: Path) -> None:
    async with served(tmp_path, line="") as (playground, service):
        await let_go(playground)
        number = await shared(playground, "Luz", SPANISH)
        assert service.asked == []
        assert (await only(playground)).translates_comments is False
        assert await playground.moderator.runs(f"/exchange translate #{number}", "general")
        await playground.settle()
        assert EN("translate.not_here") in words(playground.moderator.view)
