"""Block Kit of the moderators' forms: a new exchange or a draft, and another close date."""

from collections.abc import Sequence
from dataclasses import replace

from bot.exchanges.draft import Draft
from bot.exchanges.origin import Origin
from bot.exchanges.settings.declared import CLOSES, SETTINGS
from bot.exchanges.templates import Choice
from bot.slack.blocks import Block, escape, modal, option, plain_text, section
from bot.texts import Texts
from storage.exchanges import Exchange

FORM = "exchanges.form"  # callback
TEMPLATE = "exchanges.template"  # the menu of templates
DATES_FORM = "exchanges.dates_form"  # callback


def form(
    texts: Texts,
    draft: Draft,
    origin: Origin,
    *,
    is_new: bool,
    notes: Sequence[str] = (),
    choices: Sequence[Choice] = (),
) -> Block:
    """Return the form of a draft, filled with what there is.

    notes: what to read before, in mrkdwn; choices: templates to begin with.
    """
    blocks = [section(note) for note in notes]
    if choices:
        blocks.insert(0, _chooser(texts, choices))
    for setting in SETTINGS:
        blocks += setting.form_fields(texts, getattr(draft, setting.name))
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


def _chooser(texts: Texts, choices: Sequence[Choice]) -> Block:
    """Return the menu of templates, the shipped ones first."""
    groups = []
    for heading, is_own in ((texts("templates.shipped"), False), (texts("templates.own"), True)):
        some = [option(each.label, each.value) for each in choices if each.is_own == is_own]
        groups += [{"label": plain_text(heading), "options": some}] if some else []
    menu = {
        "type": "static_select",
        "action_id": TEMPLATE,
        "placeholder": plain_text(texts("templates.choose")),
        "option_groups": groups,
    }
    return section(texts("templates.choose_how")) | {"accessory": menu, "block_id": TEMPLATE}


def changed_form(texts: Texts, mine: Draft, theirs: Draft, origin: Origin) -> Block:
    """Return the form again after another moderator changed the draft meanwhile: nothing that was typed is lost.

    mine: as it was sent; theirs: as it is stored now. What only they changed is filled in as they wrote it, what both
    changed as it was typed here, with their words above.
    """
    seen, my_marks, their_marks = origin.seen or {}, mine.marks(), theirs.marks()
    differing = [each for each in SETTINGS if their_marks[each.name] not in {seen.get(each.name), my_marks[each.name]}]
    only_theirs = {
        each.name: getattr(theirs, each.name) for each in differing if my_marks[each.name] == seen.get(each.name)
    }
    lines = [texts("draft_form.changed_first")]
    for each in differing:
        field, value = texts(f"draft_form.{each.name}.label"), each.show(texts, getattr(theirs, each.name))
        line = texts(
            "draft_form.changed_theirs" if each.name in only_theirs else "draft_form.changed_both",
            field=field,
            value=value,
        )
        lines.append(f"• {line}")
    lines.append(texts("draft_form.changed_last"))
    again = replace(origin, seen=their_marks, turn=origin.turn + 1)
    return form(texts, replace(mine, **only_theirs), again, is_new=False, notes=["\n".join(lines)])


def dates_form(texts: Texts, exchange: Exchange, origin: Origin) -> Block:
    """Return the form of another close date, and of a shorter retention: all that changes after the opening."""
    hint = texts("draft_form.dates.hint")
    return modal(
        texts("draft_form.dates.title"),
        [
            section(f"*{escape(exchange.question)}*"),
            *(
                setting.form_field(
                    texts, getattr(exchange, setting.name), hint=hint if setting is CLOSES else _shorter_hint(texts)
                )
                for setting in SETTINGS
                if setting.changes_later
            ),
        ],
        callback_id=DATES_FORM,
        submit=texts("draft_form.edit.submit"),
        close=texts("draft_form.cancel.close"),
        metadata=origin.to_json(),
    )


def _shorter_hint(texts: Texts) -> str:
    return texts("draft_form.dates_shorter.hint")
