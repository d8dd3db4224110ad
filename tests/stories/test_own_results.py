"""One's own results: each person's ratings and comments, in Home and on a page that only their own press opens."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.playground.people.person import Person
from bot.playground.state.models import View
from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.at_home import home_of, rates, share
from tests.stories.digest_helpers import QUESTION, SIX, announced, close, rate
from tests.stories.test_sign_in import count_passes, rows_of
from tests.stories.web_visitor import SIGNS_IN, Seen, Visitor
from tests.whole_bot import Playground, open_playground, words


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """A bot that has an address."""
    async with open_playground(tmp_path, settings_facts=SIGNS_IN) as found:
        yield found


async def opened(playground: Playground, person: Person) -> View:
    """Return what somebody sees who presses the button in Home."""
    home = await home_of(playground, person)
    assert await person.clicks(home, "home.own_results")
    await playground.settle()
    assert person.view
    return person.view


async def linked(playground: Playground, person: Person) -> str:
    """Return the link that somebody makes."""
    assert await person.clicks(await opened(playground, person), "home.own_results_link")
    await playground.settle()
    assert person.view
    [url] = [part["url"] for block in person.view.blocks for part in block.get("elements", []) if part.get("url")]
    return str(url)


async def pressed(visitor: Visitor, link: str) -> Seen:
    """Return what a browser shows after the link's own button was pressed."""
    first = await visitor.opens(link)
    assert first.status == 200, first.text
    return await visitor.posts(first.html.split('action="')[1].split('"')[0].replace("&amp;", "&"))


async def five_rated(playground: Playground, **settings: Any) -> tuple[Exchange, Person]:
    """Return an exchange with stars, and Ana, who gave six comments a star each and wrote one."""
    exchange = await announced(playground, *SIX, **{"results_when": "always", **settings})
    ana = playground.person("Ana")
    for _ in SIX:
        await rates(playground, ana, 1)
    await share(playground, ana, "Hall with lamps")
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 0, 4, 5])
    return exchange, ana


async def test_who_did_nothing_yet_reads_so_and_may_begin(playground: Playground) -> None:
    await announced(playground, *SIX)
    ana = playground.person("Ana")
    view = await opened(playground, ana)
    assert EN("own_results.not_rated") in words(view)
    assert EN("own_results.not_shared") in words(view)
    assert await ana.clicks(view, "rate.start")
    await playground.settle()
    assert QUESTION in words(ana.dm()[-1])


async def test_ones_ratings_are_beside_those_of_all_and_ones_comments_have_their_fate(playground: Playground) -> None:
    _, ana = await five_rated(playground)
    text = words(await opened(playground, ana))
    assert EN("own_results.private") in text
    assert EN("own_results.lower", n=2) in text
    assert "Lunch longer" in text
    assert EN("own_results.you", signs="★", n=1) in text
    assert "Hall with lamps" in text
    assert EN("home.live") in text
    assert "Door painted" not in text, "too few rated it, so there is nothing to compare"


async def test_the_gate_of_results_is_before_the_stars_of_all(playground: Playground) -> None:
    exchange, ana = await five_rated(playground, results_when="closed")
    text = words(await opened(playground, ana))
    assert EN("own_results.gate_closed") in text
    assert "Lunch longer" not in text
    await ana.closes(ana.view)
    await close(playground, exchange)
    assert "Lunch longer" in words(await opened(playground, ana)), "a closed exchange has the button too"


async def test_the_link_opens_once_and_works_in_that_browser_for_ten_minutes(playground: Playground) -> None:
    _, ana = await five_rated(playground)
    link = await linked(playground, ana)
    scanner = Visitor(playground)
    for _ in range(3):
        assert EN("own_results.open_page") in (await scanner.opens(link)).text, "looking uses nothing up"
    browser = Visitor(playground)
    page = await pressed(browser, link)
    assert page.status == 200
    for each in (QUESTION, "Lunch longer", "Door painted", "Hall with lamps", EN("own_results.lower", n=2)):
        assert each.replace("*", "") in page.text, each
    assert link.split("?")[0] not in page.address, "the address in the browser opens nothing"
    for name, value in (
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex,nofollow"),
        ("Referrer-Policy", "no-referrer"),
    ):
        assert page.headers[name] == value
    assert all(word in browser.raw[0] for word in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/results/me/"))
    assert (await browser.opens("/results/me/")).status == 200, "loaded again"
    for other in (Visitor(playground), browser):
        used = await other.opens(link)
        assert used.status == 410
        assert EN("own_results.link_gone") in used.text
        assert EN("own_results.way_back") in used.text
    assert (await Visitor(playground).opens("/results/me/")).status == 410, "another browser"
    playground.clock.later(minutes=11)
    assert (await browser.opens("/results/me/")).status == 410


async def test_a_link_that_nobody_opened_is_over_after_ten_minutes(playground: Playground) -> None:
    _, ana = await five_rated(playground)
    link = await linked(playground, ana)
    playground.clock.later(minutes=11)
    assert (await Visitor(playground, language="es").opens(link.split("?")[0])).text.count(
        ES("own_results.link_gone")
    ) == 1
    playground.clock.later(hours=2)
    await playground.starling.scheduler.run_once()
    assert await count_passes(playground) == 0


async def test_who_closes_the_page_leaves_nothing_in_the_browser(playground: Playground) -> None:
    _, ana = await five_rated(playground)
    browser = Visitor(playground)
    await pressed(browser, await linked(playground, ana))
    seen = await browser.posts("/results/me/close")
    assert EN("own_results.closed_page") in seen.text
    assert browser.cookies == {}
    assert (await browser.opens("/results/me/")).status == 410


async def test_who_left_the_channel_or_was_forgotten_sees_nothing_any_more(playground: Playground) -> None:
    _, ana = await five_rated(playground)
    browser = Visitor(playground)
    await pressed(browser, await linked(playground, ana))
    ana.member.deleted = True
    del playground.slack.channel("general").members[ana.id]
    playground.clock.later(seconds=70)
    seen = await browser.opens("/results/me/")
    assert seen.status == 403
    assert QUESTION not in seen.text


async def test_neither_database_nor_log_holds_a_link_or_a_person(
    playground: Playground, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as lines:
        _, ana = await five_rated(playground)
        link = await linked(playground, ana)
        browser = Visitor(playground)
        before = await rows_of(playground)
        await browser.opens(link)
        assert await rows_of(playground) == before
        await pressed(browser, link)
        before = await rows_of(playground)
        await browser.opens("/results/me/")
        assert await rows_of(playground) == before, "looking writes nothing"
    held = [link.split("/me/")[1].split("?")[0], browser.cookies["starling_me"][0]]
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("starling.sqlite*"))  # noqa: ASYNC240 - small files
    logged = json.dumps(lines, default=str) + "\n".join(
        each.getMessage() for each in caplog.records if "playground" not in each.name and "aiohttp" not in each.name
    )
    assert lines, "the control"
    for secret in (*held, ana.id):
        assert secret.encode() not in raw
        assert secret not in logged


async def test_without_an_address_there_is_no_link(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        _, ana = await five_rated(playground)
        view = await opened(playground, ana)
        assert "home.own_results_link" not in str(view.blocks)
        assert "Lunch longer" in words(view)


async def test_whose_slack_is_in_spanish_reads_it_in_spanish(playground: Playground) -> None:
    await announced(playground, *SIX)
    sofia = playground.person("Sofía", locale="es-MX")
    assert ES("own_results.not_rated") in words(await opened(playground, sofia))
    page = await pressed(Visitor(playground), await linked(playground, sofia))
    assert ES("own_results.not_rated") in page.text
    assert 'lang="es"' in page.html
