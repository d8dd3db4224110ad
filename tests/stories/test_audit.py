"""The moderation log: every act is one row, on the pages of `/exchange audit` as in the file, and names nobody."""

import csv
import io
from datetime import datetime

from bot.core.screening import HOLDING, Rule
from storage import moderation_log
from storage.enums import ActKind
from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.moderating import add_moderator, asked, only, pick, press, queue_of, reported, shared
from tests.whole_bot import Playground, words

RUDE = "This schedule is bullshit"


async def log_file(playground: Playground, exchange: Exchange) -> list[dict[str, str]]:
    await playground.moderator.runs(f"/exchange export {exchange.slug} --as=log", "general")
    await playground.settle()
    files = [each for each in playground.slack.world.files.values() if each.name.endswith(".moderation.csv")]
    text = files[-1].content.decode("utf-8-sig")
    assert "Ana" not in text
    assert playground.moderator.id not in text
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def test_every_act_is_one_row_in_the_file_and_on_the_pages(playground: Playground) -> None:
    exchange = await playground.exchange(
        "What keeps us safe?", "Ms Kim is mean", moderation="flagged", hide_at_reports=1
    )
    maya = await add_moderator(playground, "Maya")
    await reported(playground, "Ben", "name")
    [number] = [each.number for each in await playground.comments(exchange, "hidden")]
    rude = await shared(playground, "Ana", RUDE)
    card = await queue_of(playground)
    await playground.moderator.clicks(card, "moderate.keep", **press(card, "moderate.keep", rude))
    await playground.settle()
    playground.clock.later(minutes=3)
    card = await queue_of(playground, maya)
    await maya.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "name", number))
    await playground.settle()
    playground.clock.later(minutes=3)
    await asked(playground, playground.moderator, f"/exchange restore #{number}")

    rows = await log_file(playground, exchange)
    by = {
        "keep": "moderator 1",
        "hide": "moderator 2",
        "restore": "moderator 1",
        "hold": "rules",
        "reported": "reports",
    }
    happened = [
        ("hold", rude, "", "rude"),
        ("reported", number, "name", ""),
        ("keep", rude, "", "rude"),
        ("hide", number, "name", "report.name"),
        ("restore", number, "", ""),
    ]
    found = [(row["what"], int(row["comment"]), row["reason"], row["grounds"]) for row in rows]
    assert sorted(found[:2]) == sorted(happened[:2]), "what has no time comes first, of one day"
    assert found[2:] == happened[2:]
    assert [row["by"] for row in rows] == [by[row["what"]] for row in rows]
    times = [datetime.fromisoformat(row["time"]) for row in rows if row["time"]]
    assert times == sorted(times)
    assert [row["what"] for row in rows if row["time"]] == ["keep", "hide", "restore"], "others could name somebody"

    async with playground.starling.context.storage.read() as db:
        events = await moderation_log.list_all(db, (await only(playground)).scope)
    assert [str(each.act_id) for each in events] == [row["act"] for row in rows]

    shown = await asked(playground, maya, f"/exchange audit {exchange.slug}")
    assert EN("audit.heading", n=5, question=exchange.question) in shown
    places = [shown.index(EN(f"audit.act.{what}", number=number)) for what, number, _, _ in reversed(happened[2:])]
    assert places == sorted(places), "the newest first"
    assert EN("audit.ground.rude") in shown
    assert "Ana" not in shown
    assert "Ben" not in shown


async def test_a_long_log_has_pages_and_participants_have_none(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    (lunch,) = await playground.comments(exchange)
    for _ in range(9):
        await asked(playground, playground.moderator, f"/exchange hide #{lunch.number} --reason=rude")
        playground.clock.later(minutes=1)
        await asked(playground, playground.moderator, f"/exchange restore #{lunch.number}")
        playground.clock.later(minutes=1)
    luz = playground.person("Luz", locale="es-MX")
    await add_moderator(playground, "Luz")
    shown = await asked(playground, luz, f"/exchange historial {exchange.slug}")
    assert ES("audit.heading", n=18, question=exchange.question) in shown
    assert ES("audit.page", page=1, pages=2) in shown
    card = luz.ephemerals("general")[-1]
    await luz.clicks(card, "moderate.audit.older")
    await playground.settle()
    card = luz.ephemerals("general")[-1]
    assert words(card).count(ES("audit.act.hide", number=lunch.number)) == 2
    await luz.clicks(card, "moderate.audit.newer")
    await playground.settle()
    assert ES("audit.page", page=1, pages=2) in words(luz.ephemerals("general")[-1])
    ana = playground.person("Ana")
    assert EN("audit.heading", n=18, question=exchange.question) not in await asked(playground, ana, "/exchange audit")


def test_the_log_has_a_word_for_each_act_and_each_ground_in_both_languages() -> None:
    for texts in (EN, ES):
        for act in ActKind:
            assert "#1" in texts(f"audit.act.{act}", number=1)
        for rule in HOLDING:
            assert texts(f"audit.ground.{rule}")
            assert rule == Rule.DANGER or texts(f"moderate.held_bare.{rule}")
            assert texts(f"desk.rule.{rule}")
