"""The page in the acting person's language: nothing of the other one is on any screen, and axe finds no fault."""

import re
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.playground import PlaygroundServer
from bot.playground.page.starting import Starting
from bot.playground.page.texts import LANGUAGES, load_texts
from bot.playground.people.person import Person
from bot.playground.state.time_control import Due, Fact, TimeControl
from tests.browser.conftest import OpenPage
from tests.browser.stage import Block, Stage
from tests.browser.test_axe import LIGHT, check

COLLECT = """() => {
  const found = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    else for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(node.getAttribute(name) || "");
  }
  return found.map((text) => text.trim()).filter(Boolean);
}"""
WIDE = 1280  # pixels
QUESTION = "¿Qué nos da seguridad?"


def forms_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield each form of each sentence with its id."""
    for each, text in load_texts(language).items():
        for form in [text] if isinstance(text, str) else text.values():
            yield each, form.replace("*", "")


def patterns(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return what a language's sentences look like on the page, without those that are the same in both languages."""
    common = set.intersection(*({form for _, form in forms_of(each)} for each in LANGUAGES))
    return [
        (each, re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", form)))))
        for each, form in forms_of(language)
        if form not in common
    ]


async def found_on(page: Page, language: str) -> list[str]:
    """Return the sentences of a language that are on the page."""
    shown = await page.evaluate(COLLECT)
    return [f"{each}: {text}" for each, made in patterns(language) for text in shown if made.fullmatch(text)]


def spanish_modal() -> Block:
    def field(label: str, element: Block) -> Block:
        return {
            "type": "input",
            "block_id": label,
            "label": {"type": "plain_text", "text": label},
            "element": {"action_id": "it", **element},
            "optional": label == "Fecha",
        }

    options = [{"text": {"type": "plain_text", "text": each}, "value": each} for each in ("Uno", "Dos")]
    return {
        "type": "modal",
        "callback_id": "formulario",
        "title": {"type": "plain_text", "text": "Formulario"},
        "submit": {"type": "plain_text", "text": "Listo"},
        "blocks": [
            field("Comentario", {"type": "plain_text_input", "multiline": True, "max_length": 20}),
            field("Opciones", {"type": "static_select", "options": options}),
            field("Varias", {"type": "multi_static_select", "options": options}),
            field("Cuántos", {"type": "number_input", "is_decimal_allowed": False}),
            field("Fecha", {"type": "datepicker"}),
        ],
    }


async def set_up(stage: Stage) -> Person:
    """Fill the stage with things in Spanish, and return somebody who reads Spanish."""

    async def move(_: float) -> None:
        """Stay."""

    async def list_due() -> list[Due]:
        facts: dict[str, Fact] = {"question": QUESTION, "every": {"en": "mon 09:00", "es": "lun 09:00"}, "n": 2}
        kinds = [each.removeprefix("due.") for each in load_texts("en") if each.startswith("due.")]
        return [Due(time.time() + 90_000, kind, facts) for kind in kinds]

    lucia = stage.slack.add_person("Lucía F.", locale="es-LA")
    for channel in stage.slack.world.channels.values():
        channel.topic = ""
        if channel.kind == "channel":
            channel.members[lucia.id] = None
    stage.slack.choose_personas(lucia, stage.kim)
    stage.slack.context.time_control = TimeControl(move, list_due)
    greeting = (await lucia.says("Hola", stage.channel)).message
    assert greeting is not None
    await stage.ben.says("Buenas", stage.channel, thread_ts=greeting.ts)
    button = {"type": "button", "action_id": "abrir", "text": {"type": "plain_text", "text": "Abrir"}}
    await stage.writes({"type": "actions", "elements": [button]}, text="Algo")
    stage.app.replies["abrir"] = stage.app.opens(spanish_modal())
    return lucia


async def see_form(page: Page, see: Callable[[str], Awaitable[None]]) -> None:
    """Look at a modal with faults, an open list, words too many, and the question before they are lost."""
    await page.locator("[data-action-id='abrir']").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_be_visible()
    await page.get_by_test_id("modal-submit").click()
    await see("a form with faults")
    await modal.get_by_label("Opciones").fill("zzz")
    await see("a list in which nothing fits")
    await page.keyboard.press("Escape")
    await modal.get_by_label("Comentario").fill("palabras y más palabras")
    await modal.get_by_label("Cuántos").fill("uno")
    await page.get_by_test_id("modal-submit").click()
    await see("a form with other faults")
    await page.get_by_test_id("modal-x").click()
    await expect(page.get_by_test_id("confirm")).to_be_visible()
    await see("the question before words are lost")
    await page.get_by_test_id("confirm-yes").click()
    await expect(modal).to_have_count(0)


async def see_channel(page: Page, see: Callable[[str], Awaitable[None]]) -> None:
    """Look at a channel with everything that opens in it."""
    await see("a channel")
    for opener in ("person-switch", "clock", "theme", "shortcuts"):
        await page.get_by_test_id(opener).click()
        if opener == "clock":
            await expect(page.get_by_test_id("due").first).to_be_visible()
        await see(opener)
        await page.keyboard.press("Escape")
    await page.get_by_test_id("composer").fill("/no-hay")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("toast")).to_be_visible()
    await see("a command that does not exist")
    await page.get_by_test_id("composer").fill("")
    message = page.get_by_test_id("messages").get_by_test_id("message").first
    await message.hover()
    await message.get_by_test_id("message-menu").click()
    await see("the menu of a message")
    await page.keyboard.press("Escape")
    await page.get_by_test_id("thread-summary").click()
    await expect(page.get_by_test_id("replies")).to_contain_text("Buenas")
    await see("a thread")
    await page.get_by_test_id("thread-close").click()


async def ready(page: Page, address: str) -> None:
    await page.goto(address)
    await expect(page.locator("#app[data-ready]")).to_be_attached()


@pytest.mark.parametrize("width", [320, 1280])
async def test_no_english_is_on_the_page_of_who_reads_spanish(open_page: OpenPage, stage: Stage, width: int) -> None:
    lucia = await set_up(stage)
    page = await open_page(viewport={"width": width, "height": 720})

    async def see(screen: str) -> None:
        assert await found_on(page, "en") == [], screen
        await check(page, screen, LIGHT)

    await ready(page, stage.shows(lucia, channel=stage.channel))
    await see_channel(page, see)
    await see_form(page, see)
    for tab in ("home", "messages", "about"):
        await ready(page, stage.shows(lucia, channel=stage.dm(lucia), tab=tab))
        await see(tab)
    if width < WIDE:
        await page.get_by_test_id("drawer").click()
        await expect(page.get_by_test_id("channel-general")).to_be_in_viewport(ratio=1)
        await expect(page.get_by_role("link", name="general")).to_be_visible()
        await see("the channels on a telephone")


async def test_the_page_changes_its_language_with_the_acting_person(page: Page, stage: Stage) -> None:
    lucia = await set_up(stage)
    await ready(page, stage.shows(stage.kim, channel=stage.channel))
    root = page.locator("html")
    await expect(root).to_have_attribute("lang", "en")
    assert await found_on(page, "es") == []
    for person, language, other in ((lucia, "es", "en"), (stage.kim, "en", "es")):
        await page.get_by_test_id("person-switch").click()
        await page.get_by_test_id(f"person-{person.id}").click()
        await expect(root).to_have_attribute("lang", language)
        await expect(page.get_by_test_id("messages").get_by_test_id("message")).to_have_count(2)
        assert await found_on(page, other) == []


async def test_before_a_person_is_known_the_page_is_in_the_browsers_language(browser: Browser) -> None:
    slack = PlaygroundServer()
    slack.starting = starting = Starting()
    await slack.start()
    page = await browser.new_page(locale="es-MX")
    try:
        with starting.doing("Preparing the database"):
            await page.goto(slack.url)
            step = load_texts("es")["step.database"]
            await expect(page.get_by_role("status")).to_have_text(f"{step} …")
            await expect(page.locator("html")).to_have_attribute("lang", "es")
            assert await found_on(page, "en") == []
    finally:
        await page.close()
        await slack.stop()
