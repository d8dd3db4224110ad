"""Safety contacts: alerted at once by every way that there is, again until one takes care, and nobody else reads it."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.playground.people.person import Person
from bot.safety.webhook import sign
from storage.enums import CommentState
from storage.models import danger_case
from tests.sentences import EN, ES
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import only, reply_text, run_command
from tests.stories.moderating import shared, states
from tests.whole_bot import Playground, list_action_ids, open_playground, words

HARD = "I want to die and nobody notices"
ALERT = EN("safety.alert")
SECRET = "what the school's own server knows as well"


def alerts_to(person: Person) -> list[str]:
    return [words(each) for each in person.dm() if ALERT in words(each)]


async def opened(playground: Playground, *names: str, more: str = "") -> None:
    """Open an exchange whose safety contacts have these names."""
    contacts = " ".join(f"@{playground.person(name).member.name}" for name in names)
    flag = f'--safety="{contacts}"' if names else "--safety=none"
    await run_command(playground, f'/exchange new "What keeps us safe?" --open=now {flag} {more}'.strip())
    await playground.settle()


async def later(playground: Playground, minutes: int) -> None:
    playground.clock.later(minutes=minutes)
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_contacts_are_alerted_until_one_takes_care_and_the_others_see_who(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    sam, vera = playground.person("Sam"), playground.person("Vera", locale="es-LA")
    team = playground.slack.add_channel("safety-team", members=[sam, vera], app=True)
    await opened(playground, "Sam", "Vera", more="--safety-channel=#safety-team --review=none")
    exchange = await only(playground)
    assert exchange.contacts == (sam.id, vera.id)
    number = await shared(playground, "Ana", HARD)
    await playground.settle()

    assert dict(await states(playground, exchange))[HARD] == (CommentState.PENDING, None)
    (first,) = alerts_to(sam)
    assert f"#{number}" in first
    assert ES("safety.alert") in words(vera.dm()[-1])
    in_channel = [words(each) for each in team.messages.values() if ALERT in words(each)]
    assert len(in_channel) == 1
    for text in (first, words(vera.dm()[-1]), *in_channel):
        assert HARD not in text
        assert "Ana" not in text
    await playground.person("Ben").runs("/exchange rate", "general")
    await playground.settle()
    ben = playground.person("Ben")
    assert not any(HARD in words(each) for each in [*ben.dm(), *ben.ephemerals("general")])

    for minutes, count in ((9, 1), (2, 2), (29, 2), (2, 3), (61, 4), (61, 5)):
        await later(playground, minutes)
        assert len(alerts_to(sam)) == count, minutes
    assert EN("safety.again", n=5) in alerts_to(sam)[-1]

    assert await sam.clicks(sam.dm()[-1], "safety.show")
    assert HARD in words(sam.view)
    assert "Ana" not in words(sam.view)
    assert await vera.clicks(vera.dm()[-1], "safety.take")
    await playground.settle()
    assert not alerts_to(sam), "each message says now who takes care"
    assert f"<@{vera.id}>" in json.dumps([each.blocks for each in sam.dm()])
    assert "safety.take" not in list_action_ids(sam.dm()[-1])
    assert not [each for each in team.messages.values() if ALERT in words(each)]
    await later(playground, 180)
    assert not alerts_to(sam), "it is over"


async def test_only_contacts_and_moderators_read_the_words_or_take_care(playground: Playground) -> None:
    await opened(playground, "Sam")
    sam, ben = playground.person("Sam"), playground.person("Ben")
    await shared(playground, "Ana", HARD)
    await playground.settle()
    message = sam.dm()[-1]
    for action_id in ("safety.show", "safety.take"):
        await ben.clicks(message, action_id)
        await playground.settle()
        assert ben.view is None
    assert len(alerts_to(sam)) == 1, "nobody took care"


async def test_a_decision_ends_the_alerts(playground: Playground) -> None:
    await opened(playground, "Sam")
    number = await shared(playground, "Ana", HARD)
    await playground.settle()
    await reply_text(playground, f"/exchange keep #{number}")
    await later(playground, 11)
    assert len(alerts_to(playground.person("Sam"))) == 1


async def test_where_nobody_is_named_moderators_are_written_to_again(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await opened(playground)
    maya = playground.person("Maya")
    await shared(playground, "Ana", HARD)
    await playground.settle()
    assert "A person may be in danger" in words(maya.dm()[-1])
    assert not alerts_to(maya)
    await later(playground, 11)
    assert len(alerts_to(maya)) == 1
    assert await maya.clicks(maya.dm()[-1], "safety.take")
    await playground.settle()
    await later(playground, 60)
    assert not alerts_to(maya)


async def test_a_draft_without_contacts_asks_before_it_opens(playground: Playground) -> None:
    draft = await reply_text(playground, '/exchange new "What keeps us safe?"')
    assert EN("exchange.safety_none") in draft
    shown = json.dumps(playground.moderator.ephemerals("general")[-1].blocks)
    assert EN("draft.unguarded.confirm_title") in shown
    assert "--safety" in await reply_text(playground, '/exchange new "And now?" --safety=everybody')


@asynccontextmanager
async def receiver(answers: list[int]) -> AsyncIterator[tuple[str, list[web.Request], list[bytes]]]:
    """Serve an address that answers with these statuses, then with 204; yield its URL and what it was sent."""
    requests: list[web.Request] = []
    bodies: list[bytes] = []

    async def take(request: web.Request) -> web.Response:
        requests.append(request)
        bodies.append(await request.read())
        return web.Response(status=answers.pop(0) if answers else 204)

    app = web.Application()
    app.router.add_post("/danger", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}/danger", requests, bodies
    finally:
        await runner.cleanup()


async def test_the_webhook_is_signed_tried_again_and_has_no_words(tmp_path: Path) -> None:
    async with receiver([500, 503]) as (url, requests, bodies):
        facts = {"danger_webhook_url": url, "danger_webhook_secret": SECRET}
        async with open_playground(tmp_path, settings_facts=facts) as playground:
            await opened(playground, "Sam")
            number = await shared(playground, "Ana", HARD)
            await playground.settle()
            for _ in range(3):
                await later(playground, 2)
            assert len(bodies) == 3, "two failed, the third was taken"
            await later(playground, 10)
    sent = [json.loads(each) for each in bodies]
    assert [each["round"] for each in sent] == [1, 1, 1, 2]
    assert len({each["delivery"] for each in sent[:3]}) == 1
    assert sent[0]["comment"] == number
    for request, body in zip(requests, bodies, strict=True):
        stamp = request.headers["X-Starling-Timestamp"]
        assert request.headers["X-Starling-Signature"] == f"v1={sign(SECRET, stamp, body)}"
        assert HARD.encode() not in body
        assert not re.search(rb"U[A-Z0-9]{8,}", body), "nobody is named"


@pytest.mark.parametrize("locale", ["en", "es"])
def test_the_sentences_fit_in_slacks_dialog(locale: str) -> None:
    texts = EN if locale == "en" else ES
    assert len(texts("draft.unguarded.confirm_title")) <= 100
    assert len(texts("draft.unguarded.confirm_text")) <= 300
    assert max(len(texts("draft.unguarded.confirm_yes")), len(texts("draft.unguarded.confirm_no"))) <= 30


async def test_what_is_kept_of_an_alert_names_nobody(playground: Playground) -> None:
    await opened(playground, "Sam")
    await shared(playground, "Ana", HARD)
    await playground.settle()
    sam, ana = playground.person("Sam"), playground.person("Ana")
    assert await sam.clicks(sam.dm()[-1], "safety.take")
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        (row,) = (await db.execute(select(danger_case))).mappings().all()
    assert set(row) == {"tenant_id", "exchange_id", "comment_id", "is_open", "sealed"}
    assert not row["is_open"]
    for each in (sam.id, ana.id, sam.dm()[-1].ts):
        assert each.encode() not in row["sealed"]


async def test_a_moderator_who_is_a_contact_has_one_message_and_the_log_says_who_takes_care(
    playground: Playground,
) -> None:
    await moderator_is(playground, "Maya")
    await moderator_is(playground, "Mo")
    maya, mo = playground.person("Maya"), playground.person("Mo")
    await opened(playground, "Maya", more="--review=none")
    before = {each.id: len(each.dm()) for each in (maya, mo)}
    await shared(playground, "Ana", HARD)
    await playground.starling.scheduler.run_once("danger cases", "alerts")
    await playground.settle()
    assert [words(each) for each in maya.dm()[before[maya.id] :]] == alerts_to(maya)
    assert len(alerts_to(maya)) == 1
    assert len(mo.dm()) == before[mo.id] + 1
    assert await maya.clicks(maya.dm()[-1], "safety.take")
    await playground.settle()
    assert "a safety contact takes care of it" in await reply_text(playground, "/exchange audit")
