"""The page's rendering of text: mrkdwn, markdown, rich_text, dates, chart steps; and how its files are served."""

from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page

from bot.slack.blocks import escape

KNOWN = {
    "as": "U1",
    "me": {"id": "U1", "tz": "America/Los_Angeles"},
    "people": [{"id": "U1", "real_name": "Ana Ruiz"}, {"id": "U2", "real_name": "Kim Okafor", "name": "kim"}],
    "channels": [{"id": "C1", "name": "general", "kind": "channel"}],
    "app": {"bot_user_id": "UB", "name": "Starling"},
}
CALL = """async ([module, name, given, known]) => {
  const { world } = await import("/static/js/state.js");
  Object.assign(world, known);
  const made = (await import(`/static/js/${module}.js`))[name](...given);
  if (!(made instanceof Node || (Array.isArray(made) && typeof made[0] !== "number"))) return made;
  const box = document.createElement("div");
  box.append(...[made].flat());
  for (const node of box.querySelectorAll("*"))
    for (const { name } of [...node.attributes]) if (name !== "href") node.removeAttribute(name);
  return box.innerHTML.replace(/<\\/?span>/g, "");
}"""
FRIDAY = 1796432400  # 2026-12-04 17:00 in Los Angeles
SPOKEN = {
    "*bold* _italic_ ~gone~ `co*d*e`": "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>co*d*e</code>",
    "*bold _and italic_*": "<strong>bold <em>and italic</em></strong>",
    "2*3*4 snake_case_name a * b * c": "2*3*4 snake_case_name a * b * c",
    "*not\nover lines*": "*not\nover lines*",
    escape("*a* _b_ ~c~ `d` *e"): escape("*a* _b_ ~c~ `d` *e"),
    f"*{escape('a `b *c')}*": f"<strong>{escape('a `b *c')}</strong>",
    "x\u200b*bold*\u200by": "x\u200b<strong>bold</strong>\u200by",
    "one &amp; two &lt;b&gt;": "one &amp; two &lt;b&gt;",
    "&amp;lt; stays": "&amp;lt; stays",
    "<https://a.example/?a&amp;b|a *draft*>": '<a href="https://a.example/?a&amp;b">a <strong>draft</strong></a>',
    "see https://a.example/x.": 'see <a href="https://a.example/x">https://a.example/x</a>.',
    "<mailto:a@b.example|a@b.example>": '<a href="mailto:a@b.example">a@b.example</a>',
    "<@U2> <@U1|ana> <#C1> <!here> <!subteam^S1|@staff>": "@Kim Okafor @Ana Ruiz #general @here @staff",
    ":star2: :tada: :+1: :no_such_thing: 12:30:45": "🌟 🎉 👍 :no_such_thing: 12:30:45",
    ":+1::skin-tone-4: :female-teacher::skin-tone-6: :flag-us:": "👍🏽 👩🏿‍🏫 🇺🇸",
    "&gt; said\n> so\nby her": "<blockquote>said\nso</blockquote>by her",
    "```\nlet *x*\n```\nafter": "<pre><code>let *x*</code></pre>after",
    "• one\n• two": "•one•two",
    "<javascript:alert(1)|press me>": "press me",
    '<img src=x onerror="alert(1)">': '&lt;img src=x onerror="alert(1)"&gt;',
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
}
MARKED = {
    "# Big\n\nwords **bold** *it* ~~no~~ `c`": (
        "<p>Big</p><p>words <strong>bold</strong> <em>it</em> <s>no</s> <code>c</code></p>"
    ),
    "- a\n- b\n  - c\n1. d": "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li></ol>",
    "> q\n\n---\n[l](https://a.example)": '<blockquote><p>q</p></blockquote><hr><p><a href="https://a.example/">l</a></p>',
    "|a|b|\n|--|--:|\n|1|2|": (
        "<div><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>"
    ),
    "```\n<b>\n```": "<pre><code>&lt;b&gt;</code></pre>",
    "<img src=x onerror=alert(1)> [x](javascript:alert(1))": "<p>&lt;img src=x onerror=alert(1)&gt; x</p>",
}
DATES = {
    "{date_num} {time}": "2026-12-04 17:00",
    "{date}": "December 4th, 2026",
    "{date_short} at {time_secs}": "Dec 4, 2026 at 17:00:00",
    "{date_long}": "Friday, December 4th, 2026",
    "{nonsense}": "the fallback",
}


async def called(page: Page, module: str, name: str, *given: Any) -> Any:
    """Return what a function of one of the page's modules makes of this; nodes come back as HTML without attributes."""
    return await page.evaluate(CALL, [module, name, list(given), KNOWN])


@pytest.fixture
async def modules(page: Page, files: str) -> Page:
    """A page that has the modules at hand and shows none of them."""
    await page.route("**/favicon.ico", lambda route: route.abort())
    await page.goto(f"{files}/static/js/theme.js")
    return page


async def test_people_read_mrkdwn_as_slack_shows_it(modules: Page) -> None:
    assert {text: await called(modules, "mrkdwn", "mrkdwn", text) for text in SPOKEN} == SPOKEN
    assert {text: await called(modules, "markdown", "markdown", text) for text in MARKED} == MARKED


async def test_people_read_dates_in_their_own_zone(modules: Page) -> None:
    for pattern, shown in DATES.items():
        token = f"<!date^{FRIDAY}^{pattern}|the fallback>"
        assert await called(modules, "mrkdwn", "mrkdwn", token) == shown
    assert await called(modules, "time", "toWall", FRIDAY) == "2026-12-04T17:00"
    assert await called(modules, "time", "fromWall", "2026-12-04T17:00") == FRIDAY
    assert await called(modules, "time", "fromWall", "2026-11-01T12:00") == 1793563200  # the day the clocks go back


async def test_a_rich_text_and_a_chart_are_read(modules: Page) -> None:
    rich = {
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "<b> ", "style": {"bold": True}},
                    {"type": "user", "user_id": "U2"},
                    {"type": "emoji", "name": "wave"},
                    {"type": "text", "text": " :wave:"},
                    {"type": "emoji", "name": "wave", "skin_tone": 2},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
            },
        ]
    }
    shown = await called(modules, "richtext", "richText", rich)
    assert shown == "<div><div><strong>&lt;b&gt; </strong>@Kim Okafor👋 :wave:👋🏻</div><ol><li>one</li></ol></div>"
    assert await called(modules, "chart", "ticks", 0, 48) == [0, 20, 40, 60]
    assert await called(modules, "chart", "ticks", 0, 0) == [0, 0.25, 0.5, 0.75, 1]
    assert await called(modules, "chart", "ticks", -3, 4.6) == [-4, -2, 0, 2, 4, 6]


async def test_a_name_becomes_a_mention_when_it_is_sent(modules: Page) -> None:
    assert await called(modules, "words", "encode", "hi @Kim Okafor, @kim and a@Kim Okafor") == (
        "hi <@U2>, @kim and a@Kim Okafor"
    )
    assert await called(
        modules, "words", "readable", "hi <@U2> in <#C1> &lt;3 <https://a.example> :+1::skin-tone-2:"
    ) == ("hi @Kim Okafor in #general <3 https://a.example 👍🏻")


async def test_the_files_are_served_under_a_strict_policy(files: str) -> None:
    async with ClientSession() as session:
        for path, kind in (
            ("/", "text/html"),
            ("/static/js/main.js", "text/javascript"),
            ("/static/css/base.css", "text/css"),
            ("/static/icon.svg", "image/svg+xml"),
        ):
            async with session.get(files + path) as answer:
                assert answer.status == 200
                assert answer.content_type == kind
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'self';" in policy
                assert "unsafe" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                tag = answer.headers["ETag"]
            async with session.get(files + path, headers={"If-None-Match": tag}) as again:
                assert again.status == 304
        for path in (
            "/static/nothing.js",
            "/static/%2e%2e/assets.py",
            "/static/../assets.py",
            "/static/",
            "/static/js",
        ):
            async with session.get(files + path) as answer:
                assert answer.status == 404
