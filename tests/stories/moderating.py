"""What the stories about moderating share: reports, the queue, its cards."""

import re
from typing import Any

from sqlalchemy import select

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from storage import exchanges, reports
from storage.exchanges import Exchange
from storage.models import moderation_act
from storage.seals import random_seal
from tests.whole_bot import Playground, words


async def shared(playground: Playground, name: str, text: str) -> int:
    """Let somebody share a comment; return its number."""
    person = playground.person(name)
    await person.runs(f"/exchange share {text}", "general")
    await playground.settle()
    answer = words(person.ephemerals("general")[-1])
    return int(re.findall(r"#(\d+)", answer)[0])


async def reported(playground: Playground, name: str, reason: str = "rude") -> None:
    """Let somebody report the comment that their card shows."""
    person = playground.person(name)
    await person.runs("/exchange rate", "general")
    await playground.settle()
    card = person.dm()[-1]
    more = next(each for block in card.blocks for each in block.get("elements", []) if each["type"] == "overflow")
    await person.chooses(card, "rate.more", more["options"][3])
    await playground.settle()
    assert await person.clicks(person.dm()[-1], f"rate.report.{reason}")
    await playground.settle()


async def queue_of(playground: Playground, moderator: Person | None = None, rest: str = "") -> Message:
    moderator = moderator or playground.moderator
    assert await moderator.runs(f"/exchange queue {rest}".strip(), "general")
    await playground.settle()
    return moderator.ephemerals("general")[-1]


async def asked(playground: Playground, person: Person, line: str) -> str:
    """Run a command and return what it answers."""
    assert await person.runs(line, "general")
    await playground.settle()
    return words(person.ephemerals("general")[-1])


def pick(shown: Any, action_id: str, reason: str, number: int | None = None) -> dict[str, Any]:
    """Return the option of a menu that means a reason, on the card of a comment."""
    for block in shown.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == action_id:
                for option in element["options"]:
                    code, _, here = option["value"].partition("|")
                    if code == reason and number in {None, int(here.split(":")[1].split(".")[0])}:
                        return {"option": option, "block_id": block["block_id"]}
    raise AssertionError(f"no {action_id} for {reason}")


def press(shown: Any, action_id: str, number: int) -> dict[str, Any]:
    """Return where the button of a comment's card is."""
    for block in shown.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == action_id and f":{number}." in element.get("value", ""):
                return {"block_id": block["block_id"]}
    raise AssertionError(f"no {action_id} for #{number}")


async def states(playground: Playground, exchange: Exchange) -> dict[str, tuple[str, str | None]]:
    kept = await playground.comments(exchange, "live", "pending", "hidden", "removed", "withdrawn")
    return {comment.text: (comment.state, comment.reason) for comment in kept}


async def acts(playground: Playground) -> list[tuple[str, str]]:
    """Return what moderators did, in order."""
    async with playground.starling.context.storage.read() as db:
        of_moderators = moderation_act.c.acted_at.is_not(None)
        query = select(moderation_act.c.act, moderation_act.c.reason).where(of_moderators)
        rows = await db.execute(query.order_by("acted_at"))
        return [(row.act, row.reason) for row in rows]


async def add_moderator(playground: Playground, name: str) -> Person:
    person = playground.person(name)
    await asked(playground, playground.moderator, f"/exchange mod add @{person.member.name}")
    return person


async def only(playground: Playground) -> Exchange:
    async with playground.starling.context.storage.read() as db:
        (exchange,) = await exchanges.list_all(db, playground.tenant_id)
    return exchange


async def flag(playground: Playground, comment_id: int) -> None:
    exchange = await only(playground)
    async with playground.starling.context.storage.write() as db:
        await reports.save(db, exchange.scope, comment_id, random_seal(), "rude")
