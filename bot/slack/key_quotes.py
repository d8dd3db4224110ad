"""Block Kit of what is quoted of a theme: its key sentence, or one comment for and one against."""

from collections.abc import Sequence

from bot.domain.key_quotes import KeyQuote, side_text
from bot.slack.blocks import Block
from bot.slack.rich_text import quote, run
from bot.texts import Texts


def key_quote_lines(texts: Texts, keys: Sequence[KeyQuote]) -> list[Block]:
    """Return the quotes as elements of a rich text block."""
    return [
        quote(
            *([run(side)] if (side := side_text(texts, each.side)) else []),
            run(f"“{each.text}”"),
            run(f"  #{each.number}", italic=True),
        )
        for each in keys
    ]
