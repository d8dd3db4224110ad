"""A school runs an exchange on Mattermost: who may, the announcement, the digest once, and who is outside."""

import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.cli_doctor import _mattermost as ask_mattermost
from bot.mattermost.events import Events
from storage import deliveries
from storage.models import metadata
from tests.mattermost.school import School, names, words


async def test_a_moderator_opens_in_a_channel_and_pupils_may_not(school: School) -> None:
    ana = school.pupil("Ana")
    assert "moderators" in (await ana.runs('new "What keeps us safe?"', school.hall)).lower()
    assert not await school.exchanges()
    await school.opens("What keeps us safe?")
    [announcement] = school.in_hall()
    assert "What keeps us safe?" in words(announcement)
    assert names(announcement) == ["Comment", "Rate"]
    assert "digest" in await school.head.runs("help", school.hall)
    assert "digest" not in await ana.runs("help", school.hall)


async def test_two_processes_that_hear_of_a_message_answer_it_once(school: School) -> None:
    await school.opens()
    other = Events(school.events._platform, school.session)
    await other.start()
    await other.connected.wait()
    try:
        ana = school.pupil("Ana")
        await ana.says("Longer lunch")
        assert len(ana.inbox) == 2, "the message and one offer"
    finally:
        await other.stop()


async def test_after_each_end_of_a_connection_the_bot_listens_again_and_the_log_says_so(school: School) -> None:
    await school.opens()
    ana, server = school.pupil("Ana"), school.server
    for text in ("", "[" * 200_000, "no JSON", "x" * 5_000_000):
        server.joined.clear()
        with capture_logs() as lines:
            await server.break_off(text)
            await server.joined.wait()
            await school.events.connected.wait()
        seen = {each["event"] for each in lines}
        assert seen & {"mattermost_socket_ended", "mattermost_socket_failed"}
        await ana.says("Longer lunch" + text[:2])
        assert "Share this as a comment?" in words(ana.card)


async def test_an_exchange_opens_and_closes_at_its_times(school: School) -> None:
    text = await school.head.runs('new "What keeps us safe?" --open=tomorrow --close="in 3d"', school.hall)
    assert "opens" in text
    [draft] = await school.exchanges()
    assert not draft.is_open
    school.clock.later(days=2)
    await school.jobs()
    assert [each.is_open for each in await school.exchanges()] == [True]
    school.clock.later(days=3)
    await school.jobs()
    assert [each.is_open for each in await school.exchanges()] == [False]


@pytest.mark.parametrize("fault", ["none", "lost", "busy"])
async def test_a_digest_is_in_the_channel_once_also_after_a_lost_answer(school: School, fault: str) -> None:
    exchange = await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    await ana.runs("share Longer *lunch* for @all", school.hall)
    await ben.runs("rate", school.hall)
    await ben.presses(ben.card, "5 ★")
    school.server.lost_answers = int(fault == "lost")
    assert "~hall" in await school.head.runs(f"digest {exchange.slug}", school.hall)
    if fault == "busy":
        school.server.refuses = {"/api/v4/posts"}
        await school.jobs()
        school.server.refuses = set()
        school.clock.later(minutes=10)
    for _ in range(4):
        await school.jobs()
        school.clock.later(minutes=10)
    digests = [each for each in school.in_hall() if "starling_digest" in str(each["props"])]
    assert len(digests) == 1
    assert names(digests[0]) == ["Comment", "Rate"]
    assert "What keeps us safe?" in words(digests[0])
    assert "@all" not in digests[0]["message"]
    assert not school.head.inbox, "nobody reads that it could not be posted"
    async with school.starling.context.storage.read() as db:
        found = await deliveries.list_recent(db, exchange.scope, limit=9)
    assert {each.state for each in found} <= {"done", "dropped"}, "nothing is given up"


async def test_the_closing_digest_comes_once_and_a_closed_exchange_takes_nothing(school: School) -> None:
    exchange = await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    await ana.runs("share Longer lunch", school.hall)
    await ben.runs("rate", school.hall)
    await ben.says("Warm rooms")
    offer, card = ben.inbox[-1], ben.inbox[0]
    await school.head.runs(f"close {exchange.slug}", school.hall)
    for _ in range(3):
        await school.jobs()
    assert len([each for each in school.in_hall() if "starling_digest" in str(each["props"])]) == 1
    await ben.presses(card, "4 ★")
    assert not names(card), "nothing more can be pressed on it"
    await ben.presses(offer, "Share")
    assert not await school.stars(exchange)
    assert len(await school.comments(exchange)) == 1
    assert "No exchange is open" in await ben.runs("share Too late", school.hall)


async def test_a_private_channels_exchange_is_for_its_members(school: School) -> None:
    club = school.server.add_channel("club", school.head.id, school.server.bot_id, kind="P")
    ana, eve = school.pupil("Ana"), school.pupil("Eve")
    club.members.add(ana.id)
    exchange = await school.opens("Who is on the board?", channel=club)
    await ana.runs("share Mia", club)
    [announcement] = [each for each in school.server.in_channel(club.id) if names(each)]
    await eve.presses(announcement, "Rate")
    assert "not open to you" in eve.notes[-1] or "members" in eve.notes[-1]
    await eve.presses(announcement, "Comment")
    assert not school.server.dialogs
    assert "Who is on the board" not in " ".join([*eve.notes, await eve.runs("rate", school.hall)])
    await eve.says("Me")
    assert len(await school.comments(exchange)) == 1

    await ana.runs("rate", club)
    card = ana.card
    club.members.discard(ana.id)
    school.clock.later(minutes=2)
    await ana.presses(card, next(each for each in names(card)))
    assert "Who is on the board" not in words(card)


async def test_who_is_not_in_the_team_or_left_and_guests_outside_the_channel_take_no_part(school: School) -> None:
    exchange = await school.opens()
    await school.pupil("Ana").runs("share Longer lunch", school.hall)
    club = school.server.add_channel("club", school.head.id, school.server.bot_id, kind="P")
    await school.opens("Who is on the board?", channel=club)
    [of_club] = [each for each in school.server.in_channel(club.id) if names(each)]
    away = school.pupil("Away")
    del school.server.team_members[away.id]
    left = school.pupil("Left", delete_at=1)
    guest = school.pupil("Guest", in_hall=False, roles="system_guest")
    [announcement] = school.in_hall()
    for person in (away, left, guest):
        await person.presses(announcement, "Rate")
        await person.says("Let me in")
        assert not [each for each in person.inbox if names(each)]
    kinds: list[dict[str, Any]] = [{"is_bot": True}, {"delete_at": 1}]
    for number, facts in enumerate(kinds):
        nobody = school.pupil(f"Nobody{number}", **facts)
        club.members.add(nobody.id)
        await nobody.presses(of_club, "Rate")
        await nobody.runs("rate", club)
        assert not nobody.inbox
    inside = school.pupil("Guest inside", roles="system_guest")
    school.clock.later(seconds=10)  # until who is in the channel is asked again
    await inside.presses(announcement, "Rate")
    assert names(inside.card)[:5] == ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]
    assert len(await school.comments(exchange)) == 1


async def test_where_the_bot_may_not_post_nothing_opens(school: School) -> None:
    staff = school.server.add_channel("staff", school.head.id, kind="P")
    text = await school.head.runs('new "What keeps us safe?"', staff)
    assert not await school.exchanges(), text


async def test_while_mattermost_fails_nothing_is_lost_and_the_log_names_nobody(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    await ana.says("Longer lunch")
    school.server.refuses = {"/api/v4/users", "/api/v4/channels", "/api/v4/posts"}
    school.clock.later(minutes=20)
    with capture_logs() as lines:
        await ana.presses(ana.card, "Share")
    assert "Mattermost" in ana.notes[-1]
    assert not await school.comments(exchange)
    assert ana.id not in str(lines)
    assert "Longer lunch" not in str(lines)
    school.server.refuses = set()
    await ana.presses(ana.card, "Share")
    assert len(await school.comments(exchange)) == 1


async def test_the_database_names_nobody_and_stars_have_no_person(school: School) -> None:
    exchange = await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    await ana.says("Longer lunch")
    await ana.presses(ana.card, "Share")
    await ana.says("Not shared after all")
    await ben.runs("rate", school.hall)
    await ben.presses(ben.card, "5 ★")
    await school.jobs()
    assert await school.stars(exchange) == [5]
    kept = []
    async with school.starling.context.storage.read() as db:
        for table in metadata.sorted_tables:
            kept += [repr(tuple(row)) for row in await db.execute(select(table))]
    assert any("Longer lunch" in row for row in kept)
    notes = [ana.id, ben.id, school.head.id, "Not shared", *(each["id"] for each in (*ana.inbox, *ben.inbox))]
    assert not [(each, row) for row in kept for each in notes if each in row]


async def test_a_moderator_hears_of_danger_and_decides_by_commands(school: School) -> None:
    exchange = await school.opens(flags="--review=flagged")
    ana = school.pupil("Ana")
    await ana.says("I want to kill myself")
    await ana.presses(ana.card, "Share")
    assert "You are not alone" in words(ana.card)
    await school.jobs()
    assert "danger" in words(school.head.card)
    assert not await school.comments(exchange)

    queue = await school.head.runs("queue", school.hall)
    assert "I want to kill myself" in queue.replace("\u2060", "")
    assert ana.id not in queue
    assert "moderators" in (await ana.runs("queue", school.hall)).lower()
    number = re.findall(r"#(\d+)", queue)[0]
    await school.head.runs(f"keep #{number}", school.hall)
    assert len(await school.comments(exchange)) == 1
    await school.head.runs(f"hide #{number} --reason=rude", school.hall)
    assert not await school.comments(exchange)


def test_a_bot_for_slack_alone_loads_nothing_of_mattermost() -> None:
    seen = "[each for each in sys.modules if each.startswith('bot.mattermost')]"
    code = f"import bot.app, bot.cli_doctor, sys; print({seen})"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


async def test_an_owner_makes_a_teacher_a_moderator_by_their_account_and_takes_it_back(school: School) -> None:
    tess = school.pupil("Tess")
    assert "Only moderators" in await tess.runs("mod add @tess", school.hall)
    assert "@tess" in await school.head.runs("mod add @tess", school.hall)
    assert "is open in" in await tess.runs('new "What keeps us safe?"', school.hall)
    assert "@tess" in await tess.runs("mod", school.hall)
    await school.head.runs("mod remove @tess", school.hall)
    assert "moderators" in (await tess.runs('new "And lunch?"', school.hall)).lower()
    assert "Nobody here is called" in await school.head.runs("mod add @../me", school.hall)
    assert len(await school.exchanges()) == 1


async def test_the_doctor_says_who_the_bot_is_there_or_what_is_wrong(school: School) -> None:
    good = school.starling.settings
    assert [each.line for each in await ask_mattermost(good)] == ["mattermost   ok (the bot is in the team school)"]
    cases: list[tuple[dict[str, Any], str]] = [
        ({"starling_mattermost_token": "x"}, "STARLING_MATTERMOST_TOKEN is wrong"),
        ({"starling_mattermost_team": "other"}, "STARLING_MATTERMOST_TEAM: the bot is in no team"),
    ]
    for wrong, says in cases:
        [found] = await ask_mattermost(replace(good, **wrong))
        assert not found.is_ok
        assert says in found.line
