"""Block Kit of sharing: the form, what became of a comment, the choice of an exchange."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.screening import Rule
from bot.domain import groups
from bot.domain.exchanges import MAX_LISTED, anonymity_text, figures_text, more_exchanges_blocks
from bot.domain.help_text import help_blocks
from bot.share import payloads
from bot.share.flow import MAX_WHY
from bot.share.policy import policy_button
from bot.share.service import NOWHERE, Hosts, service_note
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    divider,
    escape,
    input_block,
    modal,
    plain_section,
    plain_text,
    section,
    text_input,
)
from bot.texts import Texts
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.participant_record import Participant

MODAL = "share.modal"
TEXT = "share.text"
WHY = "share.why"
GROUP = "share.group"
QUOTE = "share.quote"
_MAX_QUOTED = 2900  # characters of a comment that leave room for quotation marks


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the fields of a form. group: the menu's value. is_quotable: the box is ticked."""

    text: str = ""
    why: str = ""
    group: str | None = None
    is_quotable: bool = False


def share_modal(
    texts: Texts,
    exchange: Exchange,
    person: Participant | None,
    written: Written | None = None,
    *,
    source: str = "",
    marks: str = "",
    redraw: str = "",
    service: Hosts = NOWHERE,
) -> Block:
    """Return the form. It asks for the group until that was answered once.

    written: what is in the fields already; source: what it was written in first, see `flow.parse_source`.
    marks: of the personal details in it that were pointed out.
    service: where the words go beside Slack.
    redraw: of a form that replaces a modal: with the same block ids Slack would keep what was written there.
    """
    fields = share_fields(texts, exchange, person, written or Written(), focus_on_load=True)
    if redraw:
        fields = [each | {"block_id": f"{each['block_id']}~{redraw}"} for each in fields]
    return modal(
        texts("share.form.title"),
        [
            section(f"*{escape(exchange.question)}*"),
            context_block(f"{anonymity_text(texts, exchange)} {figures_text(texts, exchange)}"),
            *service_note(texts, service, exchange),
            *fields,
            policy_button(texts, exchange),
        ],
        callback_id=MODAL,
        submit=texts("share.form.submit"),
        close=texts("share.form.close"),
        metadata=payloads.form_metadata(exchange.exchange_id, source, marks),
    )


def share_fields(
    texts: Texts, exchange: Exchange, person: Participant | None, written: Written, *, focus_on_load: bool
) -> list[Block]:
    """Return the fields of the form. focus_on_load: the person writes at once."""
    limit = exchange.comment_limit
    blocks = [
        input_block(
            texts("share.comment_field.label"),
            text_input(
                action_id=TEXT,
                multiline=True,
                max_length=limit,
                initial=written.text[:limit],
                placeholder=texts("share.comment_field.placeholder"),
                focus_on_load=focus_on_load,
            ),
            block_id=TEXT,
            hint=texts("share.comment_field.hint", max=limit),
        ),
        why_field(texts, written.why),
        *quote_fields(texts, exchange, is_ticked=written.is_quotable),
    ]
    if groups.is_group_asked(exchange, person):
        menu = groups.group_menu(exchange, texts, action_id=GROUP, placeholder=texts("share.group_field.placeholder"))
        chosen = [each for each in menu["options"] if each["value"] == written.group]
        blocks.append(
            input_block(
                texts("exchange.group_question.label"),
                menu | ({"initial_option": chosen[0]} if chosen else {}),
                block_id=GROUP,
                hint=groups.group_purpose_text(exchange, texts),
                optional=True,
            )
        )
    return blocks


def why_field(texts: Texts, why: str) -> Block:
    """Return the field for why a comment matters."""
    element = text_input(action_id=WHY, multiline=True, max_length=MAX_WHY, initial=why[:MAX_WHY])
    return input_block(texts("share.why_field.label"), element, block_id=WHY, optional=True)


def quote_fields(texts: Texts, exchange: Exchange, *, is_ticked: bool) -> list[Block]:
    """Return the box for leave to quote a comment outside the workspace, where the exchange asks for it."""
    if not exchange.asks_before_quotes:
        return []
    box = {"text": plain_text(texts("quotes.box")), "value": "yes"}
    boxes: Block = {"type": "checkboxes", "action_id": QUOTE, "options": [box]}
    if is_ticked:
        boxes["initial_options"] = [box]
    label = texts("quotes.field.label")
    return [input_block(label, boxes, block_id=QUOTE, hint=texts("quotes.field.hint"), optional=True)]


def quote_note(texts: Texts, exchange: Exchange, comment: Comment) -> list[Block]:
    """Return what becomes of a comment outside the workspace, where the exchange asks."""
    if not exchange.asks_before_quotes:
        return []
    return [context_block(texts("quotes.agreed" if comment.is_quotable else "quotes.not_agreed"))]


def shared_modal(texts: Texts, exchange: Exchange, comment: Comment) -> Block:
    """Return what the form turns into."""
    blocks = [section(shared_line(texts, comment)), own_words(comment), *quote_note(texts, exchange, comment)]
    blocks += [*help_where_due(texts, exchange, comment), divider(), next_steps(texts, exchange)]
    return modal(texts("share.thanks.title"), blocks, close=texts("share.thanks.close"))


def help_where_due(texts: Texts, exchange: Exchange, comment: Comment) -> list[Block]:
    """Return whom to turn to, where somebody wrote that they or others may be in danger."""
    if Rule.DANGER not in comment.held_for.split(","):
        return []
    return [divider(), section(texts("share.not_alone")), *help_blocks(exchange, texts), divider()]


def shared_line(texts: Texts, comment: Comment) -> str:
    """Return the sentence that gives a comment's number and state."""
    state = comment.state if comment.state in {CommentState.PENDING, CommentState.HIDDEN} else CommentState.LIVE
    return texts(f"share.shared.{state}", number=comment.number)


def next_steps(texts: Texts, exchange: Exchange) -> Block:
    """Return the buttons to go on: rate what others wrote, share another."""
    value = str(exchange.exchange_id)
    return actions(
        _rate_button(texts, exchange),
        button(texts("share.share_another.button"), action_id=action_ids.SHARE_OPEN, value=value),
    )


def shared_card(texts: Texts, exchange: Exchange, comment: Comment, person: Participant | None) -> list[Block]:
    """Return what an offer turns into."""
    value = payloads.own_comment_value(exchange.exchange_id, comment.number)
    blocks = [section(shared_line(texts, comment)), own_words(comment), *quote_note(texts, exchange, comment)]
    blocks += help_where_due(texts, exchange, comment)
    if groups.is_group_asked(exchange, person):
        placeholder = texts("exchange.group_question.placeholder")
        menu = groups.group_menu(exchange, texts, action_id=GROUP, placeholder=placeholder)
        blocks.append(actions(menu, block_id=f"{GROUP}.{exchange.exchange_id}"))
        blocks.append(context_block(groups.group_purpose_text(exchange, texts), block_id=f"{GROUP}.why"))
    edit = button(
        texts("exchange.edit.button"),
        action_id=action_ids.SHARE_EDIT,
        value=value,
        accessibility_label=texts("exchange.edit.spoken", number=comment.number),
    )
    blocks.append(actions(_rate_button(texts, exchange), edit, withdraw_button(texts, value, comment.number)))
    return blocks


def replace_group_question(shown: Sequence[Block], sentence: str) -> list[Block]:
    """Return a card with a sentence in the place of its question for the group."""
    left = []
    for block in shown:
        name = block.get("block_id") or ""
        if name == f"{GROUP}.why":
            left.append(context_block(plain_text(sentence)))
        elif not name.startswith(f"{GROUP}."):
            left.append(block)
    return left


def withdraw_button(texts: Texts, value: str, number: int) -> Block:
    """Return the button that withdraws a comment, after a question."""
    return button(
        texts("exchange.withdraw.button"),
        action_id=action_ids.SHARE_WITHDRAW,
        value=value,
        accessibility_label=texts("exchange.withdraw.spoken", number=number),
        confirm=confirm(
            texts("exchange.withdraw.confirm_title"),
            texts("exchange.withdraw.confirm_text", number=number),
            yes=texts("exchange.withdraw.confirm_yes"),
            no=texts("exchange.withdraw.confirm_no"),
            danger=True,
        ),
    )


def withdrawn_modal(texts: Texts, number: int) -> Block:
    """Return what the modal turns into in which a comment was withdrawn."""
    blocks = [section(texts("share.withdrawn_text", number=number))]
    return modal(texts("share.withdrawn.title"), blocks, close=texts("share.thanks.close"))


def form_not_opened(texts: Texts, exchange: Exchange) -> tuple[str, list[Block]]:
    """Return what a person gets when Slack refuses to open the form, as in a burst."""
    text = texts("share.form_not_opened")
    again = button(
        texts("share.try_again.button"),
        action_id=action_ids.SHARE_OPEN,
        value=str(exchange.exchange_id),
        style="primary",
    )
    return text, [section(f":hourglass_flowing_sand: {text}\n{texts('share.form_not_opened_next')}"), actions(again)]


def choose_exchange(texts: Texts, choices: Sequence[Exchange]) -> list[Block]:
    """Return one line and one button for each open exchange."""
    rows = [section(texts("share.which_question"))]
    for exchange in choices[:MAX_LISTED]:
        comment = button(
            texts("share.comment.button"), action_id=action_ids.SHARE_OPEN, value=str(exchange.exchange_id)
        )
        rows.append(plain_section(exchange.question, accessory=comment))
    return rows + more_exchanges_blocks(texts, choices, texts("share.which_form"))


def own_words(comment: Comment) -> Block:
    """Return the words of somebody's own comment, in quotation marks where there is room for them."""
    return plain_section(f"“{comment.text}”" if len(comment.text) < _MAX_QUOTED else comment.text)


def _rate_button(texts: Texts, exchange: Exchange) -> Block:
    return button(
        texts("share.rate_others.button"),
        action_id=action_ids.RATE_START,
        value=str(exchange.exchange_id),
        style="primary",
    )
