"""The forms of moderators: a new exchange, a draft anew, another close date."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.slug_rules import MAX_SLUG
from bot.domain.errors import UserError
from bot.domain.exchanges import STAR_MEANINGS, parse_exchange_id
from bot.exchanges import draft as fields
from bot.exchanges.draft import Draft
from bot.exchanges.parse_draft import HIDDEN, HIDES, IN_FULL, OPEN, REVIEW, SHOWN, STAYS, TOGETHER
from bot.slack.blocks import Block, cut, escape, input_block, modal, option, plain_text, section, text_input, when
from bot.slack.errors import KindError
from storage.exchanges import Exchange

FORM = "host.form"  # callback
DATES_FORM = "host.dates_form"  # callback
_TURNS = 1000  # redrawings that are told apart
_TOLD_MOST = 200  # characters of what another moderator wrote
_STARS = {
    "agree": ("Agreement", STAR_MEANINGS["agree"]),
    "important": ("Importance", STAR_MEANINGS["important"]),
    "experience": ("Experience", STAR_MEANINGS["experience"]),
}
_NAMES = {
    HIDDEN: ("Hidden", "nobody sees who wrote a comment, moderators included"),
    SHOWN: ("Shown", "each comment carries the name of who wrote it"),
}
_MODERATION = {
    OPEN: ("Live at once", "anybody can report a comment"),
    REVIEW: ("A moderator looks first", "nothing is seen before"),
}
_REPORTED = {
    STAYS: ("Stay visible", "until a moderator has looked, unless somebody may be in danger"),
    HIDES: ("Are hidden", "until a moderator has looked"),
}
_RATE_LAST = {
    "0": ("With rating", "people share and rate until the close"),
    "10": ("A tenth of the time earlier", "so that the last comments are rated too"),
    "20": ("A fifth of the time earlier", "for a short exchange with many people"),
}
_SMALLEST = {
    "5": ("5 people", "no star, theme or comment is told of fewer, nor can it be reckoned"),
    "10": ("10 people", "where groups are close-knit"),
    "3": ("3 people", "the least there is; small groups show sooner"),
}
_TELLS = {
    TOGETHER: ("Small groups together", "groups under that size are counted as one"),
    IN_FULL: ("Every group in full", "told to people when they choose theirs"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """What a form carries along: the draft that it writes, and the place its card goes to.

    where: "" for the moderator's own messages, else as bot/exchanges/reply_target.py writes it. seen: marks of the
    draft that the form was filled with, None for a new one. turn: how often the form was redrawn.
    """

    exchange_id: int
    where: str = ""
    since: int = 0  # seconds since 1970
    seen: Mapping[str, str] | None = None
    turn: int = 0

    def written(self) -> str:
        """Return it as a form's metadata."""
        return json.dumps([self.exchange_id, self.where, self.since, self.seen, self.turn])


def read_origin(metadata: str) -> Origin:
    """Return what a form carried along. Raises KindError."""
    try:
        exchange_id, where, since, *more = json.loads(metadata)
        seen, turn = more or (None, 0)
        marks = None if seen is None else {str(name): str(mark) for name, mark in dict(seen).items()}
        return Origin(parse_exchange_id(str(exchange_id)), str(where), int(since), marks, int(turn) % _TURNS)
    except (UserError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise KindError("I cannot read this form any more. Please open a new one.") from error


def form(draft: Draft, origin: Origin, *, is_new: bool, notes: Sequence[str] = ()) -> Block:
    """Return the form of a draft, filled with what there is. notes: what to read before, in mrkdwn."""
    blocks = [
        *(section(note) for note in notes),
        input_block(
            "Your question",
            text_input(
                action_id=fields.QUESTION,
                most=fields.MAX_QUESTION,
                initial=draft.question,
                focus=True,
                placeholder="What should we keep in mind about …?",
            ),
            block_id=fields.QUESTION,
            hint="One open question works best, one that begins with what, how or why.",
        ),
        input_block(
            "Channel", _channel(draft.channel_id), block_id=fields.CHANNEL, hint="It is announced there, once."
        ),
        input_block(
            "Closes",
            _moment(fields.CLOSES, draft.closes_at),
            block_id=fields.CLOSES,
            hint="Empty: it stays open until you close it. One or two weeks work well.",
            optional=True,
        ),
        input_block(
            "Background",
            text_input(action_id=fields.BACKGROUND, lines=True, most=fields.MAX_BACKGROUND, initial=draft.background),
            block_id=fields.BACKGROUND,
            hint="Why you ask, and links to read.",
            optional=True,
        ),
        input_block("What do stars mean?", _radio(fields.STARS, _STARS, draft.star_meaning), block_id=fields.STARS),
        input_block(
            "Groups",
            text_input(
                action_id=fields.GROUPS,
                lines=True,
                initial="\n".join(draft.groups),
                placeholder="Student\nParent\nTeacher",
            ),
            block_id=fields.GROUPS,
            hint=f"One a line, {fields.MAX_GROUPS} at most. People choose theirs, or leave it.",
            optional=True,
        ),
        input_block(
            "Names", _radio(fields.NAMES, _NAMES, HIDDEN if draft.names_hidden else SHOWN), block_id=fields.NAMES
        ),
        input_block(
            "New comments",
            _radio(fields.MODERATION, _MODERATION, draft.moderation),
            block_id=fields.MODERATION,
        ),
        input_block(
            "Reported comments",
            _radio(fields.REPORTED, _REPORTED, HIDES if draft.hides_reported else STAYS),
            block_id=fields.REPORTED,
        ),
        input_block(
            "If somebody may be in danger: who can help",
            text_input(
                action_id=fields.HELP_TEXT,
                lines=True,
                most=fields.MAX_HELP_TEXT,
                initial=draft.help_text,
                placeholder="School counsellor Ms Vega, room 12, 555 0100, weekdays 8 to 4",
            ),
            block_id=fields.HELP_TEXT,
            hint="Shown at once to people who report danger, and to the comment's author: names, places, phones. "
            "Empty means none: then I only say to talk to an adult they trust, or to call the emergency number.",
            optional=True,
        ),
        input_block(
            "Sharing closes",
            _radio(fields.RATE_LAST, _RATE_LAST, _nearest(draft.rating_only)),
            block_id=fields.RATE_LAST,
        ),
        input_block(
            "Figures of a group need at least",
            _radio(fields.SMALLEST, _SMALLEST, str(draft.smallest_group if draft.smallest_group in {3, 5, 10} else 5)),
            block_id=fields.SMALLEST,
        ),
        input_block(
            "How many of each group took part",
            _radio(fields.TELLS, _TELLS, IN_FULL if draft.tells_groups else TOGETHER),
            block_id=fields.TELLS,
        ),
        input_block("Longest comment, in characters", _limit(draft.comment_limit), block_id=fields.LIMIT_FIELD),
        input_block(
            "Opens",
            _moment(fields.OPENS, draft.opens_at),
            block_id=fields.OPENS,
            hint="Empty: you open it by hand.",
            optional=True,
        ),
        input_block(
            "Short name",
            text_input(action_id=fields.SLUG, most=MAX_SLUG, initial=draft.slug, placeholder="sro-contract"),
            block_id=fields.SLUG,
            hint="For commands. Empty: one is made from the question.",
            optional=True,
        ),
        input_block(
            "Comments to begin with",
            text_input(action_id=fields.SEEDS, lines=True, initial="\n".join(draft.seeds)),
            block_id=fields.SEEDS,
            hint="One a line. They are marked as such, and belong to nobody.",
            optional=True,
        ),
    ]
    if origin.turn:  # Slack keeps what was typed in a field of the same name, whatever the redrawn one is filled with
        for block in blocks:
            if block["type"] == "input":
                block["block_id"] = f"{block['block_id']}~{origin.turn}"
    return modal(
        "New exchange" if is_new else "Edit draft",
        blocks,
        callback_id=FORM,
        submit="Preview" if is_new else "Save",
        close="Cancel",
        metadata=origin.written(),
    )


def changed_form(mine: Draft, theirs: Draft, origin: Origin) -> Block:
    """Return the form again after another moderator changed the draft meanwhile: nothing that was typed is lost.

    mine: as it was sent; theirs: as it stands now. What only they changed stands there as they wrote it, what both
    changed as it was typed here, with their words above.
    """
    seen, my_marks, their_marks = origin.seen or {}, mine.marks(), theirs.marks()
    differing = [name for name in their_marks if their_marks[name] not in {seen.get(name), my_marks[name]}]
    only_theirs = {name: getattr(theirs, name) for name in differing if my_marks[name] == seen.get(name)}
    lines = ["*Another moderator changed this draft while you edited it.* Nothing is saved yet."]
    for name in differing:
        label, _ = fields.FIELDS.get(name, (name, ""))
        stands = "taken over below" if name in only_theirs else "your own words stand below"
        lines.append(f"• *{label}*: {_spoken(name, getattr(theirs, name))} ({stands})")
    lines.append("*Save* keeps the form as it stands below.")
    again = replace(origin, seen=their_marks, turn=origin.turn + 1)
    return form(replace(mine, **only_theirs), again, is_new=False, notes=["\n".join(lines)])


def _spoken(name: str, value: Any) -> str:
    """Return a part of a draft in a few words."""
    if name == "channel_id":
        return f"<#{value}>" if value else "none"
    if isinstance(value, datetime):
        return when(value)
    choices: dict[str, dict[Any, str]] = {
        "star_meaning": {key: label for key, (label, _) in _STARS.items()},
        "names_hidden": {True: _NAMES[HIDDEN][0], False: _NAMES[SHOWN][0]},
        "moderation": {key: label for key, (label, _) in _MODERATION.items()},
        "hides_reported": {True: _REPORTED[HIDES][0], False: _REPORTED[STAYS][0]},
        "tells_groups": {True: _TELLS[IN_FULL][0], False: _TELLS[TOGETHER][0]},
    }
    if name in choices:
        return choices[name].get(value, str(value))
    text = ", ".join(value) if isinstance(value, tuple) else str(value if value is not None else "")
    return f"“{escape(cut(text, _TOLD_MOST))}”" if text else "empty"


def dates_form(exchange: Exchange, origin: Origin) -> Block:
    """Return the form of another close date."""
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        input_block(
            "Closes",
            _moment(fields.CLOSES, exchange.closes_at),
            block_id=fields.CLOSES,
            hint="Empty: it stays open until you close it.",
            optional=True,
        ),
    ]
    return modal("Close date", blocks, callback_id=DATES_FORM, submit="Save", close="Cancel", metadata=origin.written())


def _radio(action_id: str, choices: dict[str, tuple[str, str]], chosen: str) -> Block:
    options = {
        value: option(name, value) | {"description": plain_text(description)}
        for value, (name, description) in choices.items()
    }
    return {
        "type": "radio_buttons",
        "action_id": action_id,
        "options": list(options.values()),
        "initial_option": options[chosen],
    }


def _nearest(percent: int) -> str:
    return min(_RATE_LAST, key=lambda each: abs(int(each) - percent))


def _channel(channel_id: str | None) -> Block:
    block: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": fields.CHANNEL,
        "placeholder": plain_text("Choose a channel"),
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": False},
    }
    if channel_id:
        block["initial_conversation"] = channel_id
    return block


def _limit(characters: int) -> Block:
    return {
        "type": "number_input",
        "action_id": fields.LIMIT_FIELD,
        "is_decimal_allowed": False,
        "initial_value": str(characters),
        "min_value": str(fields.LIMIT_LEAST),
        "max_value": str(fields.LIMIT_MOST),
    }


def _moment(action_id: str, moment: datetime | None) -> Block:
    block: dict[str, Any] = {"type": "datetimepicker", "action_id": action_id}
    if moment:
        block["initial_date_time"] = int(moment.timestamp())
    return block
