"""Thirty days pass: what is posted when, in a table, through changes of the clocks and a bot that slept.

Los Angeles and Lord Howe change their clocks by an hour and by half an hour, each twice a year; in Beirut the night of
28 March 2027 has no midnight. A time that a change skips comes later by the gap; of one that comes twice the first
counts. One channel has quiet hours and holidays; in another there is never enough news, and nothing comes.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.digest_schedule import parse_every
from bot.core.reminder_times import list_reminders
from bot.digest import flow, held, held_flow
from bot.digest.parse import RuleChanges
from bot.exchanges.reminders import EVENT, Reminders
from bot.playground.people.person import Person
from storage import schedules
from tests.stories.at_home import share
from tests.stories.digest_helpers import announced, posted, tick
from tests.stories.exchange_helpers import DIFFERENT
from tests.whole_bot import Playground, open_playground, words

DAYS = 30
ZONES = {"la": "America/Los_Angeles", "howe": "Australia/Lord_Howe", "beirut": "Asia/Beirut"}

RULES = {
    "board": RuleChanges(quiet="22:00-02:30", holidays="2026-10-18,2027-03-28,2027-03-29"),
    "calm": RuleChanges(at_least=500),
}
"""Channels in Los Angeles with digests on Saturday at 23:30: one with quiet hours and holidays, one for much news."""

AUTUMN = """
03 Oct 15:45 UTC  howe    Sun 04 Oct 02:45 +1100  digest
03 Oct 21:00 UTC  beirut  Sun 04 Oct 00:00 +0300  digest
04 Oct 09:30 UTC  board   Sun 04 Oct 02:30 -0700  digest
05 Oct 16:00 UTC  la      Mon 05 Oct 09:00 -0700  digest
10 Oct 15:15 UTC  howe    Sun 11 Oct 02:15 +1100  digest
10 Oct 21:00 UTC  beirut  Sun 11 Oct 00:00 +0300  digest
11 Oct 09:30 UTC  board   Sun 11 Oct 02:30 -0700  digest
12 Oct 16:00 UTC  la      Mon 12 Oct 09:00 -0700  digest
17 Oct 15:15 UTC  howe    Sun 18 Oct 02:15 +1100  digest
17 Oct 21:00 UTC  beirut  Sun 18 Oct 00:00 +0300  digest
17 Oct 23:00 UTC  howe    Sun 18 Oct 10:00 +1100  reminder
17 Oct 23:00 UTC  la      Sat 17 Oct 16:00 -0700  reminder
18 Oct 06:30 UTC  beirut  Sun 18 Oct 09:30 +0300  reminder
20 Oct 12:00 UTC  board   Tue 20 Oct 05:00 -0700  digest, late
20 Oct 12:00 UTC  la      Tue 20 Oct 05:00 -0700  digest, late
24 Oct 15:15 UTC  howe    Sun 25 Oct 02:15 +1100  digest
24 Oct 22:00 UTC  beirut  Sun 25 Oct 00:00 +0200  digest
25 Oct 09:30 UTC  board   Sun 25 Oct 02:30 -0700  digest
26 Oct 16:00 UTC  la      Mon 26 Oct 09:00 -0700  digest
31 Oct 15:15 UTC  howe    Sun 01 Nov 02:15 +1100  digest
31 Oct 22:00 UTC  beirut  Sun 01 Nov 00:00 +0200  digest
01 Nov 08:00 UTC  beirut  Sun 01 Nov 10:00 +0200  reminder
01 Nov 10:30 UTC  board   Sun 01 Nov 02:30 -0800  digest
01 Nov 18:00 UTC  la      Sun 01 Nov 10:00 -0800  reminder
01 Nov 22:00 UTC  howe    Mon 02 Nov 09:00 +1100  reminder
"""
SPRING = """
13 Mar 15:15 UTC  howe    Sun 14 Mar 02:15 +1100  digest
13 Mar 22:00 UTC  beirut  Sun 14 Mar 00:00 +0200  digest
14 Mar 10:30 UTC  board   Sun 14 Mar 03:30 -0700  digest
15 Mar 16:00 UTC  la      Mon 15 Mar 09:00 -0700  digest
20 Mar 15:15 UTC  howe    Sun 21 Mar 02:15 +1100  digest
22 Mar 20:00 UTC  beirut  Mon 22 Mar 22:00 +0200  digest, late
22 Mar 20:00 UTC  board   Mon 22 Mar 13:00 -0700  digest, late
22 Mar 20:00 UTC  la      Mon 22 Mar 13:00 -0700  digest, late
26 Mar 23:00 UTC  howe    Sat 27 Mar 10:00 +1100  reminder
26 Mar 23:00 UTC  la      Fri 26 Mar 16:00 -0700  reminder
27 Mar 07:00 UTC  beirut  Sat 27 Mar 09:00 +0200  reminder
27 Mar 15:15 UTC  howe    Sun 28 Mar 02:15 +1100  digest
27 Mar 22:00 UTC  beirut  Sun 28 Mar 01:00 +0300  digest
29 Mar 16:00 UTC  la      Mon 29 Mar 09:00 -0700  digest
30 Mar 09:30 UTC  board   Tue 30 Mar 02:30 -0700  digest
03 Apr 15:45 UTC  howe    Sun 04 Apr 02:15 +1030  digest
03 Apr 21:00 UTC  beirut  Sun 04 Apr 00:00 +0300  digest
04 Apr 09:30 UTC  board   Sun 04 Apr 02:30 -0700  digest
05 Apr 16:00 UTC  la      Mon 05 Apr 09:00 -0700  digest
10 Apr 06:00 UTC  beirut  Sat 10 Apr 09:00 +0300  reminder
10 Apr 06:00 UTC  howe    Sat 10 Apr 16:30 +1030  reminder
10 Apr 15:45 UTC  howe    Sun 11 Apr 02:15 +1030  digest
10 Apr 18:00 UTC  la      Sat 10 Apr 11:00 -0700  reminder
10 Apr 21:00 UTC  beirut  Sun 11 Apr 00:00 +0300  digest
11 Apr 09:30 UTC  board   Sun 11 Apr 02:30 -0700  digest
"""

HELD = """
24 Oct 11:15 UTC  staff   Sat 24 Oct 04:15 -0700  a digest to look at
24 Oct 15:15 UTC  howe    Sun 25 Oct 02:15 +1100  digest
24 Oct 18:00 UTC  staff   Sat 24 Oct 11:00 -0700  a digest to look at
24 Oct 22:00 UTC  beirut  Sun 25 Oct 00:00 +0200  digest
25 Oct 05:30 UTC  staff   Sat 24 Oct 22:30 -0700  a digest to look at
25 Oct 09:30 UTC  board   Sun 25 Oct 02:30 -0700  digest
26 Oct 12:00 UTC  staff   Mon 26 Oct 05:00 -0700  a digest to look at
26 Oct 16:00 UTC  la      Mon 26 Oct 09:00 -0700  digest
28 Oct 21:00 UTC  la      Wed 28 Oct 14:00 -0700  reminder
28 Oct 23:00 UTC  howe    Thu 29 Oct 10:00 +1100  reminder
29 Oct 07:00 UTC  beirut  Thu 29 Oct 09:00 +0200  reminder
31 Oct 11:15 UTC  staff   Sat 31 Oct 04:15 -0700  a digest to look at
31 Oct 15:15 UTC  howe    Sun 01 Nov 02:15 +1100  digest
31 Oct 18:00 UTC  staff   Sat 31 Oct 11:00 -0700  a digest to look at
31 Oct 22:00 UTC  beirut  Sun 01 Nov 00:00 +0200  digest
01 Nov 06:30 UTC  staff   Sat 31 Oct 23:30 -0700  a digest to look at
01 Nov 10:30 UTC  board   Sun 01 Nov 02:30 -0800  digest
02 Nov 16:30 UTC  staff   Mon 02 Nov 08:30 -0800  a digest to look at
02 Nov 17:00 UTC  la      Mon 02 Nov 09:00 -0800  reminder
02 Nov 18:00 UTC  la      Mon 02 Nov 10:00 -0800  digest
02 Nov 22:00 UTC  howe    Tue 03 Nov 09:00 +1100  reminder
"""
"""Nobody presses anything: each digest goes out by itself, after a bot that slept an hour later at the earliest."""


async def pass_days(
    playground: Playground, *, asleep: tuple[datetime, datetime], days: int = DAYS, hold: int = 0
) -> list[str]:
    """Let days pass, a new comment before each digest; return what came, by the clock of each place.

    hold: hours that moderators see a digest before it goes out; nobody does anything about it.
    """
    ctx, slack = playground.starling.context, playground.slack
    [workspace] = ctx.workspaces.all()
    opened_at = playground.clock.now()
    closes_at = opened_at + timedelta(days=days)
    exchange = await announced(playground, "A better gym", opened_at=opened_at, closes_at=closes_at)
    if hold:
        await held_flow.set_hold(ctx, exchange, hold)
    every = {"la": "mon 09:00", "howe": "sun 02:15", "beirut": "sun 00:00"}
    for place, when in every.items():
        channel = slack.add_channel(place, members=[playground.moderator], app=True)
        await flow.set_schedule(ctx, exchange, channel.id, parse_every(when), ZONES[place])
    for place, rules in RULES.items():
        channel = slack.add_channel(place, members=[playground.moderator], app=True)
        await flow.set_schedule(ctx, exchange, channel.id, parse_every("sat 23:30"), ZONES["la"], rules)
    people = {place: playground.person(place.title(), tz=zone) for place, zone in ZONES.items()}
    for person, text in zip(people.values(), DIFFERENT, strict=False):
        await share(playground, person, text)
    await tick(playground)
    reminders = Reminders(ctx)
    looks = [at + timedelta(hours=each) for at in list_reminders(opened_at, closes_at) for each in range(0, 26, 2)]
    looks += [asleep[1] + held.LEAST] if hold else []
    number, planned = 0, set[datetime]()
    while (now := playground.clock.now()) < closes_at:
        async with ctx.storage.read() as db:
            planned |= {each.next_at for each in await schedules.list_for(db, exchange.scope)}
        shown = [each - timedelta(hours=hold) for each in planned]
        moment = min(each for each in [*planned, *shown, *looks, closes_at] if each > now)
        moment = asleep[1] if asleep[0] <= moment < asleep[1] else moment
        number += 1
        await share(playground, people["la"], f"Idea {number}, unlike {'every' * number} other")
        playground.clock.later(seconds=(moment - playground.clock.now()).total_seconds() + 30)
        await tick(playground)
        await reminders.tick(workspace)
        await playground.settle()
    return list_rows(playground, people)


def list_rows(playground: Playground, people: Mapping[str, Person]) -> list[str]:
    """Return a row for each message, by its time: the moment in UTC, the place, the time there, what it is."""
    found: list[tuple[float, str, str]] = []
    for place in (*people, *RULES):
        digests = posted(playground, place)
        found += [(float(each.ts), place, "digest, late" if "Late:" in words(each) else "digest") for each in digests]
    for place, person in people.items():
        messages = [each for each in person.dm() if (each.metadata or {}).get("event_type") == EVENT]
        found += [(float(each.ts), place, "reminder") for each in messages]
    cards = [each for each in playground.moderator.dm() if (each.metadata or {}).get("event_type") == held.EVENT]
    found += [(float(each.ts), "staff", "a digest to look at") for each in cards]
    rows = []
    for at, place, what in sorted(found, key=lambda each: (each[0] // 60, each[1])):
        moment = datetime.fromtimestamp(at, UTC)
        there = moment.astimezone(ZoneInfo(ZONES.get(place, ZONES["la"])))
        rows.append(f"{moment:%d %b %H:%M} UTC  {place:6}  {there:%a %d %b %H:%M %z}  {what}")
    return rows


@pytest.mark.parametrize(
    ("began", "asleep", "table"),
    [
        (datetime(2026, 10, 3, 12, tzinfo=UTC), (datetime(2026, 10, 18, 20, tzinfo=UTC), 40), AUTUMN),
        (datetime(2027, 3, 12, 12, tzinfo=UTC), (datetime(2027, 3, 20, 20, tzinfo=UTC), 48), SPRING),
    ],
    ids=["autumn", "spring"],
)
async def test_each_message_comes_as_the_rules_say(
    tmp_path: Path, began: datetime, asleep: tuple[datetime, int], table: str
) -> None:
    async with open_playground(tmp_path, began=began) as playground:
        nap = (asleep[0], asleep[0] + timedelta(hours=asleep[1]))
        rows = await pass_days(playground, asleep=nap)
        assert rows == table.strip().split("\n")


async def test_moderators_see_each_digest_four_hours_before_whatever_the_clocks_do(tmp_path: Path) -> None:
    async with open_playground(tmp_path, began=datetime(2026, 10, 24, 10, tzinfo=UTC)) as playground:
        nap = (datetime(2026, 11, 1, 20, tzinfo=UTC), datetime(2026, 11, 2, 16, 30, tzinfo=UTC))
        rows = await pass_days(playground, asleep=nap, days=10, hold=4)
        assert rows == HELD.strip().split("\n")
