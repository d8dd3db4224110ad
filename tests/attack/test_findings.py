"""The nine ways in which the storage of 2026-11-25 named people, each as a test that fails on it.

They run on a copy of the bot's database as it is, on SQLite and PostgreSQL, the bot running, stopped, and just after
somebody was forgotten. That each attack would succeed is shown in `test_controls.py`.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from tests.attack.attacks import (
    exclusion,
    forgotten,
    groups,
    hours,
    language,
    lone_clicks,
    near,
    same_transaction,
    sign_up,
    thread_offers,
)
from tests.attack.attacks.everything import ATTACKS
from tests.attack.case import AUTHOR_ROW, COMMENT, GOALS, RATER_ROW, RATING, Truth
from tests.attack.scoring import score
from tests.attack.trial import ERASED, FORGOTTEN, RUNNING, STOPPED, UNATTENDED, Trial, play
from tests.attack.worlds.evidence_controls import CONTROLS as SENT_OR_LOGGED
from tests.attack.worlds.plan import community
from tests.postgres import Postgres

_COVER = 8
"""People of a block, at least: whose act it was is one of them, and says no name."""


@dataclass(frozen=True)
class Bench:
    """A trial, and how to play it again."""

    trial: Trial
    again: Callable[[], Awaitable[Trial]]


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
async def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A small exchange with everything that ever leaked in it, on either database."""
    plan = community()
    alone = range(len(plan.acts) // 2, len(plan.acts), 9)

    async def once() -> Trial:
        folder = tmp_path_factory.mktemp("attacked")
        if request.param == "sqlite":
            return await play(folder, plan, lone=alone, with_days=True, with_desk=True)
        server: Postgres = request.getfixturevalue("postgres")
        name = f"attacked_{secrets.token_hex(6)}"
        server.create_database(name, request.getfixturevalue("postgres_template"))
        trial = await play(folder, plan, database_url=server.url(name), lone=alone, with_days=True, with_desk=True)
        server.drop_database(name)
        return trial

    return Bench(await once(), once)


@pytest.fixture
def trial(bench: Bench) -> Trial:
    """The trial of this module."""
    return bench.trial


def test_the_key_names_everybody(trial: Trial) -> None:
    case, truth = trial.cases[UNATTENDED], trial.truths[UNATTENDED]
    numbers = {row.key: case.number_of(row) for row in case.copy.rows(COMMENT)}
    assert {numbers[key]: person for key, person in truth.authors.items()} == trial.lived.authors()
    stars = {row.key: row.values["stars"] for row in case.copy.rows(RATING)}
    named = {(person, numbers[key[:3]]): stars[key] for key, person in truth.raters.items()}
    assert named == trial.lived.stars()
    assert {each for people in truth.rows.values() for each in people} >= {each for each, _ in trial.lived.stars()}


def test_1_who_signed_up_is_not_found_by_a_flag(trial: Trial) -> None:
    assert [sign_up.guess(case) for case in trial.cases.values()] == [{}] * len(trial.cases)


def test_2_who_replied_under_the_announcement_is_not_found_by_a_flag(trial: Trial) -> None:
    assert trial.cases[RUNNING].public.repliers
    assert [thread_offers.guess(case) for case in trial.cases.values()] == [{}] * len(trial.cases)


def test_3_a_transaction_names_no_person_and_joins_an_act_to_one_of_eight_people(trial: Trial) -> None:
    for state, case in trial.cases.items():
        guesses = same_transaction.guess(case)
        assert {goal for goal, _ in guesses} <= {AUTHOR_ROW, RATER_ROW}
        for result in score("same transaction", guesses, trial.truths[state]):
            assert result.bounds[0] <= 1 / _COVER, f"{state}: {result}"


def test_4_words_of_a_forgotten_person_are_nowhere_when_they_read_that_they_are_gone(trial: Trial) -> None:
    case = trial.cases[FORGOTTEN]
    assert trial.words
    assert all(trial.cases[UNATTENDED].copy.holds(words.encode()) for words in trial.words)
    assert [words for words in trial.words if case.copy.holds(words.encode())] == []
    assert forgotten.guess(case) == {}


def test_5_who_rated_everything_but_one_comment_is_not_found(trial: Trial) -> None:
    assert [exclusion.guess(case) for case in trial.cases.values()] == [{}] * len(trial.cases)


def test_6_a_rating_does_not_say_that_it_was_given_beside_own_words(trial: Trial) -> None:
    assert any(act.near is not None for act in trial.lived.plan.acts)
    assert [near.guess(case) for case in trial.cases.values()] == [{}] * len(trial.cases)


def test_7_the_one_who_has_slack_in_spanish_is_not_found_by_a_comment_in_spanish(trial: Trial) -> None:
    assert [language.guess(case) for case in trial.cases.values()] == [{}] * len(trial.cases)


def test_8_the_only_person_of_a_group_is_not_found(trial: Trial) -> None:
    assert len(set(trial.cases[RUNNING].public.groups.values())) > 1
    assert [groups.guess(case) for case in trial.cases.values()] == [{}] * len(trial.cases)


def test_9_who_was_seen_when_a_comment_came_is_its_author_no_more_often_than_by_chance(trial: Trial) -> None:
    for state, case in trial.cases.items():
        for result in score("hours", hours.guess(case), trial.truths[state]):
            assert result.is_chance, f"{state}: {result}"


def test_lone_clicks_lead_to_no_other_rating_where_no_job_runs(trial: Trial) -> None:
    case = trial.cases[UNATTENDED]
    assert case.lone
    for result in score("lone clicks", lone_clicks.guess(case), trial.truths[UNATTENDED]):
        assert result.is_chance, str(result)
    if STOPPED in trial.cases:  # SQLite: minutes after the last act its log has none
        assert [each for each in case.copy.changes if each.table in {RATING, COMMENT}] == []


def test_what_the_bot_sends_moderators_and_accomplices_and_logs_names_nobody(trial: Trial) -> None:
    for state, case in trial.cases.items():
        evidence = case.evidence
        assert trial.lived.asked, "nobody asked for another look"
        assert any(each.kind == "appeals.answer" for each in evidence.desk)
        assert any(row["what"] == "appeal" for row in evidence.acts)
        assert all((evidence.lines, evidence.own, evidence.receipts, evidence.reminders))
        for name in SENT_OR_LOGGED:
            for result in score(name, ATTACKS[name](case), trial.truths[state]):
                assert result.is_chance, f"{state}: {result}"


def test_after_the_erasure_of_the_key_the_secret_names_nobody(trial: Trial) -> None:
    assert trial.cases[ERASED].copy.rows(RATING)
    assert trial.left_to_the_key == Truth(trial.lived.ids)


async def test_no_attack_is_right_more_often_than_chance_in_two_trials(bench: Bench) -> None:
    suspicions = _suspicions(bench.trial)
    if suspicions:
        again = _suspicions(await bench.again())
        assert {key: (first, again[key]) for key, first in suspicions.items() if key in again} == {}


def _suspicions(trial: Trial) -> dict[tuple[str, str, str], str]:
    """Return the results that are above chance, by state, attack and goal.

    Whose transaction it was is one in eight by design, which is no name and has a test of its own.
    """
    return {
        (state, each.attack, each.goal): str(each)
        for state in trial.cases
        for each in trial.results(state)
        if not each.is_chance and each.success > _BY_COVER[each.goal]
    }


_BY_COVER = dict.fromkeys(GOALS, 0.0) | {AUTHOR_ROW: 2 / _COVER, RATER_ROW: 2 / _COVER}
