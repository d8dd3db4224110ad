"""Time zone rules are the newest that are there, whatever the host's age, and schedules keep to them."""

import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import zones
from bot.core.digest_schedule import last_slot, next_slot, parse_every
from bot.core.times import parse_moment

DECEMBER = datetime(2026, 12, 15, 12, tzinfo=UTC)
OFFSETS = {  # by the rules of 2026f; 2025b has each of them an hour off
    "America/Vancouver": -7,
    "America/Edmonton": -6,
    "Africa/Casablanca": 0,
    "America/Havana": -4,
}


@pytest.fixture(autouse=True)
def rules_are_put_back() -> Iterator[None]:
    yield
    zones.use_newest.cache_clear()
    zoneinfo.reset_tzpath()
    zones.use_newest()


@pytest.fixture
def old_host(tmp_path: Path) -> Path:
    """A folder as an old system has it: a version, and a zone by rules that have changed since."""
    (tmp_path / "tzdata.zi").write_text("# version 2025b\n# This zic input file is in the public domain.\n")
    there = tmp_path / "America" / "Vancouver"
    there.parent.mkdir()
    with zoneinfo._common.load_tzdata("America/Los_Angeles") as file:
        there.write_bytes(file.read())
    return tmp_path


@pytest.mark.parametrize("zone", OFFSETS)
def test_the_rules_that_changed_of_late_are_known(zone: str) -> None:
    assert DECEMBER.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(hours=OFFSETS[zone])


def test_an_old_host_does_not_hold_the_rules_back(old_host: Path) -> None:
    zoneinfo.reset_tzpath(to=[old_host])
    ZoneInfo.clear_cache()
    assert DECEMBER.astimezone(ZoneInfo("America/Vancouver")).utcoffset() == timedelta(hours=-8), "what it would say"

    rules = zones.choose([str(old_host)])

    assert rules == zones.ZoneRules(zones.package_version(), "the tzdata package")
    assert DECEMBER.astimezone(ZoneInfo("America/Vancouver")).utcoffset() == timedelta(hours=-7)


def test_a_newer_host_is_believed(old_host: Path) -> None:
    (old_host / "tzdata.zi").write_text("# version 2099a\n")
    assert zones.choose([str(old_host)]) == zones.ZoneRules("2099a", str(old_host))
    assert DECEMBER.astimezone(ZoneInfo("America/Vancouver")).utcoffset() == timedelta(hours=-8)


@pytest.mark.parametrize("content", ["", "no version here\n", "# version unknown\n"])
def test_a_host_that_states_no_version_is_not_believed(tmp_path: Path, content: str) -> None:
    (tmp_path / "tzdata.zi").write_text(content)
    assert zones.choose([str(tmp_path)]).source == "the tzdata package"


def test_without_the_package_the_host_is_all_there_is(old_host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tzdata", None)
    assert zones.choose([str(old_host)]) == zones.ZoneRules("2025b", str(old_host))
    assert str(zones.choose([])) == "version unknown, from nowhere"


def test_versions_are_ordered_as_iana_counts_them() -> None:
    in_order = ["2025b", "2025c", "2026a", "2026z", "2026za", "2027a"]
    assert sorted(in_order, key=zones._age) == in_order


@pytest.mark.parametrize("module", ["bot.__main__", "bot.worker.__main__", "bot.app", "bot.playground.run"])
def test_every_way_to_start_goes_by_them(module: str) -> None:
    asked = (
        f"import {module}; from datetime import datetime; from zoneinfo import ZoneInfo; "
        "print(datetime(2026, 12, 15, tzinfo=ZoneInfo('America/Vancouver')).strftime('%z'))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=600)
    assert done.stdout == "-0700\n"


def test_a_digest_at_nine_in_vancouver_comes_at_nine_in_december() -> None:
    slot = next_slot(parse_every("daily 9:00"), "America/Vancouver", DECEMBER)
    assert slot.at == datetime(2026, 12, 15, 16, tzinfo=UTC)
    assert parse_moment("fri 9:00", zone="America/Vancouver", now=DECEMBER) == datetime(2026, 12, 18, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Santiago", "2027-09-05"),
        ("Africa/Cairo", "2027-04-30"),
        ("Asia/Beirut", "2027-03-28"),
        ("Atlantic/Azores", "2027-03-28"),
    ],
)
def test_on_a_day_without_midnight_what_is_due_then_comes_an_hour_later(zone: str, day: str) -> None:
    place = ZoneInfo(zone)
    before = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=place) - timedelta(days=1)
    slot = next_slot(parse_every("daily 0:00"), zone, before.astimezone(UTC))
    local = slot.at.astimezone(place)
    assert (str(local.date()), f"{local:%H:%M}", str(slot.day)) == (day, "01:00", day)
    assert parse_moment(f"{day} 0:00", zone=zone, now=before.astimezone(UTC)) == slot.at


@pytest.mark.parametrize(
    ("zone", "written", "day"),
    [
        ("America/New_York", "daily 1:30", "2026-11-01"),
        ("Australia/Lord_Howe", "daily 1:45", "2027-04-04"),
        ("Atlantic/Azores", "daily 0:30", "2027-10-31"),
        ("America/Santiago", "daily 23:30", "2027-04-03"),
    ],
)
def test_of_an_hour_that_repeats_the_first_counts_and_the_second_does_nothing(
    zone: str, written: str, day: str
) -> None:
    every, place = parse_every(written), ZoneInfo(zone)
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=place).astimezone(UTC)
    first = next_slot(every, zone, noon - timedelta(days=1))
    while str(first.day) != day:
        first = next_slot(every, zone, first.at)
    again = first.at.astimezone(place).replace(fold=1)
    assert again.astimezone(UTC) > first.at, "the time comes twice"
    assert next_slot(every, zone, first.at).day == first.day + timedelta(days=1)
    assert last_slot(every, zone, again.astimezone(UTC)) == first
