"""Block Kit of roles: the question before one is given, and the form by which it is given in Home."""

from collections.abc import Sequence
from datetime import datetime

from bot.moderate.role_changes import Done, to_value
from bot.slack.blocks import Block, actions, button, context_block, input_block, modal, option, plain_text, section
from bot.texts import Texts
from storage.enums import Office

GIVE, LEAVE = "moderate.role.give", "moderate.role.leave"  # value: ROLE|PERSON,PERSON
UNDO = "moderate.role.undo"  # value: as bot/moderate/role_changes.py writes it
FORM, WHO, ROLE = "moderate.role.form", "moderate.role.who", "moderate.role.which"


def role_name(texts: Texts, role: Office) -> str:
    """Return what a role is called."""
    return texts(f"moderate.role.{role}_option")


def role_purpose(texts: Texts, role: Office) -> str:
    """Return what somebody of a role may do."""
    return texts(f"moderate.role.{role}_description")


def ask_first(texts: Texts, role: Office, people: Sequence[str]) -> tuple[str, list[Block]]:
    """Return the question whether people shall have a role."""
    names = [f"<@{each}>" for each in people]
    text = texts("moderate.role.ask", people=names, role=role_name(texts, role), purpose=role_purpose(texts, role))
    value = f"{role}|{','.join(people)}"
    buttons = actions(
        button(texts("moderate.role.give"), action_id=GIVE, value=value, style="primary"),
        button(texts("moderate.role.leave"), action_id=LEAVE, value=value),
    )
    return text, [section(text), context_block(texts("moderate.role.hint")), buttons]


def done_card(texts: Texts, done: Done, at: datetime) -> tuple[str, list[Block]]:
    """Return what a command did to roles, what those roles allow, and the button that undoes it for a minute."""
    given = dict.fromkeys(each.after for each in done.changes if each.after is not None)
    lines = [texts.show(line) for line in done.lines]
    lines += [
        texts("moderate.role.means", role=role_name(texts, each), purpose=role_purpose(texts, each)) for each in given
    ]
    text = "\n".join(lines)
    if not done.changes:
        return text, [section(text)]
    value = to_value(done.changes, at)
    undo = actions(button(texts("moderate.role.undo"), action_id=UNDO, value=value))
    return text, [section(text), undo, context_block(texts("moderate.role.undo_hint"))]


def form(texts: Texts) -> Block:
    """Return the form that gives somebody a role."""
    people = {
        "type": "multi_users_select",
        "action_id": WHO,
        "placeholder": plain_text(texts("moderate.role.who_placeholder")),
        "max_selected_items": 10,
    }
    options = [
        option(role_name(texts, role), role) | {"description": plain_text(role_purpose(texts, role))} for role in Office
    ]
    which = {"type": "radio_buttons", "action_id": ROLE, "options": options, "initial_option": options[1]}
    return modal(
        texts("moderate.role.title"),
        [
            input_block(texts("moderate.role.who_label"), people, block_id=WHO),
            input_block(texts("moderate.role.which_label"), which, block_id=ROLE, hint=texts("moderate.role.hint")),
        ],
        callback_id=FORM,
        submit=texts("moderate.role.give"),
        close=texts("moderate.role.leave"),
    )
