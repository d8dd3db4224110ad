"""People rate: one click a star; they skip, undo, report, stop, type, and come back."""

import pytest

from bot.domain.people_counts import count_people
from bot.rate import blocks
from storage import exchanges, routing_queue
from storage.exchanges import Exchange
from storage.participant_record import Participant
from tests.sentences import EN
from tests.whole_bot import Playground, list_action_ids, words


async def card_of(playground: Playground, name: str) -> None:
    await playground.person(name).runs("/exchange rate", "general")
    await playground.settle()


def web_api_calls(playground: Playground) -> int:
    return playground.slack.calls.count() - playground.slack.calls.count("response_url")


async def stars_of(playground: Playground, exchange: Exchange) -> dict[str, tuple[int, ...]]:
    return {comment.text: comment.histogram for comment in await playground.comments(exchange)}


async def test_a_student_rates_and_is_shown_the_next_comment_in_the_same_message(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    card = ana.dm()[-1]
    first = "Longer lunch" if "Longer lunch" in words(card) else "A crossing guard"
    second = "A crossing guard" if first == "Longer lunch" else "Longer lunch"

    calls = web_api_calls(playground)
    assert await ana.clicks(card, "rate.star.4")
    await playground.settle()
    card = ana.dm()[-1]
    assert second in words(card)
    assert "1 rated" in words(card)
    assert await ana.clicks(card, "rate.star.5")
    await playground.settle()
    assert "all there is to rate for now" in words(ana.dm()[-1])
    assert len([message for message in ana.dm() if message.bot_id]) == 1, "one card, replaced in place"
    assert await stars_of(playground, exchange) == {first: (0, 0, 0, 1, 0), second: (0, 0, 0, 0, 1)}
    assert web_api_calls(playground) == calls, "no Web API call a rating"


async def test_ones_own_comment_is_never_shown(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Theirs")
    ana = playground.person("Ana")
    await ana.runs("/exchange share Mine", "general")
    await card_of(playground, "Ana")
    assert "Theirs" in words(ana.dm()[-1])
    await ana.clicks(ana.dm()[-1], "rate.star.3")
    await playground.settle()
    assert "all there is" in words(ana.dm()[-1])


@pytest.mark.parametrize("typed", ["4", "****", "⭐⭐⭐⭐", ":star::star::star::star:"])
async def test_typed_stars_are_the_clicks_they_stand_for(playground: Playground, typed: str) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    await ana.says(typed)
    await playground.settle()
    assert await stars_of(playground, exchange) == {"Longer lunch": (0, 0, 0, 1, 0)}
    assert not [kept for kept in await playground.comments(exchange) if kept.text == typed]


async def test_typed_stars_leave_one_line_of_each_card_and_the_next_card_below(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "More light")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    for typed in ("4", "5"):
        await ana.says(typed)
        await playground.settle()
    shown = [words(message) for message in ana.dm()]
    assert shown[:4] == ["★★★★☆ (4) · 1 rated", "4", "★★★★★ (5) · 2 rated", "5"]
    assert "2 rated, goal 3 · last: ★★★★★ (5)" in shown[4]


async def test_a_lone_number_is_never_a_comment(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await ana.says("5")
    await playground.settle()
    assert EN("rate.no_card") in words(ana.dm()[-1])
    await card_of(playground, "Ana")
    await ana.says("17")
    await playground.settle()
    assert "1 to 5 stars" in words(ana.dm()[-1])
    assert await stars_of(playground, exchange) == {"Longer lunch": (0, 0, 0, 0, 0)}


async def test_undo_lays_the_last_one_open_again(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    first = words(ana.dm()[-1])
    await ana.clicks(ana.dm()[-1], "rate.star.1")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "rate.undo")
    await playground.settle()
    again = words(ana.dm()[-1])
    assert ("Longer lunch" in again) == ("Longer lunch" in first)
    assert EN("rate.undone") in again
    assert (await playground.counts(exchange)).ratings == 0


async def test_skipping_with_a_reason_passes_on(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    await ana.chooses(ana.dm()[-1], "rate.more", "Seen one like it")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], "rate.skip")
    await playground.settle()
    assert "all there is" in words(ana.dm()[-1])
    assert (await playground.counts(exchange)).ratings == 0


async def test_the_menu_takes_more_ways_to_skip_than_slacks_small_one(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_MAX_OVERFLOW", 4)
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    await card_of(playground, "Ana")
    ana = playground.person("Ana")
    row = next(block for block in ana.dm()[-1].blocks if block.get("block_id") == "rate.row")
    assert [each["type"] for each in row["elements"]] == ["button", "static_select"]
    assert await ana.chooses(ana.dm()[-1], "rate.more", EN("rate.skip_option.unclear"))
    await playground.settle()
    assert EN("rate.skipped") in words(ana.dm()[-1])


async def test_a_report_reaches_the_comment_and_passes_on(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Something rude")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    await ana.chooses(ana.dm()[-1], "rate.more", "Report …")
    await playground.settle()
    assert "never who reported" in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "rate.report.rude")
    await playground.settle()
    [comment] = await playground.comments(exchange)
    assert comment.reports == 1
    assert "all there is" in words(ana.dm()[-1])


async def test_stopping_keeps_the_place(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    shown = words(ana.dm()[-1])
    await ana.chooses(ana.dm()[-1], "rate.more", "Stop for now")
    await playground.settle()
    assert "Your place is kept" in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "rate.start")
    await playground.settle()
    assert ("Longer lunch" in words(ana.dm()[-1])) == ("Longer lunch" in shown)


async def test_a_click_on_an_old_card_changes_that_rating(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    old = ana.dm()[-1]
    kept_blocks = [dict(block) for block in old.blocks]
    await ana.clicks(old, "rate.star.2")
    await playground.settle()
    await card_of(playground, "Ana")
    assert len([message for message in ana.dm() if message.bot_id]) == 2
    place = next(block for block in kept_blocks if block.get("block_id") == "rate.stars")["elements"][4]["value"]
    playground.slack.context.unseen_clicks = True
    assert await ana.clicks_unseen("rate.star.5", place, on=old)
    await playground.settle()
    changed = next(message for message in ana.dm() if message.ts == old.ts)
    assert "is now ★★★★★ (5)" in words(changed)
    assert sum(histogram[4] for histogram in (await stars_of(playground, exchange)).values()) == 1
    assert (await playground.counts(exchange)).ratings == 1


async def test_after_the_close_a_click_says_so_and_changes_nothing(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="closed")
    await ana.clicks(ana.dm()[-1], "rate.star.5")
    await playground.settle()
    assert "closed" in words(ana.dm()[-1])
    assert (await playground.counts(exchange)).ratings == 0


async def test_five_at_a_time_costs_one_call(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", *(f"Comment {number}" for number in range(7)))
    ana = playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    await card_of(playground, "Ana")
    await ana.clicks_unseen("rate.set", str(exchange.exchange_id))
    for expected in (5, 2):
        view = ana.view
        assert view
        picks = {block["block_id"]: None for block in view.blocks if block["type"] == "input"}
        assert len(picks) == expected
        assert await ana.submits(view, dict.fromkeys(picks, "4 ★★★★"))
    assert "nothing more to rate" in words(ana.view)
    assert (await playground.counts(exchange)).ratings == 7
    async with playground.starling.context.storage.read() as db:
        waiting = await routing_queue.list_next(db, exchange.scope, Participant(), limit=10)
    assert len(waiting) == 7


async def test_a_crafted_value_is_refused_and_counts_nothing(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    [comment] = await playground.comments(exchange)
    ana = playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    for value in (
        "nonsense",
        f"{exchange.exchange_id}:{comment.number}:0:5",
        f"{exchange.exchange_id}:{comment.number}.1:0:9",
        f"{exchange.exchange_id + 1}:{comment.number}.1:0:5",
        f"{exchange.exchange_id}:{comment.number + 1}.1:0:5",
        f"{exchange.exchange_id}:{comment.number}.7:0:5",
    ):
        outcome = await ana.clicks_unseen("rate.star.5", value)
        await playground.settle()
        assert outcome.status == 200
    assert (await playground.counts(exchange)).ratings == 0


async def test_the_group_is_asked_on_the_first_card_until_it_is_answered(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", groups=["Student", "Parent"])
    ana = playground.person("Ana")
    await card_of(playground, "Ana")
    assert "rate.group" in list_action_ids(ana.dm()[-1])
    assert await ana.chooses(ana.dm()[-1], "rate.group", "Student")
    await playground.settle()
    assert "rate.group" not in list_action_ids(ana.dm()[-1])
    assert "Longer lunch" in words(ana.dm()[-1])
    async with playground.starling.context.storage.read() as db:
        assert (await count_people(playground.starling.context, db, exchange)).people == {}, (
            "looking is not taking part"
        )
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    async with playground.starling.context.storage.read() as db:
        assert (await count_people(playground.starling.context, db, exchange)).people == {"Student": 1}
