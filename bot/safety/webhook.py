"""The operator's webhook for signs of danger: a signed POST that says where to look, and nothing that anybody wrote.

The signature is an HMAC-SHA256, in hexadecimal, of `v1:TIMESTAMP:BODY` under DANGER_WEBHOOK_SECRET; docs/operations.md
shows how a receiver checks it. The same delivery has the same id, however often it is tried.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.slack.deadlines import stretched

log = structlog.get_logger()

SECONDS = 5.0
"""Of one call."""

_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class DangerEvent:
    """What the webhook gets. number: of the comment; round: 1 for the first alert; delivery: the same at each try."""

    team_id: str
    exchange: str
    number: int
    round: int
    delivery: str


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a body that is sent at a time, in seconds since 1970."""
    return hmac.new(secret.encode(), f"v1:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


class DangerWebhook:
    """One address of the operator's. secret: what the receiver knows too."""

    def __init__(self, session: ClientSession, url: str, secret: str) -> None:
        self._session = session
        self._url = url
        self._secret = secret

    async def send(self, event: DangerEvent, now: datetime) -> bool:
        """Call the operator's server; say whether it took it, with a status from 200 to 299."""
        facts = {"event": "danger", "workspace": event.team_id, "exchange": event.exchange, "comment": event.number}
        body = json.dumps(facts | {"round": event.round, "delivery": event.delivery}).encode()
        timestamp = str(int(now.timestamp()))
        headers = {
            "Content-Type": "application/json",
            "X-Starling-Delivery": event.delivery,
            "X-Starling-Timestamp": timestamp,
            "X-Starling-Signature": f"v1={sign(self._secret, timestamp, body)}",
        }
        try:
            async with self._session.post(
                self._url,
                data=body,
                headers=headers,
                timeout=ClientTimeout(total=stretched(SECONDS)),
                allow_redirects=False,
            ) as response:
                status = response.status
        except (ClientError, OSError, TimeoutError) as error:
            log.warning("danger_webhook_failed", error=type(error).__name__)
            return False
        if status not in _OK:
            log.warning("danger_webhook_refused", status=status)
        return status in _OK


def make_webhook(session: ClientSession, url: str, secret: str) -> DangerWebhook | None:
    """Return the webhook of an address; None where there is none."""
    return DangerWebhook(session, url, secret) if url else None
