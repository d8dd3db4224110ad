"""Moderators arrange themes: they see what would change, apply it, take it back, and it stays through every digest."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import update

from bot.arrange.flow import Plan, apply
from bot.core.themes import CommentId, Event, Standing, follow
from bot.playground.world import View
from bot.share.flow import hour_of
from bot.slack.errors import KindError
from bot.slack.speaker import Speaker
from storage import comments, theme_standing
from storage.comments import NewComment
from storage.exchanges import Exchange
from storage.models import new_id, theme_run
from storage.theme_standing import Stood, StoodTheme
from tests.stories.digest_town import announced, moderator_is, posted, set_state, tick, whisper
from tests.town import PATIENCE_S, Town, words

WHO = ("students", "teachers", "the little ones", "parents", "all of us", "my sisters", "new people", "the choir")
LINES = {
    "lunch": (
        "The lunch line is so long that {} eat nothing",
        "Lunch is cold when {} sit down",
        "{} need a longer lunch",
    ),
    "bus": ("The bus comes late for {} every morning", "{} wait for the bus in the rain", "One more bus would help {}"),
    "books": ("The library has no new books for {}", "{} would borrow books at weekends", "Old books bore {}"),
    "garden": ("A garden would calm {}", "{} could grow beans in the garden", "Let {} water the garden"),
}
FIRST = [line.format(who) for lines in LINES.values() for line in lines for who in WHO[:4]]
LATER = [
    f"{line.format(who)}, {when}"
    for lines in LINES.values()
    for line in lines
    for who in WHO[4:]
    for when in ("today", "in spring", "at last", "said grandma")
] + [line.format(f"{who} and me") for lines in LINES.values() for line in lines[:1] for who in WHO[:2]]


async def followed(
    comments: Sequence[tuple[CommentId, str]], before: Standing, *, extra: Any | None = None
) -> tuple[Standing, Sequence[Event]]:
    """Follow themes as the worker does, without its process."""
    return await asyncio.to_thread(follow, comments, before, extra=extra)


async def stood(town: Town, exchange: Exchange) -> Stood:
    async with town.starling.kit.storage.read() as db:
        return await theme_standing.stand(db, town.tenant_id, exchange.exchange_id)


async def arrive(town: Town, exchange: Exchange, texts: Sequence[str]) -> None:
    """Let comments come, straight into the database."""
    async with town.starling.kit.storage.write() as db:
        for text in texts:
            new = NewComment(
                f"{abs(hash(text)):032x}"[:32], f"{new_id():x}", text, "", "live", hour_of(town.clock.now())
            )
            await comments.add(db, town.tenant_id, exchange.exchange_id, new)


async def themed(town: Town) -> Exchange:
    """Return an exchange whose themes are found and told."""
    exchange = await announced(town, *FIRST)
    await whisper(town, "/exchange digest now")
    await tick(town, followed)
    return exchange


async def applies(town: Town, line: str) -> str:
    """Let the moderator write a command and apply what is previewed; return what stands there then."""
    await whisper(town, line)
    card = town.moderator.whispers("general")[-1]
    assert await town.moderator.clicks(card, "arrange.apply")
    await town.settle()
    return words(town.moderator.whispers("general")[-1])


async def takes_back(town: Town) -> str:
    card = town.moderator.whispers("general")[-1]
    assert await town.moderator.clicks(card, "arrange.undo")
    await town.settle()
    return words(town.moderator.whispers("general")[-1])


def comment_with(found: Stood, number: int) -> int:
    theme = found.theme(number)
    assert theme
    return theme.members[-1].comment_id


async def number_of(town: Town, exchange: Exchange, comment_id: int) -> int:
    return next(each.number for each in await town.comments(exchange) if each.comment_id == comment_id)


async def test_before_there_are_themes_the_list_says_when_they_come(town: Town) -> None:
    await announced(town, "One", "Two")
    assert "from 6 comments on" in await whisper(town, "/exchange theme list")


async def test_the_list_and_one_theme_show_numbers_and_comments_and_nobody(town: Town) -> None:
    exchange = await themed(town)
    listed = await whisper(town, "/exchange theme")
    for theme in (await stood(town, exchange)).themes:
        assert f"{theme.key}  {theme.name}" in listed
        assert f"{len(theme.members)} comments" in listed
    one = await whisper(town, "/exchange theme show t1")
    assert one.count("“") >= 3
    assert "the surest first" in one
    assert "no theme t9" in await whisper(town, "/exchange theme show t99")


async def test_nothing_changes_until_it_is_applied_and_it_can_be_taken_back(town: Town) -> None:
    exchange = await themed(town)
    before = await stood(town, exchange)
    preview = await whisper(town, '/exchange theme rename t1 "Hungry <people>"')
    assert "Before anything changes" in preview
    assert "will be called “Hungry" in preview
    assert await stood(town, exchange) == before
    assert await town.moderator.clicks(town.moderator.whispers("general")[-1], "arrange.cancel")
    await town.settle()
    assert "Nothing was changed" in words(town.moderator.whispers("general")[-1])
    assert await stood(town, exchange) == before
    assert "is called" in await applies(town, "/exchange theme rename t1 Hunger")
    theme = (await stood(town, exchange)).theme(1)
    assert theme
    assert (theme.name, theme.is_named) == ("Hunger", True)
    assert "Taken back" in await takes_back(town)
    theme, was = (await stood(town, exchange)).theme(1), before.theme(1)
    assert theme
    assert was
    assert (theme.name, theme.is_named) == (was.name, False)


async def test_two_themes_are_joined_and_come_apart_again(town: Town) -> None:
    exchange = await themed(town)
    before = await stood(town, exchange)
    first, second = before.themes[0], before.themes[1]
    assert "went into" in await applies(town, f"/exchange theme merge {first.key} {second.key}")
    joined = await stood(town, exchange)
    whole = joined.theme(second.number)
    assert joined.theme(first.number) is None
    assert whole
    assert whole.is_whole
    assert {each.comment_id for each in whole.members} == {
        each.comment_id for theme in (first, second) for each in theme.members
    }
    await takes_back(town)
    after = await stood(town, exchange)
    assert {theme.number: {each.comment_id for each in theme.members} for theme in after.themes} == {
        theme.number: {each.comment_id for each in theme.members} for theme in before.themes
    }


async def test_a_theme_is_split_with_the_workers_help(town: Town) -> None:
    exchange = await themed(town)
    first, second = (await stood(town, exchange)).themes[:2]
    await applies(town, f"/exchange theme merge {first.key} {second.key}")
    await whisper(town, f"/exchange theme split {second.key}")
    async with asyncio.timeout(PATIENCE_S):
        while "become" not in words(town.moderator.whispers("general")[-1]):  # noqa: ASYNC110 - the worker works
            await asyncio.sleep(0.1)
    assert await town.moderator.clicks(town.moderator.whispers("general")[-1], "arrange.apply")
    async with asyncio.timeout(PATIENCE_S):
        while "was split off" not in words(town.moderator.whispers("general")[-1]):  # noqa: ASYNC110 - so too
            await asyncio.sleep(0.1)
    found = await stood(town, exchange)
    new = max(found.themes, key=lambda theme: theme.number)
    assert all(member.is_pinned for member in new.members)
    assert found.theme(second.number)


async def test_what_another_moderator_changed_meanwhile_is_not_overwritten(town: Town) -> None:
    exchange = await themed(town)
    await whisper(town, "/exchange theme lock t1")
    card = town.moderator.whispers("general")[-1]
    await applies(town, "/exchange theme rename t1 Hunger")
    assert await town.moderator.clicks(card, "arrange.apply")
    await town.settle()
    theme = (await stood(town, exchange)).theme(1)
    assert theme
    assert (theme.name, theme.is_locked) == ("Hunger", False)


async def test_who_is_no_moderator_changes_nothing(town: Town) -> None:
    exchange = await themed(town)
    before = await stood(town, exchange)
    await moderator_is(town, "Kim")
    ana = town.person("Ana")
    assert await ana.runs("/exchange theme rename t1 Mine", "general")
    await town.settle()
    told = words(ana.whispers("general")[-1])
    assert "Only moderators" in told
    assert await stood(town, exchange) == before


async def opens_themes(town: Town) -> View:
    """Let the moderator press Themes in Home and return the list."""
    assert await town.moderator.opens_home()
    await town.settle()
    assert town.moderator.home
    assert await town.moderator.clicks(town.moderator.home, "arrange.open")
    await town.settle()
    return view_of(town)


def view_of(town: Town) -> View:
    view = town.moderator.view
    assert view
    return view


async def begins(town: Town, key: str, words_of_it: str) -> View:
    """Let the moderator choose something for a theme, and return the window that opens."""
    view = view_of(town)
    assert await town.moderator.chooses(view, f"arrange.act.{key}", words_of_it)
    await town.settle()
    return view_of(town)


async def test_home_leads_to_everything_that_the_command_can(town: Town) -> None:
    exchange = await themed(town)
    first, second = (await stood(town, exchange)).themes[:2]
    listed = await opens_themes(town)
    assert f"{first.key}  {first.name}" in words(listed)

    assert "the surest first" in words(await begins(town, first.key, "Show comments"))
    await town.moderator.closes()

    await begins(town, first.key, "Rename …")
    assert await town.moderator.submits(values={"arrange.name": "Hunger"})
    assert "will be called “Hunger”" in words(view_of(town))
    assert (await stood(town, exchange)).themes[0].name == first.name, "nothing before it is applied"
    assert await town.moderator.submits()
    await town.settle()
    assert "is called “Hunger” now" in words(view_of(town)), "the list is up to date"
    assert f"{first.key}  Hunger" in words(view_of(town))

    await begins(town, first.key, "Lock as it is")
    assert await town.moderator.submits()
    await town.settle()
    theme = (await stood(town, exchange)).theme(first.number)
    assert theme
    assert theme.is_locked
    assert "locked, named by a moderator" in words(view_of(town))

    await begins(town, second.key, "Merge into …")
    assert await town.moderator.submits(values={"arrange.goal": first.key})
    assert "goes into" in words(view_of(town))
    assert await town.moderator.submits()
    await town.settle()
    assert (await stood(town, exchange)).theme(second.number) is None

    assert await town.moderator.clicks(view_of(town), "arrange.do.undo")
    await town.settle()
    assert await town.moderator.submits()
    await town.settle()
    assert "Taken back" in words(view_of(town))
    assert (await stood(town, exchange)).theme(second.number)

    number = await number_of(town, exchange, comment_with(await stood(town, exchange), second.number))
    assert await town.moderator.clicks(view_of(town), "arrange.do.move")
    await town.settle()
    assert not await town.moderator.submits(values={"arrange.number": "#9999", "arrange.goal": first.key})
    assert await town.moderator.submits(values={"arrange.number": f"#{number}", "arrange.goal": first.key})
    assert f"#{number} goes from" in words(view_of(town))
    assert await town.moderator.submits()
    await town.settle()

    assert await town.moderator.clicks(view_of(town), "arrange.do.seed")
    await town.settle()
    assert await town.moderator.submits(values={"arrange.name": "Choirs", "arrange.words": "choir, sing"})
    assert await town.moderator.submits()
    await town.settle()
    assert "attracts comments" in words(view_of(town))
    assert any(each.name == "Choirs" for each in (await stood(town, exchange)).themes)


async def test_a_theme_is_split_in_a_window_while_the_worker_works(town: Town) -> None:
    exchange = await themed(town)
    start = await stood(town, exchange)
    first, second = start.themes[:2]
    await applies(town, f"/exchange theme merge {first.key} {second.key}")
    await opens_themes(town)
    assert await town.moderator.chooses(view_of(town), f"arrange.act.{second.key}", "Split …")
    async with asyncio.timeout(PATIENCE_S):
        while "become" not in words(view_of(town)) or "Looking" in words(view_of(town)):  # noqa: ASYNC110 - the worker
            await asyncio.sleep(0.1)
    assert await town.moderator.submits()
    async with asyncio.timeout(PATIENCE_S):
        while "was split off" not in words(view_of(town)):  # noqa: ASYNC110 - so too
            await asyncio.sleep(0.1)
    assert len((await stood(town, exchange)).themes) == len(start.themes)


async def test_a_split_is_refused_when_the_finder_gave_its_number_away_meanwhile(town: Town) -> None:
    exchange = await themed(town)
    kit, here = town.starling.kit, (town.tenant_id, exchange.exchange_id)
    before = await stood(town, exchange)
    piece = StoodTheme(before.next_number, "Piece")
    planned = Plan("split", piece.number, before.themes[0].number, (), before.turn, (piece,))
    async with kit.storage.write() as db:
        await db.execute(update(theme_run).values(next_number=before.next_number + 1))
    with pytest.raises(KindError, match="found anew meanwhile"):
        await apply(kit, Speaker(here[0], "/T", town.moderator.id, is_stranger=False), exchange, planned)
    assert (await stood(town, exchange)).themes == before.themes


@pytest.mark.slow
async def test_what_a_moderator_decided_stays_when_two_hundred_more_comments_come(town: Town) -> None:
    exchange = await themed(town)
    start = await stood(town, exchange)
    named, into, gone, locked = start.themes[:4]
    await applies(town, f"/exchange theme rename {named.key} Our own name")
    await applies(town, f"/exchange theme merge {gone.key} {into.key}")
    moved = await number_of(town, exchange, comment_with(start, locked.number))
    await applies(town, f"/exchange theme move #{moved} {named.key}")
    await applies(town, f"/exchange theme lock {locked.key}")
    assert "attracts" in await applies(town, '/exchange theme seed "Grandmothers" grandma')
    decided = await stood(town, exchange)
    (seeded,) = (theme for theme in decided.themes if theme.words)
    kept = {
        theme.number: {each.comment_id for each in theme.members}
        for theme in (decided.theme(into.number), decided.theme(locked.number))
        if theme
    }

    for part in (LATER[:100], LATER[100:200]):
        await arrive(town, exchange, part)
        town.clock.later(hours=2)
        await whisper(town, "/exchange digest now")
        await tick(town, followed)
        now = await stood(town, exchange)
        theme = now.theme(named.number)
        assert theme
        assert theme.name == "Our own name"
        told = words(posted(town)[-1])
        assert f"{named.key}  Our own name" in told
        assert moved in {await number_of(town, exchange, each.comment_id) for each in theme.members if each.is_pinned}
        assert now.theme(gone.number) is None
        for number, members in kept.items():
            standing = now.theme(number)
            assert standing
            assert members <= {each.comment_id for each in standing.members}
        again = now.theme(locked.number)
        assert again
        assert again.is_locked
        grandmothers = now.theme(seeded.number)
        assert grandmothers
        assert grandmothers.members, "it attracts"
    total = sum(len(theme.members) for theme in (await stood(town, exchange)).themes)
    assert total == len(FIRST) + 200


async def test_a_withdrawn_comment_leaves_its_theme_at_once(town: Town) -> None:
    exchange = await themed(town)
    await set_state(town, exchange, FIRST[0], state="withdrawn")
    assert sum(len(theme.members) for theme in (await stood(town, exchange)).themes) == len(FIRST) - 1
