"""A menu of one to five stars beside a comment that stands on another card than the rating card."""

from collections.abc import Sequence
from typing import Any

from bot.slack import action_ids
from bot.slack.blocks import Block, context_block, cut, option, plain_section, select
from storage.comments import Comment

STARS = range(1, 6)
_SHOWN = 1000  # characters of a comment


def star_menu(exchange_id: int, comment: Comment, given: int | None) -> list[Block]:
    """Return a comment of somebody else with a menu to rate it. given: the stars that stand, None when none do."""
    name = f"{exchange_id}:{comment.number}.{comment.version}"
    choices = [option(stars_text(stars), f"{name}:{stars}") for stars in STARS]
    menu = select(
        choices,
        action_id=action_ids.SHARE_NEAR_STAR,
        placeholder="Rate this one",
        chosen=choices[given - 1] if given else None,
    )
    return [
        plain_section(cut(comment.text, _SHOWN), accessory=menu, block_id=block_id(comment.number, comment.version))
    ]


def block_id(number: int, version: int) -> str:
    """Return the name of the block that a comment and its menu stand in."""
    return f"{action_ids.SHARE_NEAR_STAR}.{number}.{version}"


def stars_text(stars: int) -> str:
    """Return stars as a menu shows them, in digits too for who cannot tell the signs apart."""
    return f"{stars} {'★' * stars}"


def thanks(stars: int) -> str:
    """Return what is said once the stars are kept."""
    return f"Thank you: your {stars_text(stars)} are kept."


def replaced(shown: Sequence[Block], block: str, anew: Sequence[Block]) -> list[Block]:
    """Return a card or form as it is once other blocks took the place of one, and of the thanks below it."""
    left: list[Block] = []
    for each in shown:
        if each.get("block_id") == block:
            left += anew
        elif each.get("block_id") != f"{block}.thanks":
            left.append(each)
    return left


def thanked(shown: Sequence[Block], block: str, stars: int) -> list[Block]:
    """Return a card or form as it is once one of its comments was rated: the stars chosen, thanks below."""
    told = f"{block}.thanks"
    left: list[Block] = []
    for each in shown:
        if each.get("block_id") == told:
            continue
        if each.get("block_id") != block or "accessory" not in each:
            left.append(each)
            continue
        menu: dict[str, Any] = each["accessory"]
        chosen = [one for one in menu.get("options", []) if str(one.get("value")).endswith(f":{stars}")]
        changed = menu | ({"initial_option": chosen[0]} if chosen else {})
        left += [each | {"accessory": changed}, context_block(thanks(stars), block_id=told)]
    return left
