"""Stars become scores by themselves: the queue learns what is good, and the worker fits now and then."""

import random
import re

import pytest

from bot.core.findings_data import Findings, Given
from bot.core.routing import ENOUGH
from bot.domain.findings import findings_of
from bot.scores.job import EVERY, ScoreRuns
from storage import exchanges, participants, ratings, routing_queue, scores
from storage.exchanges import Exchange
from storage.participant_record import Participant
from tests.sentences import EN
from tests.stories.digest_helpers import announced, close, find_scores, posted, tick
from tests.stories.people import star_by
from tests.whole_bot import PATIENCE_S, Playground, list_action_ids, words

TEXTS = tuple(f"Idea {number}" for number in range(12))


async def never(given: Given) -> Findings:
    """Fail as a worker does that died twice."""
    raise ConnectionError


async def rate_as(
    playground: Playground,
    exchange: Exchange,
    people: int,
    group: str | None,
    *,
    loved: int = 0,
    start: int = 0,
    liked: int | None = None,
) -> None:
    """Let people of a group rate everything: 5 stars for one comment, 4 for the liked one, 2 or 3 for others."""
    known = await playground.comments(exchange)
    key = playground.starling.context.key_of(exchange)
    async with playground.starling.context.storage.write() as db:
        for number in range(start, start + people):
            rated = frozenset(each.position for each in known)
            row = Participant(person=number, group_name=group, took_part=True, rated=rated)
            await participants.add(db, exchange.scope, [(key.person("", f"rater {number}"), row)])
            for place, comment in enumerate(known):
                stars = 5 if place == loved else 4 if place == liked else 3 - (number + place) % 2
                await ratings.save(db, exchange.scope, star_by(playground, exchange, number, comment.comment_id, stars))


async def next_month(playground: Playground) -> None:
    """Let the time come at which figures by group may change: an exchange without an end has one each month."""
    playground.clock.later(days=31)


async def test_after_enough_ratings_there_are_scores_and_a_level(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS, groups=["Student", "Parent"])
    runs = ScoreRuns(playground.starling.context, find_scores)
    await runs.tick(playground.tenant_id)
    await rate_as(playground, exchange, 30, "Parent")
    await runs.tick(playground.tenant_id)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        assert await scores.get_run(db, exchange.scope) is None, "it was looked at a moment ago"
    playground.clock.later(seconds=EVERY.total_seconds() + 1)
    await runs.tick(playground.tenant_id)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        run, kept = await scores.get_run(db, exchange.scope), await scores.list_for(db, exchange.scope)
        rows = await scores.list_histograms(db, exchange.scope)
    assert run
    assert (run.ratings, run.ratings_at_threshold) == (360, 360)
    best = max(kept.values(), key=lambda each: each.stars)
    assert rows[best.comment_id] == (0, 0, 0, 0, 30)
    assert best.low < best.stars <= best.high
    async with playground.starling.context.storage.read() as db:
        now = await exchanges.get(db, exchange.scope)
    assert now
    assert (exchange.grand_mean, exchange.quality_threshold) == (3.0, 3.0)
    assert 2.5 < now.quality_threshold < now.grand_mean < 3, "the second best of twelve, a little under the middle"


async def test_a_small_group_is_asked_for_the_best_it_has_not_rated(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS, groups=["Student", "Parent"])
    await rate_as(playground, exchange, 30, "Parent")
    runs = ScoreRuns(playground.starling.context, find_scores)
    await runs.tick(playground.tenant_id)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        asked = await routing_queue.list_next(db, exchange.scope, Participant(), limit=50, deficit_of="Student")
        none = await routing_queue.list_next(db, exchange.scope, Participant(), limit=50, deficit_of="Parent")
    assert len(asked) == len(TEXTS)
    assert none == []
    await rate_as(playground, exchange, ENOUGH, "Student", start=100)
    playground.clock.later(seconds=EVERY.total_seconds() + 1)
    await runs.tick(playground.tenant_id)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        assert not await routing_queue.list_next(db, exchange.scope, Participant(), limit=50, deficit_of="Student")


async def test_when_the_worker_fails_the_last_scores_stay(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS)
    await rate_as(playground, exchange, 12, None)
    await ScoreRuns(playground.starling.context, find_scores).tick(playground.tenant_id)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        before = await scores.list_for(db, exchange.scope)
    assert before
    await rate_as(playground, exchange, 12, None, start=50)
    failing = ScoreRuns(playground.starling.context, never)
    await failing.tick(playground.tenant_id)
    await failing.fitted(exchange, wait=PATIENCE_S)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        assert await scores.list_for(db, exchange.scope) == before


@pytest.mark.parametrize("size", [3, 1])
async def test_nothing_of_a_group_under_k_is_kept(playground: Playground, size: int) -> None:
    exchange = await announced(playground, *TEXTS, groups=["Student", "Parent", "Board"])
    await rate_as(playground, exchange, 30, "Parent")
    await rate_as(playground, exchange, 20, "Student", start=100)
    await rate_as(playground, exchange, size, "Board", start=200, loved=3)
    await next_month(playground)
    await ScoreRuns(playground.starling.context, find_scores).tick(playground.tenant_id)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        run = await scores.get_run(db, exchange.scope)
    assert run
    cells = findings_of(run).cells
    assert {each.group for each in cells} in ({"Student"}, {"Parent"}, {"Student", "Parent"})
    assert "Board" not in str(run.facts)
    # Parents, students and the total together would give the board away: so one of the two is not published anywhere.
    groups_of: dict[int, list[str]] = {}
    for each in cells:
        groups_of.setdefault(each.comment_id, []).append(each.group)
    assert all(len(names) < 2 for names in groups_of.values())


async def test_results_tell_stars_with_their_range_tiers_and_what_groups_differ_on(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS, groups=["Student", "Parent", "Board"])
    await rate_as(playground, exchange, 40, "Parent", loved=0)
    await rate_as(playground, exchange, 40, "Student", start=100, loved=1)
    await rate_as(playground, exchange, 1, "Board", start=200, loved=3)
    await next_month(playground)
    await ScoreRuns(playground.starling.context, find_scores).tick(playground.tenant_id)
    await playground.settle()
    text = await results(playground, "/exchange results")
    assert re.search(rf"\d\.\d ★ \(\d\.\d to \d\.\d\) · {EN('common.ratings_or_more', n=80)} · Top", text)
    assert EN("stars.range_rule") in text
    assert EN("stars.tier_rule") in text
    assert "Agreement: 0." in text
    assert EN("results.differ") in text
    too_few = EN("between.too_few", groups="Board")
    assert too_few in text
    assert "Board" not in text.replace(too_few, "")
    mine = await results(playground, "/exchange results --group=student")
    none = EN("results.group_none", group="Student", n=exchange.min_group_size)
    assert EN("results.group_top", group="Student") in mine or none in mine
    none = EN("results.group_none", group="Board", n=exchange.min_group_size)
    assert none in await results(playground, "/exchange results --group=Board")
    groups = ["Student", "Parent", "Board"]
    assert EN("results.no_group", groups=groups) in await results(playground, "/exchange results --group=Nobody")


async def test_results_tell_how_much_people_agree_on_each_theme(playground: Playground) -> None:
    exchange = await announced(playground, *(f"{word} {number}" for word in ("Lunch", "Door") for number in range(6)))
    await playground.moderator.runs("/exchange digest now", "general")
    await tick(playground)
    await rate_as(playground, exchange, 30, None)
    await ScoreRuns(playground.starling.context, find_scores).tick(playground.tenant_id)
    await playground.settle()
    text = await results(playground, "/exchange results")
    assert len(re.findall(r"more than 5 comments · agreement 0\.\d\b", text)) == 2


async def results(playground: Playground, line: str) -> str:
    """Return what a moderator sees: a window, or a private message."""
    for view in playground.moderator.views:
        await playground.moderator.closes(view)
    assert await playground.moderator.runs(line, "general")
    await playground.settle()
    return (
        words(playground.moderator.view)
        if playground.moderator.view
        else words(playground.moderator.ephemerals("general")[-1])
    )


async def test_what_all_like_is_named_once_in_a_digest_and_by_itself_in_the_window(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS, groups=["Student", "Parent", "Teacher"])
    await rate_as(playground, exchange, 40, "Parent", loved=0, liked=5)
    await rate_as(playground, exchange, 40, "Student", start=100, loved=1, liked=5)
    await rate_as(playground, exchange, 20, "Teacher", start=200, loved=0, liked=5)
    await next_month(playground)
    await ScoreRuns(playground.starling.context, find_scores).tick(playground.tenant_id)
    await playground.settle()
    await playground.moderator.runs("/exchange digest now", "general")
    await tick(playground)
    text = words(posted(playground)[-1])
    liked = f"“{(await playground.comments(exchange))[5].text}”"
    assert re.search(r"Groups differ on this: (Student|Parent|Teacher) \d\.\d ★, others \d\.\d ★: “Idea \d+”", text)
    assert liked not in text.split("Groups differ")[0], "another comment is quoted with its theme"
    assert re.search(rf"All groups like this: \d\.\d ★ or more in each: {liked}", text)
    there = await results(playground, "/exchange results")
    assert liked in there.split(EN("results.differ"))[0]
    shared = there.split(EN("results.shared"))[1]
    assert re.search(r"“Idea \d+”", shared), "in the page's order, whatever the main list holds"


async def test_home_shows_for_ones_own_comment_how_sure_its_stars_are(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS)
    ana = playground.person("Ana")
    assert await ana.runs("/exchange share A crossing guard", "general")
    await playground.settle()
    await rate_as(playground, exchange, 15, None)
    await ScoreRuns(playground.starling.context, find_scores).tick(playground.tenant_id)
    await playground.settle()
    assert await ana.opens_home()
    await playground.settle()
    assert re.search(rf"\d\.\d ★ \(\d\.\d to \d\.\d\) · {EN('common.ratings_or_more', n=15)}", words(ana.home))


async def test_people_read_before_they_choose_that_small_groups_are_counted_in_full(playground: Playground) -> None:
    exchange = await announced(playground, "Idea", groups=["Student", "Board"], publishes_group_sizes=True)
    ana = playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    assert await ana.clicks_unseen("share.open", str(exchange.exchange_id))
    await playground.settle()
    assert ana.view
    assert "also of very small groups" in str(ana.view.source)


async def test_accounts_with_the_same_ratings_raise_an_alarm_and_can_be_left_out(playground: Playground) -> None:
    exchange = await announced(playground, *TEXTS, slug="safe")
    ctx = playground.starling.context
    assert await playground.moderator.runs(f"/exchange mod add <@{playground.moderator.id}>", "general")
    rng = random.Random(3)
    known = await playground.comments(exchange)
    async with ctx.storage.write() as db:
        for number in range(40):
            for comment in known:
                star = star_by(playground, exchange, number, comment.comment_id, rng.choice([2, 3, 3, 4]))
                await ratings.save(db, exchange.scope, star)
        for number in range(100, 120):
            for place, comment in enumerate(known):
                star = star_by(playground, exchange, number, comment.comment_id, 5 if place == 11 else 1 + place % 2)
                await ratings.save(db, exchange.scope, star)
    runs = ScoreRuns(ctx, find_scores)
    await runs.tick(playground.tenant_id)
    await playground.settle()
    assert EN("scores.coordinated", n=20, name=exchange.slug) in words(playground.moderator.dm()[-1])
    async with ctx.storage.read() as db:
        (pushed,) = await scores.list_best(db, exchange.scope, min_ratings=3, limit=1)
    assert pushed.comment_id == known[11].comment_id
    assert await playground.moderator.runs("/exchange status safe", "general")
    await playground.settle()
    card = playground.moderator.ephemerals("general")[-1]
    assert "20 accounts rate too much alike" in words(card)
    assert await playground.moderator.clicks(card, "exchanges.coordinated")
    await playground.settle()
    await runs.tick(playground.tenant_id)
    await playground.settle()
    async with ctx.storage.read() as db:
        (same,) = await scores.list_best(db, exchange.scope, min_ratings=3, limit=1)
    assert same == pushed, "who is left out counts as nobody: until five new people rated, nothing changes"
    await rate_as(playground, exchange, 5, None, start=500)
    playground.clock.later(days=1)
    await runs.tick(playground.tenant_id)
    await playground.settle()
    async with ctx.storage.read() as db:
        (best,) = await scores.list_best(db, exchange.scope, min_ratings=3, limit=1)
    assert best.comment_id != pushed.comment_id
    assert (pushed.ratings, best.ratings) == (60, 45)
    assert await playground.moderator.runs("/exchange status safe", "general")
    await playground.settle()
    assert "Their ratings do not count." in words(playground.moderator.ephemerals("general")[-1])
    await close(playground, exchange)
    assert await playground.moderator.runs("/exchange status safe", "general")
    await playground.settle()
    ended = playground.moderator.ephemerals("general")[-1]
    assert EN("status.coordinated_end.out") in words(ended)
    assert "exchanges.coordinated" not in list_action_ids(ended), "figures do not change any more"
