"""A digest says for how many comments and people its quotes speak, beside random ones, and what it leaves out."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from bot.core.coverage import near
from bot.core.coverage_data import Coverage, CoverageRequest, MoreRequest
from bot.playground.state.models import Message
from bot.themes.runs import ThemeRuns
from bot.worker import WorkerError, choose_in_worker, cover_in_worker
from bot.worker.encoder import encode
from storage.exchanges import Exchange
from storage.models import comment
from tests.sentences import EN, ES, Sentences
from tests.stories.digest_helpers import announced, by_first_word, close, digest_round, order, posted, rate
from tests.whole_bot import PATIENCE_S, Playground, words

LUNCH = (
    "Lunch breaks should be longer for everyone",
    "Lunch time should be longer for all of us",
    "Lunch should last longer so that we can eat",
    "Lunch could be cooked in our own kitchen",
    "Lunch queues are the worst part of my day",
    "Lunch should be free for every single child",
)
DOORS = (
    "Doors should be locked during the lessons",
    "Doors must be locked while lessons go on",
    "Doors need new paint in a friendly colour",
    "Doors of the gym are broken since last spring",
)
BUSES = ("Buses come too late in the morning", "Buses should run in the evening too")
RATED = (LUNCH[0], LUNCH[3], DOORS[0], DOORS[2])


async def rated_exchange(playground: Playground, **settings: Any) -> Exchange:
    """Return an exchange with three themes, whose comments about buses nobody rated."""
    exchange = await announced(playground, *LUNCH, *DOORS, *BUSES, **settings)
    await rate(playground, exchange, **{text.replace(" ", "_"): [0, 0, 0, 2, 8] for text in RATED})
    return exchange


async def digest(playground: Playground, cover: Any, **more: Any) -> Message:
    """Order a digest, and return it."""
    await order(playground)
    runs = ThemeRuns(playground.starling.context, by_first_word, wait=PATIENCE_S)
    await digest_round(playground, runs, cover=cover, **more)
    await playground.settle()
    (message,) = posted(playground)
    return message


def worker_of(playground: Playground) -> Any:
    """Return what measures quotes in the bot's own worker process."""
    return partial(cover_in_worker, playground.starling.worker)


def quotes_in(text: str) -> list[str]:
    """Return what a digest quotes."""
    return list(dict.fromkeys(re.findall("“([^”]*)”", text)))


@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_says_for_how_many_comments_its_quotes_speak_and_which_theme_has_none(
    playground: Playground, language: str
) -> None:
    texts: Sentences = ES if language == "es" else EN
    exchange = await rated_exchange(playground, language=language)
    shown = words(await digest(playground, worker_of(playground)))
    comments = (*LUNCH, *DOORS, *BUSES)
    quotes = quotes_in(shown)
    assert set(quotes) <= set(RATED)
    share = round(100 * near(encode(comments), encode(quotes)).mean())
    assert 0 < share < 100
    found = re.search(texts.pattern("coverage.comments", n=share), shown)
    assert found, "the share that the quotes on the screen really have"
    assert texts("coverage.unquoted", themes=["Buses"]) in shown
    assert texts("coverage.rule") in shown

    reader = playground.person("Rosa", locale="es-LA" if language == "es" else "en-US")
    await close(playground, exchange)
    assert await reader.runs("/exchange results", "general")
    await playground.settle()
    assert reader.view is not None
    results = words(reader.view)
    assert re.search(texts.pattern("results.digest"), results)
    assert re.search(texts.pattern("coverage.comments", n=share), results), "the same figure as in the digest"


async def test_where_enough_people_wrote_it_says_for_how_many_of_them(playground: Playground) -> None:
    exchange = await rated_exchange(playground)
    seals = playground.starling.context.key_of(exchange).seals
    async with playground.starling.context.storage.write() as db:
        for person, each in enumerate(await playground.comments(exchange)):  # each by somebody else
            author = {"author_seal": seals.seal_author(each.comment_id, person), "is_seed": False}
            await db.execute(update(comment).where(comment.c.comment_id == each.comment_id).values(author))
    shown = words(await digest(playground, worker_of(playground)))
    share = round(100 * near(encode((*LUNCH, *DOORS, *BUSES)), encode(quotes_in(shown))).mean())
    assert re.search(EN.pattern("coverage.people", n=share, people=share), shown)


async def test_where_it_cannot_be_measured_the_digest_comes_without_it(
    playground: Playground, capsys: pytest.CaptureFixture[str]
) -> None:
    await rated_exchange(playground)

    async def died(asked: CoverageRequest) -> Sequence[Coverage]:
        raise WorkerError("cover died, 2 times")

    shown = words(await digest(playground, died))
    assert any(text in shown for text in RATED)
    assert EN("coverage.rule") not in shown
    assert "coverage_failed" in capsys.readouterr().out


async def test_it_quotes_what_else_people_say_where_no_other_quote_speaks_for_it(playground: Playground) -> None:
    exchange = await announced(playground, *LUNCH, *DOORS, *BUSES)
    lunch = [each for each in LUNCH if "longer" in each]
    await rate(playground, exchange, **{each.replace(" ", "_"): [0, 0, 0, 2, 8] for each in (*lunch, *DOORS)})
    asked: list[MoreRequest] = []

    async def choose(request: MoreRequest) -> Sequence[tuple[int, str]]:
        asked.append(request)
        return [(at, request.texts[at]) for at in request.candidates[:2]]

    shown = words(await digest(playground, worker_of(playground), choose=choose))
    (request,) = asked
    candidates = {request.texts[at] for at in request.candidates}
    assert candidates < {*lunch, *DOORS}, "with ratings enough, and not quoted yet"
    assert candidates.isdisjoint(request.quotes)
    heading, _, below = shown.partition(EN("digest.voices"))
    assert all(f"“{request.texts[at]}”" in below for at in request.candidates[:2])
    share = round(100 * near(encode((*LUNCH, *DOORS, *BUSES)), encode(quotes_in(shown))).mean())
    assert re.search(EN.pattern("coverage.comments", n=share), heading), "they are measured too"


async def test_more_quotes_come_from_the_worker_and_where_it_fails_the_digest_has_none(
    playground: Playground, capsys: pytest.CaptureFixture[str]
) -> None:
    worker = playground.starling.worker
    buses = [f"The {which} bus comes too late for our lessons" for which in ("early", "first", "second", "third")]
    texts = [*buses, *LUNCH, *DOORS]
    found = await choose_in_worker(worker, MoreRequest(texts, list(LUNCH[:1]), list(range(len(texts))), 6))
    assert found[0][0] < len(buses)
    assert all(clause in texts[at] for at, clause in found)
    await rated_exchange(playground)

    async def died(asked: MoreRequest) -> Sequence[tuple[int, str]]:
        raise WorkerError("choose died, 2 times")

    assert EN("digest.voices") not in words(await digest(playground, worker_of(playground), choose=died))
    assert "voices_failed" in capsys.readouterr().out


async def test_without_the_encoder_there_is_no_such_line(playground: Playground) -> None:
    await rated_exchange(playground)

    async def nothing(asked: CoverageRequest) -> Sequence[Coverage]:
        return []

    assert EN("coverage.rule") not in words(await digest(playground, nothing))
