"""Tokens of an installation, and what else Slack said of it, as they are encrypted into its row."""

import json
from dataclasses import asdict, dataclass, field

from cryptography.fernet import InvalidToken, MultiFernet

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "usergroups:read",
    "users:read",
)
"""What the bot may do where it is installed: the scopes of manifest.yml, to the letter."""


class SealedTokensError(Exception):
    """Tokens that this secret does not open, or that were made for another workspace."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What Slack gave for an installation. name: of the workspace or organisation; installed_at: seconds since 1970."""

    bot_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)  # "" where tokens are not rotated
    bot_id: str = ""
    bot_user_id: str = ""
    app_id: str = ""
    name: str = ""
    installed_at: float = 0.0

    def seal(self, tenant_id: int, fernet: MultiFernet) -> bytes:
        """Return the tokens encrypted, for this workspace alone: in another's row they are refused."""
        return fernet.encrypt(json.dumps(asdict(self) | {"tenant_id": tenant_id}).encode())

    @classmethod
    def open(cls, sealed: bytes, tenant_id: int, fernet: MultiFernet) -> "Tokens":
        """Return the tokens. Raises SealedTokensError."""
        try:
            facts = json.loads(fernet.decrypt(sealed))
        except (InvalidToken, ValueError) as error:
            raise SealedTokensError from error
        if facts.pop("tenant_id", None) != tenant_id:
            raise SealedTokensError
        return cls(**facts)
