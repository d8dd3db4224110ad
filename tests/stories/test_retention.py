"""What connects people to their words and stars ends on a day that they read before they answer."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.core.wall_clock import local_day
from bot.domain.retention import erasure_plan
from bot.playground.due import list_due
from bot.playground.people.person import Person
from bot.retention import job
from storage import exchanges
from storage.exchanges import Exchange
from storage.models import participant
from tests.sentences import EN, ES, Sentences
from tests.stories import digest_helpers
from tests.stories.at_home import home_of, rates, share
from tests.stories.exchange_helpers import QUESTION, announcements, only, opened, reply_text, run_command, sends_form
from tests.stories.people import read_person
from tests.whole_bot import Playground, list_action_ids, words

FIELD = "exchanges.retention_days"
IDEAS = ("Warm rooms", "A crossing guard", "More light")


async def ticks(playground: Playground) -> None:
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def now(playground: Playground, exchange: Exchange) -> Exchange:
    async with playground.starling.context.storage.read() as db:
        found = await exchanges.get(db, exchange.scope)
    assert found
    return found


async def closed(playground: Playground, *names: str, **settings: object) -> Exchange:
    """Return an exchange in which these people shared and rated, closed a moment ago."""
    channel = playground.slack.channel("general").id
    exchange = await playground.exchange(QUESTION, "Longer lunch", channel_id=channel, **settings)
    for place, name in enumerate(names):
        await share(playground, playground.person(name), f"{IDEAS[place]} please")
        await rates(playground, playground.person(name), 4)
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    return await now(playground, exchange)


async def erased(playground: Playground, exchange: Exchange) -> Exchange:
    """Let the day of the erasure come."""
    plan = erasure_plan(exchange)
    assert plan
    playground.clock.ahead += (plan.at - playground.clock.now()).total_seconds() + 60
    await ticks(playground)
    return await now(playground, exchange)


@pytest.mark.parametrize(("locale", "texts"), [("en-US", EN), ("es-MX", ES)])
async def test_a_moderator_chooses_the_day_and_everybody_reads_it_before_they_answer(
    playground: Playground, locale: str, texts: Sentences
) -> None:
    imani = playground.moderator
    imani.member.locale, imani.member.tz = locale, "Europe/Madrid"
    await imani.runs("/exchange new", "general")
    closes = playground.clock.now() + timedelta(days=9)
    values = {
        "exchanges.question": QUESTION,
        "exchanges.channel": playground.slack.channel("general").id,
        "exchanges.closes": int(closes.timestamp()),
        FIELD: "30",
    }
    assert imani.view
    await imani.clicks(imani.view, "exchanges.step.times")
    assert imani.view
    assert texts("draft_form.retention_days.hint") in str(imani.view.blocks)
    await imani.closes()
    assert await sends_form(imani, values)
    await playground.settle()
    draft = await only(playground)
    assert draft.retention_days == 30
    plan = erasure_plan(draft)
    assert plan
    assert plan.on == closes.date() + timedelta(days=30)
    sentence = texts("retention.on", on=plan.on, backups=plan.backups)
    card = imani.ephemerals("general")[-1]
    assert sentence in words(card)
    await imani.clicks(card, "exchanges.open")
    await playground.settle()
    ana = playground.person("Ana", locale=locale)
    await ana.chooses(announcements(playground)[0], "exchanges.more", f"about|{draft.exchange_id}")
    assert sentence in words(ana.view)


async def test_without_a_close_date_it_is_shown_in_days(playground: Playground) -> None:
    card = await run_command(playground, f'/exchange new "{QUESTION}" --retention=90')
    assert EN("retention.after", n=90, backups=30) in words(card)
    assert (await only(playground)).retention_days == 90


async def test_an_exchange_without_a_close_date_keeps_its_key_until_days_after_its_close_and_says_so(
    playground: Playground,
) -> None:
    await run_command(playground, f'/exchange new "{QUESTION}" --open=now')
    await playground.settle()
    exchange = await only(playground)
    for name, locale, texts in (("Ana", "en-US", EN), ("Eva", "es-MX", ES)):
        person = playground.person(name, locale=locale)
        await person.chooses(announcements(playground)[0], "exchanges.more", f"about|{exchange.exchange_id}")
        assert texts("retention.without_date") in words(person.view)
    assert exchange.opened_at
    since = local_day(exchange.opened_at, exchange.zone)
    line = EN("status.open_long", since=since, n=60)
    assert line not in await reply_text(playground, "/exchange status")
    playground.clock.later(days=100)
    await ticks(playground)
    assert line in await reply_text(playground, "/exchange status")
    playground.clock.later(days=300)
    await ticks(playground)
    assert (await now(playground, exchange)).has_key, "a year later too"
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    assert not (await erased(playground, await now(playground, exchange))).has_key


@pytest.mark.parametrize("written", ["6", "366", "soon"])
async def test_a_number_out_of_range_is_refused_with_what_to_write(playground: Playground, written: str) -> None:
    answer = await reply_text(playground, f'/exchange new "{QUESTION}" --retention={written}')
    assert EN("draft.range.retention_days", min=7, max=365) in answer


async def test_after_the_opening_it_can_only_become_shorter(playground: Playground) -> None:
    await opened(playground)
    imani = playground.moderator
    await imani.clicks(await run_command(playground, "/exchange status"), "exchanges.dates")
    answer = await imani.submits(values={FIELD: "90"})
    assert EN("retention.only_shorter", n=60) in str(answer.errors if hasattr(answer, "errors") else answer)
    assert (await only(playground)).retention_days == 60
    assert await imani.submits(values={FIELD: "30"})
    assert (await only(playground)).retention_days == 30


@pytest.mark.parametrize(("locale", "texts"), [("en-US", EN), ("es-MX", ES)])
async def test_everybody_who_wrote_something_hears_of_the_last_day_once_a_week_before(
    playground: Playground, locale: str, texts: Sentences
) -> None:
    ana, ben = playground.person("Ana", locale=locale), playground.person("Ben", locale=locale)
    await ben.says("hello")
    await playground.settle()
    exchange = await closed(playground, "Ana")
    plan = erasure_plan(exchange)
    assert plan
    before = len(ben.dm())
    playground.clock.ahead += (plan.notice_at - playground.clock.now()).total_seconds() - 60
    await ticks(playground)
    sentence = texts("retention.last_day", question=QUESTION, last=plan.last, on=plan.on)
    assert not [each for each in ana.dm() if sentence in words(each)], "not yet"
    playground.clock.later(minutes=2)
    for _ in range(3):
        await ticks(playground)
    [message] = [each for each in ana.dm() if sentence in words(each)]
    assert len(ben.dm()) == before, "who wrote nothing has nothing to withdraw"
    assert await ana.clicks(message, "home.forget")
    assert texts("home.goes_comments", n=1) in words(ana.view)
    assert (await now(playground, exchange)).last_day_notice == "done"


async def test_on_its_day_the_key_is_gone_from_row_file_and_memory(playground: Playground) -> None:
    exchange = await closed(playground, "Ana")
    ctx = playground.starling.context
    key = ctx.key_of(exchange).raw
    gone = await erased(playground, exchange)
    assert (gone.wrapped_key, gone.encrypted_creator) == (b"", None)
    assert gone.key_erased_at
    assert exchange.wrapped_key not in files(playground)
    assert key not in {each.raw for each in ctx.keys._opened.values()}
    assert gone.rewritten_at


async def test_after_it_results_stay_and_what_needs_the_key_is_refused_with_the_reason(playground: Playground) -> None:
    exchange = await closed(playground, "Ana")
    ana = playground.person("Ana")
    gone = await erased(playground, exchange)
    assert gone.key_erased_at
    on = gone.key_erased_at.date()
    assert isinstance(on, date)
    home = await home_of(playground, ana)
    assert EN("retention.home_gone", question=QUESTION, on=on) in words(home)
    assert "If something there was yours" in words(home), "who never took part reads it too"
    assert "home.comment" not in list_action_ids(home)
    due = [each.kind for each in await list_due(playground.starling, playground.slack.team_id)]
    assert "key_erased" not in due
    await ana.runs("/exchange me", "general")
    await playground.settle()
    assert EN("retention.home_gone", question=QUESTION, on=on) in words(ana.ephemerals("general")[-1])
    await ana.runs("/exchange results", "general")
    await playground.settle()
    assert EN("results.closed_at", at="")[:6] in words(ana.view)
    status = await run_command(playground, "/exchange status")
    assert EN("retention.gone", on=on) in words(status)
    assert "exchanges.reopen" not in list_action_ids(status)
    assert EN("retention.not_reopened", on=on) in await reply_text(playground, "/exchange reopen")
    assert (await now(playground, exchange)).state == "closed"
    await playground.moderator.runs("/exchange digest preview", "general")
    await ticks(playground)
    await ana.says("What now?")
    await playground.settle()


async def test_a_moderator_still_takes_words_out_by_their_number(playground: Playground) -> None:
    exchange = await erased(playground, await closed(playground, "Ana"))
    [number] = [each.number for each in await playground.comments(exchange) if not each.is_seed]
    await reply_text(playground, f"/exchange hide #{number} rude")
    assert [each.number for each in await playground.comments(exchange, "hidden")] == [number]
    answer = await reply_text(playground, f"/exchange restore #{number}")
    assert EN("retention.a_moderator") in answer


async def test_who_is_forgotten_afterwards_reads_that_nothing_leads_there(playground: Playground) -> None:
    await erased(playground, await closed(playground, "Ana"))
    ana: Person = playground.person("Ana")
    assert await ana.clicks(await home_of(playground, ana), "home.forget")
    assert EN("retention.forget_gone", n=1) in words(ana.view)
    assert await ana.submits()
    assert await ana.submits()
    await playground.settle()
    assert EN("home.forgotten_text") in words(ana.view)


async def test_the_last_day_and_the_erasure_are_among_what_is_due_in_the_playground(playground: Playground) -> None:
    exchange = await closed(playground, "Ana")
    plan = erasure_plan(exchange)
    assert plan
    due = {each.kind: each.at for each in await list_due(playground.starling, playground.slack.team_id)}
    assert due["last_day"] == plan.notice_at.timestamp()
    assert due["key_erased"] == plan.at.timestamp()
    playground.clock.ahead += plan.notice_at.timestamp() - playground.clock.seconds() + 60
    await ticks(playground)
    left = {each.kind for each in await list_due(playground.starling, playground.slack.team_id)}
    assert "last_day" not in left
    assert "key_erased" in left


async def test_home_speaks_of_an_erasure_for_a_month(playground: Playground) -> None:
    gone = await erased(playground, await closed(playground, "Ana"))
    assert gone.key_erased_at
    shown = EN("retention.home_gone", question=QUESTION, on=gone.key_erased_at.date())
    assert shown in words(await home_of(playground, playground.person("Zoe")))
    playground.clock.later(days=31)
    assert shown not in words(await home_of(playground, playground.person("Zoe")))


async def test_a_reopening_takes_the_day_with_it(playground: Playground) -> None:
    exchange = await closed(playground, "Ana")
    playground.clock.later(days=20)
    await reply_text(playground, "/exchange reopen")
    playground.clock.later(days=50)
    await ticks(playground)
    assert (await now(playground, exchange)).has_key, "it is open"


async def test_nobody_reads_a_forgotten_word_in_file_journal_or_dump_when_the_bot_says_done(
    playground: Playground,
) -> None:
    await playground.exchange(QUESTION, "Longer lunch")
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await share(playground, ana, "Marmalade on the fire escape")
    await rates(playground, ben, 4)
    assert await ana.clicks(await home_of(playground, ana), "home.forget")
    assert await ana.submits()
    assert await ana.submits()
    assert EN("home.forgotten_text") in words(ana.view), "this is when it says so"
    assert EN("retention.journal_later") not in words(ana.view)
    assert [each for each in ("marmalade", "fire escape") if each in everything(playground)] == []


def files(playground: Playground) -> bytes:
    """Return the database's file and journals as they are, while the bot runs."""
    path = Path(str(playground.starling.context.storage.url.database))
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def everything(playground: Playground) -> str:
    """Return file, journal and a fresh dump of the database, in small letters."""
    with closing(sqlite3.connect(str(playground.starling.context.storage.url.database))) as db:
        dump = "\n".join(db.iterdump())
    return f"{files(playground).decode('utf-8', 'replace')}{dump}".casefold()


async def rewrites(playground: Playground, exchange: Exchange, **later: float) -> bool:
    """Say whether an exchange's rows are rewritten when this time has passed."""
    before = (await now(playground, exchange)).rewritten_at
    playground.clock.later(**later)
    await ticks(playground)
    return (await now(playground, exchange)).rewritten_at != before


async def test_a_small_exchange_is_rewritten_within_minutes_after_something_came(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await playground.exchange(QUESTION, "Longer lunch", "More light")
    await rates(playground, playground.person("Ana"), 4)
    assert not await rewrites(playground, exchange, minutes=1)
    assert await rewrites(playground, exchange, minutes=1.1)
    assert not await rewrites(playground, exchange, minutes=61), "nothing came"
    await rates(playground, playground.person("Ben"), 4)
    assert await rewrites(playground, exchange, seconds=31), "who is alone is not in order for long"
    small, large = job.BY_DAY
    monkeypatch.setattr(job, "BY_DAY", ((2, small[1]), large))
    await rates(playground, playground.person("Cho"), 4)
    assert not await rewrites(playground, exchange, minutes=45), "it is too large for that"
    assert await rewrites(playground, exchange, minutes=20), "but not for every hour"
    monkeypatch.setattr(job, "BY_DAY", ((2, small[1]), (2, large[1])))
    await rates(playground, playground.person("Dan"), 4)
    assert not await rewrites(playground, exchange, minutes=61), "it is too large for that too"
    assert await rewrites(playground, exchange, days=1), "the night comes all the same"


async def test_a_skip_is_out_of_order_as_soon_as_a_star(playground: Playground) -> None:
    exchange = await playground.exchange(QUESTION, "Longer lunch", "More light")
    ana = playground.person("Ana")
    await rates(playground, ana, 4)
    assert await rewrites(playground, exchange, minutes=2.1)
    assert await ana.clicks(ana.dm()[-1], "rate.skip")
    await playground.settle()
    assert await rewrites(playground, exchange, minutes=2.1)


async def test_people_are_divided_again_with_each_rewrite_and_an_idle_exchange_is_left_alone(
    playground: Playground,
) -> None:
    exchange = await playground.exchange(QUESTION, "Longer lunch", "More light")
    ana = playground.person("Ana")

    async def salts() -> set[bytes]:
        async with playground.starling.context.storage.read() as db:
            return {bytes(row.layout) for row in await db.execute(select(participant.c.layout))}

    await rates(playground, ana, 4)
    first = await salts()
    assert await rewrites(playground, exchange, minutes=2.1)
    second = await salts()
    assert len(first | second) == 2
    assert not await rewrites(playground, exchange, minutes=61)
    assert await salts() == second
    assert await ana.clicks(ana.dm()[-1], "rate.star.5"), "whoever clicks then is found as before"
    await playground.settle()
    row = await read_person(playground, exchange, ana)
    assert row is not None
    assert row.ratings == 2


async def test_where_rewrites_take_long_they_are_rarer(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = await playground.exchange(QUESTION, "Longer lunch", "More light", "Warm rooms")
    seconds = iter(range(0, 1_000, 6))
    monkeypatch.setattr(job, "perf_counter", lambda: next(seconds))
    await rates(playground, playground.person("Ana"), 4)
    assert await rewrites(playground, exchange, minutes=2.1)
    await rates(playground, playground.person("Ben"), 4)
    assert not await rewrites(playground, exchange, minutes=4), "six seconds of 300"
    assert await rewrites(playground, exchange, minutes=1.1)


async def test_nor_in_a_digest_that_quoted_them(playground: Playground) -> None:
    exchange = await digest_helpers.announced(playground, *digest_helpers.SIX)
    ana = playground.person("Ana")
    await share(playground, ana, "Lunch with candles")
    await digest_helpers.rate(playground, exchange, Lunch_with_candles=(0, 0, 0, 0, 9), Door_locked=(0, 0, 0, 4, 0))
    await digest_helpers.order(playground)
    await digest_helpers.tick(playground)
    assert "with candles" in everything(playground)
    assert any("with candles" in words(each) for each in digest_helpers.posted(playground))
    assert await ana.clicks(await home_of(playground, ana), "home.forget")
    assert await ana.submits()
    assert await ana.submits()
    assert EN("home.forgotten_text") in words(ana.view), "this is when it says so"
    assert "with candles" not in everything(playground)
    await digest_helpers.tick(playground)
    assert not any("with candles" in words(each) for each in digest_helpers.posted(playground))


async def test_about_speaks_of_no_key_once_that_is_destroyed(playground: Playground) -> None:
    exchange = await opened(playground)
    ben = playground.person("Ben")

    async def about() -> str:
        assert await ben.chooses(announcements(playground)[0], "exchanges.more", f"about|{exchange.exchange_id}")
        await playground.settle()
        return words(ben.view)

    assert EN("about.names.hidden") in await about()
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    await erased(playground, await now(playground, exchange))
    shown = await about()
    assert EN("about.names.gone") in shown
    assert EN("about.names.hidden") not in shown
