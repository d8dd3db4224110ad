"""Block Kit of roles: the question before one is given, and the form by which it is given in Home."""

from collections.abc import Sequence

from bot.slack.blocks import Block, actions, button, input_block, modal, option, plain_text, section
from bot.texts import Texts
from storage.enums import Office

GIVE, LEAVE = "moderate.role.give", "moderate.role.leave"  # value: ROLE|PERSON,PERSON
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
    return text, [section(text), buttons]


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
