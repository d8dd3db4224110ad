"""The ledger in one line: how many comments were received, and what became of them.

Once an exchange is closed it adds up; while it is open its numbers are in steps, as all numbers are.
"""

from collections import Counter

from bot.domain.public_counts import step_message
from bot.domain.report_reasons import reason_message
from bot.texts import Message, Texts
from storage.enums import ReportReason
from storage.ledger import Ledger


def list_parts(ledger: Ledger, *, no_answer: int = 0) -> list[tuple[str, str, int]]:
    """Return (part, reason, comments) of each part that is not empty; reason: only of what was removed.

    no_answer: live comments that give none. Removals since somebody may be in danger are counted under "another
    reason": all in the channel read the ledger.
    """
    silent = min(no_answer, ledger.live)
    removed: Counter[str] = Counter()
    for reason, count in ledger.removed.items():
        removed["" if reason == ReportReason.DANGER else reason] += count
    parts = [
        ("shown", "", ledger.live - silent),
        ("no_answer", "", silent),
        ("pending", "", ledger.pending),
        ("hidden", "", ledger.hidden),
        ("withdrawn", "", ledger.withdrawn),
        *(("removed", reason, count) for reason, count in sorted(removed.items())),
    ]
    return [part for part in parts if part[2]]


def ledger_line(texts: Texts, ledger: Ledger, *, no_answer: int = 0, is_exact: bool = True) -> str:
    """Return the line; "" while nothing was received. is_exact: False shows steps. Others as for `list_parts`."""
    if not ledger.received:
        return ""
    parts = list_parts(ledger, no_answer=no_answer)
    if not is_exact:
        if [part for part, _, _ in parts] == ["shown"]:
            return texts("ledger.all_open", n=step_message(ledger.received))
        named = [_part(part, reason, step_message(count)) for part, reason, count in parts]
        return texts("ledger.line_open", n=step_message(ledger.received), parts=named)
    if [part for part, _, _ in parts] == ["shown"]:
        return texts("ledger.all", n=ledger.received)
    return texts("ledger.line", n=ledger.received, parts=[_part(*part) for part in parts])


def part_text(texts: Texts, part: str, reason: str, count: int) -> str:
    """Return one part of `list_parts` in words."""
    return texts.error(_part(part, reason, count))


def _part(part: str, reason: str, count: int | Message) -> Message:
    if part == "removed":
        return Message("ledger.removed", {"n": count, "reason": reason_message(reason)})
    return Message(f"ledger.part_{part}", {"n": count})
