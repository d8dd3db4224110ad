"""The one app that is installed in the workspace."""

import secrets
from dataclasses import dataclass, field

ROTATED_LIVES = 43_200
"""Seconds that a token lives where the app rotates them: 12 hours (docs.slack.dev, using token rotation)."""


@dataclass
class InstalledApp:
    """The app's ids, and its tokens and secrets: an empty one is made up.

    rotates_tokens: a token ends after 12 hours, and is renewed by a refresh token, once. ends: of each token that was
    given out and still counts, the second at which it ends, None for one that does not.
    """

    app_id: str = "A0PLAYGROUND"
    bot_id: str = "B0PLAYGROUND"
    bot_user_id: str = "U0PLAYGROUND"
    client_id: str = "playground.1"
    signing_secret: str = ""
    bot_token: str = ""
    app_token: str = ""
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))
    is_installed: bool = True
    redirect_urls: list[str] = field(default_factory=list)  # of a sign-in and of an install; others are refused
    rotates_tokens: bool = False
    refresh_token: str = ""
    ends: dict[str, float | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.signing_secret = self.signing_secret or secrets.token_hex(16)
        self.bot_token = self.bot_token or f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = self.app_token or f"xapp-playground-{secrets.token_hex(12)}"

    def install(self, now: float) -> None:
        """Install the app; where it is there already it keeps its token, unless it rotates them."""
        if self.is_installed and not self.rotates_tokens:
            return
        self.ends.clear()
        self.is_installed = True
        self.issue(now)

    def issue(self, now: float) -> None:
        """Give out a new token; an earlier one of a rotating app counts until it ends."""
        begins = "xoxe.xoxb-playground-" if self.rotates_tokens else "xoxb-playground-"
        self.bot_token = f"{begins}{secrets.token_hex(24)}"
        self.refresh_token = f"xoxe-1-playground-{secrets.token_hex(24)}" if self.rotates_tokens else ""
        self.ends[self.bot_token] = now + ROTATED_LIVES if self.rotates_tokens else None

    def take_refresh_token(self, token: str) -> bool:
        """Use a refresh token up; False where it is not the last one that was given out."""
        if not token or token != self.refresh_token or not self.is_installed:
            return False
        self.refresh_token = ""
        return True

    def uninstall(self) -> None:
        """Let no token count any more."""
        self.is_installed = False
        self.refresh_token = ""

    def knows(self, token: str) -> bool:
        """Say whether a token is, or was, the app's here."""
        return bool(token) and (token in {self.bot_token, self.app_token, self.refresh_token} or token in self.ends)
