"""The address of the playground's server."""

from dataclasses import dataclass


@dataclass
class ServerAddress:
    """Where the server listens on 127.0.0.1. port: 0 until it is started."""

    port: int = 0

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """The address of the Web API; the app's SLACK_API_URL."""
        return f"{self.url}/api/"

    def response_url(self, token: str) -> str:
        """Return the response_url of a token."""
        return f"{self.url}/response/{token}"
