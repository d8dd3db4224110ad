"""A few seconds of `make fuzz`, always the same nonsense, and a look whether it would notice a fault."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import entrances
from tests.fuzz.run import fuzz, make_bundle


async def test_no_entrance_fails_hangs_or_lets_in_what_is_not_signed(tmp_path: Path) -> None:
    bundle = await asyncio.to_thread(make_bundle, tmp_path)
    done, found = await fuzz(tmp_path, bundle, seconds=3, seed="short", names=list(entrances.EVERY))
    assert found == []
    assert len(done) == len(entrances.EVERY)


async def test_a_fault_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_world: entrances.World, _rng: Random) -> str:
        return "500"

    monkeypatch.setitem(entrances.EVERY, "pages", fail)
    _, found = await fuzz(tmp_path, b"{}", seconds=0.1, seed="x", names=["pages"])
    assert found
    assert found[0] == "pages, seed x.1: 500"
