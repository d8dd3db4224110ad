"""What a moderator has to know reaches somebody, also where only admins moderate, as after the set-up."""

from bot.domain.notices import list_creators
from bot.playground.people.person import Person
from tests.sentences import EN, ES
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import (
    SIX,
    announced,
    moderator_is,
    posted,
    rate,
    reply_to,
    set_state,
    states,
    tick,
)
from tests.stories.exchange_helpers import QUESTION, only, run_command
from tests.whole_bot import Playground, words


def heard(playground: Playground) -> str:
    return "\n".join(words(each) for each in playground.moderator.dm())


async def test_a_schedule_that_ended_because_its_channel_is_archived(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00"')
    playground.slack.channel("general").archived = True
    playground.clock.later(days=1)
    await tick(playground)
    assert ("digest", "failed") in await states(playground)
    assert "could not be posted" in heard(playground)


async def test_a_removed_comment_whose_quote_cannot_be_taken_out(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 8])
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert len(posted(playground)) == 1
    playground.slack.channel("general").archived = True
    await set_state(playground, exchange, "Lunch longer", state="removed")
    await tick(playground)
    assert ("redact", "failed") in await states(playground)
    assert "delete that message by hand" in heard(playground)


async def test_who_made_the_exchange_gets_a_message_where_nobody_moderates_by_name(playground: Playground) -> None:
    ada, bea = playground.person("Ada", is_admin=True), playground.person("Bea", is_admin=True)
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now', ada)
    await fails(playground)
    assert len(notices(ada)) == 1
    assert not notices(bea)
    assert not notices(playground.moderator)


async def test_where_its_creator_left_every_owner_and_admin_gets_a_message(playground: Playground) -> None:
    ada, bea = playground.person("Ada", is_admin=True), playground.person("Bea", is_owner=True)
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now', ada)
    ada.member.deleted = True
    await fails(playground)
    assert len(notices(bea)) == 1
    assert len(notices(playground.moderator)) == 1
    assert not notices(ada)
    assert not notices(playground.person("Cem"))


async def test_a_moderator_who_is_a_guest_now_gets_no_message(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await moderator_is(playground, "Noor")
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now')
    playground.person("Maya").member.is_restricted = True
    await fails(playground)
    assert not notices(playground.person("Maya"))
    assert len(notices(playground.person("Noor"))) == 1
    assert not notices(playground.moderator), "somebody moderates, and was told"


async def test_each_moderator_reads_a_notice_in_their_language(playground: Playground) -> None:
    rosa, maya = playground.person("Rosa", locale="es-MX"), playground.person("Maya")
    for person in (rosa, maya):
        await moderator_is(playground, person.name)
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now')
    await fails(playground)
    assert ES("refusals.archived") in words(rosa.dm()[-1])
    assert not notices(rosa)
    assert EN("refusals.archived") in notices(maya)[0]


async def test_where_slack_refuses_the_moderators_the_next_ones_get_a_message(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now')
    await playground.starling.scheduler.stop()
    await reply_to(playground, "/exchange digest now")
    playground.slack.faults.answer("chat.postMessage", error="is_archived", times=2)  # the digest, then Maya
    await tick(playground)
    assert not notices(playground.person("Maya"))
    assert len(notices(playground.moderator)) == 1


async def test_who_made_it_is_not_written_anywhere_in_plain_and_goes_when_they_are_forgotten(
    playground: Playground,
) -> None:
    ada = playground.person("Ada", is_admin=True)
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now', ada)
    exchange = await only(playground)
    assert exchange.encrypted_creator
    assert ada.id.encode() not in exchange.encrypted_creator
    assert list_creators(playground.starling.context, [exchange]) == [ada.id]
    assert await ada.clicks(await home_of(playground, ada), "home.forget")
    await ada.submits()
    await ada.submits()
    await playground.settle()
    assert (await only(playground)).encrypted_creator is None


async def fails(playground: Playground) -> None:
    """Let a digest fail for good an hour later, so that every answer of Slack's is asked for again."""
    await playground.starling.scheduler.stop()
    playground.clock.later(hours=1)
    await reply_to(playground, "/exchange digest now")
    playground.slack.channel("general").archived = True
    await tick(playground)
    assert ("digest", "failed") in await states(playground)


def notices(person: Person) -> list[str]:
    return [words(each) for each in person.dm() if "could not be posted" in words(each)]
