"""When a release is due: within the first day each hour, then once a day; figures by group at a few moments."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_BEGINS = time(6)
"""When a day begins, in the exchange's zone: the figures of a morning's digest are of that morning."""

GROUP_RELEASES = 3
"""Releases of figures by group while an exchange with a close date is open; one more follows at the close."""

MONTH = timedelta(days=30)
"""Time between two releases of figures by group where there is no close date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What decides. zone: IANA. first_at: of the first release, None before. group_count: releases by group so far."""

    zone: str
    opened_at: datetime
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    first_at: datetime | None = None
    group_count: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A look at whether figures change. slot: one look is made in each. The rest: of the release, as in release.py."""

    slot: str
    day: int
    has_groups: bool
    is_close: bool
    is_for_new_themes: bool = False
    theme_mark: str = ""
    extra_day: int = 0  # of the last look that was for new themes alone

    @property
    def mark(self) -> str:
        """What is kept of the look, to know the next one."""
        return f"{self.slot}|{self.theme_mark}|{self.day if self.is_for_new_themes else self.extra_day}"


def after(last: str, due: Due, theme_mark: str) -> Due | None:
    """Return the look that is due after the last one; None where none is. last: its mark, "" before the first.

    theme_mark: which themes there are. New ones get figures at the next look, and for them alone there is one more
    look a day: so a digest that finds them shows their stars.
    """
    slot, themes, extra = last.split("|") if last else ("", "", "0")
    due = replace(due, theme_mark=theme_mark, extra_day=int(extra))
    if slot != due.slot:
        return due
    if themes != theme_mark and due.extra_day != due.day:
        return replace(due, is_for_new_themes=True, has_groups=False, is_close=False)
    return None


def due_at(plan: Plan, now: datetime) -> Due:
    """Return the look that belongs to this moment; of two moments with the same slot the first one is enough."""
    day = day_of(now, plan.zone)
    if plan.closed_at is not None:
        return Due(f"closed {plan.closed_at:%Y-%m-%d %H:%M:%S}", day, has_groups=True, is_close=True)
    groups = count_group_moments(plan, now)
    has_groups = groups > plan.group_count
    slot = f"{day} g{groups}"
    if plan.first_at is None or day_of(plan.first_at, plan.zone) == day:
        slot = f"{now:%Y-%m-%d %H}h g{groups}"
    return Due(slot, day, has_groups, is_close=False)


def day_of(moment: datetime, zone: str) -> int:
    """Return the number of the day that a moment belongs to. moment: aware; zone: IANA."""
    begins = timedelta(hours=DAY_BEGINS.hour, minutes=DAY_BEGINS.minute)
    return (moment.astimezone(ZoneInfo(zone)) - begins).date().toordinal()


def count_group_moments(plan: Plan, now: datetime) -> int:
    """Return how many moments for figures by group have passed: spread evenly over the planned time, or each month."""
    passed = now - plan.opened_at
    if plan.closes_at is None or plan.closes_at <= plan.opened_at:
        return max(int(passed / MONTH), 0)
    part = (plan.closes_at - plan.opened_at) / (GROUP_RELEASES + 1)
    return min(max(int(passed / part), 0), GROUP_RELEASES)
