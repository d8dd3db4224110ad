"""What people write calls nobody, formats nothing and links nowhere, wherever the bot shows it."""

import copy
import re
from collections.abc import Iterator
from typing import Any

from bot.playground.world import News
from storage.exchanges import Exchange
from tests.stories.at_home import home_of
from tests.stories.digest_town import tick, whisper
from tests.stories.host_town import fields, only
from tests.stories.moderating import queue_of
from tests.town import Town

ODD = "<!channel> <@U1> & *bold* _it_ ~gone~ `code` http://odd.example/a?b=1&c=2 :heart:"
_RAW = re.compile(r"<!channel|<@U1>|\*bold\*|_it_|~gone~|`code`|&(?!amp;|lt;|gt;)|:heart:")
_BARE = re.compile(r"(?<![<|])http://odd")


class Shown:
    """Everything that the bot shows in a town: each text, and how Slack reads it."""

    def __init__(self, town: Town) -> None:
        self.news: list[News] = []
        self._bot = town.playground.bot_id
        town.playground.world.listeners.append(self._hear)

    def _hear(self, news: News) -> None:
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


async def _opened(town: Town) -> Exchange:
    host = town.moderator
    assert await host.runs("/exchange new", "general")
    form = fields(
        question=f"Safe? {ODD}",
        background=f"Back. {ODD}",
        groups=f"A {ODD[:60]}\nB {ODD[:60]}",
        slug="odd",
        seeds=f"Seed {ODD}",
        channel=town.playground.channel("general").id,
    )
    assert await host.submits(values=form)
    await town.settle()
    assert await host.clicks(host.whispers("general")[-1], "host.open")
    await town.settle()
    return await only(town)


async def _shared(town: Town, name: str, text: str) -> None:
    person = town.person(name)
    await person.says(text)
    await town.settle()
    assert await person.clicks(person.dm()[-1], "share.dm.yes")
    await town.settle()


async def test_through_the_whole_life_of_an_exchange(town: Town) -> None:
    shown = Shown(town)
    exchange = await _opened(town)
    ana, ben, host = town.person("Ana"), town.person("Ben"), town.moderator
    await _shared(town, "Ana", f"Lunch is too short {ODD}")
    await _shared(town, "Ben", f"Buses come late {ODD}")
    await ben.says(f"Lunch is too short {ODD}")  # the hint
    await ben.runs("/exchange rate", "general")
    await town.settle()
    for stars in (5, 4, 2):
        await ben.says(str(stars))
        await town.settle()
    await ana.runs(f"/exchange {ODD}", "general")
    await ana.runs(f"/exchange share {ODD}", "general")
    await town.settle()
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
        await whisper(town, f"/exchange {line}")
        card = host.whispers("general")[-1]
        if "arrange.apply" in str(card.blocks):
            assert await host.clicks(card, "arrange.apply")
            await town.settle()
    await tick(town)
    await queue_of(town)
    await home_of(town, ana)
    await home_of(town, host)
    for person in (ana, ben):
        await person.runs("/exchange me", "general")
        await person.runs("/exchange results", "general")
        await person.runs("/exchange about", "general")
    await town.settle()
    assert await host.runs("/exchange close odd", "general")
    await town.settle()
    assert await host.clicks(host.whispers("general")[-1], "host.close")
    await town.settle()
    await tick(town)
    kept = [each.text for each in await town.comments(exchange)]
    assert len(kept) >= 3
    assert all(":heart:" not in each for each in kept)
    said = [text["text"] for _, text in shown.texts()]
    assert sum("odd.example" in each for each in said) > 30, "the story shows what people wrote"
    assert not faults(shown), "\n".join(faults(shown))
