"""Results: shown to those who rated a little, to moderators always, to everybody after the close."""

import re

from bot.slack import action_ids
from storage import exchanges
from tests.sentences import EN, ES
from tests.stories.digest_helpers import QUESTION, SIX, announced, close, rate, set_state, tick
from tests.stories.people import change_person
from tests.whole_bot import Playground, list_action_ids, recount, words


async def ask(playground: Playground, name: str) -> str:
    """Return what somebody sees who asks for results: a window, or a private message."""
    person = playground.person(name) if name != "moderator" else playground.moderator
    for view in person.views:
        await person.closes(view)
    assert await person.runs("/exchange results", "general")
    await playground.settle()
    return words(person.view) if person.view else words(person.ephemerals("general")[-1])


async def rated_so_far(playground: Playground, name: str, count: int) -> None:
    """Let somebody have rated `count` comments: begin a card, then set what the database counts."""
    await playground.person(name).runs("/exchange rate", "general")
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        (exchange,) = await exchanges.list_all(db, playground.tenant_id)
    rated = frozenset(each.position for each in (await playground.comments(exchange))[:count])
    await change_person(playground, exchange, playground.person(name), rated=rated)


async def test_who_rated_too_few_is_asked_to_rate_first(playground: Playground) -> None:
    await announced(playground, *SIX)
    text = await ask(playground, "Ana")
    assert EN("results.gate", min=5, rated=0) in text
    ana = playground.person("Ana")
    assert ana.view is None
    assert list_action_ids(ana.ephemerals("general")[-1]) == ["rate.start"]
    assert await ana.clicks(ana.ephemerals("general")[-1], "rate.start")
    await playground.settle()
    assert QUESTION in words(ana.dm()[-1])


async def test_after_five_ratings_the_results_open(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(
        playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Lunch_warmer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 0, 0, 4]
    )
    await playground.moderator.runs("/exchange digest now", "general")
    await tick(playground)
    await rated_so_far(playground, "Ana", 4)
    assert EN("results.gate", min=5, rated=4) in await ask(playground, "Ana")
    await rated_so_far(playground, "Ana", 5)
    await recount(playground)
    text = await ask(playground, "Ana")
    for part in (QUESTION, "more than 5 comments · more than 15 ratings · 4.9 ★",
                 "Lunch\n", "▰▰▰▰▰ 4.9 ★ · up to 5 comments",
                 "“Lunch longer”", f"4.9 ★ (4.8 to 4.9) · {EN('common.ratings_or_more', n=10)}",
                 f"4.9 ★ (4.8 to 4.9) · {EN('common.ratings_or_more', n=5)}",
                 EN("stars.range_rule"), EN("stars.meaning.important")):  # fmt: skip
        assert part in text
    assert "Door locked" not in text


async def test_who_has_rated_all_there_is_has_rated_enough(playground: Playground) -> None:
    exchange = await announced(playground, "Lunch longer")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    assert f"{EN('common.few_people')} · {EN('stars.missing.too_few')}" in await ask(playground, "Ana")
    assert exchange.is_open


async def test_moderators_see_results_at_once(playground: Playground) -> None:
    await announced(playground, *SIX)
    await recount(playground)
    text = await ask(playground, "moderator")
    assert f"{EN('common.few_people')} · {EN('common.over_comments', n=5)}" in text
    assert EN("results.no_themes.open") in text
    assert EN("results.top_none", n=5) in text


async def test_before_the_first_comment_there_is_an_empty_page(playground: Playground) -> None:
    await announced(playground)
    assert EN("results.no_comment.open") in await ask(playground, "Ana")


async def test_after_the_close_everybody_sees_results(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[5, 0, 0, 0, 0])
    await close(playground, exchange)
    text = await ask(playground, "Ana")
    assert "closed" in text
    assert re.search(rf"1\.\d ★ \(1\.\d to 1\.\d\) · {EN('common.ratings_or_more', n=5)}", text)
    assert "rate.start" not in list_action_ids(playground.person("Ana").view)


async def test_a_hidden_or_reported_comment_is_not_among_the_highest(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(
        playground, exchange, Lunch_longer=[0, 0, 0, 0, 9], Lunch_warmer=[0, 0, 0, 0, 9], Door_locked=[0, 0, 0, 0, 9]
    )
    await set_state(playground, exchange, "Lunch longer", reports=1)
    await set_state(playground, exchange, "Lunch warmer", state="removed")
    text = await ask(playground, "moderator")
    assert "Door locked" in text
    assert "Lunch" not in text


async def test_the_button_under_a_digest_opens_them_and_where_no_window_opens_a_message_does(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 5, 0, 0])
    await close(playground, exchange)
    await tick(playground)
    ana = playground.person("Ana")
    digest = ana.sees("general")[-1]
    assert await ana.clicks(digest, action_ids.EXCHANGE_RESULTS)
    await playground.settle()
    assert ana.view is not None
    assert "Lunch longer" in words(ana.view)
    await ana.closes()

    playground.slack.faults.answer("views.open", status=503, times=1)
    assert await ana.clicks(digest, action_ids.EXCHANGE_RESULTS)
    await playground.settle()
    assert ana.view is None
    message = ana.ephemerals("general")[-1]
    assert "Lunch longer" in words(message)
    assert {"data_visualization", "image"}.isdisjoint(block["type"] for block in message.blocks), "names, not bars"
    assert re.search(r"Lunch\n\n?▰+▱* \d\.\d ★ · 3 comments", words(message))
    assert "t1" not in words(message)


async def test_by_command_too_a_message_takes_the_window_s_place(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 5])
    playground.slack.faults.answer("views.open", status=503, times=1)
    await close(playground, exchange)
    assert "Lunch longer" in await ask(playground, "Ana")
    assert playground.person("Ana").view is None


async def test_what_cannot_be_shown_is_reported(playground: Playground) -> None:
    ana = playground.person("Ana")

    async def answer(line: str) -> str:
        await ana.runs(line, "general")
        await playground.settle()
        return words(ana.ephemerals("general")[-1])

    assert "no exchange yet" in await answer("/exchange results")
    await announced(playground, *SIX, state="draft", slug="later")
    assert "no exchange yet" in await answer("/exchange results")
    assert "no exchange `later`" in await answer("/exchange results later"), "a draft is its moderators' alone"
    await playground.moderator.runs("/exchange results later", "general")
    await playground.settle()
    assert EN("results.not_open") in words(playground.moderator.ephemerals("general")[-1])
    assert "no exchange `nosuch`" in await answer("/exchange results nosuch")
    assert "no exchange `later`" in await answer("/exchange results later --group=Teacher")


async def test_a_parent_whose_slack_is_in_spanish_reads_results_in_spanish(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    playground.person("Rosa", locale="es-LA")
    assert ES("results.gate", min=5, rated=0) in await ask(playground, "Rosa")
    await rate(playground, exchange, Lunch_longer=[5, 0, 0, 0, 0])
    await close(playground, exchange)
    text = await ask(playground, "Rosa")
    for sentence in (ES("results.top"), ES("stars.range_rule"), ES("stars.meaning.important"), "6 comentarios",
                     "“Lunch longer”", " · 5 valoraciones"):  # fmt: skip
        assert sentence in text
    assert re.search(r"1\.\d ★ \(de 1\.\d a 1\.\d\)", text)
    rosa = playground.person("Rosa")
    assert rosa.view is not None
    assert [rosa.view.source[each]["text"] for each in ("title", "close")] == ["Resultados", "Cerrar"]
    assert await rosa.runs("/exchange results --group=Teacher", "general")
    await playground.settle()
    assert ES("results.no_groups") in words(rosa.ephemerals("general")[-1])
    assert "6 comments" in await ask(playground, "Ana"), "others read English"


async def test_where_no_group_is_compared_the_results_say_why(playground: Playground) -> None:
    exchange = await announced(playground, *SIX, groups=["Students", "Parents"])
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9])
    assert EN("results.not_compared", n=5, differ=10) in await ask(playground, "moderator")
