"""What the stories of moderators share: running a command, reading the answer, looking at the announcement."""

from typing import Any

from bot.exchanges.form_steps import STEPS
from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.state.models import Message, View
from storage import exchanges
from storage.exchanges import Exchange
from tests.whole_bot import Playground, words

QUESTION = "What keeps us safe at school?"

DIFFERENT = (
    "Longer lunch",
    "A crossing guard",
    "Warm rooms",
    "More light outside",
    "Bike racks",
    "Quiet corners to read",
    "School begins later",
)
"""Comments that are not like each other."""


async def run_command(
    playground: Playground, line: str, person: Person | None = None, channel: str = "general"
) -> Message:
    """Run a command and return what it answers, seen by who wrote it only."""
    person = person or playground.moderator
    before = len(person.ephemerals())
    assert await person.runs(line, channel)
    await playground.settle()
    answers = person.ephemerals()
    assert len(answers) > before, "an answer"
    return answers[before]


async def reply_text(playground: Playground, line: str, person: Person | None = None) -> str:
    """Run a command and return the words of its answer."""
    return words(await run_command(playground, line, person))


async def every(playground: Playground) -> list[Exchange]:
    """Return every exchange there is."""
    async with playground.starling.context.storage.read() as db:
        return await exchanges.list_all(db, playground.tenant_id)


async def only(playground: Playground) -> Exchange:
    """Return the one exchange there is."""
    [found] = await every(playground)
    return found


def announcements(playground: Playground, channel: str = "general") -> list[Message]:
    """Return the announcements in a channel."""
    return [
        each
        for each in playground.slack.channel(channel).messages.values()
        if each.metadata and each.metadata["event_type"] == "starling_announcement"
    ]


async def opened(playground: Playground, flags: str = "", question: str = QUESTION) -> Exchange:
    """Let the moderator open an exchange in #general and return it."""
    await run_command(playground, f'/exchange new "{question}" --open=now {flags}'.strip())
    await playground.settle()
    return next(each for each in await every(playground) if each.question == question)


def fields(**values: Any) -> dict[str, Any]:
    """Return what is put into the form, by field."""
    return {f"exchanges.{name}": value for name, value in ({"question": QUESTION} | values).items()}


async def sends_form(person: Person, values: dict[str, Any], view: View | None = None) -> Outcome:
    """Fill in the form of an exchange, the steps of “More settings” for what is in none of its own fields, and send it.

    Returns the outcome of the first view that was refused, or of the form.
    """
    while view is None and len(person.views) > 1:
        assert await person.closes()  # a step that was refused before
    form = view or person.view
    assert form
    here = {block["element"]["action_id"] for block in form.blocks if block["type"] == "input"}
    for step in STEPS:
        wanted = {name: values[name] for name in values if name in {each.block_id for each in step.settings} - here}
        if not wanted:
            continue
        assert await person.clicks(now_shown(person, form), f"exchanges.step.{step.name}")
        outcome = await person.submits(values=wanted)
        if not outcome:
            return outcome
        if step is not STEPS[-1]:
            assert await person.closes()
    return await person.submits(now_shown(person, form), {name: values[name] for name in values if name in here})


def now_shown(person: Person, view: View) -> View:
    """Return a modal as it is drawn now."""
    return next((each for each in person.views if each.id == view.id), view)
