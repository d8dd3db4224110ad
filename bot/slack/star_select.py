"""A menu of one to five stars beside a comment that is shown in another place than the rating card."""

import re
from collections.abc import Sequence
from typing import Any

from bot.slack import action_ids
from bot.slack.blocks import Block, context_block, cut, option, plain_section, select
from bot.texts import Texts
from storage.comments import Comment

STARS = range(1, 6)
_MAX_SHOWN = 1000  # characters of a comment
_CHOICE = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)


def star_menu(exchange_id: int, comment: Comment, given: int | None, texts: Texts) -> list[Block]:
    """Return a comment of somebody else with a menu to rate it. given: the stars it has from this person, None if none.

    The menu's values are EXCHANGE:NUMBER.VERSION:STARS.
    """
    name = f"{exchange_id}:{comment.number}.{comment.version}"
    choices = [option(stars_text(stars), f"{name}:{stars}") for stars in STARS]
    menu = select(
        choices,
        action_id=action_ids.SHARE_NEAR_STAR,
        placeholder=texts("stars.menu.placeholder"),
        chosen=choices[given - 1] if given else None,
    )
    return [
        plain_section(cut(comment.text, _MAX_SHOWN), accessory=menu, block_id=block_id(comment.number, comment.version))
    ]


def parse_choice(value: str | None) -> tuple[int, int, int, int] | None:
    """Return (exchange id, number, version, stars) of a choice in the menu; None where it is crafted."""
    found = _CHOICE.fullmatch(value or "")
    return (int(found[1]), int(found[2]), int(found[3]), int(found[4])) if found else None


def block_id(number: int, version: int) -> str:
    """Return the name of the block that holds a comment and its menu."""
    return f"{action_ids.SHARE_NEAR_STAR}.{number}.{version}"


def stars_text(stars: int) -> str:
    """Return stars as a menu shows them, in digits too for people who cannot distinguish the signs."""
    return f"{stars} {'★' * stars}"


def thanks_text(stars: int, texts: Texts) -> str:
    """Return what is said once the stars are saved."""
    return texts("stars.thanks", stars=stars_text(stars))


def replace_block(shown: Sequence[Block], block: str, renewed: Sequence[Block]) -> list[Block]:
    """Return a card or form in which other blocks take the place of one, and of the thanks below it."""
    left: list[Block] = []
    for each in shown:
        if each.get("block_id") == block:
            left += renewed
        elif each.get("block_id") != f"{block}.thanks":
            left.append(each)
    return left


def show_thanks(shown: Sequence[Block], block: str, stars: int, texts: Texts) -> list[Block]:
    """Return a card or form once one of its comments was rated: the stars chosen, thanks below."""
    thanks_id = f"{block}.thanks"
    left: list[Block] = []
    for each in shown:
        if each.get("block_id") == thanks_id:
            continue
        if each.get("block_id") != block or "accessory" not in each:
            left.append(each)
            continue
        menu: dict[str, Any] = each["accessory"]
        chosen = [one for one in menu.get("options", []) if str(one.get("value")).endswith(f":{stars}")]
        changed = menu | ({"initial_option": chosen[0]} if chosen else {})
        left += [each | {"accessory": changed}, context_block(thanks_text(stars, texts), block_id=thanks_id)]
    return left
