"""What `starling doctor` says of the operator's services for danger and for translations: each is asked one sentence.

The sentence is ours and nobody's, so it may go out before an owner of a workspace allowed anything.
"""

import time
from collections.abc import Awaitable, Callable

from aiohttp import ClientSession

from bot import ai_providers
from bot.ai import danger_service, translation
from bot.ai.danger_service import DangerService
from bot.doctor_finding import Finding
from bot.domain.ai_services import FAILED, LATE, WRONG, ServiceError, Translate, Words
from bot.settings import Settings

PLAIN = "The lunch break is too short."
"""What both are asked about: no sign of danger, and easy to translate."""

_WHY = {
    FAILED: "cannot be reached, or answers another status than 200",
    LATE: "does not answer within {seconds:g} s",
    WRONG: "answers with something else than {page} says",
}


async def services(settings: Settings) -> list[Finding]:
    """Ask each service that is set up; one that is not has no line."""
    found = []
    async with ClientSession() as session:
        ask = ai_providers.danger_service(settings, session)
        if ask is not None:
            found.append(await _danger(ask))
        translate = ai_providers.translator(settings, session)
        if translate is not None:
            found.append(await _translation(translate))
    return found


async def _danger(ask: DangerService) -> Finding:
    async def call() -> Finding | None:
        if (await ask([Words(PLAIN, "")]))[0]:
            note = f"DANGER_SERVICE_URL takes “{PLAIN}” for a sign of danger: it would hide every comment"
            return Finding("danger service", note)
        return None

    return await _try("danger service", "DANGER_SERVICE_URL", danger_service.SECONDS, "docs/safety.md", call)


async def _translation(translate: Translate) -> Finding:
    async def call() -> Finding | None:
        if (await translate(PLAIN, "en", "es")).casefold() == PLAIN.casefold():
            return Finding("translation", f"TRANSLATION_URL gives “{PLAIN}” back as it was: install its language es")
        return None

    return await _try("translation", "TRANSLATION_URL", translation.SECONDS, "docs/operations.md", call)


async def _try(
    what: str, setting: str, seconds: float, page: str, call: Callable[[], Awaitable[Finding | None]]
) -> Finding:
    """Return what a call found wrong, or in which time it was right. seconds: that an answer may take."""
    begun = time.monotonic()
    try:
        wrong = await call()
    except ServiceError as error:
        why = _WHY[error.note].format(seconds=seconds, page=page)
        return Finding(what, f"{setting} {why}: look at the address, its token and its log")
    return wrong or Finding(what, note=f"answered in {time.monotonic() - begun:.1f} s")
