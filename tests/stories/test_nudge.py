"""Moderators ask for more from groups that are missing: seen before it goes out, once, by what everybody may see."""

from datetime import timedelta

from bot.playground.state.models import Message
from storage import exchanges
from storage.public_counts import PublicCounts
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import only, reply_text, run_command
from tests.stories.test_exchange_invitations import ticks
from tests.whole_bot import Playground, list_action_ids, words

LINE = '/exchange new "What keeps us safe?" --groups="Student, Parent" --open=now'
SEND = "exchanges.nudge_send"


async def lags(playground: Playground, **people: int) -> None:
    """Say how many people of each group took part, as it is shown; it is not counted again for an hour.

    A round that runs since the opening may have counted already and save it later: from here on they come by `ticks`.
    """
    await playground.starling.scheduler.stop()
    scope = (await only(playground)).scope
    counts = PublicCounts(people=sum(people.values()), groups=people).to_json()
    counted_at = playground.clock.now() + timedelta(hours=1)  # else the clock's next ten minutes may count nobody
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, scope, public_counts=counts, counted_at=counted_at)


def nudges(playground: Playground, channel: str = "general") -> list[Message]:
    shown = playground.slack.channel(channel).messages.values()
    return [each for each in shown if any(t("nudge.message", groups=["*Parent*"]) in words(each) for t in (EN, ES))]


async def test_groups_that_are_missing_are_asked_once_in_the_channel(playground: Playground) -> None:
    imani, ana = playground.moderator, playground.person("Ana")
    await run_command(playground, LINE)
    assert EN("nudge.no_roster", name=(await only(playground)).slug) in await reply_text(playground, "/exchange nudge")
    await reply_text(playground, '/exchange roster "Student 40, Parent 400"')
    assert EN("nudge.nobody_behind") in await reply_text(playground, "/exchange nudge"), "of a few nothing is shown"
    await lags(playground, Student=20, Parent=20)
    status = await run_command(playground, "/exchange status")
    assert "exchanges.nudge" in list_action_ids(status)
    assert await imani.clicks(status, "exchanges.nudge")
    await playground.settle()
    preview = imani.ephemerals("general")[-1]
    assert EN("nudge.message", groups=["*Parent*"]) in words(preview)
    assert not nudges(playground), "only seen"
    assert not await ana.clicks(preview, SEND)
    again = await run_command(playground, "/exchange nudge")
    playground.slack.faults.drop("chat.postMessage")
    assert await imani.clicks(preview, SEND)
    await ticks(playground, 2)
    playground.clock.later(minutes=3)
    await ticks(playground, 2)
    [posted] = nudges(playground)
    assert {"share.open", "rate.start"} <= set(list_action_ids(posted))
    await imani.clicks(again, SEND)
    await ticks(playground, 2)
    assert len(nudges(playground)) == 1
    assert "went out already" in await reply_text(playground, "/exchange nudge")
    assert "exchanges.nudge" not in list_action_ids(await run_command(playground, "/exchange status"))


async def test_it_goes_to_every_channel_in_the_exchanges_language_and_not_while_paused(playground: Playground) -> None:
    imani = playground.moderator
    imani.member.locale = "es-MX"
    playground.slack.add_channel("parents", members=[imani], app=True)
    playground.slack.add_channel("board", private=True, members=[imani], app=True)
    await run_command(playground, LINE)
    await reply_text(playground, "/exchange canal agregar #parents")
    await reply_text(playground, '/exchange censo "Student 40, Parent 400"')
    await lags(playground, Student=20, Parent=20)
    preview = await run_command(playground, "/exchange avisar")
    assert ES("nudge.message", groups=["*Parent*"]) in words(preview)
    await reply_text(playground, "/exchange pause")
    assert ES("nudge.paused") in await reply_text(playground, "/exchange avisar")
    await reply_text(playground, "/exchange resume")
    assert await imani.clicks(preview, SEND)
    await ticks(playground, 2)
    assert [len(nudges(playground, each)) for each in ("general", "parents", "board")] == [1, 1, 0]


async def test_where_slack_refuses_it_moderators_hear_so_and_can_send_it_again(playground: Playground) -> None:
    imani, faults = playground.moderator, playground.slack.faults
    await run_command(playground, LINE)
    await reply_text(playground, '/exchange roster "Student 40, Parent 400"')
    await lags(playground, Student=20, Parent=20)
    preview = await run_command(playground, "/exchange nudge")
    faults.answer("chat.postMessage", status=200, error="is_archived", times=1)
    assert await imani.clicks(preview, SEND)
    await ticks(playground, 2)
    assert not nudges(playground)
    facts = {"question": "What keeps us safe?", "channel": f"<#{playground.slack.channel('general').id}>"}
    assert EN("nudge.refused", **facts, why=EN("refusals.archived")) in "".join(map(words, imani.dm()))
    assert await imani.clicks(await run_command(playground, "/exchange nudge"), SEND)
    await ticks(playground, 2)
    assert len(nudges(playground)) == 1
