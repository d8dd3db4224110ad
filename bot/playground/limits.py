"""Block Kit's limits and rules."""

from typing import Any


def check_message_blocks(blocks: list[Any], pointer: str) -> tuple[list[str], int]:
    """Return what is wrong with a message's blocks, and how many characters they hold."""
    return [], 0


def check_view(view: dict[str, Any], kind: str, pointer: str) -> tuple[str, list[str]]:
    """Return Slack's error and what is wrong with a view; "" when nothing is."""
    return "", []
