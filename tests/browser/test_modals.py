"""Modals on the playground's page: stacks, unsent input, scrolling, every kind of input."""

from playwright.async_api import Page, expect

from tests.browser.pages import get_focused, open_as
from tests.browser.parts import (
    CARD,
    COMMENT,
    button,
    chooser,
    field,
    line,
    modal,
    option,
    row,
    words,
)
from tests.browser.stage import Payload, Stage


async def test_escape_closes_one_modal_of_a_stack_and_the_cross_all(page: Page, stage: Stage) -> None:
    async def push(payload: Payload) -> None:
        view = modal({"type": "section", "text": words("Deeper")}, callback_id="deeper")
        await stage.app.calls("views.push", trigger_id=payload["trigger_id"], view=view)

    first = modal(COMMENT, row(button("More", "deep")))
    stage.app.replies = {"share.open": stage.app.opens(first), "deep": push}
    await stage.writes(*CARD)
    await open_as(page, stage, stage.ana)

    await page.get_by_role("button", name="Comment").click()
    await page.get_by_label("Your comment").fill("Kept while deeper")
    await page.get_by_role("button", name="More", exact=True).click()
    await expect(page.get_by_test_id("modal")).to_contain_text("Deeper")
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Your comment")).to_have_value("Kept while deeper")
    await expect(get_focused(page)).to_have_accessible_name("Your comment")
    assert len(stage.ana.views) == 1

    await page.get_by_role("button", name="More", exact=True).click()
    await expect(page.get_by_test_id("modal")).to_contain_text("Deeper")
    await page.get_by_test_id("modal-x").click()  # the cross closes all of them
    await page.get_by_test_id("confirm-yes").click()
    await expect(page.get_by_test_id("modal")).to_have_count(0)
    await expect(get_focused(page)).to_have_text("Comment")
    await stage.slack.until(lambda: not stage.ana.views)


async def test_typed_words_are_lost_only_after_a_question(page: Page, stage: Stage) -> None:
    stage.app.replies = {"share.open": stage.app.opens(modal(COMMENT))}
    await stage.writes(*CARD)
    await open_as(page, stage, stage.ana)
    await page.get_by_role("button", name="Comment").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()
    await page.keyboard.press("Escape")  # nothing was typed: nothing is asked
    await expect(page.get_by_test_id("modal")).to_have_count(0)

    await page.get_by_role("button", name="Comment").click()
    await page.get_by_label("Your comment").fill("Longer lunch")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("confirm")).to_contain_text("Discard what you wrote?")
    await expect(get_focused(page)).to_have_text("Keep writing")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("confirm")).to_have_count(0)
    await expect(page.get_by_label("Your comment")).to_have_value("Longer lunch")

    await page.get_by_test_id("modal-close").click()
    await page.get_by_role("button", name="Keep writing").click()
    await expect(page.get_by_label("Your comment")).to_have_value("Longer lunch")
    assert len(stage.ana.views) == 1

    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Discard").click()
    await expect(page.get_by_test_id("modal")).to_have_count(0)
    await stage.slack.until(lambda: not stage.ana.views)


async def test_what_the_app_hears_of_by_the_character_is_neither_asked_about_nor_lost(page: Page, stage: Stage) -> None:
    element = line("words", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]})
    first = modal(field("Your comment", element, dispatch_action=True), row(button("More", "deep")))
    heard: list[str] = []

    async def hear(payload: Payload) -> None:
        heard.append(payload["actions"][0]["value"])

    async def push(payload: Payload) -> None:
        view = modal({"type": "section", "text": words("Deeper")}, callback_id="deeper")
        await stage.app.calls("views.push", trigger_id=payload["trigger_id"], view=view)

    stage.app.replies = {"share.open": stage.app.opens(first), "words": hear, "deep": push}
    await stage.writes(*CARD)
    await open_as(page, stage, stage.ana)
    await page.get_by_role("button", name="Comment").click()
    await page.get_by_label("Your comment").fill("Longer lunch")
    await page.get_by_role("button", name="More", exact=True).click()  # at once, before the pause after typing is over
    await expect(page.get_by_test_id("modal")).to_contain_text("Deeper")
    await page.keyboard.press("Escape")
    await page.get_by_label("Your comment").fill("Longer lunch, please")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal")).to_have_count(0)
    await stage.slack.until(lambda: not stage.ana.views)
    assert heard == ["Longer lunch", "Longer lunch, please"]
    await expect(page.get_by_test_id("confirm")).to_have_count(0)
    await expect(page.locator(".toast")).to_have_count(0)


async def test_the_keyboard_scrolls_a_long_modal_that_has_nothing_to_press(page: Page, stage: Stage) -> None:
    long = [{"type": "section", "text": words(f"Result {number}: " + "words " * 60)} for number in range(30)]
    view = {"type": "modal", "callback_id": "results", "title": words("Results"), "blocks": long}
    stage.app.replies = {"share.open": stage.app.opens(view)}
    await stage.writes(*CARD)
    await open_as(page, stage, stage.ana)
    await page.get_by_role("button", name="Comment").click()
    await expect(page.get_by_test_id("modal")).to_contain_text("Result 29")
    await expect(get_focused(page)).to_have_role("group")
    await page.keyboard.press("End")
    await expect(page.get_by_test_id("modal").get_by_text("Result 29")).to_be_in_viewport()


async def test_every_input_reaches_the_app_as_slack_sends_it(page: Page, stage: Stage) -> None:
    stage.app.replies["share.anywhere"] = stage.app.opens(
        modal(
            field("Several", chooser("multi_static_select", "several", "North", "South", "East")),
            field("Person", chooser("users_select", "person")),
            field("Channel", chooser("conversations_select", "place", default_to_current_conversation=True)),
            field("Date", {"type": "datepicker", "action_id": "date"}),
            field("Time", {"type": "timepicker", "action_id": "time"}),
            field("Closes", {"type": "datetimepicker", "action_id": "closes"}),
            field("Meaning", chooser("radio_buttons", "meaning", "Agree", "Important")),
            field("More", chooser("checkboxes", "more", "Hide names", "Remind me"), optional=True),
            field("Number", line("number", "number_input", is_decimal_allowed=False, max_value="9")),
            field("Link", line("link", "url_text_input")),
            field("Email", line("email", "email_text_input"), optional=True),
        )
    )
    await open_as(page, stage, stage.ana)
    await page.get_by_test_id("shortcuts").click()
    await page.get_by_test_id("shortcut-share.anywhere").click()
    form = page.get_by_test_id("modal")

    for name in ("South", "East"):
        await form.get_by_label("Several").fill(name)
        await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await form.get_by_label("Person").click()
    await page.get_by_role("option", name="Ben Tanaka").click()
    await form.get_by_label("Date").fill("2026-12-04")
    await form.get_by_label("Time").fill("17:00")
    await form.get_by_label("Closes").fill("2026-12-04T17:00")
    await form.get_by_label("Important").check()
    await form.get_by_label("Hide names").check()
    await form.get_by_label("Number").fill("10")
    await form.get_by_label("Link").fill("https://a.example")
    await form.get_by_test_id("modal-submit").click()
    await expect(form.locator(".faulty .field-error")).to_have_text("Please write 9 or less.")
    await form.get_by_label("Number").fill("7")
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_have_count(0)

    sent = stage.app.last("view_submission")["view"]["state"]["values"]
    held = {name: {key: each for key, each in one[name].items() if key != "type"} for name, one in sent.items()}
    assert held == {
        "several": {"selected_options": [option("South"), option("East")]},
        "person": {"selected_user": stage.ben.id},
        "place": {"selected_conversation": stage.channel},
        "date": {"selected_date": "2026-12-04"},
        "time": {"selected_time": "17:00"},
        "closes": {"selected_date_time": 1796432400},
        "meaning": {"selected_option": option("Important")},
        "more": {"selected_options": [option("Hide names")]},
        "number": {"value": "7"},
        "link": {"value": "https://a.example"},
        "email": {"value": None},
    }


async def test_a_file_that_is_chosen_goes_with_the_form(page: Page, stage: Stage) -> None:
    file = field("A file", {"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1})
    stage.app.replies = {"share.open": stage.app.opens(modal(file))}
    await stage.writes(*CARD)
    await open_as(page, stage, stage.ana)
    await page.get_by_role("button", name="Comment").click()
    chosen = {"name": "seeds.csv", "mimeType": "text/csv", "buffer": "comment\nMás luz\n".encode()}
    await page.get_by_label("A file", exact=True).set_input_files(chosen)  # type: ignore[arg-type]
    await page.get_by_test_id("modal-submit").click()
    await stage.slack.until(lambda: not stage.ana.views)
    [stored] = [each for each in stage.slack.world.files.values() if each.name == "seeds.csv"]
    assert stored.content.decode() == "comment\nMás luz\n"
    values = stage.app.last("view_submission")["view"]["state"]["values"]
    [given] = [each["file"]["files"] for each in values.values() if "file" in each]
    assert [each["id"] for each in given] == [stored.id]
