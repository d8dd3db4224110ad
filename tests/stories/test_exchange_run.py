"""Moderators run exchanges: open, close, reopen, extend, look at the status; and what they mean without saying it."""

import re
from datetime import timedelta

import pytest

from bot.texts import Texts
from storage import moderators
from tests.commands import ALL
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import (
    DIFFERENT,
    QUESTION,
    announcements,
    every,
    only,
    opened,
    reply_text,
    run_command,
)
from tests.whole_bot import Playground, list_action_ids, recount, words


async def test_close_asks_first_then_the_announcement_says_so_and_nobody_can_comment(playground: Playground) -> None:
    exchange = await opened(playground)
    card = await run_command(playground, "/exchange close")
    assert "Close" in words(card)
    assert (await only(playground)).state == "open", "it only asked"
    assert await playground.moderator.clicks(card, "exchanges.close")
    await playground.settle()
    kept = await only(playground)
    assert kept.state == "closed"
    assert kept.closed_at
    assert abs(kept.closed_at - playground.clock.now()) < timedelta(minutes=1)
    [message] = announcements(playground)
    assert "Closed" in words(message)
    assert list_action_ids(message) == ["exchanges.results", "home.sign_up", "exchanges.more"]
    ana = playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    await ana.clicks_unseen("share.open", str(exchange.exchange_id), on=message)
    await playground.settle()
    assert "is closed" in words([*ana.ephemerals(), *ana.dm()][-1])


async def test_closing_twice_and_closing_what_never_opened_are_answered_kindly(playground: Playground) -> None:
    await opened(playground, "--slug=sro")
    card = await run_command(playground, "/exchange close sro")
    assert await playground.moderator.clicks(card, "exchanges.close")
    await playground.settle()
    assert "is closed already" in await reply_text(playground, "/exchange close sro")
    await reply_text(playground, '/exchange new "Another?" --slug=other')
    assert "has not opened yet" in await reply_text(playground, "/exchange close other")
    assert "No exchange is open" in await reply_text(playground, "/exchange close")


async def test_reopen_brings_the_buttons_back(playground: Playground) -> None:
    await opened(playground)
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    assert "is open again, until" in await reply_text(playground, "/exchange reopen in 3d")
    [message] = announcements(playground)
    assert "share.open" in list_action_ids(message)
    kept = await only(playground)
    assert kept.closes_at
    assert kept.closed_at is None
    assert "It is open already" in await reply_text(playground, f"/exchange reopen {kept.slug}")


async def test_extend_changes_the_date_in_the_announcement(playground: Playground) -> None:
    await opened(playground, '--close="in 1d"')
    [message] = announcements(playground)
    before = re.findall(r"<!date\^(\d+)", str(message.blocks))
    assert "closes" in await reply_text(playground, "/exchange extend in 5 days")
    assert re.findall(r"<!date\^(\d+)", str(announcements(playground)[0].blocks)) != before
    assert "stays open until you close it" in await reply_text(playground, "/exchange extend never")
    assert (await only(playground)).closes_at is None
    assert "Until when?" in await reply_text(playground, "/exchange extend")
    assert "Write it like" in await reply_text(playground, "/exchange extend keeps-safe-school sometime")
    assert "in the past" in await reply_text(playground, "/exchange extend 2020-01-01")


async def test_the_close_date_is_changed_in_a_form_too(playground: Playground) -> None:
    await opened(playground)
    card = await run_command(playground, "/exchange status")
    assert await playground.moderator.clicks(card, "exchanges.dates")
    later = int((playground.clock.now() + timedelta(days=9)).timestamp())
    outcome = await playground.moderator.submits(values={"exchanges.closes": later - 20 * 86400})
    assert "is past" in outcome.errors["exchanges.closes"]
    assert await playground.moderator.submits(values={"exchanges.closes": later})
    await playground.settle()
    kept = await only(playground)
    assert kept.closes_at
    assert int(kept.closes_at.timestamp()) == later
    assert f"<!date^{later}^" in str(announcements(playground)[0].blocks)


async def test_a_draft_opens_later_by_itself_when_a_time_is_written(playground: Playground) -> None:
    await reply_text(playground, f'/exchange new "{QUESTION}"')
    assert "opens by itself" in await reply_text(playground, "/exchange open in 2h")
    kept = await only(playground)
    assert kept.state == "draft"
    assert kept.opens_at
    assert not announcements(playground)


async def test_only_the_one_of_this_channel_is_meant_and_of_several_one_chooses(playground: Playground) -> None:
    playground.slack.add_channel("board", members=[playground.moderator], app=True)
    await opened(playground, "--slug=here")
    await run_command(playground, '/exchange new "Elsewhere?" --slug=there --open=now', channel="board")
    await playground.settle()
    assert "What keeps us safe" in await reply_text(playground, "/exchange close")
    assert "Elsewhere" in words(await run_command(playground, "/exchange close", channel="board"))

    await run_command(playground, '/exchange new "A second one?" --slug=second --open=now')
    menu = await run_command(playground, "/exchange extend in 9 days")
    assert "Which exchange" in words(menu)
    second = next(each for each in await every(playground) if each.slug == "second")
    assert await playground.moderator.chooses(menu, "exchanges.pick", str(second.exchange_id))
    await playground.settle()
    second = next(each for each in await every(playground) if each.slug == "second")
    assert second.closes_at
    assert second.closes_at - playground.clock.now() > timedelta(days=8)
    assert all(each.closes_at is None for each in await every(playground) if each.slug != "second")


@pytest.mark.parametrize("subcommand", ["open", "close", "reopen", "extend", "status"])
async def test_an_unknown_name_is_answered_with_what_exists(playground: Playground, subcommand: str) -> None:
    assert "There is no exchange yet" in await reply_text(playground, f"/exchange {subcommand} nosuch")
    await reply_text(playground, f'/exchange new "{QUESTION}" --slug=sro')
    answer = await reply_text(playground, f"/exchange {subcommand} nosuch")
    assert "no exchange `nosuch`" in answer
    assert "`sro`" in answer
    assert "about a whole exchange" in await reply_text(playground, f"/exchange {subcommand} sro#412")


async def test_status_shows_counts_coverage_groups_and_what_waits(playground: Playground) -> None:
    groups = "Student,Parent,Teacher,Board"
    await opened(playground, f'--groups="{groups}" --review --slug=sro')
    for n in range(7):
        person = playground.person(f"Student {n}")
        await person.runs("/exchange share", "general")
        await person.submits(values={"share.text": f"Comment {n}", "share.group": "Student"})
    board = playground.person("The one board member")
    await board.runs("/exchange share", "general")
    await board.submits(values={"share.text": "Mine", "share.group": "Board"})
    await playground.settle()
    await recount(playground)
    card = await run_command(playground, "/exchange status sro")
    shown = words(card)
    assert "*People*\nover 5" in str(card.blocks).replace("\\n", "\n")
    assert "*Waiting for a moderator*\nover 5" in str(card.blocks).replace("\\n", "\n")
    assert "Board *1*" not in shown
    assert EN("status.too_few") in shown, "seven students and one board member could be told apart by subtraction"
    assert "announcement" in str(card.blocks)
    assert "moderate.queue" in list_action_ids(card)
    assert not any(f"Student {n}" in shown for n in range(7))


async def test_status_of_a_rated_exchange_shows_least_median_and_most(playground: Playground) -> None:
    await opened(playground, "--slug=sro")
    for name, text in (("Ana", "A crossing guard"), ("Ben", "Longer lunch")):
        await playground.person(name).runs(f"/exchange share {text}", "general")
    await playground.settle()
    cho = playground.person("Cho")
    await cho.runs("/exchange rate", "general")
    await playground.settle()
    await cho.clicks(cho.dm()[-1], "rate.star.4")
    await playground.settle()
    await recount(playground)
    coverage = EN("status.coverage_few", n=5)
    assert coverage in await reply_text(playground, "/exchange status sro"), "moderators see no single rating either"
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    coverage = EN("status.coverage", min="0", median="0", max="1")
    assert coverage in await reply_text(playground, "/exchange status sro"), "exact once it is closed"


async def test_status_without_a_name_lists_them_all_and_each_opens(playground: Playground) -> None:
    assert "There is no exchange yet" in await reply_text(playground, "/exchange status")
    for n in range(3):
        await reply_text(playground, f'/exchange new "Question {n}?" --slug=q{n}x')
    listed = await run_command(playground, "/exchange status")
    assert all(f"`q{n}x`" in words(listed) for n in range(3))
    one = next(each for each in await every(playground) if each.slug == "q1x")
    assert await playground.moderator.clicks(
        listed, "exchanges.status", value=str(one.exchange_id), block_id=block_of(listed, one)
    )
    await playground.settle()
    assert "Question 1?" in words(playground.moderator.ephemerals("general")[-1])
    assert "exchanges.open" in list_action_ids(playground.moderator.ephemerals("general")[-1])


def block_of(shown: object, exchange: object) -> str:
    """Return the block whose button is of an exchange."""
    for block in shown.blocks:  # type: ignore[attr-defined]
        if (block.get("accessory") or {}).get("value") == str(exchange.exchange_id):  # type: ignore[attr-defined]
            return str(block["block_id"])
    raise AssertionError


async def test_help_shows_only_what_the_asker_may_do(playground: Playground) -> None:
    ana = playground.person("Ana")
    for line in ("/exchange", "/exchange help"):
        shown = await reply_text(playground, line, ana)
        assert "share" in shown
        assert "close" not in shown
        assert len([each for each in shown.split("\n") if "/exchange" in each]) <= 12
    shown = await reply_text(playground, "/exchange help")
    assert all(
        subcommand in shown
        for subcommand in ("new", "close", "extend", "status", "digest", "queue", "mod", "share", "rate")
    )
    assert len([each for each in shown.split("\n") if "/exchange" in each]) <= 12
    assert "2026-12-11 17:00" in await reply_text(playground, "/exchange help extend")
    assert "I have no help" in await reply_text(playground, "/exchange help close", ana)
    assert "no help for `nosuch`" in await reply_text(playground, "/exchange help nosuch")


async def test_groups_are_shown_and_those_of_a_draft_are_set(playground: Playground) -> None:
    await reply_text(playground, f'/exchange new "{QUESTION}" --slug=sro')
    assert EN("roster.groups_none") in await reply_text(playground, "/exchange groups sro")
    answer = await reply_text(playground, '/exchange groups sro "Student, Parent"')
    assert "• Student\n• Parent" in answer
    assert (await only(playground)).groups == ("Student", "Parent")
    assert "One group is no choice" in await reply_text(playground, "/exchange groups sro Student")
    assert EN("roster.groups_none") in await reply_text(playground, "/exchange groups sro none")
    assert (await only(playground)).groups == ()
    assert "sets other groups" in await reply_text(playground, "/exchange groups sro")  # and how
    await reply_text(playground, '/exchange groups sro "Student, Parent"')
    await reply_text(playground, "/exchange open sro")
    assert "only its dates can change" in await reply_text(playground, '/exchange groups sro "Staff, Parent"')
    assert "• Student" in await reply_text(playground, "/exchange groups sro")
    assert "Only moderators" in await reply_text(playground, "/exchange groups", playground.person("Ana"))


async def test_a_moderator_who_is_no_admin_may_do_it_all_and_participants_read_who_may(
    playground: Playground,
) -> None:
    kim = playground.person("Kim")
    async with playground.starling.context.storage.write() as db:
        await moderators.add(db, playground.tenant_id, kim.id)
    assert "is open" in await reply_text(playground, f'/exchange new "{QUESTION}" --open=now', kim)
    answer = await reply_text(playground, "/exchange close", playground.person("Ana"))
    assert "Only moderators can do this" in answer
    assert f"<@{kim.id}>" in answer


async def test_an_unknown_subcommand_gets_help_and_the_nearest(playground: Playground) -> None:
    near = {"written": "clsoe", "command": "/exchange"}
    assert EN("commands.unknown_near", near="close", **near) in await reply_text(playground, "/exchange clsoe sro")
    ana = playground.person("Ana")
    assert EN("commands.unknown", **near) in await reply_text(playground, "/exchange clsoe sro", ana), (
        "not what is refused"
    )


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
async def test_a_word_that_is_no_exchange_is_answered_with_how_the_command_is_written(
    playground: Playground, texts: Texts
) -> None:
    playground.moderator.member.locale = "es-MX" if texts is ES else "en-US"
    await opened(playground, "--slug=lunch")
    for line, name in (("extend two weeks", "extend"), ("digest weekly", "digest"), ("results nothing", "results")):
        subcommand = ALL.get(name)
        assert subcommand
        form, example = subcommand.form(texts, "/exchange"), subcommand.example(texts, "/exchange")
        answer = await reply_text(playground, f"/exchange {line}")
        assert texts("commands.written_like", form=form, example=example) in answer
        assert "`two`" in answer or "`weekly`" in answer or "`nothing`" in answer
    rate = f"/exchange {'valorar' if texts is ES else 'rate'}"
    for line in ("5", "#12", "lunch 7", "five stars"):
        assert texts("rate.on_the_card", form=rate) in await reply_text(playground, f"/exchange rate {line}")
    hide = f"/exchange {'ocultar' if texts is ES else 'hide'} #12"
    assert texts("moderate.number_sign", form=hide) in await reply_text(playground, "/exchange hide 12 rude")
    ana = playground.person("Ana", locale=playground.moderator.member.locale)
    own = f"/exchange {'yo' if texts is ES else 'me'}"
    assert texts("commands.of_ones_own", form=own) in await reply_text(playground, "/exchange borrar", ana)
    greeting = await reply_text(playground, "/exchange hola", ana)
    assert greeting == texts("commands.unknown", written="hola", command="/exchange")


async def test_a_name_of_several_words_needs_no_hyphens(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert EN("home.forget_offer") in await reply_text(playground, "/exchange forget me", ana)
    assert EN("home.forget_offer") in await reply_text(playground, "/exchange borrar mis datos", ana)


async def test_what_only_owners_may_do_is_refused_to_moderators_and_not_offered(playground: Playground) -> None:
    kim = playground.person("Kim")
    async with playground.starling.context.storage.write() as db:
        await moderators.add(db, playground.tenant_id, kim.id)
    assert "Only owners can do this" in await reply_text(playground, "/exchange outside off", kim)
    assert "outside" not in await reply_text(playground, "/exchange help", kim)
    assert "/exchange outside" in await reply_text(playground, "/exchange help")


async def test_about_explains_stars_names_moderation_and_how_to_stop(playground: Playground) -> None:
    background = "Why we ask. " * 60
    await opened(playground, f'--groups="Student,Parent" --review --background="{background}"')
    [message] = announcements(playground)
    ana = playground.person("Ana")
    assert await ana.clicks(message, "exchanges.more", option="About and privacy")
    assert ana.view
    shown = words(ana.view)
    for part in ("how important this is to you", "Nobody sees your name", "looks at each comment", "Student, Parent"):
        assert part in shown
    assert shown.count("Why we ask") == 60
    assert "forget-me" in shown


async def test_a_draft_is_read_by_moderators_only(playground: Playground) -> None:
    card = await run_command(playground, f'/exchange new "{QUESTION}"')
    assert await playground.moderator.clicks(card, "exchanges.more", option="About and privacy")
    assert QUESTION in words(playground.moderator.view)
    draft, ana = await only(playground), playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    await ana.clicks_unseen("exchanges.about", str(draft.exchange_id))
    await playground.settle()
    assert ana.view is None
    heard = [words(each) for each in [*ana.ephemerals(), *ana.dm()]]
    assert any("has not opened yet" in each for each in heard)
    assert not any(QUESTION in each for each in heard)


async def test_crafted_values_are_refused_and_change_nothing(playground: Playground) -> None:
    await opened(playground)
    playground.slack.context.unseen_clicks = True
    imani = playground.moderator
    for action_id in (
        "exchanges.open",
        "exchanges.edit",
        "exchanges.delete",
        "exchanges.close",
        "exchanges.reopen",
        "exchanges.dates",
        "exchanges.status",
    ):
        for value in ("", "x", "1" * 17, "-1", "12345"):
            outcome = await imani.clicks_unseen(action_id, value)
            assert outcome.status == 200, (action_id, value)
            assert imani.view is None
    for action_id in ("exchanges.more", "exchanges.pick", "exchanges.about"):
        assert (await imani.clicks_unseen(action_id, "x")).status == 200
    await playground.settle()
    assert (await only(playground)).state == "open"


async def test_from_home_a_moderator_makes_a_draft_edits_and_opens_it(playground: Playground) -> None:
    imani = playground.moderator
    await imani.opens_home()
    await playground.settle()
    assert imani.home
    assert await imani.clicks(imani.home, "exchanges.new")
    channel = playground.slack.channel("general").id
    assert await imani.submits(values={"exchanges.question": QUESTION, "exchanges.channel": channel})
    await playground.settle()
    assert QUESTION in words(imani.dm()[-1]), "the card waits in their own messages"

    await imani.opens_home()
    await playground.settle()
    assert await imani.clicks(imani.home, "exchanges.status")
    assert imani.view
    assert await imani.clicks(imani.view, "exchanges.edit")
    assert len(imani.views) == 2
    assert await imani.submits(values={"exchanges.question": "How is lunch?"})
    await playground.settle()
    assert len(imani.views) == 1
    assert "How is lunch?" in words(imani.view), "the card under the form shows the new words"
    assert await imani.clicks(imani.view, "exchanges.open")
    await playground.settle()
    assert "is open" in words(imani.view)
    assert "How is lunch?" in words(announcements(playground)[0])
    card = imani.dm()[-1]
    assert await imani.clicks(card, "exchanges.open")
    await playground.settle()
    assert len(announcements(playground)) == 1, "the old card opens nothing"


async def test_status_shows_of_how_many_in_the_channel(playground: Playground) -> None:
    exchange = await opened(playground)
    for n, text in enumerate(DIFFERENT):
        await playground.person(f"Student {n}").joins("general")
        assert await playground.person(f"Student {n}").runs(f"/exchange share {text}", "general")
    await playground.settle()
    await recount(playground)
    assert await playground.moderator.runs(f"/exchange status {exchange.slug}", "general")
    await playground.settle()
    assert "over 5 of 8 in the channel" in words(playground.moderator.ephemerals("general")[-1])
    playground.slack.faults.answer("conversations.info", status=503, times=9)
    assert await playground.moderator.runs(f"/exchange status {exchange.slug}", "general")
    await playground.settle()
    assert "in the channel" not in words(playground.moderator.ephemerals("general")[-1])
