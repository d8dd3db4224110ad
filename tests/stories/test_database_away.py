"""The database is away while people click: nobody reads "not saved" of what was, and nothing acknowledged is lost."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import aiohttp
import asyncpg
import pytest

from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.rate.cards import CardRegistry
from bot.slack import outbox, waiting
from bot.texts import texts_for
from storage import ratings
from storage.exchanges import Exchange
from tests.whole_bot import Playground, open_playground, words

ENGLISH, SPANISH = texts_for("en-US"), texts_for("es-LA")


@contextmanager
def _soon_over() -> Iterator[None]:
    """Let clicks wait half a second only, while the database is away: limits are stretched a hundredfold in tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "WAIT_S", 0.005)
        yield


async def test_a_click_that_was_taken_back_is_called_unsaved_and_one_with_an_unknown_end_is_not(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", *(f"Idea {number}" for number in range(6)))
    ana, bo = playground.person("Ana"), playground.person("Bo", locale="es-LA")
    for each in (ana, bo):
        await each.runs("/exchange rate", "general")
    await playground.settle()
    card, others = ana.dm()[-1], bo.dm()[-1]
    before = words(card)

    with closing(_locked(playground)) as other, _soon_over():
        first = asyncio.create_task(ana.clicks(card, "rate.star.5"))
        await _until_it_writes(playground)
        second = await bo.clicks(others, "rate.star.4")
        assert (await first).status == 503, "the database has begun with it"
        assert second.status == 503
        await playground.settle()
        assert words(bo.ephemerals()[-1]) == SPANISH("errors.not_saved")
        assert ENGLISH("errors.not_saved") not in map(words, ana.ephemerals()), "nobody knows yet"
        other.execute("ROLLBACK")

    await playground.slack.until(lambda: words(ana.dm()[-1]) != before)
    assert await _stars(playground, exchange) == [5]
    assert (await bo.clicks(others, "rate.star.4")).ok, "they tap again, as they were asked to"
    await playground.settle()
    assert await _stars(playground, exchange) == [4, 5]


async def test_while_postgresql_hangs_a_batch_waits_and_whoever_comes_after_it_is_called_unsaved(
    tmp_path: Path, postgres_database: str
) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        exchange = await playground.exchange("What keeps us safe?", *(f"Idea {number}" for number in range(8)))
        people = [playground.person("Ana"), *(playground.person(f"Bo {number}", locale="es-LA") for number in range(3))]
        for each in people:
            await each.runs("/exchange rate", "general")
        await playground.settle()
        ana, *others = people
        assert await ana.clicks(ana.dm()[-1], "rate.star.3")  # the exchange is known from here on
        await playground.settle()
        cards = [each.dm()[-1] for each in people]
        before = words(cards[0])
        has_begun = asyncio.Event()
        playground.starling.context.batches.on_statement = lambda _sql: has_begun.set()

        hanging = await asyncpg.connect(postgres_database.replace("+asyncpg", ""))
        async with hanging.transaction():
            await hanging.execute("LOCK TABLE exchange IN ACCESS EXCLUSIVE MODE")
            with _soon_over():
                first = asyncio.create_task(ana.clicks(cards[0], "rate.star.5"))
                await has_begun.wait()
                later = await asyncio.gather(*map(_gives_four, others, cards[1:]))
                assert [(await first).status, *(each.status for each in later)] == [503] * 4
                await playground.settle()
                assert all(words(each.ephemerals()[-1]) == SPANISH("errors.not_saved") for each in others)
                assert ENGLISH("errors.not_saved") not in map(words, ana.ephemerals()), (
                    "the server has begun with hers: nobody knows yet"
                )
        await hanging.close()

        await playground.slack.until(lambda: words(cards[0]) != before)
        assert await _stars(playground, exchange) == [3, 5], "what was called unsaved is not there"
        again = await asyncio.gather(*map(_gives_four, others, cards[1:]))
        assert all(again)
        await playground.settle()
        assert await _stars(playground, exchange) == [3, 4, 4, 4, 5]


async def test_where_too_many_clicks_wait_one_more_is_answered_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_metrics": True}) as playground:
        exchange = await playground.exchange("What keeps us safe?", "A longer lunch", "A guard")
        ana = playground.person("Ana")
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        card = ana.dm()[-1]
        cards = playground.starling.context.provided["rating_cards"]
        assert isinstance(cards, CardRegistry)
        most, cards.waiting.most = cards.waiting.most, 0

        assert (await ana.clicks(card, "rate.star.5")).status == 200
        await playground.settle()
        assert words(ana.ephemerals()[-1]) == ENGLISH("errors.busy")
        assert await _stars(playground, exchange) == []

        monkeypatch.setattr(outbox, "MAX_NOTES", 0)
        assert (await ana.clicks(card, "rate.star.5")).status == 503, "so many read it that Slack's own sign has to do"
        await playground.settle()
        assert [words(each) for each in ana.ephemerals()].count(ENGLISH("errors.busy")) == 1

        cards.waiting.most = most
        assert (await ana.clicks(card, "rate.star.5")).ok
        await playground.settle()
        assert await _stars(playground, exchange) == [5]
        counts = await _metrics(playground)
        assert 'starling_clicks_total{outcome="busy"} 2.0' in counts
        assert 'starling_clicks_total{outcome="saved"} 1.0' in counts
        assert 'starling_posts_total{outcome="sent"} 2.0' in counts, "the sentence, then the next card"
        assert ana.id not in counts
        assert playground.slack.team_id not in counts


async def test_nobody_reads_counts_where_the_operator_did_not_ask_for_them(playground: Playground) -> None:
    assert await _metrics(playground) == "404"


async def _gives_four(person: Person, card: Message) -> Outcome:
    return await person.clicks(card, "rate.star.4")


def _locked(playground: Playground) -> sqlite3.Connection:
    """Return a connection that holds the lock of the database."""
    path = str(playground.starling.context.storage.url.database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


async def _until_it_writes(playground: Playground) -> None:
    while not playground.starling.context.storage._queue.locked():  # noqa: ASYNC110 - there is no event for it
        await asyncio.sleep(0.01)


async def _stars(playground: Playground, exchange: Exchange) -> list[int]:
    async with playground.starling.context.storage.read() as db:
        return sorted(stars for _, _, stars in await ratings.list_all(db, exchange.scope))


async def _metrics(playground: Playground) -> str:
    address = f"http://127.0.0.1:{playground.starling.port}/metrics"
    async with aiohttp.ClientSession() as client, client.get(address) as answer:
        return await answer.text() if answer.status == 200 else str(answer.status)
