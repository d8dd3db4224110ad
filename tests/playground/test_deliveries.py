"""Deliveries to the app: content, signature, deadline, retries."""

import asyncio

import pytest

from bot.playground import PlaygroundServer
from bot.playground.events.delivery import RETRY_WAITS
from bot.playground.events.subscription import EVENTS_AN_HOUR, HOUR, MIN_COUNTED, Subscription
from tests.playground.fixture_app import FixtureWorkspace, Reply, button, open_workspace


async def test_a_message_in_the_dm_reaches_the_app_whole(workspace: FixtureWorkspace) -> None:
    outcome = await workspace.ana.says("Longer lunch & <!channel> @ben.okafor https://x.example/a.")

    assert (outcome.ok, outcome.status) == (True, 200)
    envelope = workspace.app.last("event")
    playground = workspace.slack
    assert {key: envelope[key] for key in ("team_id", "api_app_id", "type", "is_ext_shared_channel")} == {
        "team_id": playground.team_id,
        "api_app_id": playground.app_id,
        "type": "event_callback",
        "is_ext_shared_channel": False,
    }
    assert envelope["authorizations"][0]["user_id"] == playground.bot_user_id
    assert envelope["event_id"].startswith("Ev")
    event = envelope["event"]
    assert event["text"] == "Longer lunch &amp; &lt;!channel&gt; <@UBEN> <https://x.example/a>."
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", "UANA")
    assert event["ts"] == event["event_ts"]
    assert event["client_msg_id"]
    assert event["blocks"][0]["type"] == "rich_text"


async def test_channels_and_private_channels_have_their_own_kind(workspace: FixtureWorkspace) -> None:
    workspace.slack.add_channel("staff", private=True, members=[workspace.ana], app=True)
    await workspace.ana.says("one", "general")
    await workspace.ana.says("two", "staff")
    assert [each["channel_type"] for each in workspace.app.events()] == ["channel", "group"]


async def test_the_app_gets_no_events_of_channels_it_is_not_in(workspace: FixtureWorkspace) -> None:
    workspace.slack.add_channel("parents", members=[workspace.ana])
    outcome = await workspace.ana.says("Only us", "parents")
    assert (outcome.ok, outcome.status) == (True, "unsent")
    assert workspace.app.received == []


async def test_edits_deletions_threads_and_files_come_as_slack_sends_them(workspace: FixtureWorkspace) -> None:
    first = await workspace.ana.says("Frist", "general")
    assert first.message is not None
    await workspace.ana.edits(first.message, "First")
    changed = workspace.app.last("event")["event"]
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("First", "Frist")
    assert changed["message"]["edited"]["user"] == "UANA"

    await workspace.ben.says("Reply", "general", thread_ts=first.message.ts)
    reply = workspace.app.last("event")["event"]
    assert (reply["thread_ts"], reply["parent_user_id"]) == (first.message.ts, "UANA")

    await workspace.ben.says("Loud", "general", thread_ts=first.message.ts, broadcast=True)
    assert workspace.app.last("event")["event"]["subtype"] == "thread_broadcast"

    await workspace.ana.says("See", "general", files=[{"name": "plan.pdf", "mimetype": "application/pdf"}])
    shared = workspace.app.last("event")["event"]
    assert shared["subtype"] == "file_share"
    assert [each["name"] for each in shared["files"]] == ["plan.pdf"]

    alone = await workspace.ben.says("Gone soon", "general")
    assert alone.message is not None
    await workspace.ben.deletes(alone.message)
    deleted = workspace.app.last("event")["event"]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", alone.message.ts)
    assert deleted["previous_message"]["text"] == "Gone soon"

    await workspace.ana.deletes(first.message)
    stone = workspace.app.last("event")["event"]
    assert (stone["subtype"], stone["message"]["subtype"]) == ("message_changed", "tombstone")


async def test_strangers_and_other_bots_are_marked(workspace: FixtureWorkspace) -> None:
    far = workspace.slack.add_person("Far Away", "WFAR", team_id="T0ELSEWHERE")
    robot = workspace.slack.add_person("Robot", is_bot=True)
    for person in (far, robot):
        workspace.slack.channel("general").members[person.id] = None

    await far.says("Hello from elsewhere", "general")
    envelope = workspace.app.last("event")
    assert envelope["is_ext_shared_channel"]
    assert envelope["event"]["user_team"] == envelope["event"]["source_team"] == "T0ELSEWHERE"
    assert (await workspace.web.users_info(user="WFAR"))["user"]["is_stranger"]

    await robot.says("Beep", "general")
    beep = workspace.app.last("event")["event"]
    assert beep["bot_id"] == robot.member.bot_id
    assert beep["subtype"] == "bot_message"


async def test_guests_see_their_own_channels_only(workspace: FixtureWorkspace) -> None:
    guest = workspace.slack.add_person("Guest", is_restricted=True)
    await workspace.ana.says("For members", "general")
    assert guest.sees("general") == []
    assert (await guest.joins("general")).error == "channel_not_found"
    assert (await workspace.web.users_info(user=guest.id))["user"]["is_restricted"]


async def test_the_app_gets_events_of_its_own_messages(workspace: FixtureWorkspace) -> None:
    posted = await workspace.web.chat_postMessage(channel=workspace.ana.id, text="card")
    await workspace.web.chat_update(channel=posted["channel"], ts=posted["ts"], text="other")
    await workspace.web.chat_delete(channel=posted["channel"], ts=posted["ts"])
    await workspace.slack.settle()

    assert sorted(each.get("subtype", "new") for each in workspace.app.events()) == [
        "message_changed",
        "message_deleted",
        "new",
    ]
    assert next(each for each in workspace.app.events(None))["bot_id"] == workspace.slack.bot_id


EVENTS = {"im": "message.im", "channel": "message.channels", "private": "message.groups"}


@pytest.mark.parametrize("kind", EVENTS)
async def test_events_that_the_manifest_does_not_ask_for_do_not_come(kind: str) -> None:
    left = [each for each in ("app_home_opened", *EVENTS.values()) if each != EVENTS[kind]]
    async with open_workspace({"settings__event_subscriptions__bot_events": left}) as workspace:
        workspace.slack.add_channel("staff", private=True, members=[workspace.ana], app=True)
        for place in (None, "general", "staff"):
            await workspace.ana.says("Hello", place)
        received = {each["channel_type"] for each in workspace.app.events()}
    assert received == {"im", "channel", "group"} - {{"private": "group"}.get(kind, kind)}


async def test_an_event_without_its_scope_does_not_come() -> None:
    async with open_workspace({"oauth_config__scopes__bot": ["chat:write"]}) as workspace:
        assert (await workspace.ana.says("Hello")).status == "unsent"


async def test_opening_the_home_is_delivered_only_to_a_subscribed_app(workspace: FixtureWorkspace) -> None:
    assert await workspace.ana.opens_home()
    event = workspace.app.last("event")["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", "UANA")
    await workspace.web.views_publish(
        user_id="UANA", view={"type": "home", "callback_id": "mine", "blocks": [{"type": "divider"}]}
    )
    await workspace.ana.opens_home()
    assert workspace.app.last("event")["event"]["view"]["callback_id"] == "mine"

    async with open_workspace({"settings__event_subscriptions__bot_events": []}) as other:
        assert await other.ana.opens_home()
        assert other.app.received == []


async def test_a_wrong_secret_and_a_wrong_hour_are_seen_by_the_app(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.skew = -301.0
    assert (await workspace.ana.says("Late letter")).status == 401
    workspace.slack.faults.clear()
    workspace.slack.context.app.signing_secret = "another"
    assert (await workspace.ana.says("Forged letter")).status == 401
    await workspace.slack.settle()
    assert workspace.app.received == []
    assert workspace.app.bad_signatures >= 2


async def test_an_event_that_is_not_accepted_is_retried_three_times(workspace: FixtureWorkspace) -> None:
    workspace.app.always = Reply(500)
    outcome = await workspace.ana.says("Hello")
    await workspace.slack.settle()

    assert (outcome.ok, outcome.status) == (False, 500)
    assert len(workspace.app.received) == 1 + len(RETRY_WAITS)
    assert len({each.payload["event_id"] for each in workspace.app.received}) == 1
    assert [each.headers.get("X-Slack-Retry-Num") for each in workspace.app.received] == [None, "1", "2", "3"]
    assert {each.headers.get("X-Slack-Retry-Reason") for each in workspace.app.received[1:]} == {"http_error"}


async def test_an_event_is_retried_until_it_is_accepted(workspace: FixtureWorkspace) -> None:
    workspace.app.replies = [Reply(503), Reply(302), Reply(200)]
    await workspace.ana.says("Hello")
    await workspace.slack.settle()
    assert len(workspace.app.received) == 3
    assert [each.status for each in workspace.slack.deliveries.list_for("events_api")] == [503, 302, 200]


async def test_the_app_can_ask_for_no_retry(workspace: FixtureWorkspace) -> None:
    workspace.app.always = Reply(500, headers={"X-Slack-No-Retry": "1"})
    await workspace.ana.says("Hello")
    await workspace.slack.settle()
    assert len(workspace.app.received) == 1


async def test_no_answer_in_time_shows_slacks_warning() -> None:
    async with open_workspace(ack_seconds=0.05) as workspace:
        card = await workspace.card(button())
        workspace.app.always = Reply(seconds=0.3)
        clicked = await workspace.ana.clicks(card, "go")
        assert (clicked.ok, clicked.status) == (False, "timeout")
        assert clicked.warning == "Oh no, something went wrong. Please try that again."
        ran = await workspace.ana.runs("/exchange help", "general")
        assert ran.warning == "/exchange failed because the app did not respond."
        outcome = await workspace.ana.says("Hello")
        assert (outcome.status, outcome.warning) == ("timeout", "")
        await workspace.slack.settle()
        reasons = [each.headers.get("X-Slack-Retry-Reason") for each in workspace.app.received if each.kind == "event"]
    assert "http_timeout" in reasons


async def test_three_seconds_are_the_measure_but_while_the_example_is_written() -> None:
    slack = PlaygroundServer()
    assert (slack.dispatcher.ack_seconds, slack.tokens.trigger_seconds) == (3.0, 3.0)
    with slack.patient(120):
        assert (slack.dispatcher.ack_seconds, slack.tokens.trigger_seconds) == (120, 120)
    assert (slack.dispatcher.ack_seconds, slack.tokens.trigger_seconds) == (3.0, 3.0)


async def test_an_app_that_is_down_is_unreachable(workspace: FixtureWorkspace) -> None:
    workspace.slack.deliver_to("http://127.0.0.1:9/slack/events")
    outcome = await workspace.ana.says("Hello")
    ran = await workspace.ana.runs("/exchange help", "general")
    await workspace.slack.settle()
    assert outcome.status == ran.status == "unreachable"
    assert ran.warning == "/exchange failed with the error “dispatch_failed”"
    assert len(workspace.slack.deliveries.list_for("events_api")) == 4


async def test_clicks_are_never_retried(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button())
    workspace.app.always = Reply(500)
    outcome = await workspace.ana.clicks(card, "go")
    await workspace.slack.settle()
    assert (outcome.status, outcome.warning) == (500, "Oh no, something went wrong. Please try that again.")
    assert sum(each.kind == "block_actions" for each in workspace.app.received) == 1


async def test_many_people_write_at_once(workspace: FixtureWorkspace) -> None:
    people = [workspace.slack.add_person(f"Person {n}") for n in range(100)]
    outcomes = await asyncio.gather(*(each.says(f"Words of {each.name}") for each in people))
    assert all(outcomes)
    assert len({each["ts"] for each in workspace.app.events()}) == 100


def test_more_than_thirty_thousand_events_an_hour_are_limited() -> None:
    hour = [0.0]
    subscription = Subscription(lambda: hour[0])
    assert all(subscription.admit() for _ in range(EVENTS_AN_HOUR))
    assert not subscription.admit()
    assert subscription.new_minute() == 0
    assert subscription.new_minute() is None
    hour[0] = HOUR
    assert subscription.admit()


def test_a_subscription_that_nearly_always_fails_is_switched_off() -> None:
    subscription = Subscription(lambda: 0.0)
    for n in range(MIN_COUNTED):
        subscription.record_response(is_accepted=n % 20 == 0)
    assert subscription.is_active  # five in a hundred are just enough
    subscription.record_response(is_accepted=False)
    assert not subscription.is_active
    assert not subscription.admit()


async def test_app_rate_limited_is_delivered_once_a_minute(
    workspace: FixtureWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.events.subscription.EVENTS_AN_HOUR", 2)
    workspace.slack.faults.tiers = True
    for n in range(5):
        await workspace.ana.says(f"Message {n}", "general")
    assert len(workspace.app.events()) == 2
    assert len(workspace.app.received) == 3
    assert workspace.app.last("app_rate_limited")["minute_rate_limited"] % 60 == 0


async def test_an_address_proves_itself(workspace: FixtureWorkspace) -> None:
    assert workspace.slack.dispatcher.address is not None
    assert not await workspace.slack.dispatcher.verify(
        workspace.slack.dispatcher.address
    )  # this app knows no challenge
    workspace.app.always = Reply(body="maple")
    assert await workspace.slack.dispatcher.verify(workspace.slack.dispatcher.address)
