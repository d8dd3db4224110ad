"""More ways to share: the first button, the lightning menu, a thread; and what is on the form and the card."""

from datetime import date, timedelta
from typing import Any

from bot.playground.state.models import Message
from storage.exchanges import Exchange
from tests.whole_bot import Playground, list_action_ids, words


async def announced(playground: Playground, **settings: Any) -> tuple[Exchange, Message]:
    """Return an open exchange and its announcement in #general."""
    channel = playground.slack.channel("general").id
    exchange = await playground.exchange("What keeps us safe?", channel_id=channel, **settings)
    await playground.starling.scheduler.run_once()
    await playground.settle()
    return exchange, playground.moderator.sees("general")[-1]


def element_of(shown: Any, action_id: str) -> dict[str, Any]:
    """Return the field of a form that has this id."""
    [found] = [block for block in shown.blocks if block.get("element", {}).get("action_id") == action_id]
    return dict(found)


async def test_the_comment_button_leaves_no_message_behind(playground: Playground) -> None:
    exchange, announcement = await announced(playground)
    ana = playground.person("Ana")
    in_channel = len(ana.sees("general"))
    assert await ana.clicks(announcement, "share.open")
    assert await ana.submits(values={"share.text": "A crossing guard"})
    await playground.settle()
    assert "Shared as" in words(ana.view)
    assert [kept.text for kept in await playground.comments(exchange)] == ["A crossing guard"]
    assert (ana.dm(), ana.ephemerals(), len(ana.sees("general"))) == ([], [], in_channel)


async def test_from_the_form_itself_one_shares_as_many_as_one_likes(playground: Playground) -> None:
    exchange, announcement = await announced(playground)
    ana = playground.person("Ana")
    assert await ana.clicks(announcement, "share.open")
    for number in range(5):
        assert await ana.submits(values={"share.text": f"Idea {number}"})
        assert ana.view
        assert await ana.clicks(ana.view, "share.open")
        assert "share.text" in list_action_ids(ana.view)
    assert sorted(kept.text for kept in await playground.comments(exchange)) == [
        f"Idea {number}" for number in range(5)
    ]
    assert (await playground.counts(exchange)).people == 1


async def test_a_form_that_is_sent_twice_shares_once(playground: Playground) -> None:
    exchange, announcement = await announced(playground)
    ana = playground.person("Ana")
    await ana.clicks(announcement, "share.open")
    form = ana.view
    assert form
    source, mark = form.source, form.hash
    assert await ana.submits(form, {"share.text": "A crossing guard"})
    form.source, form.hash = source, mark  # Slack lost the answer: the same form is still shown there
    assert await ana.submits(form, {"share.text": "A crossing guard"})
    assert len(await playground.comments(exchange)) == 1


async def test_the_form_says_how_long_a_comment_may_be_and_that_the_rest_is_optional(playground: Playground) -> None:
    _, announcement = await announced(playground, comment_limit=140, groups=["Student", "Parent"])
    ana = playground.person("Ana")
    await ana.clicks(announcement, "share.open")
    text = element_of(ana.view, "share.text")
    assert text["element"]["max_length"] == 140
    assert "Up to 140 characters" in text["hint"]["text"]
    assert element_of(ana.view, "share.why")["optional"]
    group = element_of(ana.view, "share.group")
    assert group["optional"]
    assert [each["text"]["text"] for each in group["element"]["options"]] == ["Student", "Parent", "Rather not say"]


async def test_rather_not_say_is_an_answer_and_is_not_asked_again(playground: Playground) -> None:
    _, announcement = await announced(playground, groups=["Student", "Parent"])
    ana = playground.person("Ana")
    await ana.clicks(announcement, "share.open")
    await ana.submits(values={"share.text": "A crossing guard", "share.group": "Rather not say"})
    await ana.closes()
    await ana.clicks(announcement, "share.open")
    assert "share.group" not in list_action_ids(ana.view)


async def test_the_lightning_menu_opens_the_form_and_asks_which_when_two_are_open(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert await ana.shortcut("share.anywhere")
    await playground.settle()
    assert "No exchange is open" in words(ana.dm()[-1])
    exchange = await playground.exchange("What keeps us safe?")
    assert await ana.shortcut("share.anywhere")
    assert await ana.submits(values={"share.text": "A crossing guard"})
    assert len(await playground.comments(exchange)) == 1
    await ana.closes()
    lunch = await playground.exchange("How is lunch?")
    assert await ana.shortcut("share.anywhere")
    await playground.settle()
    menu = ana.dm()[-1]
    assert "Which question" in words(menu)
    block = next(each for each in menu.blocks if (each.get("accessory") or {}).get("value") == str(lunch.exchange_id))
    assert await ana.clicks(menu, "share.open", block_id=block["block_id"])
    assert "How is lunch?" in words(ana.view)


async def test_a_reply_under_the_announcement_gets_one_private_offer_with_an_empty_form(playground: Playground) -> None:
    exchange, announcement = await announced(playground)
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await ana.says("Everybody knows that I wrote this", "general", thread_ts=announcement.ts)
    await playground.settle()
    [offer] = ana.ephemerals("general")
    assert "under your name" in words(offer)
    assert not ben.ephemerals("general")
    assert await ana.clicks(offer, "share.open")
    assert not element_of(ana.view, "share.text")["element"].get("initial_value"), "the reply is not copied"
    assert await ana.submits(values={"share.text": "In other words"})
    assert [kept.text for kept in await playground.comments(exchange)] == ["In other words"]
    thread = [each.text for each in ben.sees("general", thread_ts=announcement.ts)]
    assert "Everybody knows that I wrote this" in thread, "the reply stays"

    await ana.says("And another thing", "general", thread_ts=announcement.ts)
    await playground.settle()
    assert len(ana.ephemerals("general")) == 1, "once a person and exchange"
    await ben.says("Me too", "general", thread_ts=announcement.ts)
    await ben.says("Not in the thread", "general")
    await playground.settle()
    assert len(ben.ephemerals("general")) == 1


async def test_where_names_show_a_reply_is_not_offered_to_be_shared_without_one(playground: Playground) -> None:
    _, announcement = await announced(playground, is_anonymous=False)
    ana = playground.person("Ana")
    await ana.says("Everybody may know that I wrote this", "general", thread_ts=announcement.ts)
    await playground.settle()
    assert not ana.ephemerals("general")


async def test_where_names_are_shown_the_card_says_who_shared_it_and_elsewhere_it_does_not(
    playground: Playground,
) -> None:
    shown = await playground.exchange("What keeps us safe?", is_anonymous=False, slug="shown")
    hidden = await playground.exchange("How is lunch?", slug="hidden")
    ana, ben = playground.person("Ana"), playground.person("Ben")
    for exchange in (shown, hidden):
        await ana.runs(f"/exchange share #{exchange.slug} Something to rate", "general")
        await ben.runs(f"/exchange rate {exchange.slug}", "general")
        await playground.settle()
    with_name, without = [words(each) for each in ben.dm()[-2:]]
    assert "shared by ana" in with_name.lower()
    assert "ana" not in without.lower().split()
    assert ana.id not in str([each.blocks for each in ben.dm()])


async def test_a_guest_takes_part_like_everybody(playground: Playground) -> None:
    exchange, announcement = await announced(playground)
    guest = playground.person("Guest", is_restricted=True)
    assert await guest.clicks(announcement, "share.open")
    assert await guest.submits(values={"share.text": "A guest's idea"})
    assert [kept.text for kept in await playground.comments(exchange)] == ["A guest's idea"]


async def test_the_day_of_a_comment_is_all_that_is_kept_of_its_time(playground: Playground) -> None:
    exchange, announcement = await announced(playground, zone="Pacific/Auckland")
    ana = playground.person("Ana")
    await ana.clicks(announcement, "share.open")
    await ana.submits(values={"share.text": "A crossing guard"})
    [kept] = await playground.comments(exchange)
    assert type(kept.shared_on) is date, "nothing finer"
    playground.clock.later(hours=9)  # a quarter to two in the afternoon in UTC: the next day in Auckland
    await ana.clicks(announcement, "share.open")
    await ana.submits(values={"share.text": "Longer lunch"})
    days = {each.text: each.shared_on for each in await playground.comments(exchange)}
    assert days["Longer lunch"] - days["A crossing guard"] == timedelta(days=1), "days are those of the exchange's zone"


async def test_the_bot_does_not_answer_itself(playground: Playground) -> None:
    exchange, _ = await announced(playground)
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    heard = [
        each for each in playground.slack.deliveries.list_for("events_api") if each.user == playground.slack.bot_user_id
    ]
    assert heard, "Slack tells the bot of its own messages"
    assert len([each for each in ana.dm() if each.bot_id]) == 1
    assert not await playground.comments(exchange)
