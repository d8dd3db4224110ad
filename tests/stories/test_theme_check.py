"""A moderator checks the themes blind: a few comments on each page, nothing lost, and a result in plain words."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.playground.people.person import Person
from storage.exchanges import Exchange
from storage.models import theme_check
from storage.theme_checks import CheckItem
from tests.sentences import EN, ES
from tests.stories.digest_helpers import announced, order, set_state, tick
from tests.whole_bot import Playground, words

TWELVE = [f"{what} {how}" for what in ("Lunch", "Door") for how in ("one", "two", "three", "four", "five", "six")]


async def themed(playground: Playground, *texts: str) -> Exchange:
    """Return an exchange whose themes were found: one for each first word."""
    exchange = await announced(playground, *texts)
    await order(playground)
    await tick(playground)
    return exchange


async def check_row(playground: Playground) -> Any:
    async with playground.starling.context.storage.read() as db:
        return (await db.execute(select(theme_check).order_by(theme_check.c.began_at.desc()))).first()


async def begins(playground: Playground, person: Person, line: str = "/exchange quality") -> None:
    assert await person.runs(line, "general")
    await playground.settle()


def questions(person: Person) -> list[dict[str, Any]]:
    """Return the blocks with choices on the page that a person sees."""
    assert person.view
    return [each for each in person.view.blocks if each["type"] == "actions"]


async def answers(playground: Playground, person: Person, *, right: bool = True) -> None:
    """Choose for each comment of the page the theme that its first word names, or the other one."""
    view = person.view
    assert view
    sections = [each["text"]["text"] for each in view.blocks if each["type"] == "section"]
    quotes = [each for each in sections if each.startswith(("“Lunch", "“Door"))]
    for quote, block in zip(quotes, questions(person), strict=True):
        options = block["elements"][0]["options"]
        first = next(word for word in ("Lunch", "Door") if word in quote)
        choice = next(each for each in options[:2] if (each["text"]["text"] == first) is right)
        assert await person.chooses(view, block["block_id"], choice)
    await playground.settle()


async def sends(playground: Playground, person: Person) -> None:
    assert await person.submits()
    await playground.settle()


async def test_a_moderator_reads_five_at_a_time_and_then_how_often_they_agree(playground: Playground) -> None:
    await themed(playground, *TWELVE)
    imani = playground.moderator
    await begins(playground, imani)
    assert len(questions(imani)) == 5
    assert EN("quality.progress", done=0, n=12) in words(imani.view)
    for _ in range(3):
        await answers(playground, imani)
        await sends(playground, imani)
    shown = words(imani.view)
    assert EN("quality.result", agreed=12, n=12, percent=100) in shown
    assert EN("quality.range", low=76, high=100, people=75) in shown
    assert EN("quality.verdict.better") in shown
    row = await check_row(playground)
    assert (row.agreed, row.chose_other, row.neither, row.skipped) == (12, 0, 0, 0)
    assert row.items == [], "what was chosen for which comment is gone"

    assert await imani.runs("/exchange status", "general")
    await playground.settle()
    assert EN("quality.result", agreed=12, n=12, percent=100) in words(imani.ephemerals("general")[-1])


async def test_a_closed_window_loses_nothing_and_another_moderator_goes_on(playground: Playground) -> None:
    await themed(playground, *TWELVE)
    await begins(playground, playground.moderator)
    await answers(playground, playground.moderator, right=False)
    await playground.moderator.closes()
    imani = playground.person("Second", is_admin=True)
    await begins(playground, imani)
    assert EN("quality.progress", done=5, n=12) in words(imani.view)
    for _ in range(2):
        await answers(playground, imani)
        await sends(playground, imani)
    assert EN("quality.result", agreed=7, n=12, percent=58) in words(imani.view)
    assert EN("quality.verdict.alike") in words(imani.view)


async def test_a_page_without_an_answer_asks_for_one_and_nothing_says_which_theme_is_the_finders(
    playground: Playground,
) -> None:
    exchange = await themed(playground, *TWELVE)
    imani = playground.moderator
    await begins(playground, imani)
    before = [block["block_id"] for block in questions(imani)]
    await sends(playground, imani)
    assert EN("quality.choose_each") in words(imani.view)
    assert [block["block_id"] for block in questions(imani)] == before
    values = {
        option["value"].split("|")[-1] for block in questions(imani) for option in block["elements"][0]["options"]
    }
    assert values == {"left", "right", "neither", "skip"}
    items = [CheckItem(*item) for item in (await check_row(playground)).items]
    assert {each.found for each in items} == {"left", "right"}, "the right one stands now first, now second"
    assert len(items) == len(await playground.comments(exchange))


async def test_neither_counts_against_the_themes_and_what_is_gone_or_skipped_does_not(playground: Playground) -> None:
    exchange = await themed(playground, *TWELVE[:4], *TWELVE[6:10])
    imani = playground.moderator
    await begins(playground, imani)
    await set_state(playground, exchange, TWELVE[0], state="withdrawn")
    chosen = iter(("neither", "skip"))
    for block in questions(imani)[:2]:
        wanted = next(chosen)
        choice = next(each for each in block["elements"][0]["options"] if each["value"].endswith(wanted))
        assert await imani.chooses(imani.view, block["block_id"], choice)  # type: ignore[arg-type]
    await sends(playground, imani)
    while questions(imani):
        await answers(playground, imani)
        await sends(playground, imani)
    row = await check_row(playground)
    assert row.agreed + row.neither + row.skipped == 8
    assert row.neither + row.skipped in {2, 3}, "two were answered so; the one that was withdrawn may be among them"
    assert EN(
        "quality.result", agreed=row.agreed, n=8 - row.skipped, percent=round(100 * row.agreed / (8 - row.skipped))
    ) in words(imani.view)


async def test_without_two_themes_there_is_nothing_to_check(playground: Playground) -> None:
    await themed(playground, "Lunch one", "Lunch two")
    await begins(playground, playground.moderator)
    assert EN("quality.too_few_themes") in words(playground.moderator.ephemerals("general")[-1])


async def test_whoever_does_not_moderate_may_not_check(playground: Playground) -> None:
    await themed(playground, *TWELVE)
    ana = playground.person("Ana")
    await begins(playground, ana)
    assert ana.view is None
    assert await check_row(playground) is None


@pytest.mark.parametrize("line", ["/exchange calidad", "/exchange quality"])
async def test_it_is_asked_in_spanish(playground: Playground, line: str) -> None:
    await themed(playground, *TWELVE)
    rosa = playground.person("Rosa", locale="es-MX", is_admin=True)
    await begins(playground, rosa, line)
    assert ES("quality.ask") in words(rosa.view)
    for _ in range(3):
        await answers(playground, rosa)
        await sends(playground, rosa)
    assert ES("quality.result", agreed=12, n=12, percent=100) in words(rosa.view)
