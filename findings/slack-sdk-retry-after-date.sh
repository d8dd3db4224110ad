#!/usr/bin/env bash
# The handler that should repeat what was limited turns the limit into an error, where the wait is given as a date.
#
# Packages: slack_sdk 3.48.0 with aiohttp 3.14.5. Seen on 2026-11-29 with Python 3.11.
# Behaviour: HTTP (RFC 9110) lets Retry-After be seconds or a date, and proxies before a server write either. Without a
#   handler a webhook client returns the 429. With AsyncRateLimitErrorRetryHandler seconds are waited for and the post arrives; for
#   a date `send` raises a ValueError of `int()` and the post is lost: who added the handler to lose less loses the answer too.
# Expected: The date is waited for, or the 429 is returned as without a handler.
# Output seen:
#   no handler,  seconds  429 after 1 post
#   handler,     seconds  200 after 2 posts
#   no handler,  a date   429 after 1 post
#   handler,     a date   ValueError after 1 post
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.48.0 aiohttp==3.14.5
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys
import time
from email.utils import formatdate

from aiohttp import web
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.webhook.async_client import AsyncWebhookClient


async def post(wait, handlers):
    """Return what a client makes of a server that limits it once, and how many posts came."""
    posts = 0

    async def limit_once(_request):
        nonlocal posts
        posts += 1
        return web.Response(status=429, headers={"Retry-After": wait}) if posts == 1 else web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/hook", limit_once)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = AsyncWebhookClient(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", retry_handlers=handlers)
    try:
        result = (await client.send(text="hello")).status_code
    except ValueError:
        result = "ValueError"
    await runner.cleanup()
    return result, posts


seen = []
for name, wait in {"seconds": "1", "a date": formatdate(time.time() + 1, usegmt=True)}.items():
    for label, handlers in {"no handler,": [], "handler,": [AsyncRateLimitErrorRetryHandler()]}.items():
        result, posts = asyncio.run(post(wait, handlers))
        print(f"{label:<11}  {name:<7}  {result} after {posts} post{'s' if posts > 1 else ''}")
        seen.append((result, posts))
is_so = seen == [(429, 1), (200, 2), (429, 1), ("ValueError", 1)]
sys.exit(0 if is_so else "changed: a date is understood, or the answer is returned")
PYTHON
