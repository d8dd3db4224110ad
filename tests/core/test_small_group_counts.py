"""Group sizes are published so that nobody can be found in the numbers, nor by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.small_group_counts import MIN_GROUP, GroupSizes, group_sizes


def test_large_groups_are_published_separately_and_small_ones_together() -> None:
    found = group_sizes({"Parent": 30, "Student": 12, "Teacher": 4, "Administrator": 3})
    assert found == GroupSizes((("Parent", 30), ("Student", 12)), ("Teacher", "Administrator"), 7)


def test_one_small_group_takes_the_next_larger_with_it() -> None:
    found = group_sizes({"Parent": 30, "Student": 12, "Administrator": 3})
    assert found == GroupSizes((("Parent", 30),), ("Student", "Administrator"), 15)


def test_a_group_without_members_is_shown_by_nothing() -> None:
    assert group_sizes({"Parent": 30, "Student": 12, "Board": 0}).together == ("Student", "Board")
    assert group_sizes({"Parent": 0, "Student": 0}) == GroupSizes((), ("Parent", "Student"), None)


def test_few_people_are_not_published_by_group() -> None:
    assert group_sizes({"Parent": 2, "Student": 1}) == GroupSizes((), ("Parent", "Student"), None)
    assert group_sizes({"Parent": 6, "Student": 1}) == GroupSizes((), ("Parent", "Student"), 7)
    assert group_sizes({}) == GroupSizes((), (), 0 or None)


@given(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 12)))
def test_no_number_published_or_computed_is_of_fewer_than_five(people: dict[str, int]) -> None:
    found = group_sizes(people)
    assert {name for name, _ in found.groups} | set(found.together) == set(people)
    assert all(count >= MIN_GROUP and people[name] == count for name, count in found.groups)
    hidden = sum(people.values()) - sum(count for _, count in found.groups)
    if found.together and found.groups:
        assert hidden >= MIN_GROUP
        assert len(found.together) >= 2
    assert found.rest in {None, hidden}
    if found.rest is not None:
        assert found.rest >= MIN_GROUP


def test_the_order_of_small_groups_reveals_nothing_of_their_size() -> None:
    assert group_sizes({"Admin": 1, "Teacher": 4, "Parent": 30}).together == ("Admin", "Teacher")
    assert group_sizes({"Teacher": 4, "Admin": 1, "Parent": 30}).together == ("Teacher", "Admin")
