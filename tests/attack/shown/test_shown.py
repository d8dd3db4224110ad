"""What is shown at any release names nobody: not to who knows five ratings of each person, sees every page and file."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from tests.attack.scoring import Result
from tests.attack.shown.attacks import NAMING, STARRING, guess_patterns
from tests.attack.shown.cells import hidden_cells, small_cells
from tests.attack.shown.controls import CONTROLS, every_cell
from tests.attack.shown.scoring import score_stars
from tests.attack.shown.world import Shown, play, results_of, small_district

MIN_SUCCESS = 0.8


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """A small exchange from its opening to its close."""
    return await play(tmp_path_factory.mktemp("shown"), small_district())


@pytest.mark.parametrize("name", [*NAMING, *STARRING])
def test_an_attack_succeeds_on_its_planted_leak(name: str) -> None:
    results = [each for each in results_of(*CONTROLS[name](), rounds=(99,)) if each.attack == name]
    assert results, "the attack guesses nothing"
    assert max(each.success for each in results) >= MIN_SUCCESS, "\n".join(map(str, results))


def test_every_small_cell_is_found_where_it_is_shown() -> None:
    case, truth = every_cell()
    hidden = hidden_cells(case, truth, least=5)
    found = small_cells(case, truth, least=5)
    assert hidden
    assert sum(any(f": {group} on #{number}," in each for each in found) for number, group in hidden) == len(hidden)


def test_everything_that_is_shown_is_taken_at_each_release(shown: Shown) -> None:
    assert len(shown.case.taken) > 2
    last = shown.case.taken[-1].files
    for part in ("page/top.html", "page/comments.html", "page/groups.html", "page/checkpoints.html", "page/at/1/"):
        assert any(name.startswith(part) for name in last), part
    for name in ("export/csv.zip", "export/json.json", "export/xlsx.xlsx", "export/bundle.json", "export/report.html"):
        assert name in last
    assert any(name.startswith("page/charts/") and name.endswith(".svg") for name in last)
    surfaces = {table.surface.split(" ")[0] for table in shown.case.taken[-1].tables}
    assert {name for name in last if not name.endswith((".png", "qr.svg"))} - surfaces <= {"page/_/icon.svg"}
    assert any(row.get("group") and row.get("stars") for table in shown.case.taken[-1].tables for row in table.rows)
    rows = list(shown.case.rows())
    for name in ("export/csv.zip", "export/json.json", "export/xlsx.xlsx", "export/bundle.json", "page/comments.html"):
        numbers = {number for table, _, number in rows if table.surface.startswith(name)}
        assert numbers == shown.case.numbers, name


def test_no_file_at_any_release_has_a_cell_of_few_people(shown: Shown) -> None:
    assert hidden_cells(shown.case, shown.truth, least=shown.least), "nothing is there to be found"
    assert small_cells(shown.case, shown.truth, least=shown.least) == []


def test_nobodys_id_or_name_is_in_what_is_shown(shown: Shown) -> None:
    for taken in shown.case.taken:
        assert [each for each in shown.case.public.people if each in taken.text] == []
        assert [each for each in shown.case.names.values() if each in taken.text] == []


async def test_authors_and_raters_are_named_no_more_often_than_by_chance_in_two_exchanges(shown: Shown) -> None:
    suspects = _suspects(shown.attack().results)
    if suspects:
        with tempfile.TemporaryDirectory() as folder:
            again = _suspects((await play(Path(folder), small_district(2))).attack().results)
        assert {key: (each, again[key]) for key, each in suspects.items() if key in again} == {}


def test_the_operators_full_bundle_would_name_everybody_and_is_made_for_nobody_else(shown: Shown) -> None:
    truth = shown.truth.stars(shown.full)
    [found] = score_stars("patterns", guess_patterns(shown.full), truth)
    assert found.success >= MIN_SUCCESS
    assert guess_patterns(shown.case) == {}


def _suspects(results: Sequence[Result]) -> dict[tuple[str, str], str]:
    return {(each.attack, each.goal): str(each) for each in results if not each.is_chance}
