"""One score: every screen reads the same stored snapshot, so the same comment has the same stars everywhere."""

import json
import re
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.domain.figures import range_text
from bot.scores.job import EVERY, ScoreRuns
from storage import exchanges, ratings, scores
from storage.exchanges import Exchange
from storage.models import comment_score, score_run
from storage.scope import in_exchange
from storage.scores import Run, Score
from tests.sentences import EN, ES, Sentences
from tests.stories.at_home import home_of, share
from tests.stories.digest_helpers import (
    SIX,
    announced,
    compute_scores,
    find_scores,
    next_day,
    order,
    posted,
    rate,
    reply_to,
    tick,
)
from tests.stories.people import star_by
from tests.stories.test_exports import files
from tests.stories.test_results import ask
from tests.stories.test_results_page import BASE, LINK, read
from tests.whole_bot import Playground, open_playground, words

RATED = {
    "Lunch_longer": (0, 0, 1, 3, 8),
    "Lunch_warmer": (0, 2, 3, 4, 3),
    "Lunch_outside": (2, 3, 4, 2, 1),
    "Door_locked": (6, 3, 2, 1, 0),
    "Door_watched": (3, 3, 3, 2, 1),
    "Door_painted": (1, 2, 5, 3, 1),
    "Bicycle_racks": (0, 0, 2, 4, 6),
}


async def snapshot(playground: Playground, exchange: Exchange) -> tuple[Run, dict[str, Score]]:
    """Return the stored snapshot, its scores by the words of their comments."""
    texts = {each.comment_id: each.text for each in await playground.comments(exchange)}
    async with playground.starling.context.storage.read() as db:
        run, kept = await scores.get_run(db, exchange.scope), await scores.list_for(db, exchange.scope)
    assert run
    return run, {texts[comment_id]: score for comment_id, score in kept.items()}


async def rated_exchange(playground: Playground, **settings: Any) -> Exchange:
    """Return an exchange with themes and stars, in which Ana wrote about bicycles."""
    exchange = await announced(playground, *SIX, **settings)
    await share(playground, playground.person("Ana"), "Bicycle racks")
    await rate(playground, exchange, **RATED)
    await order(playground)
    await tick(playground)
    return exchange


async def surfaces(playground: Playground) -> dict[str, str]:
    """Return what each screen with stars says, each opened now; the digest is the one that was posted."""
    ana = playground.person("Ana")
    home = await home_of(playground, ana)
    assert await ana.clicks(home, "home.comment")
    own = words(ana.view)
    await ana.closes()
    lists = await reply_to(playground, "/exchange theme list")
    return {
        "digest": words(posted(playground)[0]),
        "preview": await reply_to(playground, "/exchange digest preview"),
        "results": await ask(playground, "moderator"),
        "home": words(home),
        "own comment": own,
        "theme list": lists,
    }


def without_dates(text: str) -> str:
    """Return words without Slack's dates, which hold other numbers."""
    return re.sub(r"<!date[^>]*>", "", text)


def ranges_in(text: str) -> set[str]:
    """Return the stars with their ranges that a screen shows."""
    return set(re.findall(r"\d\.\d ★ \(\d\.\d to \d\.\d\)", without_dates(text)))


async def test_all_screens_show_the_same_stars_of_a_comment_a_theme_and_the_exchange(playground: Playground) -> None:
    exchange = await rated_exchange(playground)
    run, kept = await snapshot(playground, exchange)
    shown = {text: range_text(EN, score.stars, score.low, score.high) for text, score in kept.items()}
    texts = await surfaces(playground)

    for name, text in texts.items():
        assert ranges_in(text) <= set(shown.values()), f"{name} has a figure of its own"
    for name in ("home", "own comment", "results"):
        assert shown["Bicycle racks"] in texts[name], name
    best = max(kept, key=lambda text: kept[text].stars)
    assert shown[best] in texts["results"]
    assert EN("digest.top", stars=shown[best], n=10, quote="#") in texts["digest"]

    mean = EN("stars.average", mean=EN.number(run.facts["mean"], 1))
    assert all(mean in texts[name] for name in ("digest", "preview", "results"))
    themes = [
        EN("stars.mean", mean=EN.number(each["stars"], 1)) for each in run.facts["themes"] if each["ratings"] > 20
    ]
    assert len(themes) == 2
    for name in ("digest", "preview", "results", "theme list"):
        assert all(stars in texts[name] for stars in themes), name


async def test_an_export_and_the_page_with_results_have_the_same_stars_too(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated_exchange(playground, results_page="link", results_when="always")
        _, kept = await snapshot(playground, exchange)
        shown = {text: range_text(EN, score.stars, score.low, score.high) for text, score in kept.items()}
        assert await playground.moderator.runs(f"/exchange export {exchange.slug} --as=json", "general")
        await playground.settle()
        exported = {
            each["text"]: range_text(EN, *(each["stars"][name] for name in ("stars", "low", "high")))
            for each in json.loads(files(playground)[-1][1])["comments"]
        }
        assert exported == shown
        await ask(playground, "moderator")
        [link] = set(LINK.findall(str(playground.moderator.view)))
        status, page = await read(playground, f"{link}comments.md")
        assert status == 200
        assert ranges_in(page) == set(shown.values())


async def test_stars_that_come_later_change_no_screen_until_the_next_snapshot(playground: Playground) -> None:
    exchange = await rated_exchange(playground)
    before, _ = await snapshot(playground, exchange)
    seen = await surfaces(playground)
    bicycles = next(each for each in await playground.comments(exchange) if each.text == "Bicycle racks")
    async with playground.starling.context.storage.write() as db:
        for number in range(100, 130):
            await ratings.save(db, exchange.scope, star_by(playground, exchange, number, bicycles.comment_id, 1))
    await compute_scores(playground, exchange)
    now = await surfaces(playground)
    for name in ("preview", "results", "home", "own comment", "theme list"):
        assert ranges_in(now[name]) == ranges_in(seen[name]), name

    await next_day(playground, exchange)
    after, kept = await snapshot(playground, exchange)
    assert after.revision == before.revision + 1
    assert after.fitted_at >= before.fitted_at
    score = kept["Bicycle racks"]
    assert range_text(EN, score.stars, score.low, score.high) in (await surfaces(playground))["home"]
    assert score.stars < 3


async def test_the_scheduler_makes_the_first_release_at_the_fifth_rater_and_the_next_one_a_day_and_five_later(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX, min_group_size=5)
    runs = ScoreRuns(playground.starling.context, find_scores)
    there = await playground.comments(exchange)
    for count in range(1, 11):
        async with playground.starling.context.storage.write() as db:
            await ratings.save(db, exchange.scope, star_by(playground, exchange, count, there[0].comment_id, 4))
        playground.clock.later(seconds=EVERY.total_seconds() + 1)
        await runs.tick(playground.tenant_id)
        await playground.settle()
        async with playground.starling.context.storage.read() as db:
            revision = run.revision if (run := await scores.get_run(db, exchange.scope)) else 0
        assert revision == (count >= 5), "the sixth to tenth change nothing on the same day"
    _, kept = await snapshot(playground, exchange)
    assert kept[there[0].text].ratings == 5
    await next_day(playground, exchange)
    run, kept = await snapshot(playground, exchange)
    assert (run.revision, kept[there[0].text].ratings) == (2, 10)
    assert EN("common.ratings_or_more", n=10) in await ask(playground, "moderator")


async def test_screens_say_of_when_the_stars_are(playground: Playground) -> None:
    exchange = await rated_exchange(playground)
    run, _ = await snapshot(playground, exchange)
    date = f"<!date^{int(run.fitted_at.timestamp())}^"
    texts = await surfaces(playground)
    for name in ("digest", "preview", "results", "home", "theme list"):
        assert date in texts[name], name


async def test_tiers_stand_beside_the_stars_in_plain_words_in_both_languages(playground: Playground) -> None:
    exchange = await rated_exchange(playground)
    _, kept = await snapshot(playground, exchange)
    assert {score.tier for score in kept.values()} >= {"top", "low"}
    text = await ask(playground, "moderator")
    best = max(kept.values(), key=lambda score: score.stars)
    assert best.ratings == 10, "of twelve"
    assert in_tier(EN, best) in text
    assert EN("stars.tier_rule") in text
    assert "rank" not in text
    playground.person("Rosa", locale="es-LA")
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="closed", closed_at=playground.clock.now())
    in_spanish = await ask(playground, "Rosa")
    assert in_tier(ES, best) in in_spanish
    assert ES("stars.tier_rule") in in_spanish


def in_tier(texts: Sentences, score: Score) -> str:
    """Return a comment's stars and tier as they are shown side by side."""
    stars = range_text(texts, score.stars, score.low, score.high)
    return f"{stars} · {texts('common.ratings_or_more', n=score.ratings)} · {texts(f'stars.tier.{score.tier}')}"


async def test_card_and_status_have_no_stars_of_their_own(playground: Playground) -> None:
    exchange = await rated_exchange(playground)
    run, kept = await snapshot(playground, exchange)
    ben = playground.person("Ben")
    assert await ben.runs("/exchange rate", "general")
    await playground.settle()
    card = words(ben.dm()[-1])
    assert any(text in card for text in kept), "it shows a comment"
    status = await reply_to(playground, "/exchange status")
    mean = EN.number(run.facts["mean"], 1)
    for name, text in (("card", card), ("status", status)):
        assert not ranges_in(text), f"{name}: others' stars would sway who rates"
        assert EN("stars.average", mean=mean) not in text, name


async def test_all_screens_name_the_same_comment_as_the_highest_and_how_many_share_its_stars(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated_exchange(playground, results_page="link", results_when="always")
        _, kept = await snapshot(playground, exchange)
        names = sorted(kept, key=lambda text: kept[text].position)
        numbers = {each.text: each.number for each in await playground.comments(exchange)}
        async with playground.starling.context.storage.write() as db:
            for at, text in enumerate(names[:4]):  # the last of them by the most people, which does not count
                same = comment_score.c.comment_id == kept[text].comment_id
                values = {"stars": 4.1, "low": 3.8, "high": 4.4, "ratings": 10 + 5 * (at == 3)}
                await db.execute(
                    update(comment_score).where(in_exchange(comment_score, exchange.scope), same).values(values)
                )
        first, mark = numbers[names[0]], "~"
        texts = await surfaces(playground)
        begin = EN("digest.top_tied", tied=4, stars=range_text(EN, 4.1, 3.8, 4.4), n=10, quote=mark).split(mark)[0]
        shown = texts["preview"].split(begin)[1]
        assert re.findall(r"#(\d+)", shown)[0] == str(first)
        assert EN("stars.tied", n=4, stars="4.1") in texts["results"]
        assert re.findall(r"#(\d+)", texts["results"].split(EN("results.top"))[1])[0] == str(first)
        [link] = set(LINK.findall(str(playground.moderator.view))) or {""}
        if not link:
            await ask(playground, "moderator")
            [link] = set(LINK.findall(str(playground.moderator.view)))
        _, summary = await read(playground, f"{link}summary.md")
        quote = f"“{names[0]}”"
        assert EN("explorer.story.highest_tied", n=4, stars="4.1", quote=quote) in summary
        _, listed = await read(playground, f"{link}comments.md")
        assert re.findall(r"#(\d+)", listed)[0] == str(first)


async def test_what_all_groups_like_is_in_one_order_on_all_screens(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await rated_exchange(
            playground, results_page="link", results_when="always", groups=["Student", "Parent", "Teacher"]
        )
        run, kept = await snapshot(playground, exchange)
        best = sorted(kept, key=lambda text: kept[text].position)[:4]
        common = [{"comment_id": kept[text].comment_id, "stars": 5.0} for text in reversed(best)]
        facts = {**run.facts, "common": common, "compared": ["Student", "Parent"]}
        async with playground.starling.context.storage.write() as db:
            await db.execute(update(score_run).where(in_exchange(score_run, exchange.scope)).values(facts=facts))
        shown = await ask(playground, "moderator")
        numbers = {each.text: str(each.number) for each in await playground.comments(exchange)}
        wanted = [numbers[text] for text in best]
        least = [
            EN("between.in_each", stars=EN.number(kept[text].stars, 1), groups="Student and Parent") for text in best
        ]
        inside = shown.split(EN("results.shared"))[1]
        assert re.findall(r"#(\d+) · \d\.\d ★ or more", inside) == wanted[:3], "as the page, though it shows them above"
        assert all(words in inside for words in least[:3])
        assert EN("between.too_few", groups="Teacher") in shown
        [link] = set(LINK.findall(str(playground.moderator.view)))
        _, listed = await read(playground, f"{link}groups.md")
        assert re.findall(r"#(\d+)", listed)[:4] == wanted
        assert all(words in listed for words in least)
        _, across = await read(playground, f"{link}comments.md?sort=bridging")
        assert re.findall(r"#(\d+)", across)[:4] == wanted
        preview = await reply_to(playground, "/exchange digest preview")
        assert best[0] in preview, "a digest quotes it already"
        assert "or more from each of these groups" not in preview, "and names no other one in its place"
