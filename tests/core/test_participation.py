"""Participation by group, by hand: what a roster says, and which groups fall behind."""

import pytest

from bot.core.errors import InputError
from bot.core.participation import Part, parse_roster, take_part
from bot.core.small_group_counts import GroupSizes

GROUPS = ("Student", "Parent", "School staff", "Board")


@pytest.mark.parametrize(
    "written",
    [
        "Student 620, Parent 1100, School staff 45",
        "student=620; PARENT: 1,100; school staff = 45",
        "Student 620\nParent 1.100\n“School staff” 45",
    ],
)
def test_a_roster_is_read_as_people_write_it(written: str) -> None:
    assert parse_roster(written, GROUPS) == {"Student": 620, "Parent": 1100, "School staff": 45}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "roster.unreadable"),
        ("Student", "roster.unreadable"),
        ("Teacher 5", "roster.no_group"),
        ("Student 5, student 6", "roster.twice"),
        ("Student 0", "roster.how_many"),
        ("Student 1000001", "roster.how_many"),
        ("Student 99999999999999999999", "roster.how_many"),
    ],
)
def test_what_is_no_roster_says_what_to_write(written: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_roster(written, GROUPS)
    assert raised.value.code == code


def test_user_groups_are_read_in_the_place_of_a_number() -> None:
    written = "Student <!subteam^S0GRADE9|@grade9> + <!subteam^S0GRADE10>, Parent: <!subteam^S0P|@p>; Board 7"
    found = parse_roster(written, GROUPS)
    assert found == {"Student": ("S0GRADE9", "S0GRADE10"), "Parent": ("S0P",), "Board": 7}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Student 5 <!subteam^S0P>", "roster.no_group"),
        ("Student <!subteam^S0P> 5", "roster.no_group"),
        ("<!subteam^S0P>", "roster.unreadable"),
        ("Student <@U0ANA>", "roster.unreadable"),
        ("Student <!subteam^S0P>, Student 5", "roster.twice"),
    ],
)
def test_a_user_group_is_alone_behind_its_name(written: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_roster(written, GROUPS)
    assert raised.value.code == code


def test_groups_far_below_the_share_of_all_fall_behind() -> None:
    roster = {"Student": 400, "Parent": 200, "School staff": 60, "Board": 10}
    sizes = GroupSizes((("Parent", 120), ("Student", 40)), ("School staff", "Board"), 30)
    # 190 of 670 took part, 28 %; four fifths of it are 23 %.
    assert take_part(roster, sizes) == [
        Part(("Student",), 40, 400, is_behind=True),
        Part(("Parent",), 120, 200, is_behind=False),
        Part(("School staff", "Board"), 30, 70, is_behind=False),
    ]


def test_what_is_not_published_is_left_out_and_a_size_in_steps_has_the_benefit_of_the_doubt() -> None:
    sizes = GroupSizes((("Parent", 20), ("Student", 15)), ("School staff", "Board"), None)
    roster = {"Student": 100, "Parent": 100, "Board": 5}
    assert [each.names for each in take_part(roster, sizes)] == [("Student",), ("Parent",)]
    assert not any(each.is_behind for each in take_part(roster, sizes, step=5)), "15 may be 20"
    assert take_part({"Student": 200, "Parent": 20}, sizes, step=5)[0].is_behind
    pooled = GroupSizes((("Parent", 20),), ("School staff", "Board"), 12)
    assert [each.names for each in take_part(roster, pooled)] == [("Parent",)], "not all of the pool is in the roster"
