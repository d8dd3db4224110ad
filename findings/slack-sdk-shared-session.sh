#!/usr/bin/env bash
# A client of Slack that is told to give up after a second waits for as long as the other side likes.
#
# Packages: slack_sdk 3.48.0 with aiohttp 3.14.5. Seen on 2026-11-29 with Python 3.11.
# Behaviour: `timeout` of AsyncWebClient and AsyncWebhookClient holds only while the client opens a session for each call. With
#   `session=`, which is how connections are kept open, the number is taken, stands in `client.timeout`, and has no effect: the
#   limit is the session's, which is five minutes unless it was made with another. Nothing says so.
# Expected: The client's limit for the client's calls, or an error where both are given.
# Output seen (the server answers after three seconds, the timeout is one):
#   web client      own session     gave up
#   web client      shared session  waited
#   webhook client  own session     gave up
#   webhook client  shared session  waited
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.48.0 aiohttp==3.14.5
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys

from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient


async def answer_late(_request):
    await asyncio.sleep(3)
    return web.json_response({"ok": True})


async def call(awaitable):
    try:
        await awaitable
    except asyncio.TimeoutError:
        return "gave up"
    return "waited"


async def main():
    app = web.Application()
    app.router.add_post("/{method}", answer_late)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    seen = {}
    async with ClientSession() as session:
        for name, options in {"own session": {}, "shared session": {"session": session}}.items():
            client = AsyncWebClient(token="a", base_url=url, timeout=1, **options)
            seen["web client", name] = await call(client.auth_test())
            hook = AsyncWebhookClient(url + "hook", timeout=1, **options)
            seen["webhook client", name] = await call(hook.send(text="hello"))
    await runner.cleanup()
    return seen


seen = asyncio.run(main())
for (client, name), result in sorted(seen.items()):
    print(f"{client:<14}  {name:<14}  {result}")
is_so = all((result == "waited") is (name == "shared session") for (_, name), result in seen.items())
sys.exit(0 if is_so else "changed: a client with a shared session keeps its own time limit")
PYTHON
