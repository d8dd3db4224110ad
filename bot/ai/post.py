"""One POST to a service of the operator's: JSON goes out, and an answer of limited size comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.domain.ai_services import FAILED, LATE, WRONG, ServiceError

OK = 200
_CHUNK = 1 << 14


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered. body: empty unless the status is 200; retry_after: the header, None without one."""

    status: int
    body: bytes = b""
    retry_after: str | None = None


async def post_json(
    session: ClientSession,
    url: str,
    body: Mapping[str, Any],
    *,
    seconds: float,
    max_bytes: int,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Send a body once and return the answer. seconds: for all of it; max_bytes: of the answer.

    Raises ServiceError where the answer is longer, TimeoutError, ClientError and OSError.
    """
    async with session.post(
        url,
        json=body,
        headers=headers,
        timeout=ClientTimeout(total=seconds),
        allow_redirects=False,  # comments go where the operator chose, and nowhere else
    ) as response:
        answer = bytearray()
        if response.status == OK:
            async for chunk in response.content.iter_chunked(_CHUNK):
                answer += chunk
                if len(answer) > max_bytes:
                    raise ServiceError(WRONG)
        return Reply(response.status, bytes(answer), response.headers.get("Retry-After"))


async def ask(
    session: ClientSession,
    url: str,
    body: Mapping[str, Any],
    *,
    seconds: float,
    max_bytes: int,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Do the same where a failure is not tried again. Raises ServiceError alone."""
    try:
        return await post_json(session, url, body, seconds=seconds, max_bytes=max_bytes, headers=headers)
    except TimeoutError as error:
        raise ServiceError(LATE) from error
    except (ClientError, OSError) as error:
        raise ServiceError(FAILED) from error
