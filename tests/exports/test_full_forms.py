"""The operator's full forms: only after a warning, without names, order or times, and logged."""

import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.__main__ import main
from bot.domain.released_figures import canonical
from bot.exports.bundle import digest_of
from bot.exports.verify import verify
from tests.exports.released import SLUG, conversation
from tests.sentences import EN


def full_bundle(out: str = "full.json") -> bytes:
    assert main(["export", SLUG, "--as", "bundle", "--full", "--yes", "--out", out]) == 0
    return Path(out).read_bytes()


def forget_the_pause(database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.execute("UPDATE export_log SET made_at = '2026-01-01 00:00:00.000000'")


@pytest.mark.parametrize("form", [["bundle", "--full"], ["polis"]])
def test_a_full_form_is_made_only_once_its_warning_is_confirmed(
    database: Path, capsys: pytest.CaptureFixture[str], form: list[str]
) -> None:
    assert main(["export", SLUG, "--out", "full.file", "--as", *form]) == 1
    shown = capsys.readouterr().err
    assert "who knows a few of a person's stars can find their row" in shown
    assert "confirm the warning with --yes" in shown
    assert not Path("full.file").exists()
    assert main(["export", SLUG, "--out", "full.file", "--as", *form, "--yes"]) == 0
    assert Path("full.file").stat().st_mode & 0o077 == 0, "for the operator alone"
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT form, is_full FROM export_log").fetchall() == [(form[0], 1)]
    assert main(["export", SLUG, "--out", "full.file", "--as", *form, "--yes"]) == 1
    assert "a moment ago" in capsys.readouterr().err


def test_ratings_and_noise_of_a_full_bundle_make_its_cells_again(database: Path) -> None:
    raw = full_bundle()
    found, bundle = verify(raw), json.loads(raw)
    assert found.problems == ()
    assert found.kind == "full"
    stars = [each for each in bundle["data"]["comments"] if each["stars"]]
    assert found.recomputed > 100 + 4 * len(stars), "each comment's stars, range and number of ratings, from ratings"
    assert verify(raw, found.root).is_good


def test_a_changed_rating_or_noise_is_refused_and_the_comment_is_named(database: Path) -> None:
    raw = full_bundle()
    root, rng = verify(raw).root, Random(3)
    for _ in range(10):
        bundle = json.loads(raw)
        name = rng.choice([each["id"] for each in bundle["data"]["comments"] if each["stars"]])
        place = bundle["full"]["comments"].index(name)
        if rng.random() < 0.5:
            rows = [each for each in bundle["full"]["rows"] if each[1] == place]
            are_high = sum(each[3] > 3 for each in rows) > sum(each[3] < 3 for each in rows)
            for row in [each for each in rows if (each[3] > 3 if are_high else each[3] < 3)][:8]:
                row[2] = row[3] = 1 if are_high else 5
        else:
            bundle["full"]["noise"]["own"][place] += 13.0
        found = verify(canonical(bundle | {"digest": digest_of(bundle)}), root)
        assert any(problem.startswith(f"comment {name}, ") for problem in found.problems), found.problems


def patterns(bundle: dict[str, Any]) -> list[tuple[int, int, int]]:
    return [(row[0], row[1], row[3]) for row in bundle["full"]["rows"]]


def test_no_id_time_or_order_leads_from_a_full_bundle_to_anybody(database: Path) -> None:
    first = json.loads(full_bundle())
    forget_the_pause(database)
    second = json.loads(full_bundle())
    assert patterns(first) != patterns(second), "rows are in another order each time"
    assert len(first["full"]["rows"]) == len(second["full"]["rows"]) == len(conversation().ratings)
    assert sorted(row[1:] for row in first["full"]["rows"]) == sorted(row[1:] for row in second["full"]["rows"])
    everything = json.dumps(first)
    with sqlite3.connect(database) as db:
        ids = [str(row[0]) for row in db.execute("SELECT comment_id FROM comment")]
    assert not [each for each in ids if each in everything]
    assert "author" not in everything.replace('"authors"', "")
    assert set(first["full"]) == {
        *("comments", "groups", "people", "rows", "noise", "deviation", "changed", "has_groups", "people_left_out")
    }


def test_a_group_of_few_people_is_no_group_in_a_full_bundle(database: Path) -> None:
    assert sorted(json.loads(full_bundle())["full"]["groups"]) == ["Parents", "Staff", "Students"]
    forget_the_pause(database)
    with sqlite3.connect(database) as db:
        db.execute("UPDATE exchange SET min_group_size = 23")
    found = json.loads(full_bundle())["full"]
    assert found["groups"] == []
    assert set(found["people"]) == {-1}


def test_a_polis_export_comes_back_as_it_went_and_names_nobody(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", SLUG, "--as", "polis", "--yes", "--out", "town.zip"]) == 0
    with zipfile.ZipFile("town.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    votes = list(csv.DictReader(io.StringIO(texts["votes.csv"])))
    assert {row["timestamp"] for row in votes} == {"0"}
    assert {row["author-id"] for row in csv.DictReader(io.StringIO(texts["comments.csv"]))} == {"0"}
    assert len(votes) == len(conversation().ratings)
    summary = dict(csv.reader(io.StringIO(texts["summary.csv"])))
    assert summary["stars_mean"] == EN("stars.scale.important")
    assert (summary["one_star"], summary["five_stars"]) == (EN("stars.one.important"), EN("stars.five.important"))
    assert [row["voter-id"] for row in votes] != sorted((row["voter-id"] for row in votes), key=int)
    assert main(["import", "polis", "town.zip", "--report", "report.json"]) == 0
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert (report["comments_stored"], report["ratings_stored"]) == (20, len(votes))
    three = sum(each.stars == 3 for each in conversation().ratings)
    high = sum(each.stars > 3 for each in conversation().ratings)
    assert report["star_sum"] == 5 * high + 3 * three + (len(votes) - high - three)


def test_of_few_people_there_is_no_polis_export(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(database) as db:
        db.execute("UPDATE exchange SET min_group_size = 99")
    assert main(["export", SLUG, "--as", "polis", "--yes", "--out", "town.zip"]) == 1
    assert "Fewer than 99 people" in capsys.readouterr().err
