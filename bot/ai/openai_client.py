"""Client of a service that speaks as OpenAI's API does: with time limits, one more try, and no redirects."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.domain.ai_services import FAILED, LATE, WRONG, ServiceError

_TRIES = 2
_MAX_WAIT = 3.0
_MAX_BYTES = 64 << 20
_TOO_MANY, _SERVER_ERROR, _OK = 429, 500, 200


class OpenAIClient:
    """One address, as https://api.example.org/v1, with its key and model.

    seconds: of one try; max_bytes: of a response.
    """

    def __init__(
        self, session: ClientSession, url: str, key: str, model: str, *, seconds: float, max_bytes: int = _MAX_BYTES
    ) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._key = key
        self.model = model
        self.host = urlsplit(url).hostname or ""
        self.model_key = f"{self._url} {model}"
        self._seconds = seconds
        self._max_bytes = max_bytes

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """Return the service's response to a body at a path, read as JSON. Raises ServiceError.

        A server's fault, or too many requests, is tried once more.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                status, wait, answer = await self._once(path, body)
            except TimeoutError as error:
                raise ServiceError(LATE) from error
            except (ClientError, OSError) as error:
                if attempt == _TRIES:
                    raise ServiceError(FAILED) from error
                wait, status, answer = 0.2, _SERVER_ERROR, b""
            if status == _OK:
                try:
                    return json.loads(answer)
                except (ValueError, RecursionError) as error:
                    raise ServiceError(WRONG) from error
            if attempt == _TRIES or not (status == _TOO_MANY or status >= _SERVER_ERROR):
                break
            await asyncio.sleep(wait)
        raise ServiceError(FAILED)

    async def _once(self, path: str, body: dict[str, Any]) -> tuple[int, float, bytes]:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        async with self._session.post(
            f"{self._url}{path}",
            json={"model": self.model, **body},
            headers=headers,
            timeout=ClientTimeout(total=self._seconds),
            allow_redirects=False,  # comments go where the operator said, and nowhere else
        ) as response:
            answer = bytearray()
            async for chunk in response.content.iter_chunked(1 << 16):
                answer += chunk
                if len(answer) > self._max_bytes:
                    raise ServiceError(WRONG)
            return response.status, _parse_wait(response.headers.get("Retry-After")), bytes(answer)


def _parse_wait(retry_after: str | None) -> float:
    """Return the seconds until the next try."""
    try:
        return min(max(float(retry_after or 0.2), 0.0), _MAX_WAIT)
    except ValueError:
        return _MAX_WAIT
