"""Somebody in front of the playground, who is now this person and now that, and takes pictures on the way."""

import re
from pathlib import Path

from playwright.async_api import FloatRect, Locator, Page, expect

from tests.browser.script import Script

MAX_RATED = 12  # comments that one person rates
MAX_TABS = 30
NAME_OF_WHAT_HAS_THE_KEYBOARD = "() => document.activeElement.ariaLabel || document.activeElement.textContent"
AROUND = 180  # pixels of the page above and below the messages


class Visitor:
    """Acts on the page as people do: by what they read there.

    pictures: the folder for them; None when nobody asked for any.
    """

    def __init__(self, page: Page, pictures: Path | None, script: Script) -> None:
        self.page = page
        self.script = script
        self._pictures = pictures

    @property
    def messages(self) -> Locator:
        """The messages of the open channel, oldest first."""
        return self.page.get_by_test_id("messages").get_by_test_id("message")

    @property
    def at_once(self) -> Locator:
        """The messages, but for those about somebody's comments, which come when the bot's round does."""
        return self.messages.filter(has_not_text=self.script.text("receipts.only_you"))

    @property
    def last(self) -> Locator:
        """The newest message of those that come at once."""
        return self.at_once.last

    @property
    def modal(self) -> Locator:
        """The open modal."""
        return self.page.get_by_test_id("modal")

    @property
    def home(self) -> Locator:
        """The app's Home."""
        return self.page.get_by_test_id("home")

    @property
    def focused(self) -> Locator:
        """What has the keyboard."""
        return self.page.locator(":focus")

    def message(self, *words: str | re.Pattern[str]) -> Locator:
        """Return the newest message that has all of these words."""
        found = self.messages
        for each in words:
            found = found.filter(has_text=each)
        return found.last

    async def arrives(self, address: str) -> None:
        """Open the page and wait until it is ready."""
        await self.page.goto(address)
        await expect(self.page.locator("#app[data-ready]")).to_be_attached()

    async def becomes(self, name: str) -> None:
        """Act as somebody else."""
        await self.page.get_by_test_id("person-switch").click()
        await self.page.get_by_role("option", name=name).click()
        await expect(self.page.get_by_test_id("person-switch")).to_contain_text(name)

    async def goes_to(self, channel: str, *, tab: str = "") -> None:
        """Open a channel, or the app's own place with one of its tabs; on a small screen from the drawer."""
        drawer = self.page.get_by_test_id("drawer")
        if await drawer.is_visible():
            await drawer.click()
        await self.page.get_by_test_id(f"channel-{channel}").click()
        if tab:
            await self.page.get_by_test_id(f"app-{tab}").click()

    async def writes(self, text: str) -> None:
        """Write into the channel, or give a command."""
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, words: str | re.Pattern[str], within: Locator) -> None:
        """Press the button that says these words, and wait until it is done."""
        await within.locator("button:visible", has_text=words).first.click()
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    async def chooses(self, words: str | re.Pattern[str], menu: Locator) -> None:
        """Choose from a list, or from the menu of several actions."""
        await menu.click()
        await self.page.get_by_role("option", name=words).or_(self.page.get_by_role("menuitem", name=words)).click()

    async def tabs_to(self, name: str, *, backwards: bool = False) -> None:
        """Press Tab until the element with this name has the focus, once the conversation is loaded."""
        await expect(self.last).to_be_visible()
        met: list[str] = []
        for _ in range(MAX_TABS):
            await self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
            met.append(await self.page.evaluate(NAME_OF_WHAT_HAS_THE_KEYBOARD))
            if met[-1] == name:
                return
        raise AssertionError(name, met)

    async def gives(self, stars: int, card: Locator) -> None:
        """Click stars on a card."""
        await card.get_by_role("button", name=self.script.text("rate.star.spoken", stars=stars)).click()

    async def rates_the_rest(self, stars: int, *, until: str = "") -> None:
        """Give every comment these stars until the card says these words; without any, until there is no more."""
        until = until or self.script.text("rate.no_more")
        for _ in range(MAX_RATED):
            before = await self.last.inner_text()
            if until in before:
                return
            await self.gives(stars, self.last)
            await expect(self.last).not_to_have_text(before, use_inner_text=True)
        raise AssertionError(until)

    async def photographs(self, name: str, shown: Locator | None = None, *, until: Locator | None = None) -> None:
        """Take a picture of the page, or of what is shown there, from its top to the bottom of `until`.

        Where nobody wants pictures, what would be on it must still be there.
        """
        if self._pictures is None:
            for each in (shown, until):
                if each is not None:
                    await _box(each)
            return
        await self.page.mouse.move(1, 1)  # what is under the mouse looks different
        path = self._pictures / f"{name}.png"
        if shown is None:
            await self.page.screenshot(path=path, animations="disabled", scale="css")
            return
        await self.focused.evaluate_all("nodes => nodes.forEach((node) => node.blur())")
        size = self.page.viewport_size
        assert size
        first, last = await _box(shown), await _box(until or shown)
        if last["y"] + last["height"] - first["y"] > size["height"] - AROUND:
            tall = int(last["y"] + last["height"] - first["y"]) + 2 * AROUND
            await self.page.set_viewport_size({"width": size["width"], "height": tall})
        await shown.evaluate("node => node.scrollIntoView({ block: 'start' })")
        first, last = await _box(shown), await _box(until or shown)
        height = last["y"] + last["height"] - first["y"]
        clip: FloatRect = {"x": first["x"], "y": first["y"], "width": first["width"], "height": height}
        await self.page.screenshot(path=path, animations="disabled", clip=clip)
        await self.page.set_viewport_size(size)


async def _box(shown: Locator) -> FloatRect:
    box = await shown.bounding_box()
    assert box
    return box
