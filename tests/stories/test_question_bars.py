"""Answers to short questions on the way from the form to the results: in batches of new people, few ones together."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.slack import action_ids
from bot.slack.charts import count_bar
from storage import exchanges
from storage.exchanges import Exchange
from tests.sentences import EN, ES, Sentences
from tests.stories.digest_helpers import SIX, announced, close, compute_scores, reply_to
from tests.stories.people import change_person
from tests.stories.test_exports import files
from tests.stories.test_releases import star, without_times
from tests.stories.test_results import ask
from tests.stories.test_results_page import BASE, LINK, read
from tests.whole_bot import Playground, open_playground

WHERE, SAFE, BUS = "Where do you learn?", "I feel safe at school", "Do you take the bus?"
ASKED = [f"{WHERE} | North hall | South hall | Gym | Outside", SAFE, f"{BUS} | Yes | No"]


async def answer(playground: Playground, exchange: Exchange, names: Iterable[str], **chosen: str) -> None:
    """Let people answer in the form that comes before the form of a comment. chosen: q1, q2, q3, by the words."""
    playground.slack.context.unseen_clicks = True
    values = {f"questions.answer.{name[1:]}": words for name, words in chosen.items()}
    for name in names:
        person = playground.person(name)
        assert await person.clicks_unseen(action_ids.SHARE_OPEN, str(exchange.exchange_id))
        assert await person.submits(values=values)
        await person.closes()


async def released(playground: Playground, exchange: Exchange, *, days: int, raters: range, place: int = 0) -> None:
    """Let time pass and new people rate, and make the release that is due."""
    playground.clock.later(days=days)
    await star(playground, exchange, raters, 4, place)
    await compute_scores(playground, exchange)


async def close_with_release(playground: Playground, exchange: Exchange) -> None:
    """Close the exchange, and make the release of its close."""
    await close(playground, exchange)
    async with playground.starling.context.storage.read() as db:
        closed = await exchanges.get(db, exchange.scope)
    assert closed
    await compute_scores(playground, closed)


async def exported(playground: Playground, exchange: Exchange) -> Mapping[str, Any]:
    """Return what a moderator takes away as JSON."""
    playground.clock.later(minutes=3)
    await playground.moderator.runs(f"/exchange export {exchange.slug} --as=json", "general")
    await playground.settle()
    document: Mapping[str, Any] = json.loads(files(playground)[-1][1])
    return document


def counts(document: Mapping[str, Any]) -> list[list[int | None]]:
    """Return the people of each option of each question, and behind them those that are counted together."""
    return [[*(each["people"] for each in one["options"]), one["together_people"]] for one in document["questions"]]


def bar(texts: Sentences, name: str, people: int, most: int) -> str:
    return f"{count_bar(people, most)} {name} · {texts('questions.people', n=people)}"


async def page_of(playground: Playground, path: str = "", **reader: str) -> str:
    """Return what the moderator, who has results before them, reads on the page with results."""
    [link] = set(LINK.findall(str(playground.moderator.view)))
    status, page = await read(playground, f"{link}{path}", **reader)
    assert status == 200
    return page


async def seen(playground: Playground, exchange: Exchange) -> list[Any]:
    """Return all that shows: results, the page, a preview of the digest, and the answers in the export."""
    shown = await ask(playground, "moderator")
    page = await page_of(playground)
    preview = await reply_to(playground, "/exchange digest preview")
    return [without_times(shown), page, without_times(preview), counts(await exported(playground, exchange))]


async def test_answers_reach_results_page_and_files_in_batches_few_ones_together_and_no_preview_shows_one(
    tmp_path: Path,
) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await announced(
            playground,
            *SIX,
            questions=ASKED,
            closes_at=playground.clock.now() + timedelta(days=12),
            results_page="link",
            results_when="always",
        )
        names = [f"P{place}" for place in range(16)]
        await answer(playground, exchange, names[:6], q1="North hall", q2=EN("questions.agree_4"), q3="Yes")
        await answer(playground, exchange, names[6:9], q1="South hall", q3="Yes")
        await answer(playground, exchange, names[9:11], q1="South hall", q3="No")
        await answer(playground, exchange, names[11:14], q1="Gym", q3="No")
        await answer(playground, exchange, names[14:], q1="Outside")
        await released(playground, exchange, days=0, raters=range(5))
        shown = await ask(playground, "moderator")
        assert EN("questions.none.open", n=5) in shown, "figures by group have their moments"
        assert WHERE not in shown
        assert counts(await exported(playground, exchange)) == []

        await released(playground, exchange, days=3, raters=range(5, 10))
        where, safe, bus = [5, 5, None, None, 5], [None] * 5 + [5], [5, 5, None]
        assert counts(await exported(playground, exchange)) == [where, safe, bus]
        few, yes = "Gym + Outside", bar(EN, "Yes", 5, 5)
        undivided = EN("questions.undivided", n=5)
        shown = await ask(playground, "moderator")
        for each in (WHERE, bar(EN, "North hall", 5, 5), bar(EN, few, 5, 5), undivided, yes, bar(EN, "No", 5, 5)):
            assert each in shown
        for each in (bar(EN, "Gym", 5, 5), "Outside: ", EN("questions.agree_4")):
            assert each not in shown
        for language, texts in (("en", EN), ("es", ES)):
            page = await page_of(playground, language=language)
            five = texts("questions.people", n=5)
            for each in (WHERE, texts("questions.about_counts", n=5), f"South hall {five} {few} {five}", f"Yes {five}"):
                assert each in page
            assert texts("questions.undivided", n=5) in page
            assert f"Gym {five}" not in page
            assert texts("questions.agree_4") not in page
        csv = await page_of(playground, "charts/question1.csv")
        assert csv.endswith("South hall,5 or more Gym + Outside,5 or more")

        await released(playground, exchange, days=1, raters=range(0))
        await playground.starling.scheduler.run_once("exchanges")  # counts, as a digest would
        before = await seen(playground, exchange)
        await answer(playground, exchange, ["Ana"], q1="Gym", q3="Yes")
        assert await seen(playground, exchange) == before, "an answer shows nowhere"
        await released(playground, exchange, days=2, raters=range(10, 15))
        assert (await seen(playground, exchange))[-1] == before[-1], "nor in the next release by group"

        await answer(playground, exchange, ["B1", "B2", "B3", "B4"], q1="Gym")
        await released(playground, exchange, days=3, raters=range(15, 20))
        where = [5, None, 5, None, 5]
        assert counts(await exported(playground, exchange)) == [where, safe, bus], "one of the five took the bus"
        assert bar(EN, "South hall + Outside", 5, 5) in await ask(playground, "moderator")

        await answer(playground, exchange, ["C1", "C2", "C3", "C4"], q3="Yes")
        await close_with_release(playground, exchange)
        bus = [10, 5, None]
        assert counts(await exported(playground, exchange)) == [where, safe, bus], "no stars changed"
        assert bar(EN, "No", 5, 10) in await ask(playground, "Ana")


async def test_at_the_close_answers_are_counted_where_nobody_rated(playground: Playground) -> None:
    exchange = await announced(playground, *SIX, questions=ASKED)
    for place in range(11):
        answers = (1 if place < 6 else 2, 0, 0)
        await change_person(playground, exchange, playground.person(f"P{place}"), questions_asked=True, answers=answers)
    await close_with_release(playground, exchange)
    shown = await ask(playground, "Ana")
    assert bar(EN, "North hall", 5, 5) in shown
    assert SAFE not in shown
    assert counts(await exported(playground, exchange))[0] == [5, None, None, None, 5]
