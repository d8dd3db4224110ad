"""Moderators arrange themes: they see what would change, apply it, take it back, and it stays through every digest."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from bot.core.themes import CommentId, Event, ThemeState, follow
from bot.core.wall_clock import local_day
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.playground.state.models import View
from bot.themes.flow import Plan, apply
from storage import comments, theme_snapshots
from storage.comments import NewComment
from storage.exchanges import Exchange
from storage.models import new_id, theme_run
from storage.theme_snapshots import StoredTheme, ThemeSnapshot
from tests.sentences import EN
from tests.stories.digest_helpers import announced, moderator_is, posted, reply_to, set_state, tick
from tests.whole_bot import PATIENCE_S, Playground, words

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
    comments: Sequence[tuple[CommentId, str]],
    before: ThemeState,
    *,
    extra: Any | None = None,
    ratings: Sequence[int] | None = None,
) -> tuple[ThemeState, Sequence[Event]]:
    """Follow themes as the worker does, without its process."""
    return await asyncio.to_thread(follow, comments, before, extra=extra, ratings=ratings)


async def current_themes(playground: Playground, exchange: Exchange) -> ThemeSnapshot:
    async with playground.starling.context.storage.read() as db:
        return await theme_snapshots.load(db, exchange.scope)


async def arrive(playground: Playground, exchange: Exchange, texts: Sequence[str]) -> None:
    """Let comments come, straight into the database."""
    async with playground.starling.context.storage.write() as db:
        for text in texts:
            new = NewComment(f"{new_id():x}", text, "", "live", local_day(playground.clock.now(), "UTC"))
            await comments.add(db, exchange.scope, new)


async def themed(playground: Playground) -> Exchange:
    """Return an exchange whose themes are found and published."""
    exchange = await announced(playground, *FIRST)
    await reply_to(playground, "/exchange digest now")
    await tick(playground, followed)
    return exchange


async def applies(playground: Playground, line: str) -> str:
    """Let the moderator write a command and apply what is previewed; return what the bot shows then."""
    await reply_to(playground, line)
    card = playground.moderator.ephemerals("general")[-1]
    assert await playground.moderator.clicks(card, "themes.apply")
    await playground.settle()
    return words(playground.moderator.ephemerals("general")[-1])


async def takes_back(playground: Playground) -> str:
    card = playground.moderator.ephemerals("general")[-1]
    assert await playground.moderator.clicks(card, "themes.undo")
    await playground.settle()
    return words(playground.moderator.ephemerals("general")[-1])


def comment_with(found: ThemeSnapshot, number: int) -> int:
    theme = found.theme(number)
    assert theme
    return theme.members[-1].comment_id


async def number_of(playground: Playground, exchange: Exchange, comment_id: int) -> int:
    return next(each.number for each in await playground.comments(exchange) if each.comment_id == comment_id)


async def test_before_there_are_themes_the_list_says_when_they_come(playground: Playground) -> None:
    await announced(playground, "One", "Two")
    assert "from 12 comments on" in await reply_to(playground, "/exchange theme list")


async def test_the_list_and_one_theme_show_numbers_and_comments_and_nobody(playground: Playground) -> None:
    exchange = await themed(playground)
    listed = await reply_to(playground, "/exchange theme")
    for theme in (await current_themes(playground, exchange)).themes:
        assert f"{theme.key}  {theme.name}" in listed
        assert f"{len(theme.members)} comments" in listed
    one = await reply_to(playground, "/exchange theme show t1")
    assert one.count("“") >= 3
    assert "the surest first" in one
    assert "no theme t9" in await reply_to(playground, "/exchange theme show t99")


async def test_a_theme_shows_what_is_in_it_as_far_as_it_is_still_there(playground: Playground) -> None:
    exchange = await themed(playground)
    theme = (await current_themes(playground, exchange)).themes[0]
    ids = tuple(member.comment_id for member in theme.members)
    parted = replace(theme, parts=(("Long <lines>", ids[:3]), ("Cold lunch", ids[3:5])))
    async with playground.starling.context.storage.write() as db:
        await theme_snapshots.save_theme(db, exchange.scope, parted, now=playground.clock.now())
    shown = await reply_to(playground, f"/exchange theme show {theme.key}")
    assert "In it: Long &lt;lines&gt; (3), Cold lunch (2)" in shown
    gone = next(each.text for each in await playground.comments(exchange) if each.comment_id == ids[4])
    await set_state(playground, exchange, gone, state="withdrawn")
    shown = await reply_to(playground, f"/exchange theme show {theme.key}")
    assert "In it: Long &lt;lines&gt; (3)" in shown
    assert "Cold lunch" not in shown, "one comment alone is not shown by a name"


async def test_nothing_changes_until_it_is_applied_and_it_can_be_taken_back(playground: Playground) -> None:
    exchange = await themed(playground)
    before = await current_themes(playground, exchange)
    preview = await reply_to(playground, '/exchange theme rename t1 "Hungry <people>"')
    assert "Before anything changes" in preview
    assert "will be called “Hungry" in preview
    assert await current_themes(playground, exchange) == before
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "themes.cancel")
    await playground.settle()
    assert EN("themes.nothing_changed") in words(playground.moderator.ephemerals("general")[-1])
    assert await current_themes(playground, exchange) == before
    assert "is called" in await applies(playground, "/exchange theme rename t1 Hunger")
    theme = (await current_themes(playground, exchange)).theme(1)
    assert theme
    assert (theme.name, theme.has_manual_name) == ("Hunger", True)
    assert "Taken back" in await takes_back(playground)
    theme, was = (await current_themes(playground, exchange)).theme(1), before.theme(1)
    assert theme
    assert was
    assert (theme.name, theme.has_manual_name) == (was.name, False)


async def test_two_themes_are_joined_and_come_apart_again(playground: Playground) -> None:
    exchange = await themed(playground)
    before = await current_themes(playground, exchange)
    first, second = before.themes[0], before.themes[1]
    assert "went into" in await applies(playground, f"/exchange theme merge {first.key} {second.key}")
    joined = await current_themes(playground, exchange)
    whole = joined.theme(second.number)
    assert joined.theme(first.number) is None
    assert whole
    assert whole.is_merged
    assert {each.comment_id for each in whole.members} == {
        each.comment_id for theme in (first, second) for each in theme.members
    }
    await takes_back(playground)
    after = await current_themes(playground, exchange)
    assert {theme.number: {each.comment_id for each in theme.members} for theme in after.themes} == {
        theme.number: {each.comment_id for each in theme.members} for theme in before.themes
    }


async def test_a_theme_is_split_with_the_workers_help(playground: Playground) -> None:
    exchange = await themed(playground)
    first, second = (await current_themes(playground, exchange)).themes[:2]
    await applies(playground, f"/exchange theme merge {first.key} {second.key}")
    await reply_to(playground, f"/exchange theme split {second.key}")
    async with asyncio.timeout(PATIENCE_S):
        while "become" not in words(playground.moderator.ephemerals("general")[-1]):  # noqa: ASYNC110 - the worker works
            await asyncio.sleep(0.1)
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "themes.apply")
    async with asyncio.timeout(PATIENCE_S):
        while "was split off" not in words(playground.moderator.ephemerals("general")[-1]):  # noqa: ASYNC110 - so too
            await asyncio.sleep(0.1)
    found = await current_themes(playground, exchange)
    new = max(found.themes, key=lambda theme: theme.number)
    assert all(member.is_pinned for member in new.members)
    assert found.theme(second.number)


async def test_what_another_moderator_changed_meanwhile_is_not_overwritten(playground: Playground) -> None:
    exchange = await themed(playground)
    await reply_to(playground, "/exchange theme lock t1")
    card = playground.moderator.ephemerals("general")[-1]
    await applies(playground, "/exchange theme rename t1 Hunger")
    assert await playground.moderator.clicks(card, "themes.apply")
    await playground.settle()
    theme = (await current_themes(playground, exchange)).theme(1)
    assert theme
    assert (theme.name, theme.is_locked) == ("Hunger", False)


async def test_who_is_no_moderator_changes_nothing(playground: Playground) -> None:
    exchange = await themed(playground)
    before = await current_themes(playground, exchange)
    await moderator_is(playground, "Kim")
    ana = playground.person("Ana")
    assert await ana.runs("/exchange theme rename t1 Mine", "general")
    await playground.settle()
    reply = words(ana.ephemerals("general")[-1])
    assert "Only moderators" in reply
    assert await current_themes(playground, exchange) == before


async def opens_themes(playground: Playground) -> View:
    """Let the moderator press Themes in Home and return the list."""
    assert await playground.moderator.opens_home()
    await playground.settle()
    assert playground.moderator.home
    assert await playground.moderator.clicks(playground.moderator.home, "themes.open")
    await playground.settle()
    return view_of(playground)


def view_of(playground: Playground) -> View:
    view = playground.moderator.view
    assert view
    return view


async def begins(playground: Playground, key: str, words_of_it: str) -> View:
    """Let the moderator choose something for a theme, and return the window that opens."""
    view = view_of(playground)
    assert await playground.moderator.chooses(view, f"themes.act.{key}", words_of_it)
    await playground.settle()
    return view_of(playground)


async def test_home_leads_to_everything_that_the_command_can(playground: Playground) -> None:
    exchange = await themed(playground)
    first, second = (await current_themes(playground, exchange)).themes[:2]
    listed = await opens_themes(playground)
    assert f"{first.key}  {first.name}" in words(listed)

    assert "the surest first" in words(await begins(playground, first.key, "Show comments"))
    await playground.moderator.closes()

    await begins(playground, first.key, "Rename …")
    assert await playground.moderator.submits(values={"themes.name": "Hunger"})
    assert "will be called “Hunger”" in words(view_of(playground))
    assert (await current_themes(playground, exchange)).themes[0].name == first.name, "nothing before it is applied"
    assert await playground.moderator.submits()
    await playground.settle()
    assert "is called “Hunger” now" in words(view_of(playground)), "the list is up to date"
    assert f"{first.key}  Hunger" in words(view_of(playground))

    await begins(playground, first.key, "Lock as it is")
    assert await playground.moderator.submits()
    await playground.settle()
    theme = (await current_themes(playground, exchange)).theme(first.number)
    assert theme
    assert theme.is_locked
    assert "locked, named by a moderator" in words(view_of(playground))

    await begins(playground, second.key, "Merge into …")
    assert await playground.moderator.submits(values={"themes.goal": first.key})
    assert "goes into" in words(view_of(playground))
    assert await playground.moderator.submits()
    await playground.settle()
    assert (await current_themes(playground, exchange)).theme(second.number) is None

    assert await playground.moderator.clicks(view_of(playground), "themes.do.undo")
    await playground.settle()
    assert await playground.moderator.submits()
    await playground.settle()
    assert "Taken back" in words(view_of(playground))
    assert (await current_themes(playground, exchange)).theme(second.number)

    number = await number_of(
        playground, exchange, comment_with(await current_themes(playground, exchange), second.number)
    )
    assert await playground.moderator.clicks(view_of(playground), "themes.do.move")
    await playground.settle()
    assert not await playground.moderator.submits(values={"themes.number": "#9999", "themes.goal": first.key})
    assert await playground.moderator.submits(values={"themes.number": f"#{number}", "themes.goal": first.key})
    assert f"#{number} goes from" in words(view_of(playground))
    assert await playground.moderator.submits()
    await playground.settle()

    assert await playground.moderator.clicks(view_of(playground), "themes.do.seed")
    await playground.settle()
    assert await playground.moderator.submits(values={"themes.name": "Choirs", "themes.words": "choir, sing"})
    assert await playground.moderator.submits()
    await playground.settle()
    assert "attracts comments" in words(view_of(playground))
    assert any(each.name == "Choirs" for each in (await current_themes(playground, exchange)).themes)


async def test_a_theme_is_split_in_a_window_while_the_worker_works(playground: Playground) -> None:
    exchange = await themed(playground)
    start = await current_themes(playground, exchange)
    first, second = start.themes[:2]
    await applies(playground, f"/exchange theme merge {first.key} {second.key}")
    await opens_themes(playground)
    assert await playground.moderator.chooses(view_of(playground), f"themes.act.{second.key}", "Split …")
    async with asyncio.timeout(PATIENCE_S):
        while "become" not in words(view_of(playground)) or "looking" in words(view_of(playground)):  # noqa: ASYNC110 - the worker
            await asyncio.sleep(0.1)
    assert await playground.moderator.submits()
    async with asyncio.timeout(PATIENCE_S):
        while "was split off" not in words(view_of(playground)):  # noqa: ASYNC110 - so too
            await asyncio.sleep(0.1)
    assert len((await current_themes(playground, exchange)).themes) == len(start.themes)


async def test_a_split_is_refused_when_the_finder_gave_its_number_away_meanwhile(playground: Playground) -> None:
    exchange = await themed(playground)
    ctx, here = playground.starling.context, (playground.tenant_id, exchange.exchange_id)
    before = await current_themes(playground, exchange)
    piece = StoredTheme(before.next_number, "Piece")
    planned = Plan("split", piece.number, before.themes[0].number, (), before.turn, (piece,))
    async with ctx.storage.write() as db:
        await db.execute(update(theme_run).values(next_number=before.next_number + 1))
    with pytest.raises(UserError, match="found_meanwhile"):
        await apply(ctx, Actor(here[0], "/T", playground.moderator.id, is_stranger=False), exchange, planned)
    assert (await current_themes(playground, exchange)).themes == before.themes


@pytest.mark.slow
async def test_what_a_moderator_decided_stays_when_two_hundred_more_comments_come(playground: Playground) -> None:
    exchange = await themed(playground)
    start = await current_themes(playground, exchange)
    named, into, gone, locked = start.themes[:4]
    await applies(playground, f"/exchange theme rename {named.key} Our own name")
    await applies(playground, f"/exchange theme merge {gone.key} {into.key}")
    moved = await number_of(playground, exchange, comment_with(start, locked.number))
    await applies(playground, f"/exchange theme move #{moved} {named.key}")
    await applies(playground, f"/exchange theme lock {locked.key}")
    assert "attracts" in await applies(playground, '/exchange theme seed "Grandmothers" grandma')
    decided = await current_themes(playground, exchange)
    (seeded,) = (theme for theme in decided.themes if theme.words)
    kept = {
        theme.number: {each.comment_id for each in theme.members}
        for theme in (decided.theme(into.number), decided.theme(locked.number))
        if theme
    }

    for part in (LATER[:100], LATER[100:200]):
        await arrive(playground, exchange, part)
        playground.clock.later(hours=2)
        await reply_to(playground, "/exchange digest now")
        await tick(playground, followed)
        now = await current_themes(playground, exchange)
        theme = now.theme(named.number)
        assert theme
        assert theme.name == "Our own name"
        digest = words(posted(playground)[-1])
        assert "Our own name" in digest
        assert moved in {
            await number_of(playground, exchange, each.comment_id) for each in theme.members if each.is_pinned
        }
        assert now.theme(gone.number) is None
        for number, members in kept.items():
            theme = now.theme(number)
            assert theme
            assert members <= {each.comment_id for each in theme.members}
        again = now.theme(locked.number)
        assert again
        assert again.is_locked
        grandmothers = now.theme(seeded.number)
        assert grandmothers
        assert grandmothers.members, "it attracts"
    total = sum(len(theme.members) for theme in (await current_themes(playground, exchange)).themes)
    assert total == len(FIRST) + 200


async def test_a_withdrawn_comment_leaves_its_theme_at_once(playground: Playground) -> None:
    exchange = await themed(playground)
    await set_state(playground, exchange, FIRST[0], state="withdrawn")
    assert sum(len(theme.members) for theme in (await current_themes(playground, exchange)).themes) == len(FIRST) - 1
