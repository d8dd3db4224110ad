"""Creates the example: people and channels of the workspace, a finished exchange, an open one."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from bot import progress
from bot.app import Starling
from bot.core.wall_clock import local_day
from bot.playground.example.loader import Example, ExampleError, ExampleExchange, load_example
from bot.playground.example.stars import ExampleRating, draw_example
from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from storage import bulk, digests, exchanges, moderators, participants, themes
from storage.comments import Comment, NewComment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.ratings import Star

CHANNEL = "school-board"
_OPENED_AGO = timedelta(days=12)
_CLOSED_AGO = timedelta(days=2)
_WAITS_SINCE = timedelta(days=1)
_WAITS_UNTIL = timedelta(days=11)
_A_MINUTE, _A_QUARTER = 60.0, 900.0  # seconds
_TRIES = 3
_USER_GROUPS = {"teachers": "Teacher", "parents": "Parent"}  # handle, and whom it holds


Doing = Callable[[str], AbstractContextManager[None]]
"""Says what is being done while it is."""


class Clock(Protocol):
    """A clock that can be moved."""

    ahead: float


async def seed(
    playground: PlaygroundServer,
    starling: Starling,
    clock: Clock,
    doing: Doing = progress.doing,
    *,
    locale: str | None = None,
) -> None:
    """Fill an empty playground and its database with the example; deterministic apart from ids.

    The clock is set back to the time of the example, and ends at now. doing: shows each step.
    locale: Slack's language of the personas instead of their own; the exchanges take it from their creator.
    Raises ExampleError when the bot does not act as expected.
    """
    example = load_example()
    people = _people(playground, example, locale)
    personas = people[: len(example.personas)]
    moderator = personas[next(index for index, person in enumerate(example.personas) if person.moderator)]
    clock.ahead = -_OPENED_AGO.total_seconds()
    playground.add_channel(CHANNEL, members=people, app=True, topic="Questions to all of us, and what came of them")
    playground.add_channel("general", members=personas, app=True, topic="Everything for everybody")
    playground.add_channel(
        "board-office", private=True, members=[moderator, *_admins(personas, example)], topic="Moderators and board"
    )
    for handle, name in _USER_GROUPS.items():
        members = [people[index] for index, each in enumerate(example.people) if each.group == name]
        playground.add_user_group(handle, members, name=f"{name}s")
    async with starling.context.storage.write() as db:
        for index, person in enumerate(example.personas):
            if person.moderator:
                await moderators.add(db, starling.tenant_id, personas[index].id, is_owner=person.is_admin)
    playground.choose_personas(*personas)
    drawn, drawn_waiting = draw_example(example)
    many = len(example.finished.comments) + len(example.waiting.comments)
    with doing(f"Writing the example, {many} comments and their stars (this happens once)"):
        finished = await _open(starling, playground, moderator, example.finished, _OPENED_AGO - _CLOSED_AGO)
        await _fill(starling, playground, example, example.finished, drawn, finished, people)
    with doing("Finding the themes of the example"):
        clock.ahead = -_CLOSED_AGO.total_seconds() - _A_QUARTER
        await _find_themes(starling, playground, finished)
    with doing("Closing the finished exchange, opening the next one"):
        # Past its close date the scheduler closes it and posts the last digest.
        clock.ahead = -_CLOSED_AGO.total_seconds() + _A_MINUTE
        await _tick(starling, playground)
        await _require_themes(starling, finished)
        clock.ahead = -_WAITS_SINCE.total_seconds()
        waiting = await _open(starling, playground, moderator, example.waiting, _WAITS_UNTIL)
        await _fill(starling, playground, example, example.waiting, drawn_waiting, waiting, people)
        clock.ahead = 0.0
        await _tick(starling, playground)
    playground.world.ephemerals.clear()


async def _find_themes(starling: Starling, playground: PlaygroundServer, exchange: Exchange) -> None:
    """Let the bot's own jobs find scores and themes before the close, however long that takes.

    A digest waits for them for a limited time: on a busy machine the closing one would go without.
    """
    for _ in range(_TRIES):
        await _tick(starling, playground)
        async with starling.context.storage.read() as db:
            if await themes.list_for(db, exchange.scope):
                return
    raise ExampleError("the themes of the example could not be found: is there memory left?")


async def _require_themes(starling: Starling, exchange: Exchange) -> None:
    """Raise ExampleError unless the closing digest was posted, with themes."""
    async with starling.context.storage.read() as db:
        last = await digests.get_last_in(db, exchange.scope, exchange.channel_id or "")
    if last is None or not last.facts.themes:
        raise ExampleError("the example's closing digest has no themes")


async def _open(
    starling: Starling, playground: PlaygroundServer, moderator: Person, script: ExampleExchange, closes: timedelta
) -> Exchange:
    """Open an exchange as a moderator does: form, preview, button."""
    channel = playground.channel(CHANNEL)
    closes_at = starling.context.clock() + closes
    _require_ok(await moderator.runs("/exchange new", CHANNEL))
    await _choose(
        moderator,
        "answers",
        {"exchanges.star_meaning": script.star_meaning, "exchanges.groups": "\n".join(script.groups)},
    )
    await _choose(moderator, "results", {"exchanges.results_page": "link"})
    await _choose(moderator, "times", {"exchanges.slug": script.slug})
    _require_ok(
        await moderator.submits(
            values={
                "exchanges.question": script.question,
                "exchanges.channel": channel.id,
                "exchanges.background": script.background,
                "exchanges.closes": int(closes_at.timestamp()),
            }
        )
    )
    await _settle(playground, starling)
    _require_ok(await moderator.clicks(moderator.ephemerals(CHANNEL)[-1], "exchanges.open"))
    await starling.scheduler.run_once()
    await _settle(playground, starling)
    async with starling.context.storage.read() as db:
        found = await exchanges.get_by_slug(db, starling.tenant_id, script.slug)
    if found is None or not found.announcement_ts:
        msg = f"the example {script.slug} was not announced"
        raise ExampleError(msg)
    return found


async def _choose(moderator: Person, step: str, values: dict[str, str]) -> None:
    """Choose in a step of "More settings", and come back to the form."""
    form = moderator.view
    if form is None:
        raise ExampleError("the form of the example did not open")
    _require_ok(await moderator.clicks(form, f"exchanges.step.{step}"))
    _require_ok(await moderator.submits(values=values))
    while moderator.view and moderator.view.id != form.id:
        _require_ok(await moderator.closes())


async def _tick(starling: Starling, playground: PlaygroundServer) -> None:
    """Run the scheduler twice: what closes in the first round is announced in the second."""
    for _ in range(2):
        await starling.scheduler.run_once()
        await _settle(playground, starling)


async def _settle(playground: PlaygroundServer, starling: Starling) -> None:
    for _ in range(2):
        await playground.settle()
        await starling.context.outbox.drain()


def _require_ok(outcome: Outcome) -> None:
    if not outcome:
        msg = f"the example could not be played: {outcome.error or outcome.errors}"
        raise ExampleError(msg)


def _people(playground: PlaygroundServer, example: Example, locale: str | None) -> list[Person]:
    return [
        playground.add_person(
            person.name,
            group=person.group,
            tz=person.tz,
            locale=locale if locale and not person.is_generated else person.locale,
            is_admin=person.is_admin,
            is_restricted=person.guest,
        )
        for person in example.people
    ]


def _admins(personas: Sequence[Person], example: Example) -> list[Person]:
    wanted = {"Administrator", "Board member"}
    return [
        personas[index] for index, person in enumerate(example.personas) if person.moderator or person.group in wanted
    ]


async def _fill(
    starling: Starling,
    playground: PlaygroundServer,
    example: Example,
    script: ExampleExchange,
    drawn: Sequence[ExampleRating],
    exchange: Exchange,
    people: Sequence[Person],
) -> None:
    """Store the comments and stars of many people at once, as the bot stores them."""
    ctx = starling.context
    key = ctx.key_of(exchange)
    workspace = playground.team_id
    today = local_day(ctx.clock(), exchange.zone)
    now = int(ctx.clock().timestamp() * 1_000_000)
    new = [
        NewComment(
            source_mac=key.source_mac("example", written.key),
            text=written.text,
            why=written.why or "",
            state=CommentState.LIVE,
            shared_on=today,
        )
        for written in script.comments
    ]
    involved = {rating.person for rating in drawn} | {written.author for written in script.comments}
    taking = {index: Participant(slack_user_id=people[index].id) for index in sorted(involved)}
    seals = key.seals
    new = [
        replace(each, author_seal=seals.seal_author(each.comment_id, taking[written.author].person))
        for each, written in zip(new, script.comments, strict=True)
    ]
    async with ctx.storage.write() as db:
        kept = await bulk.add_comments(db, exchange.scope, new)
        made = {written.key: each for written, each in zip(script.comments, kept, strict=True)}
        given = [
            (made[each.comment], seals.seal_acts(made[each.comment].comment_id, taking[each.person].person), each)
            for each in drawn
        ]
        stars = [
            Star(rated.comment_id, mine, each.stars, key.blind_timestamp(mine.rating, now + click))
            for click, (rated, mine, each) in enumerate(given)
        ]
        await bulk.add_ratings(db, exchange.scope, stars)
        everybody = [
            (key.person(workspace, people[index].id), _taking_part(example, script, person, index, made, drawn))
            for index, person in taking.items()
        ]
        await participants.add(db, exchange.scope, everybody)


def _taking_part(
    example: Example,
    script: ExampleExchange,
    person: Participant,
    index: int,
    made: Mapping[str, Comment],
    drawn: Sequence[ExampleRating],
) -> Participant:
    """Return a person's record, with what they rated and wrote. index: of the person; made: comments by their keys."""
    return replace(
        person,
        took_part=True,
        group_name=example.people[index].group,
        group_asked=True,
        rated=frozenset(made[each.comment].position for each in drawn if each.person == index),
        own=frozenset(made[each.key].number for each in script.comments if each.author == index),
    )
