"""No figure of stars rests on fewer people than the smallest group of the exchange: wherever stars are shown."""

import re
from collections.abc import Sequence

import pytest

from bot.playground.state.models import Message, View
from storage import ratings, scores
from storage.exchanges import Exchange
from storage.scores import Score
from tests.sentences import EN
from tests.stories.at_home import home_of, rates, share
from tests.stories.digest_helpers import announced, close, order, posted, reads, reply_to, tick
from tests.stories.people import star_by
from tests.stories.test_results import ask
from tests.whole_bot import Playground, recount, words

TEXTS = ("Lunch longer", "Lunch warmer", "Lunch outside", "Door locked", "Door watched", "Door painted")
FIGURE = re.compile(r"\d\.\d|▰|on average|mean \d|most stars")


async def test_a_digest_does_not_tell_how_the_only_rater_rates(playground: Playground) -> None:
    await announced(playground, *TEXTS)
    ana = playground.person("Ana")
    for _ in range(5):
        await rates(playground, ana, 1)
    await order(playground)
    await tick(playground)
    assert len(posted(playground)) == 1
    assert EN("common.few_people") in reads(playground)
    assert "on average" not in reads(playground), reads(playground)
    assert "too few ratings yet" in reads(playground)


async def rate_all(playground: Playground, exchange: Exchange, people: Sequence[int]) -> None:
    """Let people, known by numbers, give every comment 4 stars, and compute the scores as a fit does."""
    ctx = playground.starling.context
    there = await playground.comments(exchange)
    async with ctx.storage.write() as db:
        for number in people:
            for each in there:
                await ratings.save(db, exchange.scope, star_by(playground, exchange, number, each.comment_id, 4))
        held = [Score(each.comment_id, 4.0, 3.1, 4.6, len(people)) for each in there]
        await scores.save(db, exchange.scope, held, {}, ratings=len(held), now=playground.clock.now())


def charts(shown: Message | View) -> list[str]:
    """Return what pictures show, in words."""
    return [block["alt_text"] for block in shown.blocks if block["type"] == "image"]


async def surfaces(playground: Playground, exchange: Exchange) -> dict[str, str]:
    """Return what a participant, an author and a moderator read, wherever stars may be shown; a chart is named."""
    ana, imani = playground.person("Ana"), playground.moderator
    texts: dict[str, str] = {}

    def look(name: str, *shown: Message | View | None) -> None:
        read = (f"{words(each)} {charts(each)}{getattr(each, 'text', '')}" for each in shown if each)
        texts[name] = re.sub(r"https?://[^|>\s]+", "", "\n".join(read))

    await order(playground)
    await tick(playground)
    look("digest", *posted(playground))
    for line in ("digest preview", "theme list", "theme show t1", "theme show t2", "status"):
        await reply_to(playground, f"/exchange {line}")
        look(line, *imani.ephemerals("general")[-2:])
    assert await imani.runs("/exchange results", "general")
    look("results", imani.view)
    home = await home_of(playground, ana)
    look("home", home)
    assert await ana.clicks(home, "home.comment")
    look("own comment", ana.view)
    look("channel", *(each for each in playground.slack.channel("general").messages.values() if not each.metadata))
    return texts


@pytest.mark.parametrize(("people", "min_group_size"), [(range(4), 5), (range(1), 3), (range(9), 10)])
async def test_nothing_is_published_of_fewer_people_than_the_smallest_group(
    playground: Playground, people: Sequence[int], min_group_size: int
) -> None:
    exchange = await announced(playground, *TEXTS, min_group_size=min_group_size)
    await share(playground, playground.person("Ana"), "Bicycle racks by the gym")
    await rate_all(playground, exchange, people)
    texts = await surfaces(playground, exchange)
    assert {name: found for name, text in texts.items() if (found := FIGURE.findall(text))} == {}
    assert "too few ratings yet" in texts["digest"]
    assert "too few ratings yet" in texts["results"]
    assert "too few ratings yet" in texts["theme list"]


async def test_once_enough_people_rated_it_is_shown_everywhere(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS)
    await share(playground, playground.person("Ana"), "Bicycle racks by the gym")
    await rate_all(playground, exchange, range(5))
    texts = await surfaces(playground, exchange)
    silent = {name for name, text in texts.items() if not FIGURE.search(text)}
    assert silent <= {"status", "channel"}
    assert EN("digest.chart.same", theme="@", low="4.0").partition("@")[0] in texts["digest"]


async def test_many_people_who_rate_different_comments_are_counted_together(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS)
    there = await playground.comments(exchange)
    async with playground.starling.context.storage.write() as db:
        for number in range(6):  # one rating each
            star = star_by(playground, exchange, number, there[number].comment_id, 4)
            await ratings.save(db, exchange.scope, star)
    await recount(playground)
    await order(playground)
    await tick(playground)
    assert "more than 5 ratings · 3.8 ★ on average" in reads(playground)
    assert reads(playground).count("up to 5 comments · too few ratings yet") == 2, "three people rated each theme"


async def test_a_closed_exchange_promises_no_stars_that_cannot_come(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS)
    for name in ("Ana", "Ben"):
        for _ in range(5):
            await rates(playground, playground.person(name), 4)
    await close(playground, exchange)
    text = await ask(playground, "moderator")
    assert EN("stars.missing.too_few") in text
    assert EN("stars.missing.soon") not in text, "nobody can rate any more"
    assert EN("results.top_none_closed", n=5) in text
    assert EN("results.top_none", n=5) not in text
