"""Client of a service that speaks as OpenAI's API does: with time limits, one more try, and no redirects."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession

from bot.ai.post import OK, Reply, post_json
from bot.domain.ai_services import FAILED, LATE, WRONG, ServiceError

_TRIES = 2
_MAX_WAIT = 3.0
_MAX_BYTES = 64 << 20
_TOO_MANY, _SERVER_ERROR = 429, 500


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
                reply = await self._once(path, body)
            except TimeoutError as error:
                raise ServiceError(LATE) from error
            except (ClientError, OSError) as error:
                if attempt == _TRIES:
                    raise ServiceError(FAILED) from error
                reply = Reply(_SERVER_ERROR)
            if reply.status == OK:
                try:
                    return json.loads(reply.body)
                except (ValueError, RecursionError) as error:
                    raise ServiceError(WRONG) from error
            if attempt == _TRIES or not (reply.status == _TOO_MANY or reply.status >= _SERVER_ERROR):
                break
            await asyncio.sleep(_parse_wait(reply.retry_after))
        raise ServiceError(FAILED)

    async def _once(self, path: str, body: dict[str, Any]) -> Reply:
        return await post_json(
            self._session,
            f"{self._url}{path}",
            {"model": self.model, **body},
            headers={"Authorization": f"Bearer {self._key}"} if self._key else {},
            seconds=self._seconds,
            max_bytes=self._max_bytes,
        )


def _parse_wait(retry_after: str | None) -> float:
    """Return the seconds until the next try."""
    try:
        return min(max(float(retry_after or 0.2), 0.0), _MAX_WAIT)
    except ValueError:
        return _MAX_WAIT
