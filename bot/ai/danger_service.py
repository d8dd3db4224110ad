"""The operator's own service that says of comments whether they are signs of danger, asked beside the lists.

The request is `{"comments": [{"text": "…", "why": "…"}]}`, the answer `{"danger": [true]}`, in the same order;
docs/safety.md describes both. There is one try: who asks tries again later.
"""

import json
from collections.abc import Sequence

from aiohttp import ClientSession

from bot.ai.post import OK, ask
from bot.domain.ai_services import FAILED, WRONG, ServiceError, Words
from bot.slack.deadlines import stretched

SECONDS = 2.0
"""Of one call, its answer included."""

_MAX_BYTES = 64 << 10  # of an answer


class DangerService:
    """One address of the operator's. token: sent as a bearer token, "" for none."""

    def __init__(self, session: ClientSession, url: str, token: str) -> None:
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def __call__(self, comments: Sequence[Words]) -> list[bool]:
        """Say of each comment whether it is a sign of danger. Raises ServiceError."""
        asked = {"comments": [{"text": each.text, "why": each.why} for each in comments]}
        reply = await ask(
            self._session, self._url, asked, headers=self._headers, seconds=stretched(SECONDS), max_bytes=_MAX_BYTES
        )
        if reply.status != OK:
            raise ServiceError(FAILED)
        return _parse(reply.body, len(comments))


def _parse(answer: bytes, count: int) -> list[bool]:
    """Return what an answer says of as many comments. Raises ServiceError when it says something else."""
    try:
        found = json.loads(answer)["danger"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise ServiceError(WRONG) from error
    if not isinstance(found, list) or len(found) != count or not all(isinstance(each, bool) for each in found):
        raise ServiceError(WRONG)
    return found
