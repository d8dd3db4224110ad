"""The operator's own service that translates comments: LibreTranslate's form, or a chat service of OpenAI's form.

One text is asked for at a time, with nothing beside it but the two languages. What comes back is cleaned; what cannot
be a translation of it, such as a page of a proxy or a long answer to a short text, is none. Why two forms, and what
each request looks like: docs/decisions/0042-translation.md.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession

from bot.ai import prompts
from bot.ai.openai_client import OpenAIClient
from bot.ai.post import OK, ask
from bot.core.text_cleaning import clean_text, is_visible
from bot.domain.ai_services import FAILED, WRONG, ServiceError
from bot.slack.deadlines import stretched

SECONDS = 10.0
"""Of one try of one call, its answer included."""

MAX_BYTES = 64 << 10
"""Of an answer."""

_REFUSED = 400
_LONGER, _ROOM = 4, 200
"""How much longer than the text a translation may be: times, and characters besides."""


class LibreTranslate:
    """One address that answers `POST /translate` as LibreTranslate does. key: sent as `api_key`, "" for none."""

    def __init__(self, session: ClientSession, url: str, key: str) -> None:
        base = url.rstrip("/")
        self._session = session
        self._url = base if urlsplit(base).path.endswith("/translate") else f"{base}/translate"
        self._key = {"api_key": key} if key else {}

    async def __call__(self, text: str, source: str, target: str) -> str:
        """Return a text in another language. Raises ServiceError: WRONG where this text is what it does not take."""
        body = {"q": text, "source": source, "target": target, "format": "text", **self._key}
        reply = await ask(self._session, self._url, body, seconds=stretched(SECONDS), max_bytes=MAX_BYTES)
        if reply.status != OK:
            raise ServiceError(WRONG if reply.status == _REFUSED else FAILED)
        try:
            return check_translation(text, json.loads(reply.body)["translatedText"])
        except (ValueError, RecursionError, KeyError, TypeError) as error:
            raise ServiceError(WRONG) from error


class ChatTranslator:
    """A chat service that is asked to translate, and to do nothing else."""

    def __init__(self, endpoint: OpenAIClient) -> None:
        self._endpoint = endpoint

    async def __call__(self, text: str, source: str, target: str) -> str:
        """Return a text in another language. Raises ServiceError."""
        asked = prompts.TRANSLATION.format(source=source, target=target)
        messages = [{"role": "system", "content": asked}, {"role": "user", "content": text}]
        answer: Any = await self._endpoint.post("/chat/completions", {"messages": messages, "temperature": 0})
        try:
            return check_translation(text, answer["choices"][0]["message"]["content"])
        except (KeyError, IndexError, TypeError) as error:
            raise ServiceError(WRONG) from error


def check_translation(text: str, found: Any) -> str:
    """Return what came back, cleaned as a comment is. Raises ServiceError when it can be no translation of the text."""
    if not isinstance(found, str) or len(found) > _LONGER * len(text) + _ROOM:
        raise ServiceError(WRONG)
    cleaned = clean_text(found).strip()
    if not is_visible(cleaned):
        raise ServiceError(WRONG)
    return cleaned
