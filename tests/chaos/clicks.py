"""Clicks on stars, made from one that the pretend Slack sent: the parts that differ are put into ready bytes."""

import copy
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any
from urllib.parse import quote_plus

_numbers = count(1)


@dataclass
class Rater:
    """Somebody who rates. value: of the card before them without its stars, "" while there is none.

    left: comments that they did not rate yet, in their own order.
    """

    slack_user_id: str
    value: str = ""
    left: list[int] = field(default_factory=list)
    tried: set[int] = field(default_factory=set)
    serial: str = "0"


@dataclass(slots=True)
class Click:
    """One click. due: when it was to be sent. status: 0 where the connection ended, None while it waits.

    late: not answered within Slack's three seconds. card_at, notice: a card, or a sentence, came to its response_url.
    """

    number: int
    rater: Rater
    comment: int
    stars: int
    due: float
    status: int | None = None
    answered_at: float = 0.0
    late: bool = False
    card_at: float = 0.0
    notice: str = ""

    @property
    def is_acked(self) -> bool:
        """Whether it was acknowledged in time."""
        return self.status is not None and 200 <= self.status < 300 and not self.late


class ClickMaker:
    """Makes and signs the bytes of clicks.

    click: the payload of one that the pretend Slack sent, card and all. posts_url: where response_url points.
    """

    def __init__(self, click: dict[str, Any], secret: str, posts_url: str) -> None:
        self._secret = secret.encode()
        self._url = posts_url
        payload = copy.deepcopy(click)
        payload["user"]["id"] = "~PERSON~"
        payload["response_url"] = "~URL~"
        payload["trigger_id"] = "~TRIGGER~"
        payload["actions"] = [
            payload["actions"][0] | {"action_id": "~ACTION~", "value": "~VALUE~", "action_ts": "~TS~"}
        ]
        body = quote_plus(json.dumps(payload))
        self._parts = _split(body, ("PERSON", "URL", "TRIGGER", "ACTION", "VALUE", "TS"))

    def request(self, person: str, action_id: str, value: str, post_path: str) -> bytes:
        """Return the bytes of a POST."""
        now = time.time()
        values = {
            "PERSON": person,
            "URL": quote_plus(self._url + post_path),
            "TRIGGER": f"{next(_numbers)}.1.{person}",
            "ACTION": action_id,
            "VALUE": value.replace(":", "%3A"),
            "TS": f"{now:.6f}",
        }
        body = b"payload=" + "".join(values.get(each, each) for each in self._parts).encode()
        stamp = str(int(now))
        mac = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        head = (
            "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={mac}\r\n\r\n"
        )
        return head.encode() + body


def _split(body: str, names: tuple[str, ...]) -> list[str]:
    """Return the body cut at its places, each place as its bare name."""
    parts = [body]
    for name in names:
        parts = [piece for part in parts for piece in _cut(part, name)]
    return parts


def _cut(part: str, name: str) -> list[str]:
    pieces = part.split(f"~{name}~")
    return [each for pair in zip(pieces, [name] * len(pieces), strict=True) for each in pair][:-1]


def choose(rater: Rater, exchange_id: int, rng: Random) -> tuple[int, str]:
    """Return the comment that somebody rates next and the value of its button: the card's, else another one.

    Who taps before the next card came rates a comment of an older one. (0, "") when nothing is left to rate.
    """
    if rater.value:
        number, value = int(rater.value.split(":")[1].partition(".")[0]), rater.value
        rater.value = ""
        if number not in rater.tried:
            rater.tried.add(number)
            return number, value
    while rater.left:
        at = rng.randrange(len(rater.left))
        rater.left[at], rater.left[-1] = rater.left[-1], rater.left[at]
        number = rater.left.pop()
        if number not in rater.tried:
            rater.tried.add(number)
            return number, f"{exchange_id}:{number}.1:{rater.serial}"
    return 0, ""
