"""People choose themes to rate first: most of their comments come from these, others go on coming, nobody learns it."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.core import routing
from bot.playground.people.person import Person
from bot.slack import action_ids
from storage.exchanges import Exchange
from storage.models import metadata, release, release_member, release_theme
from tests.sentences import EN, ES
from tests.stories.at_home import home_of
from tests.stories.people import read_person
from tests.whole_bot import Playground, list_action_ids, words

LUNCH = [f"Lunch in hall {n} is too short" for n in range(8)]
BUSES = [f"Bus {n} is late each morning" for n in range(16)]


async def release_themes(playground: Playground, exchange: Exchange) -> None:
    """Let there be a release with two themes that have names."""
    there = {each.text: each.comment_id for each in await playground.comments(exchange)}
    columns = {"tenant_id": exchange.tenant_id, "exchange_id": exchange.exchange_id, "number": 1}
    now = playground.clock.now()
    async with playground.starling.context.storage.write() as db:
        await db.execute(insert(release).values(**columns, made_at=now, comments_changed=0, facts={}))
        for place, (name, texts) in enumerate((("Lunch *hall*", LUNCH), ("Buses", BUSES)), start=1):
            named = {"theme_id": place, "theme_number": place, "name": name, "phrases": [name], "found_at": now}
            await db.execute(insert(release_theme).values(**columns, **named))
            members = [columns | {"comment_id": there[each], "theme_id": place} for each in texts]
            await db.execute(insert(release_member), members)


async def read_tables(playground: Playground) -> Mapping[str, Any]:
    """Return every row of every table, in an order of its own."""
    async with playground.starling.context.storage.read() as db:
        return {
            each.name: sorted(map(tuple, await db.execute(select(each))), key=repr) for each in metadata.sorted_tables
        }


async def stars(playground: Playground, person: Person, times: int) -> list[str]:
    """Let somebody give stars, and return which theme came on the card after each."""
    shown = []
    for _ in range(times):
        assert await person.clicks(person.dm()[-1], "rate.star.4")
        await playground.settle()
        shown.append("Lunch" if "Lunch" in words(person.dm()[-1]) else "Bus")
    return shown


async def first_themes(playground: Playground, exchange: Exchange, person: Person) -> Sequence[int]:
    """Return the numbers of the themes that somebody chose."""
    kept = await read_person(playground, exchange, person)
    return kept.first_themes if kept else ()


async def test_chosen_themes_come_first_others_go_on_coming_and_the_choice_is_in_the_sealed_row_alone(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = cycle([True, True, True, False])
    monkeypatch.setattr(routing, "serves_chosen_themes", lambda _: next(turns))
    exchange = await playground.exchange("What keeps us safe?", *LUNCH, *BUSES)
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await stars(playground, ana, 1)
    assert "rate.card_themes" not in list_action_ids(ana.dm()[-1]), "there are no themes yet"
    assert action_ids.RATE_THEMES not in list_action_ids(await home_of(playground, ana))

    await release_themes(playground, exchange)
    playground.clock.later(minutes=11)
    assert action_ids.RATE_THEMES in list_action_ids(await home_of(playground, ana))
    await stars(playground, ana, 1)
    assert await ana.clicks(ana.dm()[-1], "rate.card_themes")
    lunch = EN("rate.themes_option", name="Lunch *hall*", n=8)
    assert EN("rate.themes_what") in words(ana.view)
    before = await read_tables(playground)
    assert await ana.submits(values={"rate.themes_field": [lunch]})
    await playground.settle()
    after = await read_tables(playground)
    assert [name for name in after if after[name] != before[name]] == ["participant"]
    lengths = [
        [len(cell) for row in each["participant"] for cell in row if isinstance(cell, bytes)]
        for each in (before, after)
    ]
    assert lengths[0] == lengths[1]
    assert "Lunch" in words(ana.view)
    assert "Lunch" in words(await home_of(playground, ana))
    assert await first_themes(playground, exchange, ana) == (1,)

    shown = await stars(playground, ana, 9)
    assert shown[:3] == ["Lunch"] * 3
    assert "Bus" in shown, "others go on coming"
    await stars(playground, ana, 24 - 2 - 9)
    assert "rate.star.4" not in list_action_ids(ana.dm()[-1]), "once the themes are rated all others come"
    assert [sum(each.histogram) for each in await playground.comments(exchange)] == [1] * 24


async def test_the_choice_is_changed_and_ended_in_ones_own_language(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", *LUNCH, *BUSES)
    await release_themes(playground, exchange)
    sofia = playground.person("Sofía", locale="es-MX")
    await sofia.clicks(await home_of(playground, sofia), action_ids.RATE_THEMES)
    assert ES("rate.themes_what") in words(sofia.view)
    both = [ES("rate.themes_option", name="Lunch *hall*", n=8), ES("rate.themes_option", name="Buses", n=16)]
    assert await sofia.submits(values={"rate.themes_field": both})
    await playground.settle()
    assert await first_themes(playground, exchange, sofia) == (1, 2)
    assert action_ids.RATE_THEMES_END in list_action_ids(await home_of(playground, sofia))
    await sofia.clicks(await home_of(playground, sofia), action_ids.RATE_THEMES)
    assert sofia.view
    assert await sofia.clicks(sofia.view, action_ids.RATE_THEMES_END)
    await playground.settle()
    assert ES("rate.themes_ended") in words(sofia.view)
    assert await first_themes(playground, exchange, sofia) == ()
    assert action_ids.RATE_THEMES_END not in list_action_ids(await home_of(playground, sofia))
