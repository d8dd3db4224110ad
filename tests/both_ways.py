"""The same requests sent to two bots on copies of one database: one answers clicks directly, the other all by Bolt."""

import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import web
from structlog.testing import capture_logs

from bot.app import assemble
from bot.domain.preferences import save_preferences
from bot.keys import Keyring
from bot.playground.events import payloads
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from storage import comments, participants, ratings
from storage.comments import NewComment
from storage.exchanges import Exchange
from tests.slack_requests import encode, send
from tests.stories.bad_input import FOREIGN, OPEN, prepare_bad_input
from tests.whole_bot import SECRET, Clock, Playground, open_slack, settings_of

Json = dict[str, Any]

PRIVATE, OTHER_KEY, NOWHERE = "private", "other key", "nowhere"
LIVE, WITHDRAWN, NEVER = 117, 116, 9999
MEMBERS = ("Ana", "Ben", "Cleo", "Dora", "Sofía", "Quiet")
PEOPLE = (*MEMBERS, "Guest", "Guest inside", "Stranger", "Gone", "Nobody", "The bot")
"""Guest: outside the channel. Gone: deactivated. Quiet: muted. All members but Ben are outside the private channel."""


@dataclass
class Side:
    """One of the two bots. cards: what it posted, by the path of the response_url."""

    playground: Playground
    cards: list[tuple[str, Json]] = field(default_factory=list)

    async def take(self, payload: Json) -> Json:
        """Send a request; return all that can be seen of it."""
        self.cards.clear()
        with capture_logs() as lines:
            reply = await send(self.playground, encode(self.playground, payload))
            await self.playground.starling.context.outbox.drain()
        own = [line for line in lines if line["event"] != "danger_alerted"]  # of a job, about all that waits
        logged = [{name: each for name, each in line.items() if name not in {"reference", "where"}} for line in own]
        posted = json.dumps(self.cards)
        for reference in {line["reference"] for line in lines if "reference" in line}:
            posted = posted.replace(reference, "reference")
        return {"status": reply.status, "body": reply.body, "posted": json.loads(posted), "logged": logged}


@dataclass
class BothWays:
    """Two bots that hold the same. there: exchanges by name. now: what both clocks say, in a list that tests change."""

    direct: Side
    by_bolt: Side
    there: dict[str, Exchange]
    people: dict[str, Person]
    card: Message
    address: str
    now: list[datetime]
    direct_answers: Counter[str] = field(default_factory=Counter)  # by action id
    _number: int = 0

    def click(self, person: str, action_id: str, value: str) -> Json:
        """Return the payload of a click on a button of a card."""
        self._number += 1
        slack, who = self.direct.playground.slack, self.people[person]
        at = f"{self.now[0].timestamp() + self._number:.6f}"
        action = {"type": "button", "block_id": "b", "action_id": action_id, "value": value, "action_ts": at}
        return payloads.message_actions(
            slack.context,
            who.member,
            self.card,
            [action],
            response_url=f"http://cards/SIDE/{self._number}",
            trigger_id=f"{self._number}.1.a",
        )

    async def compare(self, payload: Json) -> Json:
        """Send a request both ways, and return what came of it. Raises AssertionError where that differs."""
        found = []
        for name, side in (("direct", self.direct), ("bolt", self.by_bolt)):
            path = payload.get("response_url")
            there = {"response_url": path.replace("cards/SIDE", f"{self.address}/{name}")} if path else {}
            found.append(await side.take(payload | there))
        assert found[0] == found[1], (payload, found)
        return found[0]

    async def compare_databases(self) -> None:
        """Raise AssertionError where the databases say something else."""
        assert await self._kept(self.direct) == await self._kept(self.by_bolt)

    async def _kept(self, side: Side) -> Json:
        ctx, found = side.playground.starling.context, {}
        async with ctx.storage.read() as db:
            for name, exchange in self.there.items():
                states = ("live", "hidden", "withdrawn", "pending")
                rows = [asdict(each) for each in await comments.list_in_state(db, exchange.scope, *states)]
                stars = [(comment, given) for comment, _, given in await ratings.list_all(db, exchange.scope)]
                people = []
                if name != OTHER_KEY:
                    everybody = await participants.list_all(db, exchange.scope, ctx.key_of(exchange).seals)
                    people = [asdict(each) | {"person": 0, "revision": b""} for each in everybody]
                found[name] = sorted(map(repr, rows)), sorted(stars), sorted(map(repr, people))
        return found


@asynccontextmanager
async def open_both_ways(folder: Path) -> AsyncIterator[BothWays]:
    """Open both bots, with people of every kind and exchanges in every state."""
    clock = Clock()
    slack, moderator = open_slack(clock)
    await slack.start()
    file = folder / "starling.sqlite"
    settings = [await settings_of(slack, f"sqlite+aiosqlite:///{file}")]
    maker = await assemble(settings[0], clock=clock.now, rng=Random(1), tick_s=3600)
    await maker.start()
    playground = Playground(slack, maker, clock, moderator)
    there, people, card = await _fill(playground, folder)
    await maker.stop()
    shutil.copy(file, folder / "copy.sqlite")
    settings.append(await settings_of(slack, f"sqlite+aiosqlite:///{folder}/copy.sqlite"))
    now, sides = [clock.now()], []
    for each in settings:
        starling = await assemble(each, clock=lambda: now[0], rng=Random(2), tick_s=3600)
        await starling.start()
        sides.append(Side(Playground(slack, starling, clock, moderator)))
    sides[1].playground.starling.dispatch._direct = None
    async with _cards({"direct": sides[0], "bolt": sides[1]}) as address:
        both = BothWays(sides[0], sides[1], there, people, card, address, now)
        _count(both)
        try:
            yield both
        finally:
            for side in sides:
                await side.playground.starling.stop()
            await slack.stop()


def _count(both: BothWays) -> None:
    direct = both.direct.playground.starling.dispatch._direct
    assert direct is not None
    answer = direct.answer

    async def counted(click: Any) -> Any:
        both.direct_answers[click.action["action_id"]] += 1
        return await answer(click)

    direct.answer = counted  # type: ignore[method-assign]


async def _fill(playground: Playground, folder: Path) -> tuple[dict[str, Exchange], dict[str, Person], Message]:
    bad = await prepare_bad_input(playground, folder)
    slack, ctx = playground.slack, playground.starling.context
    people = {"Ana": bad.ana, "Stranger": bad.stranger}
    for name in MEMBERS[1:]:
        people[name] = playground.person(name, locale="es-MX" if name == "Sofía" else "en-US")
    people["Guest inside"] = playground.person("Guest inside", is_restricted=True)
    people["Guest"] = slack.add_person("Guest", is_restricted=True)
    people["Gone"] = playground.person("Gone", deleted=True)
    people["Nobody"] = slack.add_person("Nobody")
    people["The bot"] = slack.add_person("The bot")
    await save_preferences(ctx, playground.tenant_id, people["Quiet"].id, is_muted=True)
    board = slack.add_channel("board", private=True, members=[playground.moderator, people["Ben"]], app=True)
    there = dict(bad.there)
    there[PRIVATE] = await playground.exchange("Who is on the board?", *WORDS, channel_id=board.id)
    other = Keyring(f"another {SECRET}").new()
    facts = {"channel_id": there[OPEN].channel_id}
    there[OTHER_KEY] = await playground.exchange("Whose key is it?", *WORDS, wrapped_key=other, **facts)
    for exchange in (there[OPEN], there[FOREIGN]):
        async with ctx.storage.write() as db:
            for number in range(WITHDRAWN, WITHDRAWN + 12):
                state = "withdrawn" if number == WITHDRAWN else "live"
                new = NewComment(f"more{number}", f"More of {number}", "", state, bad.playground.clock.now().date())
                made, _ = await comments.add(db, exchange.scope, new)
                await comments.update_comment(db, exchange.scope, made.comment_id, number=number)
    await playground.settle()
    card = bad.card
    people["Nobody"].member.id, people["The bot"].member.id = "U0NOBODY", slack.bot_user_id
    return there, people, card


WORDS = ("Longer lunch", "A crossing guard", "Warm rooms")


@asynccontextmanager
async def _cards(sides: dict[str, Side]) -> AsyncIterator[str]:
    """Take what is posted to a response_url; yield the address."""

    async def take(request: web.Request) -> web.Response:
        _, name, path = request.path.split("/", 2)
        sides[name].cards.append((path, json.loads(await request.read())))
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/{side}/{path}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
