"""Nonsense: values, texts, payloads and bytes, each made by a source of random numbers."""

import copy
import json
from functools import cache
from random import Random
from typing import Any

from tests.stories.bad_lines import WRONG_FOR_ALL, WRONG_FOR_MODERATORS, WRONG_SUBCOMMANDS

TEXTS = (
    "", " ", "0", "-1", "9" * 400, "x" * 4000, "<!channel>", "<@U1|x>", "\x00", "\u202e", "é" * 300, "٤٢", "👍🏽" * 40,
    "'; --", '"', "“x", "--", "--=", "{open}", "%s%n{0}", "../../x", "=1+1", "<script>", "\ud83d", "null", "[]",
    "1e999", "1:1", "1:1.1", "|||",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 5, 2**31, 2**63, -(2**70), 1.5e300, [], {}, [[]], [None], {"id": []}, {"": ""}, *TEXTS
)  # fmt: skip


@cache
def _known() -> list[str]:
    lines = (*WRONG_FOR_ALL.items(), *WRONG_FOR_MODERATORS.items())
    return [f"{name} {rest}" for name, each in lines for rest in each]


def line(rng: Random) -> str:
    """Return what somebody writes after /exchange: a known line with a part changed, or words beside each other."""
    known = _known()
    chosen = rng.choice([*known, *WRONG_SUBCOMMANDS])
    parts = chosen.split(" ")
    for _ in range(rng.randrange(4)):
        at = rng.randrange(len(parts) + 1)
        word = rng.choice([*TEXTS, *rng.choice(known).split(" ")])
        parts[at : at + rng.randrange(2)] = [word]
    return " ".join(parts)[: rng.choice([40, 400, 4000])]


def changed(payload: Any, rng: Random, *, most: int = 3) -> Any:
    """Return a copy of a payload with a few parts gone, doubled, deeper or something else."""
    made = copy.deepcopy(payload)
    for _ in range(rng.randrange(1, most + 1)):
        places = list(_places(made))
        if not places:
            return rng.choice(VALUES)
        holder, key = rng.choice(places)
        what = rng.randrange(5)
        if what == 0:
            del holder[key]
        elif what == 1:
            holder[key] = [holder[key]] * rng.choice([1, 2, 40])
        elif what == 2:
            holder[key] = {str(key): holder[key]}
        else:
            holder[key] = rng.choice(VALUES)
    return made


def _places(part: Any) -> Any:
    keys = list(part) if isinstance(part, dict) else list(range(len(part))) if isinstance(part, list) else []
    for key in keys:
        yield part, key
        yield from _places(part[key])


def damaged(raw: bytes, rng: Random) -> bytes:
    """Return bytes with some gone, doubled or others."""
    made = bytearray(raw)
    for _ in range(rng.randrange(1, 8)):
        at, length = rng.randrange(len(made) + 1), rng.choice([1, 1, 2, 20, 300])
        made[at : at + rng.choice([0, length])] = rng.choice(
            [rng.randbytes(length), b"%" * length, b"\xff" * length, b"{" * length, bytes(made[at : at + length]) * 2]
        )
    return bytes(made)


def http_bytes(rng: Random, body: bytes) -> bytes:
    """Return what a sender writes that need not be HTTP."""
    verb = rng.choice([b"POST", b"GET", b"PUT", b"post", b"\x16\x03\x01", b"PRI", b"HEAD", b"TRACE"])
    path = rng.choice(
        [b"/slack/events", b"/slack/events?x", b"/results/", b"/readyz", b"*", b"//", b"/%00", b"/" + b"a" * 9000]
    )
    version = rng.choice([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2.0", b"", b"HTTP/9"])
    headers = [b"Host: bot", b"Content-Length: %d" % rng.choice([len(body), 0, -1, 10**12, len(body) + 5])]
    headers += rng.sample(
        [
            b"Transfer-Encoding: chunked", b"Expect: 100-continue", b"X-Slack-Signature: v0=" + b"0" * 64,
            b"X-Slack-Request-Timestamp: 1", b"Content-Encoding: gzip", b"Connection: upgrade", b"X: " + b"y" * 9000,
            b"A:\x00b", b": none", b"Content-Type: \xff", b"Cookie: " + b"=;" * 900,
        ],
        rng.randrange(5),
    )  # fmt: skip
    whole = verb + b" " + path + b" " + version + b"\r\n" + b"\r\n".join(headers) + b"\r\n\r\n" + body
    return damaged(whole, rng) if rng.random() < 0.3 else whole


def table(rng: Random) -> bytes:
    """Return what may be a CSV file."""
    cells = [*TEXTS, "Lunch, longer", '"a ""b"""', "5", "2026-11-30"]
    separator = rng.choice([",", ";", "\t"])
    heading = rng.choice(
        ["text,why", "comment-id,author-id,agrees,comment-body", "Timestamp;What?", "id,text,rater,stars", ""]
    )
    rows = [heading, *(separator.join(rng.choices(cells, k=rng.randrange(6))) for _ in range(rng.randrange(12)))]
    raw = rng.choice(["\n", "\r\n", "\r"]).join(rows).encode(rng.choice(["utf-8", "utf-16"]), "replace")
    return damaged(raw, rng) if rng.random() < 0.4 else raw


def bundle(raw: bytes, rng: Random) -> bytes:
    """Return a changed bundle."""
    if rng.random() < 0.5:
        return damaged(raw, rng)
    return json.dumps(changed(json.loads(raw), rng)).encode(errors="replace")
