"""The way from Slack to the page with results: who is shown its link, when, and that it leads there."""

import re
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.domain.results_links import address
from storage import exchanges
from storage.exchanges import Exchange
from tests.results.site import plain
from tests.sentences import EN
from tests.stories.digest_helpers import QUESTION, SIX, announced, close, order, posted, rate, reads, reply_to, tick
from tests.stories.moderating import asked
from tests.stories.test_results import ask
from tests.whole_bot import Playground, open_playground, words

BASE = "https://starling.example.org"
LINK = re.compile(rf"{BASE}/results/[\w-]{{43}}/[\w/]*")


async def rated(playground: Playground, **settings: Any) -> Exchange:
    exchange = await announced(playground, *SIX, **settings)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 5, 0, 4])
    return exchange


async def read(playground: Playground, link: str, *, language: str = "en") -> tuple[int, str]:
    """Return what somebody reads who opens a link."""
    here = link.replace(BASE, f"http://127.0.0.1:{playground.starling.port}")
    async with ClientSession() as session, session.get(here, headers={"Accept-Language": language}) as answer:
        return answer.status, plain(await answer.text())


async def test_results_and_the_closing_digest_lead_to_the_page_once_the_exchange_is_closed(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated(playground, results_page="link")
        assert BASE not in await ask(playground, "moderator"), "the page opens at the close"
        await close(playground, exchange)
        await order(playground)
        await tick(playground)
        [digest] = LINK.findall(str(posted(playground)[-1].blocks))
        assert digest.endswith("/at/2/"), "the close made a release"
        [link] = set(LINK.findall(str((await ask(playground, "moderator"), playground.moderator.view))))
        assert digest.startswith(link)
        for each in (link, digest):
            status, words = await read(playground, each)
            assert status == 200
            assert QUESTION in words
            assert "Lunch longer" in words
        status, words = await read(playground, f"{link}at/1/")
        assert EN("explorer.past_newest") in words
        assert EN("explorer.answers_none") in words

        number = next(each.number for each in await playground.comments(exchange) if each.text == "Lunch longer")
        await asked(playground, playground.moderator, f"/exchange answer #{number} Forty minutes. --status=planned")
        assert EN("results.answer", answer="Forty minutes.", facts="Planned") in await ask(playground, "moderator")
        status, words = await read(playground, link)
        assert EN("answers.post", number=number) in words
        assert "Forty minutes." in words
        assert EN("explorer.answers_none") not in words


async def test_where_results_show_always_the_link_is_there_while_it_is_open(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": f"{BASE}/"}) as playground:
        exchange = await rated(playground, results_page="link", results_when="always")
        await ask(playground, "Ana")
        [link] = set(LINK.findall(str(playground.person("Ana").view)))
        status, words = await read(playground, link)
        assert status == 200
        assert EN("explorer.state.open") in words
        assert "Door painted" not in words, "a comment of today that no release knows"
        async with playground.starling.context.storage.write() as db:
            await exchanges.update_exchange(db, exchange.scope, results_page="slack")
        assert (await read(playground, link))[0] == 404


async def test_without_an_address_or_without_the_choice_no_link_is_shown(
    tmp_path: Path, playground: Playground
) -> None:
    exchange = await rated(playground, results_page="link", results_when="always")
    assert "/results/" not in str((await ask(playground, "moderator"), playground.moderator.view))
    await order(playground)
    await tick(playground)
    assert "/results/" not in reads(playground)
    assert exchange.results_page == "link"
    (tmp_path / "other").mkdir()
    async with open_playground(tmp_path / "other", settings_facts={"starling_base_url": BASE}) as other:
        await rated(other, results_when="always")
        assert "/results/" not in str((await ask(other, "moderator"), other.moderator.view))


async def test_after_the_close_means_in_slack_too(playground: Playground) -> None:
    exchange = await rated(playground, results_when="closed")
    assert EN("results.gate_closed") in await ask(playground, "Ana")
    await close(playground, exchange)
    assert "Lunch longer" in await ask(playground, "Ana")


async def test_two_readers_of_a_new_link_get_the_same(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated(playground, results_page="link", results_when="always")
        ctx = playground.starling.context
        assert address(ctx, "x") == f"{BASE}/results/x/"
        links = set()
        for name in ("Ana", "Ben"):
            await ask(playground, name)
            links |= set(LINK.findall(str(playground.person(name).view)))
        assert len(links) == 1
        assert exchange.slug not in links.pop()


async def test_a_moderator_sees_the_link_replaces_it_and_switches_the_page_off(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated(playground, results_page="link")
        name = f"/exchange link {exchange.slug}"
        assert EN("results.link_not_yet") in await reply_to(playground, name)
        await close(playground, exchange)
        shown = await reply_to(playground, name)
        [first] = LINK.findall(shown)
        assert re.search(EN.pattern("results.link_until"), shown), "until when it works"
        assert EN("results.link_new_sure") in await reply_to(playground, f"{name} --new")
        assert (await read(playground, first))[0] == 200, "asked first"
        [second] = LINK.findall(await pressed(playground, "results.link_new"))
        assert EN("results.link_earlier", n=1) in last_shown(playground)
        assert (await read(playground, first))[0] == 404
        assert (await read(playground, second))[0] == 200
        assert EN("results.link_off_sure") in await reply_to(playground, f"{name} --off")
        assert (await read(playground, second))[0] == 200
        assert EN("results.link_off") in await pressed(playground, "results.link_off")
        assert (await read(playground, second))[0] == 404
        assert "/results/" not in str((await ask(playground, "moderator"), playground.moderator.view))
        assert EN("results.link_off") in await reply_to(playground, name)
        [third] = LINK.findall(await pressed(playground, "results.link_new"))
        assert (await read(playground, third))[0] == 200
        assert (await read(playground, second))[0] == 404


async def pressed(playground: Playground, action_id: str) -> str:
    """Return what the moderator reads after pressing a button of the last answer."""
    moderator = playground.moderator
    assert await moderator.clicks(moderator.ephemerals("general")[-1], action_id)
    await playground.settle()
    return last_shown(playground)


def last_shown(playground: Playground) -> str:
    return words(playground.moderator.ephemerals("general")[-1])


async def test_the_link_of_a_page_with_a_sign_in_says_who_reads_it(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated(playground, results_page="moderators")
        text = await reply_to(playground, f"/exchange link {exchange.slug}")
        [link] = LINK.findall(text)
        assert EN("results.link_is.moderators", link=link) in text
        assert await playground.person("Ana").runs(f"/exchange link {exchange.slug}", "general")
        await playground.settle()
        assert "/results/" not in words(playground.person("Ana").ephemerals("general")[-1])
    (tmp_path / "other").mkdir()
    facts = {"starling_base_url": BASE, "slack_client_id": "", "slack_client_secret": ""}
    async with open_playground(tmp_path / "other", settings_facts=facts) as playground:
        exchange = await rated(playground, results_page="workspace")
        assert EN("results.link_no_sign_in") in await reply_to(playground, f"/exchange link {exchange.slug}")
