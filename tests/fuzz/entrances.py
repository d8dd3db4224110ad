"""Entrances, each with one round of nonsense: what is a fault is returned in words."""

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.__main__ import main
from bot.exports.verify import verify
from storage.models import metadata
from tests.fuzz import inputs
from tests.http.test_genuine import one_of_each
from tests.slack_requests import FORM, JSON, Request, encode, send, sign
from tests.stories.bad_cases import CLICKS
from tests.stories.bad_forms import FORMS
from tests.whole_bot import Playground, open_playground

HANGS_S = 20.0  # a busy machine is no hang
_FAULT = 500
_OPEN = {
    "/results/",
    "/results/me/",
    "/results/sign-in/slack",
    "/healthz",
    "/readyz",
    "/metrics",
    "/slack/events",
    "/slack/install",
    "/",
}


@dataclass
class World:
    """A bot, genuine payloads of each kind by name, and what a bundle is. folder: for files."""

    playground: Playground
    genuine: Mapping[str, dict[str, Any]]
    bundle: bytes
    folder: Path


Entrance = Callable[[World, Random], Awaitable[str]]
"""Sends nonsense once, and returns what was wrong with the answer, "" for nothing."""


@asynccontextmanager
async def open_fuzz_world(folder: Path, bundle: bytes) -> AsyncIterator[World]:
    """Open a world to be sent nonsense."""
    facts = {"starling_base_url": "https://starling.example.org", "starling_metrics": True}
    async with open_playground(folder, settings_facts=facts) as playground:
        playground.allows_unanswered = True
        genuine = await one_of_each(playground)
        await playground.exchange("What else?", "A longer lunch", "A guard", moderation="post")
        yield World(playground, genuine, bundle, folder)


async def rows_of(playground: Playground) -> dict[str, int]:
    """Return how many rows each table has."""
    from sqlalchemy import func, select

    async with playground.starling.context.storage.read() as db:
        return {
            table.name: int((await db.execute(select(func.count()).select_from(table))).scalar_one())
            for table in metadata.sorted_tables
        }


async def unsigned(world: World, rng: Random) -> str:
    """Send a genuine payload, whole or damaged, with no signature or another one: refused, and nothing changes."""
    payload = rng.choice(list(world.genuine.values()))
    request = encode(world.playground, payload)
    body = request.body if rng.random() < 0.3 else inputs.damaged(request.body, rng)
    headers = dict(request.headers)
    if rng.random() < 0.5:
        headers.pop(rng.choice(["X-Slack-Signature", "X-Slack-Request-Timestamp"]))
    else:
        headers["X-Slack-Signature"] = f"v0={rng.randbytes(32).hex()}"
    if rng.random() < 0.2:
        headers["Content-Type"] = rng.choice([JSON, FORM, "text/plain; charset=nonsense", "multipart/form-data"])
    answer = await send(world.playground, Request(body, headers))
    is_harmless = answer.status == 200 and b"ssl_check" in body
    return "" if answer.status in {401, 413, 415} or is_harmless else f"{answer.status} without a signature"


async def raw_bytes(world: World, rng: Random) -> str:
    """Write bytes that need not be HTTP: an answer below 500, or the end of the connection."""
    body = encode(world.playground, rng.choice(list(world.genuine.values()))).body[:300]
    reader, writer = await asyncio.open_connection("127.0.0.1", world.playground.starling.port)
    try:
        writer.write(inputs.http_bytes(rng, body))
        if rng.random() < 0.7:
            writer.write_eof()
        with suppress(TimeoutError):  # it waits for the rest, as it may
            async with asyncio.timeout(0.2):
                answer = await reader.readline()
                if answer.startswith(b"HTTP/") and answer.split()[1] >= b"500":
                    return f"{answer!r}"
    except ConnectionError:
        pass  # it was closed in our face
    finally:
        writer.close()
    return ""


async def signed(world: World, rng: Random) -> str:
    """Send a genuine payload with parts changed, for any listener, signed: no 500."""
    payload = dict(rng.choice(list(world.genuine.values())))
    if payload.get("type") == "block_actions" and payload.get("actions"):
        action = dict(payload["actions"][0]) | {"action_id": rng.choice(CLICKS).listener}
        if rng.random() < 0.5:
            action["value"] = rng.choice(inputs.TEXTS)
        payload["actions"] = [action]
    elif payload.get("type") in {"view_submission", "view_closed"}:
        payload["view"] = dict(payload["view"]) | {"callback_id": rng.choice(FORMS).callback_id}
    made = inputs.changed(payload, rng)
    if rng.random() < 0.1 or not isinstance(made, dict):
        kind = rng.choice([JSON, FORM])
        text = json.dumps(made)
        request = sign(world.playground, inputs.damaged(text.encode(errors="replace"), rng), kind)
    else:
        try:
            request = encode(world.playground, made)
        except UnicodeEncodeError:
            return ""  # no form holds half a pair of surrogates
    answer = await send(world.playground, request)
    return f"{answer.status} to {made!r}"[:2000] if answer.status >= _FAULT else ""


async def command(world: World, rng: Random) -> str:
    """Write a line after /exchange, as a participant or a moderator: an answer, and no 500."""
    playground = world.playground
    who = rng.choice([playground.moderator, playground.person("Ana"), playground.person("Bo", locale="es-LA")])
    fields = {
        **next(each for name, each in world.genuine.items() if "command" in each),
        "user_id": who.id,
        "text": inputs.line(rng).encode(errors="replace").decode(),
    }
    answer = await send(playground, encode(playground, fields))
    return f"{answer.status} to {fields['text']!r} of {who.name}" if answer.status >= _FAULT else ""


async def pages(world: World, rng: Random) -> str:
    """Ask for a page that may not be there: below 500, and nothing of the exchange without a link."""
    path = rng.choice(sorted(_OPEN)) + quote(
        rng.choice(inputs.TEXTS), safe=rng.choice(["", "/%?=&#"]), errors="replace"
    )
    query = rng.choice(
        ["", f"?q={quote(rng.choice(inputs.TEXTS), errors='replace')}", "?page=-1&sort=x", "?code=1&state=2"]
    )
    headers = rng.choice([{}, {"Accept-Language": "x" * 300}, {"Cookie": "starling=x"}, {"Range": "bytes=0-1,5-9,2-"}])
    address = f"http://127.0.0.1:{world.playground.starling.port}{path}{query}"
    async with (
        aiohttp.ClientSession() as session,
        session.request(
            rng.choice(["GET", "POST", "HEAD", "PUT"]), address, headers=headers, allow_redirects=False
        ) as answer,
    ):
        words = (await answer.read()).decode(errors="replace")
    if answer.status >= _FAULT and path != "/readyz":
        return f"{answer.status} at {path}{query}"
    return "a page without a link" if "A longer lunch" in words else ""


async def imports(world: World, rng: Random) -> str:
    """Read a file that may be a table: an exit code of 0 or 1 and a sentence."""
    file = world.folder / "table.csv"
    file.write_bytes(inputs.table(rng))
    return await asyncio.to_thread(_run, ["import", "csv", str(file), "--dry-run"])


async def bundles(world: World, rng: Random) -> str:
    """Verify a bundle that somebody changed: refused, or good where nothing that counts was changed."""
    raw = inputs.bundle(world.bundle, rng)
    try:
        await asyncio.to_thread(verify, raw)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"verify: {type(error).__name__}: {error}"[:500]
    return ""


def _run(arguments: list[str]) -> str:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            return f"{arguments[0]}: {type(error).__name__}: {error}"[:500]
    return "" if code in {0, 1, 2} else f"{arguments[0]} ended with {code}"


EVERY: dict[str, Entrance] = {
    "unsigned": unsigned, "raw bytes": raw_bytes, "signed": signed, "command": command, "pages": pages,
    "imports": imports, "bundles": bundles,
}  # fmt: skip


async def once(world: World, name: str, seed: str) -> str:
    """Do one round at an entrance; return what was wrong, "" for nothing. The same seed makes the same."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(HANGS_S):
            fault = await EVERY[name](world, Random(seed))
    except TimeoutError:
        fault = f"no answer in {HANGS_S:.0f} s"
    except (aiohttp.ClientError, ConnectionError) as error:
        fault = "" if name in {"pages", "unsigned"} and time.monotonic() - began < HANGS_S else type(error).__name__
    except ValueError:
        fault = ""  # the client itself refuses to send it
    return f"{name}, seed {seed}: {fault}" if fault else ""
