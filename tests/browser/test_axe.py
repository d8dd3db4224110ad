"""Every kind of screen of the playground: axe finds no violation, and nothing is wider than the viewport."""

import time
from collections.abc import Mapping, Sequence
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from bot.playground.people.person import Person
from bot.playground.state.time_control import Due, TimeControl
from tests.axe import COLOURS, find_faults
from tests.browser.conftest import OpenPage
from tests.browser.parts import CARD, COMMENT, EVERYTHING, GROUP, Block, chooser, field, line, modal, words
from tests.browser.stage import Payload, Stage

AT_ONCE = """() => {
  if (document.adoptedStyleSheets.length) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
"""Lets colours of another scheme be there at once: axe looks at what stays."""
Schemes = Mapping[Literal["light", "dark"], Sequence[str]]
"""Colour schemes, with the rules that are looked at in each: all where none is named."""
LIGHT: Schemes = {"light": ()}
SCHEMES: Schemes = {"dark": COLOURS, **LIGHT}
LONG_NAME, LONG_GROUP = "Maximiliana Featherstonehaugh-Okonkwo", "Parent or guardian of a pupil of the upper school"
RESULTS = {
    "type": "modal",
    "callback_id": "results",
    "title": words("Results"),
    "blocks": [{"type": "section", "text": words(f"Result {number}: " + "words " * 60)} for number in range(20)],
}
FORM = modal(
    COMMENT,
    GROUP,
    field("Who", {"type": "users_select", "action_id": "who"}),
    field("Where", {"type": "conversations_select", "action_id": "where"}),
    field("Day", {"type": "datepicker", "action_id": "day"}),
    field("When", {"type": "datetimepicker", "action_id": "when"}),
    field("Boxes", chooser("checkboxes", "boxes", "One", "Two")),
    field("Stars", chooser("radio_buttons", "stars", "One", "Two")),
    field("Number", line("number", "number_input", is_decimal_allowed=False)),
    {"type": "alert", "level": "warning", "text": words("Look out")},
)


async def check(page: Page, screen: str, schemes: Schemes = SCHEMES) -> None:
    """Fail with axe's violations in these schemes, or where the page is wider than the viewport."""
    await page.evaluate(AT_ONCE)
    for scheme, rules in schemes.items():
        await page.emulate_media(color_scheme=scheme)
        await expect(page.locator(f"html[data-look={scheme}]")).to_be_attached()  # the page's script hears of it later
        # A drawer that still slides in is hidden from axe, and its content has no names.
        await page.evaluate(
            "() => Promise.all(document.getAnimations()"
            ".filter((each) => each.effect.getComputedTiming().endTime !== Infinity)"
            ".map((each) => each.finished.catch(() => null))).then(() => null)"
        )
        assert await find_faults(page, rules) == [], f"{screen}, {scheme}"
    wide = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], f"{screen} is {wide[0]} wide"


async def visit(page: Page, stage: Stage, person: Person, **place: str) -> None:
    await page.goto(stage.shows(person, **{"channel": stage.channel, **place}))
    await expect(page.locator("#app[data-ready]")).to_be_attached()


async def set_up(stage: Stage) -> Person:
    """Fill the stage, and return somebody whose name and group are as long as they get."""

    async def draw(payload: Payload) -> None:
        view = {"type": "home", "blocks": [*EVERYTHING[0], GROUP]}
        await stage.app.calls("views.publish", user_id=payload["user"], view=view)

    async def move(_: float) -> None:
        """Stay."""

    async def due() -> list[Due]:
        return [
            Due(time.time() + 3600, "closes", {"question": "What keeps us safe at school, and what should change?"})
        ]

    long = stage.slack.add_person(LONG_NAME, group=LONG_GROUP, is_admin=True)
    for each in stage.slack.world.channels.values():
        if each.kind == "channel":
            each.members[long.id] = None
    stage.slack.choose_personas(long, stage.kim, stage.ana, stage.ben)
    stage.slack.context.time_control = TimeControl(move, due)
    stage.app.replies = {"app_home_opened": draw}
    for blocks in EVERYTHING:
        await stage.writes(*blocks)
    await stage.ben.says("Hello <@here> `code` 👍🏽 555-0100\n> quote", stage.channel)
    gone = (await stage.ben.says("Soon gone", stage.channel)).message
    assert gone is not None
    await stage.ana.says("a reply", stage.channel, thread_ts=gone.ts)
    await stage.ben.deletes(gone)
    await stage.writes(*CARD)
    return long


async def see_modals(page: Page, stage: Stage) -> None:
    modals: list[tuple[str, Block]] = [("the results", RESULTS), ("a form", FORM)]
    for screen, view in modals:
        stage.app.replies["share.open"] = stage.app.opens(view)
        await page.locator("[data-action-id='share.open']").click()
        await expect(page.get_by_test_id("modal")).to_be_visible()
        await check(page, screen)
        if screen == "a form":
            await page.get_by_test_id("modal-submit").click()
            await page.get_by_label("Your group").click()
            await expect(page.get_by_role("listbox")).to_be_visible()
            await check(page, "a form with faults and an open list")
            await page.keyboard.press("Escape")
            await page.get_by_label("Your comment").fill("Lunch")
            await page.get_by_test_id("modal-x").click()
            await expect(page.get_by_test_id("confirm")).to_be_visible()
            await check(page, "the question before words are lost")
            await page.get_by_test_id("confirm-yes").click()
        else:
            await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("modal")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_axe_finds_no_fault(open_page: OpenPage, stage: Stage, width: int) -> None:
    long = await set_up(stage)
    page = await open_page(viewport={"width": width, "height": 720}, color_scheme="light")
    await visit(page, stage, long)
    await expect(page.get_by_test_id("messages").get_by_test_id("message")).to_have_count(len(EVERYTHING) + 3)
    await check(page, "a channel")
    await see_modals(page, stage)

    await page.get_by_test_id("person-switch").click()
    await expect(page.get_by_role("listbox")).to_be_visible()
    await check(page, "the list of people")
    await page.keyboard.press("Escape")
    await page.get_by_test_id("clock").click()
    await expect(page.get_by_test_id("due")).to_have_count(1)
    await check(page, "the clock")
    await page.keyboard.press("Escape")
    await page.get_by_test_id("thread-summary").click()
    await expect(page.get_by_test_id("replies")).to_contain_text("a reply")
    await check(page, "a thread")
    await page.get_by_test_id("thread-close").click()
    await page.get_by_test_id("composer").fill("/")
    await expect(page.get_by_test_id("hint").first).to_be_visible()
    await check(page, "commands that are offered")
    await page.get_by_test_id("composer").fill("")
    await page.get_by_test_id("message").last.hover()
    await page.get_by_test_id("message").last.get_by_test_id("message-menu").click()
    await check(page, "the menu of a message")
    await page.keyboard.press("Escape")
    if width < 1280:
        await page.get_by_test_id("drawer").click()
        await expect(page.get_by_test_id("channel-general")).to_be_in_viewport(ratio=1)
        await expect(page.get_by_role("link", name="general")).to_be_visible()
        await check(page, "the channels on a telephone")
        await page.keyboard.press("Escape")

    for tab in ("messages", "home", "about"):
        await visit(page, stage, stage.ben, channel=stage.dm(stage.ben), tab=tab)
        if tab == "home":
            await expect(page.get_by_test_id("home")).to_contain_text("All there is")
        await check(page, f"the app's {tab}")
