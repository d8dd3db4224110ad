"""What does not come from Mattermost, or is malformed, is refused with an empty body and does nothing."""

import base64
import io
import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from bot.http.slack_requests import MAX_BODY
from tests.mattermost.school import Pupil, School, actions_of
from tests.mattermost.standin import new_id

PATHS = ("action", "dialog", "command")
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def refused(school: School, path: str, status: int, **sent: Any) -> None:
    """Send something, and see that it is refused with nothing but a status."""
    async with school.session.post(f"{school.url}/mattermost/{path}", **sent) as answer:
        assert (answer.status, await answer.read()) == (status, b""), (path, sent)


async def card_of(school: School) -> tuple[Pupil, dict[str, Any], dict[str, Any]]:
    """Return somebody who rates, what is sealed in their first star, and a good click on it."""
    await school.opens()
    await school.pupil("Ana").runs("share Longer lunch", school.hall)
    ben = school.pupil("Ben")
    await ben.runs("rate", school.hall)
    context = actions_of(ben.card)[4]["integration"]["context"]
    good = {"user_id": ben.id, "team_id": "", "trigger_id": school.server.trigger(ben.id), "context": context}
    return ben, context, good


async def test_a_click_counts_only_with_its_seal_its_person_and_mattermosts_own_signature(school: School) -> None:
    ben, context, good = await card_of(school)
    eve, server, other = school.pupil("Eve"), school.server, ec.generate_private_key(ec.SECP256R1())
    sealed = context["sealed"]
    now = server.clock()
    wrong: list[dict[str, Any]] = [
        {"trigger_id": server.trigger(ben.id, key=other)},
        {"trigger_id": server.trigger(eve.id)},
        {"trigger_id": server.trigger(ben.id, at=now - 400)},
        {"trigger_id": server.trigger(ben.id, at=now + 400)},
        {"trigger_id": base64.b64encode(f"x:{ben.id}:1:".encode()).decode()},
        {"trigger_id": "no base64"},
        {"user_id": eve.id, "trigger_id": server.trigger(eve.id)},
        {"context": {"sealed": sealed[:-8] + "AAAAAAA="}},
        {"context": {"sealed": base64.urlsafe_b64encode(os.urandom(120)).decode()}},
        {"context": {"sealed": None}},
        {"context": {}},
        {"context": "text"},
        {"context": None},
    ]
    for each in wrong:
        await refused(school, "action", 401, json=good | each)
    await refused(school, "action", 400, json=good | {"team_id": new_id()})
    [exchange] = await school.exchanges()
    assert not await school.stars(exchange)
    async with school.session.post(f"{school.url}/mattermost/action", json=good) as answer:
        assert answer.status == 200
    assert await school.stars(exchange) == [5], "the good one counts"


async def test_what_is_sealed_for_a_button_opens_no_form_and_the_other_way(school: School) -> None:
    ben, context, _ = await card_of(school)
    form = {"user_id": ben.id, "team_id": "", "state": context["sealed"], "submission": {"text": "Mine"}}
    await refused(school, "dialog", 401, json=form)
    await ben.runs("share", school.hall)
    state = school.server.dialogs[-1][1]["dialog"]["state"]
    click = {
        "user_id": ben.id,
        "team_id": "",
        "trigger_id": school.server.trigger(ben.id),
        "context": {"sealed": state},
    }
    await refused(school, "action", 401, json=click)
    eve = school.pupil("Eve")
    await refused(school, "dialog", 401, json=form | {"user_id": eve.id, "state": state})
    await refused(school, "dialog", 400, json=form | {"state": state, "submission": "Mine"})
    [exchange] = await school.exchanges()
    assert len(await school.comments(exchange)) == 1


async def test_a_command_needs_its_token_the_team_and_the_signature(school: School) -> None:
    await school.opens()
    ana, server = school.pupil("Ana"), school.server
    good = {
        "token": server.command_token,
        "team_id": server.team_id,
        "channel_id": school.hall.id,
        "user_id": ana.id,
        "command": "/exchange",
        "text": "share Longer lunch",
        "trigger_id": server.trigger(ana.id),
    }
    for each in ({"token": "x"}, {"token": "ñ"}, {"token": ""}, {"trigger_id": "x"}, {"user_id": new_id()}):
        await refused(school, "command", 401, data=good | each)
    for each in ({"team_id": new_id()}, {"channel_id": "../x"}, {"user_id": "../me"}, {"command": "x\ny"}):
        await refused(school, "command", 400, data=good | each)
    for name in ("token", "team_id", "channel_id", "user_id", "command", "trigger_id"):
        await refused(school, "command", 400, data={each: value for each, value in good.items() if each != name})
    await refused(school, "command", 400, data=[*good.items(), ("text", "twice")])
    [exchange] = await school.exchanges()
    assert not await school.comments(exchange)


MALFORMED = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"7",
    b"\xff\xfe",
    b"[" * 200_000,
    b'{"user_id": "\\ud800"}',
    b'{"user_id": 7}',
    b'{"user_id": "' + b"a" * 26 + b'", "trigger_id": 7, "state": 7}',
    b'{"x": ' + b"9" * 5000 + b"}",
)


async def test_a_malformed_body_is_refused(school: School) -> None:
    for path in ("action", "dialog"):
        for raw in MALFORMED:
            await refused(school, path, 400, data=raw, headers={"Content-Type": JSON})
        large = io.BytesIO(b"x" * (MAX_BODY + 1))
        await refused(school, path, 413, data=large, headers={"Content-Type": JSON})


async def test_other_types_and_forms_are_refused(school: School) -> None:
    for path in PATHS:
        for kind in ("text/plain", FORM if path != "command" else JSON):
            await refused(school, path, 415, data=b"{}", headers={"Content-Type": kind})
        async with school.session.get(f"{school.url}/mattermost/{path}") as answer:
            assert (answer.status, await answer.read()) == (405, b"")
    for raw in (b"", b"a", b"%ff=1", b"&" * 500, b"a=1&" * 300):
        await refused(school, "command", 400, data=raw, headers={"Content-Type": FORM})
    await refused(school, "action", 415, data=b"{}", headers={"Content-Type": JSON, "Content-Encoding": "gzip"})


async def test_events_that_are_no_direct_message_of_a_person_are_nothing(school: School) -> None:
    await school.opens()
    ana, server = school.pupil("Ana"), school.server
    channel = server.direct(ana.id, server.bot_id)
    before = len(server.posts)
    of_nobody: list[Any] = [None, [], "x", {"channel_type": "O", "post": "{}"}, {"channel_type": "D", "post": "no"}]
    for data in of_nobody:
        await server.publish("posted", data)
    for facts in ({"type": "system_join_team"}, {"props": {"from_bot": "true"}}, {"props": {"from_webhook": "true"}}):
        post = {
            "id": new_id(),
            "user_id": ana.id,
            "channel_id": channel.id,
            "message": "Hello",
            "type": "",
            "props": {},
        }
        shown = {"channel_type": "D", "post": json.dumps(post | facts)}
        await server.publish("posted", shown)
    await server.publish("typing", {})
    await server.flush()
    await school.settle()
    assert len(server.posts) == before
    await ana.says("Longer lunch")
    assert "Share this as a comment?" in str(ana.card)
