"""Outgoing payloads: escaped text, and the defaults that the app left out (bolt-python #513)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.text.escape import escape, escape_mrkdwn
from bot.slack.mrkdwn import unescape, unescape_blocks
from tests.playground.fixture_app import FixtureWorkspace, Json, button, modal, mrkdwn, plain, section, text_input

ODD = "Q&A <b> a > b &amp;"
ESCAPED = "Q&amp;A &lt;b&gt; a &gt; b &amp;amp;"


async def test_a_click_hands_back_escaped_text(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(
        button("go", ODD, value=ODD), blocks=[{"type": "section", "block_id": "s", "text": plain(ODD)}]
    )
    await workspace.ana.clicks(card, "go")
    received = workspace.app.last("block_actions")
    assert received["message"]["blocks"][1]["text"] == {"type": "plain_text", "text": ESCAPED, "emoji": True}
    assert received["actions"][0]["text"]["text"] == ESCAPED
    assert received["message"]["blocks"][0]["elements"][0]["text"]["text"] == ESCAPED


async def test_runs_of_rich_text_come_back_as_they_were_posted(workspace: FixtureWorkspace) -> None:
    run = {"type": "text", "text": ODD}
    rich = {"type": "rich_text", "block_id": "r", "elements": [{"type": "rich_text_section", "elements": [run]}]}
    card = await workspace.card(button("go"), blocks=[rich])
    await workspace.ana.clicks(card, "go")
    shown = workspace.app.last("block_actions")["message"]["blocks"]
    assert shown[1] == rich
    assert unescape_blocks(shown)[1] == rich


async def test_a_value_stays_as_it_was_given(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button("go", "Go", value=ODD))
    await workspace.ana.clicks(card, "go")
    received = workspace.app.last("block_actions")
    assert received["actions"][0]["value"] == ODD
    assert received["message"]["blocks"][0]["elements"][0]["value"] == ODD


async def test_a_choice_hands_back_escaped_text_in_its_state(workspace: FixtureWorkspace) -> None:
    options = [{"text": plain(each), "value": each} for each in ("R&D", "Other")]
    card = await workspace.card({"type": "static_select", "action_id": "menu", "options": options})
    await workspace.ana.chooses(card, "menu", "R&D")
    received = workspace.app.last("block_actions")
    chosen = received["state"]["values"]["acts"]["menu"]["selected_option"]
    assert chosen == received["actions"][0]["selected_option"]
    assert chosen == {"text": {"type": "plain_text", "text": "R&amp;D", "emoji": True}, "value": "R&D"}


async def test_a_person_sees_what_the_app_wrote(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button(), blocks=[{"type": "section", "block_id": "s", "text": plain(ODD)}])
    assert ODD in workspace.ana.reads(card)


async def test_a_view_hands_back_escaped_text_and_the_typed_words_raw(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input(), {"type": "section", "text": plain(ODD)}))
    await workspace.ana.submits(view, {"words": ODD})
    received = workspace.app.last("view_submission")["view"]
    assert received["blocks"][1]["text"]["text"] == ESCAPED
    assert received["state"]["values"]["words"]["text"]["value"] == ODD


async def test_a_block_id_is_made_up_and_defaults_are_filled_in(workspace: FixtureWorkspace) -> None:
    answer = await workspace.web.chat_postMessage(
        channel=workspace.ana.id, text="x", blocks=[section("*hi*"), section("two")]
    )
    message = answer["message"]
    assert isinstance(message, dict)
    first, second = message["blocks"]
    assert first["text"] == {"type": "mrkdwn", "text": "*hi*", "verbatim": False}
    assert first["block_id"] != second["block_id"]
    assert message["team"] == workspace.slack.team_id


async def test_an_input_has_the_defaults_that_the_app_left_out(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input()))
    await workspace.ana.submits(view, {"words": "hello"})
    received = workspace.app.last("view_submission")["view"]
    assert received["blocks"][0]["optional"] is False
    assert received["blocks"][0]["dispatch_action"] is False
    assert received["title"] == {"type": "plain_text", "text": "Form", "emoji": True}


@pytest.mark.parametrize(
    ("posted", "handed_out"),
    [
        ("a & b", "a &amp; b"),
        ("a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;"),
        ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
        ("<@U1> in <#C1|x> <!here>", "<@U1> in <#C1|x> <!here>"),
        ("<https://a.example/?a=1&amp;b=2|R&D>", "<https://a.example/?a=1&amp;b=2|R&D>"),
        ("<!date^1^{date}|then> <mailto:a@b.example|a>", "<!date^1^{date}|then> <mailto:a@b.example|a>"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_mrkdwn_keeps_what_means_something_in_it(posted: str, handed_out: str) -> None:
    assert escape_mrkdwn(posted) == handed_out


@given(st.text(alphabet="ab <>&;#@!|lgtamp:/"))
def test_escaping_mrkdwn_twice_is_escaping_it_once(text: str) -> None:
    once = escape_mrkdwn(text)
    assert escape_mrkdwn(once) == once


@given(st.text())
def test_what_was_escaped_once_is_whole_after_one_unescape(text: str) -> None:
    assert unescape(escape(text)) == text
    block: Json = {"type": "section", "text": {"type": "plain_text", "text": escape(text)}}
    assert unescape_blocks([block])[0]["text"]["text"] == text


async def test_events_of_the_apps_own_messages_are_escaped(workspace: FixtureWorkspace) -> None:
    await workspace.web.chat_postMessage(
        channel="general", text="R&D <b>", blocks=[{"type": "section", "text": mrkdwn("x")}]
    )
    await workspace.slack.settle()
    event = workspace.app.events()[-1]
    assert event["text"] == "R&amp;D &lt;b&gt;"
    assert "R&D" not in json.dumps(event)
