"""Moderators run exchanges: open, close, reopen, extend, look how it stands; and what they mean without saying it."""

import re
from datetime import timedelta

import pytest

from storage import moderators
from tests.stories.host_town import QUESTION, announcements, every, only, opened, said, told
from tests.town import Town, action_ids, words


async def test_close_asks_first_then_the_announcement_says_so_and_nobody_can_comment(town: Town) -> None:
    exchange = await opened(town)
    card = await told(town, "/exchange close")
    assert "Close" in words(card)
    assert (await only(town)).state == "open", "it only asked"
    assert await town.moderator.clicks(card, "host.close")
    await town.settle()
    kept = await only(town)
    assert kept.state == "closed"
    assert kept.closed_at
    assert abs(kept.closed_at - town.clock.now()) < timedelta(minutes=1)
    [message] = announcements(town)
    assert "Closed" in words(message)
    assert action_ids(message) == ["host.results", "host.more"]
    ana = town.person("Ana")
    town.playground.unseen_clicks = True
    await ana.clicks_unseen("share.open", str(exchange.exchange_id), on=message)
    await town.settle()
    assert "is closed" in words([*ana.whispers(), *ana.dm()][-1])


async def test_closing_twice_and_closing_what_never_opened_are_answered_kindly(town: Town) -> None:
    await opened(town, "--slug=sro")
    card = await told(town, "/exchange close sro")
    assert await town.moderator.clicks(card, "host.close")
    await town.settle()
    assert "is closed already" in await said(town, "/exchange close sro")
    await said(town, '/exchange new "Another?" --slug=other')
    assert "has not opened yet" in await said(town, "/exchange close other")
    assert "No exchange is open" in await said(town, "/exchange close")


async def test_reopen_brings_the_buttons_back(town: Town) -> None:
    await opened(town)
    await town.moderator.clicks(await told(town, "/exchange close"), "host.close")
    await town.settle()
    assert "is open again, until" in await said(town, "/exchange reopen in 3d")
    [message] = announcements(town)
    assert "share.open" in action_ids(message)
    kept = await only(town)
    assert kept.closes_at
    assert kept.closed_at is None
    assert "It is open already" in await said(town, f"/exchange reopen {kept.slug}")


async def test_extend_changes_the_date_in_the_announcement(town: Town) -> None:
    await opened(town, '--close="in 1d"')
    [message] = announcements(town)
    before = re.findall(r"<!date\^(\d+)", str(message.blocks))
    assert "closes" in await said(town, "/exchange extend in 5 days")
    assert re.findall(r"<!date\^(\d+)", str(announcements(town)[0].blocks)) != before
    assert "stays open until you close it" in await said(town, "/exchange extend never")
    assert (await only(town)).closes_at is None
    assert "Until when?" in await said(town, "/exchange extend")
    assert "Write a time like" in await said(town, "/exchange extend keeps-safe-school sometime")
    assert "in the past" in await said(town, "/exchange extend 2020-01-01")


async def test_the_close_date_is_changed_in_a_form_too(town: Town) -> None:
    await opened(town)
    card = await told(town, "/exchange status")
    assert await town.moderator.clicks(card, "host.dates")
    later = int((town.clock.now() + timedelta(days=9)).timestamp())
    outcome = await town.moderator.submits(values={"host.closes": later - 20 * 86400})
    assert "is past" in outcome.errors["host.closes"]
    assert await town.moderator.submits(values={"host.closes": later})
    await town.settle()
    kept = await only(town)
    assert kept.closes_at
    assert int(kept.closes_at.timestamp()) == later
    assert f"<!date^{later}^" in str(announcements(town)[0].blocks)


async def test_a_draft_opens_later_by_itself_when_a_time_is_written(town: Town) -> None:
    await said(town, f'/exchange new "{QUESTION}"')
    assert "opens by itself" in await said(town, "/exchange open in 2h")
    kept = await only(town)
    assert kept.state == "draft"
    assert kept.opens_at
    assert not announcements(town)


async def test_only_the_one_of_this_channel_is_meant_and_of_several_one_chooses(town: Town) -> None:
    town.playground.add_channel("board", members=[town.moderator], app=True)
    await opened(town, "--slug=here")
    await told(town, '/exchange new "Elsewhere?" --slug=there --open=now', channel="board")
    await town.settle()
    assert "What keeps us safe" in await said(town, "/exchange close")
    assert "Elsewhere" in words(await told(town, "/exchange close", channel="board"))

    await told(town, '/exchange new "A second one?" --slug=second --open=now')
    menu = await told(town, "/exchange extend in 9 days")
    assert "Which exchange" in words(menu)
    second = next(each for each in await every(town) if each.slug == "second")
    assert await town.moderator.chooses(menu, "host.pick", str(second.exchange_id))
    await town.settle()
    second = next(each for each in await every(town) if each.slug == "second")
    assert second.closes_at
    assert second.closes_at - town.clock.now() > timedelta(days=8)
    assert all(each.closes_at is None for each in await every(town) if each.slug != "second")


@pytest.mark.parametrize("verb", ["open", "close", "reopen", "extend", "status"])
async def test_an_unknown_name_is_answered_with_what_exists(town: Town, verb: str) -> None:
    assert "There is no exchange yet" in await said(town, f"/exchange {verb} nosuch")
    await said(town, f'/exchange new "{QUESTION}" --slug=sro')
    answer = await said(town, f"/exchange {verb} nosuch")
    assert "no exchange `nosuch`" in answer
    assert "`sro`" in answer
    assert "about a whole exchange" in await said(town, f"/exchange {verb} sro#412")


async def test_status_tells_counts_coverage_groups_and_what_waits(town: Town) -> None:
    groups = "Student,Parent,Teacher,Board"
    await opened(town, f'--groups="{groups}" --review --slug=sro')
    for n in range(7):
        person = town.person(f"Student {n}")
        await person.runs("/exchange share", "general")
        await person.submits(values={"share.text": f"Comment {n}", "share.group": "Student"})
    board = town.person("The one board member")
    await board.runs("/exchange share", "general")
    await board.submits(values={"share.text": "Mine", "share.group": "Board"})
    await town.settle()
    card = await told(town, "/exchange status sro")
    shown = words(card)
    assert "*People*\n8" in str(card.blocks).replace("\\n", "\n")
    assert "*Waiting for a moderator*\n8" in str(card.blocks).replace("\\n", "\n")
    assert "Board *1*" not in shown
    assert "smaller groups *8* together" in shown, (
        "seven students and one board member could be told apart by subtraction"
    )
    assert "announcement" in str(card.blocks)
    assert "moderate.queue" in action_ids(card)
    assert not any(f"Student {n}" in shown for n in range(7))


async def test_status_of_a_rated_exchange_tells_least_median_and_most(town: Town) -> None:
    await opened(town, "--slug=sro")
    for name, text in (("Ana", "A crossing guard"), ("Ben", "Longer lunch")):
        await town.person(name).runs(f"/exchange share {text}", "general")
    await town.settle()
    cho = town.person("Cho")
    await cho.runs("/exchange rate", "general")
    await town.settle()
    await cho.clicks(cho.dm()[-1], "rate.star.4")
    await town.settle()
    assert "least *0* · median *0* · most *1*" in await said(town, "/exchange status sro")


async def test_status_without_a_name_lists_them_all_and_each_opens(town: Town) -> None:
    assert "There is no exchange yet" in await said(town, "/exchange status")
    for n in range(3):
        await said(town, f'/exchange new "Question {n}?" --slug=q{n}x')
    listed = await told(town, "/exchange status")
    assert all(f"`q{n}x`" in words(listed) for n in range(3))
    one = next(each for each in await every(town) if each.slug == "q1x")
    assert await town.moderator.clicks(
        listed, "host.status", value=str(one.exchange_id), block_id=block_of(listed, one)
    )
    await town.settle()
    assert "Question 1?" in words(town.moderator.whispers("general")[-1])
    assert "host.open" in action_ids(town.moderator.whispers("general")[-1])


def block_of(shown: object, exchange: object) -> str:
    """Return the block whose button is of an exchange."""
    for block in shown.blocks:  # type: ignore[attr-defined]
        if (block.get("accessory") or {}).get("value") == str(exchange.exchange_id):  # type: ignore[attr-defined]
            return str(block["block_id"])
    raise AssertionError


async def test_help_shows_only_what_the_asker_may_do(town: Town) -> None:
    ana = town.person("Ana")
    for line in ("/exchange", "/exchange help"):
        shown = await said(town, line, ana)
        assert "share" in shown
        assert "close" not in shown
        assert len([each for each in shown.split("\n") if "/exchange" in each]) <= 12
    shown = await said(town, "/exchange help")
    assert all(
        verb in shown for verb in ("new", "close", "extend", "status", "digest", "queue", "mod", "share", "rate")
    )
    assert len([each for each in shown.split("\n") if "/exchange" in each]) <= 12
    assert "2026-12-11 17:00" in await said(town, "/exchange help extend")
    assert "I have no help" in await said(town, "/exchange help close", ana)
    assert "no help for `nosuch`" in await said(town, "/exchange help nosuch")


@pytest.mark.parametrize(
    "verb", ["pause", "resume", "answer", "groups", "remind", "export", "audit", "archive", "delete"]
)
async def test_verbs_of_later_say_so(town: Town, verb: str) -> None:
    assert "comes later" in await said(town, f"/exchange {verb} sro")
    assert "Only moderators" in await said(town, f"/exchange {verb}", town.person("Ana"))


async def test_a_moderator_who_is_no_admin_may_do_it_all_and_participants_are_told_who_may(town: Town) -> None:
    kim = town.person("Kim")
    async with town.starling.kit.storage.write() as db:
        await moderators.add(db, town.tenant_id, kim.id)
    assert "is open" in await said(town, f'/exchange new "{QUESTION}" --open=now', kim)
    answer = await said(town, "/exchange close", town.person("Ana"))
    assert "Only moderators can use `/exchange close`" in answer
    assert f"<@{kim.id}>" in answer


async def test_an_unknown_verb_gets_help_and_the_nearest(town: Town) -> None:
    assert "Did you mean `/exchange close`?" in await said(town, "/exchange clsoe sro")


async def test_about_tells_stars_names_moderation_and_how_to_stop(town: Town) -> None:
    background = "Why we ask. " * 60
    await opened(town, f'--groups="Student,Parent" --review --background="{background}"')
    [message] = announcements(town)
    ana = town.person("Ana")
    assert await ana.clicks(message, "host.more", option="About and privacy")
    assert ana.view
    shown = words(ana.view)
    for part in ("how important this is to you", "Nobody sees your name", "looks at each comment", "Student, Parent"):
        assert part in shown
    assert shown.count("Why we ask") == 60
    assert "forget-me" in shown


async def test_a_draft_is_read_by_moderators_only(town: Town) -> None:
    card = await told(town, f'/exchange new "{QUESTION}"')
    assert await town.moderator.clicks(card, "host.more", option="About and privacy")
    assert QUESTION in words(town.moderator.view)
    draft, ana = await only(town), town.person("Ana")
    town.playground.unseen_clicks = True
    await ana.clicks_unseen("host.about", str(draft.exchange_id))
    await town.settle()
    assert ana.view is None
    heard = [words(each) for each in [*ana.whispers(), *ana.dm()]]
    assert any("has not opened yet" in each for each in heard)
    assert not any(QUESTION in each for each in heard)


async def test_crafted_values_are_refused_and_change_nothing(town: Town) -> None:
    await opened(town)
    town.playground.unseen_clicks = True
    imani = town.moderator
    for action_id in (
        "host.open",
        "host.edit",
        "host.delete",
        "host.close",
        "host.reopen",
        "host.dates",
        "host.status",
    ):
        for value in ("", "x", "1" * 17, "-1", "12345"):
            outcome = await imani.clicks_unseen(action_id, value)
            assert outcome.status == 200, (action_id, value)
            assert imani.view is None
    for action_id in ("host.more", "host.pick", "host.about"):
        assert (await imani.clicks_unseen(action_id, "x")).status == 200
    await town.settle()
    assert (await only(town)).state == "open"


async def test_from_home_a_moderator_makes_a_draft_edits_and_opens_it(town: Town) -> None:
    imani = town.moderator
    await imani.opens_home()
    await town.settle()
    assert imani.home
    assert await imani.clicks(imani.home, "host.new")
    channel = town.playground.channel("general").id
    assert await imani.submits(values={"host.question": QUESTION, "host.channel": channel})
    await town.settle()
    assert QUESTION in words(imani.dm()[-1]), "the card waits in their own messages"

    await imani.opens_home()
    await town.settle()
    assert await imani.clicks(imani.home, "host.status")
    assert imani.view
    assert await imani.clicks(imani.view, "host.edit")
    assert len(imani.views) == 2
    assert await imani.submits(values={"host.question": "How is lunch?"})
    await town.settle()
    assert len(imani.views) == 1
    assert "How is lunch?" in words(imani.view), "the card under the form shows the new words"
    assert await imani.clicks(imani.view, "host.open")
    await town.settle()
    assert "is open" in words(imani.view)
    assert "How is lunch?" in words(announcements(town)[0])
    card = imani.dm()[-1]
    assert await imani.clicks(card, "host.open")
    await town.settle()
    assert len(announcements(town)) == 1, "the old card opens nothing"


async def test_status_tells_of_how_many_in_the_channel(town: Town) -> None:
    exchange = await opened(town)
    for name in ("Ana", "Ben"):
        await town.person(name).joins("general")
    assert await town.person("Ana").runs("/exchange share A crossing guard", "general")
    await town.settle()
    assert await town.moderator.runs(f"/exchange status {exchange.slug}", "general")
    await town.settle()
    assert "1 of 3 in the channel" in words(town.moderator.whispers("general")[-1])
    town.playground.faults.answer("conversations.info", status=503, times=9)
    assert await town.moderator.runs(f"/exchange status {exchange.slug}", "general")
    await town.settle()
    assert "in the channel" not in words(town.moderator.whispers("general")[-1])
