"""Personal details in a comment: found before it is shared, pointed out to its author, never stored or logged."""

import hashlib
from collections.abc import Sequence

from bot.context import Context
from bot.core.personal import EMAIL, PERSON, PHONE, Detail, find_contacts, find_names
from bot.core.personal.names import fold
from bot.domain.actor import Actor
from bot.slack.blocks import Block, escape, section
from bot.texts import Message, Texts

_MAX_NAMED = 5  # of each kind
_MARK = 8  # hexadecimal digits
_MAX_MARKS = 150  # of the 3,000 characters that a form can carry


async def find_details(ctx: Context, actor: Actor, *words: str) -> list[Detail]:
    """Return phone numbers, e-mail addresses and names of the workspace's people in what somebody wrote.

    Names are left out until Slack has listed them, which is not waited for longer than a second.
    """
    index = await ctx.workspace(actor.tenant_id).directory.names()
    return [detail for text in words for detail in (*find_contacts(text), *find_names(text, index))]


def format_marks(found: Sequence[Detail]) -> str:
    """Return what a form carries of the details that it points out, so that it points them out once."""
    return ",".join(list(dict.fromkeys(_mark(each) for each in found))[:_MAX_MARKS])


def select_unseen(found: Sequence[Detail], marks: str) -> list[Detail]:
    """Return the details that were not pointed out yet. marks: of `format_marks`."""
    seen = set(marks.split(","))
    if len(seen) >= _MAX_MARKS:  # no form can carry them all: they were pointed out
        return []
    return [each for each in found if _mark(each) not in seen]


def details_block(texts: Texts, found: Sequence[Detail]) -> Block:
    """Return what looks like a personal detail, and what the author can do."""
    return section(f":eyes: {details_text(texts, found)}")


def details_text(texts: Texts, found: Sequence[Detail]) -> str:
    """Return the same as mrkdwn."""
    sentences = []
    for kind in (PHONE, EMAIL, PERSON):
        parts = list(dict.fromkeys(each.text for each in found if each.kind == kind))
        if not parts:
            continue
        shown: list[str | Message] = [f"*{escape(part)}*" for part in parts[:_MAX_NAMED]]
        if len(parts) > _MAX_NAMED:
            shown.append(Message("share.details_more", {"n": len(parts) - _MAX_NAMED}))
        sentences.append(texts(f"share.details.{kind}", n=len(parts), found=texts.list(shown)))
    return " ".join([*sentences, texts("share.details_choice")])


def _mark(detail: Detail) -> str:
    return hashlib.sha256(f"{detail.kind}:{fold(detail.text)}".encode()).hexdigest()[:_MARK]
