"""Leases of what follows people's acts: their end says in which ten minutes it was, and no more."""

from datetime import UTC, datetime, timedelta

from storage.computations import coarse_end

BEGAN = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_all_moments_of_ten_minutes_have_one_end_and_a_round_has_ten_minutes_or_more() -> None:
    ends = {coarse_end(BEGAN + timedelta(seconds=second)) for second in range(600)}
    assert ends == {BEGAN + timedelta(minutes=20)}
    assert coarse_end(BEGAN + timedelta(minutes=10)) == BEGAN + timedelta(minutes=30)
