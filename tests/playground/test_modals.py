"""Modals: how they open, what may be put in, what the answer to a submission does, and how they close."""

from typing import Any

import pytest

from tests.playground.fixture_app import Desk, Reply, button, modal, plain, section, text_input
from tests.playground.test_block_kit_limits import options, select

Json = dict[str, Any]


async def test_words_of_every_script_arrive_as_they_are(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    words = 'Mehr Zeit & 100 % "Ruhe" + 🌙 より長い昼休み\n<b>;=/?\\ ñandú'
    assert await desk.ana.submits(view, {"words": words})
    assert desk.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == words


async def test_a_modal_is_opened_filled_and_closed(desk: Desk) -> None:
    view = await desk.modal(
        desk.ana,
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
    assert desk.ana.views == [view]
    assert desk.ben.views == []

    assert (await desk.ana.submits(view)).errors == {"words": "Please complete this required field."}
    too_long = await desk.ana.submits(view, {"words": "x" * 21})
    assert too_long.errors == {"words": "Please enter 20 characters or fewer."}
    assert (await desk.ana.submits(view, {"nothing": "x"})).error == "no_such_input"
    assert (await desk.ben.submits(view, {"words": "x"})).error == "view_not_found"
    assert not any(each.kind == "view_submission" for each in desk.app.heard)

    assert await desk.ana.submits(view, {"text": "Longer lunch", "group": "Option 1"})
    payload = desk.app.last("view_submission")
    shown = {"type": "plain_text", "text": "Option 1", "emoji": True}
    assert payload["view"]["state"]["values"] == {
        "words": {"text": {"type": "plain_text_input", "value": "Longer lunch"}},
        "group": {"pick": {"type": "static_select", "selected_option": {"text": shown, "value": "1"}}},
    }
    assert payload["view"]["private_metadata"] == "7"
    assert payload["view"]["callback_id"] == "form"
    assert desk.ana.view is None
    assert (await desk.ana.submits(view, {"words": "again"})).error == "view_not_found"


async def test_slacks_full_form_of_values_works_too(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    assert await desk.ana.submits(view, {"words": {"text": {"type": "plain_text_input", "value": "Hello"}}})
    assert desk.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == "Hello"


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
async def test_the_client_refuses_what_does_not_fit(desk: Desk, element: Json, wrong: Any, right: Any) -> None:
    block = {"type": "input", "block_id": "b", "label": plain("Ask"), "element": {"action_id": "a", **element}}
    view = await desk.modal(desk.ana, modal(block))

    refused = await desk.ana.submits(view, {"b": wrong})
    assert (refused.status, refused.error) == ("unsent", "invalid_input")
    assert set(refused.errors) == {"b"}
    assert await desk.ana.submits(view, {"b": right})


async def test_an_answer_to_a_submission_shows_errors_updates_pushes_or_clears(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    desk.app.replies = [Reply(body={"response_action": "errors", "errors": {"words": "Say more."}})]
    refused = await desk.ana.submits(view, {"words": "x"})
    assert (refused.ok, refused.status, refused.errors) == (False, 200, {"words": "Say more."})
    assert desk.ana.view is view

    old = view.hash
    updated = modal(text_input(), section("Next"), title=plain("Second"))
    desk.app.replies = [Reply(body={"response_action": "update", "view": updated})]
    assert await desk.ana.submits(view, {"words": "kept"})
    assert (desk.ana.view, view.hash == old, view.source["title"]["text"]) == (view, False, "Second")
    assert view.state["words"]["text"]["value"] == "kept"  # the same input keeps what was typed

    for depth in (2, 3):
        desk.app.replies = [Reply(body={"response_action": "push", "view": modal(text_input(), title=plain("Over"))})]
        assert await desk.ana.submits(None, {"words": "x"})
        assert len(desk.ana.views) == depth
    desk.app.replies = [Reply(body={"response_action": "push", "view": modal(text_input())})]
    fourth = await desk.ana.submits(None, {"words": "x"})
    assert (fourth.error, fourth.warning) == ("push_limit_reached", "We had some trouble connecting. Try again?")

    assert await desk.ana.closes()
    assert len(desk.ana.views) == 2
    desk.app.replies = [Reply(body={"response_action": "clear"})]
    assert await desk.ana.submits(None, {"words": "x"})
    assert desk.ana.views == []


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
async def test_an_answer_slack_does_not_understand_is_trouble(desk: Desk, body: Any) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    desk.app.replies = [Reply(body=body)]
    outcome = await desk.ana.submits(view, {"words": "x"})
    assert (outcome.ok, outcome.warning) == (False, "We had some trouble connecting. Try again?")
    assert desk.ana.view is view


async def test_a_trigger_opens_one_view_within_three_seconds(desk: Desk) -> None:
    card = await desk.card(button())
    await desk.ana.clicks(card, "go")
    trigger = desk.app.last("block_actions")["trigger_id"]
    await desk.web.views_open(trigger_id=trigger, view=modal())
    refusal = await desk.refused("views.open", trigger_id=trigger, view=modal())
    assert refusal["error"] == "exchanged_trigger_id"
    await desk.ana.closes()

    await desk.ana.clicks(card, "go")
    trigger = desk.app.last("block_actions")["trigger_id"]
    desk.clock.ahead += 2.9
    await desk.web.views_open(trigger_id=trigger, view=modal())
    await desk.ana.closes()

    await desk.ana.clicks(card, "go")
    trigger = desk.app.last("block_actions")["trigger_id"]
    desk.clock.ahead += 3.1
    assert (await desk.refused("views.open", trigger_id=trigger, view=modal()))["error"] == "expired_trigger_id"
    for wrong in ("abc", "1.2.3"):
        assert (await desk.refused("views.open", trigger_id=wrong, view=modal()))["error"] == "invalid_trigger_id"


async def test_views_push_needs_a_trigger_of_the_modal_and_stops_at_three(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(section("x", accessory=button("deeper"))))
    card = await desk.card(button())
    await desk.ana.clicks(card, "go")
    outside = desk.app.last("block_actions")["trigger_id"]
    assert (await desk.refused("views.push", trigger_id=outside, view=modal()))["error"] == "not_found"

    deep = modal(section("x", accessory=button("deeper")))
    for depth in (2, 3):
        assert await desk.ana.clicks(desk.ana.view or view, "deeper")
        pushed = await desk.web.views_push(trigger_id=desk.app.last("block_actions")["trigger_id"], view=deep)
        assert pushed["view"]["root_view_id"] == view.id
        assert len(desk.ana.views) == depth
    assert (await desk.ana.clicks(view, "deeper")).error == "view_not_found"  # it lies under another
    assert desk.ana.view is not None
    await desk.ana.clicks(desk.ana.view, "deeper")
    trigger = desk.app.last("block_actions")["trigger_id"]
    assert (await desk.refused("views.push", trigger_id=trigger, view=deep))["error"] == "push_limit_reached"


async def test_a_closed_modal_is_told_only_if_it_asked(desk: Desk) -> None:
    await desk.modal(desk.ana, modal())
    await desk.ana.closes()
    assert not any(each.kind == "view_closed" for each in desk.app.heard)
    await desk.modal(desk.ana, modal(notify_on_close=True))
    await desk.ana.closes(whole=True)
    closed = desk.app.last("view_closed")
    assert (closed["is_cleared"], closed["view"]["callback_id"]) == (True, "form")


async def test_an_input_that_dispatches_reaches_the_app_at_once(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input("quiet"), text_input("loud", dispatch_action=True)))
    before = desk.app.acts()
    assert (await desk.ana.inputs(view, "text", "soft", block_id="quiet")).status == "unsent"
    assert desk.app.acts() == before
    assert await desk.ana.inputs(view, "text", "now", block_id="loud")
    payload = desk.app.last("block_actions")
    assert payload["actions"][0]["value"] == "now"
    assert payload["view"]["state"]["values"]["quiet"]["text"]["value"] == "soft"
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert "response_url" not in payload


async def test_many_people_have_modals_open_at_once(desk: Desk) -> None:
    mine = await desk.modal(desk.ana, modal(text_input()))
    yours = await desk.modal(desk.ben, modal(text_input()))
    assert await desk.ana.submits(mine, {"words": "from Ana"})
    assert desk.ben.view is yours
    assert await desk.ben.submits(yours, {"words": "from Ben"})
    said = [each.payload for each in desk.app.heard if each.kind == "view_submission"]
    assert [(each["user"]["id"], each["view"]["state"]["values"]["words"]["text"]["value"]) for each in said] == [
        ("UANA", "from Ana"),
        ("UBEN", "from Ben"),
    ]


async def test_a_view_drawn_again_with_the_same_ids_keeps_the_choice_whatever_initial_option_says(desk: Desk) -> None:
    def asking(block_id: str, initial: int) -> Json:
        element = select(initial_option=options(2)[initial])
        return {"type": "input", "block_id": block_id, "label": plain("Group"), "element": element}

    view = await desk.modal(desk.ana, modal(asking("group", 0)))
    await desk.ana.chooses(view, "pick", "Option 1")
    await desk.web.views_update(view_id=view.id, view=modal(asking("group", 0)))
    await desk.ana.submits(view)
    chosen = desk.app.last("view_submission")["view"]["state"]["values"]["group"]["pick"]["selected_option"]
    assert chosen["value"] == "1"

    view = await desk.modal(desk.ana, modal(asking("group", 0)))
    await desk.ana.chooses(view, "pick", "Option 1")
    await desk.web.views_update(view_id=view.id, view=modal(asking("group.2", 0)))
    await desk.ana.submits(view)
    chosen = desk.app.last("view_submission")["view"]["state"]["values"]["group.2"]["pick"]["selected_option"]
    assert chosen["value"] == "0", "another block_id is another input"
