"""After its close date nothing is taken any more, whether or not the scheduler has had its round."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.slack import action_ids
from storage import exchanges
from storage.exchanges import Exchange
from tests.stories.at_home import home_of
from tests.stories.exchange_helpers import QUESTION, announcements, only, reply_text, run_command
from tests.whole_bot import Playground, words


async def closes_soon(playground: Playground, *texts: str) -> Exchange:
    exchange = await playground.exchange("What keeps us safe?", *texts)
    async with playground.starling.context.storage.write() as db:
        closes_at = playground.clock.now() + timedelta(hours=1)
        await exchanges.update_exchange(db, exchange.scope, closes_at=closes_at)
    return exchange


async def test_a_comment_a_day_after_the_date_is_not_taken(playground: Playground) -> None:
    exchange = await closes_soon(playground)
    playground.clock.later(days=1)  # the bot was down, or its scheduler is stuck; no round came
    await playground.person("Ana").runs("/exchange share A day too late", "general")
    await playground.settle()
    assert await playground.comments(exchange) == []


async def test_a_form_that_lay_open_over_the_date_is_not_taken(playground: Playground) -> None:
    exchange = await closes_soon(playground)
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    playground.clock.later(hours=5)
    await ana.submits(values={"share.text": "Four hours too late"})
    await playground.settle()
    assert await playground.comments(exchange) == []


async def test_a_star_after_the_date_is_not_taken(playground: Playground) -> None:
    exchange = await closes_soon(playground, "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    playground.clock.later(days=1)
    await ana.clicks(ana.dm()[-1], "rate.star.5")
    await playground.settle()
    assert (await playground.counts(exchange)).ratings == 0


async def rates(playground: Playground, stars: int = 3) -> None:
    """Let Ana rate one comment and have the next before her."""
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], f"rate.star.{stars}")
    await playground.settle()


async def pass_by(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.clicks(ana.dm()[-1], "rate.skip")


async def undo(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.clicks(ana.dm()[-1], "rate.undo")


async def report(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.clicks(ana.dm()[-1], "rate.report.rude")


async def typed(playground: Playground) -> None:
    await playground.person("Ana").says("5")


async def page_of_five(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert ana.view
    fields = [block for block in ana.view.blocks if block["type"] == "input"]
    await ana.submits(ana.view, values={each["block_id"]: each["element"]["options"][0] for each in fields})


async def other_stars_in_home(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert ana.view
    menu = next(block["accessory"] for block in ana.view.blocks if block.get("accessory"))
    await ana.chooses(ana.view, "home.star", menu["options"][4])


async def near_hint(playground: Playground) -> None:
    ana = playground.person("Ana")
    hint = ana.dm()[-1]
    row = next(b for b in hint.blocks if (b.get("accessory") or {}).get("action_id") == action_ids.SHARE_NEAR_STAR)
    await ana.chooses(hint, action_ids.SHARE_NEAR_STAR, row["accessory"]["options"][4], block_id=row["block_id"])


async def before(playground: Playground, act: Callable[[Playground], Awaitable[None]]) -> None:
    """Bring before Ana what she acts on after the date."""
    ana = playground.person("Ana")
    if act is report:
        await ana.chooses(ana.dm()[-1], "rate.more", "Report …")
    elif act is page_of_five:
        await ana.clicks(await home_of(playground, ana), action_ids.RATE_SET)
    elif act is other_stars_in_home:
        await ana.clicks(await home_of(playground, ana), "home.ratings")
    elif act is near_hint:
        await ana.says("Longer lunch breaks")
    await playground.settle()


@pytest.mark.parametrize(
    "act", [pass_by, undo, report, typed, page_of_five, other_stars_in_home, near_hint], ids=lambda act: act.__name__
)
async def test_no_act_counts_after_the_date(
    playground: Playground, act: Callable[[Playground], Awaitable[None]]
) -> None:
    exchange = await closes_soon(playground, "Longer lunch break", "A crossing guard", "Warm rooms")
    await rates(playground)
    kept = [(each.histogram, each.reports, each.state) for each in await playground.comments(exchange)]
    await before(playground, act)
    playground.clock.later(hours=2)
    await act(playground)
    await playground.settle()
    ana = playground.person("Ana")
    assert [(each.histogram, each.reports, each.state) for each in await playground.comments(exchange)] == kept
    shown = [words(each) for each in (*ana.dm(), *ana.ephemerals())] + [words(each) for each in ana.views]
    shown.append(str(ana.view and ana.view.errors))
    assert "closed" in "".join(shown), "and she is told"


@pytest.mark.parametrize("act", ["share.edit", "share.withdraw"])
async def test_ones_own_comment_stays_as_it_was_at_the_date(playground: Playground, act: str) -> None:
    exchange = await closes_soon(playground)
    ana = playground.person("Ana")
    await ana.runs("/exchange share Longer lunch", "general")
    await playground.settle()
    card = ana.ephemerals("general")[-1]
    if act == "share.edit":
        assert await ana.clicks(card, act)
    playground.clock.later(hours=2)
    if act == "share.edit":
        await ana.submits(values={"share.text": "Shorter lunch"})
    else:
        await ana.clicks(card, act)
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]


async def test_a_group_is_not_changed_after_the_date(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", groups=["Student", "Parent"])
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, closes_at=playground.clock.now())
    await ana.chooses(ana.dm()[-1], "rate.group", "Student")
    await playground.settle()
    assert "closed" in "".join(words(each) for each in [*ana.dm(), *ana.ephemerals()])


async def test_home_and_the_commands_say_that_it_is_closed_before_any_round(playground: Playground) -> None:
    exchange = await closes_soon(playground, "Longer lunch", "Warm rooms")
    await rates(playground)
    playground.clock.later(hours=2)
    ana = playground.person("Ana")
    home = words(await home_of(playground, ana))
    assert "Nothing is open right now" in home
    assert "closed" in home
    await ana.runs("/exchange rate", "general")
    assert "No exchange is open" in words(ana.ephemerals("general")[-1])
    assert "Closed" in await reply_text(playground, f"/exchange status {exchange.slug}")


async def test_it_closed_on_the_date_that_was_announced_whenever_the_round_came(playground: Playground) -> None:
    await reply_text(playground, f'/exchange new "{QUESTION}" --open=now --close="in 2d"')
    await playground.settle()
    closes_at = (await only(playground)).closes_at
    playground.clock.later(days=12)
    for _ in range(2):
        await playground.starling.scheduler.run_once()
        await playground.settle()
    kept = await only(playground)
    assert (kept.state, kept.closed_at) == ("closed", closes_at)
    assert "Closed" in words(announcements(playground)[0]), "though the bot was down for longer than a week"
    thread = playground.moderator.sees("general", thread_ts=announcements(playground)[0].ts)
    assert len(thread) > 1, "and its closing digest came"


async def test_a_moderator_reopens_what_closed_by_its_date_and_does_not_extend_it(playground: Playground) -> None:
    exchange = await closes_soon(playground, "Longer lunch")
    playground.clock.later(hours=2)
    assert "closed already" in words(await run_command(playground, f"/exchange extend {exchange.slug} in 3d"))
    assert "is open again" in words(await run_command(playground, f"/exchange reopen {exchange.slug} in 3d"))
    await rates(playground)
    assert (await playground.counts(exchange)).ratings == 1
