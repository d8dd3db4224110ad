"""Block Kit of the moderators' forms: a new exchange or a draft, and another close date."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.domain.quarters import plan_text
from bot.exchanges.draft import Draft
from bot.exchanges.form_steps import SHORT, STEPS
from bot.exchanges.origin import Origin
from bot.exchanges.settings.declared import CLOSES, RENEWS, SETTINGS
from bot.exchanges.settings.setting import Setting, Writer
from bot.exchanges.templates import Choice
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    escape,
    modal,
    option,
    plain_text,
    section,
)
from bot.texts import Texts
from storage.exchanges import Exchange

FORM = "exchanges.form"  # callback
TEMPLATE = "exchanges.template"  # the menu of templates
STEP = "exchanges.step"  # and behind it the name of a step
STEP_FORM = "exchanges.step_form"  # callback
DISCARD = "exchanges.discard"
DATES_FORM = "exchanges.dates_form"  # callback


def form(
    texts: Texts,
    draft: Draft,
    origin: Origin,
    *,
    is_new: bool,
    notes: Sequence[str] = (),
    choices: Sequence[Choice] = (),
    is_kept: bool = False,
) -> Block:
    """Return the short form of a draft, filled with what there is.

    notes: what to read before, in mrkdwn; choices: templates to begin with; is_kept: it was begun before, not sent.
    """
    blocks = [section(note) for note in notes]
    if choices:
        blocks.insert(0, _chooser(texts, choices))
    if is_kept:
        sentence = texts("draft_form.kept.new" if is_new else "draft_form.kept.changes")
        blocks.insert(0, section(sentence, accessory=_discard(texts)))
    blocks += _fields(texts, SHORT, draft, origin)
    blocks += _more(texts, draft)
    return modal(
        texts("draft_form.new.title" if is_new else "draft_form.edit.title"),
        blocks,
        callback_id=FORM,
        submit=texts("draft_form.new.submit" if is_new else "draft_form.edit.submit"),
        close=texts("draft_form.cancel.close"),
        metadata=origin.to_json(),
    )


def step_form(texts: Texts, draft: Draft, origin: Origin, place: int, writer: Writer | None = None) -> Block:
    """Return a step of the form: settings that are usual unless somebody changes them.

    place: of the step, from 0. writer: in whose zone, and when, days are counted; None leaves them out.
    """
    step, is_last = STEPS[place], place + 1 == len(STEPS)
    sentence = texts("draft_form.step.intro", n=place + 1, of=len(STEPS))
    blocks = [context_block(sentence), *_fields(texts, step.settings, draft, origin, writer)]
    if place:
        before = STEPS[place - 1].name
        label = texts("draft_form.step.before", step=texts(f"draft_form.step.{before}_title"))
        blocks.append(actions(button(label, action_id=f"{STEP}.{before}", value=before), block_id=STEP))
    return modal(
        texts(f"draft_form.step.{step.name}_title"),
        blocks,
        callback_id=STEP_FORM,
        submit=texts("draft_form.step.done" if is_last else "draft_form.step.next"),
        close=texts("draft_form.step.to_form"),
        metadata=replace(origin, step=place).to_json(),
    )


def _fields(
    texts: Texts, settings: Sequence[Setting], draft: Draft, origin: Origin, writer: Writer | None = None
) -> list[Block]:
    """Return fields that report each change: Slack does not say what was in a form that was closed."""
    blocks: list[Block] = []
    for each in settings:
        value = getattr(draft, each.name)
        if each is RENEWS and writer is not None:
            blocks.append(each.form_field(texts, value, hint=plan_text(texts, draft, writer.now, writer.zone)))
        else:
            blocks += each.form_fields(texts, value)
    for block in blocks:
        block["dispatch_action"] = True
        if block["element"]["type"] in {"plain_text_input", "number_input"}:
            block["element"]["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
        if (
            origin.turn
        ):  # Slack keeps what was typed in a field of the same name, whatever the redrawn one is filled with
            block["block_id"] = f"{block['block_id']}~{origin.turn}"
    return blocks


def _more(texts: Texts, draft: Draft) -> list[Block]:
    """Return the ways to the steps, and what was changed there."""
    usual = Draft("", language=texts.language)
    changed = [
        texts(f"draft_form.{setting.name}.label")
        for step in STEPS
        for setting in step.settings
        if getattr(draft, setting.name) != getattr(usual, setting.name)
    ]
    sentence = texts("draft_form.step.changed", names=changed) if changed else texts("draft_form.step.usual")
    buttons = [
        button(texts(f"draft_form.step.{step.name}_button"), action_id=f"{STEP}.{step.name}", value=step.name)
        for step in STEPS
    ]
    return [section(f"*{texts('draft_form.step.heading')}*\n{sentence}"), actions(*buttons, block_id=STEP)]


def _discard(texts: Texts) -> Block:
    sure = confirm(
        texts("draft_form.kept.confirm_title"),
        texts("draft_form.kept.confirm_text"),
        yes=texts("draft_form.kept.confirm_yes"),
        no=texts("draft_form.kept.confirm_no"),
        danger=True,
    )
    return button(texts("draft_form.kept.discard"), action_id=DISCARD, value="new", confirm=sure)


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


def changed_form(
    texts: Texts, mine: Draft, theirs: Draft, origin: Origin, untouched: Collection[str] = ()
) -> tuple[Block, Draft]:
    """Return the form again after another moderator changed the draft meanwhile, and what it is filled with.

    mine: as it was sent; theirs: as it is stored now; untouched: settings that were in no form here. Nothing that was
    typed is lost: what only they changed is filled in as they wrote it, what both changed as it was typed here, with
    their words above.
    """
    seen, their_marks = origin.seen or {}, theirs.marks()
    my_marks = mine.marks() | {name: seen[name] for name in untouched if name in seen}
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
    merged = replace(mine, **only_theirs)
    return form(texts, merged, again, is_new=False, notes=["\n".join(lines)]), merged


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
