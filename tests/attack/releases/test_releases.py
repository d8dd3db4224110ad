"""What is shown gives nobody's stars away: an attacker that combines all surfaces and releases, and knows four of five.

The full form is `benchmarks/releases.py`; this one has fewer exchanges and the same bounds.
"""

import pytest

from benchmarks.releases import SHARES, SIZES, Result, attack, attack_close
from bot.core.limits import DEVIATION, STRICT_DEVIATION

EXCHANGES = 70
KNOWING, NOT_KNOWING, CONTROL = 0.40, 0.36, 0.8


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return attack(3, EXCHANGES, noise=DEVIATION, with_plain=False)


def test_chance_is_to_guess_the_commonest_star() -> None:
    assert max(SHARES) == 0.32
    assert sum(SHARES) == pytest.approx(1, abs=1e-9)


def test_the_attacker_succeeds_on_live_exact_means(results: list[Result]) -> None:
    assert [each.size for each in results] == list(SIZES)
    assert all(each.live >= CONTROL for each in results), results


def test_knowing_four_of_five_new_raters_it_hardly_does_better_than_chance(results: list[Result]) -> None:
    assert all(each.knowing <= KNOWING for each in results), results


def test_knowing_nobody_it_does_no_better_than_chance(results: list[Result]) -> None:
    assert all(each.not_knowing <= NOT_KNOWING for each in results), results


def test_the_strict_setting_leaves_it_less(results: list[Result]) -> None:
    # Four days, so that the last release is no further from the target's than the attacker combines.
    strict = attack(3, EXCHANGES, noise=STRICT_DEVIATION, sizes=(5,), with_plain=False, days=4)
    assert strict[0].knowing <= KNOWING
    assert strict[0].live >= CONTROL


def test_the_close_counts_the_last_few_raters_and_gives_none_of_them_away() -> None:
    found = attack_close(3, EXCHANGES, noise=DEVIATION, sizes=(5,))
    assert all(each.live >= CONTROL for each in found), found
    assert all(each.knowing <= KNOWING and each.not_knowing <= NOT_KNOWING for each in found), found
