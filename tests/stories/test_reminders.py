"""Who takes part and rated little is reminded: at most twice, by day, never twice the same, and nobody learns of it."""

from dataclasses import replace

from bot.playground.people.person import Person
from storage import participants
from tests.stories.at_home import share, workspace
from tests.stories.exchange_helpers import DIFFERENT, opened, reply_text, run_command
from tests.whole_bot import Playground, list_action_ids, words

TEXT = {"en-US": "Comments still need ratings", "es-MX": "Todavía hay comentarios que necesitan valoraciones"}


def reminders(person: Person, locale: str = "en-US") -> list[str]:
    return [words(each) for each in person.dm() if TEXT[locale] in words(each)]


async def later(playground: Playground, **delta: float) -> None:
    """Move the clock, which begins at 4:45 UTC, and let the scheduler run."""
    playground.clock.later(**delta)
    for _ in range(3):
        await playground.starling.scheduler.run_once()
        await playground.settle()


async def test_reminded_by_day_at_most_twice_and_only_who_takes_part_and_rated_little(playground: Playground) -> None:
    here = {"tz": "Etc/GMT+8"}  # eight hours behind UTC
    ana, mia = playground.person("Ana", **here), playground.person("Mia", **here)
    eva = playground.person("Eva", locale="es-MX", **here)
    diligent, otto = playground.person("Dil", **here), playground.person("Otto", **here)
    exchange = await opened(playground, '--slug=sro --close="in 10d"')
    assert "Reminders by day, from" in await reply_text(playground, "/exchange status sro")
    for person, text in zip((ana, mia, eva, diligent), DIFFERENT, strict=False):
        await share(playground, person, text)
    ctx = playground.starling.context
    who = ctx.key_of(exchange).person(workspace(playground), diligent.id)
    async with ctx.storage.write() as db:
        kept = await participants.hold(db, exchange.scope, who)
        await participants.save(db, exchange.scope, who, replace(kept, rated=frozenset(range(20))))

    await later(playground, days=4, hours=12)  # 8:45
    assert not any(map(reminders, (ana, mia, otto, diligent))), "it is too early in the day"
    playground.slack.faults.drop("chat.postMessage")  # Slack acts, and the answer is lost
    await later(playground, hours=1)
    await later(playground, hours=1)
    await later(playground, minutes=30)
    assert [len(reminders(each)) for each in (ana, mia, diligent, otto)] == [1, 1, 0, 0]
    assert len(reminders(eva, "es-MX")) == 1
    [message] = [each for each in mia.dm() if TEXT["en-US"] in words(each)]
    assert list_action_ids(message) == ["rate.start", "share.open", "exchanges.not_for_me"]
    assert await mia.clicks(message, "exchanges.not_for_me")
    await playground.settle()

    await later(playground, days=4, hours=4)  # 15:15, thirty hours before the close
    await later(playground, minutes=40)
    assert [len(reminders(each)) for each in (ana, mia, diligent, otto)] == [2, 0, 0, 0], "Mia's became a thank-you"
    assert len(reminders(eva, "es-MX")) == 2
    await later(playground, days=1)
    await later(playground, hours=1)
    assert len(reminders(ana)) == 2


async def test_none_while_paused_or_in_two_days_or_where_moderators_chose_none(playground: Playground) -> None:
    ana = playground.person("Ana", tz="UTC")
    await opened(playground, '--slug=short --close="in 2d"', "What first?")
    assert "so no reminders" in await reply_text(playground, "/exchange status short")
    await opened(playground, '--slug=quiet --close="in 9d" --reminders=none', "What second?")
    await opened(playground, '--slug=halted --close="in 9d"', "What third?")
    assert "No reminders" in await reply_text(playground, "/exchange remind quiet")
    for slug, text in zip(("short", "quiet", "halted"), DIFFERENT, strict=False):
        await ana.runs(f"/exchange share #{slug} {text}", "general")
        await playground.settle()
    await run_command(playground, "/exchange pause halted")
    for _ in range(9):
        await later(playground, days=1)
    assert reminders(ana) == []
