"""Bundles: a good one is accepted, a changed one refused, and what does not follow is named."""

import copy
import json
import sqlite3
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.__main__ import main
from bot.domain.published_load import load_published
from bot.domain.published_parts import mean_of_cells
from bot.domain.released_figures import canonical, hash_leaves, leaf_of, list_figures, root_of
from bot.exports.bundle import digest_of
from bot.exports.verify import verify
from tests.exports.released import SLUG, opened

Bundle = dict[str, Any]


def bundle_of(out: str = "town.json") -> bytes:
    assert main(["export", SLUG, "--as", "bundle", "--out", out]) == 0
    return Path(out).read_bytes()


@pytest.fixture
def raw(database: Path) -> bytes:
    return bundle_of()


def seal_again(bundle: Bundle) -> bytes:
    """Return a bundle with all its hashes made right again, as somebody would who changed it."""
    leaves = [leaf_of(each) for each in list_figures(bundle["data"])]
    last = bundle["chain"][-1]
    last["leaves"] = hash_leaves([*leaves, *bundle["withheld"]])
    before = bundle["chain"][-2]["root"] if len(bundle["chain"]) > 1 else ""
    last["root"] = root_of(int(last["release"]), last["made_on"], before, last["leaves"])
    bundle["data"]["releases"][-1]["root"] = last["root"]
    return canonical(bundle | {"digest": digest_of(bundle)})


def test_a_good_bundle_is_accepted_with_its_root_and_with_no_other(
    raw: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    found = verify(raw)
    assert found.problems == ()
    assert found.figures > 80
    assert found.recomputed > 100
    assert main(["verify", "town.json", "--root", found.root]) == 0
    assert f"root {found.root}" in capsys.readouterr().out
    assert main(["verify", "town.json", "--root", "0" * 64]) == 1
    assert "town.json: refused" in capsys.readouterr().err


def test_each_of_a_hundred_changed_bytes_is_noticed(raw: bytes) -> None:
    rng = Random(7)
    for _ in range(100):
        changed = bytearray(raw)
        at = rng.randrange(len(changed))
        changed[at] = (changed[at] + rng.randrange(1, 256)) % 256
        assert not verify(bytes(changed)).is_good, f"byte {at}: {raw[at]} became {changed[at]}"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"format":"starling-bundle/1"}', b"[" * 100_000])
def test_what_is_no_bundle_is_refused_kindly(content: bytes) -> None:
    assert not verify(content).is_good


def rated(bundle: Bundle) -> list[Any]:
    return [each for each in bundle["data"]["comments"] if each["stars"]]


def with_groups(bundle: Bundle) -> list[Any]:
    return [each for each in bundle["data"]["comments"] if len(each["by_group"]) > 1]


def other(stars: float) -> float:
    return round(stars - 0.7 if stars > 3 else stars + 0.7, 1)


def change_stars(bundle: Bundle, rng: Random) -> str:
    one = rng.choice(rated(bundle))
    one["stars"]["stars"] = other(one["stars"]["stars"])
    return ""


def change_ratings(bundle: Bundle, rng: Random) -> str:
    one = rng.choice(rated(bundle))
    one["stars"]["ratings"] += 3
    return f"comment {one['id']}, ratings in steps"


def change_range(bundle: Bundle, rng: Random) -> str:
    one = rng.choice(rated(bundle))
    one["stars"]["low"] = one["stars"]["high"] + 0.1
    return f"comment {one['id']}, stars in their range"


def change_cell(bundle: Bundle, rng: Random) -> str:
    one = rng.choice(with_groups(bundle))
    cell = min(one["by_group"], key=lambda each: each["stars"])
    cell["stars"] = round(cell["stars"] - 0.3, 1)
    return f"comment {one['id']}, lowest stars of a group"


def change_theme_mean(bundle: Bundle, rng: Random) -> str:
    theme = rng.choice([each for each in bundle["data"]["themes"] if each["by_group"]])
    theme["by_group"][0]["stars"] = other(theme["by_group"][0]["stars"])
    return f"theme {theme['id']}, stars of {theme['by_group'][0]['group']}"


def change_common(bundle: Bundle, rng: Random) -> str:
    one = rng.choice(bundle["data"]["common"])
    one["stars"] = round(one["stars"] + 0.2, 1)
    return f"comment {one['comment']}, stars in what all groups like"


def change_place(bundle: Bundle, rng: Random) -> str:
    best = min(rated(bundle), key=lambda each: int(each["place"]))
    worst = max(rated(bundle), key=lambda each: int(each["place"]))
    best["place"], worst["place"] = worst["place"], best["place"]
    return f"place of comment {best['id']}"


def add_a_comment(bundle: Bundle, rng: Random) -> str:
    one = copy.deepcopy(rng.choice(rated(bundle))) | {"id": "99999"}
    bundle["data"]["comments"].append(one)
    return "comments: the file has 20, and 21 follows"


def hide_a_comment(bundle: Bundle, rng: Random) -> str:
    one = rng.choice(rated(bundle))
    bundle["data"]["comments"].remove(one)
    return "comments: the file has 20, and 19 follows"


def change_whole(bundle: Bundle, rng: Random) -> str:
    bundle["data"]["stars"] = other(bundle["data"]["stars"])
    return ""


CHANGES: list[Callable[[Bundle, Random], str]] = [
    *(change_stars, change_ratings, change_range, change_cell, change_theme_mean),
    *(change_common, change_place, add_a_comment, hide_a_comment, change_whole),
]


@pytest.mark.parametrize("change", CHANGES)
def test_with_the_root_a_changed_figure_is_refused_though_all_hashes_fit_and_the_number_is_named(
    raw: bytes, change: Callable[[Bundle, Random], str]
) -> None:
    root = verify(raw).root
    for seed in range(2):
        bundle = json.loads(raw)
        name = change(bundle, Random(seed))
        changed = seal_again(bundle)
        found = verify(changed, root)
        assert not found.is_good
        assert not [problem for problem in found.problems if "digest" in problem], "the hashes within it fit"
        assert any(problem.startswith(name) for problem in found.problems), (name, found.problems)
        if change is not change_theme_mean:  # which follows from figures, and is none itself
            assert any(problem.startswith("the root is ") for problem in found.problems)


async def test_the_checkpoint_has_the_root_of_its_release(raw: bytes, database: Path) -> None:
    async with opened(database) as (ctx, exchange), ctx.storage.read() as db:
        found = await load_published(ctx, db, exchange)
    assert [each.root for each in found.releases] == [verify(raw).root]


def test_a_comment_that_was_withdrawn_since_is_out_and_the_root_is_the_same(raw: bytes, database: Path) -> None:
    before, root = json.loads(raw), verify(raw).root
    gone = rated(before)[0]
    with sqlite3.connect(database) as db:
        db.execute("UPDATE comment SET state = 'withdrawn' WHERE number = ?", (int(gone["id"]),))
    after = bundle_of("after.json")
    assert gone["text"] not in {each["text"] for each in json.loads(after)["data"]["comments"]}
    assert f'"{gone["text"]}"' not in after.decode()
    found = verify(after, root)
    assert found.problems == ()
    assert found.withheld >= 1


def test_a_mean_of_cells_is_the_same_in_whatever_order_they_are_read() -> None:
    cells = (2.5, 2.5, 3.2, 3.6)
    assert len({sum(each) for each in permutations(cells)}) > 1, "a plain sum is not"
    assert len({mean_of_cells(each) for each in permutations(cells)}) == 1


def test_no_bundle_is_made_of_figures_that_somebody_changed_in_the_database(
    raw: bytes, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(database) as db:
        db.execute("UPDATE comment_score SET stars = 4.9 WHERE position = 10")
    assert main(["export", SLUG, "--as", "bundle", "--out", "after.json"]) == 1
    assert "somebody changed the database" in capsys.readouterr().err
    assert not Path("after.json").exists()
