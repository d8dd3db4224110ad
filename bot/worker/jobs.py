"""Jobs of the worker process, run only there, so that the bot does not load their libraries."""

from collections.abc import Callable, Mapping
from typing import Any


def themes(payload: Any) -> Any:
    """Return the themes of payload["comments"], pairs of id and text."""
    from bot.core.themes import find_themes
    from bot.worker.encoder import understand
    from bot.worker.languages import detect

    comments = _comments(payload)
    texts = [text for _, text in comments]
    return find_themes(comments, meaning=understand(texts, detect(texts))).as_json()


def follow(payload: Any) -> Any:
    """Return the themes of payload["comments"] after payload["before"], and the events.

    payload["extra"]: vectors in base64 with their "width", or None; "multilingual": they know many languages.
    payload["ratings"]: how many each comment has, or None. Without vectors the sentence encoder's are used.
    """
    from bot.core.themes import ThemeState, follow
    from bot.worker.encoder import understand
    from bot.worker.languages import detect

    comments = _comments(payload)
    languages = meaning = None
    if not payload["multilingual"]:
        texts = [text for _, text in comments]
        spoken = detect(texts)
        languages = dict(zip((comment_id for comment_id, _ in comments), spoken, strict=True))
        meaning = understand(texts, spoken) if payload["extra"] is None else None
    before = ThemeState.from_json(payload["before"])
    state, events = follow(
        comments,
        before,
        languages=languages,
        extra=_vectors(payload["extra"]),
        meaning=meaning,
        ratings=payload["ratings"],
    )
    event_rows = [[event.kind, event.number, event.other, dict(event.evidence)] for event in events]
    return {"standing": state.as_json(), "events": event_rows}


def vectors(payload: Any) -> Any:
    """Return the vectors of payload["texts"] by the model in payload["folder"], in base64 with their "width"."""
    import base64

    from bot.worker.models import encode

    found = encode(payload["folder"], payload["texts"])
    return {"numbers": base64.b64encode(found.tobytes()).decode("ascii"), "width": int(found.shape[1])}


def languages(payload: Any) -> Any:
    """Return the language of each of payload["texts"], "" where it is not clear."""
    from bot.worker.languages import detect

    return detect(payload["texts"])


def languages_alone(payload: Any) -> Any:
    """Return the language of each of payload["texts"] by itself, "" where it is not clear."""
    from bot.worker.languages import detect_alone

    return [detect_alone(text) for text in payload["texts"]]


def findings(payload: Any) -> Any:
    """Return the findings of ratings; payload is `bot.core.findings.Given`, its columns in base64."""
    import base64

    import numpy as np

    from bot.core.findings import findings
    from bot.core.findings_data import COLUMNS, Given

    columns = {name: np.frombuffer(base64.b64decode(payload[name]), dtype="<i4") for name in COLUMNS}
    return findings(Given(**{**payload, **columns})).as_json()


def cover(payload: Any) -> Any:
    """Return the coverage of each list of payload["quotes"], None without the sentence encoder.

    payload is `bot.core.coverage.CoverageRequest`. Comments that give no answer say nothing to speak for.
    """
    from bot.core.coverage import measure
    from bot.core.themes import is_empty_answer
    from bot.worker.encoder import understand
    from bot.worker.languages import detect

    places = {
        before: now
        for now, before in enumerate(at for at, each in enumerate(payload["texts"]) if not is_empty_answer(each))
    }
    texts = [payload["texts"][at] for at in places]
    quotes = [each for some in payload["quotes"] for each in some]
    found = understand(texts + quotes, detect(texts + quotes))  # together: a clause alone is too short for it
    if found is None:
        return None
    people = [payload["people"][at] for at in places]
    groups, themes = (
        [[places[at] for at in some if at in places] for some in payload[name]] for name in ("groups", "themes")
    )
    rows, start, covered = found.rows, len(texts), []
    for some in payload["quotes"]:
        shown, start = rows[start : start + len(some)], start + len(some)
        found_here = measure(
            rows[: len(texts)], shown, people=people, groups=groups, themes=themes, seed=payload["seed"]
        )
        covered.append(found_here.as_json())
    return covered


def choose(payload: Any) -> Any:
    """Return further quotes, [place, clause] each; payload is `bot.core.coverage.MoreRequest`."""
    from bot.core.themes.covering import choose_more
    from bot.worker.encoder import understand
    from bot.worker.languages import detect

    texts = payload["texts"]
    found = understand(texts, detect(texts))
    if found is None:
        return []
    wanted = {"candidates": payload["candidates"], "count": payload["count"]}
    return choose_more(texts, found.rows, found.words, payload["quotes"], **wanted)


def danger(payload: Any) -> Any:
    """Say of each of payload["texts"] whether it means that somebody may be in danger; None without the encoder.

    "idk" and "nothing" are not looked at: so short, they look like despair, and they are what many answer.
    """
    from bot.core.screening.meaning import mean_danger
    from bot.core.themes import is_empty_answer
    from bot.worker import encoder

    if not encoder.is_present():
        return None
    texts = payload["texts"]
    worded = [at for at, each in enumerate(texts) if not is_empty_answer(each)]
    found = mean_danger(encoder.encode([texts[at] for at in worded])) if worded else []
    means = dict(zip(worded, found, strict=True))
    return [means.get(at, False) for at in range(len(texts))]


def off_topic(payload: Any) -> Any:
    """Say of payload["texts"] at payload["places"] whether they are far from payload["about"] and all others.

    Of what gives no answer, or is in no language that the encoder knows, nothing is said: it is far from everything.
    """
    from bot.core.screening.topic import find_far
    from bot.worker import encoder

    if not encoder.is_present():
        return None
    [about] = encoder.encode([payload["about"]])
    texts, places = payload["texts"], payload["places"]
    far = find_far(encoder.encode(texts), places, about)
    return [is_far and encoder.is_understood(texts[place]) for is_far, place in zip(far, places, strict=True)]


def _comments(payload: Any) -> list[tuple[int | str, str]]:
    return [(comment_id, text) for comment_id, text in payload["comments"]]


def _vectors(extra: Any) -> Any:
    if extra is None:
        return None
    import base64

    import numpy as np

    numbers = np.frombuffer(base64.b64decode(extra["numbers"]), dtype=np.float16)
    return numbers.reshape(-1, extra["width"]).astype(np.float32)


JOBS: Mapping[str, Callable[[Any], Any]] = {
    "themes": themes,
    "follow": follow,
    "vectors": vectors,
    "languages": languages,
    "languages_alone": languages_alone,
    "findings": findings,
    "choose": choose,
    "cover": cover,
    "danger": danger,
    "off_topic": off_topic,
}
