"""People rate: one click a star; they skip, undo, report, stop, type, and come back."""

import pytest

from storage import exchanges, participants, ratings
from storage.exchanges import Exchange
from tests.town import Town, action_ids, words


async def card_of(town: Town, name: str) -> None:
    await town.person(name).runs("/exchange rate", "general")
    await town.settle()


def web_api_calls(town: Town) -> int:
    return town.playground.calls.count() - town.playground.calls.count("response_url")


async def stars_of(town: Town, exchange: Exchange) -> dict[str, tuple[int, ...]]:
    return {comment.text: comment.histogram for comment in await town.comments(exchange)}


async def test_a_student_rates_and_is_shown_the_next_comment_in_the_same_message(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    card = ana.dm()[-1]
    first = "Longer lunch" if "Longer lunch" in words(card) else "A crossing guard"
    second = "A crossing guard" if first == "Longer lunch" else "Longer lunch"

    calls = web_api_calls(town)
    assert await ana.clicks(card, "rate.star.4")
    await town.settle()
    card = ana.dm()[-1]
    assert second in words(card)
    assert "1 rated" in words(card)
    assert await ana.clicks(card, "rate.star.5")
    await town.settle()
    assert "all there is to rate for now" in words(ana.dm()[-1])
    assert len([message for message in ana.dm() if message.bot_id]) == 1, "one card, replaced in place"
    assert await stars_of(town, exchange) == {first: (0, 0, 0, 1, 0), second: (0, 0, 0, 0, 1)}
    assert web_api_calls(town) == calls, "no Web API call a rating"


async def test_ones_own_comment_is_never_shown(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Theirs")
    ana = town.person("Ana")
    await ana.runs("/exchange share Mine", "general")
    await card_of(town, "Ana")
    assert "Theirs" in words(ana.dm()[-1])
    await ana.clicks(ana.dm()[-1], "rate.star.3")
    await town.settle()
    assert "all there is" in words(ana.dm()[-1])


@pytest.mark.parametrize("typed", ["4", "****", "⭐⭐⭐⭐", ":star::star::star::star:"])
async def test_typed_stars_are_the_clicks_they_stand_for(town: Town, typed: str) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    await ana.says(typed)
    await town.settle()
    assert await stars_of(town, exchange) == {"Longer lunch": (0, 0, 0, 1, 0)}
    assert not [kept for kept in await town.comments(exchange) if kept.text == typed]


async def test_typed_stars_leave_one_line_of_each_card_and_the_next_card_below(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "More light")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    for typed in ("4", "5"):
        await ana.says(typed)
        await town.settle()
    shown = [words(message) for message in ana.dm()]
    assert shown[:4] == ["★★★★☆ (4) · 1 rated", "4", "★★★★★ (5) · 2 rated", "5"]
    assert "2 rated, goal 3 · last: ★★★★★ (5)" in shown[4]


async def test_a_lone_number_is_never_a_comment(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    ana = town.person("Ana")
    await ana.says("5")
    await town.settle()
    assert "No card is open" in words(ana.dm()[-1])
    await card_of(town, "Ana")
    await ana.says("17")
    await town.settle()
    assert "1 to 5 stars" in words(ana.dm()[-1])
    assert await stars_of(town, exchange) == {"Longer lunch": (0, 0, 0, 0, 0)}


async def test_undo_lays_the_last_one_open_again(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    first = words(ana.dm()[-1])
    await ana.clicks(ana.dm()[-1], "rate.star.1")
    await town.settle()
    assert await ana.clicks(ana.dm()[-1], "rate.undo")
    await town.settle()
    again = words(ana.dm()[-1])
    assert ("Longer lunch" in again) == ("Longer lunch" in first)
    assert "Taken back" in again
    assert (await town.counts(exchange)).ratings == 0


async def test_skipping_with_a_reason_passes_on(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    await ana.chooses(ana.dm()[-1], "rate.more", "Seen one like it")
    await town.settle()
    await ana.clicks(ana.dm()[-1], "rate.skip")
    await town.settle()
    assert "all there is" in words(ana.dm()[-1])
    assert (await town.counts(exchange)).ratings == 0


async def test_a_report_reaches_the_comment_and_passes_on(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Something rude")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    await ana.chooses(ana.dm()[-1], "rate.more", "Report …")
    await town.settle()
    assert "never who reported" in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "rate.report.rude")
    await town.settle()
    [comment] = await town.comments(exchange)
    assert comment.reports == 1
    assert "all there is" in words(ana.dm()[-1])


async def test_stopping_keeps_the_place(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    shown = words(ana.dm()[-1])
    await ana.chooses(ana.dm()[-1], "rate.more", "Stop for now")
    await town.settle()
    assert "Your place is kept" in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "rate.start")
    await town.settle()
    assert ("Longer lunch" in words(ana.dm()[-1])) == ("Longer lunch" in shown)


async def test_a_click_on_an_old_card_changes_that_rating(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    old = ana.dm()[-1]
    kept_blocks = [dict(block) for block in old.blocks]
    await ana.clicks(old, "rate.star.2")
    await town.settle()
    await card_of(town, "Ana")
    assert len([message for message in ana.dm() if message.bot_id]) == 2
    place = next(block for block in kept_blocks if block.get("block_id") == "rate.stars")["elements"][4]["value"]
    town.playground.unseen_clicks = True
    assert await ana.clicks_unseen("rate.star.5", place, on=old)
    await town.settle()
    changed = next(message for message in ana.dm() if message.ts == old.ts)
    assert "is now ★★★★★ (5)" in words(changed)
    assert sum(histogram[4] for histogram in (await stars_of(town, exchange)).values()) == 1
    assert (await town.counts(exchange)).ratings == 1


async def test_after_the_close_a_click_says_so_and_changes_nothing(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    ana = town.person("Ana")
    await card_of(town, "Ana")
    async with town.starling.kit.storage.write() as db:
        await exchanges.change(db, town.tenant_id, exchange.exchange_id, state="closed")
    await ana.clicks(ana.dm()[-1], "rate.star.5")
    await town.settle()
    assert "closed" in words(ana.dm()[-1])
    assert (await town.counts(exchange)).ratings == 0


async def test_five_at_a_time_costs_one_call(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", *(f"Comment {number}" for number in range(7)))
    ana = town.person("Ana")
    town.playground.unseen_clicks = True
    await card_of(town, "Ana")
    await ana.clicks_unseen("rate.set", str(exchange.exchange_id))
    for expected in (5, 2):
        view = ana.view
        assert view
        picks = {block["block_id"]: None for block in view.blocks if block["type"] == "input"}
        assert len(picks) == expected
        assert await ana.submits(view, dict.fromkeys(picks, "4 ★★★★"))
    assert "nothing more to rate" in words(ana.view)
    assert (await town.counts(exchange)).ratings == 7
    async with town.starling.kit.storage.read() as db:
        waiting = await ratings.next_for(
            db, town.tenant_id, exchange.exchange_id, rater_id="nobody", author_id="nobody", limit=10
        )
    assert len(waiting) == 7


async def test_a_crafted_value_is_refused_and_counts_nothing(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    [comment] = await town.comments(exchange)
    ana = town.person("Ana")
    town.playground.unseen_clicks = True
    for value in (
        "nonsense",
        f"{exchange.exchange_id}:{comment.number}:0:5",
        f"{exchange.exchange_id}:{comment.number}.1:0:9",
        f"{exchange.exchange_id + 1}:{comment.number}.1:0:5",
        f"{exchange.exchange_id}:{comment.number + 1}.1:0:5",
        f"{exchange.exchange_id}:{comment.number}.7:0:5",
    ):
        outcome = await ana.clicks_unseen("rate.star.5", value)
        await town.settle()
        assert outcome.status == 200
    assert (await town.counts(exchange)).ratings == 0


async def test_the_group_is_asked_on_the_first_card_until_it_is_answered(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", groups=["Student", "Parent"])
    ana = town.person("Ana")
    await card_of(town, "Ana")
    assert "rate.group" in action_ids(ana.dm()[-1])
    assert await ana.chooses(ana.dm()[-1], "rate.group", "Student")
    await town.settle()
    assert "rate.group" not in action_ids(ana.dm()[-1])
    assert "Longer lunch" in words(ana.dm()[-1])
    async with town.starling.kit.storage.read() as db:
        assert await participants.by_group(db, town.tenant_id, exchange.exchange_id) == {}, "looking is not taking part"
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    async with town.starling.kit.storage.read() as db:
        assert await participants.by_group(db, town.tenant_id, exchange.exchange_id) == {"Student": 1}
