"""Figures change in releases: enough new people, once a day, with noise where few rated; previews show nothing new."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.core.limits import DEVIATION, STRICT_DEVIATION
from bot.scores.job import ScoreRuns
from bot.slack import action_ids
from storage import exchanges, ratings, releases, scores
from storage.exchanges import Exchange
from storage.scores import Score
from tests.sentences import EN, ES
from tests.stories.digest_helpers import SIX, TWELVE, announced, close, order, posted, reply_to, tick
from tests.stories.people import star_by
from tests.stories.test_results import ask
from tests.whole_bot import PATIENCE_S, Playground, recount, words


class Keeper:
    """Finds as the worker does, noise included, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[Given] = []

    async def __call__(self, given: Given) -> Findings:
        self.given.append(given)
        return findings(given)


async def star(playground: Playground, exchange: Exchange, people: Iterable[int], stars: int, place: int = 0) -> None:
    """Let people, known by numbers, rate a comment, or change their minds about it."""
    comment = (await playground.comments(exchange))[place]
    at = int(playground.clock.now().timestamp())
    async with playground.starling.context.storage.write() as db:
        for person in people:
            await ratings.save(
                db, exchange.scope, star_by(playground, exchange, person, comment.comment_id, stars, at=at)
            )


async def look(playground: Playground, exchange: Exchange, keeper: Keeper | None = None) -> Mapping[int, Score]:
    """Make the release that is due, if one is, and return the scores that are shown."""
    await ScoreRuns(playground.starling.context, keeper or Keeper()).fitted(exchange, wait=PATIENCE_S)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        return await scores.list_for(db, exchange.scope)


async def numbers(playground: Playground, exchange: Exchange) -> list[int]:
    """Return how many comments changed in each release."""
    async with playground.starling.context.storage.read() as db:
        return [each.comments_changed for each in await releases.list_releases(db, exchange.scope)]


def without_times(text: str) -> str:
    return re.sub(r"<!date[^>]*>", "", text)


async def test_on_the_first_day_each_comment_has_its_stars_within_the_hour_after_its_fifth_rater(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(4), 4)
    assert await look(playground, exchange) == {}
    await star(playground, exchange, [4], 4)
    shown = await look(playground, exchange)
    assert [each.ratings for each in shown.values()] == [5]
    await star(playground, exchange, range(5), 2, place=1)
    assert await look(playground, exchange) == shown, "looked at each hour"
    playground.clock.later(hours=1)
    assert len(await look(playground, exchange)) == 2
    text = await ask(playground, "moderator")
    assert text.count(EN("common.ratings_or_more", n=5)) == 2


async def test_figures_stay_for_a_day_and_then_change_for_five_new_people_and_not_for_four(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(5), 5)
    first = await look(playground, exchange)
    await star(playground, exchange, range(5, 9), 1)
    playground.clock.later(days=1)
    assert await look(playground, exchange) == first
    await star(playground, exchange, [9], 1)
    assert await look(playground, exchange) == first, "the day's look was made"
    playground.clock.later(days=1)
    (second,) = (await look(playground, exchange)).values()
    (before,) = first.values()
    assert (before.ratings, second.ratings) == (5, 10)
    assert second.stars < before.stars
    assert await numbers(playground, exchange) == [1, 1]


async def test_a_preview_before_and_after_one_more_rating_is_the_same(playground: Playground) -> None:
    exchange = await announced(playground, *TWELVE)
    for place in range(12):
        await star(playground, exchange, range(8), 1 + place % 5, place)
    await look(playground, exchange)
    await order(playground)
    await tick(playground)
    before = await reply_to(playground, "/exchange digest preview")
    assert "★" in before
    await star(playground, exchange, [8], 1)
    await star(playground, exchange, [0], 1)
    after = await reply_to(playground, "/exchange digest preview")
    assert without_times(after).count("★") == without_times(before).count("★")
    stars = re.compile(r"\d\.\d ★[^·\n]*")
    assert stars.findall(without_times(after)) == stars.findall(without_times(before))
    playground.clock.later(days=1)
    later = await reply_to(playground, "/exchange digest preview")
    assert stars.findall(without_times(later)) == stars.findall(without_times(before)), "a preview makes no release"


async def test_a_preview_before_and_after_a_comments_fifth_rating_is_the_same(playground: Playground) -> None:
    exchange = await announced(playground, *TWELVE)
    await star(playground, exchange, range(4), 4)
    await recount(playground)
    before = await reply_to(playground, "/exchange digest preview")
    assert EN("digest.to_rate", n=10, min=5) in before
    await star(playground, exchange, [4], 4)
    for place in range(1, 12):
        await star(playground, exchange, range(5), 3, place)
    after = await reply_to(playground, "/exchange digest preview")
    assert EN("digest.to_rate", n=10, min=5) in after, "it shows what was counted for everybody"


async def test_a_digest_makes_the_release_that_is_due(playground: Playground) -> None:
    exchange = await announced(playground, *TWELVE)
    for place in range(12):
        await star(playground, exchange, range(5), 3, place)
    await look(playground, exchange)
    for place in range(12):
        await star(playground, exchange, range(5, 12), 5, place)
    playground.clock.later(days=1)
    await order(playground)
    await tick(playground)
    assert len(posted(playground)) == 1
    assert await numbers(playground, exchange) == [12, 12]
    assert EN("common.ratings_or_more", n=10) in await ask(playground, "moderator")


async def test_who_changes_their_mind_moves_nothing_until_five_new_people_come(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(10), 5)
    first = await look(playground, exchange)
    for day in range(3):
        playground.clock.later(days=1)
        await star(playground, exchange, range(day * 3, day * 3 + 3), 1)
        assert await look(playground, exchange) == first
    await star(playground, exchange, range(10, 15), 1)
    playground.clock.later(days=1)
    (moved,) = (await look(playground, exchange)).values()
    assert moved.stars < 2.5, "one of the first ten still likes it"


async def test_who_takes_their_rating_back_counts_as_nobody_and_stays_in_the_figure_until_it_changes(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(6), 5)
    first = await look(playground, exchange)
    (comment_id,) = first
    seals = playground.starling.context.key_of(exchange).seals
    playground.clock.later(days=1)
    at = int(playground.clock.now().timestamp())
    async with playground.starling.context.storage.write() as db:
        for person in range(3):
            undone = await ratings.undo(db, exchange.scope, comment_id, seals.seal_acts(comment_id, person), at)
            assert undone.counted
    await star(playground, exchange, range(6, 10), 1)
    assert await look(playground, exchange) == first, "four new ones"
    await star(playground, exchange, [10], 1)
    playground.clock.later(days=1)
    (moved,) = (await look(playground, exchange)).values()
    assert (moved.ratings, moved.stars < 3.5) == (5, True), "three of six are gone, five of eight came since"


async def test_at_the_close_the_last_release_comes_with_all_who_rated_in_time_and_nothing_moves_then(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(5), 5)
    await look(playground, exchange)
    await star(playground, exchange, range(5, 10), 3)
    await star(playground, exchange, range(10, 12), 3)
    await star(playground, exchange, range(4), 3, place=1)
    playground.clock.later(minutes=10)
    await close(playground, exchange)
    async with playground.starling.context.storage.read() as db:
        closed = await exchanges.get(db, exchange.scope)
    assert closed
    last = await look(playground, closed)
    assert [each.ratings for each in last.values()] == [10]
    playground.clock.later(days=3)
    assert await look(playground, closed) == last
    assert await numbers(playground, exchange) == [1, 1]


async def test_the_strict_setting_has_more_noise_and_both_are_secret_to_each_exchange(playground: Playground) -> None:
    keys = set()
    for strict, deviation in ((False, DEVIATION), (True, STRICT_DEVIATION)):
        keeper = Keeper()
        exchange = await announced(
            playground, *SIX, question=f"What, {strict}?", has_strict_protection=strict, slug=f"s{int(strict)}"
        )
        await star(playground, exchange, range(5), 3)
        (shown,) = (await look(playground, exchange, keeper)).values()
        assert keeper.given[-1].noise_deviation == deviation
        assert shown.low < shown.stars < shown.high
        keys.add(keeper.given[-1].noise_key)
    assert len(keys) == 2
    assert all(len(key) == 32 for key in keys)


async def test_who_is_counted_lies_in_the_database_sealed(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(5), 3)
    await look(playground, exchange)
    async with playground.starling.context.storage.read() as db:
        sealed = await releases.get_sealed(db, exchange.scope)
        run = await scores.get_run(db, exchange.scope)
    assert sealed
    assert len(sealed) % 4096 == 28, "filled up, but for what a seal adds"
    assert run
    kept: dict[str, Any] = dict(run.facts)
    assert set(str(kept["mean"]).partition(".")[2]) <= set("0123456789")
    assert len(str(kept["mean"])) <= 3, "no figure is kept finer than it is shown"


async def test_people_read_before_they_answer_when_averages_change_in_both_languages(playground: Playground) -> None:
    exchange = await announced(playground, *SIX, groups=["Student", "Parent"], min_group_size=10)
    playground.slack.context.unseen_clicks = True
    for name, texts, locale in (("Ana", EN, "en-US"), ("Rosa", ES, "es-LA")):
        person = playground.person(name, locale=locale)
        assert await person.clicks_unseen("share.open", str(exchange.exchange_id))
        await playground.settle()
        assert texts("exchange.figures", n=10) in words(person.view)
        await person.closes()
        assert await person.clicks_unseen(action_ids.EXCHANGE_ABOUT, str(exchange.exchange_id))
        await playground.settle()
        about = words(person.view)
        for sentence in (
            texts("about.figures", n=10, more=10),
            texts("about.figures_groups.monthly"),
            texts("about.figures_noise.usual", n=40),
        ):
            assert sentence.replace("*", "") in about.replace("*", "")
