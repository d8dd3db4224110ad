"""Rich text blocks: our words and people's words side by side, all inert (no mention, link or markup)."""

from collections.abc import Sequence

from bot.slack.blocks import Block
from bot.slack.emoji import show_emoji


def run(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    """Return a piece of text that is shown as it is. Slack draws no emoji codes in it."""
    style = {name: True for name, is_on in (("bold", bold), ("italic", italic)) if is_on}
    piece: Block = {"type": "text", "text": show_emoji(text)}
    return piece | ({"style": style} if style else {})


def line(*pieces: Block) -> Block:
    """Return pieces as one paragraph of a rich text block."""
    return {"type": "rich_text_section", "elements": list(pieces)}


def quote(*pieces: Block) -> Block:
    """Return pieces as a quote, with a bar at its side."""
    return {"type": "rich_text_quote", "elements": list(pieces)}


def preformatted(*pieces: Block) -> Block:
    """Return pieces in letters of one width, each line as it is."""
    return {"type": "rich_text_preformatted", "elements": list(pieces)}


def words_of(text: str) -> Block:
    """Return somebody's words, untouched and set off as a quote."""
    return rich([quote(run(text))])


def rich(parts: Sequence[Block], *, block_id: str | None = None) -> Block:
    """Return a rich text block of paragraphs and quotes."""
    block: Block = {"type": "rich_text", "elements": list(parts)}
    return block | ({"block_id": block_id} if block_id else {})
