"""What a digest says of its own quotes: for how many comments and people they speak, and what they leave out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.coverage_data import Share
from bot.domain.coverage import coverage_sentence, percent, percents
from bot.slack.blocks import cut, escape
from bot.texts import Message, Texts

_NOTHING = Share()
_MAX_NAMED = 2  # themes without a quote
_MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """How many comments and people the quotes of a digest speak for, beside as many random comments.

    people: None where too few wrote. groups: (name, share) of what each large group likes. summary: of what a service
    wrote. unquoted: names of the themes without a quote. least: the theme that the quotes speak least for.
    """

    comments: Share = _NOTHING
    people: Share | None = None
    groups: tuple[tuple[str, Share], ...] = ()
    summary: Share | None = None
    unquoted: tuple[str, ...] = ()
    least: tuple[str, Share] | None = None


def coverage_line(texts: Texts, facts: CoverageFacts) -> str:
    """Return the one line beside the quotes; not escaped."""
    sentence = coverage_sentence(texts, percents(facts.comments, facts.people))
    return f"{sentence} {left_out}" if (left_out := _left_out(texts, facts)) else sentence


def coverage_notes(texts: Texts, facts: CoverageFacts) -> str:
    """Return what is read beneath: the rule, what the written summary speaks for, and the groups; in mrkdwn."""
    notes = [texts("coverage.rule")]
    if facts.summary:
        summary = facts.summary
        notes.append(texts("coverage.summary", n=percent(summary.quotes), chance=percent(summary.by_chance)))
    if facts.groups:
        notes.append(texts("coverage.groups", groups=[_group(name, share) for name, share in facts.groups]))
    return " ".join(notes)


def _left_out(texts: Texts, facts: CoverageFacts) -> str:
    if facts.unquoted:
        return texts("coverage.unquoted", themes=_names(facts.unquoted))
    if facts.least:
        name, share = facts.least
        return texts("coverage.least", theme=cut(name, _MAX_NAME), n=percent(share.quotes))
    return ""


def _names(names: Sequence[str]) -> list[str | Message]:
    shown: list[str | Message] = [cut(name, _MAX_NAME) for name in names[:_MAX_NAMED]]
    more = len(names) - _MAX_NAMED
    return [*shown, Message("digest.more_others", {"n": more})] if more > 0 else shown


def _group(name: str, share: Share) -> Message:
    return Message(
        "coverage.group", {"group": escape(name), "n": percent(share.quotes), "chance": percent(share.by_chance)}
    )
