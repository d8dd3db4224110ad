"""The database of the export tests, at the place where the command line looks for it."""

from pathlib import Path

import pytest

from tests.exports.released import SECRET, address, released


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed exchange with one release, which the commands are set to."""
    path = tmp_path / "here.sqlite"
    path.write_bytes(released())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_DATABASE_URL", address(path))
    monkeypatch.setenv("STARLING_SECRET_KEY", SECRET)
    return path
