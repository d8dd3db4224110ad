"""An exchange that begins again each quarter: its day is true, the next one opens once, and names lead to it."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from bot.core.quarters import LEAST
from bot.core.wall_clock import local_day
from bot.exchanges import lifecycle, renewal
from bot.exchanges.renewal import open_next_quarters
from storage import deliveries, exchange_removal, exchanges, quarters, schedules
from storage.exchanges import Exchange
from tests.sentences import EN, ES, Sentences
from tests.stories.at_home import change, share
from tests.stories.exchange_helpers import (
    DIFFERENT,
    QUESTION,
    announcements,
    every,
    only,
    opened,
    reply_text,
    run_command,
    sends_form,
)
from tests.stories.test_retention import FIELD, erased, now, ticks
from tests.whole_bot import Playground, list_action_ids, words

FIRST_MONTHS = (1, 4, 7, 10)


def last_day(playground: Playground, zone: str) -> date:
    """Return the last day of the quarter that an exchange opened now is in, found day by day."""
    day = (playground.clock.now() + LEAST).astimezone(ZoneInfo(zone)).date()
    while (after := day + timedelta(days=1)).day != 1 or after.month not in FIRST_MONTHS:
        day = after
    return day


async def ends(playground: Playground, exchange: Exchange) -> list[Exchange]:
    """Let the close date of an exchange pass; return all exchanges, the one of the last quarter first."""
    there = await now(playground, exchange)
    assert there.closes_at
    playground.clock.ahead += (there.closes_at - playground.clock.now()).total_seconds() + 60
    await ticks(playground)
    return sorted(await every(playground), key=lambda each: each.opened_at or datetime.max.replace(tzinfo=UTC))


@pytest.mark.parametrize(("locale", "texts"), [("en-US", EN), ("es-MX", ES)])
async def test_the_day_of_form_draft_announcement_and_about_is_the_day_on_which_the_key_goes(
    playground: Playground, locale: str, texts: Sentences
) -> None:
    imani, zone = playground.moderator, "Europe/Madrid"
    imani.member.locale, imani.member.tz = locale, zone
    today, closes = local_day(playground.clock.now(), zone), last_day(playground, zone)
    await imani.runs("/exchange new", "general")
    assert imani.view
    await imani.clicks(imani.view, "exchanges.step.times")
    assert imani.view
    usual = texts("quarters.plan", opens=today, closes=closes, goes=closes + timedelta(days=60))
    assert usual in str(imani.view.blocks), "before anybody chose"
    await imani.closes()
    general = playground.slack.channel("general").id
    values = {"exchanges.question": QUESTION, "exchanges.channel": general, "exchanges.renews": "quarter", FIELD: "30"}
    assert await sends_form(imani, values)
    await playground.settle()
    goes = closes + timedelta(days=30)
    sentence = texts("retention.on", on=goes, backups=goes + timedelta(days=30))
    card = imani.ephemerals("general")[-1]
    assert sentence in words(card)
    assert texts("quarters.card") in words(card)
    await imani.clicks(card, "exchanges.edit")
    assert imani.view
    assert "initial_date_time" not in str(imani.view.blocks), "no date of its own"
    await imani.closes()

    await imani.clicks(card, "exchanges.open")
    await playground.settle()
    exchange = await only(playground)
    assert exchange.closes_at == datetime.combine(closes, time(17), ZoneInfo(zone))
    assert sentence in words(announcements(playground)[0])
    ana = playground.person("Ana", locale=locale)
    await ana.chooses(announcements(playground)[0], "exchanges.more", f"about|{exchange.exchange_id}")
    assert sentence in words(ana.view)
    assert texts("quarters.about").split("\n")[1].strip() in words(ana.view)

    earlier, following = await ends(playground, exchange)
    assert earlier.closed_at == exchange.closes_at
    gone = await erased(playground, earlier)
    assert not gone.has_key
    assert gone.key_erased_at
    assert local_day(gone.key_erased_at, zone) == goes
    assert (await now(playground, following)).has_key


async def test_at_the_quarters_end_the_next_one_opens_in_its_place_and_its_name_leads_to_it(
    playground: Playground,
) -> None:
    imani, ana = playground.moderator, playground.person("Ana")
    vera = playground.person("Vera")
    parents = playground.slack.add_channel("parents", members=[imani], app=True).id
    flags = f'--renews --groups="Student, Parent" --safety=<@{vera.id}> --limit=500'
    first = await opened(playground, flags)
    await reply_text(playground, "/exchange channel add #parents")
    await reply_text(playground, '/exchange digest every "mon 09:00"')
    await share(playground, ana, "Longer lunch")
    closes = last_day(playground, first.zone)

    earlier, following = await ends(playground, first)
    assert (earlier.state, following.state) == ("closed", "open")
    assert following.slug == first.slug
    assert earlier.slug == f"{first.slug}-{closes.year}-q{(closes.month + 2) // 3}"
    assert (earlier.followed_by, following.follows) == (following.exchange_id, earlier.exchange_id)
    assert following.closes_at
    assert local_day(following.closes_at, first.zone) == last_day(playground, first.zone) > closes
    assert (following.groups, following.comment_limit, following.contacts) == (("Student", "Parent"), 500, (vera.id,))
    assert (following.channel_id, following.more_channels) == (first.channel_id, parents)
    assert following.wrapped_key != earlier.wrapped_key
    async with playground.starling.context.storage.read() as db:
        planned = [await schedules.list_for(db, each.scope) for each in (earlier, following)]
    assert [(each.channel_id, each.every) for each in planned[0]] == [
        (each.channel_id, each.every) for each in planned[1]
    ]
    assert planned[1]

    for channel in ("general", "parents"):
        old, new = announcements(playground, channel)
        assert EN("quarters.closed") in words(old)
        assert EN("quarters.announced") in words(new)
        assert "share.open" in list_action_ids(new)
    assert "Longer lunch" not in str(await playground.comments(following))
    await share(playground, ana, f"#{first.slug} Warm rooms")
    assert [each.text for each in await playground.comments(following)] == ["Warm rooms"]
    assert [each.text for each in await playground.comments(earlier)] == ["Longer lunch"]
    assert EN("quarters.status") in await reply_text(playground, f"/exchange status {first.slug}")
    assert "Closed" in await reply_text(playground, f"/exchange status {earlier.slug}")
    for _ in range(3):
        playground.clock.later(hours=9)
        await ticks(playground)
    assert len(await every(playground)) == 2


async def test_results_lead_to_the_quarter_before_and_to_the_next(playground: Playground) -> None:
    ana = playground.person("Ana")
    first = await opened(playground, "--renews")
    await share(playground, ana, "Longer lunch")
    earlier, following = await ends(playground, first)
    await ana.runs("/exchange results", "general")
    await playground.settle()
    assert ana.view
    assert await ana.clicks(ana.view, "results.before")
    assert EN("results.closed_at", at="").split("{")[0].strip() in words(ana.view)
    assert "results.before" not in list_action_ids(ana.view)
    assert "results.next" in list_action_ids(ana.view)
    assert await ana.clicks(announcements(playground)[1], "results.before")
    assert "results.next" in list_action_ids(ana.view)
    ben = playground.person("Ben")
    for each in DIFFERENT:
        await share(playground, ben, each)
    await ana.runs("/exchange results", "general")
    await playground.settle()
    gate = ana.ephemerals("general")[-1]
    assert EN("results.gate", min=5, rated=0) in words(gate)
    assert await ana.clicks(gate, "results.before"), "also where somebody may not look yet"
    assert EN("quarters.not_reopened") in await reply_text(playground, f"/exchange reopen {earlier.slug}")
    status = await run_command(playground, f"/exchange status {earlier.slug}")
    assert "exchanges.reopen" not in list_action_ids(status)
    assert (await now(playground, following)).is_open


async def test_what_moderators_wrote_to_begin_with_is_there_again_as_far_as_it_is_shown(playground: Playground) -> None:
    general = playground.slack.channel("general").id
    closes = playground.clock.now() + timedelta(days=3)
    facts = {"channel_id": general, "renews": "quarter", "closes_at": closes}
    first = await playground.exchange(QUESTION, "Longer lunch", "Rude words", **facts)
    [number] = [each.number for each in await playground.comments(first) if each.text == "Rude words"]
    await reply_text(playground, f"/exchange hide #{number} rude")
    _, following = await ends(playground, first)
    assert [(each.text, each.is_seed) for each in await playground.comments(following)] == [("Longer lunch", True)]


async def test_it_is_done_once_by_several_processes_and_after_a_crash_on_the_way(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = playground.starling.context
    first = await opened(playground, "--renews")
    assert first.closes_at
    playground.clock.ahead += (first.closes_at - playground.clock.now()).total_seconds() + 60
    moment = playground.clock.now()
    async with ctx.storage.write() as db:
        assert await exchanges.close_by_date(db, first.scope, now=moment), "and then the process died"

    async def dies(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(quarters, "copy_places", dies)
        with pytest.raises(asyncio.CancelledError):
            await open_next_quarters(ctx, playground.tenant_id, moment)
    assert [each.slug for each in await every(playground)] == [first.slug], "nothing of it was done"
    await asyncio.gather(*(open_next_quarters(ctx, playground.tenant_id, moment) for _ in range(4)))
    await ticks(playground)
    assert len(await every(playground)) == 2
    assert len(announcements(playground)) == 2


async def test_who_closes_it_by_hand_or_sets_its_date_ends_its_quarters_and_reads_so(playground: Playground) -> None:
    imani = playground.moderator
    first = await opened(playground, "--renews")
    assert first.closes_at
    await imani.clicks(await run_command(playground, "/exchange status"), "exchanges.dates")
    assert await imani.submits(values={FIELD: "30"})
    await playground.settle()
    assert (await only(playground)).renews == "quarter", "the date stayed as it was"
    playground.clock.ahead += (first.closes_at - playground.clock.now()).total_seconds() - 30
    card = await run_command(playground, "/exchange close")
    assert EN("quarters.none_follows") in words(card)
    await imani.clicks(card, "exchanges.close")
    playground.clock.later(days=1)
    await ticks(playground)
    there = await only(playground)
    assert (there.state, there.slug, there.renews) == ("closed", first.slug, "never")
    await reply_text(playground, "/exchange reopen")
    assert EN("quarters.ended") not in await reply_text(playground, '/exchange extend "in 5d"'), "it had ended"


async def test_another_date_or_none_is_its_end(playground: Playground) -> None:
    playground.moderator.member.locale = "es-MX"
    await opened(playground, "--renueva=trimestre")
    assert ES("quarters.ended") in await reply_text(playground, "/exchange prorrogar nunca")
    there = await only(playground)
    assert (there.closes_at, there.renews) == (None, "never")


async def test_after_its_date_a_close_by_hand_is_too_late_and_one_opens(playground: Playground) -> None:
    first = await opened(playground, "--renews")
    assert first.closes_at
    card = await run_command(playground, "/exchange close")
    playground.clock.ahead += (first.closes_at - playground.clock.now()).total_seconds() + 1
    await playground.moderator.clicks(card, "exchanges.close")
    await playground.settle()
    assert EN("exchanges.not_open.closed", name=first.slug) in words(playground.moderator.ephemerals("general")[-1])
    await ticks(playground)
    assert sorted(each.state for each in await every(playground)) == ["closed", "open"]


async def test_where_the_bot_may_not_post_moderators_read_once_that_the_next_quarter_waits(
    playground: Playground,
) -> None:
    imani, channel = playground.moderator, playground.slack.channel("general")
    first = await opened(playground, "--renews")
    channel.archived = True
    await ends(playground, first)
    for _ in range(2):
        await ticks(playground)
        playground.clock.later(minutes=61)
    waits = EN(
        "quarters.waits",
        question=QUESTION,
        name=first.slug,
        why=EN("channels.archived", channel=f"<#{channel.id}>"),
    )
    assert len([each for each in imani.dm() if waits in words(each)]) == 1
    assert len(await every(playground)) == 1
    playground.slack.add_channel("office", members=[imani], app=True)
    status = await run_command(playground, f"/exchange status {first.slug}", channel="office")
    assert EN("quarters.waits_status", name=first.slug) in words(status)
    channel.archived = False
    playground.clock.later(minutes=61)
    await ticks(playground)
    assert sorted(each.state for each in await every(playground)) == ["closed", "open"]


@pytest.mark.parametrize(("module", "name"), [(renewal, "send_card"), (exchanges, "update_state")])
async def test_moderators_read_once_that_it_waits_also_where_a_process_dies_on_the_way(
    playground: Playground, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    async def dies(*_: object, **__: object) -> None:
        raise asyncio.CancelledError

    imani, channel, ctx = playground.moderator, playground.slack.channel("general"), playground.starling.context
    first = await opened(playground, "--renews")
    assert first.closes_at
    channel.archived = True
    playground.clock.ahead += (first.closes_at - playground.clock.now()).total_seconds() + 60
    moment = playground.clock.now()
    async with ctx.storage.write() as db:
        assert await exchanges.close_by_date(db, first.scope, now=moment)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, dies)
        with pytest.raises(asyncio.CancelledError):
            await open_next_quarters(ctx, playground.tenant_id, moment)
    for _ in range(2):
        playground.clock.later(minutes=25)
        await ticks(playground)
    sign = EN("quarters.waits", question=QUESTION, name=first.slug, why="").partition(".")[0]
    assert len([each for each in imani.dm() if sign in words(each)]) == 1


async def test_the_earlier_announcement_leads_on_also_where_the_next_quarter_waited_for_long(
    playground: Playground,
) -> None:
    channel = playground.slack.channel("general")
    first = await opened(playground, "--renews")
    channel.archived = True
    await ends(playground, first)
    for _ in range(2):
        playground.clock.later(days=5)
        await ticks(playground)
    channel.archived = False
    playground.clock.later(minutes=61)
    for _ in range(2):
        await ticks(playground)
    old, new = announcements(playground)
    assert EN("quarters.announced") in words(new)
    assert EN("quarters.closed") in words(old)


async def test_who_archives_it_while_the_next_quarter_waits_gives_that_up(playground: Playground) -> None:
    channel = playground.slack.channel("general")
    playground.slack.add_channel("office", members=[playground.moderator], app=True)
    first = await opened(playground, "--renews")
    channel.archived = True
    await ends(playground, first)
    await run_command(playground, f"/exchange archive {first.slug}", channel="office")
    channel.archived = False
    playground.clock.later(hours=2)
    await ticks(playground)
    assert (await only(playground)).archived_at


async def test_it_is_given_up_also_where_the_archive_waits_for_answers(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def one_is_missing(*_: object) -> list[int]:
        return [1]

    channel = playground.slack.channel("general")
    playground.slack.add_channel("office", members=[playground.moderator], app=True)
    first = await opened(playground, "--renews")
    channel.archived = True
    await ends(playground, first)
    monkeypatch.setattr(lifecycle, "list_missing", one_is_missing)
    refused = await run_command(playground, f"/exchange archive {first.slug}", channel="office")
    assert EN("quarters.given_up", why="").strip() in words(refused)
    assert EN("exchanges.archive_unanswered", n=1, names=["`#1`"], name=first.slug) in words(refused)
    channel.archived = False
    playground.clock.later(hours=2)
    await ticks(playground)
    assert (await only(playground)).archived_at is None, "neither archived, nor followed by another"
    again = await run_command(playground, f"/exchange archive {first.slug}")
    assert EN("quarters.given_up", why="").strip() not in words(again), "it was given up before"


async def test_what_was_due_at_the_close_is_no_digest_of_the_next_quarter(playground: Playground) -> None:
    first = await opened(playground, "--renews")
    assert first.closes_at
    await reply_text(playground, '/exchange digest every "daily 17:00"')
    await share(playground, playground.person("Ana"), "Longer lunch")
    _, following = await ends(playground, first)
    for _ in range(2):
        await ticks(playground)
    async with playground.starling.context.storage.read() as db:
        (schedule,) = await schedules.list_for(db, following.scope)
        posted = await deliveries.list_recent(db, following.scope, limit=10)
    assert posted == []
    assert schedule.next_at > playground.clock.now()


async def test_one_that_fails_stops_no_other_exchange(
    playground: Playground, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError

    first = await opened(playground, "--renews")
    with monkeypatch.context() as patch:
        patch.setattr(quarters, "copy_places", fails)
        await ends(playground, first)
    assert "quarter_failed" in capsys.readouterr().out
    await ticks(playground)
    assert len(await every(playground)) == 2, "the next round tries again"


async def test_the_next_quarter_of_a_paused_one_is_paused(playground: Playground) -> None:
    first = await opened(playground, "--renews")
    await reply_text(playground, "/exchange pause")
    _, following = await ends(playground, first)
    assert following.is_paused
    await reply_text(playground, f"/exchange resume {first.slug}")
    await ticks(playground)
    assert EN("quarters.announced") in words(announcements(playground)[-1])


async def test_a_date_of_its_own_is_that_of_the_first_quarter_alone(playground: Playground) -> None:
    first = await opened(playground, '--renews --close="in 20d"')
    closes = playground.clock.now() + timedelta(days=20)
    assert first.closes_at
    assert abs(first.closes_at - closes) < timedelta(days=1)
    _, following = await ends(playground, first)
    assert following.closes_at
    assert local_day(following.closes_at, first.zone) == last_day(playground, first.zone)


async def test_a_quarter_that_is_deleted_leaves_no_gap(playground: Playground) -> None:
    one = await opened(playground, "--renews")
    _, two = await ends(playground, one)
    three = (await ends(playground, two))[-1]
    async with playground.starling.context.storage.write() as db:
        assert await exchange_removal.delete_whole(db, two.scope)
    assert ((await now(playground, one)).followed_by, (await now(playground, three)).follows) == (
        three.exchange_id,
        one.exchange_id,
    )
    async with playground.starling.context.storage.write() as db:
        assert await exchange_removal.delete_whole(db, three.scope)
    await ticks(playground)
    assert (await only(playground)).followed_by is None, "and no other opens in its place"


async def test_once_its_key_is_gone_nothing_follows(playground: Playground) -> None:
    first = await opened(playground, "--renews")
    await change(playground, first, state="closed", closed_at=playground.clock.now(), wrapped_key=b"")
    await change(playground, first, key_erased_at=playground.clock.now())
    await ticks(playground)
    assert (await only(playground)).followed_by is None


@pytest.mark.parametrize(
    ("locale", "line", "texts"), [("en-US", "--renews=monthly", EN), ("es-MX", "--renueva=mes", ES)]
)
async def test_another_word_is_refused_with_what_to_write(
    playground: Playground, locale: str, line: str, texts: Sentences
) -> None:
    playground.moderator.member.locale = locale
    command = "/exchange new" if texts is EN else "/exchange nueva"
    assert texts("draft_form.renews.unknown") in await reply_text(playground, f'{command} "{QUESTION}" {line}')
    assert not await every(playground)
