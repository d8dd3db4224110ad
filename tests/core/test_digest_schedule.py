"""When a digest is due: what moderators write, and what the clocks do to it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.digest_schedule import Every, Slot, format_schedule, last_slot, next_slot, parse_every
from bot.core.errors import InputError
from tests.core.processor import processor_ms
from tests.sentences import EN

LA = "America/Los_Angeles"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("mon 09:00", "mon 09:00"),
        ("mon 9", "mon 09:00"),
        ("“Mon 9:00”", "mon 09:00"),
        ("Monday at 9am", "mon 09:00"),
        ("every thursday 16.30", "thu 16:30"),
        ("mon, thu 4:30 pm", "mon, thu 16:30"),
        ("thu and mon 12 am", "mon, thu 00:00"),
        ("mon-wed 12pm", "mon, tue, wed 12:00"),
        ("sat-mon 10:00", "mon, sat, sun 10:00"),
        ("daily 9:00", "daily 09:00"),
        ("every day at 23:59", "daily 23:59"),
        ("weekdays 16:30", "weekdays 16:30"),
        ("mon-fri 16:30", "weekdays 16:30"),
        ("mon tue wed thu fri sat sun 8:00", "daily 08:00"),
        ("Tuesdays 7:05", "tue 07:05"),
        ("lunes 9:00", "mon 09:00"),
        ("los lunes y jueves a las 4:30 p. m.", "mon, thu 16:30"),
        ("todos los miércoles a las 9 de la noche", "wed 21:00"),
        ("mar, jue 9", "tue, thu 09:00"),
        ("sábados y domingos 10:00", "sat, sun 10:00"),
        ("de lunes a viernes a las 16:30", "weekdays 16:30"),
        ("lun-mié 16:30", "mon, tue, wed 16:30"),
        ("días laborables 16:30", "weekdays 16:30"),
        ("entre semana a las 8", "weekdays 08:00"),
        ("cada día 9:00", "daily 09:00"),
        ("todos los días a las 9", "daily 09:00"),
        ("a diario 9:00", "daily 09:00"),
    ],
)
def test_a_moderator_writes_days_and_a_time(written: str, meant: str) -> None:
    assert str(parse_every(written)) == meant
    assert parse_every(meant) == parse_every(written)


@pytest.mark.parametrize(
    "written",
    ["", "mon", "09:00", "someday 9:00", "mon 25:00", "mon 9:60", "mon 13pm", "mon 0am", "mon 9:00 10:00", "mon -9",
     "mon 9 oclock", "every 2 weeks mon 9:00", "x-mon 9:00"],
)  # fmt: skip
def test_what_names_no_time_is_answered_with_how_to_write_it(written: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_every(written)
    assert refusal.value.code in {"times.schedule", "times.no_such_time"}


def test_the_longest_schedule_fits_its_column() -> None:
    assert len(str(parse_every("mon tue wed thu fri sat 23:59"))) <= 40


@pytest.mark.parametrize(
    ("every", "zone", "after", "day", "at"),
    [
        # an ordinary week
        ("mon 09:00", LA, "2026-11-18 00:00", "2026-11-23", "2026-11-23 17:00"),
        ("mon 09:00", LA, "2026-11-23 16:59:59", "2026-11-23", "2026-11-23 17:00"),
        ("mon 09:00", LA, "2026-11-23 17:00", "2026-11-30", "2026-11-30 17:00"),
        # far from UTC the local day is another one
        ("mon 09:00", "Pacific/Auckland", "2026-11-22 19:00", "2026-11-23", "2026-11-22 20:00"),
        ("daily 23:30", LA, "2026-11-24 07:00", "2026-11-23", "2026-11-24 07:30"),
        # 2026-11-01: 01:30 comes twice in Los Angeles, and the first one counts
        ("daily 01:30", LA, "2026-10-31 08:30", "2026-11-01", "2026-11-01 08:30"),
        ("daily 01:30", LA, "2026-11-01 08:30", "2026-11-02", "2026-11-02 09:30"),
        ("daily 01:30", LA, "2026-11-01 09:30", "2026-11-02", "2026-11-02 09:30"),
        # 2027-03-14: 02:30 never comes in Los Angeles, and 03:30 takes its place
        ("daily 02:30", LA, "2027-03-13 10:30", "2027-03-14", "2027-03-14 10:30"),
        ("daily 02:30", LA, "2027-03-14 10:30", "2027-03-15", "2027-03-15 09:30"),
        # the wall clock stays through both changes
        ("sun 09:00", LA, "2026-10-25 17:00", "2026-11-01", "2026-11-01 17:00"),
        ("sun 09:00", LA, "2027-03-07 18:00", "2027-03-14", "2027-03-14 16:00"),
        # a change at midnight, and half an hour of change
        ("daily 00:00", "Africa/Cairo", "2026-04-23 12:00", "2026-04-24", "2026-04-23 22:00"),
        ("daily 02:15", "Australia/Lord_Howe", "2026-10-03 15:00", "2026-10-04", "2026-10-03 15:45"),
        # Samoa skipped a day: its two slots fall on one moment, and are one
        ("daily 09:00", "Pacific/Apia", "2011-12-29 19:00", "2011-12-30", "2011-12-30 19:00"),
        ("daily 09:00", "Pacific/Apia", "2011-12-30 19:00", "2012-01-01", "2011-12-31 19:00"),
        # a zone nobody knows is UTC
        ("daily 09:00", "Mars/Olympus", "2026-11-23 09:00", "2026-11-24", "2026-11-24 09:00"),
    ],
)
def test_the_next_digest_comes_at_the_local_time(every: str, zone: str, after: str, day: str, at: str) -> None:
    assert next_slot(parse_every(every), zone, utc(after)) == Slot(date.fromisoformat(day), utc(at))


def test_a_year_of_digests_fires_once_a_day_whatever_the_clocks_do() -> None:
    for written in ("daily 01:30", "daily 02:30", "daily 00:00", "daily 23:59"):
        every, moment, slots = parse_every(written), utc("2026-06-01 12:00"), []
        for _ in range(400):
            slot = next_slot(every, LA, moment)
            slots.append(slot)
            moment = slot.at
        assert len({slot.day for slot in slots}) == 400
        assert slots[-1].day - slots[0].day == timedelta(days=399)
        assert all(a.at < b.at for a, b in pairwise(slots))


moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
schedules = st.builds(
    Every,
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
zones = st.sampled_from([LA, "Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])


@given(schedules, zones, moments)
def test_between_the_last_slot_and_the_next_there_is_none(every: Every, zone: str, moment: datetime) -> None:
    last, following = last_slot(every, zone, moment), next_slot(every, zone, moment)
    assert last.at <= moment < following.at
    assert next_slot(every, zone, last.at) == following
    assert following.day.weekday() in every.weekdays


@given(schedules)
def test_what_is_kept_or_printed_reads_back_as_what_was_meant(every: Every) -> None:
    assert parse_every(str(every)) == every
    assert parse_every(format_schedule(every, "en")) == every
    assert parse_every(format_schedule(every, "es-MX")) == every


@given(st.text(max_size=60))
def test_any_text_is_a_schedule_or_a_short_refusal(text: str) -> None:
    def attempt() -> None:
        try:
            parse_every(text)
        except InputError as refusal:
            assert len(EN.error(refusal)) < 200  # noqa: PT017

    assert min(processor_ms(attempt) for _ in range(3)) < 5
