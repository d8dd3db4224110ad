"""What a moderator has to know reaches somebody, also where only admins moderate, as after the set-up."""

from bot.playground.person import Person
from bot.slack.notices import makers
from tests.stories.at_home import home_of
from tests.stories.digest_town import (
    SIX,
    announced,
    moderator_is,
    posted,
    rate,
    set_state,
    states,
    tick,
    whisper,
)
from tests.stories.host_town import QUESTION, only, told
from tests.town import Town, words


def heard(town: Town) -> str:
    return "\n".join(words(each) for each in town.moderator.dm())


async def test_a_schedule_that_ended_because_its_channel_is_archived(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, '/exchange digest every "daily 09:00"')
    town.playground.channel("general").archived = True
    town.clock.later(days=1)
    await tick(town)
    assert ("digest", "failed") in await states(town)
    assert "could not be posted" in heard(town)


async def test_a_removed_comment_whose_quote_cannot_be_taken_out(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 4])
    await whisper(town, "/exchange digest now")
    await tick(town)
    assert len(posted(town)) == 1
    town.playground.channel("general").archived = True
    await set_state(town, exchange, "Lunch longer", state="removed")
    await tick(town)
    assert ("redact", "failed") in await states(town)
    assert "delete that message by hand" in heard(town)


async def test_who_made_the_exchange_is_told_where_nobody_moderates_by_name(town: Town) -> None:
    ada, bea = town.person("Ada", is_admin=True), town.person("Bea", is_admin=True)
    await told(town, f'/exchange new "{QUESTION}" --open=now', ada)
    await fails(town)
    assert len(notices(ada)) == 1
    assert not notices(bea)
    assert not notices(town.moderator)


async def test_where_its_maker_left_every_owner_and_admin_is_told(town: Town) -> None:
    ada, bea = town.person("Ada", is_admin=True), town.person("Bea", is_owner=True)
    await told(town, f'/exchange new "{QUESTION}" --open=now', ada)
    ada.member.deleted = True
    await fails(town)
    assert len(notices(bea)) == 1
    assert len(notices(town.moderator)) == 1
    assert not notices(ada)
    assert not notices(town.person("Cem"))


async def test_a_moderator_who_is_a_guest_now_is_not_told(town: Town) -> None:
    await moderator_is(town, "Maya")
    await moderator_is(town, "Noor")
    await told(town, f'/exchange new "{QUESTION}" --open=now')
    town.person("Maya").member.is_restricted = True
    await fails(town)
    assert not notices(town.person("Maya"))
    assert len(notices(town.person("Noor"))) == 1
    assert not notices(town.moderator), "somebody moderates, and was told"


async def test_where_slack_refuses_the_moderators_the_next_ones_are_told(town: Town) -> None:
    await moderator_is(town, "Maya")
    await told(town, f'/exchange new "{QUESTION}" --open=now')
    await town.starling.ticker.stop()
    await whisper(town, "/exchange digest now")
    town.playground.faults.answer("chat.postMessage", error="is_archived", times=2)  # the digest, then Maya
    await tick(town)
    assert not notices(town.person("Maya"))
    assert len(notices(town.moderator)) == 1


async def test_who_made_it_is_not_written_anywhere_in_plain_and_goes_when_they_are_forgotten(town: Town) -> None:
    ada = town.person("Ada", is_admin=True)
    await told(town, f'/exchange new "{QUESTION}" --open=now', ada)
    exchange = await only(town)
    assert exchange.sealed_maker
    assert ada.id.encode() not in exchange.sealed_maker
    assert makers(town.starling.kit, [exchange]) == [ada.id]
    assert await ada.clicks(await home_of(town, ada), "home.forget")
    await ada.submits()
    await ada.submits()
    await town.settle()
    assert (await only(town)).sealed_maker is None


async def fails(town: Town) -> None:
    """Let a digest fail for good an hour later, so that every answer of Slack's is asked anew."""
    await town.starling.ticker.stop()
    town.clock.later(hours=1)
    await whisper(town, "/exchange digest now")
    town.playground.channel("general").archived = True
    await tick(town)
    assert ("digest", "failed") in await states(town)


def notices(person: Person) -> list[str]:
    return [words(each) for each in person.dm() if "could not be posted" in words(each)]
