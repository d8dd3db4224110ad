"""The one app that is installed in the workspace."""

import secrets
from dataclasses import dataclass, field


@dataclass
class InstalledApp:
    """The app's ids, and its tokens and secrets: an empty one is made up."""

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
    redirect_urls: list[str] = field(default_factory=list)  # of Sign in with Slack; others are refused

    def __post_init__(self) -> None:
        self.signing_secret = self.signing_secret or secrets.token_hex(16)
        self.bot_token = self.bot_token or f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = self.app_token or f"xapp-playground-{secrets.token_hex(12)}"
