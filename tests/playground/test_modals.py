"""Modals: opening, inputs, responses to submissions, closing."""

from typing import Any

import pytest

from tests.playground.fixture_app import FixtureWorkspace, Reply, button, modal, plain, section, text_input
from tests.playground.test_block_kit_limits import options, select

Json = dict[str, Any]


async def test_words_of_every_script_arrive_as_they_are(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input()))
    words = 'Mehr Zeit & 100 % "Ruhe" + 🌙 より長い昼休み\n<b>;=/?\\ ñandú'
    assert await workspace.ana.submits(view, {"words": words})
    assert workspace.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == words


async def test_a_modal_is_opened_filled_and_closed(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(
        workspace.ana,
        modal(
            text_input("words", "text", multiline=True, max_length=20),
            {
                "type": "input",
                "block_id": "group",
                "optional": True,
                "label": plain("Group"),
                "element": select(initial_option=options(2)[0]),
            },
            private_metadata="7",
        ),
    )
    assert workspace.ana.views == [view]
    assert workspace.ben.views == []

    assert (await workspace.ana.submits(view)).errors == {"words": "Please complete this required field."}
    too_long = await workspace.ana.submits(view, {"words": "x" * 21})
    assert too_long.errors == {"words": "Please enter 20 characters or fewer."}
    assert (await workspace.ana.submits(view, {"nothing": "x"})).error == "no_such_input"
    assert (await workspace.ben.submits(view, {"words": "x"})).error == "view_not_found"
    assert not any(each.kind == "view_submission" for each in workspace.app.received)

    assert await workspace.ana.submits(view, {"text": "Longer lunch", "group": "Option 1"})
    payload = workspace.app.last("view_submission")
    shown = {"type": "plain_text", "text": "Option 1", "emoji": True}
    assert payload["view"]["state"]["values"] == {
        "words": {"text": {"type": "plain_text_input", "value": "Longer lunch"}},
        "group": {"pick": {"type": "static_select", "selected_option": {"text": shown, "value": "1"}}},
    }
    assert payload["view"]["private_metadata"] == "7"
    assert payload["view"]["callback_id"] == "form"
    assert workspace.ana.view is None
    assert (await workspace.ana.submits(view, {"words": "again"})).error == "view_not_found"


async def test_slacks_full_form_of_values_works_too(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input()))
    assert await workspace.ana.submits(view, {"words": {"text": {"type": "plain_text_input", "value": "Hello"}}})
    assert workspace.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == "Hello"


@pytest.mark.parametrize(
    ("element", "wrong", "right"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", "abc"),
        ({"type": "plain_text_input"}, "x" * 3001, "x" * 3000),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "5"}, "6", "5"),
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, "0", "1"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "1"),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "1.5"),
        ({"type": "email_text_input"}, "ana", "ana@x.example"),
        ({"type": "url_text_input"}, "x.example", "https://x.example"),
        ({"type": "multi_static_select", "options": options(3), "max_selected_items": 1}, ["0", "1"], ["1"]),
        ({"type": "checkboxes", "options": options(3)}, [], ["1"]),
        ({"type": "plain_text_input"}, "   ", "x"),
    ],
)
async def test_the_client_refuses_what_does_not_fit(
    workspace: FixtureWorkspace, element: Json, wrong: Any, right: Any
) -> None:
    block = {"type": "input", "block_id": "b", "label": plain("Ask"), "element": {"action_id": "a", **element}}
    view = await workspace.modal(workspace.ana, modal(block))

    refused = await workspace.ana.submits(view, {"b": wrong})
    assert (refused.status, refused.error) == ("unsent", "invalid_input")
    assert set(refused.errors) == {"b"}
    assert await workspace.ana.submits(view, {"b": right})


async def test_an_answer_to_a_submission_shows_errors_updates_pushes_or_clears(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input()))
    workspace.app.replies = [Reply(body={"response_action": "errors", "errors": {"words": "Say more."}})]
    refused = await workspace.ana.submits(view, {"words": "x"})
    assert (refused.ok, refused.status, refused.errors) == (False, 200, {"words": "Say more."})
    assert workspace.ana.view is view

    old = view.hash
    updated = modal(text_input(), section("Next"), title=plain("Second"))
    workspace.app.replies = [Reply(body={"response_action": "update", "view": updated})]
    assert await workspace.ana.submits(view, {"words": "kept"})
    assert (workspace.ana.view, view.hash == old, view.source["title"]["text"]) == (view, False, "Second")
    assert view.state["words"]["text"]["value"] == "kept"  # the same input keeps what was typed

    for depth in (2, 3):
        workspace.app.replies = [
            Reply(body={"response_action": "push", "view": modal(text_input(), title=plain("Over"))})
        ]
        assert await workspace.ana.submits(None, {"words": "x"})
        assert len(workspace.ana.views) == depth
    workspace.app.replies = [Reply(body={"response_action": "push", "view": modal(text_input())})]
    fourth = await workspace.ana.submits(None, {"words": "x"})
    assert (fourth.error, fourth.warning) == ("push_limit_reached", "We had some trouble connecting. Try again?")

    assert await workspace.ana.closes()
    assert len(workspace.ana.views) == 2
    workspace.app.replies = [Reply(body={"response_action": "clear"})]
    assert await workspace.ana.submits(None, {"words": "x"})
    assert workspace.ana.views == []


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update"},
        "thanks",
    ],
    ids=lambda body: str(body)[:40],
)
async def test_an_answer_slack_does_not_understand_is_trouble(workspace: FixtureWorkspace, body: Any) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input()))
    workspace.app.replies = [Reply(body=body)]
    outcome = await workspace.ana.submits(view, {"words": "x"})
    assert (outcome.ok, outcome.warning) == (False, "We had some trouble connecting. Try again?")
    assert workspace.ana.view is view


async def test_a_trigger_opens_one_view_within_three_seconds(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button())
    await workspace.ana.clicks(card, "go")
    trigger = workspace.app.last("block_actions")["trigger_id"]
    await workspace.web.views_open(trigger_id=trigger, view=modal())
    refusal = await workspace.refused("views.open", trigger_id=trigger, view=modal())
    assert refusal["error"] == "exchanged_trigger_id"
    await workspace.ana.closes()

    await workspace.ana.clicks(card, "go")
    trigger = workspace.app.last("block_actions")["trigger_id"]
    workspace.clock.ahead += 2.9
    await workspace.web.views_open(trigger_id=trigger, view=modal())
    await workspace.ana.closes()

    await workspace.ana.clicks(card, "go")
    trigger = workspace.app.last("block_actions")["trigger_id"]
    workspace.clock.ahead += 3.1
    assert (await workspace.refused("views.open", trigger_id=trigger, view=modal()))["error"] == "expired_trigger_id"
    for wrong in ("abc", "1.2.3"):
        assert (await workspace.refused("views.open", trigger_id=wrong, view=modal()))["error"] == "invalid_trigger_id"


async def test_views_push_needs_a_trigger_of_the_modal_and_stops_at_three(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(section("x", accessory=button("deeper"))))
    card = await workspace.card(button())
    await workspace.ana.clicks(card, "go")
    outside = workspace.app.last("block_actions")["trigger_id"]
    assert (await workspace.refused("views.push", trigger_id=outside, view=modal()))["error"] == "not_found"

    deep = modal(section("x", accessory=button("deeper")))
    for depth in (2, 3):
        assert await workspace.ana.clicks(workspace.ana.view or view, "deeper")
        pushed = await workspace.web.views_push(trigger_id=workspace.app.last("block_actions")["trigger_id"], view=deep)
        assert pushed["view"]["root_view_id"] == view.id
        assert len(workspace.ana.views) == depth
    assert (await workspace.ana.clicks(view, "deeper")).error == "view_not_found"  # it is under another
    assert workspace.ana.view is not None
    await workspace.ana.clicks(workspace.ana.view, "deeper")
    trigger = workspace.app.last("block_actions")["trigger_id"]
    assert (await workspace.refused("views.push", trigger_id=trigger, view=deep))["error"] == "push_limit_reached"


async def test_a_closed_modal_is_delivered_only_with_notify_on_close(workspace: FixtureWorkspace) -> None:
    await workspace.modal(workspace.ana, modal())
    await workspace.ana.closes()
    assert not any(each.kind == "view_closed" for each in workspace.app.received)
    await workspace.modal(workspace.ana, modal(notify_on_close=True))
    await workspace.ana.closes(whole=True)
    closed = workspace.app.last("view_closed")
    assert (closed["is_cleared"], closed["view"]["callback_id"]) == (True, "form")


async def test_an_input_that_dispatches_reaches_the_app_at_once(workspace: FixtureWorkspace) -> None:
    view = await workspace.modal(workspace.ana, modal(text_input("quiet"), text_input("loud", dispatch_action=True)))
    before = workspace.app.acts()
    assert (await workspace.ana.inputs(view, "text", "soft", block_id="quiet")).status == "unsent"
    assert workspace.app.acts() == before
    assert await workspace.ana.inputs(view, "text", "now", block_id="loud")
    payload = workspace.app.last("block_actions")
    assert payload["actions"][0]["value"] == "now"
    assert payload["view"]["state"]["values"]["quiet"]["text"]["value"] == "soft"
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert "response_url" not in payload


async def test_many_people_have_modals_open_at_once(workspace: FixtureWorkspace) -> None:
    mine = await workspace.modal(workspace.ana, modal(text_input()))
    yours = await workspace.modal(workspace.ben, modal(text_input()))
    assert await workspace.ana.submits(mine, {"words": "from Ana"})
    assert workspace.ben.view is yours
    assert await workspace.ben.submits(yours, {"words": "from Ben"})
    submissions = [each.payload for each in workspace.app.received if each.kind == "view_submission"]
    assert [
        (each["user"]["id"], each["view"]["state"]["values"]["words"]["text"]["value"]) for each in submissions
    ] == [
        ("UANA", "from Ana"),
        ("UBEN", "from Ben"),
    ]


async def test_a_view_drawn_again_with_the_same_ids_keeps_the_choice_whatever_initial_option_says(
    workspace: FixtureWorkspace,
) -> None:
    def asking(block_id: str, initial: int) -> Json:
        element = select(initial_option=options(2)[initial])
        return {"type": "input", "block_id": block_id, "label": plain("Group"), "element": element}

    view = await workspace.modal(workspace.ana, modal(asking("group", 0)))
    await workspace.ana.chooses(view, "pick", "Option 1")
    await workspace.web.views_update(view_id=view.id, view=modal(asking("group", 0)))
    await workspace.ana.submits(view)
    chosen = workspace.app.last("view_submission")["view"]["state"]["values"]["group"]["pick"]["selected_option"]
    assert chosen["value"] == "1"

    view = await workspace.modal(workspace.ana, modal(asking("group", 0)))
    await workspace.ana.chooses(view, "pick", "Option 1")
    await workspace.web.views_update(view_id=view.id, view=modal(asking("group.2", 0)))
    await workspace.ana.submits(view)
    chosen = workspace.app.last("view_submission")["view"]["state"]["values"]["group.2"]["pick"]["selected_option"]
    assert chosen["value"] == "0", "another block_id is another input"
