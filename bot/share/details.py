"""Personal details in a comment: found before it is shared, pointed out to its author, never stored or logged."""

import hashlib
from collections.abc import Sequence

from bot.context import Context
from bot.core.personal import EMAIL, PERSON, PHONE, Detail, find_contacts, find_names
from bot.core.personal.names import fold
from bot.slack.blocks import Block, escape, section

SHARE_ALL_THE_SAME = "Share all the same"
TAKE_IT_OUT = "Take it out"
_MAX_NAMED = 5  # of each kind
_MARK = 8  # hexadecimal digits
_MAX_MARKS = 150  # of the 3,000 characters that a form can carry
_ONE = {PHONE: "a phone number", EMAIL: "an e-mail address", PERSON: "somebody's name"}
_MANY = {PHONE: "phone numbers", EMAIL: "e-mail addresses", PERSON: "names of people"}


async def find_details(ctx: Context, *texts: str) -> list[Detail]:
    """Return phone numbers, e-mail addresses and names of the workspace's people in what somebody wrote.

    Names are left out until Slack told them, which is not waited for longer than a second.
    """
    index = await ctx.directory.names()
    return [detail for text in texts for detail in (*find_contacts(text), *find_names(text, index))]


def marks_of(found: Sequence[Detail]) -> str:
    """Return what a form carries of the details that it points out, so that it points them out once."""
    return ",".join(list(dict.fromkeys(_mark(each) for each in found))[:_MAX_MARKS])


def unseen(found: Sequence[Detail], marks: str) -> list[Detail]:
    """Return the details that were not pointed out yet. marks: of `marks_of`."""
    known = set(marks.split(","))
    if len(known) >= _MAX_MARKS:  # so many that no form can carry them all: they were pointed out
        return []
    return [each for each in found if _mark(each) not in known]


def details_block(found: Sequence[Detail]) -> Block:
    """Return what looks like a personal detail, and what the author can do."""
    return section(f":eyes: {details_text(found)}")


def details_text(found: Sequence[Detail]) -> str:
    """Return the same as mrkdwn."""
    parts = []
    for kind in (PHONE, EMAIL, PERSON):
        texts = list(dict.fromkeys(each.text for each in found if each.kind == kind))
        shown = ", ".join(f"*{escape(text)}*" for text in texts[:_MAX_NAMED])
        more = f" and {len(texts) - _MAX_NAMED} more" if len(texts) > _MAX_NAMED else ""
        if len(texts) == 1:
            parts.append(f"This looks like {_ONE[kind]}: {shown}.")
        elif texts:
            parts.append(f"These look like {_MANY[kind]}: {shown}{more}.")
    return " ".join([*parts, "Take it out, or share all the same: others can read it."])


def _mark(detail: Detail) -> str:
    return hashlib.sha256(f"{detail.kind}:{fold(detail.text)}".encode()).hexdigest()[:_MARK]
