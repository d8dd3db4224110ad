"""Who liked an exchange signs up for the next one by one press, ends it by one press, and is invited by `new`."""

from bot.domain.preferences import Preferences, load_preferences
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from tests.sentences import EN, ES
from tests.stories.at_home import home_of
from tests.stories.exchange_helpers import announcements, opened, reply_text, run_command
from tests.whole_bot import Playground, list_action_ids, words


async def wants(playground: Playground, person: Person) -> Preferences:
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        return await load_preferences(ctx, db, playground.tenant_id, person.id)


async def close(playground: Playground) -> Message:
    """Close the exchange; return its announcement."""
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await ticks(playground)
    (closing,) = announcements(playground)
    return closing


async def ticks(playground: Playground) -> None:
    for _ in range(3):
        await playground.starling.scheduler.run_once()
        await playground.settle()


async def test_one_press_signs_up_and_one_press_ends_it(playground: Playground) -> None:
    await opened(playground)
    assert "home.sign_up" not in list_action_ids(announcements(playground)[0]), "while it is open there is more to do"
    closing = await close(playground)
    ana, ben, eva = (playground.person(name) for name in ("Ana", "Ben", "Eva"))
    eva.member.locale = "es-MX"
    calls = len(playground.slack.channel("general").messages)
    assert await ana.clicks(closing, "home.sign_up")
    assert await eva.clicks(closing, "home.sign_up")
    await playground.settle()
    reply = ana.ephemerals("general")[-1]
    assert EN("sign_up.done") in words(reply)
    assert ES("sign_up.done") in words(eva.ephemerals("general")[-1])
    assert (await wants(playground, ana)).is_subscribed
    assert not (await wants(playground, ben)).is_subscribed
    assert len(playground.slack.channel("general").messages) == calls, "nobody else reads of it"

    assert await ana.clicks(reply, "home.sign_off")
    await playground.settle()
    assert EN("sign_up.ended") in words(ana.ephemerals("general")[-1])
    assert await wants(playground, ana) == Preferences()

    await ana.chooses(await home_of(playground, ana), "home.notifications", ["muted"])
    assert await ana.clicks(ana.ephemerals("general")[-1], "home.sign_up")
    assert await wants(playground, ana) == Preferences(is_subscribed=True), "who asks for one message is written to"


async def test_new_says_in_steps_how_many_signed_up_invites_them_and_forgets_who_leaves(playground: Playground) -> None:
    assert EN("sign_up.will_invite_none") in await reply_text(
        playground, '/exchange new "What now?" --channel=#general'
    )
    await run_command(playground, "/exchange open")
    await playground.settle()
    closing = await close(playground)
    people = [playground.person(f"Person {n}") for n in range(7)]
    for each in people:
        assert await each.clicks(closing, "home.sign_up")
    await playground.settle()
    shown = await reply_text(playground, '/exchange new "And then?" --channel=#general')
    assert EN("sign_up.will_invite", n=5) in shown

    gone = people[0]
    await gone.clicks(await home_of(playground, gone), "home.forget")
    await gone.submits()
    await gone.submits()
    await playground.settle()
    assert await wants(playground, gone) == Preferences()
    await run_command(playground, "/exchange open")
    await ticks(playground)
    invited = [each for each in people if any("And then?" in words(message) for message in each.dm())]
    assert invited == people[1:]
