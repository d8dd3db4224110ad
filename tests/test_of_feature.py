"""`make check FEATURE=…` finds the tests of a feature by itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.of_feature import list_features, list_tests

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("feature", list_features())
def test_every_feature_has_tests_of_its_own(feature: str) -> None:
    assert [path for path in list_tests(feature) if path.is_dir() or path.parent.name == "stories"]


def test_stories_folder_and_formulas_of_a_feature_belong_to_it() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in list_tests("rate")}
    assert {"tests/rate", "tests/stories/test_rate.py", "tests/stories/test_rate_typed_place.py"} <= found
    assert "tests/core/test_rating_words.py" in found, "no other feature reads typed stars"
    assert "tests/storage/test_exchanges.py" not in found, "every feature reads exchanges"
    assert not [name for name in found if "home" in name]


def test_an_s_at_the_end_may_be_missing() -> None:
    assert ROOT / "tests/stories/test_exchange_dates.py" in list_tests("exchanges")


def test_a_name_that_no_feature_has_is_answered_with_those_that_there_are() -> None:
    wrong = subprocess.run(
        [sys.executable, ROOT / "tests/of_feature.py", "rates"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1
    assert "rate, receipts, results" in wrong.stderr
