"""What the stories about Home share: opening it, and what is somebody's own."""

from collections.abc import Sequence
from typing import Any

from bot.playground.people.person import Person
from bot.playground.state.models import View
from storage import exchanges, participants, ratings
from storage.comments import Comment
from storage.exchanges import Exchange
from tests.stories.people import star_by
from tests.whole_bot import Playground


async def home_of(playground: Playground, person: Person) -> View:
    assert await person.opens_home()
    await playground.settle()
    assert person.home
    return person.home


async def share(playground: Playground, person: Person, text: str) -> None:
    assert await person.runs(f"/exchange share {text}", "general")
    await playground.settle()


async def mine(playground: Playground, person: Person, exchange: Exchange) -> list[Comment]:
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        who = ctx.key_of(exchange).person(workspace(playground), person.id)
        row = await participants.get(db, exchange.scope, who)
    there = await playground.comments(exchange, "live", "pending", "hidden", "removed", "withdrawn")
    return [each for each in there if row is not None and row.wrote(each)]


def workspace(playground: Playground) -> str:
    return playground.slack.team_id


async def starred(playground: Playground, exchange: Exchange, comment: Comment, *stars: int) -> None:
    async with playground.starling.context.storage.write() as db:
        for n, each in enumerate(stars):
            star = star_by(playground, exchange, n, comment.comment_id, each)
            await ratings.save(db, exchange.scope, star)


async def change(playground: Playground, exchange: Exchange, **values: Any) -> None:
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, **values)


def values_of(view: Any, action_id: str) -> Sequence[str]:
    parts = [part for block in view.blocks for part in [*block.get("elements", []), block.get("accessory")]]
    return [part.get("value", "") for part in parts if isinstance(part, dict) and part.get("action_id") == action_id]


async def rates(playground: Playground, person: Person, stars: int) -> None:
    await person.runs("/exchange rate", "general")
    await playground.settle()
    assert await person.clicks(person.dm()[-1], f"rate.star.{stars}")
    await playground.settle()
