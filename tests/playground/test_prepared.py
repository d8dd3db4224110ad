"""The example's themes and vectors, which are shipped as data: current, and given for the example alone."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np
import pytest

from bot.core.coverage_data import CoverageRequest
from bot.playground.example import draw_example, load_example, prepared
from bot.playground.example.prepare import compute, question
from bot.worker import encoder, jobs, languages

STALE = "the example's themes or vectors are no longer what the worker computes: make example"
NEAR = 0.01
"""How much a figure may differ that another processor computed."""


@pytest.mark.slow
def test_what_is_shipped_is_what_the_worker_computes() -> None:
    now = compute()
    shipped = json.loads(prepared.ANSWERS.read_text(encoding="utf-8"))

    assert shipped["themes"].keys() == now.themes.keys(), STALE
    for key, answer in now.themes.items():
        assert with_near_figures(shipped["themes"][key]) == with_near_figures(answer), STALE
    assert shipped["languages"].keys() == {key.hex() for key in now.likely}, STALE
    size = prepared.KEY_SIZE + 2 * encoder.WIDTH
    data = prepared.VECTORS.read_bytes()
    records = (data[at : at + size] for at in range(0, len(data), size))
    rows = {each[: prepared.KEY_SIZE]: each[prepared.KEY_SIZE :] for each in records}
    assert rows.keys() == now.vectors.keys(), STALE
    was, computed = (
        np.array([np.frombuffer(each[key], "<f2") for key in rows], dtype=float) for each in (rows, now.vectors)
    )
    assert np.abs(was - computed).max() < NEAR, STALE
    for text_key, packed in now.likely.items():
        likely = languages.unpack_likely(bytes.fromhex(shipped["languages"][text_key.hex()]))
        assert likely == pytest.approx(languages.unpack_likely(packed), abs=NEAR), STALE


def with_near_figures(answer: Any) -> Any:
    """Return an answer whose fractions equal those near them."""
    if isinstance(answer, Mapping):
        return {name: with_near_figures(each) for name, each in answer.items()}
    if isinstance(answer, list):
        return [with_near_figures(each) for each in answer]
    return pytest.approx(answer, abs=NEAR) if isinstance(answer, float) else answer


@pytest.fixture
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever would load the encoder or the models of languages fail."""

    def refuse() -> NoReturn:
        raise AssertionError("a model was loaded")

    monkeypatch.setattr(encoder, "_encoder", refuse)
    monkeypatch.setattr(languages, "_identifier", refuse)


def first_question(*, same: bool = True) -> dict[str, Any]:
    """Return what a bot asks about the finished exchange, with ids of its own and in another order."""
    example = load_example()
    asked = question(example.finished, draw_example(example)[0])
    if not same:
        asked["comments"][0][1] += " And the doors?"
    return {
        **asked,
        "comments": [[9000 - at, text] for at, (_, text) in enumerate(asked["comments"])][::-1],
        "ratings": asked["ratings"][::-1],
    }


@pytest.mark.usefixtures("without_models")
def test_the_examples_themes_are_there_without_a_model_and_carry_the_ids_of_this_database() -> None:
    asked = first_question()
    by_key = {comment.key: 9000 - at for at, comment in enumerate(load_example().finished.comments)}

    answer = prepared.JOBS["follow"](asked)

    shipped = json.loads(prepared.ANSWERS.read_text(encoding="utf-8"))["themes"][prepared.hash_of(asked)]
    assert len(answer["standing"]["themes"]) >= 5
    assert len(answer["events"]) == len(answer["standing"]["themes"])
    for found, theme in zip(answer["standing"]["themes"], shipped["standing"]["themes"], strict=True):
        assert found["headline"] == theme["headline"]
        assert found["example_id"] == by_key[theme["example_id"]]
        assert found["members"] == [[by_key[key], sure] for key, sure in theme["members"]]


@pytest.mark.usefixtures("without_models")
def test_a_digest_of_the_example_is_measured_without_a_model() -> None:
    texts = [comment.text for comment in load_example().finished.comments]
    asked = CoverageRequest(texts, [-1] * len(texts), [texts[:8]])

    (found,) = prepared.JOBS["cover"](as_payload(asked))

    assert 0 < found["comments"]["quotes"] < 1


@pytest.mark.parametrize(
    "change", [{"before": {"themes": [], "second": [], "next_number": 4, "memory": {}}}, {"ratings": [0] * 202}]
)
def test_another_question_about_the_example_is_not_answered_from_the_data(
    change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "follow", lambda payload: {"computed for": len(payload["comments"])})

    assert prepared.follow({**first_question(), **change}) == {"computed for": 202}
    assert prepared.follow(first_question(same=False)) == {"computed for": 202}


def as_payload(asked: CoverageRequest) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in CoverageRequest.__dataclass_fields__}
