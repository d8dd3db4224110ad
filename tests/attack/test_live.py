"""The bot as it is, attacked: with the key everybody is named, without it nobody more often than by chance."""

from pathlib import Path

from tests.attack.case import COMMENT, RATING
from tests.attack.trial import RUNNING, play
from tests.attack.worlds.plan import community


async def test_the_key_names_everybody(tmp_path: Path) -> None:
    trial = await play(tmp_path, community(), lone=(20, 40))
    case, truth = trial.cases[RUNNING], trial.truths[RUNNING]
    numbers = {row.key: case.number_of(row) for row in case.copy.rows(COMMENT)}
    assert {numbers[key]: person for key, person in truth.authors.items()} == trial.lived.authors()
    stars = {row.key: row.values["stars"] for row in case.copy.rows(RATING)}
    named = {(person, numbers[key[:3]]): stars[key] for key, person in truth.raters.items()}
    assert named == trial.lived.stars()
