"""Proofs that a request comes from Mattermost, and about what a button or a form is.

Mattermost signs no request. Three things take the place of that: the token of the slash command; what buttons and forms
carry, which is sealed under our key, so that nobody else can make one; and the trigger of clicks and commands, in which
Mattermost signs who clicked and when. Its clients are sent neither tokens nor what buttons carry.
"""

import base64
import binascii
import hmac
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bot.http.errors import UNSIGNED, RefusedError
from bot.sealing import Cipher, WrongSealError

MAX_AGE_MS = 5 * 60 * 1000
"""How old a trigger may be, and how far before our clock: as long as a request of Slack's."""

_PARTS = 4  # of a trigger: its id, who, when, the signature
_STEP = 64  # bytes: what is sealed says nothing of its length


class WrongKeyError(Exception):
    """What Mattermost gives as its public key is none."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a button or a form carries.

    kind: what it does. value: about what. user_id: whose it is, "" where everybody who sees it may press.
    words: of somebody who did not share them yet: they are in Mattermost alone, sealed.
    """

    kind: str
    value: str
    user_id: str = ""
    words: str = ""


class Seals:
    """Seals what buttons and forms carry. cipher: of the workspace, for this purpose."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def seal(self, sealed: Sealed, place: str) -> str:
        """Return what a button or a form carries. place: where it is used: action or dialog."""
        plain = json.dumps([sealed.kind, sealed.value, sealed.user_id, sealed.words]).encode()
        return base64.urlsafe_b64encode(self._cipher.seal(plain, place.encode(), step=_STEP)).decode()

    def open(self, text: object, place: str, user_id: str) -> Sealed:
        """Return what it says. Raises RefusedError where it is none of ours, or another person's."""
        try:
            plain = self._cipher.open(base64.b64decode(str(text), altchars=b"-_", validate=True), place.encode())
        except (WrongSealError, ValueError) as error:
            raise RefusedError("unsealed", UNSIGNED) from error
        kind, value, owner, words = json.loads(plain)
        if owner and not hmac.compare_digest(owner.encode(), user_id.encode()):
            raise RefusedError("of_another_person", UNSIGNED)
        return Sealed(kind, value, owner, words)


class Triggers:
    """Checks triggers. public_key: base64 of Mattermost's, as its configuration for clients has it."""

    def __init__(self, public_key: str) -> None:
        try:
            key = load_der_public_key(base64.b64decode(public_key, validate=True))
        except (ValueError, UnsupportedAlgorithm) as error:
            raise WrongKeyError from error
        if not isinstance(key, EllipticCurvePublicKey):
            raise WrongKeyError
        self._key = key

    def verify(self, trigger_id: object, user_id: str, now_ms: int) -> int:
        """Return when somebody clicked, milliseconds since 1970.

        Raises RefusedError where Mattermost did not sign that this person did, some minutes ago at most.
        """
        try:
            parts = base64.b64decode(str(trigger_id), validate=True).decode("ascii").split(":")
            if len(parts) != _PARTS:
                raise RefusedError("trigger", UNSIGNED)
            text = f"{parts[0]}:{parts[1]}:{parts[2]}:".encode()
            self._key.verify(base64.b64decode(parts[3], validate=True), text, ECDSA(SHA256()))
            at = int(parts[2])
        except (ValueError, binascii.Error, InvalidSignature) as error:
            raise RefusedError("trigger", UNSIGNED) from error
        if not hmac.compare_digest(parts[1].encode(), user_id.encode()):
            raise RefusedError("trigger_of_another", UNSIGNED)
        if abs(now_ms - at) > MAX_AGE_MS:
            raise RefusedError("trigger_old", UNSIGNED)
        return at


def require_token(given: str, token: str) -> None:
    """Raise RefusedError where a slash command's token is not the one of the settings."""
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise RefusedError("token", UNSIGNED)
