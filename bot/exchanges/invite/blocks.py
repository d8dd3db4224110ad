"""Block Kit of inviting by name: the form, what is shown before the list is used, who was not found."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.exchanges.invite.pending import Pending
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    cut,
    escape,
    input_block,
    modal,
    option,
    plain_text,
    section,
    text_input,
)
from bot.slack.mrkdwn import in_sentence
from bot.texts import Texts
from storage.enums import ExchangeState
from storage.exchanges import Exchange

OPEN = "exchanges.invite"  # button; value: EXCHANGE
FORM = "exchanges.invite_form"  # callback; its metadata: EXCHANGE, or EXCHANGE|FORM with people found before
SURE = "exchanges.invite_sure"  # callback; its metadata: EXCHANGE|FORM
SAVE = "exchanges.invite_save"  # button; value: EXCHANGE|FORM
CORRECT = "exchanges.invite_correct"  # button; value: EXCHANGE|FORM
GROUPS, PEOPLE, LIST = "exchanges.invite_groups", "exchanges.invite_people", "exchanges.invite_list"  # fields
MAX_LIST = 3000  # characters of the field
_MAX_GROUPS = 100  # choices of a menu
_MAX_NAMED = 20  # people who were not found, in a message


@dataclass(frozen=True, slots=True)
class Summary:
    """What a moderator confirms. new: people not on the list yet; outside: of them, not in a private channel."""

    exchange: Exchange
    pending: Pending
    new: int
    outside: int = 0


def invite_button(texts: Texts, exchange: Exchange) -> Block:
    """Return the button that opens the form."""
    return button(
        texts("invite.open.button"),
        action_id=OPEN,
        value=str(exchange.exchange_id),
        accessibility_label=texts("invite.open.spoken"),
    )


def form(
    texts: Texts,
    exchange: Exchange,
    groups: Sequence[tuple[str, str]] | None,
    *,
    listed: int,
    pending: Pending | None = None,
    error: str = "",
) -> Block:
    """Return the form. groups: (id, handle) of user groups, None where the app may not see them.

    listed: people on the list; pending: what was found of a list before, whose missing ones are to be corrected.
    """
    blocks = [section(f"*{escape(exchange.question)}*\n{texts('invite.how')}")]
    if listed:
        blocks.append(context_block(texts("invite.listed", n=listed)))
    if error:
        blocks.append(section(error))
    if pending:
        blocks.append(section(texts("invite.found_so_far", n=len(pending.people))))
    if groups:
        options = [option(f"@{handle}", group) for group, handle in groups[:_MAX_GROUPS]]
        menu: Block = {"type": "multi_static_select", "action_id": GROUPS, "options": options}
        menu["placeholder"] = plain_text(texts("invite.groups.placeholder"))
        blocks.append(input_block(texts("invite.groups.label"), menu, block_id=GROUPS, optional=True))
    elif groups is None:
        blocks.append(context_block(texts("invite.no_group_scope")))
    picker: Block = {"type": "multi_users_select", "action_id": PEOPLE}
    picker["placeholder"] = plain_text(texts("invite.people.placeholder"))
    blocks.append(input_block(texts("invite.people.label"), picker, block_id=PEOPLE, optional=True))
    missing = "\n".join(pending.missing)[:MAX_LIST] if pending else ""
    field = text_input(action_id=LIST, multiline=True, max_length=MAX_LIST, initial=missing or None)
    hint = texts("invite.list.hint", n=MAX_LIST)
    blocks.append(input_block(texts("invite.list.label"), field, block_id=LIST, hint=hint, optional=True))
    return modal(
        texts("invite.title"),
        blocks,
        callback_id=FORM,
        submit=texts("invite.next"),
        close=texts("draft_form.cancel.close"),
        metadata=pending.value if pending else str(exchange.exchange_id),
    )


def looking(texts: Texts) -> Block:
    """Return what is shown while people are looked up."""
    return modal(texts("invite.title"), [section(texts("invite.looking"))], close=texts("exchanges.modal.close"))


def sure(texts: Texts, summary: Summary) -> Block:
    """Return the form that asks for the confirmation."""
    return modal(
        texts("invite.title"),
        [section(_summary_text(texts, summary)), _kept_note(texts)],
        callback_id=SURE,
        submit=texts("invite.save.button"),
        close=texts("draft_form.cancel.close"),
        metadata=summary.pending.value,
    )


def done(texts: Texts, text: str) -> Block:
    """Return what is shown once the list is used."""
    return modal(texts("invite.title"), [section(text)], close=texts("exchanges.modal.close"))


def sure_card(texts: Texts, summary: Summary) -> tuple[str, list[Block]]:
    """Return the private message that asks for the confirmation."""
    text = _summary_text(texts, summary)
    save = button(
        texts("invite.save.button"),
        action_id=SAVE,
        value=summary.pending.value,
        style="primary",
        accessibility_label=texts("invite.save.spoken", n=summary.new),
    )
    return text, [section(text), actions(save), _kept_note(texts)]


def missing_card(texts: Texts, pending: Pending) -> tuple[str, list[Block]]:
    """Return the private message that says who was not found; nobody was put on the list."""
    text = f"{missing_text(texts, pending.missing)}\n{texts('invite.nothing_done')}"
    correct = button(
        texts("invite.correct.button"),
        action_id=CORRECT,
        value=pending.value,
        style="primary",
        accessibility_label=texts("invite.correct.spoken"),
    )
    return text, [section(text), actions(correct), _kept_note(texts)]


def missing_text(texts: Texts, missing: Sequence[str], *, is_field: bool = False) -> str:
    """Return who was not found. is_field: at a field, where nothing is marked up."""
    show = in_sentence if is_field else _quoted
    named = ", ".join(show(cut(each, 60)) for each in missing[:_MAX_NAMED])
    more = len(missing) - _MAX_NAMED
    return texts("invite.missing_more", names=named, n=more) if more > 0 else texts("invite.missing", names=named)


def done_text(texts: Texts, exchange: Exchange, n: int) -> str:
    """Return what became of the list."""
    if not n:
        return texts("invite.all_listed")
    if exchange.state == ExchangeState.DRAFT:
        return texts("invite.done_draft", n=n)
    return texts("invite.done_paused", n=n) if exchange.is_paused else texts("invite.done", n=n)


def _kept_note(texts: Texts) -> Block:
    return context_block(texts("invite.kept"))


def _summary_text(texts: Texts, summary: Summary) -> str:
    pending = summary.pending
    lines = [f"*{escape(summary.exchange.question)}*"]
    if summary.new:
        lines.append(texts("invite.sure", n=summary.new))
    else:
        lines.append(texts("invite.all_listed"))
    lines += [f"• {texts('invite.of_group', group=f'<!subteam^{group}>', n=n)}" for group, n in pending.groups.items()]
    before = len(pending.people) - summary.new
    if before and summary.new:
        lines.append(texts("invite.before", n=before))
    if summary.outside:
        lines.append(texts("invite.outside", n=summary.outside, channel=f"<#{summary.exchange.channel_id}>"))
    if summary.new:
        lines.append(texts("invite.how"))
    return "\n".join(lines)


def _quoted(written: str) -> str:
    """Return what was written, in a message: mentions as they are, all else so that it calls nobody."""
    return written if written.startswith(("<@", "<!subteam^")) else f"“{escape(written)}”"
