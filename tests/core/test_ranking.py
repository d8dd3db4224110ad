"""Agreement, and means over groups that count the same: by hand."""

import numpy as np
import pytest

from bot.core.ranking import agreement, equal_groups, mean_agreement


def test_agreement_by_hand() -> None:
    assert agreement([0, 0, 7, 0, 0]) == pytest.approx(1, abs=1e-9)
    # Half at either end: n²/4 pairs of n(n - 1)/2 lie four stars apart; D = 4 · (n / 2) / (n - 1) = 2 · 10 / 9 for ten.
    assert agreement([5, 0, 0, 0, 5]) == 0.0
    # 3 pairs: 4 and 4, twice 4 and 5: D = 2 / 3.
    assert agreement([0, 0, 0, 2, 1]) == pytest.approx(1 - (2 / 3) / 2, abs=1e-9)
    assert agreement([0, 0, 1, 0, 0]) is None
    assert mean_agreement([[0, 0, 10, 0, 0], [0, 0, 0, 1, 0]]) == pytest.approx(1, abs=1e-9)
    assert mean_agreement([]) is None


def test_where_each_group_counts_the_same_the_large_one_does_not_decide() -> None:
    means = np.array([[4.0, 2.0, 1.0], [3.5, 3.5, 5.0]])
    assert equal_groups(means, np.array([900, 12, 2]), min_members=10).tolist() == [3.0, 3.5]
    assert np.isnan(equal_groups(means, np.array([900, 2, 2]), min_members=10)).all()
