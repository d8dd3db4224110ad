"""Who may take part is asked of Slack when somebody acts, remembered for a minute at most, and never guessed."""

import asyncio

from bot.playground.person import Person
from storage.exchanges import Exchange
from tests.stories.digest_town import close, wait_for
from tests.stories.host_town import only, told
from tests.town import PATIENCE_S, Town, words

QUESTION = "Who should lead the board?"
TRY_AGAIN = "I could not ask Slack just now"


async def of_board(town: Town, *members: str, private: bool = True) -> tuple[Exchange, list[Person]]:
    """Return an open exchange with one comment, in a channel that the moderator and these people are in."""
    people = [town.person(name) for name in members]
    town.playground.add_channel("board", private=private, members=[town.moderator, *people], app=True)
    await told(town, f'/exchange new "{QUESTION}" --open=now', channel="board")
    await town.moderator.runs("/exchange share The vice chair", "board")
    await town.settle()
    return await only(town), people


async def card_of(town: Town, person: Person) -> None:
    await person.runs("/exchange rate", "board")
    await town.settle()
    assert "The vice chair" in words(person.dm()[-1])


async def test_a_card_stops_counting_within_a_minute_after_somebody_left(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    await card_of(town, ana)
    del town.playground.channel("board").members[ana.id]
    town.clock.later(seconds=61)
    await ana.clicks(ana.dm()[-1], "rate.star.5")
    await town.settle()
    assert (await town.counts(exchange)).ratings == 0
    assert "for the members of its channel" in words(ana.dm()[-1])
    assert "The vice chair" not in words(ana.dm()[-1]), "the card takes its words along"


async def test_many_clicks_of_a_minute_ask_slack_once(town: Town) -> None:
    exchange, people = await of_board(town, "Ana", "Ben", "Cem")
    for person in people:
        await card_of(town, person)
    town.playground.calls.clear()
    for person in people:
        await person.clicks(person.dm()[-1], "rate.star.5")
        await town.settle()
    assert (await town.counts(exchange)).ratings == 3
    assert town.playground.calls.count("conversations.members") == 0
    town.clock.later(seconds=61)
    await asyncio.gather(*(person.runs("/exchange rate", "board") for person in people))
    await town.settle()
    assert 1 <= town.playground.calls.count("conversations.members") <= 2


async def test_who_was_added_a_moment_ago_need_not_wait_a_minute(town: Town) -> None:
    exchange, _ = await of_board(town, "Ana")
    ben = town.person("Ben")
    await ben.runs("/exchange rate", "general")
    await town.settle()
    assert not ben.dm()
    town.playground.channel("board").members[ben.id] = None
    town.clock.later(seconds=5)
    await card_of(town, ben)
    await ben.runs("/exchange share I am here now", "board")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "I am here now"}


async def test_when_slack_cannot_be_asked_nothing_opens_and_the_person_is_told(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    town.clock.later(minutes=2)
    town.playground.faults.answer("conversations.members", status=500)
    await ana.runs("/exchange share Not now", "board")
    await town.settle()
    assert TRY_AGAIN in words(ana.whispers("board")[-1])
    assert [each.text for each in await town.comments(exchange)] == ["The vice chair"]
    town.playground.faults.clear()
    await ana.runs("/exchange share Now", "board")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "Now"}


async def test_an_answer_of_the_last_minute_counts_while_slack_is_busy(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    await card_of(town, ana)
    town.playground.faults.limit("conversations.members", times=5)
    await ana.runs("/exchange share Still here", "board")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "Still here"}


async def test_a_click_does_not_wait_for_a_slow_slack(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    town.clock.later(minutes=2)
    slow = asyncio.Event()

    async def until_set(_: float) -> None:
        await slow.wait()

    town.playground.faults._sleep = until_set
    town.playground.faults.late("conversations.members", 3600)
    outcome = await ana.runs("/exchange share While Slack sleeps", "board")
    assert outcome.status == 200, "answered while the question still hangs"
    await wait_for(lambda: any(TRY_AGAIN in words(each) for each in ana.whispers("board")), PATIENCE_S)
    slow.set()
    await town.settle()
    await ana.runs("/exchange share Later", "board")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "Later"}


async def test_a_channel_of_many_pages_is_read_to_its_end(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    members = town.playground.channel("board").members
    del members[ana.id]
    for number in range(2100):
        members[f"U0NOBODY{number:04}"] = None
    members[ana.id] = None  # the last one
    await ana.runs("/exchange share From the last page", "board")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "From the last page"}


async def test_where_the_bot_was_removed_nobody_takes_part(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    del town.playground.channel("board").members[town.playground.bot_user_id]
    town.clock.later(minutes=2)
    await ana.runs("/exchange share Is anybody there", "general")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["The vice chair"]


async def test_a_guest_takes_part_in_the_public_channel_they_are_in(town: Town) -> None:
    exchange, [gus] = await of_board(town, "Gus", private=False)
    gus.member.is_restricted = True
    await gus.runs("/exchange share More comics", "board")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "More comics"}


async def test_a_full_member_takes_part_in_a_public_channel_without_being_in_it(town: Town) -> None:
    exchange, _ = await of_board(town, private=False)
    ben = town.person("Ben")
    await ben.says("A quieter bell")
    await town.settle()
    assert await ben.clicks(ben.dm()[-1], "share.dm.yes")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "A quieter bell"}


async def test_who_becomes_a_guest_is_outside_within_a_minute(town: Town) -> None:
    exchange, _ = await of_board(town, private=False)
    ben = town.person("Ben")
    await ben.runs("/exchange share As a member", "general")
    await town.settle()
    ben.member.is_ultra_restricted = True
    town.clock.later(seconds=61)
    await ben.runs("/exchange share As a guest", "general")
    await town.settle()
    assert {each.text for each in await town.comments(exchange)} == {"The vice chair", "As a member"}


async def test_a_crowd_in_a_public_channel_is_let_in_within_slacks_limits(town: Town) -> None:
    exchange, _ = await of_board(town, private=False)
    town.playground.unseen_clicks = True
    people = [town.person(f"Person {number}") for number in range(150)]
    for person in people:
        town.playground.channel("board").members[person.id] = None
    town.playground.faults.tiers = True
    for person in people:
        outcome = await person.clicks_unseen("rate.start", str(exchange.exchange_id))
        assert outcome.status == 200
    town.playground.faults.tiers = False
    assert town.playground.calls.refusals("users.info") == 0
    assert town.playground.calls.refusals("conversations.members") == 0


async def test_typed_words_about_a_card_from_before_say_nothing_after_somebody_left(town: Town) -> None:
    exchange, [ana] = await of_board(town, "Ana")
    await card_of(town, ana)
    del town.playground.channel("board").members[ana.id]
    town.clock.later(seconds=61)
    before = len(ana.dm())
    for text in ("5", "skip", "undo", "rate", "stop"):
        await ana.says(text)
        await town.settle()
    await close(town, exchange)
    for text in ("5", "results"):
        await ana.says(text)
        await town.settle()
    told_since = "\n".join(words(each) for each in ana.dm()[before:])
    assert QUESTION not in told_since
    assert "The vice chair" not in told_since
    assert (await town.counts(exchange)).ratings == 0
