"""The rating card over time: how far one is, where one goes on, what is never on it, and that it waits for nobody."""

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from storage import comments
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.whole_bot import Playground, list_action_ids, words


async def card_of(playground: Playground, person: Person) -> Message:
    """Let somebody ask for a card and return it."""
    await person.runs("/exchange rate", "general")
    await playground.settle()
    return person.dm()[-1]


async def stars(playground: Playground, exchange: Exchange) -> dict[str, tuple[int, ...]]:
    """Return the stars of each live comment, by its words."""
    return {each.text: each.histogram for each in await playground.comments(exchange)}


def shown_on(card: Message, *texts: str) -> str:
    """Return which of these comments is on a card."""
    [found] = [text for text in texts if text in words(card)]
    return found


async def test_progress_is_shown_at_five_ten_twenty_and_thirty(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", *(f"Idea {number:02}" for number in range(31)))
    ana = playground.person("Ana")
    await card_of(playground, ana)
    texts = {}
    for count in range(1, 31):
        assert await ana.clicks(ana.dm()[-1], "rate.star.4")
        await playground.settle()
        texts[count] = words(ana.dm()[-1])
        assert f"{count} rated" in texts[count]
    assert "goal 20" in texts[1]
    assert "Stop whenever you like" in texts[5]
    assert EN("rate.milestone.ten") in texts[10]
    assert EN("rate.milestone.twenty") in texts[20]
    assert EN("rate.milestone.thirty") in texts[30]
    assert "Stop whenever you like" not in texts[6]
    assert len([each for each in ana.dm() if each.bot_id]) == 1, "lines on the card, no messages"


async def test_the_goal_is_what_can_be_reached(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", *(f"Idea {number:02}" for number in range(11)))
    ana = playground.person("Ana")
    await ana.runs("/exchange share A bench of mine that I cannot rate", "general")
    await playground.settle()
    assert (await playground.counts(exchange)).comments == 12
    assert "0 rated, goal 11" in words(await card_of(playground, ana))
    for count in range(1, 11):
        assert await ana.clicks(ana.dm()[-1], "rate.star.4")
        await playground.settle()
        assert f"{count} rated, goal 11" in words(ana.dm()[-1])
        assert EN("rate.milestone.ten") not in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    assert EN("rate.no_more") in words(ana.dm()[-1])
    assert "goal" not in words(ana.dm()[-1])


async def test_undo_is_on_the_card_once_there_is_something_to_take_back(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Benches")
    ana = playground.person("Ana")
    assert "rate.undo" not in list_action_ids(await card_of(playground, ana))
    assert await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    assert "rate.undo" in list_action_ids(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "rate.undo")
    await playground.settle()
    assert "rate.undo" not in list_action_ids(ana.dm()[-1])


async def test_typed_skip_and_undo_are_the_buttons(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    first = shown_on(await card_of(playground, ana), "Longer lunch", "A crossing guard")
    await ana.says("skip")
    await playground.settle()
    second = shown_on(ana.dm()[-1], "Longer lunch", "A crossing guard")
    assert second != first
    await ana.says("4")
    await playground.settle()
    assert (await stars(playground, exchange))[second] == (0, 0, 0, 1, 0)
    await ana.says("undo")
    await playground.settle()
    assert EN("rate.undone") in words(ana.dm()[-1]) or second in words(ana.dm()[-1])
    assert (await playground.counts(exchange)).ratings == 0
    assert not [
        each for each in await playground.comments(exchange, "live", "pending") if each.text in {"skip", "undo", "4"}
    ]


async def test_the_next_day_goes_on_where_it_stopped(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Known officers")
    texts = ("Longer lunch", "A crossing guard", "Known officers")
    ana = playground.person("Ana")
    first = shown_on(await card_of(playground, ana), *texts)
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    lies_open = shown_on(ana.dm()[-1], *(set(texts) - {first}))
    playground.clock.later(days=1)
    card = await card_of(playground, ana)
    assert lies_open in words(card)
    assert "1 rated" in words(card)
    assert await ana.clicks(card, "rate.star.2")
    await playground.settle()
    assert (await playground.counts(exchange)).ratings == 2


async def test_what_was_removed_or_withdrawn_is_never_shown(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Removed", "Withdrawn", "Hidden", "Pending", "Live")
    async with playground.starling.context.storage.write() as db:
        for each in await playground.comments(exchange):
            await comments.update_comment(db, exchange.scope, each.comment_id, state=each.text.lower())
    ana = playground.person("Ana")
    assert "Live" in words(await card_of(playground, ana))
    await ana.clicks(ana.dm()[-1], "rate.star.5")
    await playground.settle()
    assert "all there is to rate" in words(ana.dm()[-1])


async def test_stars_count_for_any_live_comment_of_an_open_exchange_but_ones_own(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    playground.slack.context.unseen_clicks = True
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await ana.runs("/exchange share My own", "general")
    for each in await playground.comments(exchange):  # no card of hers ever lay open
        assert await ana.clicks_unseen("rate.star.3", f"{exchange.exchange_id}:{each.number}.1:0:3")
        assert await ben.clicks_unseen("rate.star.5", f"{exchange.exchange_id}:{each.number}.1:0:5")
    await playground.settle()
    assert await stars(playground, exchange) == {
        "Longer lunch": (0, 0, 1, 0, 1),
        "A crossing guard": (0, 0, 1, 0, 1),
        "My own": (0, 0, 0, 0, 1),
    }
    assert any("your own" in words(each) for each in [*ana.ephemerals(), *ana.dm()])


async def test_slack_is_answered_before_the_next_card_is_sent(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    card = await card_of(playground, ana)
    first = shown_on(card, "Longer lunch", "A crossing guard")
    playground.slack.faults.delay("response_url", 1.0, times=1)
    assert await ana.clicks(card, "rate.star.4")
    assert first in words(ana.dm()[-1]), "the answer did not wait for the next card"
    assert (await stars(playground, exchange))[first] == (0, 0, 0, 1, 0), "what was answered is kept"
    await playground.settle()
    assert first not in words(ana.dm()[-1])


async def test_of_a_card_and_a_page_the_stars_that_came_later_count(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    await ana.clicks_unseen("rate.set", str(exchange.exchange_id))
    page = ana.view
    assert page
    await card_of(playground, ana)
    assert await ana.clicks(ana.dm()[-1], "rate.star.2")
    [pick] = [block["block_id"] for block in page.blocks if block["type"] == "input"]
    assert await ana.submits(page, {pick: "5 ★★★★★"})
    assert await stars(playground, exchange) == {"Longer lunch": (0, 0, 0, 0, 1)}


async def test_a_report_on_an_older_card_is_about_the_comment_that_is_on_it(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Something rude", "Longer lunch")
    ana = playground.person("Ana")
    old = await card_of(playground, ana)
    on_old = shown_on(old, "Something rude", "Longer lunch")
    newer = await card_of(playground, ana)
    assert on_old in words(newer)
    await ana.clicks(newer, "rate.skip")
    await playground.settle()
    assert on_old not in words(newer)
    await ana.chooses(old, "rate.more", "Report …")
    await playground.settle()
    assert on_old in words(old)
    await ana.clicks(old, "rate.report.rude")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange) if each.reports] == [on_old]


async def test_what_a_star_means_is_on_every_card_and_chart(playground: Playground) -> None:
    channel = playground.slack.channel("general").id
    exchange = await playground.exchange(
        "What keeps us safe?", "Longer lunch", "A crossing guard", star_meaning="experience", channel_id=channel
    )
    await playground.starling.scheduler.run_once()
    await playground.settle()
    meaning = "how well this fits your own experience"
    moderator, ana = playground.moderator, playground.person("Ana")
    assert meaning in words(moderator.sees("general")[-1]), "announcement"
    assert meaning in words(await card_of(playground, ana)), "card"
    playground.slack.context.unseen_clicks = True
    await ana.clicks_unseen("rate.set", str(exchange.exchange_id))
    assert meaning in words(ana.view), "page of five"
    await ana.opens_home()
    await playground.settle()
    assert meaning in words(ana.home), "Home"
    await moderator.runs("/exchange results", "general")
    assert meaning in words(moderator.view), "results"
    await moderator.runs("/exchange digest preview", "general")
    await playground.settle()
    assert meaning in words(moderator.ephemerals("general")[-1]), "digest"


async def test_comments_are_shown_evenly_and_a_new_one_soon(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", *(f"Idea {number}" for number in range(6)))
    for number in range(6):
        person = playground.person(f"Person {number}")
        await card_of(playground, person)
        for _ in range(2):
            await person.clicks(person.dm()[-1], "rate.star.3")
            await playground.settle()
        await person.chooses(person.dm()[-1], "rate.more", "Stop for now")
    counts = sorted(each.ratings for each in await playground.comments(exchange))
    assert sum(counts) == 12
    assert counts[-1] - counts[0] <= 2, "nobody's idea is left behind"
    await playground.person("Person 0").runs("/exchange share A new idea", "general")
    newcomer = playground.person("Newcomer")
    seen = [words(await card_of(playground, newcomer))]
    await newcomer.clicks(newcomer.dm()[-1], "rate.star.3")
    await playground.settle()
    assert "A new idea" in seen[0] or "A new idea" in words(newcomer.dm()[-1])


async def test_a_comment_to_begin_with_is_marked_and_anothers_is_not(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await ana.runs("/exchange share A crossing guard", "general")
    first = words(await card_of(playground, ben))
    await ben.clicks(ben.dm()[-1], "rate.star.3")
    await playground.settle()
    for card in (first, words(ben.dm()[-1])):
        assert (EN("rate.seed") in card) == ("Longer lunch" in card)
