"""An exchange runs in several channels: announced and closed in each, with its digests, for who is in one of them."""

import pytest

from bot.playground.people.person import Person
from storage import schedules
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import announcements, only, reply_text, run_command
from tests.stories.test_exchange_invitations import ticks
from tests.whole_bot import Playground, list_action_ids, words

ADD = "exchanges.channel_add"


async def shares(playground: Playground, person: Person, channel: str) -> int:
    await person.runs("/exchange share Longer lunch", channel)
    await playground.settle()
    return (await playground.counts(await only(playground))).comments


async def test_a_second_channel_has_its_announcement_its_digests_and_its_people(playground: Playground) -> None:
    imani = playground.moderator
    ana, ben, gus = (playground.person(name) for name in ("Ana", "Ben", "Gus"))
    ben.member.is_restricted = True
    slack = playground.slack
    slack.add_channel("board", private=True, members=[imani, ana], app=True)
    slack.add_channel("office", private=True, members=[imani, ben], app=True)
    await run_command(playground, '/exchange new "What next?" --open=now', channel="board")
    await reply_text(playground, '/exchange digest every "daily 09:00"')
    await ticks(playground)
    assert await shares(playground, ben, "office") == 0, "it is not for this channel yet"
    asked = await run_command(playground, "/exchange channel add #office")
    own = f"<#{slack.channel('board').id}>"
    office = slack.channel("office").id
    assert EN("more_channels.warning.private", own=[own], channel=f"<#{office}>") in words(asked)
    assert not announcements(playground, "office"), "only warned"
    assert not await ana.clicks(asked, ADD)
    assert await imani.clicks(asked, ADD)
    await ticks(playground, 2)
    [there] = announcements(playground, "office")
    assert {"share.open", "rate.start"} <= set(list_action_ids(there))
    assert await shares(playground, ben, "office") == 1
    assert await shares(playground, gus, "general") == 1, "who is in neither takes no part"
    async with playground.starling.context.storage.read() as db:
        every = {each.channel_id: each.every for each in await schedules.list_for(db, (await only(playground)).scope)}
    assert every[office] == every[slack.channel("board").id]
    assert f"<#{office}>" in await reply_text(playground, "/exchange status")

    await imani.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await ticks(playground, 3)
    assert "share.open" not in list_action_ids(announcements(playground, "office")[0]), "closed there too"


async def test_a_channel_is_taken_out_again_and_the_own_one_stays(playground: Playground) -> None:
    imani = playground.moderator
    imani.member.locale = "es-MX"
    playground.slack.add_channel("parents", members=[imani], app=True)
    general, parents = (playground.slack.channel(each).id for each in ("general", "parents"))
    await run_command(playground, '/exchange new "What next?" --open=now')
    added = await reply_text(playground, "/exchange canal agregar #parents")
    assert ES("more_channels.added", question="What next?", channel=f"<#{parents}>") in added, "both public: no warning"
    assert ES("more_channels.already", channel=f"<#{parents}>") in await reply_text(
        playground, "/exchange canal agregar #parents"
    )
    await ticks(playground, 2)
    assert len(announcements(playground, "parents")) == 1
    assert ES("more_channels.own", channel=f"<#{general}>") in await reply_text(
        playground, "/exchange canal quitar #general"
    )
    with pytest.MonkeyPatch.context() as patch:

        async def dies(*_: object, **__: object) -> None:
            raise RuntimeError

        patch.setattr("bot.exchanges.channels.flow.exchange_channels.remove", dies)
        assert not await imani.runs("/exchange canal quitar #parents", "general")
        await playground.settle()
    assert not announcements(playground, "parents"), "first, so that it is not left there by whatever comes between"
    playground.clock.later(minutes=2)
    removed = ES("more_channels.removed", question="What next?", channel=f"<#{parents}>")
    answer = await reply_text(playground, "/exchange canal quitar #parents")
    assert removed in answer
    assert ES("more_channels.message_left") not in answer, "a message that is gone already is gone"
    await ticks(playground, 2)
    assert not announcements(playground, "parents")
    await reply_text(playground, "/exchange canal agregar #parents")
    await ticks(playground, 2)
    playground.slack.faults.answer("chat.delete", status=200, error="cant_delete_message", times=1)
    assert ES("more_channels.message_left") in await reply_text(playground, "/exchange canal quitar #parents")
    assert ES(
        "more_channels.list_one", question="What next?", channel=f"<#{general}>", command="/exchange"
    ) in await reply_text(playground, "/exchange canal")


async def test_after_a_long_downtime_an_edit_that_failed_in_one_channel_is_tried_again(
    playground: Playground,
) -> None:
    parents = playground.slack.add_channel("parents", members=[playground.moderator], app=True)
    await run_command(playground, '/exchange new "What next?" --open=now --close="in 2d"')
    await reply_text(playground, "/exchange channel add #parents")
    await ticks(playground, 2)
    playground.clock.later(days=12)
    playground.slack.faults.answer("chat.update", status=503, where={"channel": parents.id})
    await ticks(playground)
    playground.slack.faults.clear()
    assert "share.open" not in list_action_ids(announcements(playground)[0]), "closed here"
    assert "share.open" in list_action_ids(announcements(playground, "parents")[0]), "and not yet there"
    playground.clock.later(minutes=2)
    await ticks(playground)
    assert "share.open" not in list_action_ids(announcements(playground, "parents")[0])
    edits = playground.slack.calls.count("chat.update")
    playground.clock.later(minutes=2)
    await ticks(playground)
    assert playground.slack.calls.count("chat.update") == edits, "and that is all"


async def test_a_draft_and_its_opening_name_all_channels(playground: Playground) -> None:
    imani = playground.moderator
    playground.slack.add_channel("parents", members=[imani], app=True)
    channels = [f"<#{playground.slack.channel(each).id}>" for each in ("general", "parents")]
    await run_command(playground, '/exchange new "What next?"')
    added = await reply_text(playground, "/exchange channel add #parents")
    assert EN("more_channels.added_draft", question="What next?", channel=channels[1]) in added
    assert EN("draft.shown_in", channels=channels) in await reply_text(playground, "/exchange status")
    opened = await reply_text(playground, "/exchange open")
    assert EN("exchanges.opened", question="What next?", channels=channels, command="/exchange") in opened


async def test_a_public_channel_opens_what_a_private_one_holds_only_after_a_warning(playground: Playground) -> None:
    imani, ana = playground.moderator, playground.person("Ana")
    playground.slack.add_channel("board", private=True, members=[imani], app=True)
    await run_command(playground, '/exchange new "What next?" --open=now', channel="board")
    general, board = (f"<#{playground.slack.channel(each).id}>" for each in ("general", "board"))
    asked = await run_command(playground, "/exchange channel add #general")
    assert EN("more_channels.warning.opens", own=[board], channel=general) in words(asked)
    await ticks(playground)
    assert await shares(playground, ana, "general") == 0
    assert await imani.clicks(asked, ADD)
    await ticks(playground, 2)
    assert await shares(playground, ana, "general") == 1
