"""Who signed up for future exchanges is invited once to each, a few at a time, and can say that it is not for them."""

from bot.host.invite import BATCH
from bot.playground.person import Person
from storage import exchanges, tenants
from tests.stories.host_town import QUESTION, fields, only, opened, said, told
from tests.town import Town, action_ids, words


async def signed_up(town: Town, *names: str) -> list[Person]:
    people = [town.person(name) for name in names]
    async with town.starling.kit.storage.write() as db:
        for person in people:
            await tenants.keep_person(db, town.tenant_id, person.id, signed_up=True)
    return people


async def ticks(town: Town, rounds: int = 1) -> None:
    for _ in range(rounds):
        await town.starling.ticker.run_once()
        await town.settle()


def invitations(person: Person) -> list[str]:
    return [words(each) for each in person.dm() if "new exchange is open" in words(each)]


async def test_each_is_invited_once_and_nobody_else(town: Town) -> None:
    ana, ben = await signed_up(town, "Ana", "Ben")
    cho = town.person("Cho")
    await opened(town)
    await ticks(town, 4)
    for person in (ana, ben):
        assert len(invitations(person)) == 1
        assert QUESTION in invitations(person)[0]
        assert {"share.open", "rate.start", "host.not_for_me"} <= set(action_ids(person.dm()[-1]))
    assert not invitations(cho)
    assert (await town.counts(await only(town))).people == 0, "who is invited has not taken part"


async def test_many_are_invited_a_few_at_a_time(town: Town) -> None:
    people = await signed_up(town, *(f"Person {n}" for n in range(BATCH + 3)))
    await opened(town)
    await ticks(town)
    assert sum(len(invitations(each)) for each in people) == BATCH
    await ticks(town, 3)
    assert all(len(invitations(each)) == 1 for each in people)


async def test_a_bot_that_dies_or_an_answer_that_is_lost_never_invites_twice(town: Town) -> None:
    ana, ben = await signed_up(town, "Ana", "Ben")
    await opened(town)
    town.playground.faults.lose("chat.postMessage")
    await ticks(town, 4)
    assert len(invitations(ana)) == 1, "Slack had acted, and the answer was lost"
    assert len(invitations(ben)) == 1


async def test_when_slack_says_later_the_invitation_comes_later(town: Town) -> None:
    [ana] = await signed_up(town, "Ana")
    await opened(town)
    town.playground.faults.limit("chat.postMessage", times=1)
    await ticks(town)
    assert not invitations(ana)
    await ticks(town)
    assert len(invitations(ana)) == 1


async def test_not_for_me_ends_them(town: Town) -> None:
    [ana] = await signed_up(town, "Ana")
    await opened(town)
    await ticks(town)
    assert await ana.clicks(ana.dm()[-1], "host.not_for_me")
    await town.settle()
    assert "no more invitations" in words(ana.dm()[-1])
    await opened(town, question="Another one?")
    await ticks(town, 2)
    assert not invitations(ana)


async def test_who_took_part_already_needs_no_invitation(town: Town) -> None:
    [ana] = await signed_up(town, "Ana")
    await opened(town)
    await ana.runs("/exchange share Longer lunch", "general")
    await ticks(town, 2)
    assert not invitations(ana)


async def test_a_private_channels_exchange_is_for_its_members(town: Town) -> None:
    ana, ben = await signed_up(town, "Ana", "Ben")
    imani = town.moderator
    town.playground.add_channel("board", private=True, members=[imani, ana], app=True)
    await imani.runs("/exchange new", "general")
    await imani.submits(values=fields(channel=town.playground.channel("board").id))
    await town.settle()
    await imani.clicks(imani.whispers("general")[-1], "host.open")
    await ticks(town, 3)
    assert len(invitations(ana)) == 1
    assert not invitations(ben)


async def test_a_guest_is_invited_only_to_a_channel_they_are_in(town: Town) -> None:
    [guest] = await signed_up(town, "Guest")
    guest.member.is_restricted = True
    town.playground.add_channel("library", members=[town.moderator], app=True)
    await told(town, f'/exchange new "{QUESTION}" --open=now', channel="library")
    await ticks(town, 2)
    assert not invitations(guest)
    await opened(town, question="In general?")
    await ticks(town, 2)
    assert len(invitations(guest)) == 1


async def test_a_closed_exchange_and_a_draft_invite_nobody(town: Town) -> None:
    await opened(town)
    await town.moderator.clicks(await told(town, "/exchange close"), "host.close")
    await said(town, '/exchange new "A draft?"')
    [ana] = await signed_up(town, "Ana")
    await ticks(town, 2)
    assert not invitations(ana)
    async with town.starling.kit.storage.read() as db:
        assert {each.state for each in await exchanges.all_of(db, town.tenant_id)} == {"closed", "draft"}
