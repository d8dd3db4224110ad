"""What is public of an exchange: of the last release or an earlier one, and nothing that a release does not know."""

from dataclasses import asdict, replace

import pytest

from bot.domain.published import Published
from bot.domain.published_load import UnknownReleaseError, get_mark, load_published
from bot.themes.runs import ThemeRuns
from storage import comments, exchanges, released_themes, theme_snapshots
from storage.exchanges import Exchange
from tests.stories.digest_helpers import SIX, TWELVE, announced, by_first_word, close, next_day, rate, set_state
from tests.stories.test_releases import star
from tests.whole_bot import Playground


async def load(playground: Playground, exchange: Exchange, release: int | None = None) -> Published:
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        now = await exchanges.get(db, exchange.scope)
        assert now is not None
        return await load_published(ctx, db, now, release)


async def mark(playground: Playground, exchange: Exchange) -> str:
    ctx = playground.starling.context
    release = (await load(playground, exchange)).release
    async with ctx.storage.read() as db:
        now = await exchanges.get(db, exchange.scope)
        assert now is not None
        return await get_mark(ctx, db, now, release)


def by_text(found: Published) -> dict[str, float | None]:
    return {each.text: each.stars.stars if each.stars else None for each in found.comments}


async def test_nothing_is_public_before_the_first_release_and_of_it_only_what_enough_people_rated(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await star(playground, exchange, range(4), 5)
    assert (await load(playground, exchange)).comments == ()
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10], Door_locked=[0, 0, 0, 0, 4])
    found = await load(playground, exchange)
    assert by_text(found) == {"Lunch longer": 4.9}, "a comment of today without stars would follow its author's act"
    assert found.release is not None
    assert [found.by_number[each].text for each in found.top] == ["Lunch longer"]
    assert "U0" not in str(asdict(found)), "no id of Slack's"


async def test_comments_come_in_with_the_release_after_their_day_and_all_of_them_after_the_close(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10])
    await star(playground, exchange, range(20, 26), 2, place=1)
    await next_day(playground, exchange)
    found = await load(playground, exchange)
    assert len(found.comments) == len(SIX)
    assert [each.number for each in found.releases] == [1, 2]
    earlier = await load(playground, exchange, 1)
    assert list(by_text(earlier)) == ["Lunch longer"]
    assert not earlier.is_last
    await close(playground, exchange)
    assert len((await load(playground, exchange)).comments) == len(SIX)
    with pytest.raises(UnknownReleaseError):
        await load(playground, exchange, 99)


async def test_what_is_removed_is_out_of_every_release_at_once_and_the_mark_says_so(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10], Lunch_warmer=[0, 9, 0, 0, 0])
    await star(playground, exchange, range(20, 26), 2, place=1)
    await next_day(playground, exchange)
    before = await mark(playground, exchange)
    assert before == await mark(playground, exchange)
    await set_state(playground, exchange, "Lunch longer", state="removed", reason="name")
    assert before != await mark(playground, exchange)
    for number in (None, 1, 2):
        found = await load(playground, exchange, number)
        assert "Lunch longer" not in str(asdict(found))
        assert "Lunch warmer" in by_text(found)


async def test_a_comment_with_an_open_report_is_listed_and_not_among_the_highest(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10], Lunch_warmer=[0, 9, 0, 0, 0])
    await set_state(playground, exchange, "Lunch longer", reports=1)
    found = await load(playground, exchange)
    assert [found.by_number[each].text for each in found.top] == ["Lunch warmer"]
    assert "Lunch longer" in by_text(found)


def themes_of(found: Published) -> dict[str, set[str]]:
    return {each.name or each.kind: {found.by_number[at].text for at in each.comments} for each in found.themes}


async def test_an_earlier_release_has_its_own_themes_without_words_that_nobody_s_comment_has_any_more(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *TWELVE)
    ctx, scope = playground.starling.context, exchange.scope
    runs = ThemeRuns(ctx, by_first_word)
    assert await runs.refresh(exchange)
    playground.clock.later(days=1)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10], Door_locked=[0, 0, 0, 0, 6])
    lunch, door = ({each for each in TWELVE if each.startswith(word)} for word in ("Lunch", "Door"))
    async with ctx.storage.write() as db:
        [one, other] = sorted((await theme_snapshots.load(db, scope)).themes, key=lambda each: each.name)
        assert (one.name, other.name) == ("Door", "Lunch")
        await theme_snapshots.save_theme(db, scope, replace(one, name="Ways in"), now=playground.clock.now())
        await theme_snapshots.move_comments(db, scope, other.members[:1], one.number)
    await star(playground, exchange, range(20, 26), 2, place=1)
    await next_day(playground, exchange)
    now = themes_of(await load(playground, exchange))
    assert "Ways in" in now
    assert len(now["Lunch"]) == len(lunch) - 1
    assert themes_of(await load(playground, exchange, 1)) == {"Lunch": lunch, "Door": door}

    for each in await playground.comments(exchange):
        async with ctx.storage.write() as db:
            words = each.text.replace("Door", "Gate")
            await comments.update_comment(db, scope, each.comment_id, text=words)
    gates = {text.replace("Door", "Gate") for text in door}
    assert themes_of(await load(playground, exchange, 1)) == {"Lunch": lunch, "unnamed": gates}
    async with ctx.storage.read() as db:
        assert "Door" in await released_themes.list_found_names(db, scope), "hidden, and still there"
    assert await runs.refresh(exchange)
    async with ctx.storage.read() as db:
        assert await released_themes.list_found_names(db, scope) == {"Lunch"}, "gone from the database too"


async def test_what_is_kept_of_a_release_s_themes_is_of_comments_that_it_shows(playground: Playground) -> None:
    exchange = await announced(playground, *TWELVE)
    assert await ThemeRuns(playground.starling.context, by_first_word).refresh(exchange)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10], Lunch_warmer=[0, 9, 0, 0, 0])
    async with playground.starling.context.storage.read() as db:
        members = await released_themes.map_members(db, exchange.scope, 1)
        themes = await released_themes.list_at(db, exchange.scope, 1)
    shown = {each.comment_id for each in await playground.comments(exchange) if each.text in SIX[:2]}
    assert set(members) == shown, "others came today, and would say when"
    assert {each.example_id for each in themes} <= shown | {None}
