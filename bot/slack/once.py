"""A way to Slack without second tries, for what must not stand there twice."""

from slack_sdk.web.async_client import AsyncWebClient


def without_retries(web: AsyncWebClient) -> AsyncWebClient:
    """Return a client with the token, session and time limit of another, and none of its retries.

    slack_sdk sends a request anew when the connection broke, also when Slack had acted on the first.
    """
    return AsyncWebClient(
        token=web.token,
        base_url=web.base_url,
        timeout=web.timeout,
        session=web.session,
        headers=web.headers,
        retry_handlers=[],
    )
