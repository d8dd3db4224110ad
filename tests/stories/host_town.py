"""What the stories of moderators share: running a command, reading the answer, looking at the announcement."""

from typing import Any

from bot.playground.person import Person
from bot.playground.world import Message
from storage import exchanges
from storage.exchanges import Exchange
from tests.town import Town, words

QUESTION = "What keeps us safe at school?"


async def told(town: Town, line: str, person: Person | None = None, channel: str = "general") -> Message:
    """Run a command and return what it answers, seen by who wrote it only."""
    person = person or town.moderator
    before = len(person.whispers())
    assert await person.runs(line, channel)
    await town.settle()
    answers = person.whispers()
    assert len(answers) > before, "an answer"
    return answers[before]


async def said(town: Town, line: str, person: Person | None = None) -> str:
    """Run a command and return the words of its answer."""
    return words(await told(town, line, person))


async def every(town: Town) -> list[Exchange]:
    """Return every exchange there is."""
    async with town.starling.kit.storage.read() as db:
        return await exchanges.all_of(db, town.tenant_id)


async def only(town: Town) -> Exchange:
    """Return the one exchange there is."""
    [found] = await every(town)
    return found


def announcements(town: Town, channel: str = "general") -> list[Message]:
    """Return the announcements that stand in a channel."""
    return [
        each
        for each in town.playground.channel(channel).messages.values()
        if each.metadata and each.metadata["event_type"] == "starling_announcement"
    ]


async def opened(town: Town, flags: str = "", question: str = QUESTION) -> Exchange:
    """Let the moderator open an exchange in #general and return it."""
    await told(town, f'/exchange new "{question}" --open=now {flags}'.strip())
    await town.settle()
    return next(each for each in await every(town) if each.question == question)


def fields(**values: Any) -> dict[str, Any]:
    """Return what is put into the form, by field."""
    return {f"host.{name}": value for name, value in ({"question": QUESTION} | values).items()}
