"""What people read and keep when Mattermost or the database fails in the middle, and what wakes moderators."""

from typing import Any

import pytest
from aiohttp import ClientConnectionError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import OperationalError

from bot.keys import WrongSecretError
from bot.mattermost.api import ApiError
from bot.mattermost.platform import Platform
from bot.mattermost.service import Mattermost
from tests.mattermost.school import Pupil, School, names, words
from tests.mattermost.standin import new_id

DANGER = "I want to kill myself"


def platform_of(school: School) -> Platform:
    assert isinstance(school.starling.mattermost, Mattermost)
    return school.starling.mattermost.platform


def fail_to_write(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let Mattermost refuse the next messages to people."""
    usual, left = Platform.write, [times]

    async def write(*given: Any) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise ApiError(503, "")
        await usual(*given)

    monkeypatch.setattr(Platform, "write", write)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OperationalError("", None, Exception("server closed the connection"), connection_invalidated=True), "check"),
        (ClientConnectionError(), "look whether your change is there"),
        (ApiError(503, ""), "look whether your change is there"),
        (WrongSecretError(), "its key was made with another secret"),
        (ValueError(), "nothing was kept"),
    ],
)
async def test_an_error_claims_that_nothing_was_kept_only_where_that_is_certain(
    school: School, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    await school.opens()
    ana = school.pupil("Ana")

    async def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("bot.mattermost.requests.answer_click", broken)
    [announcement] = school.in_hall()
    await ana.presses(announcement, "Rate")
    assert says in ana.notes[-1]
    assert ("nothing was kept" in ana.notes[-1]) == isinstance(error, ValueError)


async def test_a_sentence_goes_without_a_name_where_the_connection_breaks(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform, ana = platform_of(school), school.pupil("Ana")

    async def broken(*_: object, **__: object) -> None:
        raise ClientConnectionError

    monkeypatch.setattr(platform.api, "get", broken)
    assert await platform.web.read_names({("@", ana.id)}) == {}


async def test_an_answer_to_a_message_is_tried_again_and_a_failure_is_written_to_its_writer(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    monkeypatch.setattr("bot.mattermost.events.WAITS_S", (0.0, 0.0))
    fail_to_write(monkeypatch, 2)
    await ana.says("Longer lunch")
    await ana.presses(ana.card, "Share")
    assert len(await school.comments(exchange)) == 1

    async def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("bot.mattermost.events.offer", broken)
    await ana.says("Warm rooms")
    assert "That did not work, and nothing was kept" in words(ana.card)


async def test_who_can_help_is_read_also_where_the_card_does_not_come(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    await school.opens(flags="--review=flagged")
    ana = school.pupil("Ana")
    await ana.runs("share", school.hall)
    fail_to_write(monkeypatch, 9)
    assert "You are not alone" in await ana.runs(f"share {DANGER}", school.hall)
    assert "You are not alone" in (await ana.submits(text=DANGER))["error"]
    assert "You are not alone" in (await ana.submits(text=DANGER))["error"], "it is the same comment"
    queue = await school.head.runs("queue", school.hall)
    assert queue.replace("\u2060", "").count(DANGER) == 2


async def test_the_buttons_of_a_danger_alert_do_what_they_say(school: School) -> None:
    await school.opens(flags="--review=flagged")
    ana, head = school.pupil("Ana"), school.head
    await ana.runs(f"share {DANGER}", school.hall)
    await school.jobs()
    [button] = names(head.card)
    await head.presses(head.card, button)
    assert DANGER in head.notes[-1].replace("\u2060", "")
    school.clock.later(minutes=15)
    await school.jobs()
    again = head.card
    assert names(again) == ["I am taking care of it", "Read the comment"]
    await ana.presses(again, "Read the comment")
    await ana.presses(again, "I am taking care of it")
    assert "Only moderators" in ana.notes[-1]
    assert DANGER not in " ".join(ana.notes[-2:])
    await head.presses(again, "Read the comment")
    assert DANGER in head.notes[-1].replace("\u2060", "")
    await head.presses(again, "I am taking care of it")
    assert "@head is taking care of it" in head.notes[-1]
    assert "taking care of it, since" in words(again)
    count = len(head.inbox)
    school.clock.later(hours=3)
    await school.jobs()
    assert len(head.inbox) == count


async def test_flags_that_would_do_nothing_are_refused_with_the_reason(school: School) -> None:
    head, hall = school.head, school.hall
    for flag in ("--template=climate", "--groups=A,B", "--ask-to-quote", "--channel=#hall", "--from-csv"):
        text = await head.runs(f'new "And lunch?" {flag}', hall)
        assert f"there is no `{flag.partition('=')[0]}` yet" in text
    for flag in ("--safety=@head", "--safety-channel=#hall"):
        assert "Signs of danger go to all moderators" in await head.runs(f'new "And lunch?" {flag}', hall)
    sofia = school.pupil("Sofía", locale="es", is_admin=True)
    assert "no hay `--grupos`" in await sofia.runs('nueva "¿Y el almuerzo?" --grupos=A,B', hall)
    assert not await school.exchanges()


async def test_what_cannot_open_leaves_no_draft_and_a_draft_can_be_deleted(school: School) -> None:
    head, server = school.head, school.server
    staff = server.add_channel("staff", head.id, kind="P")
    direct, group = server.direct(head.id, server.bot_id), server.add_channel("few", head.id, server.bot_id, kind="G")
    await head.runs('new "And lunch?"', staff)
    for place in (direct, group):
        assert "an exchange asks a channel" in await head.runs('new "And lunch?" --open=tomorrow', place)
    assert not await school.exchanges()
    await head.runs('new "And lunch?" --open=tomorrow', school.hall)
    [draft] = await school.exchanges()
    assert "deleted" in await head.runs(f"delete {draft.slug}", school.hall)
    assert not await school.exchanges()
    exchange = await school.opens()
    assert "Only a draft can be deleted" in await head.runs(f"delete {exchange.slug}", school.hall)
    assert len(await school.exchanges()) == 1


async def test_an_exchange_of_another_channel_is_closed_by_its_name_alone(school: School) -> None:
    exchange = await school.opens()
    yard = school.server.add_channel("yard", school.head.id, school.server.bot_id)
    for command in ("close", "digest"):
        assert f"If you mean `{exchange.slug}`" in await school.head.runs(command, yard)
    assert [each.is_open for each in await school.exchanges()] == [True]
    await school.head.runs(f"close {exchange.slug}", yard)
    assert [each.is_open for each in await school.exchanges()] == [False]


async def test_what_mattermost_no_longer_lets_be_edited_has_slacks_word_for_it(school: School) -> None:
    await school.opens()
    [announcement] = school.in_hall()
    school.server.edits_end = True
    with pytest.raises(SlackApiError, match="edit_window_closed"):
        await platform_of(school).web.chat_update(channel=school.hall.id, ts=announcement["id"], text="Changed")


async def test_an_account_has_its_three_names(school: School) -> None:
    ana = school.pupil("Ana", first_name="Ana", last_name="Ortiz", nickname="Annie")
    user = (await platform_of(school).web.users_info(user=ana.id))["user"]
    assert (user["name"], user["profile"]["real_name"], user["profile"]["display_name"]) == (
        "ana",
        "Ana Ortiz",
        "Annie",
    )


async def test_what_fails_before_anybody_can_be_answered_has_no_body(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = school.pupil("Ana")

    async def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(Platform, "actor", broken)
    server = school.server
    form = {
        "token": server.command_token,
        "team_id": server.team_id,
        "channel_id": school.hall.id,
        "user_id": ana.id,
        "command": "/exchange",
        "text": "rate",
        "trigger_id": server.trigger(ana.id),
    }
    async with school.session.post(f"{school.url}/mattermost/command", data=form) as answer:
        assert (answer.status, await answer.read()) == (503, b"")


async def test_that_mattermost_does_not_answer_is_not_that_nobody_has_the_name(school: School) -> None:
    school.pupil("Tess")
    school.server.refuses = {"/api/v4/users/username"}
    assert "Mattermost did not answer" in await school.head.runs("mod add @tess", school.hall)
    school.server.refuses = set()
    assert "Nobody here is called" in await school.head.runs(f"mod add @{new_id()}", school.hall)


async def test_a_pupil_can_neither_close_nor_order_nor_name_anybody(school: School) -> None:
    exchange = await school.opens()
    ana: Pupil = school.pupil("Ana")
    for command in (f"close {exchange.slug}", f"digest {exchange.slug}", f"delete {exchange.slug}", "mod remove @head"):
        text = (await ana.runs(command, school.hall)).lower()
        assert "only owners" in text or "only moderators" in text
    await school.jobs()
    assert [each.is_open for each in await school.exchanges()] == [True]
    assert len(school.in_hall()) == 1, "the announcement alone"
    assert "is open in" in await school.head.runs('new "And lunch?"', school.hall), "the head is still who decides"
