"""The unpacked copy of the model of languages: the same answers with it, without it, and where it is damaged."""

import os
from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.worker import language_model
from tests.worker.test_languages import ENGLISH, SPANISH


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the copy is kept, in a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "starling"


def copy_in(folder: Path) -> Path:
    """Return the one file that is kept."""
    (copy,) = folder.iterdir()
    return copy


def test_the_copy_gives_the_same_probabilities_as_the_packed_model(folder: Path) -> None:
    packed = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    first, second = language_model.load_identifier(), language_model.load_identifier()
    for text in [*ENGLISH, *SPANISH]:
        assert packed.rank(text) == first.rank(text) == second.rank(text)
    assert copy_in(folder).stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_a_copy_is_used_and_not_unpacked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language_model.load_identifier()
    monkeypatch.setattr("bot.worker.language_model.lzma.open", lambda _path: pytest.fail("it was unpacked again"))
    assert language_model.load_identifier().rank(SPANISH[0])[0][0] == "es"
    assert copy_in(folder).stat().st_size > 0


@pytest.mark.parametrize("damage", ["cut", "words"])
def test_a_damaged_copy_is_replaced(folder: Path, damage: str) -> None:
    language_model.load_identifier()
    copy = copy_in(folder)
    whole = copy.read_bytes()
    if damage == "cut":
        copy.write_bytes(whole[:1000])
    else:
        at = len(whole) // 2
        copy.write_bytes(whole[:at] + b"damaged!" * 100 + whole[at + 800 :])
    for _ in range(2):
        assert language_model.load_identifier().rank(SPANISH[0])[0][0] == "es"
    assert copy_in(folder).read_bytes() == whole


def test_a_copy_that_others_may_write_to_is_not_trusted(folder: Path) -> None:
    language_model.load_identifier()
    copy = copy_in(folder)
    copy.chmod(0o666)
    language_model.load_identifier()
    assert copy_in(folder).stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_languages_are_recognised_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert language_model.load_identifier().rank(SPANISH[0])[0][0] == "es"
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208 - names alone
