"""What slack_sdk's webhook client does when a response_url is limited, and what the bot's outbox does.

Run: python -m benchmarks.webhook_client (about 15 seconds).
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from aiohttp import ClientSession, web
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.outbox import Outbox

STOP_AFTER_S = 0.5
CASES = {
    "429 with 1": ["1"],
    "429 with 1, twice": ["1", "1"],
    "429 with 0.5": ["0.5"],
    "429 with a word": ["soon"],
    "429 with 4, the bot stops after 0.5 s": ["4"],
}


@asynccontextmanager
async def limited(waits: list[str]) -> AsyncIterator[tuple[str, list[int]]]:
    """Serve a URL that answers 429 with each Retry-After, and 200 then; yield it, and the list of its answers."""
    answers: list[int] = []

    async def answer(_: web.Request) -> web.Response:
        wait = waits[len(answers)] if len(answers) < len(waits) else None
        answers.append(429 if wait else 200)
        return web.Response(status=answers[-1], text="ok", headers={"Retry-After": wait} if wait else {})

    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/", answers
    finally:
        await runner.cleanup()


def by_sdk(sender: Outbox, session: ClientSession, url: str) -> None:
    """Post by slack_sdk's client, with its handler of rate limits, tracked by the outbox."""
    client = AsyncWebhookClient(url, session=session, retry_handlers=[AsyncRateLimitErrorRetryHandler()])

    async def send() -> None:
        await client.send(text="card")

    sender.spawn(send(), "card")


def by_outbox(sender: Outbox, session: ClientSession, url: str) -> None:
    """Post by the outbox itself."""
    _ = session
    sender.post_response(url, {"text": "card"})


async def try_case(post: Callable[[Outbox, ClientSession, str], None], name: str, waits: list[str]) -> str:
    """Return whether the card arrived, and after how many seconds everything was settled."""
    async with limited(waits) as (url, answers), ClientSession() as session:
        sender = Outbox(session, lambda _: AsyncWebClient())
        began = time.monotonic()
        post(sender, session, url)
        end: Callable[[], Awaitable[None]] = sender.drain
        if "stops" in name:
            await asyncio.sleep(STOP_AFTER_S)
            end = sender.close
        await end()
        arrived = "arrived" if answers and answers[-1] == 200 else "lost"
        return f"{arrived} after {time.monotonic() - began:.1f} s, {len(answers)} requests"


async def main() -> None:
    """Print a row for each case."""
    structlog.configure(
        processors=[structlog.processors.JSONRenderer()], logger_factory=structlog.ReturnLoggerFactory()
    )
    for name, waits in CASES.items():
        print(f"{name} | {await try_case(by_sdk, name, waits)} | {await try_case(by_outbox, name, waits)}")


if __name__ == "__main__":
    asyncio.run(main())
