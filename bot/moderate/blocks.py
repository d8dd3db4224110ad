"""What a moderator sees: cards of comments, never of people."""

from collections.abc import Collection, Sequence

from bot.domain.report_reasons import REASONS, reason_option_text, reason_text
from bot.moderate.flow import CaseRef, ModerationCase, Page
from bot.moderate.payloads import format_cursor, format_refs, format_seen
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
from storage.moderation import ReportedComment

KEEP, HIDE, RESTORE, REMOVE = "moderate.keep", "moderate.hide", "moderate.restore", "moderate.remove"
MORE = "moderate.more"
CURSOR = "moderate.card"
_NEVER = "Only you see this. Who wrote a comment and who reported it is shown to nobody."


def queue_text(total: int) -> str:
    """Return how much waits, in words."""
    if total == 0:
        return "Nothing waits for a moderator."
    return "1 comment waits for a moderator." if total == 1 else f"{total:,} comments wait for a moderator."


def queue(page: Page, *, note: str = "") -> list[Block]:
    """Return a page of the queue: what waits with its buttons, what was decided since as a line."""
    where = f" In *{escape(page.scope.question)}*." if page.scope else ""
    top = f"*{queue_text(page.total)}*{where}"
    blocks = [section(top if page.total else f":tada: {top}")]
    if note:
        blocks.append(context_block(f":information_source: {note}"))
    if page.unreadable:
        waits = "1 more comment waits" if page.unreadable == 1 else f"{page.unreadable:,} more comments wait"
        blocks.append(
            context_block(
                f":warning: {waits} in exchanges made with another secret than the one I have: tell who runs me."
            )
        )
    scope = page.scope.exchange_id if page.scope else 0
    blocks += cards(page.files, scope=str(scope))
    if page.more:
        after = format_cursor(page.after) if page.after else ""
        blocks.append(actions(button("More", action_id=MORE, value=f"{scope}|{after}", spoken="More of the queue")))
    elif page.total > sum(file.case.waits for file in page.files):
        again = button("Look again", action_id=MORE, value=f"{scope}|", spoken="The queue from its start")
        blocks.append(actions(again))
    if page.files:
        blocks.append(context_block(_NEVER))
    return blocks


def queue_modal(blocks: list[Block]) -> Block:
    """Return the queue as it opens from Home."""
    return modal("Moderation", blocks)


def cards(
    files: Sequence[ModerationCase], *, scope: str, always: Collection[CaseRef] = (), reason: str = ""
) -> list[Block]:
    """Return the cards of a page: those that wait with their buttons, the others as a line of what was decided.

    scope: what the page shows: an exchange's id, 0 for all, or "one" for a comment that was asked for by number.
    always: shown with buttons though they do not wait; reason: of a removal that was asked for.
    """
    blocks: list[Block] = []
    refs = format_refs([file.ref for file in files])
    for place, file in enumerate(files):
        if file.case.waits or file.ref in always:
            # Slack keeps a menu's choice as long as its block keeps its id: what was seen is part of it.
            block_id = f"{CURSOR}|{scope}|{refs}|{place}.{file.case.acts}.{file.case.reports}"
            blocks += [divider(), *card(file, block_id=block_id, reason=reason)]
        else:
            blocks += [divider(), section(decided(file))]
    return blocks


def card(file: ModerationCase, *, block_id: str, reason: str = "") -> list[Block]:
    """Return one comment, why it is here, and what can be done."""
    comment = file.case.comment
    blocks = [section(f"*#{comment.number}* · {escape(cut(file.exchange.question, 80))}\n{why_here(file.case)}")]
    blocks.append(words_of(comment.text or "(no words)"))
    if comment.why:
        blocks.append(context_block(plain_text(f"Why it matters: {comment.why}")))
    if file.is_own:
        blocks.append(context_block(":bust_in_silhouette: This one is yours: another moderator decides about it."))
        return blocks
    blocks.append(actions(*_choices(file, reason), block_id=block_id))
    return blocks


def _choices(file: ModerationCase, reason: str) -> list[Block]:
    here, number, state = format_seen(file.seen), file.case.comment.number, file.case.comment.state
    row: list[Block] = []
    if file.case.waits:
        words = "Show it again" if state == "hidden" else "Keep"
        row.append(button(words, action_id=KEEP, value=here, style="primary", spoken=f"Keep comment {number}"))
    elif state == "hidden":
        row.append(button("Restore", action_id=RESTORE, value=here, style="primary", spoken=f"Restore {number}"))
    sure = confirm(
        f"Remove #{number}?",
        "It is shown to nobody again, and its ratings no longer count. This is final. "
        "Who wrote it reads the reason, not your name.",
        yes="Remove",
        no="Cancel",
        danger=True,
    )
    if reason:
        words = f"Remove: {reason_text(reason)}"
        value = f"{reason}|{here}"
        row.append(button(words, action_id=REMOVE, value=value, style="danger", confirm=sure))
        return row
    reasons = [option(reason_option_text(code), f"{code}|{here}") for code in REASONS]
    if state != "hidden" or file.case.waits:
        row.append(select(reasons, action_id=HIDE, placeholder="Hide: why?"))
    remove = select(reasons, action_id=REMOVE, placeholder="Remove: why?")
    row.append(remove | {"confirm": sure})
    return row


def why_here(case: ReportedComment) -> str:
    """Return why a moderator looks at a comment: its state, reports by reason, ratings."""
    parts: list[str] = []
    if case.comment.state == "held":
        parts.append(":hourglass_flowing_sand: waits before others see it")
    if case.reports:
        each = ", ".join(f"{reason_text(code)} {count}×" for code, count in sorted(case.reasons.items()))
        sign = ":warning:" if "danger" in case.reasons else ":triangular_flag_on_post:"
        parts.append(f"{sign} reported: {each}")
    if case.comment.state == "hidden":
        why = reason_text(case.comment.reason)
        parts.append(":lock: hidden" + (f" ({why})" if why else " until somebody has looked"))
    if not parts:
        parts.append(":white_check_mark: live, not reported")
    if case.comment.is_seed:
        parts.append("by the moderators, to begin with")
    count = case.comment.ratings
    parts.append("not rated yet" if count == 0 else "1 rating" if count == 1 else f"{count:,} ratings")
    return " · ".join(parts)


def decided(file: ModerationCase) -> str:
    """Return what became of a comment, in one line."""
    comment, last = file.case.comment, file.case.last
    number = f"*#{comment.number}*"
    if comment.state == "withdrawn":
        return f":leftwards_arrow_with_hook: {number} was withdrawn by the person who wrote it."
    if last is None:
        return f":white_check_mark: {number} no longer waits."
    why = reason_text(last.reason)
    done = {
        "live": f":white_check_mark: {number} is live",
        "hidden": f":lock: {number} is hidden: {why}",
        "removed": f":no_entry_sign: {number} is removed: {why}",
    }.get(comment.state, f"{number} waits again")
    return f"{done} · by <@{file.decided_by}>, {when(last.acted_at)}"
