"""A marker in everything that can be written, pressed or named: no line of the log has it, no error, and no metric."""

import json
import logging
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from structlog.testing import capture_logs

from bot.playground.state.models import Json
from bot.subcommands import SUBCOMMANDS
from storage import comments, queue_items
from tests.stories.bad_cases import CLICKS
from tests.stories.bad_forms import FORMS
from tests.stories.bad_input import OPEN, BadInput, open_bad_input
from tests.stories.bad_values import good_parts
from tests.stories.test_bad_forms import good_fields, opened, submission

WORD, NAME = "zorilla", "Quaggamire"
LINE = f"The {WORD} of {NAME} is at zorilla@example.org or 206-555-0142, https://{WORD}.example"


def marked(fields: dict[str, Json]) -> dict[str, Json]:
    """Return the fields of a form with the marker in each that takes words."""
    return {
        name: each | {"value": LINE} if each.get("type") == "plain_text_input" else each
        for name, each in fields.items()
    }


async def send_forms(bad: BadInput) -> None:
    for form in FORMS:
        who = bad.moderator if form.for_moderators else bad.ana
        parts = await good_parts(bad, form.exchange, form.number)
        view = await opened(bad, form, parts)
        metadata = form.metadata.format(**parts) if form.metadata else ""
        changes = submission(form, marked(good_fields(bad, form)), metadata)
        await bad.submit(who, view, {"callback_id": form.callback_id, "private_metadata": metadata} | changes)


async def press_everything(bad: BadInput) -> None:
    for click in CLICKS:
        who = bad.moderator if click.for_moderators else bad.ana
        parts = await good_parts(bad, click.exchange, click.number)
        await bad.press(who, click.action(LINE, parts), click.on[0])


async def write_commands_and_messages(bad: BadInput) -> None:
    slug = bad.there[OPEN].slug
    for each in SUBCOMMANDS:
        await bad.command(bad.moderator, f"{each.name} {LINE}")
        await bad.command(bad.moderator, f'{each.name} {slug} "{LINE}" --{WORD}={WORD}')
    await bad.command(bad.ana, f"share {LINE}")
    await bad.ana.says(LINE)
    await bad.playground.settle()


async def fail(bad: BadInput, monkeypatch: pytest.MonkeyPatch, secrets: list[str]) -> None:
    """Let what is called break with the marker in its error: behind a command, and in a job."""

    async def breaks(*_: Any, **__: Any) -> Any:
        raise RuntimeError(f"{LINE} {' '.join(secrets)}")

    playground = bad.playground
    with monkeypatch.context() as broken:
        broken.setattr(comments, "add", breaks)
        broken.setattr(queue_items, "list_marks", breaks)
        await bad.command(bad.ana, f"share Again the {WORD}")
        await playground.starling.scheduler.run_once()
    playground.slack.faults.answer("users.info", status=500)
    playground.slack.faults.answer("chat.postMessage", status=500)
    playground.clock.later(hours=5)
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_what_people_write_their_names_and_tokens_are_in_no_log_error_or_metric(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_bad_input(tmp_path, starling_metrics=True) as bad:
        playground = bad.playground
        bad.ana.member.real_name = bad.ana.member.name = NAME
        settings = playground.starling.settings
        secrets = [
            settings.slack_bot_token.get_secret_value(),
            settings.slack_signing_secret.get_secret_value(),
            bad.ana.id,
            playground.slack.world.open_im(bad.ana.id).id,
        ]
        with capture_logs() as lines, caplog.at_level(logging.INFO):
            structlog.get_logger().info("heard", control=WORD)
            await press_everything(bad)
            await send_forms(bad)
            await write_commands_and_messages(bad)
            await fail(bad, monkeypatch, secrets)
        address = f"http://127.0.0.1:{playground.starling.port}/metrics"
        async with aiohttp.ClientSession() as client, client.get(address) as answer:
            metrics = await answer.text()
    events = [line["event"] for line in lines]
    assert {"listener_failed", "job_failed"} <= set(events), "what broke was logged"
    libraries = [f"{each.name} {each.getMessage()}" for each in caplog.records if each.levelno >= logging.WARNING]
    written = "\n".join([json.dumps(lines[1:], default=str), *libraries, metrics])
    assert WORD in json.dumps(lines[0]), "the control: the log is heard here"
    assert "starling_" in metrics
    assert [each for each in (WORD, NAME, "206-555-0142", *secrets) if each.casefold() in written.casefold()] == []
