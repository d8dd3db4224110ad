"""Keys: how a person is found inside an exchange, and how an exchange's key is kept.

STARLING_SECRET_KEY is never stored. From it one key is derived that wraps the random key of each exchange; from an
exchange's key come the mark of a person, the seals of what they do (bot/seals.py), the marks of messages, and
the encryption of names. Without the secret the database reveals to nobody who wrote or rated what
(docs/decisions/0021-seals.md).
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.macs import Mac
from bot.sealing import Cipher, TenantKey
from bot.seals import ExchangeSeals
from storage.seals import SEAL_BYTES, PersonKey

MIN_SECRET = 32  # characters
_NONCE = 12  # bytes, AES-GCM
_KEY = 32  # bytes
_ID = 16  # bytes of an id, 128 bit
_MAX_BLINDING = 2**50 - 1  # microseconds


class WrongSecretError(Exception):
    """STARLING_SECRET_KEY is not the one under which this was encrypted."""


class ExchangeKey:
    """The key of one exchange, in memory only. Each use has a subkey of its own.

    seals: of what people do here, and of blocks of people.
    """

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.seals = ExchangeSeals(raw)
        self._marking = Mac(_derive(raw, "person marks"))
        self._macs: dict[str, Mac] = {}

    def person(self, team_id: str, slack_user_id: str) -> PersonKey:
        """Return by what this person is found here. The mark is of this exchange alone."""
        mark = self._marking.digest(_join(team_id, slack_user_id))[:SEAL_BYTES]
        return PersonKey(self.seals, mark, slack_user_id)

    def source_mac(self, *source: str) -> str:
        """Return the mark of the modal, message or command that a comment came by."""
        return self._mac("source", *source)

    def disclosure_mac(self, contacts: Sequence[str]) -> str:
        """Return the mark of an exchange in which two of these contacts together can find out who wrote a comment.

        contacts: their Slack ids. The mark is made at the opening; nobody without the key makes one.
        """
        return self._mac("disclosure", *contacts)

    def blind_timestamp(self, seal: bytes, moment: int) -> int:
        """Return the time of a click as it is kept: later by up to 35 years, by how much only this key reveals.

        seal: of the person's rating of the comment.

        Slack keeps the time of a message that says "4" to the microsecond, so the time itself would name who rated.
        Of two clicks by one person on one comment the later stays the later; between others nothing can be compared.
        """
        return moment + (int.from_bytes(self._digest("moment", seal.hex()), "big") & _MAX_BLINDING)

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
        return self._digest(purpose, *parts).hex()

    def _digest(self, purpose: str, *parts: str) -> bytes:
        if purpose not in self._macs:
            self._macs[purpose] = Mac(_derive(self.raw, f"mac {purpose}"))
        return self._macs[purpose].digest(_join(*parts))[:_ID]

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
        self._server = _derive(secret.encode(), "server")
        self._tokens = Fernet(urlsafe_b64encode(_derive(secret.encode(), "tokens of installations")))

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

    def of_server(self, purpose: str) -> Cipher:
        """Return what seals for a purpose that belongs to no workspace yet, such as a sign-in that has begun."""
        return Cipher(self._server, purpose)

    def of_tokens(self, *older: "Keyring") -> MultiFernet:
        """Return what encrypts Slack's tokens under this secret, and opens those under older ones as well."""
        return MultiFernet([self._tokens, *(each._tokens for each in older)])  # noqa: SLF001 - of its own class

    def of_tenant(self, tenant_id: int) -> TenantKey:
        """Return the key of a workspace, for what belongs to no exchange."""
        if tenant_id not in self._of_tenants:
            self._of_tenants[tenant_id] = TenantKey(_derive(self._tenants, f"workspace {tenant_id}"))
        return self._of_tenants[tenant_id]


def _join(*parts: str) -> bytes:
    # Length before each part, so that no two lists of parts give the same bytes.
    joined = b""
    for part in parts:
        encoded = part.encode()
        joined += len(encoded).to_bytes(4, "big") + encoded
    return joined


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
