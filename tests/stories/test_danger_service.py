"""The operator's own service that looks for danger: what goes there, and what becomes of its answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.ai import danger_service
from bot.share import service_look
from bot.slack.deadlines import stretched
from storage.enums import CommentState
from tests.sentences import EN, ES
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import only, reply_text, run_command
from tests.stories.moderating import queue_of, shared, states
from tests.stories.time_limits import kept_limits
from tests.whole_bot import Playground, open_playground, words

HINT = "The grey bag under the stairs is packed for friday"
PLAIN = "The bell is too loud"
LISTED = "I want to kill myself"
HELP = "Ms Vega, room 12, 555 0100"
ALERT = "A person may be in danger"
HOST = "127.0.0.1"


class Service:
    """Takes HINT for danger, and fails in the way that a test sets."""

    def __init__(self) -> None:
        self.mode = "right"
        self.asked: list[dict[str, Any]] = []
        self.tokens: list[str] = []
        self.let_be_late: Callable[[], None] = lambda: None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        self.tokens.append(request.headers.get("Authorization", ""))
        if self.mode == "never":
            self.let_be_late()
            await asyncio.Event().wait()
        if self.mode == "500":
            raise web.HTTPInternalServerError
        if self.mode == "elsewhere":
            raise web.HTTPTemporaryRedirect("http://127.0.0.1:1/")
        if self.mode == "no JSON":
            return web.Response(text="<html>")
        if self.mode == "words":
            return web.json_response({"danger": ["yes"] * len(body["comments"])})
        if self.mode == "too many":
            return web.json_response({"danger": [True] * (len(body["comments"]) + 1)})
        return web.json_response({"danger": [HINT in each["text"] for each in body["comments"]]})

    @property
    def texts(self) -> list[str]:
        return [each["text"] for body in self.asked for each in body["comments"]]


@asynccontextmanager
async def served(folder: Path, **settings: Any) -> AsyncIterator[tuple[Playground, Service]]:
    service = Service()
    app = web.Application()
    app.router.add_post("/danger", service.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    facts = {"danger_service_url": f"http://{HOST}:{port}/danger", "danger_service_token": "what-it-knows"}
    try:
        async with open_playground(folder, settings_facts=facts | settings) as playground:
            await moderator_is(playground, "Maya")
            line = f'/exchange new "What keeps us safe?" --open=now --help-text="{HELP}" --review=none'
            await run_command(playground, line)
            await playground.settle()
            yield playground, service
    finally:
        await runner.cleanup()


async def let_go(playground: Playground) -> None:
    assert EN("ai.for_danger", service=HOST) in await reply_text(playground, "/exchange outside on")
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "ai.on")
    await playground.settle()


async def state_of(playground: Playground, text: str) -> CommentState:
    return CommentState(dict(await states(playground, await only(playground)))[text][0])


def messages(playground: Playground, sentence: str) -> int:
    return sum(sentence in words(each) for each in playground.person("Maya").dm())


async def test_what_the_service_takes_for_danger_is_hidden_at_once_and_contacts_and_author_hear_of_it(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        await shared(playground, "Cem", PLAIN)
        await shared(playground, "Ana", HINT)
        assert await state_of(playground, PLAIN) == CommentState.LIVE
        assert await state_of(playground, HINT) == CommentState.PENDING
        assert messages(playground, ALERT) == 1
        assert HELP in words(playground.person("Ana").dm()[-1])
        assert HINT in words(await queue_of(playground, playground.person("Maya")))
        assert service.asked == [{"comments": [{"text": each, "why": ""}]} for each in (PLAIN, HINT)], "words, no more"
        assert set(service.tokens) == {"Bearer what-it-knows"}
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert len(service.asked) == 2, "each is asked about once"
        sent = EN("ai.sent", n=len(PLAIN + HINT))
        assert sent in await reply_text(playground, "/exchange outside")


async def test_what_the_lists_hold_stays_held_and_goes_to_no_service(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        await shared(playground, "Ana", LISTED)
        assert service.asked == []
        assert await state_of(playground, LISTED) == CommentState.PENDING
        assert messages(playground, ALERT) == 1


async def test_new_words_are_shown_to_it_too_and_what_a_moderator_kept_stays(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        await let_go(playground)
        ana = playground.person("Ana")
        number = await shared(playground, "Ana", PLAIN)
        assert await ana.clicks(ana.ephemerals("general")[-1], "share.edit")
        form = str(ana.view.blocks) if ana.view else ""
        assert EN("share.service", service=HOST) in form
        assert await ana.submits(values={"share.text": HINT})
        await playground.settle()
        assert service.texts == [PLAIN, HINT]
        assert await state_of(playground, HINT) == CommentState.PENDING
        await run_command(playground, f"/exchange keep #{number}")
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert await state_of(playground, HINT) == CommentState.LIVE


async def test_nothing_goes_out_before_an_owner_allows_it_and_every_form_says_so_from_then_on(tmp_path: Path) -> None:
    async with served(tmp_path) as (playground, service):
        ana, luz = playground.person("Ana"), playground.person("Luz", locale="es-MX")

        async def form_of(person: Any) -> str:
            await person.runs("/exchange share", "general")
            await playground.settle()
            return str(person.view.blocks)

        await shared(playground, "Cem", HINT)
        assert EN("share.service", service=HOST) not in await form_of(ana)
        assert service.asked == []
        await let_go(playground)
        assert EN("share.service", service=HOST) in await form_of(ana)
        assert ES("share.service", service=HOST) in await form_of(luz)
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert service.asked == [], "what was shared before stays here"
        service.mode = "500"
        await shared(playground, "Cem", PLAIN)
        await reply_text(playground, "/exchange outside off")
        playground.clock.later(minutes=2)
        await playground.starling.scheduler.run_once()
        await shared(playground, "Ana", "Warm rooms")
        assert service.texts == [PLAIN], "nor does what was to be asked again"
        assert await state_of(playground, HINT) == CommentState.LIVE


@pytest.mark.parametrize("mode", ["500", "never", "elsewhere", "no JSON", "words", "too many"])
async def test_however_it_fails_comments_are_shared_moderators_hear_of_it_once_a_day_and_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    async with served(tmp_path, starling_metrics=True) as (playground, service):
        service.let_be_late = kept_limits(monkeypatch, stretched(danger_service.SECONDS))
        await let_go(playground)
        service.mode = mode
        await shared(playground, "Ana", HINT)
        assert await state_of(playground, HINT) == CommentState.LIVE
        failed = EN("moderate.service_failed", service=HOST)
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert messages(playground, failed) == 1
        for _ in range(2):  # again and again, and each time for one comment
            playground.clock.later(seconds=service_look.AGAIN.total_seconds() + 1)
            await playground.starling.scheduler.run_once()
        await playground.settle()
        assert len(service.asked) == 3
        assert messages(playground, failed) == 1
        why = {"500": "failed", "elsewhere": "failed", "never": "late"}.get(mode, "wrong")
        counted = playground.starling.context.metrics.text().decode()
        assert f'starling_danger_service_failures_total{{why="{why}"}} 3.0' in counted
        service.mode = "right"
        playground.clock.later(hours=23)
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert await state_of(playground, HINT) == CommentState.PENDING
        assert messages(playground, ALERT) >= 1
        assert messages(playground, failed) == 1
        playground.clock.later(hours=2)
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert messages(playground, failed) == 2, "of what failed since, on the next day"
