"""Block Kit of the moderators' forms: a new exchange or a draft, and another close date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.slug_rules import MAX_SLUG
from bot.domain.exchanges import STAR_MEANINGS
from bot.exchanges import draft as fields
from bot.exchanges.draft import Draft
from bot.exchanges.origin import Origin
from bot.exchanges.parse_draft import HIDDEN, HIDES, IN_FULL, POST, PRE, SHOWN, STAYS, TOGETHER
from bot.slack.blocks import Block, cut, escape, input_block, modal, option, plain_text, section, text_input, when
from bot.texts import LANGUAGES, Texts
from storage.exchanges import Exchange

FORM = "host.form"  # callback
DATES_FORM = "host.dates_form"  # callback
_MAX_QUOTED = 200  # characters of what another moderator wrote

# The choices of each list: the value, and its name in the catalogue.
_STARS = {meaning: meaning for meaning in STAR_MEANINGS}
_NAMES = {HIDDEN: "hidden", SHOWN: "shown"}
_MODERATION = {POST: "post", PRE: "pre"}
_REPORTED = {STAYS: "stays", HIDES: "hides"}
_RATE_LAST = {"0": "end", "10": "tenth", "20": "fifth"}
_SMALLEST = {"5": "five", "10": "ten", "3": "three"}
_TELLS = {TOGETHER: "together", IN_FULL: "full"}
_LANGUAGES = {language: language for language in LANGUAGES}


def form(texts: Texts, draft: Draft, origin: Origin, *, is_new: bool, notes: Sequence[str] = ()) -> Block:
    """Return the form of a draft, filled with what there is. notes: what to read before, in mrkdwn."""
    blocks = [
        *(section(note) for note in notes),
        *_question_fields(texts, draft),
        *_rule_fields(texts, draft),
        *_group_fields(texts, draft),
        *_last_fields(texts, draft),
    ]
    if origin.turn:  # Slack keeps what was typed in a field of the same name, whatever the redrawn one is filled with
        for block in blocks:
            if block["type"] == "input":
                block["block_id"] = f"{block['block_id']}~{origin.turn}"
    return modal(
        texts("draft_form.new.title" if is_new else "draft_form.edit.title"),
        blocks,
        callback_id=FORM,
        submit=texts("draft_form.new.submit" if is_new else "draft_form.edit.submit"),
        close=texts("draft_form.cancel.close"),
        metadata=origin.to_json(),
    )


def _question_fields(texts: Texts, draft: Draft) -> list[Block]:
    """Return what everybody will read, where and until when."""
    question = text_input(
        action_id=fields.QUESTION,
        most=fields.MAX_QUESTION,
        initial=draft.question,
        focus=True,
        placeholder=texts("draft_form.question.placeholder"),
    )
    background = text_input(
        action_id=fields.BACKGROUND, lines=True, most=fields.MAX_BACKGROUND, initial=draft.background
    )
    return [
        _field(texts, "question", question, hint=texts("draft_form.question.hint")),
        _field(texts, "channel_id", _channel(texts, draft.channel_id), hint=texts("draft_form.channel_id.hint")),
        _field(
            texts,
            "closes_at",
            _moment(fields.CLOSES, draft.closes_at),
            hint=texts("draft_form.closes_at.hint"),
            optional=True,
        ),
        _field(texts, "background", background, hint=texts("draft_form.background.hint"), optional=True),
    ]


def _rule_fields(texts: Texts, draft: Draft) -> list[Block]:
    """Return what stars mean, who is asked for a group, and how comments are moderated."""
    names = HIDDEN if draft.is_anonymous else SHOWN
    reported = HIDES if draft.hides_reported else STAYS
    groups = text_input(
        action_id=fields.GROUPS,
        lines=True,
        initial="\n".join(draft.groups),
        placeholder=texts("draft_form.groups.placeholder"),
    )
    help_text = text_input(
        action_id=fields.HELP_TEXT,
        lines=True,
        most=fields.MAX_HELP_TEXT,
        initial=draft.help_text,
        placeholder=texts("draft_form.help_text.placeholder"),
    )
    groups_hint = texts("draft_form.groups.hint", most=fields.MAX_GROUPS)
    return [
        _field(texts, "star_meaning", _radio(texts, "star_meaning", _STARS, draft.star_meaning)),
        _field(texts, "groups", groups, hint=groups_hint, optional=True),
        _field(texts, "is_anonymous", _radio(texts, "is_anonymous", _NAMES, names)),
        _field(texts, "moderation", _radio(texts, "moderation", _MODERATION, draft.moderation)),
        _field(texts, "hides_reported", _radio(texts, "hides_reported", _REPORTED, reported)),
        _field(texts, "help_text", help_text, hint=texts("draft_form.help_text.hint"), optional=True),
    ]


def _group_fields(texts: Texts, draft: Draft) -> list[Block]:
    """Return when sharing ends, and what is shown of small groups."""
    tells = IN_FULL if draft.publishes_group_sizes else TOGETHER
    other_percent = texts("draft_form.other_percent.option", percent=draft.rating_only)
    other_size = texts("draft_form.other_size.option", n=draft.min_group_size)
    rate_last = _radio(texts, "rating_only", _RATE_LAST, str(draft.rating_only), other=other_percent)
    smallest = _radio(texts, "min_group_size", _SMALLEST, str(draft.min_group_size), other=other_size)
    return [
        _field(texts, "rating_only", rate_last),
        _field(texts, "min_group_size", smallest),
        _field(texts, "publishes_group_sizes", _radio(texts, "publishes_group_sizes", _TELLS, tells)),
        _field(texts, "comment_limit", _limit(draft.comment_limit)),
    ]


def _last_fields(texts: Texts, draft: Draft) -> list[Block]:
    """Return the opening, the language and the short name, and comments to begin with."""
    slug = text_input(
        action_id=fields.SLUG, most=MAX_SLUG, initial=draft.slug, placeholder=texts("draft_form.slug.placeholder")
    )
    seeds = text_input(action_id=fields.SEEDS, lines=True, initial="\n".join(draft.seeds))
    opens = _moment(fields.OPENS, draft.opens_at)
    return [
        _field(texts, "opens_at", opens, hint=texts("draft_form.opens_at.hint"), optional=True),
        _field(texts, "language", _radio(texts, "language", _LANGUAGES, draft.language)),
        _field(texts, "slug", slug, hint=texts("draft_form.slug.hint"), optional=True),
        _field(texts, "seeds", seeds, hint=texts("draft_form.seeds.hint"), optional=True),
    ]


def changed_form(texts: Texts, mine: Draft, theirs: Draft, origin: Origin) -> Block:
    """Return the form again after another moderator changed the draft meanwhile: nothing that was typed is lost.

    mine: as it was sent; theirs: as it is stored now. What only they changed is filled in as they wrote it, what both
    changed as it was typed here, with their words above.
    """
    seen, my_marks, their_marks = origin.seen or {}, mine.marks(), theirs.marks()
    differing = [name for name in their_marks if their_marks[name] not in {seen.get(name), my_marks[name]}]
    only_theirs = {name: getattr(theirs, name) for name in differing if my_marks[name] == seen.get(name)}
    lines = [texts("draft_form.changed_first")]
    for name in differing:
        field, value = texts(f"draft_form.{name}.label"), _shown(texts, name, getattr(theirs, name))
        line = texts(
            "draft_form.changed_theirs" if name in only_theirs else "draft_form.changed_both", field=field, value=value
        )
        lines.append(f"• {line}")
    lines.append(texts("draft_form.changed_last"))
    again = replace(origin, seen=their_marks, turn=origin.turn + 1)
    return form(texts, replace(mine, **only_theirs), again, is_new=False, notes=["\n".join(lines)])


def _shown(texts: Texts, name: str, value: Any) -> str:
    """Return a part of a draft in a few words."""
    if name == "channel_id":
        return f"<#{value}>" if value else texts("draft_form.empty")
    if isinstance(value, datetime):
        return when(value)
    choices: dict[str, dict[Any, str]] = {
        "star_meaning": _STARS,
        "is_anonymous": {True: _NAMES[HIDDEN], False: _NAMES[SHOWN]},
        "moderation": _MODERATION,
        "hides_reported": {True: _REPORTED[HIDES], False: _REPORTED[STAYS]},
        "publishes_group_sizes": {True: _TELLS[IN_FULL], False: _TELLS[TOGETHER]},
        "language": _LANGUAGES,
    }
    choice = choices.get(name, {}).get(value)
    if choice:
        return texts(f"draft_form.{name}.{choice}_option")
    text = ", ".join(value) if isinstance(value, tuple) else str(value if value is not None else "")
    return f"“{escape(cut(text, _MAX_QUOTED))}”" if text else texts("draft_form.empty")


def dates_form(texts: Texts, exchange: Exchange, origin: Origin) -> Block:
    """Return the form of another close date."""
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        _field(
            texts,
            "closes_at",
            _moment(fields.CLOSES, exchange.closes_at),
            hint=texts("draft_form.dates.hint"),
            optional=True,
        ),
    ]
    return modal(
        texts("draft_form.dates.title"),
        blocks,
        callback_id=DATES_FORM,
        submit=texts("draft_form.edit.submit"),
        close=texts("draft_form.cancel.close"),
        metadata=origin.to_json(),
    )


def _field(texts: Texts, name: str, element: Block, *, hint: str | None = None, optional: bool = False) -> Block:
    """Return the field of a part of a draft. name: as `Draft` calls it."""
    label = texts(f"draft_form.{name}.label")
    return input_block(label, element, block_id=fields.FIELDS[name], hint=hint, optional=optional)


def _radio(texts: Texts, name: str, choices: dict[str, str], chosen: str, *, other: str = "") -> Block:
    """Return a list of which one is chosen. other: what a value is called that is none of the choices."""
    options = {
        value: option(texts(f"draft_form.{name}.{choice}_option"), value)
        | {"description": plain_text(texts(f"draft_form.{name}.{choice}_description"))}
        for value, choice in choices.items()
    }
    if chosen not in options:
        options[chosen] = option(other, chosen) | {"description": plain_text(texts("draft_form.as_now.description"))}
    return {
        "type": "radio_buttons",
        "action_id": fields.FIELDS[name],
        "options": list(options.values()),
        "initial_option": options[chosen],
    }


def _channel(texts: Texts, channel_id: str | None) -> Block:
    block: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": fields.CHANNEL,
        "placeholder": plain_text(texts("draft_form.channel_id.placeholder")),
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
        "min_value": str(fields.MIN_LIMIT),
        "max_value": str(fields.MAX_LIMIT),
    }


def _moment(action_id: str, moment: datetime | None) -> Block:
    block: dict[str, Any] = {"type": "datetimepicker", "action_id": action_id}
    if moment:
        block["initial_date_time"] = int(moment.timestamp())
    return block
