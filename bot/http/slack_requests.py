"""POST /slack/events: checks size, signature and replay, parses, then dispatches; each step refuses what it can."""

import time
from collections.abc import Awaitable, Callable, Mapping

import structlog
from aiohttp import ClientPayloadError, web
from slack_bolt.response import BoltResponse

from bot.http.dispatch import Dispatch
from bot.http.errors import BAD_REQUEST, TIMEOUT, TOO_LARGE, UNSUPPORTED, RefusedError
from bot.http.parsing import parse
from bot.http.replay import PLAIN, ReplayGuard, Reply
from bot.http.signature import Signature, read_signature, verify
from bot.log import safe_info
from bot.macs import Mac
from bot.slack.clicks import DONE
from bot.slack.deadlines import within

log = structlog.get_logger()

MAX_BODY = 1024 * 1024  # bytes; a click in a full Home in Cyrillic can be 435 KB as a form

_READ_S = 10.0
_SSL_CHECK_BYTES = 1024
_FAILED = 500
_SIGNATURE = "X-Slack-Signature"


class SlackRequests:
    """Answers Slack's requests. Nothing behind it verifies: this is the only way in.

    on_refusal: counts what is refused.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        signing_secret: str,
        *,
        now: Callable[[], float] = time.time,
        on_refusal: Callable[[str], None] = lambda _kind: None,
    ) -> None:
        self._on_refusal = on_refusal
        self._dispatch = dispatch
        self._secret = Mac(signing_secret.encode())
        self._now = now
        self._replays = ReplayGuard()

    async def answer(self, request: web.Request) -> web.Response:
        """Return the answer to a request that aiohttp read."""
        reply = await self._guarded(self._reply(request))
        return web.Response(status=reply.status, body=reply.body, content_type=reply.content_type)

    async def answer_whole(self, headers: Mapping[str, str], raw: bytes) -> Reply:
        """Return the answer to a request that was read as a whole. headers: those of bot/http/connections.py."""
        return await self._guarded(self._reply_whole(headers, raw))

    async def _guarded(self, making: Awaitable[Reply]) -> Reply:
        """Return an answer; a refusal has an empty body and one line in the log, with its kind only."""
        try:
            return await making
        except RefusedError as refusal:
            log.warning("request_refused", kind=refusal.kind, status=refusal.status)
            self._on_refusal(refusal.kind)
            return Reply(refusal.status)
        except Exception as error:  # noqa: BLE001 - the body stays out of every log, so no traceback either
            log.error("request_failed", error=type(error).__name__, where=safe_info(error))
            return Reply(_FAILED)

    async def _reply(self, request: web.Request) -> Reply:
        if _SIGNATURE not in request.headers and await _is_ssl_check(request):
            return Reply(200)
        now = self._now()
        signature = read_signature(request.headers, now)
        return await self._process(signature, now, await read_body(request), request.headers)

    async def _reply_whole(self, headers: Mapping[str, str], raw: bytes) -> Reply:
        if _SIGNATURE not in headers and len(raw) <= _SSL_CHECK_BYTES and _asks_for_ssl(raw):
            return Reply(200)
        now = self._now()
        return await self._process(read_signature(headers, now), now, raw, headers)

    async def _process(self, signature: Signature, now: float, raw: bytes, headers: Mapping[str, str]) -> Reply:
        verify(signature, self._secret, raw)

        async def process() -> Reply:
            return reply_of(await self._dispatch.answer(parse(raw, headers.get("Content-Type", ""))))

        return await self._replays.once(signature.digest, now=now, expires=signature.expires, process=process)


async def read_body(request: web.Request) -> bytes:
    """Return the raw bytes of a body. Raises RefusedError when it is too large, compressed, cut off or slow."""
    if (request.content_length or 0) > MAX_BODY:
        raise RefusedError("too_large", TOO_LARGE)
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise RefusedError("compressed", UNSUPPORTED)
    try:
        if request.content.is_eof():  # it came with the headers, as most do
            raw = request.content.read_nowait()
        else:
            async with within(_READ_S):
                raw = await _read_chunks(request)
    except TimeoutError as error:
        raise RefusedError("slow", TIMEOUT) from error
    except (ClientPayloadError, web.RequestPayloadError, ConnectionError) as error:
        raise RefusedError("cut_off", BAD_REQUEST) from error
    if len(raw) > MAX_BODY:
        raise RefusedError("too_large", TOO_LARGE)
    return raw


async def _read_chunks(request: web.Request) -> bytes:
    """Return a body as far as MAX_BODY, and a little more where it goes on."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        chunks.append(chunk)
        if size > MAX_BODY:
            break
    return b"".join(chunks)


def reply_of(response: BoltResponse) -> Reply:
    """Return Bolt's answer as bytes."""
    if response is DONE:
        return PLAIN
    body = response.body or ""
    default = "application/json" if body.startswith("{") else "text/plain"
    content_type = response.headers.get("content-type", [default])[0].partition(";")[0]
    return Reply(response.status, body.encode(), content_type)


async def _is_ssl_check(request: web.Request) -> bool:
    """Say whether Slack only asks whether our certificate holds, which it does unsigned."""
    length = request.content_length
    if length is None or length > _SSL_CHECK_BYTES:
        return False
    return _asks_for_ssl(await read_body(request))


def _asks_for_ssl(raw: bytes) -> bool:
    return b"ssl_check=1" in raw.split(b"&")
