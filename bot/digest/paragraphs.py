"""Paragraphs of a digest that quote comments, and where which comment is quoted, so that a quote can be taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.summary import quote as quote_briefly
from bot.digest.content import Quote
from bot.domain.key_quotes import side_text
from bot.domain.quotes import quote_text
from bot.slack.blocks import Block
from bot.slack.rich_text import line, quote, rich, run
from bot.texts import Texts
from storage.digests import QuotePlace


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs of one rich text block. places: of quotes in it, by the comment's id."""

    parts: list[Block]
    places: list[tuple[int, int, int | None]]

    def add_line(self, *pieces: Block) -> None:
        """Add a paragraph without a quote."""
        self.parts.append(line(*pieces))

    def add_sentence(self, text: str, cites: Sequence[int], numbers: str = "") -> None:
        """Add a sentence that goes as a whole with each comment that it cites. numbers: of these, at its end."""
        self.places.extend((cite, len(self.parts), None) for cite in cites)
        self.parts.append(line(run(text), *([run(f"  {numbers}", italic=True)] if numbers else [])))

    def add_theme(self, texts: Texts, name: str, facts: str, quotes: Sequence[Quote]) -> None:
        """Add a theme as one paragraph: its name, its facts, and its quotes, which can be removed one by one."""
        pieces = [run("• "), run(name, bold=True), run(f" · {facts}" + (": " if quotes else ""))]
        for each in quotes:
            self.places.append((each.comment_id, len(self.parts), len(pieces)))
            side = side_text(texts, each.side)
            pieces.append(run(f"{side}{quote_briefly(each.text)} #{each.number} "))
        self.parts.append(line(*pieces))

    def add_quotes(self, heading: str, quotes: Sequence[Quote]) -> None:
        """Add a heading with quotes under it."""
        self.add_line(run(heading, bold=True))
        for each in quotes:
            self.places.append((each.comment_id, len(self.parts), None))
            self.parts.append(quote(run(quote_text(each.text)), run(f"  #{each.number}", italic=True)))

    @property
    def quoted(self) -> set[int]:
        """The comments that are quoted here."""
        return {comment_id for comment_id, _, _ in self.places}


def new_paragraphs() -> Paragraphs:
    """Return an empty block."""
    return Paragraphs([], [])


def add_block(blocks: list[Block], places: dict[int, tuple[QuotePlace, ...]], paragraphs: Paragraphs) -> None:
    """Add paragraphs to the blocks of a message, where there are some, and record the places of their quotes."""
    if not paragraphs.parts:
        return
    for comment_id, element, piece in paragraphs.places:
        places[comment_id] = (*places.get(comment_id, ()), QuotePlace(len(blocks), element, piece))
    blocks.append(rich(paragraphs.parts))
