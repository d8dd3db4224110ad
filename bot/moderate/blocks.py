"""Block Kit of moderation: the queue and its cards of comments, never of people."""

from collections.abc import Collection, Sequence

from bot.core.screening import Rule
from bot.domain.report_reasons import REASONS, reason_option_text, reason_text
from bot.moderate.case import CaseRef, ModerationCase
from bot.moderate.pages import Page
from bot.moderate.payloads import format_card_id, format_choice, format_page
from bot.slack.action_ids import TALK_BEGIN
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    divider,
    escape,
    modal,
    option,
    plain_text,
    section,
    select,
    when,
)
from bot.slack.rich_text import words_of
from bot.texts import Texts
from storage.enums import ActKind, CommentState
from storage.moderation_log import LoggedAct

KEEP, HIDE, RESTORE, REMOVE = "moderate.keep", "moderate.hide", "moderate.restore", "moderate.remove"
ASK, UNDO, CLAIM, UNCLAIM = "moderate.ask", "moderate.undo", "moderate.claim", "moderate.unclaim"
MORE, DESK = "moderate.more", "moderate.desk"
_QUESTION_LENGTH = 80  # characters of a question on a card
_MATCH_LENGTH = 60  # characters of what a rule found
_MAX_MATCHES = 3  # of a rule


def queue_text(texts: Texts, page: Page) -> str:
    """Return how much waits, in words."""
    if page.scope:
        return texts("moderate.waiting_in", n=page.total, question=escape(page.scope.question))
    return texts("moderate.waiting", n=page.total)


def queue(texts: Texts, page: Page, *, note: str = "") -> list[Block]:
    """Return a page of the queue: what waits with its buttons, what was decided since as a line."""
    top = queue_text(texts, page)
    blocks = [section(f"*{top}*" if page.total else f":tada: *{top}*")]
    if note:
        blocks.append(note_block(note))
    if page.unreadable:
        blocks.append(context_block(texts("moderate.unreadable", n=page.unreadable)))
    for exchange, pattern in page.patterns:
        question = escape(cut(exchange.question, _QUESTION_LENGTH))
        words = texts("moderate.report_pattern", n=pattern.comments, people=pattern.people, question=question)
        blocks.append(context_block(words))
    exchange_id = page.scope.exchange_id if page.scope else 0
    blocks += cards(texts, page.cases, scope=str(exchange_id))
    if page.more:
        blocks.append(_page_button(texts, "more", format_page(exchange_id, page.after)))
    elif page.total > sum(case.reported.waits for case in page.cases):
        blocks.append(_page_button(texts, "again", format_page(exchange_id)))
    blocks.append(actions(desk_button(texts)))
    if page.cases:
        blocks.append(context_block(texts("moderate.only_you")))
    return blocks


def desk_button(texts: Texts) -> Block:
    """Return the button that opens the rules and where cards go (bot/moderate/desk/)."""
    return button(
        texts("desk.open.button"), action_id=DESK, value="desk", accessibility_label=texts("desk.open.spoken")
    )


def note_block(note: str) -> Block:
    """Return the line that says why a click changed nothing."""
    return context_block(f":information_source: {note}")


def _page_button(texts: Texts, name: str, value: str) -> Block:
    label, aloud = texts(f"moderate.page_button.{name}"), texts(f"moderate.page_spoken.{name}")
    return actions(button(label, action_id=MORE, value=value, accessibility_label=aloud))


def queue_modal(texts: Texts, blocks: list[Block]) -> Block:
    """Return the queue as it opens from Home."""
    return modal(texts("moderate.modal.title"), blocks, close=texts("common.modal.close"))


def cards(
    texts: Texts, cases: Sequence[ModerationCase], *, scope: str, always: Collection[CaseRef] = (), reason: str = ""
) -> list[Block]:
    """Return the cards of a page: those that wait with their buttons, the others as a line of what was decided.

    scope: what the page shows: an exchange's id, 0 for all, or `payloads.ONE` for a comment requested by number.
    always: shown with buttons though they do not wait; reason: of a removal that was requested with one.
    """
    blocks: list[Block] = []
    refs = [case.ref for case in cases]
    for place, case in enumerate(cases):
        if case.reported.waits or case.ref in always:
            block_id = format_card_id(scope, refs, place, case)
            blocks += [divider(), *card(texts, case, block_id=block_id, reason=reason)]
        else:
            block_id = format_card_id(scope, refs, place, case)
            blocks += [divider(), decided_block(texts, case, block_id=block_id)]
    return blocks


def card(texts: Texts, case: ModerationCase, *, block_id: str, reason: str = "") -> list[Block]:
    """Return one comment, why it is here, and what can be done."""
    comment = case.reported.comment
    question = escape(cut(case.exchange.question, _QUESTION_LENGTH))
    blocks = [section(f"*#{comment.number}* · {question}\n{facts_text(texts, case)}")]
    blocks.append(words_of(comment.text or texts("moderate.no_words")))
    if comment.why:
        blocks.append(context_block(plain_text(texts("moderate.why_it_matters", why=comment.why))))
    blocks.append(context_block(*context_texts(texts, case)))
    if case.is_own:
        blocks.append(context_block(texts("moderate.own_card")))
        return blocks
    blocks.append(actions(*_choices(texts, case, reason), block_id=block_id))
    return blocks


def _choices(texts: Texts, case: ModerationCase, reason: str) -> list[Block]:
    state = case.reported.comment.state
    row: list[Block] = []
    if case.reported.waits:
        row.append(_show_button(texts, case, KEEP, "show_again" if state == CommentState.HIDDEN else "keep"))
    elif state == CommentState.HIDDEN:
        row.append(_show_button(texts, case, RESTORE, "restore"))
    proposal = case.reported.proposal
    agreed = ""
    if proposal and not case.is_proposed_by_reader:
        agree = _agree_button(texts, case, proposal)
        row.append(agree)
        agreed = agree["action_id"]  # its menu would have the same one, which Slack refuses
    sure = _confirm_removal(texts, case.ref.number)
    if reason:
        label = texts("moderate.remove.button", reason=reason_text(reason, texts))
        value = format_choice(case.seen, reason)
        row.append(button(label, action_id=REMOVE, value=value, style="danger", confirm=sure))
        return row
    reasons = [option(reason_option_text(code, texts), format_choice(case.seen, code)) for code in REASONS]
    if agreed != HIDE and (state != CommentState.HIDDEN or case.reported.waits):
        row.append(select(reasons, action_id=HIDE, placeholder=texts("moderate.hide.placeholder")))
    if agreed != REMOVE:
        row.append(select(reasons, action_id=REMOVE, placeholder=texts("moderate.remove.placeholder")))
    if not case.reported.comment.is_seed and case.exchange.has_key:
        row.append(select(reasons, action_id=ASK, placeholder=texts("moderate.ask.placeholder")))
    if case.reported.waits and (case.is_claimed_by_reader or not case.claimed_by):
        row.append(_claim_button(texts, case))
    if not case.reported.comment.is_seed and case.exchange.has_key:
        row.append(_talk_button(texts, case.ref))
    return row


def _talk_button(texts: Texts, ref: CaseRef) -> Block:
    """Return the button that begins a talk with the author, who stays unknown (bot/receipts/talks/)."""
    aloud = texts("talks.begin.spoken", number=ref.number)
    value = f"{ref.exchange_id}:{ref.number}"
    return button(texts("talks.begin.button"), action_id=TALK_BEGIN, value=value, accessibility_label=aloud)


def _agree_button(texts: Texts, case: ModerationCase, proposal: LoggedAct) -> Block:
    """Return the button of a second moderator, who agrees to what a first one proposed."""
    name = "remove" if proposal.act == ActKind.PROPOSE_REMOVE else "hide"
    label = texts(f"moderate.agree.{name}", reason=reason_text(proposal.reason, texts))
    action_id = REMOVE if name == "remove" else HIDE
    return button(label, action_id=action_id, value=format_choice(case.seen, proposal.reason), style="danger")


def _claim_button(texts: Texts, case: ModerationCase) -> Block:
    name = "unclaim" if case.is_claimed_by_reader else "claim"
    label, aloud = (
        texts(f"moderate.claim_button.{name}"),
        texts(f"moderate.claim_spoken.{name}", number=case.ref.number),
    )
    action_id = UNCLAIM if case.is_claimed_by_reader else CLAIM
    return button(label, action_id=action_id, value=format_choice(case.seen), accessibility_label=aloud)


def context_texts(texts: Texts, case: ModerationCase) -> list[str]:
    """Return what helps to decide: since which day it is there, how like cases were decided, who has it."""
    lines = [texts("moderate.since", day=texts.day(case.reported.comment.shared_on))]
    if case.like:
        lines.append(texts("moderate.like", n=case.like.decided, kept=case.like.kept))
    proposal = case.reported.proposal
    if proposal:
        who = f"<@{case.proposed_by}>" if case.proposed_by else texts("retention.a_moderator")
        name = "remove" if proposal.act == ActKind.PROPOSE_REMOVE else "hide"
        reason = reason_text(proposal.reason, texts)
        lines.append(texts(f"moderate.proposed.{name}", moderator=who, reason=reason))
    if case.claimed_by:
        lines.append(texts("moderate.claimed", moderator=f"<@{case.claimed_by}>"))
    return lines


def decided_block(texts: Texts, case: ModerationCase, *, block_id: str) -> Block:
    """Return what became of a comment, in one line; for a minute with the button that takes it back."""
    if not case.can_undo:
        return section(decided_text(texts, case))
    undo = button(
        texts("moderate.undo.button"),
        action_id=UNDO,
        value=format_choice(case.seen),
        accessibility_label=texts("moderate.undo.spoken", number=case.ref.number),
    )
    return section(decided_text(texts, case), accessory=undo, block_id=block_id)


def _show_button(texts: Texts, case: ModerationCase, action_id: str, name: str) -> Block:
    label = texts(f"moderate.show_button.{name}")
    aloud = texts(f"moderate.show_spoken.{name}", number=case.ref.number)
    return button(
        label, action_id=action_id, value=format_choice(case.seen), style="primary", accessibility_label=aloud
    )


def _confirm_removal(texts: Texts, number: int) -> Block:
    return confirm(
        texts("moderate.remove.confirm_title", number=number),
        texts("moderate.remove.confirm_text"),
        yes=texts("moderate.remove.confirm_yes"),
        no=texts("moderate.remove.confirm_no"),
        danger=True,
    )


def held_texts(texts: Texts, case: ModerationCase) -> list[str]:
    """Return what each rule found in a comment that waits."""
    comment, found = case.reported.comment, case.found
    lines = []
    for rule in comment.held_for.split(",") if comment.held_for else ():
        words = [f"“{escape(cut(each.text, _MATCH_LENGTH))}”" for each in found if each.rule == rule]
        if rule == Rule.DANGER and not words:
            lines.append(texts("moderate.held_for_meaning"))
        elif not words:  # the rule or its words were changed since, or it needs none
            lines.append(texts(f"moderate.held_bare.{rule}"))
        else:
            lines.append(texts(f"moderate.held.{rule}", found=texts.list(words[:_MAX_MATCHES])))
    return lines


def facts_text(texts: Texts, case: ModerationCase) -> str:
    """Return why a moderator looks at a comment: its state, what rules found, reports by reason."""
    reported, comment = case.reported, case.reported.comment
    parts: list[str] = []
    if comment.state == CommentState.PENDING:
        parts += [texts("moderate.pending"), *held_texts(texts, case)]
    if reported.reports:
        reasons = [
            texts("moderate.reason_count", reason=reason_text(code, texts), n=count)
            for code, count in sorted(reported.reasons.items())
        ]
        is_danger = "danger" in reported.reasons
        parts.append(texts("moderate.reported_danger" if is_danger else "moderate.reported", reasons=reasons))
    if comment.state == CommentState.HIDDEN:
        reason = reason_text(comment.reason, texts)
        parts.append(texts("moderate.hidden_for", reason=reason) if reason else texts("moderate.hidden"))
    if not parts:
        parts.append(texts("moderate.live"))
    if comment.is_seed:
        parts.append(texts("moderate.seed"))
    return " · ".join(parts)


def decided_text(texts: Texts, case: ModerationCase) -> str:
    """Return what became of a comment, in one line."""
    number, state, last = case.ref.number, case.reported.comment.state, case.reported.last
    if state == CommentState.WITHDRAWN:
        return texts("moderate.withdrawn", number=number)
    if last is None:
        return texts("moderate.no_longer_waits", number=number)
    moderator = f"<@{case.decided_by}>" if case.decided_by else texts("retention.a_moderator")
    at = when(last.acted_at) if last.acted_at else ""
    if last.act == ActKind.ASK and state == CommentState.HIDDEN:
        reason = reason_text(last.reason, texts)
        return texts("moderate.decided_ask", number=number, reason=reason, moderator=moderator, at=at)
    if state in {CommentState.HIDDEN, CommentState.REMOVED}:
        reason = reason_text(last.reason, texts)
        return texts(f"moderate.decided_for.{state}", number=number, reason=reason, moderator=moderator, at=at)
    return texts(f"moderate.decided.{state}", number=number, moderator=moderator, at=at)
