"""Moderators look and decide; who wrote and who reported stays unknown, also to them."""

import re

from sqlalchemy import select

from storage.models import report
from tests.sentences import EN
from tests.stories import digest_helpers
from tests.stories.moderating import (
    acts,
    add_moderator,
    asked,
    flag,
    only,
    pick,
    press,
    queue_of,
    reported,
    shared,
    states,
)
from tests.whole_bot import Playground, list_action_ids, words


async def test_an_empty_queue_says_so(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    assert "Nothing waits" in words(await queue_of(playground))


async def test_a_waiting_comment_is_kept_and_others_can_rate_it(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="pre")
    number = await shared(playground, "Ana", "A crossing guard")
    card = await queue_of(playground)
    assert "A crossing guard" in words(card)
    assert f"#{number}" in words(card)
    assert "waits before others see it" in words(card)
    assert playground.person("Ana").id not in str(card.blocks), "a moderator never sees who wrote"
    assert playground.person("Ana").name not in str(card.blocks)

    assert await playground.moderator.clicks(card, "moderate.keep")
    await playground.settle()
    shown = words(playground.moderator.ephemerals("general")[-1])
    assert f"#{number} is live" in shown.replace("*", "")
    assert "Nothing waits" in shown
    assert await states(playground, exchange) == {"A crossing guard": ("live", None)}
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    assert "A crossing guard" in words(ben.dm()[-1])


async def test_a_reported_comment_shows_why_and_never_by_whom(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    await reported(playground, "Ana", "name")
    await reported(playground, "Ben", "name")
    await reported(playground, "Cem", "danger")
    card = await queue_of(playground)
    assert "names somebody 2×" in words(card)
    assert "somebody may be in danger 1×" in words(card)
    for name in ("Ana", "Ben", "Cem"):
        assert playground.person(name).id not in str(card.blocks)
        assert name not in words(card)

    assert await playground.moderator.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "name"))
    await playground.settle()
    assert await states(playground, exchange) == {"Ms Kim is mean": ("hidden", "name")}
    assert await acts(playground) == [("hide", "name")]
    async with playground.starling.context.storage.read() as db:
        open_reports = await db.execute(select(report.c.reason).where(~report.c.is_settled))
        assert open_reports.all() == [], "the decision settles every report"
    (hidden,) = await playground.comments(exchange, "hidden")
    assert hidden.reports == 0
    assert (await playground.counts(exchange)).comments == 0, "what is hidden is not counted"


async def test_reports_by_the_same_people_are_pointed_out_without_who_they_are(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A quiet room", hide_at_reports=0)
    pattern = EN("moderate.report_pattern", n=2, people=3, question=exchange.question)
    for name in ("Ana", "Ben"):
        await reported(playground, name)
        await reported(playground, name)
    assert pattern not in words(await queue_of(playground)), "two are not named together"
    await reported(playground, "Cem")
    assert pattern not in words(await queue_of(playground)), "the third reported one of them alone"
    await reported(playground, "Cem")
    card = await queue_of(playground)
    assert pattern in words(card)
    assert not [
        name for name in ("Ana", "Ben", "Cem") if name in words(card) or playground.person(name).id in str(card)
    ]

    await playground.moderator.clicks(card, "moderate.keep")
    await playground.settle()
    assert pattern not in words(await queue_of(playground)), "what was decided is no part of it"


async def test_a_removal_is_final_and_the_log_keeps_it(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Buy my cakes")
    await reported(playground, "Ana", "spam")
    card = await queue_of(playground)
    assert await playground.moderator.chooses(card, "moderate.remove", **pick(card, "moderate.remove", "spam"))
    await playground.settle()
    (gone,) = await playground.comments(exchange, "removed")
    answer = await asked(playground, playground.moderator, f"/exchange restore #{gone.number}")
    assert "final" in answer
    assert await states(playground, exchange) == {"Buy my cakes": ("removed", "spam")}
    assert await acts(playground) == [("remove", "spam")]


async def test_the_second_of_two_moderators_reads_what_was_decided(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    other = await add_moderator(playground, "Maya")
    await reported(playground, "Ana", "rude")
    first, second = await queue_of(playground), await queue_of(playground, other)
    assert await playground.moderator.chooses(first, "moderate.hide", **pick(first, "moderate.hide", "rude"))
    assert await other.clicks(second, "moderate.keep"), words(second)
    await playground.settle()
    shown = words(other.ephemerals("general")[-1])
    assert "was decided in the meantime" in shown
    assert "is hidden: rude or hurtful" in shown
    assert await states(playground, exchange) == {"Ms Kim is mean": ("hidden", "rude")}
    assert await acts(playground) == [("hide", "rude")]


async def test_new_words_since_the_card_was_drawn_are_read_first(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="pre")
    number = await shared(playground, "Ana", "First words")
    card = await queue_of(playground)
    ana = playground.person("Ana")
    await ana.clicks(ana.ephemerals("general")[-1], "share.edit")
    await ana.submits(values={"share.text": "Quite other words"})
    await playground.settle()
    await playground.moderator.clicks(card, "moderate.keep")
    await playground.settle()
    shown = playground.moderator.ephemerals("general")[-1]
    assert f"#{number} has new words" in words(shown)
    assert "Quite other words" in words(shown)
    assert await states(playground, exchange) == {"Quite other words": ("pending", None)}
    await playground.moderator.clicks(shown, "moderate.keep")
    await playground.settle()
    assert await states(playground, exchange) == {"Quite other words": ("live", None)}


async def test_a_report_that_comes_in_while_the_card_lies_open_is_seen_before_it_is_settled(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    await reported(playground, "Ana", "rude")
    card = await queue_of(playground)
    await reported(playground, "Ben", "danger")
    await playground.moderator.clicks(card, "moderate.keep")
    await playground.settle()
    shown = playground.moderator.ephemerals("general")[-1]
    assert "was reported again" in words(shown)
    assert "danger" in words(shown)
    assert await acts(playground) == []
    assert (await playground.comments(exchange, "hidden"))[0].reports == 2, "one of danger hides it meanwhile"


async def test_a_reported_comment_that_was_reworded_still_waits(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", "Kim is mean")
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    await ben.clicks(ben.dm()[-1], "rate.star.2")
    await playground.settle()
    await reported(playground, "Cem", "name")
    ana = playground.person("Ana")
    await ana.clicks(ana.ephemerals("general")[-1], "share.edit")
    await ana.submits(values={"share.text": "Somebody is mean"})
    await playground.settle()
    shown = words(await queue_of(playground))
    assert "Somebody is mean" in shown
    assert "names somebody 1×" in shown
    assert "Kim is mean" not in shown


async def test_a_moderators_own_comment_is_for_another(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="pre")
    await playground.moderator.runs("/exchange share My own idea", "general")
    await playground.settle()
    card = await queue_of(playground)
    assert EN("moderate.own_card") in words(card)
    offered = {each for each in list_action_ids(card) if each.startswith("moderate.")}
    assert offered <= {"moderate.more", "moderate.desk"}
    (mine,) = await playground.comments(exchange, "pending")
    answer = await asked(playground, playground.moderator, f"/exchange keep #{mine.number}")
    assert "Another moderator decides" in answer
    other = await add_moderator(playground, "Maya")
    assert "is live" in await asked(playground, other, f"/exchange keep #{mine.number}")


async def test_five_at_a_time_and_the_rest_behind_more(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="pre")
    numbers = [await shared(playground, "Ana", f"Idea number {n}") for n in range(7)]
    card = await queue_of(playground)
    assert "7 comments wait" in words(card)
    first = {n for n in numbers if f"#{n}*" in str(card.blocks)}
    assert len(first) == 5
    kept = min(first)
    await playground.moderator.clicks(card, "moderate.keep", **press(card, "moderate.keep", kept))
    await playground.settle()
    card = playground.moderator.ephemerals("general")[-1]
    assert "6 comments wait" in words(card)
    assert all(f"#{n}*" in str(card.blocks) for n in first), "the others stay where they were"
    await playground.moderator.clicks(card, "moderate.more")
    await playground.settle()
    card = playground.moderator.ephemerals("general")[-1]
    assert {n for n in numbers if f"#{n}*" in str(card.blocks)} == set(numbers) - first
    await playground.moderator.clicks(card, "moderate.more")
    await playground.settle()
    card = playground.moderator.ephemerals("general")[-1]
    assert {n for n in first if f"#{n}*" in str(card.blocks)} == first - {kept}, "from the start again"


async def test_long_comments_make_shorter_pages_that_slack_accepts(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", *("w" * 3000 for _ in range(5)), comment_limit=3000)
    for comment in await playground.comments(await only(playground)):
        await flag(playground, comment.comment_id)
    seen: set[str] = set()
    card = await queue_of(playground)
    for _ in range(5):
        seen |= set(re.findall(r"\*#(\d+)\*", str(card.blocks)))
        if len(seen) == 5:
            break
        assert await playground.moderator.clicks(card, "moderate.more")
        await playground.settle()
        card = playground.moderator.ephemerals("general")[-1]
    assert len(seen) == 5


async def test_a_reported_comment_hides_at_once_where_the_exchange_says_so_until_somebody_kept_it(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", "A plain idea", hide_at_reports=1)
    await reported(playground, "Ana", "rude")
    assert (await states(playground, exchange))["A plain idea"][0] == "hidden"
    card = await queue_of(playground)
    assert "hidden until somebody has looked" in words(card)
    await playground.moderator.clicks(card, "moderate.keep")
    await playground.settle()
    assert (await states(playground, exchange))["A plain idea"] == ("live", None)
    await reported(playground, "Ben", "rude")
    assert (await states(playground, exchange))["A plain idea"][0] == "live", (
        "a moderator has looked: it waits, but stays"
    )
    assert "rude or hurtful 1×" in words(await queue_of(playground))


async def test_an_open_card_of_a_removed_comment_gives_way_to_the_next(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Buy my cakes")
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    (comment,) = await playground.comments(exchange)
    await asked(playground, playground.moderator, f"/exchange hide #{comment.number} --reason=spam")
    await ben.clicks(ben.dm()[-1], "rate.star.5")
    await playground.settle()
    assert EN("rate.gone") in words(ben.dm()[-1])
    assert (await playground.comments(exchange, "hidden"))[0].ratings == 0


async def test_a_removed_comment_leaves_the_digest_that_was_posted(playground: Playground) -> None:
    exchange = await digest_helpers.announced(playground, *digest_helpers.SIX)
    await digest_helpers.rate(playground, exchange, Lunch_longer=(0, 0, 0, 0, 5), Door_locked=(0, 0, 0, 5, 0))
    await playground.moderator.runs("/exchange digest now", "general")
    await digest_helpers.tick(playground)
    assert all("Lunch longer" in words(each) for each in digest_helpers.posted(playground))
    number = next(each.number for each in await playground.comments(exchange) if each.text == "Lunch longer")
    await asked(playground, playground.moderator, f"/exchange remove #{number} --reason=rude")
    card = playground.moderator.ephemerals("general")[-1]
    assert await playground.moderator.clicks(card, "moderate.remove")
    await playground.settle()
    await digest_helpers.tick(playground)
    digests = [words(each) for each in digest_helpers.posted(playground)]
    assert digests
    assert not any("Lunch longer" in each for each in digests)
    assert all("Door locked" in each for each in digests), "the rest stays"
