"""Clicks that are written together give away no more than clicks by themselves, the bot running and stopped."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from storage.batches import Batches
from storage.scope import ExchangeScope
from tests.attack.trial import ERASED, RUNNING, STOPPED, Trial, play
from tests.attack.worlds.plan import community, in_rushes
from tests.postgres import Postgres

AT_ONCE = 6
"""Clicks at one moment, at most, each by another person."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


async def test_batches_of_clicks_name_nobody_in_two_trials(
    database: str,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = _note_sizes(monkeypatch)
    first = await _play(database, tmp_path_factory.mktemp("first"), request)
    assert max(sizes) > 1, "no clicks were written together"
    suspicions = _suspicions(first)
    if suspicions:
        again = _suspicions(await _play(database, tmp_path_factory.mktemp("second"), request))
        assert {key: (each, again[key]) for key, each in suspicions.items() if key in again} == {}


async def _play(database: str, folder: Path, request: pytest.FixtureRequest) -> Trial:
    plan = in_rushes(community(), AT_ONCE)
    if database == "sqlite":
        return await play(folder, plan)
    server: Postgres = request.getfixturevalue("postgres")
    name = f"batches_{secrets.token_hex(6)}"
    server.create_database(name, request.getfixturevalue("postgres_template"))
    trial = await play(folder, plan, database_url=server.url(name))
    server.drop_database(name)
    return trial


def _note_sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many acts each batch had, as they come."""
    sizes, transact = list[int](), Batches._transact

    async def note(batches: Batches, scope: ExchangeScope, known: Any, acts: Sequence[Any]) -> None:
        await transact(batches, scope, known, acts)
        sizes.append(len(acts))

    monkeypatch.setattr(Batches, "_transact", note)
    return sizes


def _suspicions(trial: Trial) -> dict[tuple[str, str, str], str]:
    states = [state for state in (RUNNING, STOPPED, ERASED) if state in trial.cases]
    return {
        (state, each.attack, each.goal): str(each)
        for state in states
        for each in trial.results(state)
        if not each.is_chance
    }
