"""Whatever is written, by message, command or shortcut: nothing changes that should not, the person reads why."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.events import payloads
from bot.playground.people.person import Person
from bot.playground.state.models import Json
from bot.slack.commands import Role
from tests.commands import named
from tests.listeners import SUBCOMMAND, registered_in
from tests.stories.bad_input import (
    CANARY,
    CLOSED,
    DRAFT,
    FOREIGN,
    GENERAL,
    OPEN,
    SECRET,
    THEIRS,
    BadInput,
    Sent,
    nothing_in_the_log,
    open_bad_input,
)
from tests.stories.bad_lines import WRONG_FOR_ALL, WRONG_FOR_MODERATORS, WRONG_SUBCOMMANDS

FAILED = "Reference"  # a word of the sentence after a failure
LONG = f"{CANARY} " + "x" * (3001 - len(CANARY) - 1)
EVENTS = {
    *("app_home_opened", "app_mention", "app_uninstalled", "tokens_revoked"),
    *("message", "message:message_changed", "message:message_deleted"),
}
SHORTCUTS = {"share.anywhere", "share.message"}


@pytest.fixture
async def bad(tmp_path: Path) -> AsyncIterator[BadInput]:
    async with open_bad_input(tmp_path) as found:
        yield found


async def test_every_subcommand_event_and_shortcut_has_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await registered_in(tmp_path, monkeypatch)
    assert set(found[SUBCOMMAND]) == set(WRONG_FOR_ALL) | set(WRONG_FOR_MODERATORS)
    assert set(found["shortcut"]) == SHORTCUTS
    events = {":".join(each.values()) if isinstance(each, dict) else each for each in found["event"]}
    assert events == EVENTS
    assert len(found["command"]) == 1
    assert set(found) <= {SUBCOMMAND, "shortcut", "event", "command", "action", "view"}, "a new kind needs cases"


def look_at(
    bad: BadInput, sent: Sent, kept_before: Any, about: str, *, looked: bool = False, is_silent: bool = False
) -> None:
    assert sent.status == 200, about
    assert FAILED not in sent.reply, about
    assert sent.reply or is_silent, f"not a word: {about}"
    assert THEIRS not in sent.reply, about
    assert "<!channel" not in sent.reply, f"nobody is called: {about}"
    assert bad.kept(looked=looked) == kept_before, about


def line(bad: BadInput, subcommand: str, rest: str) -> str:
    """Return a command with the names of what is there."""
    slugs = {"open": OPEN, "closed": CLOSED, "draft": DRAFT, "theirs": FOREIGN}
    names = {name: bad.there[which].slug for name, which in slugs.items()}
    names |= {"stranger": bad.stranger.id, "bot": bad.playground.slack.bot_user_id}
    for name, value in names.items():
        rest = rest.replace("{" + name + "}", value)
    return f"{subcommand} {rest}".strip()


def _refusal(subcommand: str) -> str:
    return "Only owners can" if named(subcommand).role is Role.OWNER else "Only moderators can"


@pytest.mark.parametrize("subcommand", WRONG_FOR_MODERATORS)
async def test_a_moderators_subcommand_takes_no_nonsense_and_no_orders_of_others(
    bad: BadInput, subcommand: str
) -> None:
    kept_before = bad.kept()
    with nothing_in_the_log():
        for rest in WRONG_FOR_MODERATORS[subcommand]:
            written = line(bad, subcommand, rest)
            sent = await bad.command(bad.moderator, written)
            look_at(bad, sent, kept_before, written)
            assert "Only moderators" not in sent.reply, written
            by_other = await bad.command(bad.ana, written)
            look_at(bad, by_other, kept_before, written)
            assert _refusal(subcommand) in by_other.reply, written
        by_stranger = await bad.command(bad.stranger, f"{subcommand} {bad.there[OPEN].slug}")
        look_at(bad, by_stranger, kept_before, subcommand)


@pytest.mark.parametrize("subcommand", WRONG_FOR_ALL)
async def test_a_subcommand_for_all_answers_nonsense_and_changes_nothing(bad: BadInput, subcommand: str) -> None:
    looked = subcommand == "rate"
    kept_before = bad.kept(looked=looked)
    with nothing_in_the_log():
        for rest in WRONG_FOR_ALL[subcommand]:
            written = line(bad, subcommand, rest)
            sent = await bad.command(bad.ana, written)
            look_at(bad, sent, kept_before, written, looked=looked)
            echoed = written.partition(" ")[2]  # the person's own word, said back
            assert SECRET not in (sent.reply.replace(echoed, "") if echoed else sent.reply), written


async def test_every_answer_of_a_subcommand_is_private(bad: BadInput) -> None:
    """But for what is asked for in order to be posted: `open` and `digest now`."""
    channel = bad.playground.slack.channel(GENERAL)
    before = dict(channel.messages)
    good = {"status": "{open}", "close": "{open}", "help": "close", "mod": "list", "keep": "{open}#104"}
    good |= {"hide": "{open}#102 --reason=rude", "restore": "{open}#102", "remove": "{open}#102", "new": '"What else?"'}
    good |= {"extend": "{open} in 3d", "digest": "{open}", "share": "#whatkeepsussafe A private word"}
    for subcommand in [*WRONG_FOR_MODERATORS, *WRONG_FOR_ALL]:
        sent = await bad.command(bad.moderator, line(bad, subcommand, good.get(subcommand, "")))
        assert sent.status == 200, subcommand
        assert sent.reply, subcommand
        later = {ts: each for ts, each in channel.messages.items() if ts not in before}
        if subcommand in {"open", "reopen"}:
            before |= later  # the announcement
            continue
        assert not later, subcommand


async def test_what_is_no_subcommand_is_answered_with_help(bad: BadInput) -> None:
    kept_before = bad.kept()
    with nothing_in_the_log():
        for written in WRONG_SUBCOMMANDS:
            sent = await bad.command(bad.ana, written)
            look_at(bad, sent, kept_before, written)
            assert "help" in sent.reply, written


async def test_a_stranger_reads_who_may_and_changes_nothing(bad: BadInput) -> None:
    # The form of a command has no team of the person; Slack offers it to members of the workspace alone.
    kept_before = bad.kept()
    with nothing_in_the_log("request_of_another_workspace"):
        for subcommand in WRONG_FOR_MODERATORS:
            sent = await bad.command(bad.stranger, f"{subcommand} {bad.there[OPEN].slug}")
            look_at(bad, sent, kept_before, subcommand)
            assert _refusal(subcommand) in sent.reply
        other_team = await bad.command(bad.stranger, "share Words", team_id="T0OTHER")
        look_at(bad, other_team, kept_before, "another team")
        for shortcut in SHORTCUTS:
            sent = await bad.interact(bad.stranger, shortcut_of(bad, bad.stranger, shortcut, {}))
            look_at(bad, sent, kept_before, shortcut)
            assert "members of this workspace" in sent.reply


# Messages -----------------------------------------------------------------------------------------------------------


def message(bad: BadInput, person: Person, text: str | None, **more: Any) -> Json:
    """Return the event of a message to the app."""
    world = bad.playground.slack.world
    ts = world.new_ts()
    plain = {"type": "message", "user": person.id, "text": text, "ts": ts, "event_ts": ts}
    return plain | {"channel": world.open_im(person.id).id, "channel_type": "im"} | more


WRONG_MESSAGES: dict[str, Json] = {
    "3,001 characters": {"text": LONG},
    "12,000 characters": {"text": LONG * 4},
    "a file alone": {"text": "", "files": [{"id": "F1"}], "subtype": "file_share"},
    "0": {"text": "0"},
    "6": {"text": "6"},
    "-1": {"text": "-1"},
    "4.5": {"text": "4.5"},
    "huge": {"text": "9" * 40},
    "arabic": {"text": "٤"},
    "nine stars": {"text": "⭐" * 9},
    "ten asterisks": {"text": "*" * 10},
}
SILENT_MESSAGES: dict[str, Json] = {
    "nothing": {"text": ""},
    "no text": {"text": None},
    "blanks": {"text": " \n\t "},
    "control characters": {"text": "\x00\x07"},
    "a bot's": {"text": "Words", "bot_id": "B0SOMEBOT"},
    "a subtype": {"text": "Words", "subtype": "channel_join"},
    "no kind of channel": {"text": "Words", "channel_type": None},
    "an unknown channel": {"text": "Words", "channel": "C0NOSUCH", "channel_type": "channel"},
    "an unknown thread": {"text": "Words", "channel": "C0NOSUCH", "channel_type": "channel", "thread_ts": "1.1"},
    "nobody's": {"text": "Words", "user": None},
    "changed to nothing": {"subtype": "message_changed", "message": None, "previous_message": None},
    "changed, and nothing more": {"subtype": "message_changed"},
    "changed by nobody": {"subtype": "message_changed", "message": {"text": "Words"}, "previous_message": {}},
    "deleted, and nothing more": {"subtype": "message_deleted"},
    "deleted what was never there": {"subtype": "message_deleted", "deleted_ts": "x", "previous_message": {}},
}


async def test_messages_that_are_no_comment_are_answered_or_left(bad: BadInput) -> None:
    kept_before = bad.kept(looked=True)
    with nothing_in_the_log():
        for name, changes in WRONG_MESSAGES.items():
            sent = await bad.event(bad.ana, message(bad, bad.ana, "") | changes)
            look_at(bad, sent, kept_before, name, looked=True)
        for name, changes in SILENT_MESSAGES.items():
            sent = await bad.event(bad.ana, message(bad, bad.ana, "") | changes)
            look_at(bad, sent, kept_before, name, looked=True, is_silent=True)
            assert not sent.reply, name


WRONG_MENTIONS: dict[str, Json] = {
    "an unknown channel": {"channel": "C0NOSUCH"},
    "an unknown thread": {"thread_ts": "1.1"},
    "a bot's": {"bot_id": "B0SOMEBOT"},
    "nobody's": {"user": None},
    "no text": {"text": None},
    "3,001 characters": {"text": LONG},
}


async def test_mentions_change_nothing_whatever_is_in_them(bad: BadInput) -> None:
    kept_before = bad.kept()
    ts = bad.playground.slack.world.new_ts()
    plain = {"type": "app_mention", "user": bad.ana.id, "text": "hi", "ts": ts, "event_ts": ts}
    plain["channel"] = bad.there[OPEN].channel_id or ""
    with nothing_in_the_log():
        for name, changes in WRONG_MENTIONS.items():
            sent = await bad.event(bad.ana, plain | changes)
            look_at(bad, sent, kept_before, name, is_silent=True)
        sent = await bad.event(bad.stranger, plain | {"user": bad.stranger.id, "user_team": "T0OTHER"})
        look_at(bad, sent, kept_before, "a stranger", is_silent=True)
        assert SECRET not in sent.reply


async def test_messages_of_other_workspaces_change_nothing(bad: BadInput) -> None:
    kept_before = bad.kept()
    announced = bad.there[OPEN]
    theirs = {"user_team": "T0OTHER", "source_team": "T0OTHER", "team": "T0OTHER"}
    in_thread = {"channel": announced.channel_id, "channel_type": "channel", "thread_ts": announced.announcement_ts}
    with nothing_in_the_log("request_of_another_workspace"):
        for text in ("Words", "4", LONG, ""):
            sent = await bad.event(bad.stranger, message(bad, bad.stranger, text, **theirs))
            look_at(bad, sent, kept_before, text, is_silent=True)
            assert "Share this" not in sent.reply
            sent = await bad.event(bad.stranger, message(bad, bad.stranger, text, **theirs, **in_thread))
            look_at(bad, sent, kept_before, text, is_silent=True)
            assert "Share this" not in sent.reply
            sent = await bad.event(bad.ana, message(bad, bad.ana, text), team_id="T0OTHER", authorizations=[])
            look_at(bad, sent, kept_before, text, is_silent=True)


async def test_a_home_that_is_none_is_not_drawn(bad: BadInput) -> None:
    world = bad.playground.slack.world
    plain = {
        "type": "app_home_opened",
        "user": bad.ana.id,
        "channel": world.open_im(bad.ana.id).id,
        "event_ts": world.new_ts(),
    }
    kept_before = bad.kept()
    tabs: list[Json] = [{}, {"tab": None}, {"tab": "messages"}, {"tab": "<!here>"}, {"tab": "x" * 3001}]
    with nothing_in_the_log():
        for tab in tabs:
            sent = await bad.event(bad.ana, plain | tab)
            look_at(bad, sent, kept_before, str(tab)[:40], is_silent=True)
            assert not sent.reply
        theirs = {"user": bad.stranger.id, "tab": "home", "user_team": "T0OTHER"}
        sent = await bad.event(bad.stranger, plain | theirs)
        look_at(bad, sent, kept_before, "stranger", is_silent=True)
        assert bad.stranger.home is None


async def test_an_end_of_an_installation_that_is_none_ends_nothing(bad: BadInput) -> None:
    kept_before = bad.kept()
    odd: list[Json] = [{}, {"tokens": None}, {"tokens": []}, {"tokens": "bot"}, {"tokens": {"bot": "U1"}}]
    odd += [{"tokens": {"oauth": ["U1"], "bot": []}}, {"tokens": {"oauth": ["U1"]}}]
    with nothing_in_the_log():
        for changes in odd:
            sent = await bad.event(bad.ana, {"type": "tokens_revoked"} | changes)
            look_at(bad, sent, kept_before, str(changes)[:40], is_silent=True)
        for kind in ("app_uninstalled", "tokens_revoked"):
            event = {"type": kind, "tokens": {"bot": ["U1"]}}
            sent = await bad.event(bad.ana, event, team_id="T0OTHER", authorizations=[])
            look_at(bad, sent, kept_before, kind, is_silent=True)
    assert bad.playground.starling.context.workspaces.all(), "the workspace is still served"


# Shortcuts ----------------------------------------------------------------------------------------------------------


def shortcut_of(bad: BadInput, person: Person, callback_id: str, changes: Json) -> Json:
    """Return the payload of a shortcut on one's own message in #general, whose parts are changed."""
    slack = bad.playground.slack
    trigger = slack.tokens.new_trigger(person.id)
    if callback_id == "share.anywhere":
        return payloads.global_shortcut(slack.context, person.member, callback_id, trigger_id=trigger)
    token = slack.tokens.new_response_url(person.id, bad.card.channel)
    payload = payloads.message_shortcut(
        slack.context,
        person.member,
        bad.card,
        callback_id,
        response_url=slack.context.address.response_url(token),
        trigger_id=trigger,
    )
    own = {"type": "message", "user": person.id, "text": f"A {CANARY}", "ts": slack.world.new_ts()}
    payload["message"] = {key: value for key, value in (own | changes).items() if value is not None}
    return payload


WRONG_TO_SHARE: dict[str, Json] = {
    "somebody else's": {"user": "U0SOMEBODY"},
    "nobody's": {"user": None},
    "a bot's": {"bot_id": "B0SOMEBOT"},
    "3,001 characters": {"text": LONG},
    "nothing": {"text": ""},
    "no text": {"text": None},
    "blanks": {"text": "  \n "},
    "control characters": {"text": "\x00\x07"},
    "a file alone": {"text": "", "files": [{"id": "F1"}]},
}


async def test_only_ones_own_words_that_fit_are_taken_from_a_message(bad: BadInput) -> None:
    kept_before = bad.kept()
    with nothing_in_the_log():
        for name, changes in WRONG_TO_SHARE.items():
            sent = await bad.interact(bad.ana, shortcut_of(bad, bad.ana, "share.message", changes))
            look_at(bad, sent, kept_before, name)
            assert sent.view is None, name
        good = await bad.interact(bad.ana, shortcut_of(bad, bad.ana, "share.message", {}))
    assert good.view, "one's own words open the form"


# What nobody listens to ---------------------------------------------------------------------------------------------


async def test_what_no_listener_takes_is_answered_and_counted(bad: BadInput) -> None:
    kept_before = bad.kept()
    unanswered = bad.playground.starling.context.unanswered
    form = (await bad.press(bad.ana, {"action_id": "share.open", "value": bad.id_of(OPEN)}, "message")).view
    assert form
    with nothing_in_the_log():
        for place in ("message", "modal", "home"):
            sent = await bad.press(bad.ana, {"action_id": "no.such", "value": "x"}, place)
            look_at(bad, sent, kept_before, place)
        for changes in ({"callback_id": "no.such"}, {"callback_id": "no.such", "blocks": []}):
            look_at(bad, await bad.submit(bad.ana, form, changes), kept_before, "a form")
        for name in ("no.such", "share.messages"):
            payload = shortcut_of(bad, bad.ana, "share.message", {}) | {"callback_id": name}
            look_at(bad, await bad.interact(bad.ana, payload), kept_before, name)
        for name in ("reaction_added", "member_joined_channel"):
            heard = await bad.event(bad.ana, {"type": name, "user": bad.ana.id})
            look_at(bad, heard, kept_before, name, is_silent=True)
    assert unanswered == {"block_actions": 3, "view_submission": 2, "message_action": 2, "event_callback": 2}
