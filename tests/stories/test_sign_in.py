"""Pages with results for the workspace, or for moderators: who reads them, asked at each request."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.domain.actor import Actor
from bot.domain.results_links import get_link
from bot.home.erase import forget
from storage import exchanges, web_passes
from storage.exchanges import Exchange
from storage.models import metadata
from tests.sentences import EN, ES
from tests.stories.digest_helpers import QUESTION, SIX, announced, close, rate
from tests.stories.test_results import ask, rated_so_far
from tests.stories.web_visitor import BASE, SIGNS_IN, Visitor, query_of, sign_in_of
from tests.whole_bot import Playground, open_playground


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """A bot that has an address, and with which people can sign in."""
    async with open_playground(tmp_path, settings_facts=SIGNS_IN) as found:
        yield found


async def of(playground: Playground, page: str, when: str = "always", **settings: Any) -> tuple[Exchange, str]:
    """Return an open exchange with stars, and the link to its page."""
    exchange = await announced(playground, *SIX, results_page=page, results_when=when, **settings)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 5, 0, 4])
    link = await get_link(playground.starling.context, exchange, is_moderator=True)
    assert link.startswith(BASE)
    return exchange, link


async def change(playground: Playground, exchange: Exchange, **values: Any) -> None:
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, **values)


async def test_somebody_of_the_workspace_signs_in_reads_and_signs_out(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    visitor = Visitor(playground)
    first = await visitor.opens(f"{link}comments?q=lunch")
    assert first.status == 403
    assert EN("explorer.shut.sign_in_heading") in first.text
    assert QUESTION not in first.text
    assert first.headers["Cache-Control"] == "no-store"
    asked = await visitor.opens(sign_in_of(first))
    assert "Starling" in asked.text
    assert set(query_of(visitor.asked)) == {
        "response_type", "scope", "client_id", "team", "state", "nonce", "redirect_uri"
    }  # fmt: skip
    assert query_of(visitor.asked)["scope"] == "openid", "no name and no e-mail address"
    page = await visitor.agrees(playground.person("Ana"))
    assert (page.status, page.address) == (200, f"{BASE}{link.removeprefix(BASE)}comments?q=lunch")
    assert "Lunch longer" in page.text
    assert page.headers["Cache-Control"] == "no-store", "nothing is left in the browser after signing out"
    assert (await visitor.opens(f"{link}charts/themes.csv")).headers["Cache-Control"] == "no-store"
    out = re.findall(r'<form class="out" method="post" action="([^"]+)"', page.html)
    after = await visitor.posts(out[0])
    assert EN("explorer.shut.sign_in_heading") in after.text
    assert (await visitor.opens(link)).status == 403


async def test_cookies_are_out_of_reach_of_scripts_other_sites_and_plain_connections(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    visitor = Visitor(playground)
    await visitor.signs_in(link, playground.person("Ana"))
    begun, session = (
        next(each for each in visitor.raw if each.startswith(f"starling_{name}=")) for name in ("sign_in", "reader")
    )
    for cookie in (begun, session):
        for word in ("HttpOnly", "Secure", "SameSite=Lax"):
            assert word in cookie, cookie
    assert "Max-Age" not in session, "it goes with the browser"
    [held] = [value for name, (value, _) in visitor.cookies.items()]
    assert len(held) == 43, "256 bits and nothing else; the other cookie is gone"


async def test_strangers_guests_and_those_who_left_read_nothing(playground: Playground) -> None:
    exchange, link = await of(playground, "workspace")
    slack = playground.slack
    outside = slack.add_person("Gina", is_restricted=True)
    inside = playground.person("Gil", is_restricted=True)
    stranger = slack.add_person("Stan", team_id="T0ELSEWHERE")
    for person, sentence in ((outside, "explorer.shut.outside"), (stranger, "explorer.sign_in_other_workspace")):
        seen = await Visitor(playground).signs_in(link, person)
        assert seen.status == 403, person.name
        assert EN(sentence) in seen.text
        assert QUESTION not in seen.text
    assert (await Visitor(playground).signs_in(link, inside)).status == 200, "a guest in the exchange's channel"
    ana, browser = playground.person("Ana"), Visitor(playground)
    assert (await browser.signs_in(link, ana)).status == 200
    ana.member.deleted = True
    playground.clock.later(seconds=61)
    seen = await browser.opens(link)
    assert seen.status == 403
    assert EN("explorer.shut.outside") in seen.text
    assert exchange.question not in seen.text


async def test_a_private_channels_page_is_for_its_members_as_long_as_they_are_in_it(playground: Playground) -> None:
    ana, ben = playground.person("Ana"), playground.person("Ben")
    board = playground.slack.add_channel("board", private=True, members=[playground.moderator, ana], app=True)
    exchange, link = await of(playground, "workspace")
    await change(playground, exchange, channel_id=board.id)
    browser = Visitor(playground)
    assert (await browser.signs_in(link, ana)).status == 200
    assert EN("explorer.shut.outside") in (await Visitor(playground).signs_in(link, ben)).text
    del board.members[ana.id]
    playground.clock.later(seconds=61)
    assert (await browser.opens(link)).status == 403, "asked at each request, a minute old at most"


async def test_a_page_for_moderators_is_for_who_moderates_now(playground: Playground) -> None:
    _, link = await of(playground, "moderators", when="closed")
    ana = playground.person("Ana")
    seen = await Visitor(playground).signs_in(link, ana)
    assert seen.status == 403
    assert EN("explorer.shut.moderators") in seen.text
    assert EN("explorer.sign_in_other") in seen.text, "a way on"
    browser = Visitor(playground)
    assert (await browser.signs_in(link, playground.moderator)).status == 200, "also before the close"
    playground.moderator.member.is_admin = False
    playground.clock.later(seconds=61)
    assert EN("explorer.shut.moderators") in (await browser.opens(link)).text


async def test_only_moderators_are_shown_the_link_of_their_page(playground: Playground) -> None:
    await of(playground, "moderators")
    await ask(playground, "Ana")
    assert "/results/" not in str(playground.person("Ana").view)
    assert "/results/" in str((await ask(playground, "moderator"), playground.moderator.view))


async def test_after_five_ratings_of_ones_own_is_asked_of_ones_own_row(playground: Playground) -> None:
    exchange, link = await of(playground, "workspace", when="rated")
    await rated_so_far(playground, "Ana", 4)
    browser = Visitor(playground)
    seen = await browser.signs_in(link, playground.person("Ana"))
    assert seen.status == 403
    assert EN("explorer.shut.rate_first") in seen.text
    await rated_so_far(playground, "Ana", 5)
    before = await rows_of(playground)
    assert (await browser.opens(link)).status == 200
    assert await rows_of(playground) == before, "looking writes nothing"
    await change(playground, exchange, results_when="closed")
    assert EN("explorer.shut.not_yet") in (await browser.opens(link)).text
    await close(playground, exchange)
    assert (await browser.opens(link)).status == 200


async def rows_of(playground: Playground) -> str:
    """Return all rows of the database as text."""
    async with playground.starling.context.storage.read() as db:
        found = [[tuple(row) for row in await db.execute(select(each))] for each in metadata.sorted_tables]
    return str(found)


async def test_a_session_ends_after_two_hours_and_nothing_in_the_database_opens_a_page_or_names_anybody(
    playground: Playground, tmp_path: Path
) -> None:
    _, link = await of(playground, "workspace")
    ana, visitor = playground.person("Ana"), Visitor(playground)
    await visitor.signs_in(link, ana)
    held = visitor.cookies["starling_reader"][0]
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("starling.sqlite*"))  # noqa: ASYNC240 - small files
    assert held.encode() not in raw
    assert f'"{ana.id}"'.encode() not in raw
    playground.clock.later(hours=1, minutes=59)
    assert (await visitor.opens(link)).status == 200
    playground.clock.later(minutes=2)
    seen = await visitor.opens(link)
    assert EN("explorer.shut.sign_in_heading") in seen.text
    playground.clock.later(hours=1)
    await playground.starling.scheduler.run_once()
    assert await count_passes(playground) == 0


async def count_passes(playground: Playground) -> int:
    async with playground.starling.context.storage.read() as db:
        return len(await web_passes.list_of_tenant(db, playground.tenant_id))


async def test_what_slack_sends_back_counts_only_in_the_browser_that_began_and_once(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    ana = playground.person("Ana")
    victim, other = Visitor(playground), Visitor(playground)
    await victim.opens(sign_in_of(await victim.opens(link)))
    begun = query_of(victim.asked)
    code = playground.slack.tokens.new_sign_in(ana.id, begun["redirect_uri"], begun["nonce"])
    back = f"{begun['redirect_uri']}?code={code}&state={begun['state']}"
    seen = await other.opens(back)
    assert seen.status == 400
    assert EN("explorer.sign_in_lost") in seen.text, "another browser"
    wrong = await Visitor(playground, cookies=dict(victim.cookies)).opens(back.replace(begun["state"], "x" * 32))
    assert wrong.status == 400, "another state"
    assert (await victim.opens(back)).status == 200
    assert (await victim.opens(back)).status == 400, "once"
    late = Visitor(playground)
    await late.opens(sign_in_of(await late.opens(link)))
    playground.clock.later(minutes=11)
    assert EN("explorer.sign_in_lost") in (await late.agrees(ana)).text


async def test_an_id_token_of_another_attempt_app_or_hour_is_refused(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    ana, slack = playground.person("Ana"), playground.slack
    for wrong in ("nonce", "aud", "exp", "sub"):
        visitor = Visitor(playground)
        await visitor.opens(sign_in_of(await visitor.opens(link)))
        begun = query_of(visitor.asked)
        nonce = "another" if wrong == "nonce" else begun["nonce"]
        code = slack.tokens.new_sign_in(ana.id, begun["redirect_uri"], nonce)
        slack.context.id_token_faults = {} if wrong == "nonce" else {wrong: "x" if wrong != "exp" else 1}
        with capture_logs() as lines:
            seen = await visitor.opens(f"{begun['redirect_uri']}?code={code}&state={begun['state']}")
        slack.context.id_token_faults = {}
        assert seen.status == 502, wrong
        assert EN("explorer.sign_in_failed") in seen.text
        assert EN("explorer.sign_in_again") in seen.text, "a way back"
        assert "starling_reader" not in visitor.cookies
        assert code not in json.dumps(lines)


async def test_who_does_not_agree_reads_so_and_may_try_again(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    visitor = Visitor(playground, language="es")
    first = await visitor.opens(link)
    assert ES("explorer.shut.sign_in_heading") in first.text
    await visitor.opens(sign_in_of(first))
    seen = await visitor.agrees(playground.person("Ana"), answer="cancel")
    assert seen.status == 403
    assert ES("explorer.sign_in_denied") in seen.text
    assert f'href="{link.removeprefix(BASE)}"' in seen.html
    assert "starling_reader" not in visitor.cookies


async def test_a_way_back_leads_nowhere_else(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    for to in ("//evil.example", "https://evil.example", "..%2F..%2Fx", "%0d%0aSet-Cookie:x", "\\\\evil.example"):
        visitor = Visitor(playground)
        await visitor.opens(f"{link}sign-in?to={to}")
        page = await visitor.agrees(playground.person("Ana"))
        assert page.address == link, to


async def test_nothing_of_a_sign_in_is_in_the_log(playground: Playground, caplog: pytest.LogCaptureFixture) -> None:
    _, link = await of(playground, "workspace")
    ana, visitor = playground.person("Ana"), Visitor(playground)
    with capture_logs() as lines:
        await visitor.signs_in(link, ana)
        playground.slack.faults.answer("users.info", status=500)
        playground.clock.later(minutes=2)
        unsure = await visitor.opens(link)
        playground.slack.faults.answer("openid.connect.token", error="invalid_code")
        failed = await Visitor(playground).signs_in(link, ana)
    assert unsure.status in {200, 503}
    assert failed.status == 502
    logged = json.dumps(lines, default=str) + "\n".join(
        each.getMessage() for each in caplog.records if "playground" not in each.name and "aiohttp" not in each.name
    )
    token = link.rstrip("/").rsplit("/", 1)[1]
    app = playground.slack.context.app
    for secret in (token, visitor.cookies["starling_reader"][0], ana.id, ana.name, app.client_secret):
        assert secret not in logged
    assert "sign_in_failed" in logged, "the control"


async def test_without_sign_in_no_link_is_shown_and_an_old_one_leads_nowhere(tmp_path: Path) -> None:
    facts = {**SIGNS_IN, "slack_client_id": "", "slack_client_secret": ""}
    async with open_playground(tmp_path, settings_facts=facts) as playground:
        exchange = await announced(playground, *SIX, results_page="workspace", results_when="always")
        await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9])
        assert await get_link(playground.starling.context, exchange) == ""
        assert "/results/" not in str((await ask(playground, "moderator"), playground.moderator.view))


async def test_forget_me_ends_sessions(playground: Playground) -> None:
    _, link = await of(playground, "workspace")
    ana, visitor, other = playground.person("Ana"), Visitor(playground), Visitor(playground)
    await visitor.signs_in(link, ana)
    await other.signs_in(link, playground.person("Ben"))
    ctx = playground.starling.context
    await forget(ctx, Actor(playground.tenant_id, playground.slack.team_id, ana.id, is_stranger=False))
    assert (await visitor.opens(link)).status == 403
    assert (await other.opens(link)).status == 200, "nobody else's"
