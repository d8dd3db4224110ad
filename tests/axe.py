"""axe on a page in Chromium: brought into each document once, and asked for what it finds and nothing else."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that another colour scheme can break; every other one looks at what is the same in both."""
_FIND = """(options) => axe.run(document, options).then(
  (found) => found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 200)}`)))"""


async def find_faults(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Return what axe finds on a page: rule and element. rules: only these, instead of all that axe has on."""
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE_SCRIPT)
    options: dict[str, Any] = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found: list[str] = await page.evaluate(_FIND, options)
    return found
