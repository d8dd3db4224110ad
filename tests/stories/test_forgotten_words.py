"""At the moment when a person reads that they are forgotten, their words are in no file: whatever was made of them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert, select

from storage import ai_usage
from storage.ai_usage import StoredVector
from storage.exchanges import Exchange
from storage.models import comment, release, release_theme, theme, theme_member
from tests.sentences import EN
from tests.stories.at_home import home_of
from tests.stories.exchange_helpers import only, run_command
from tests.stories.moderating import asked, press, queue_of, shared
from tests.whole_bot import Playground, words

TEXT = "I want to die of marmalade on the fire escape"
THEIRS = ("marmalade", "fire escape")


def everything(playground: Playground) -> str:
    """Return file, journal and a fresh dump of the database, in small letters."""
    path = Path(str(playground.starling.context.storage.url.database))
    raw = b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
    with closing(sqlite3.connect(path)) as db:
        dump = "\n".join(db.iterdump())
    return f"{raw.decode('utf-8', 'replace')}{dump}".casefold()


def in_the_channel(playground: Playground) -> str:
    """Return all that is posted in the channel."""
    return " ".join(words(each) for each in playground.slack.channel("general").messages.values())


async def name_a_theme(playground: Playground, exchange: Exchange, comment_id: int) -> None:
    """Give the exchange a theme and a release of it that are named after one comment, and a vector of its words."""
    named = {
        **exchange.scope.columns,
        "theme_id": 1,
        "name": "Marmalade, fire escape",
        "phrases": ["marmalade", "fire escape"],
        "found_at": playground.clock.now(),
        "parts": [["fire escape", [comment_id]]],
    }
    async with playground.starling.context.storage.write() as db:
        await db.execute(insert(theme).values({**named, "number": 1}))
        await db.execute(
            insert(theme_member).values(**exchange.scope.columns, comment_id=comment_id, theme_id=1, confidence=1.0)
        )
        facts = {"number": 1, "made_at": playground.clock.now(), "comments_changed": 0, "facts": {}}
        await db.execute(insert(release).values({**exchange.scope.columns, **facts}))
        await db.execute(insert(release_theme).values({**named, "number": 1, "theme_number": 1}))
        await ai_usage.save_vectors(db, exchange.scope, [StoredVector(comment_id, b"what a service made of marmalade")])


async def test_what_was_held_answered_and_named_after_somebody_is_gone_when_the_bot_says_done(
    playground: Playground,
) -> None:
    await run_command(playground, '/exchange new "What keeps us safe?" --open=now --review=none')
    await playground.settle()
    await shared(playground, "Cem", "The bell is too loud")
    number = await shared(playground, "Ana", TEXT)
    exchange = await only(playground)
    (held,) = await playground.comments(exchange, "pending")
    assert held.held_for == "danger"
    shown = await queue_of(playground)
    assert await playground.moderator.clicks(shown, "moderate.keep", **press(shown, "moderate.keep", number))
    await playground.settle()
    await asked(playground, playground.moderator, f"/exchange answer #{number} We take the stairs. --status=heard")
    await name_a_theme(playground, exchange, held.comment_id)
    there = everything(playground)
    assert all(each in there for each in THEIRS), "what is to be taken away is there"
    assert "marmalade" in in_the_channel(playground), "the answer quotes what it answers"

    ana = playground.person("Ana")
    assert await ana.clicks(await home_of(playground, ana), "home.forget")
    assert await ana.submits()
    assert await ana.submits()
    assert EN("home.forgotten_text") in words(ana.view), "this is when it says so"
    there = everything(playground)
    assert [each for each in THEIRS if each in there] == []
    async with playground.starling.context.storage.read() as db:
        row = (await db.execute(select(comment).where(comment.c.comment_id == held.comment_id))).one()
    assert (row.text, row.held_for, row.language) == ("", "", None), "nor for what it was held"
    await playground.starling.scheduler.run_once()
    await playground.settle()
    assert "marmalade" not in in_the_channel(playground)
