"""What people write calls nobody, formats nothing and links nowhere, wherever the bot shows it."""

import copy
import re
from collections.abc import Iterator
from typing import Any

from bot.playground.state.models import ChangeEvent
from storage.exchanges import Exchange
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import reply_to, tick
from tests.stories.exchange_helpers import fields, only, sends_form
from tests.stories.moderating import queue_of
from tests.whole_bot import Playground

ODD = "<!channel> <@U1> & *bold* _it_ ~gone~ `code` http://odd.example/a?b=1&c=2 :heart:"
_RAW = re.compile(r"<!channel|<@U1>|\*bold\*|_it_|~gone~|`code`|&(?!amp;|lt;|gt;)|:heart:")
_BARE = re.compile(r"(?<![<|])http://odd")


class Shown:
    """Everything that the bot shows in a playground: each text, and how Slack reads it."""

    def __init__(self, playground: Playground) -> None:
        self.news: list[ChangeEvent] = []
        self._bot = playground.slack.bot_id
        playground.slack.world.listeners.append(self._hear)

    def _hear(self, news: ChangeEvent) -> None:
        if news.view is not None or (news.message is not None and news.message.bot_id == self._bot):
            self.news.append(copy.deepcopy(news))

    def texts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (what it is, a text object) of all that was shown; a message's own text counts as mrkdwn."""
        for news in self.news:
            if news.message is not None:
                yield "text", {"type": "mrkdwn", "text": news.message.text, "verbatim": bool(news.message.blocks)}
                yield from _objects(news.message.blocks)
            if news.view is not None:
                yield from _objects(news.view.blocks)


def _objects(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, list):
        for each in part:
            yield from _objects(each)
    elif isinstance(part, dict):
        if part.get("type") in {"mrkdwn", "plain_text", "text"} and isinstance(part.get("text"), str):
            yield "object", part
        for each in part.values():
            yield from _objects(each)


def faults(shown: Shown) -> list[str]:
    """Return each text in which something that a person wrote would work."""
    found = []
    for what, text in shown.texts():
        words = text["text"]
        if text["type"] == "mrkdwn":
            words = words.replace(" & ", " ") if "‹" in words else words  # a sentence that is plain text at a field too
            if _RAW.search(words) or (_BARE.search(words) and not text.get("verbatim")):
                found.append(f"{what}: {words}")
        elif not text.get("emoji") and ":heart:" in words:
            found.append(f"a code: {words}")
    return found


async def _opened(playground: Playground) -> Exchange:
    host = playground.moderator
    assert await host.runs("/exchange new", "general")
    form = fields(
        question=f"Safe? {ODD}",
        background=f"Back. {ODD}",
        groups=f"A {ODD[:60]}\nB {ODD[:60]}",
        slug="odd",
        seeds=f"Seed {ODD}",
        moderation="none",  # addresses in comments would wait
        channel=playground.slack.channel("general").id,
    )
    assert await sends_form(host, form)
    await playground.settle()
    assert await host.clicks(host.ephemerals("general")[-1], "exchanges.open")
    await playground.settle()
    return await only(playground)


async def _shared(playground: Playground, name: str, text: str) -> None:
    person = playground.person(name)
    await person.says(text)
    await playground.settle()
    assert await person.clicks(person.dm()[-1], "share.dm.yes")
    await playground.settle()


async def test_through_the_whole_life_of_an_exchange(playground: Playground) -> None:
    shown = Shown(playground)
    exchange = await _opened(playground)
    ana, ben, host = playground.person("Ana"), playground.person("Ben"), playground.moderator
    await _shared(playground, "Ana", f"Lunch is too short {ODD}")
    await _shared(playground, "Ben", f"Buses come late {ODD}")
    await ben.says(f"Lunch is too short {ODD}")  # the hint
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    for stars in (5, 4, 2):
        await ben.says(str(stars))
        await playground.settle()
    await ana.runs(f"/exchange {ODD}", "general")
    await ana.runs(f"/exchange share {ODD}", "general")
    await playground.settle()
    for line in (
        f'theme seed "Theme {ODD[:40]}" lunch',
        f'theme seed "Theme {ODD[:40]}" bus',
        "digest now",
        "status odd",
        "results odd",
        f"hide odd#1 --{ODD}",
        f"digest every {ODD}",
        f"extend odd {ODD}",
        f"status {ODD}",
        f'new "{ODD}" --groups="{ODD[:50]}, {ODD[:50]}"',
        f"mod add {ODD}",
    ):
        await reply_to(playground, f"/exchange {line}")
        card = host.ephemerals("general")[-1]
        if "themes.apply" in str(card.blocks):
            assert await host.clicks(card, "themes.apply")
            await playground.settle()
    await tick(playground)
    await queue_of(playground)
    await home_of(playground, ana)
    await home_of(playground, host)
    for person in (ana, ben):
        await person.runs("/exchange me", "general")
        await person.runs("/exchange results", "general")
        await person.runs("/exchange about", "general")
    await playground.settle()
    assert await host.runs("/exchange close odd", "general")
    await playground.settle()
    assert await host.clicks(host.ephemerals("general")[-1], "exchanges.close")
    await playground.settle()
    await tick(playground)
    kept = [each.text for each in await playground.comments(exchange)]
    assert len(kept) >= 3
    assert all(":heart:" not in each for each in kept)
    texts = [text["text"] for _, text in shown.texts()]
    assert sum("odd.example" in each for each in texts) > 30, "the story shows what people wrote"
    assert not faults(shown), "\n".join(faults(shown))
