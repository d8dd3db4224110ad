"""What JSON columns hold is written and read by one class each, and comes back as it was."""

import json
from typing import Any

import pytest

from bot.domain.findings import (
    CommentStars,
    DividedComment,
    DivisiveComment,
    GroupContrast,
    GroupStars,
    ScoreFindings,
    ThemeStars,
)
from storage.digests import DigestBody, DigestFacts, Picture, QuotePlace
from storage.theme_changes import ChangeFacts, Membership, StateBefore
from storage.theme_snapshots import StoredTheme

FINDINGS = ScoreFindings(
    mean=3.6,
    themes=(ThemeStars(3, 3.9, 40, 0.3), ThemeStars(4, None, 2)),
    cells=(GroupStars(5, "Parent", 3.4, 12),),
    differences=(GroupContrast(5, "Parent", 3.4, 2.1),),
    common=(CommentStars(6, 4.0),),
    equal=(CommentStars(7, 3.9),),
    opinion_groups=(30, 20),
    divisive=(DivisiveComment(8, 1, -0.7),),
    consensus=(9,),
    coordinated=4,
    agreement=0.6,
    divided=(DividedComment(10, 1.6),),
)
THEME = StoredTheme(
    2,
    "Buses",
    ("late bus",),
    example_id=5,
    language="en",
    is_locked=True,
    words=("bus", "route"),
    parts=(("Late bus", (5, 6)), ("Full bus", (7, 8))),
)


@pytest.mark.parametrize(
    "value",
    [
        FINDINGS,
        ScoreFindings(),
        ChangeFacts("Buses", "Lunch", "Late buses", {"gain": 0.4}),
        StateBefore((THEME,), (Membership(5, 2, 0.75, is_pinned=True),), (9,)),
        DigestFacts(10, 20, 100, (1, 9)),
        DigestFacts(10, 20, 100, (1, 9), (60, 45, 70, 52)),
        DigestBody("text", [{"type": "divider"}], None, {5: (QuotePlace(3, 1), QuotePlace(7, 2))}, "removed", 1),
        DigestBody("text", [{"type": "divider"}], Picture(0, "<svg/>", "Buses: 4 comments"), {}, "removed"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_written_as_json_is_read_back_the_same(value: Any) -> None:
    assert type(value).from_json(json.loads(json.dumps(value.to_json()))) == value


def test_before_the_first_fit_nothing_is_found() -> None:
    assert ScoreFindings.from_json({}) == ScoreFindings()


def test_what_a_newer_build_adds_to_findings_is_left_out() -> None:
    stored = ScoreFindings(coordinated=3).to_json()
    assert ScoreFindings.from_json(stored | {"of_tomorrow": [1]}) == ScoreFindings.from_json(stored)
