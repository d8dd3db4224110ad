"""Participation by group: how many of those who were asked took part, and which groups fall behind the others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.errors import InputError, echo
from bot.core.small_group_counts import GroupSizes

MAX_PEOPLE = 1_000_000
"""In a group of a roster."""

FALLS_BEHIND = 0.8
"""Of the share of all who took part; below it a group is under-represented. The usual four fifths."""

_SIZE = re.compile(r"(?P<name>.*?\S)\s*[\s:=]\s*(?P<people>\d[\d.,\s]*)")
_NO_DIGITS = re.compile(r"[.,\s]")
_MENTION = r"<!subteam\^(S[A-Z0-9]{2,30})(?:\|[^<>]*)?>"  # as Slack writes a user group
_BY_GROUP = re.compile(rf"(?P<name>.*?\S)\s*[\s:=]\s*(?P<mentions>(?:{_MENTION}[\s+]*)+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A group, or several that are only counted together. people: who took part, or more than that; asked: in all.

    is_behind: fewer took part than of the others, whatever the true number behind `people` is.
    """

    names: tuple[str, ...]
    people: int
    asked: int
    is_behind: bool


def parse_roster(written: str, groups: Sequence[str]) -> dict[str, int | tuple[str, ...]]:
    """Return how many people are in each group: "Student 620, Parent 1,100". A group that is left out is unknown.

    A tuple has the ids of Slack's user groups that were written in the place of a number. groups: that the exchange
    asks for. Raises InputError.
    """
    roster: dict[str, int | tuple[str, ...]] = {}
    by_name = {name.casefold(): name for name in groups}
    for part in re.split(r"[;\n]|,(?!\d{3}(?!\d))", written):
        if not part.strip():
            continue
        found = _BY_GROUP.fullmatch(part.strip()) or _SIZE.fullmatch(part.strip())
        if found is None:
            raise InputError("roster.unreadable", part=echo(part.strip()))
        name = by_name.get(found["name"].strip("\"'“”«»: =").casefold())
        if name is None:
            raise InputError("roster.no_group", name=echo(found["name"]), groups=list(groups))
        if name in roster:
            raise InputError("roster.twice", name=name)
        roster[name] = _read_size(found, name)
    if not roster:
        raise InputError("roster.unreadable", part=echo(written))
    return roster


def _read_size(found: re.Match[str], name: str) -> int | tuple[str, ...]:
    """Return the number or the user groups behind the name of a group. Raises InputError."""
    if "mentions" in found.groupdict():
        return tuple(dict.fromkeys(re.findall(_MENTION, found["mentions"])))
    people = _NO_DIGITS.sub("", found["people"])
    if not 1 <= len(people) <= len(str(MAX_PEOPLE)) or not 1 <= int(people) <= MAX_PEOPLE:
        raise InputError("roster.how_many", name=name, max=MAX_PEOPLE)
    return int(people)


def take_part(roster: Mapping[str, int], sizes: GroupSizes, *, step: int = 0) -> list[Part]:
    """Return the groups of a roster beside who took part, in the roster's order, groups without a known size left out.

    sizes: as they are published, so nothing else shows in the result. step: that a size may be below the
    true number, 0 where sizes are exact. Groups that are counted together are one part if the roster has all.
    """
    rows: list[tuple[tuple[str, ...], int]] = [((name,), people) for name, people in sizes.groups if name in roster]
    if sizes.rest is not None and all(name in roster for name in sizes.together):
        rows.append((sizes.together, sizes.rest))
    order = {name: at for at, name in enumerate(roster)}

    def place(row: tuple[tuple[str, ...], int]) -> int:
        names, _ = row
        return min(order[name] for name in names)

    rows.sort(key=place)
    counted = [(names, people, sum(roster[name] for name in names)) for names, people in rows]
    everybody, all_asked = sum(people for _, people, _ in counted), sum(asked for _, _, asked in counted)
    return [
        Part(
            names,
            people,
            asked,
            is_behind=len(counted) > 1 and (people + step) / asked < FALLS_BEHIND * everybody / all_asked,
        )
        for names, people, asked in counted
    ]
