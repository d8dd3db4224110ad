"""People find what is their own in the Home tab, and change it there."""

import asyncio
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event, select

from bot.domain.actor import Actor
from bot.domain.people_counts import count_people
from bot.domain.preferences import Preferences, list_subscribed, load_preferences
from bot.home import flow
from storage import comments
from storage.models import metadata, slack_person
from tests.sentences import EN, ES
from tests.stories.at_home import change, home_of, mine, rates, share, starred, values_of, workspace
from tests.stories.digest_helpers import compute_scores
from tests.stories.people import change_person
from tests.whole_bot import Playground, list_action_ids, words


async def test_a_newcomer_reads_what_to_do_first(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    home = await home_of(playground, playground.person("Ana"))
    assert EN("home.welcome.comment") in words(home)
    assert "What keeps us safe?" in words(home)
    assert {"share.open", "rate.start", "rate.set", "exchanges.results"} <= set(list_action_ids(home))
    assert EN("home.comments.header") not in words(home)
    assert "Moderation" not in words(home)


async def test_home_of_many_exchanges_takes_no_more_queries_than_that_of_one(playground: Playground) -> None:
    ana = playground.person("Ana")
    ctx = playground.starling.context

    async def take_part(question: str) -> None:
        exchange = await playground.exchange(question, "Longer lunch")
        await share(playground, ana, f"#{exchange.slug} A crossing guard")
        assert await mine(playground, ana, exchange)

    async def queries() -> int:
        """Count the statements of this task, not those of jobs that run beside it."""
        counted: list[str] = []
        task = asyncio.current_task()

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if asyncio.current_task() is task:
                counted.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            actor = Actor(playground.tenant_id, workspace(playground), ana.id, is_stranger=False)
            shown = await flow.load_home(ctx, actor)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        assert all(part.comments for part in shown.parts)
        return len(counted)

    await take_part("What keeps us safe?")
    await queries()  # the first asks for what is kept afterwards
    for_one = await queries()
    for question in ("What helps us learn?", "What makes lunch better?"):
        await take_part(question)
    assert await queries() == for_one > 0


async def test_where_nothing_is_open_home_says_what_will_happen(playground: Playground) -> None:
    home = await home_of(playground, playground.person("Ana"))
    assert EN("home.welcome.nothing") in words(home)
    assert "home.notifications" in list_action_ids(home)


async def test_a_comment_shared_from_home_is_there_when_the_form_closes(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    home = await home_of(playground, ana)
    assert await ana.clicks(home, "share.open")
    assert await ana.submits(values={"share.text": "A crossing guard"})
    await playground.settle()
    (comment,) = await mine(playground, ana, exchange)
    assert f"#{comment.number}" in words(ana.home)
    assert EN("stars.missing.too_few") in words(ana.home)
    assert "A crossing guard" not in words(ana.home), "the text stands in a modal only"


async def test_what_became_of_each_comment_is_shown(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    for text in ("live one", "held one", "hidden one", "reported one", "removed one", "withdrawn one", "few stars"):
        await share(playground, ana, text)
    by_text = {comment.text: comment for comment in await mine(playground, ana, exchange)}
    async with playground.starling.context.storage.write() as db:
        for text, changes in {
            "held one": {"state": "pending"},
            "hidden one": {"state": "hidden", "reason": "rude"},
            "reported one": {"state": "hidden", "reason": "reported"},
            "removed one": {"state": "removed", "reason": "name"},
            "withdrawn one": {"state": "withdrawn"},
        }.items():
            comment_id = by_text[text].comment_id
            await comments.update_comment(db, exchange.scope, comment_id, **changes)
    await starred(playground, exchange, by_text["live one"], 5, 4, 5, 5, 4)
    await starred(playground, exchange, by_text["few stars"], 5, 4, 5, 5)
    await compute_scores(playground, exchange)
    shown = words(await home_of(playground, ana))
    for text, fate in {
        "live one": f"{EN('home.live')} · 4.5 ★ (4.4 to 4.7) · {EN('common.ratings_or_more', n=5)}",
        "few stars": f"{EN('home.live')} · {EN('stars.missing.too_few')}",
        "held one": EN("home.fate.pending"),
        "hidden one": EN("home.fate.hidden_for", reason=EN("reasons.reason.rude")),
        "reported one": EN("home.fate.hidden"),
        "removed one": EN("home.fate.removed_for", reason=EN("reasons.reason.name")),
        "withdrawn one": EN("home.fate.withdrawn"),
    }.items():
        line = next(line for line in shown.splitlines() if f"#{by_text[text].number}" in line)
        assert fate in line
    assert "4 ratings, mean" not in shown, "of fewer than the smallest group no mean is told"


async def test_a_comment_opens_in_a_modal_to_edit_and_withdraw(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await share(playground, ana, "First words")
    home = await home_of(playground, ana)
    assert await ana.clicks(home, "home.comment")
    assert ana.view
    assert "First words" in words(ana.view)
    assert await ana.clicks(ana.view, "share.edit")
    assert await ana.submits(values={"share.text": "Better words"})
    assert "Better words" in words(ana.view)
    await ana.closes()
    assert ana.view is None, "the old words do not show again"
    assert await ana.clicks(await home_of(playground, ana), "home.comment")
    assert ana.view
    assert await ana.clicks(ana.view, "share.withdraw")
    await playground.settle()
    assert "is withdrawn" in words(ana.view)
    assert "withdrawn" in words(ana.home)
    assert [comment.state for comment in await mine(playground, ana, exchange)] == ["withdrawn"]


async def test_many_comments_stand_on_pages_within_slacks_hundred_blocks(playground: Playground) -> None:
    exchange = await playground.exchange("Q?" + "q" * 290)
    others = [await playground.exchange(f"Another question {n}?", groups=["A", "B"]) for n in range(9)]
    ana = playground.person("Ana")
    ctx = playground.starling.context
    numbers: set[int] = set()
    async with ctx.storage.write() as db:
        for n in range(47):
            day = (playground.clock.now() - timedelta(days=n)).date()
            new = comments.NewComment(f"{n:032x}", f"words {n}", "", "live", day)
            numbers.add((await comments.add(db, exchange.scope, new))[0].number)
    await change_person(playground, exchange, ana, own=frozenset(numbers))
    for other in others:
        await change_person(playground, other, ana, rated=frozenset({1, 2, 3}))
    home = await home_of(playground, ana)  # the same view stays, with other blocks
    seen = set(values_of(home, "home.comment"))
    assert len(seen) == 10
    for _ in range(4):
        assert len(home.blocks) <= 100
        assert await ana.clicks(home, "home.turn.comments.older")
        await playground.settle()
        seen |= set(values_of(home, "home.comment"))
    assert len(seen) == 47
    assert "home.turn.comments.older" not in list_action_ids(home)
    assert await ana.clicks(home, "home.turn.comments.newer")
    assert await ana.clicks(home, "home.turn.exchanges.older")
    await playground.settle()
    assert len(values_of(home, "share.open")) == 4
    assert await ana.clicks(home, "home.turn.ratings.older")
    await playground.settle()
    assert len(values_of(home, "home.ratings")) == 1


async def test_a_group_can_be_changed_until_the_close(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", groups=["Parent", "Teacher"])
    ana = playground.person("Ana")
    home = await home_of(playground, ana)
    assert EN("home.group_not_said") in words(home)
    assert await ana.clicks(home, "home.group")
    assert await ana.submits(values={"home.group_field": "Teacher"})
    await playground.settle()
    assert EN("home.group", group="Teacher") in words(ana.home)
    await ana.clicks(await home_of(playground, ana), "home.group")
    assert await ana.submits(values={"home.group_field": EN("exchange.group_rest.option")})
    await playground.settle()
    assert EN("home.group_not_said") in words(ana.home)
    assert await ana.clicks(await home_of(playground, ana), "home.group")
    await change(playground, exchange, state="closed")
    outcome = await ana.submits(values={"home.group_field": "Parent"})
    assert "closed" in str(outcome.errors)
    async with playground.starling.context.storage.read() as db:
        assert (await count_people(playground.starling.context, db, exchange)).people == {}


async def test_notification_settings_are_kept_and_shown_ticked(playground: Playground) -> None:
    ana, ctx = playground.person("Ana"), playground.starling.context
    home = await home_of(playground, ana)
    assert await ana.chooses(home, "home.notifications", ["subscribed"])
    async with ctx.storage.read() as db:
        assert await list_subscribed(ctx, db, playground.tenant_id) == [ana.id]
    assert await ana.chooses(home, "home.notifications", ["subscribed", "muted"])
    async with ctx.storage.read() as db:
        assert await load_preferences(ctx, db, playground.tenant_id, ana.id) == Preferences(
            is_subscribed=True, is_muted=True
        )
        assert await list_subscribed(ctx, db, playground.tenant_id) == []
    assert await ana.chooses(home, "home.notifications", [])
    async with ctx.storage.read() as db:
        assert await load_preferences(ctx, db, playground.tenant_id, ana.id) == Preferences()
        assert not (await db.execute(select(slack_person))).all(), "of who wants nothing no row stays"


async def test_whose_home_is_opened_leaves_nothing_in_the_database(playground: Playground) -> None:
    ana = playground.person("Ana", tz="Europe/Berlin", locale="de-DE")
    before = await every_row(playground)
    await home_of(playground, ana)
    await ana.opens_messages()
    assert ana.home
    assert await every_row(playground) == before


async def every_row(playground: Playground) -> dict[str, list[str]]:
    async with playground.starling.context.storage.read() as db:
        return {
            name: sorted(repr(row) for row in await db.execute(select(table)))
            for name, table in metadata.tables.items()
        }


@pytest.mark.usefixtures("hurried")
async def test_home_is_drawn_when_slack_asks_to_wait_and_when_it_gives_nothing_of_the_person(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?")
    playground.slack.faults.limit("views.publish", times=1)
    playground.slack.faults.answer("users.info", status=500)
    home = await home_of(playground, playground.person("Ana"))
    assert "What keeps us safe?" in words(home)
    async with playground.starling.context.storage.read() as db:
        assert not (await db.execute(select(slack_person))).all()


async def test_a_comment_is_under_its_own_day_whatever_zone_its_reader_is_in(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana", tz="Pacific/Auckland")
    ctx = playground.starling.context
    numbers: set[int] = set()
    today = playground.clock.now().date()
    async with ctx.storage.write() as db:
        for n in range(2):
            day = today - timedelta(days=n)
            new = comments.NewComment(f"{n:032x}", f"words {n}", "", "live", day)
            numbers.add((await comments.add(db, exchange.scope, new))[0].number)
    await change_person(playground, exchange, ana, own=frozenset(numbers))
    home = await home_of(playground, ana)
    shown = [datetime.fromtimestamp(int(each), ZoneInfo("Pacific/Auckland")) for each in
             re.findall(r"\^(\d+)\^\{date_long\}", str(home.blocks))]  # fmt: skip
    assert [each.date() for each in shown] == [today, today - timedelta(days=1)]
    assert {each.hour for each in shown} == {12}, "Slack shows the day of this moment in the reader's zone"


async def test_about_and_privacy_is_in_plain_words(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert await ana.clicks(await home_of(playground, ana), "home.about")
    shown = words(ana.view)
    for needed in (
        EN("home.about_kept"),
        EN("home.about_moderators"),
        EN("home.about_you"),
        EN("home.about_elsewhere"),
    ):
        assert needed in shown


async def test_moderators_find_the_queue_and_their_drafts(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="pre")
    await playground.exchange("Not yet?", state="draft", slug="not-yet", opened_at=None)
    await share(playground, playground.person("Ana"), "A crossing guard")
    home = await home_of(playground, playground.moderator)
    assert EN("home.waiting", n=5) in words(home)
    assert EN("home.draft", question="Not yet?") in words(home)
    assert {"exchanges.new", "exchanges.status"} <= set(list_action_ids(home))
    assert await playground.moderator.clicks(home, "moderate.queue")
    view = playground.moderator.view
    assert view
    assert "A crossing guard" in words(view)
    assert await playground.moderator.clicks(view, "moderate.keep")
    await playground.settle()
    assert "Nothing waits" in words(playground.moderator.view)
    assert EN("home.waiting", n=0) in words(playground.moderator.home)
    assert "Not yet?" not in words(await home_of(playground, playground.person("Ana")))


async def test_me_is_home_in_short(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", moderation="pre")
    ana = playground.person("Ana")
    await ana.runs("/exchange me", "general")
    await playground.settle()
    assert EN("home.me_nothing") in words(ana.ephemerals("general")[-1])
    await share(playground, ana, "A crossing guard")
    await rates(playground, ana, 4)
    await ana.runs("/exchange me", "general")
    await playground.settle()
    shown = words(ana.ephemerals("general")[-1])
    assert f"1 comment ({EN('home.me_pending', n=1)}), 1 rating" in shown
    assert "Home" in shown
    await ana.runs("/exchange about", "general")
    await playground.settle()
    assert EN("home.about_kept") in words(ana.ephemerals("general")[-1])


async def test_whose_slack_is_in_spanish_finds_home_in_spanish(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", groups=["Student", "Teacher"])
    rosa = playground.person("Rosa", locale="es-LA")
    home = await home_of(playground, rosa)
    for sentence in (ES("home.open.header"), ES("home.welcome.comment"), ES("exchange.names.hidden"),
                     ES("home.group_not_said"), ES("home.sign_up.option"), ES("home.forget.button")):  # fmt: skip
        assert sentence in words(home)
    await rates(playground, rosa, 4)
    await share(playground, rosa, "Más luz en el patio")
    home = await home_of(playground, rosa)
    for sentence in (ES("home.you", comments=1, ratings=1), ES("home.live"), ES("home.comments.header")):
        assert sentence in words(home)
    assert await rosa.clicks(home, "home.group")
    assert ES("exchange.group_rest.option") in words(rosa.view)
    await rosa.closes()
    assert await rosa.clicks(home, "home.forget")
    assert ES("home.stays_reports") in words(rosa.view)
    await rosa.closes()
    await rosa.runs("/exchange me", "general")
    await playground.settle()
    assert f"{ES('common.comments', n=1)}, {ES('common.ratings', n=1)}" in words(rosa.ephemerals("general")[-1])
    await change(playground, exchange, state="closed", closed_at=playground.clock.now())
    assert await rosa.clicks(home, "home.group")
    await playground.settle()
    assert any(ES("exchange.not_open.closed") in words(message) for message in rosa.dm())
