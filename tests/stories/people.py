"""What is kept of a person in an exchange, read and changed as the bot does."""

from dataclasses import replace
from typing import Any

from bot.playground.people.person import Person
from storage import participants
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.ratings import Star
from storage.session import Db
from tests.whole_bot import Playground


async def change_person(playground: Playground, exchange: Exchange, person: Person, **facts: Any) -> Participant:
    """Change facts of a person's row; it is made where there is none."""
    ctx = playground.starling.context
    who = ctx.key_of(exchange).person(playground.slack.team_id, person.id)

    async def work(db: Db) -> Participant:
        row = await participants.hold(db, exchange.scope, who)
        return await participants.save(db, exchange.scope, who, replace(row, **facts))

    return await ctx.storage.transact(work)


async def read_person(playground: Playground, exchange: Exchange, person: Person) -> Participant | None:
    """Return what is kept of a person."""
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        return await participants.get(
            db, exchange.scope, ctx.key_of(exchange).person(playground.slack.team_id, person.id)
        )


def star_by(
    playground: Playground, exchange: Exchange, person: int, comment_id: int, stars: int, *, at: int = 1
) -> Star:
    """Return a rating of somebody known by a number, who needs no row. at: as in `Star.clicked_at`."""
    seals = playground.starling.context.key_of(exchange).seals
    return Star(comment_id, seals.seal_acts(comment_id, person), stars, at)
