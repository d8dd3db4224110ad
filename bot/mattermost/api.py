"""Mattermost's REST API, version 4: one call, and what its errors are."""

from typing import Any

from aiohttp import ClientSession, ClientTimeout

from bot.slack.client import CALL_ERRORS, retry_after
from bot.slack.deadlines import stretched

_SECONDS = 10
_BAD = 400


class ApiError(Exception):
    """Mattermost refused a call. status: of HTTP; code: its id of the error; wait: seconds until another try."""

    def __init__(self, status: int, code: str, wait: float | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.wait = wait


API_ERRORS = (ApiError, *CALL_ERRORS)
"""What a call to Mattermost raises when it does not succeed."""


class Api:
    """Calls a server as its bot account. url: of the server; token: of the account."""

    def __init__(self, url: str, token: str, session: ClientSession) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self.session = session
        self._headers = {"Authorization": f"Bearer {token}"}

    async def get(self, path: str, **query: str | int) -> Any:
        """Return what is at a path below /api/v4. Raises ApiError, ClientError, TimeoutError, OSError."""
        return await self.call("GET", path, query=query)

    async def post(self, path: str, body: Any) -> Any:
        """Send something new to a path. Raises as `get`; it is never sent a second time."""
        return await self.call("POST", path, body)

    async def call(self, verb: str, path: str, body: Any = None, *, query: dict[str, str | int] | None = None) -> Any:
        """Return the JSON that a call is answered with. Raises as `get`."""
        timeout = ClientTimeout(total=stretched(_SECONDS))
        sent: dict[str, Any] = {} if body is None else {"json": body}
        address = f"{self.url}/api/v4{path}"
        async with self.session.request(
            verb, address, params=query, headers=self._headers, timeout=timeout, allow_redirects=False, **sent
        ) as answer:
            if answer.status < _BAD:
                return await answer.json(content_type=None)
            try:
                found = await answer.json(content_type=None)
            except ValueError:  # a page of a proxy
                found = None
            code = found.get("id") if isinstance(found, dict) else ""
            wait = retry_after({"Retry-After": answer.headers.get("X-Ratelimit-Reset", "")})
            raise ApiError(answer.status, str(code or ""), wait)
