"""Who may take part is asked of Slack when somebody acts, remembered for a minute at most, and never guessed."""

import asyncio

import pytest

from bot.playground.people.person import Person
from storage.exchanges import Exchange
from tests.stories.digest_helpers import close, wait_for
from tests.stories.exchange_helpers import only, run_command
from tests.whole_bot import PATIENCE_S, Playground, words

QUESTION = "Who should lead the board?"
TRY_AGAIN = "I could not ask Slack just now"


async def of_board(playground: Playground, *members: str, private: bool = True) -> tuple[Exchange, list[Person]]:
    """Return an open exchange with one comment, in a channel that the moderator and these people are in."""
    people = [playground.person(name) for name in members]
    playground.slack.add_channel("board", private=private, members=[playground.moderator, *people], app=True)
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now', channel="board")
    await playground.moderator.runs("/exchange share The vice chair", "board")
    await playground.settle()
    return await only(playground), people


async def card_of(playground: Playground, person: Person) -> None:
    await person.runs("/exchange rate", "board")
    await playground.settle()
    assert "The vice chair" in words(person.dm()[-1])


async def test_a_card_stops_counting_within_a_minute_after_somebody_left(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    await card_of(playground, ana)
    del playground.slack.channel("board").members[ana.id]
    playground.clock.later(seconds=61)
    await ana.clicks(ana.dm()[-1], "rate.star.5")
    await playground.settle()
    assert (await playground.counts(exchange)).ratings == 0
    assert "for the members of its channel" in words(ana.dm()[-1])
    assert "The vice chair" not in words(ana.dm()[-1]), "the card takes its words along"


async def test_many_clicks_of_a_minute_ask_slack_once(playground: Playground) -> None:
    exchange, people = await of_board(playground, "Ana", "Ben", "Cem")
    for person in people:
        await card_of(playground, person)
    playground.slack.calls.clear()
    for person in people:
        await person.clicks(person.dm()[-1], "rate.star.5")
        await playground.settle()
    assert (await playground.counts(exchange)).ratings == 3
    assert playground.slack.calls.count("conversations.members") == 0
    playground.clock.later(seconds=61)
    await asyncio.gather(*(person.runs("/exchange rate", "board") for person in people))
    await playground.settle()
    assert 1 <= playground.slack.calls.count("conversations.members") <= 2


async def test_who_was_added_a_moment_ago_need_not_wait_a_minute(playground: Playground) -> None:
    exchange, _ = await of_board(playground, "Ana")
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    assert not ben.dm()
    playground.slack.channel("board").members[ben.id] = None
    playground.clock.later(seconds=5)
    await card_of(playground, ben)
    await ben.runs("/exchange share I am here now", "board")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "I am here now"}


async def test_when_slack_cannot_be_asked_nothing_opens_and_the_person_reads_why(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    playground.clock.later(minutes=2)
    playground.slack.faults.answer("conversations.members", status=500)
    await ana.runs("/exchange share Not now", "board")
    await playground.settle()
    assert TRY_AGAIN in words(ana.ephemerals("board")[-1])
    assert [each.text for each in await playground.comments(exchange)] == ["The vice chair"]
    playground.slack.faults.clear()
    await ana.runs("/exchange share Now", "board")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "Now"}


async def test_an_answer_of_the_last_minute_counts_while_slack_is_busy(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    await card_of(playground, ana)
    playground.slack.faults.limit("conversations.members", times=5)
    await ana.runs("/exchange share Still here", "board")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "Still here"}


@pytest.mark.usefixtures("hurried")
async def test_a_click_does_not_wait_for_a_slow_slack(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    playground.clock.later(minutes=2)
    slow = asyncio.Event()

    async def until_set(_: float) -> None:
        await slow.wait()

    playground.slack.faults._sleep = until_set
    playground.slack.faults.delay("conversations.members", 3600)
    outcome = await ana.runs("/exchange share While Slack sleeps", "board")
    assert outcome.status == 200, "answered while the question still hangs"
    await wait_for(lambda: any(TRY_AGAIN in words(each) for each in ana.ephemerals("board")), PATIENCE_S)
    slow.set()
    await playground.settle()
    await ana.runs("/exchange share Later", "board")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "Later"}


async def test_a_channel_of_many_pages_is_read_to_its_end(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    members = playground.slack.channel("board").members
    del members[ana.id]
    for number in range(2100):
        members[f"U0NOBODY{number:04}"] = None
    members[ana.id] = None  # the last one
    await ana.runs("/exchange share From the last page", "board")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "From the last page"}


async def test_where_the_bot_was_removed_nobody_takes_part(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    del playground.slack.channel("board").members[playground.slack.bot_user_id]
    playground.clock.later(minutes=2)
    await ana.runs("/exchange share Is anybody there", "general")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["The vice chair"]


async def test_a_guest_takes_part_in_the_public_channel_they_are_in(playground: Playground) -> None:
    exchange, [gus] = await of_board(playground, "Gus", private=False)
    gus.member.is_restricted = True
    await gus.runs("/exchange share More comics", "board")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "More comics"}


async def test_a_full_member_takes_part_in_a_public_channel_without_being_in_it(playground: Playground) -> None:
    exchange, _ = await of_board(playground, private=False)
    ben = playground.person("Ben")
    await ben.says("A quieter bell")
    await playground.settle()
    assert await ben.clicks(ben.dm()[-1], "share.dm.yes")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "A quieter bell"}


async def test_who_becomes_a_guest_is_outside_within_a_minute(playground: Playground) -> None:
    exchange, _ = await of_board(playground, private=False)
    ben = playground.person("Ben")
    await ben.runs("/exchange share As a member", "general")
    await playground.settle()
    ben.member.is_ultra_restricted = True
    playground.clock.later(seconds=61)
    await ben.runs("/exchange share As a guest", "general")
    await playground.settle()
    assert {each.text for each in await playground.comments(exchange)} == {"The vice chair", "As a member"}


async def test_many_people_in_a_public_channel_are_let_in_within_slacks_limits(playground: Playground) -> None:
    exchange, _ = await of_board(playground, private=False)
    playground.slack.context.unseen_clicks = True
    people = [playground.person(f"Person {number}") for number in range(150)]
    for person in people:
        playground.slack.channel("board").members[person.id] = None
    playground.slack.faults.tiers = True
    for person in people:
        outcome = await person.clicks_unseen("rate.start", str(exchange.exchange_id))
        assert outcome.status == 200
    playground.slack.faults.tiers = False
    assert playground.slack.calls.refusals("users.info") == 0
    assert playground.slack.calls.refusals("conversations.members") == 0


async def test_typed_words_about_a_card_from_before_say_nothing_after_somebody_left(playground: Playground) -> None:
    exchange, [ana] = await of_board(playground, "Ana")
    await card_of(playground, ana)
    del playground.slack.channel("board").members[ana.id]
    playground.clock.later(seconds=61)
    before = len(ana.dm())
    for text in ("5", "skip", "undo", "rate", "stop"):
        await ana.says(text)
        await playground.settle()
    await close(playground, exchange)
    for text in ("5", "results"):
        await ana.says(text)
        await playground.settle()
    new_text = "\n".join(words(each) for each in ana.dm()[before:])
    assert QUESTION not in new_text
    assert "The vice chair" not in new_text
    assert (await playground.counts(exchange)).ratings == 0
