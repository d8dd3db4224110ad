"""Keys: how a person becomes a nameless id inside an exchange, and how an exchange's key is kept.

STARLING_SECRET_KEY is never stored. From it one key is derived that wraps the random key of each exchange;
from an exchange's key come a person's two ids, the marks of messages, and the encryption of names and ids.
Without the secret the database reveals to nobody who wrote or rated what (docs/decisions/0003-identity.md).
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.sealing import Cipher, TenantKey

MIN_SECRET = 32  # characters
_NONCE = 12  # bytes, AES-GCM
_KEY = 32  # bytes
_ID = 32  # hexadecimal digits of an id, 128 bit
_MAX_BLINDING = 2**50 - 1  # microseconds


class WrongSecretError(Exception):
    """STARLING_SECRET_KEY is not the one under which this was encrypted."""


@dataclass(frozen=True, slots=True)
class ExchangeKey:
    """The key of one exchange, in memory only while somebody acts."""

    raw: bytes

    def rater_id(self, team_id: str, slack_user_id: str) -> str:
        """Return the id under which this person rates here: 32 hexadecimal digits."""
        return self._mac("rate", team_id, slack_user_id)

    def author_id(self, team_id: str, slack_user_id: str) -> str:
        """Return the id under which this person writes here: 32 hexadecimal digits."""
        return self._mac("write", team_id, slack_user_id)

    def source_mac(self, *source: str) -> str:
        """Return the mark of the modal, message or command that a comment came by."""
        return self._mac("source", *source)

    def blind_timestamp(self, rater_id: str, comment_id: int, moment: int) -> int:
        """Return the time of a click as it is kept: later by up to 35 years, by how much only this key reveals.

        Slack keeps the time of a message that says "4" to the microsecond, so the time itself would name who rated.
        Of two clicks by one person on one comment the later stays the later; between others nothing can be compared.
        """
        return moment + (int(self._mac("moment", rater_id, str(comment_id)), 16) & _MAX_BLINDING)

    def encrypt(self, purpose: str, text: str) -> bytes:
        """Return text encrypted so that only this key and purpose open it."""
        return _encrypt(self._derived(purpose), text.encode(), purpose)

    def decrypt(self, purpose: str, encrypted: bytes) -> str:
        """Return what was encrypted. Raises WrongSecretError."""
        return _decrypt(self._derived(purpose), encrypted, purpose).decode()

    def cipher(self, purpose: str) -> Cipher:
        """Return what seals bytes and marks for a purpose, under a subkey of its own."""
        return Cipher(self.raw, purpose)

    def _mac(self, purpose: str, *parts: str) -> str:
        # Length before each part, so that no two lists of parts give the same bytes.
        message = b"".join(len(p.encode()).to_bytes(4, "big") + p.encode() for p in (purpose, *parts))
        return hmac.new(self.raw, message, hashlib.sha256).hexdigest()[:_ID]

    def _derived(self, purpose: str) -> bytes:
        return _derive(self.raw, f"seal {purpose}")


class Keyring:
    """Makes and opens the keys of exchanges. Opened ones are remembered: unwrapping costs a decryption."""

    def __init__(self, secret: str) -> None:
        if len(secret) < MIN_SECRET:
            msg = f"a secret key is {MIN_SECRET} characters or more"
            raise ValueError(msg)
        self._wrapping = _derive(secret.encode(), "wrap exchange keys")
        self._opened: dict[bytes, ExchangeKey] = {}
        self._tenants = _derive(secret.encode(), "workspaces")
        self._of_tenants: dict[int, TenantKey] = {}

    def new(self) -> bytes:
        """Return a new exchange's key, wrapped, ready to be stored."""
        return _encrypt(self._wrapping, secrets.token_bytes(_KEY), "exchange key")

    def open(self, wrapped: bytes) -> ExchangeKey:
        """Return the key behind a wrapped one. Raises WrongSecretError."""
        key = self._opened.get(wrapped)
        if key is None:
            key = self._opened[wrapped] = ExchangeKey(_decrypt(self._wrapping, wrapped, "exchange key"))
        return key

    def wrap(self, key: ExchangeKey) -> bytes:
        """Return a key of an exchange wrapped under this secret."""
        return _encrypt(self._wrapping, key.raw, "exchange key")

    def opens(self, wrapped: bytes) -> bool:
        """Say whether a wrapped key is under this secret."""
        try:
            self.open(wrapped)
        except WrongSecretError:
            return False
        return True

    def forget_opened(self) -> None:
        """Drop the opened keys from memory, so that one which is erased in the database is nowhere else either."""
        self._opened.clear()

    def of_tenant(self, tenant_id: int) -> TenantKey:
        """Return the key of a workspace, for what belongs to no exchange."""
        if tenant_id not in self._of_tenants:
            self._of_tenants[tenant_id] = TenantKey(_derive(self._tenants, f"workspace {tenant_id}"))
        return self._of_tenants[tenant_id]


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"starling {purpose}".encode()).derive(key)


def _encrypt(key: bytes, text: bytes, purpose: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text, purpose.encode())


def _decrypt(key: bytes, encrypted: bytes, purpose: str) -> bytes:
    try:
        return AESGCM(key).decrypt(encrypted[:_NONCE], encrypted[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongSecretError("STARLING_SECRET_KEY is not the one this database was made with") from error
