"""A moderator puts exchanges beside each other, in Slack and on a page for who has the link of each."""

import re
from pathlib import Path

from storage import exchanges
from tests.sentences import EN, ES
from tests.stories.digest_helpers import announced, close, rate
from tests.stories.exchange_helpers import reply_text
from tests.stories.test_results_page import BASE, read
from tests.whole_bot import open_playground

SAME = "What keeps us safe?"


async def test_two_exchanges_beside_each_other_in_slack_and_on_a_page(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        first = await announced(playground, "Longer lunch", "More light", slug="spring", question=SAME)
        await rate(playground, first, Longer_lunch=(0, 0, 1, 3, 4))
        other = await playground.exchange(
            SAME, "Longer lunch", slug="autumn", state="closed", closed_at=first.opened_at
        )
        async with playground.starling.context.storage.write() as db:
            for each in (first, other):
                await exchanges.update_exchange(db, each.scope, results_page="link")
        open_still = await reply_text(playground, "/exchange compare spring autumn")
        assert EN("compare.title") in open_still
        assert EN("compare.same_question") in open_still
        assert "/compare/" not in open_still, "one page opens at its close"
        await close(playground, first)
        answer = await reply_text(playground, "/exchange compare #spring autumn")
        [address] = re.findall(rf"{BASE}/results/[\w-]+/compare/[\w-]+", answer)
        status, words = await read(playground, address)
        assert status == 200
        assert EN("compare.title") in words
        assert words.count(SAME) >= 2
        assert EN("compare.none_shared") in words
        token = address.rpartition("/")[2]
        for bad in ("x", f"{token}.{token}.{token}.{token}", f"{token}.x", "."):
            assert (await read(playground, f"{address.rpartition('/')[0]}/{bad}"))[0] == 404, bad
        await reply_text(playground, "/exchange link autumn --off --yes")
        async with playground.starling.context.storage.write() as db:
            await exchanges.update_exchange(db, other.scope, results_page="moderators")
        assert (await read(playground, address))[0] == 404, "the link of each has to work for everybody"


async def test_wrong_names_and_people_who_are_no_moderators_are_refused(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        await playground.exchange(SAME, "Longer lunch", slug="spring")
        await playground.exchange("What else?", "More light", slug="notyet", state="draft", opened_at=None)
        assert "`/exchange compare spring autumn`" in await reply_text(playground, "/exchange compare spring")
        assert EN("results.not_open") in await reply_text(playground, "/exchange compare spring notyet")
        assert "nosuch" in await reply_text(playground, "/exchange compare spring nosuch")
        ana = playground.person("Ana")
        assert EN("compare.title") not in await reply_text(playground, "/exchange compare spring spring2", ana)
        ben = playground.person("Ben", is_admin=True, locale="es-ES")
        assert ES("compare.how_many", command="/exchange", max=4) in await reply_text(
            playground, "/exchange comparar spring", ben
        )
