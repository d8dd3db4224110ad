"""Who reads the page with results is chosen at the opening, and everybody reads it before they answer."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain import web_passes
from bot.domain.results_links import get_link
from bot.domain.web_passes import Holder, PassKind
from bot.playground import Enterprise
from bot.slack import action_ids
from tests.sentences import EN, ES, Sentences
from tests.stories.digest_helpers import SIX, announced, rate
from tests.stories.exchange_helpers import only, reply_text
from tests.stories.web_visitor import SIGNS_IN, Visitor
from tests.whole_bot import Playground, open_playground, words

Choice = tuple[str, Sentences, str]


@pytest.mark.parametrize(
    ("line", "texts", "page"),
    [
        ('/exchange new "What keeps us safe?" --results=workspace --open=now', EN, "workspace"),
        ('/exchange new "What keeps us safe?" --results=moderators --open=now', EN, "moderators"),
        ('/exchange nueva "¿Qué nos cuida?" --resultados=espacio --abre=ahora', ES, "workspace"),
        ('/exchange nueva "¿Qué nos cuida?" --resultados=moderación --abre=ahora', ES, "moderators"),
    ],
)
async def test_a_moderator_chooses_it_and_everybody_reads_it(
    playground: Playground, line: str, texts: Sentences, page: str
) -> None:
    playground.slack.context.unseen_clicks = True
    playground.moderator.member.locale = "es-MX" if texts is ES else "en-US"
    await reply_text(playground, line)
    exchange = await only(playground)
    assert exchange.results_page == page
    shown = await reply_text(playground, "/exchange status")
    assert texts(f"status.results.{page}") in shown
    ana = playground.person("Ana", locale="es-MX" if texts is ES else "en-US")
    assert await ana.clicks_unseen(action_ids.EXCHANGE_ABOUT, str(exchange.exchange_id))
    await playground.settle()
    about = texts(f"about.results.{page}", when=texts("about.results_when.rated"))
    assert about.splitlines()[1].strip() in words(ana.view)


async def test_a_word_that_is_none_of_them_is_answered_with_all_of_them(playground: Playground) -> None:
    text = await reply_text(playground, '/exchange new "What keeps us safe?" --results=everybody')
    assert EN("draft_form.results_page.unknown").replace("`", "") in text.replace("`", "")


async def test_on_postgresql_too_people_sign_in_and_of_two_who_open_a_link_one_does(
    tmp_path: Path, postgres_database: str
) -> None:
    async with open_playground(tmp_path, database_url=postgres_database, settings_facts=SIGNS_IN) as playground:
        exchange = await announced(playground, *SIX, results_page="workspace", results_when="always")
        await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9])
        ctx, ana, browser = playground.starling.context, playground.person("Ana"), Visitor(playground)
        link = await get_link(ctx, exchange)
        assert (await browser.signs_in(link, ana)).status == 200
        holder = Holder(playground.tenant_id, ana.id, playground.clock.now() + timedelta(minutes=10), 7)
        held = await web_passes.give(ctx, PassKind.LINK, holder)
        assert await web_passes.read(ctx, PassKind.SESSION, held) is None, "a link is no session"
        taken: Sequence[Holder | None] = await asyncio.gather(
            *(web_passes.take(ctx, PassKind.LINK, held) for _ in range(5))
        )
        assert [each.exchange_id for each in taken if each is not None] == [7]


async def test_in_an_organisation_people_of_its_other_workspaces_sign_in_and_nobody_else(tmp_path: Path) -> None:
    organisation = Enterprise("E0DISTRICT", siblings={"T0NORTH": "North High"})
    async with open_playground(tmp_path, enterprise=organisation, settings_facts=SIGNS_IN) as playground:
        exchange = await announced(playground, *SIX, results_page="workspace", results_when="always")
        link = await get_link(playground.starling.context, exchange)
        nora = playground.person("Nora", team_id="T0NORTH")
        assert (await Visitor(playground).signs_in(link, nora)).status == 200
        stan = playground.slack.add_person("Stan", team_id="T0ELSEWHERE")
        seen = await Visitor(playground).signs_in(link, stan)
        assert seen.status == 403
        assert EN("explorer.sign_in_other_workspace") in seen.text
