"""Emoji: people type them, apps get codes, and codes are shown as emoji where Slack does so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.text.emoji import load_signs, replace_codes, to_codes
from tests.playground.fixture_app import FixtureWorkspace, modal, mrkdwn, plain, text_input


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("I ❤️ lunch", "I :heart: lunch"),
        ("👍", ":+1:"),
        ("👍👎", ":+1::-1:"),
        ("👍🏽 yes", ":+1::skin-tone-4: yes"),
        ("👩🏾‍🏫", ":female-teacher::skin-tone-5:"),
        ("👨‍👩‍👧", ":man-woman-girl:"),
        ("🧑🏽‍🤝‍🧑🏻", ":people_holding_hands::skin-tone-4-2:"),
        ("🇺🇸🇪🇸", ":us::es:"),
        ("#️⃣ 1", ":hash: 1"),
        ("⭐ ✅", ":star: :white_check_mark:"),
        ("5 ★ → ™ ❤ é ñ 日本", "5 ★ → ™ ❤ é ñ 日本"),
        (":tada: is typed", ":tada: is typed"),
    ],
)
async def test_what_people_type_arrives_with_codes(workspace: FixtureWorkspace, typed: str, arrives: str) -> None:
    await workspace.ana.says(typed, "general")
    assert workspace.app.last("event")["event"]["text"] == arrives


async def test_an_edit_and_a_command_carry_codes_too(workspace: FixtureWorkspace) -> None:
    outcome = await workspace.ana.says("hello", "general")
    assert outcome.message is not None
    await workspace.ana.edits(outcome.message, "hello 👋🏿")
    assert workspace.app.events("message_changed")[-1]["message"]["text"] == "hello :wave::skin-tone-6:"
    await workspace.ana.runs("/exchange share more 🍕", "general")
    assert workspace.app.last("command")["text"] == "share more :pizza:"


async def test_the_rich_text_of_a_message_has_elements_for_emoji_links_and_people(workspace: FixtureWorkspace) -> None:
    await workspace.ana.says("👍🏽 & @ben.okafor see https://a.example/x :no_such: a", "general")
    [block] = workspace.app.last("event")["event"]["blocks"]
    assert block["elements"][0]["elements"] == [
        {"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fd", "skin_tone": 4},
        {"type": "text", "text": " & "},
        {"type": "user", "user_id": "UBEN"},
        {"type": "text", "text": " see "},
        {"type": "link", "url": "https://a.example/x"},
        {"type": "text", "text": " :no_such: a"},
    ]


async def test_a_person_sees_emoji_where_slack_draws_codes_and_codes_where_it_does_not(
    workspace: FixtureWorkspace,
) -> None:
    run = {"type": "rich_text_section", "elements": [{"type": "text", "text": "run :tada:"}]}
    answer = await workspace.web.chat_postMessage(
        channel=workspace.ana.id,
        text="x",
        blocks=[
            {"type": "section", "text": mrkdwn("marked :tada:")},
            {"type": "section", "text": plain("plain :tada:")},
            {"type": "section", "text": plain("bare :tada:") | {"emoji": False}},
            {"type": "rich_text", "elements": [run]},
        ],
    )
    shown = workspace.ana.reads(workspace.slack.world.open_im(workspace.ana.id).messages[answer["ts"]])
    assert shown.splitlines() == ["marked 🎉", "plain 🎉", "bare :tada:", "run :tada:"]


async def test_what_is_typed_into_a_form_stays_as_it_is(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input()))
    await workspace.ana.submits(view, {"words": "more 🍕 :tada:"})
    assert (
        workspace.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == "more 🍕 :tada:"
    )


@given(st.lists(st.sampled_from([*sorted(set(load_signs().values())), "a", " ", "é", "1"]), max_size=8))
def test_every_emoji_of_slack_comes_back_from_its_code(parts: list[str]) -> None:
    text = " ".join(parts)
    codes = to_codes(text)
    assert replace_codes(codes) == text
    assert to_codes(codes) == codes
