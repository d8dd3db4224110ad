"""People on the playground's page."""

import asyncio
from typing import Any

from playwright.async_api import Page, expect

from bot.playground.state.models import Message
from tests.browser.conftest import OpenPage
from tests.browser.pages import get_focused, open_as
from tests.browser.parts import (
    CARD,
    COMMENT,
    EVERYTHING,
    GROUP,
    button,
    chooser,
    field,
    line,
    modal,
    option,
    row,
    words,
)
from tests.browser.stage import Payload, Stage, StageSetup

HURT = '<img src=x onerror="window.hurt = 1"> <script>window.hurt = 1</script> <javascript:alert(1)|press>'


async def test_ana_comments_by_the_keyboard_alone(page: Page, stage: Stage) -> None:
    async def refuse_once(_: Payload) -> Any:
        first = sum(each.get("type") == "view_submission" for each in stage.app.received) == 1
        return {"response_action": "errors", "errors": {"comment": "Name nobody, please."}} if first else None

    stage.app.replies = {"share.open": stage.app.opens(modal(COMMENT, GROUP)), "share.modal": refuse_once}
    await stage.writes(*CARD)
    await open_as(page, stage, stage.ana)

    await page.get_by_role("button", name="Comment").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("modal")).to_be_visible()
    await expect(get_focused(page)).to_have_accessible_name("Your comment")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".field-error").first).to_have_text("Please complete this required field.")
    await page.keyboard.type("Longer lunch, please, sir")
    await expect(page.locator(".counter")).to_have_text("-5")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".field-error").first).to_contain_text("at most 20 characters. You have 5 too many.")
    assert not any(each["type"] == "view_submission" for each in stage.app.received)

    for _ in range(5):
        await page.keyboard.press("Backspace")
    await page.keyboard.press("Tab")
    await page.keyboard.type("tea")
    await page.keyboard.press("Enter")
    await expect(get_focused(page)).to_have_value("Teacher")
    await page.get_by_test_id("modal-submit").press("Enter")
    await expect(page.locator(".field-error").first).to_have_text("Name nobody, please.")
    await expect(get_focused(page)).to_have_value("Longer lunch, please")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_test_id("modal")).to_have_count(0)
    await expect(get_focused(page)).to_have_text("Comment")

    sent = stage.app.last("view_submission")["view"]["state"]["values"]
    assert sent["comment"]["comment"]["value"] == "Longer lunch, please"
    assert sent["group"]["group"]["selected_option"] == option("Teacher")


async def test_text_is_never_parsed_as_html(page: Page, stage: Stage) -> None:
    await stage.ben.says(HURT, stage.channel)
    stage.slack.add_person(f"Eve {HURT}")
    stage.app.replies = {
        "share.open": stage.app.opens(modal(field("Name", line("name", placeholder=words(HURT[:99])))))
    }
    await stage.writes(
        {"type": "section", "text": {"type": "plain_text", "text": HURT}},
        {"type": "markdown", "text": HURT},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": HURT}]},
        row(chooser("static_select", "pick", "<img src=x onerror=1>"), button("Comment", "share.open")),
    )
    await open_as(page, stage, stage.ana)

    await expect(page.get_by_test_id("message")).to_have_count(2)
    await expect(page.get_by_test_id("message").first).to_contain_text('<img src=x onerror="window.hurt = 1">')
    await page.get_by_test_id("person-switch").click()
    await expect(page.get_by_role("option", name="Eve")).to_contain_text("onerror")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Comment").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()
    assert await page.locator("[onerror], script:not([src]), a[href^='javascript']").count() == 0
    assert await page.evaluate("window.hurt") is None


async def test_people_write_answer_edit_and_delete_and_others_see_it_live(
    page: Page, open_page: OpenPage, stage: Stage
) -> None:
    async def respond(payload: Payload) -> Any:
        return {"text": f"You wrote *{payload['text']}*"}

    stage.app.replies = {"/exchange": respond}
    bens = await open_page()
    await open_as(page, stage, stage.ana)
    await open_as(bens, stage, stage.ben)

    await page.get_by_test_id("composer").fill("Hi @Ben Tanaka, *look*")
    await page.keyboard.press("Enter")
    seen = bens.get_by_test_id("message").last
    await expect(seen.locator(".mention-me")).to_have_text("@Ben Tanaka")
    await expect(seen.locator("strong")).to_have_text("look")

    await seen.hover()
    await seen.get_by_test_id("reply-in-thread").click()
    await bens.get_by_test_id("thread-composer").fill("Looking")
    await bens.keyboard.press("Enter")
    await expect(page.get_by_test_id("thread-summary")).to_contain_text("1 reply")
    await page.get_by_test_id("thread-summary").click()
    await expect(page.get_by_test_id("thread").get_by_test_id("message").last).to_contain_text("Looking")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("thread")).to_be_hidden()

    await page.get_by_test_id("composer").fill("/ex")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_have_value("/exchange ")
    await expect(page.get_by_test_id("usage")).to_contain_text("help")
    await page.keyboard.type("status")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("Only visible to you")
    assert stage.app.last("/exchange")["text"] == "status"

    await page.get_by_test_id("composer").fill("Second")
    await page.keyboard.press("Enter")
    own = page.get_by_test_id("message").last
    await expect(own).to_contain_text("Second")
    await own.hover()
    await own.get_by_test_id("message-menu").click()
    await page.get_by_test_id("edit-message").click()
    await page.keyboard.type(" mended")
    await page.keyboard.press("Enter")
    await expect(bens.get_by_test_id("messages").get_by_test_id("message").last).to_contain_text(
        "Second mended (edited)"
    )
    await own.hover()
    await own.get_by_test_id("message-menu").click()
    await page.get_by_test_id("delete-message").click()
    await page.get_by_test_id("confirm-yes").click()
    await expect(bens.get_by_test_id("messages").get_by_test_id("message")).to_have_count(1)
    await expect(bens.locator("body")).not_to_contain_text("Only visible to you")


async def test_every_block_is_drawn_and_works(page: Page, stage: Stage) -> None:
    for blocks in EVERYTHING:
        await stage.writes(*blocks)
    await open_as(page, stage, stage.ana)
    await expect(page.get_by_test_id("message")).to_have_count(len(EVERYTHING))
    assert await page.locator(".unknown").count() == 0
    await expect(page.get_by_text("Open until Dec 4, 2026 at 17:00")).to_be_visible()
    await expect(page.get_by_text("A picture of nothing")).to_be_visible()

    table = page.get_by_role("table", name="Comments with their stars")
    await expect(table.get_by_role("rowheader")).to_have_text(["Longer lunch", "A crossing guard"])
    await table.get_by_role("button", name="Stars").click()
    await expect(table.get_by_role("rowheader")).to_have_text(["A crossing guard", "Longer lunch"])
    await page.get_by_role("button", name="Rows after").click()
    await expect(page.get_by_text("3–3 of 3")).to_be_visible()
    for kind in ("bar", "line", "area", "pie"):
        await expect(page.get_by_role("table", name=f"A {kind}").get_by_role("row")).to_have_count(3)
        await expect(page.get_by_role("figure", name=f"A {kind}").locator("svg.chart-svg")).to_be_visible()

    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Not for me").click()
    await page.get_by_role("combobox").click()
    await page.get_by_role("option", name="Two").click()
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.get_by_role("button", name="No", exact=True).click()
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.get_by_test_id("confirm-yes").click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    actions = [each["actions"][0] for each in stage.app.received if each["type"] == "block_actions"]
    assert [each["action_id"] for each in actions] == ["exchanges.more", "pick", "close.it"]
    assert actions[0]["selected_option"]["value"] == "leave"
    assert actions[1]["selected_option"]["value"] == "two"
    assert actions[2]["value"] == "1"


async def test_home_is_drawn_when_it_is_opened_and_keeps_the_focus(page: Page, stage: Stage) -> None:
    drawn = 0

    async def draw(payload: Payload) -> None:
        nonlocal drawn
        drawn += 1
        blocks = [{"type": "header", "text": words(f"Drawn {drawn}")}, row(button("Again", "home.again"))]
        person = payload["user"] if isinstance(payload["user"], str) else payload["user"]["id"]
        await stage.app.calls("views.publish", user_id=person, view={"type": "home", "blocks": blocks})

    stage.app.replies = {"app_home_opened": draw, "home.again": draw}
    await open_as(page, stage, stage.ana)
    await page.get_by_test_id("channel-Starling").click()
    await page.get_by_test_id("app-home").click()
    home = page.get_by_test_id("home")
    await expect(home.get_by_role("heading")).to_have_text("Drawn 2")  # Messages was the first tab that opened
    await home.get_by_role("button", name="Again").press("Enter")
    await expect(home.get_by_role("heading")).to_have_text("Drawn 3")
    await expect(get_focused(page)).to_have_text("Again")
    await page.get_by_test_id("app-home").press("ArrowRight")
    await expect(page.get_by_test_id("app-messages")).to_be_focused()
    await expect(page.get_by_test_id("composer")).to_be_visible()


async def test_an_app_that_does_not_answer_gets_slacks_warning(page: Page) -> None:
    async def sleep(_: Payload) -> None:
        await asyncio.sleep(0.5)

    async with StageSetup(ack_seconds=0.2) as stage:
        stage.app.replies = {"share.open": stage.app.opens(modal(COMMENT)), "share.modal": sleep, "rate.start": sleep}
        await stage.writes(*CARD)
        await open_as(page, stage, stage.ana)
        await page.get_by_role("button", name="Rate").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("something went wrong")
        await page.get_by_role("button", name="Comment").click()
        await page.get_by_label("Your comment").fill("Longer lunch")
        await page.get_by_test_id("modal-submit").click()
        await expect(page.locator(".form-error")).to_have_text("We had some trouble connecting. Try again?")
        await expect(page.get_by_label("Your comment")).to_have_value("Longer lunch")
        await expect(page.get_by_test_id("modal-submit")).not_to_have_attribute("aria-busy", "true")
        await page.goto("about:blank")


async def test_after_a_lost_connection_nothing_is_missing(page: Page, stage: Stage) -> None:
    for number in range(40):
        await stage.ben.says(f"Message {number}", stage.channel)
    await open_as(page, stage, stage.ana)
    await expect(page.get_by_text("Message 39")).to_be_in_viewport()
    port = stage.slack.port
    await stage.slack.stop()
    await expect(page.get_by_test_id("wire")).to_have_text("Reconnecting …")
    world = stage.slack.world
    world.add_message(Message(stage.channel, world.new_ts(), stage.ben.id, "While you were away"))
    await stage.slack.start(port)
    await expect(page.get_by_test_id("wire")).to_be_empty()
    await expect(page.get_by_text("While you were away")).to_be_in_viewport()

    await page.get_by_test_id("messages").evaluate("log => log.scrollTop = 0")
    await expect(page.get_by_text("Message 0", exact=True)).to_be_in_viewport()
    await stage.ben.says("Below", stage.channel)
    await page.get_by_role("button", name="New messages").click()
    await expect(page.get_by_text("Below", exact=True)).to_be_in_viewport()


async def test_one_can_be_anybody_and_the_address_remembers_whom(page: Page, stage: Stage) -> None:
    await open_as(page, stage, stage.ana)
    await expect(page.get_by_test_id("banner")).to_contain_text("Three things to try")
    await page.get_by_test_id("banner-close").click()
    await page.get_by_test_id("person-switch").press("Enter")
    await expect(page.get_by_role("option", name="Ana Ruiz")).to_have_attribute("aria-selected", "true")
    await page.keyboard.type("k")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Kim Okafor")
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Moderator")
    await page.get_by_test_id("channel-general").click()
    await page.reload()
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Kim Okafor")
    await expect(page.get_by_role("heading", level=1)).to_have_text("general")
    await expect(page.get_by_test_id("banner")).to_have_count(0)

    await stage.ben.says("Come and see", stage.channel)
    await expect(page.get_by_test_id("channel-contract")).to_contain_text("1")
