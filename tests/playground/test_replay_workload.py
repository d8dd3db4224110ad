"""The district: exactly as many people, comments and ratings as it had."""

from collections import Counter
from pathlib import Path

import pytest

from bot.playground.replay.workload import KSD, District, ShareAct, Visit, make_workload, read_texts
from bot.settings import SettingsError


def test_the_district_has_its_people_comments_and_ratings() -> None:
    plan = make_workload([f"Comment {number}" for number in range(KSD.comments)], seed=1)
    assert len(plan.people) == 1137
    groups = Counter(person.group for person in plan.people)
    assert groups.pop(None) == 80
    assert groups == KSD.groups
    assert sum(person.wanted_ratings for person in plan.people) == 32_824
    assert min(person.wanted_ratings for person in plan.people) >= 1
    assert sum(isinstance(act, ShareAct) for act in plan.acts) == 1000
    assert sorted(act.person for act in plan.acts if isinstance(act, Visit)) == list(range(1137))


def test_the_same_seed_gives_the_same_plan_and_another_another() -> None:
    district = District({"Students": 5, "Parents": 9}, ungrouped=2, comments=10, ratings=64)
    texts = [f"Comment {number}" for number in range(10)]
    assert make_workload(texts, 1, district) == make_workload(texts, 1, district)
    assert make_workload(texts, 1, district) != make_workload(texts, 2, district)
    assert sum(person.wanted_ratings for person in make_workload(texts, 3, district).people) == 64


def test_texts_are_the_first_that_differ(tmp_path: Path) -> None:
    file = tmp_path / "texts.csv"
    file.write_text('id,text\n1,One\n2," One "\n3,\n4,Two\n5,Three\n', encoding="utf-8")
    assert read_texts(file, 2) == ["One", "Two"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "does not exist"),
        (b"words\nOne\n", "lacks the column text"),
        (b"text\nOne\n", "1 different"),
        (b"\xff", "CSV"),
    ],
)
def test_an_unusable_file_is_reported_in_one_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "texts.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=says):
        read_texts(file)


def test_without_texts_it_says_what_to_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="--texts"):
        read_texts(None)
