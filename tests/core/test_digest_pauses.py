"""Quiet hours and holidays: a digest moves to the next allowed moment, by the clock on the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.digest_pauses import (
    Pauses,
    allowed,
    before_quiet,
    last_due,
    next_due,
    parse_holidays,
    parse_quiet,
    read_pauses,
)
from bot.core.digest_schedule import parse_every
from bot.core.errors import InputError

BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
LA, HOWE = "America/Los_Angeles", "Australia/Lord_Howe"


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("quiet", "holidays", "zone", "due", "moved"),
    [
        ("20:00-07:00", "", LA, "2026-10-05 21:00", "2026-10-06 07:00"),
        ("20:00-07:00", "", LA, "2026-10-05 06:59", "2026-10-05 07:00"),
        ("20:00-07:00", "", LA, "2026-10-05 07:00", "2026-10-05 07:00"),
        ("12:00-14:00", "", LA, "2026-10-05 13:00", "2026-10-05 14:00"),
        ("", "2026-12-24,2026-12-25", LA, "2026-12-24 09:00", "2026-12-26 09:00"),
        ("20:00-07:00", "2026-12-24,2026-12-25", LA, "2026-12-23 21:00", "2026-12-26 07:00"),
        ("20:00-07:00", "2026-12-24", LA, "2026-12-24 21:00", "2026-12-26 07:00"),
        ("22:00-02:30", "", LA, "2027-03-13 23:00", "2027-03-14 03:30"),  # 02:30 does not exist: the gap later
        ("22:00-01:30", "", LA, "2026-10-31 23:00", "2026-11-01 01:30"),  # twice: the first counts
        ("22:00-02:15", "", HOWE, "2026-10-03 23:00", "2026-10-04 02:45"),  # a gap of half an hour
        ("", "2027-03-13", LA, "2027-03-13 02:30", "2027-03-14 03:30"),
    ],
)
def test_it_moves_to_the_next_allowed_moment(quiet: str, holidays: str, zone: str, due: str, moved: str) -> None:
    pauses = read_pauses(quiet, holidays)
    assert allowed(pauses, at(due, zone), zone).astimezone(ZoneInfo(zone)) == at(moved, zone)


def test_days_of_one_holiday_bring_one_digest() -> None:
    every, pauses = parse_every("daily 09:00"), read_pauses("", "2026-12-24,2026-12-25,2026-12-26")
    now, seen = at("2026-12-23 10:00", LA), []
    for _ in range(3):
        now = next_due(every, LA, pauses, now)
        seen.append(f"{now.astimezone(ZoneInfo(LA)):%d %H:%M}")
    assert seen == ["27 09:00", "28 09:00", "29 09:00"]


quiets = st.sampled_from(["", "20:00-07:00", "09:00-09:30", "00:00-23:59", "22:15-02:30"])
days = st.lists(st.dates(date(2026, 10, 1), date(2027, 4, 20)), max_size=20)
schedules = st.sampled_from(["mon 09:00", "daily 02:15", "sun 00:00", "weekdays 23:30"])
moments = st.integers(0, 200 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


@given(quiets, days, schedules, moments, st.sampled_from([LA, HOWE, "Asia/Beirut", "UTC"]))
def test_what_is_due_next_is_due_then_and_never_in_a_pause(
    quiet: str, holidays: list[date], when: str, now: datetime, zone: str
) -> None:
    pauses, every = Pauses(read_pauses(quiet, "").quiet, frozenset(holidays)), parse_every(when)
    moment = next_due(every, zone, pauses, now)
    assert moment > now
    assert last_due(every, zone, pauses, moment).at == moment
    assert last_due(every, zone, pauses, moment - timedelta(seconds=1)).at <= now
    assert moment.astimezone(ZoneInfo(zone)).date() not in pauses.holidays


@pytest.mark.parametrize(
    ("written", "kept"),
    [("20-7", "20:00-07:00"), ("20:30 to 6.15", "20:30-06:15"), ("", ""), ("22h a 7", "")],
)
def test_quiet_hours_are_read(written: str, kept: str) -> None:
    if written == "22h a 7":
        with pytest.raises(InputError):
            parse_quiet(written)
    else:
        assert parse_quiet(written) == kept


def test_holidays_are_read_and_too_many_are_refused() -> None:
    assert parse_holidays("2026-12-24, 2026-12-31 to 2027-01-01") == "2026-12-24,2026-12-31,2027-01-01"
    for wrong in ("24.12.", "2026-02-30", "2026-01-01..2026-12-31", "2027-01-02..2027-01-01"):
        with pytest.raises(InputError):
            parse_holidays(wrong)


def test_what_would_begin_in_quiet_hours_begins_before_them() -> None:
    pauses = read_pauses("20:00-07:00", "")
    night, morning = datetime(2026, 12, 2, 3, tzinfo=UTC), datetime(2026, 12, 2, 12, tzinfo=UTC)
    assert before_quiet(pauses, night, "UTC") == datetime(2026, 12, 1, 20, tzinfo=UTC)
    assert before_quiet(pauses, night.replace(hour=21), "UTC") == datetime(2026, 12, 2, 20, tzinfo=UTC)
    assert before_quiet(pauses, morning, "UTC") == morning
    assert before_quiet(read_pauses("", ""), night, "UTC") == night
