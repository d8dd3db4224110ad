"""What moderators may change in a digest before it goes out: sentences of their own above it, and quotes left out."""

from collections.abc import Collection
from dataclasses import replace

from bot.digest.blocks import MAX_INTRODUCTION, redacted
from bot.domain.errors import UserError
from bot.slack.blocks import cut
from bot.slack.emoji import show_emoji
from bot.slack.mrkdwn import tidy
from bot.slack.rich_text import line, quote, rich, run
from bot.texts import Texts
from storage.digests import DigestBody

_AT = 1  # the block before which it is: beneath the header


def parse_introduction(written: object) -> str:
    """Return a moderator's sentences as they are kept, "" for none. Raises UserError where they are too long."""
    text = show_emoji(tidy(str(written or "")))
    if len(text) > MAX_INTRODUCTION:
        raise UserError("digest.introduction_long", max=MAX_INTRODUCTION)
    return text


def changed_body(texts: Texts, made: DigestBody, introduction: str, left_out: Collection[int]) -> DigestBody:
    """Return a body as moderators want it; its figures are the same. texts: of the readers.

    In the place of a quote that is left out readers see that a moderator left it out.
    """
    gone = [each for each in left_out if each in made.quotes]
    shown = replace(redacted(made, gone, texts("digest.quote_left_out")), revision=0) if gone else made
    if not introduction:
        return shown
    heading = line(run(texts("digest.from_moderators"), bold=True))
    added = rich([heading, quote(run(cut(introduction, MAX_INTRODUCTION)))])
    places = {
        comment_id: tuple(replace(each, block=each.block + (each.block >= _AT)) for each in some)
        for comment_id, some in shown.quotes.items()
    }
    picture = shown.picture
    if picture is not None:
        picture = replace(picture, block=picture.block + (picture.block >= _AT))
    blocks = [*shown.blocks[:_AT], added, *shown.blocks[_AT:]]
    return replace(shown, blocks=blocks, quotes=places, picture=picture)
