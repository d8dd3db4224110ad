"""Answers of the page as they were sent, sent again as they are while nothing that they say can have changed.

Where only this process writes to the database, as on SQLite, it knows without asking: what it says follows from the
database and, at a few moments, from the clock. That costs a tenth of what looking again does (benchmarks/results.md).
Only answers that everybody with the link may read are kept.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from aiohttp import web

from bot.context import Context
from bot.results.packed import takes_gzip
from storage.exchanges import Exchange
from storage.results_links import ResultsLink

MAX_SENT = 256
_MAX_BYTES = 128 * 1024  # of one answer, so that all of them are no more than 32 MB; pages have 5 to 30 kB
_COUNTED_S = 600  # of a closed exchange the counts may be that old; bot/domain/published_load.py

_Key = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class _Sent:
    """An answer. stamp: of the database before it was read; since, until: moments between which it holds."""

    stamp: int
    since: datetime
    until: datetime
    body: bytes
    headers: Mapping[str, str]


_OF_THE_BODY = {"Content-Type", "Content-Encoding", "Content-Length"}
"""Headers that an answer without a body leaves out; the policy of what may frame the page is none of them."""


class SentAnswers:
    """The answers of late, the least recently asked for dropped first."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._sent: OrderedDict[_Key, _Sent] = OrderedDict()

    def find(self, request: web.Request) -> web.Response | None:
        """Return the answer to the same request as before, None where anything may have changed since."""
        key = _key(request)
        sent = self._sent.get(key)
        if sent is None:
            return None
        if sent.stamp != self._ctx.storage.stamp or not sent.since <= self._ctx.clock() < sent.until:
            del self._sent[key]
            return None
        self._sent.move_to_end(key)
        tag = sent.headers.get("ETag")
        if tag and tag in request.headers.get("If-None-Match", ""):
            headers = {name: value for name, value in sent.headers.items() if name not in _OF_THE_BODY}
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        return web.Response(body=sent.body, headers=sent.headers)

    def keep(
        self, request: web.Request, answer: web.Response, link: ResultsLink, exchange: Exchange, stamp: int | None
    ) -> None:
        """Keep an answer. stamp: of the database, taken before the first thing was read for it."""
        body = answer.body
        if stamp is None or answer.status != HTTPStatus.OK or not isinstance(body, bytes) or len(body) > _MAX_BYTES:
            return
        now = self._ctx.clock()
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        self._sent[_key(request)] = _Sent(stamp, now, _until(link, exchange, now), body, headers)
        if len(self._sent) > MAX_SENT:
            self._sent.popitem(last=False)


def _key(request: web.Request) -> _Key:
    """Return what an answer depends on beside the database and the clock."""
    headers = request.headers
    return request.raw_path, headers.get("Accept-Language", ""), takes_gzip(request)


def _until(link: ResultsLink, exchange: Exchange, now: datetime) -> datetime:
    """Return the next moment that changes an answer by itself."""
    exchange = exchange.as_of(now)
    if exchange.is_open:
        return min(link.expires_at, exchange.closes_at or link.expires_at)
    period = int(now.timestamp()) // _COUNTED_S + 1
    return min(link.expires_at, datetime.fromtimestamp(0, UTC) + timedelta(seconds=period * _COUNTED_S))
