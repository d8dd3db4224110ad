"""Who signed up for future exchanges is invited once to each, a few at a time, and can say that it is not for them."""

from bot.domain.preferences import save_preferences
from bot.exchanges.invitations import BATCH
from bot.playground.people.person import Person
from bot.texts import texts_for
from storage import exchanges
from tests.stories.exchange_helpers import QUESTION, fields, only, opened, reply_text, run_command, sends_form
from tests.whole_bot import Playground, list_action_ids, words


async def subscribe(playground: Playground, *names: str) -> list[Person]:
    people = [playground.person(name) for name in names]
    for person in people:
        await save_preferences(playground.starling.context, playground.tenant_id, person.id, is_subscribed=True)
    return people


async def ticks(playground: Playground, rounds: int = 1) -> None:
    for _ in range(rounds):
        await playground.starling.scheduler.run_once()
        await playground.settle()


def invitations(person: Person) -> list[str]:
    return [words(each) for each in person.dm() if "new exchange is open" in words(each)]


async def test_each_is_invited_once_and_nobody_else(playground: Playground) -> None:
    ana, ben = await subscribe(playground, "Ana", "Ben")
    cho = playground.person("Cho")
    await opened(playground)
    await ticks(playground, 4)
    for person in (ana, ben):
        assert len(invitations(person)) == 1
        assert QUESTION in invitations(person)[0]
        assert {"share.open", "rate.start", "exchanges.not_for_me"} <= set(list_action_ids(person.dm()[-1]))
    assert not invitations(cho)
    assert (await playground.counts(await only(playground))).people == 0, "who is invited has not taken part"


async def test_many_are_invited_a_few_at_a_time(playground: Playground) -> None:
    people = await subscribe(playground, *(f"Person {n}" for n in range(BATCH + 3)))
    await opened(playground)
    await ticks(playground)
    assert sum(len(invitations(each)) for each in people) == BATCH
    await ticks(playground, 3)
    assert all(len(invitations(each)) == 1 for each in people)


async def test_a_bot_that_dies_or_an_answer_that_is_lost_never_invites_twice(playground: Playground) -> None:
    ana, ben = await subscribe(playground, "Ana", "Ben")
    await opened(playground)
    playground.slack.faults.drop("chat.postMessage")
    await ticks(playground)
    playground.clock.later(seconds=31)
    await ticks(playground, 3)
    assert len(invitations(ana)) == 1, "Slack had acted, and the answer was lost"
    assert len(invitations(ben)) == 1


async def test_an_invitation_that_never_left_goes_out_after_the_restart(playground: Playground) -> None:
    ana, ben = await subscribe(playground, "Ana", "Ben")
    await opened(playground)
    playground.slack.faults.answer("chat.postMessage", times=1)  # as when the process dies before Slack has it
    await ticks(playground)
    assert not invitations(ana) + invitations(ben)
    playground.clock.later(seconds=31)
    await ticks(playground, 3)
    assert [len(invitations(each)) for each in (ana, ben)] == [1, 1]
    assert playground.slack.calls.count("conversations.open") == 1, "looked for once, before another went out"


async def test_moderators_see_how_many_are_invited_and_no_act_changes_it(playground: Playground) -> None:
    people = await subscribe(playground, *(f"Person {n}" for n in range(BATCH + 3)))
    await opened(playground)
    await ticks(playground)
    texts = texts_for("en-US")
    assert texts("status.invited", n=BATCH, people=BATCH + 3) in await reply_text(playground, "/exchange status")
    waiting = next(each for each in people if not invitations(each))
    assert await waiting.runs("/exchange share Longer lunch", "general")
    await playground.settle()
    assert texts("status.invited", n=BATCH, people=BATCH + 3) in await reply_text(playground, "/exchange status")
    await ticks(playground, 3)
    assert texts("status.invited", n=BATCH + 2, people=BATCH + 3) in await reply_text(playground, "/exchange status")


async def test_when_slack_says_later_the_invitation_comes_later(playground: Playground) -> None:
    [ana] = await subscribe(playground, "Ana")
    await opened(playground)
    playground.slack.faults.limit("chat.postMessage", times=1)
    await ticks(playground)
    await ticks(playground)
    assert not invitations(ana), "Slack said how much later"
    playground.clock.later(seconds=2)
    await ticks(playground)
    assert len(invitations(ana)) == 1


async def test_not_for_me_ends_them(playground: Playground) -> None:
    [ana] = await subscribe(playground, "Ana")
    await opened(playground)
    await ticks(playground)
    assert await ana.clicks(ana.dm()[-1], "exchanges.not_for_me")
    await playground.settle()
    assert "no more invitations" in words(ana.dm()[-1])
    await opened(playground, question="Another one?")
    await ticks(playground, 2)
    assert not invitations(ana)


async def test_who_took_part_already_needs_no_invitation(playground: Playground) -> None:
    [ana] = await subscribe(playground, "Ana")
    await opened(playground)
    await ana.runs("/exchange share Longer lunch", "general")
    await ticks(playground, 2)
    assert not invitations(ana)


async def test_a_private_channels_exchange_is_for_its_members(playground: Playground) -> None:
    ana, ben = await subscribe(playground, "Ana", "Ben")
    imani = playground.moderator
    playground.slack.add_channel("board", private=True, members=[imani, ana], app=True)
    await imani.runs("/exchange new", "general")
    await sends_form(imani, fields(channel=playground.slack.channel("board").id))
    await playground.settle()
    await imani.clicks(imani.ephemerals("general")[-1], "exchanges.open")
    await ticks(playground, 3)
    assert len(invitations(ana)) == 1
    assert not invitations(ben)


async def test_a_guest_is_invited_only_to_a_channel_they_are_in(playground: Playground) -> None:
    [guest] = await subscribe(playground, "Guest")
    guest.member.is_restricted = True
    playground.slack.add_channel("library", members=[playground.moderator], app=True)
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now', channel="library")
    await ticks(playground, 2)
    assert not invitations(guest)
    await opened(playground, question="In general?")
    await ticks(playground, 2)
    assert len(invitations(guest)) == 1


async def test_a_closed_exchange_and_a_draft_invite_nobody(playground: Playground) -> None:
    await opened(playground)
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await reply_text(playground, '/exchange new "A draft?"')
    [ana] = await subscribe(playground, "Ana")
    await ticks(playground, 2)
    assert not invitations(ana)
    async with playground.starling.context.storage.read() as db:
        assert {each.state for each in await exchanges.list_all(db, playground.tenant_id)} == {"closed", "draft"}
