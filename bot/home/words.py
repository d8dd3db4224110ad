"""What Home says of a comment's fate, of exchanges that it leaves out, and of privacy."""

from collections.abc import Sequence

from bot.domain.figures import score_texts
from bot.domain.report_reasons import reason_text
from bot.domain.retention import erased_on
from bot.home.erase import Traces
from bot.home.flow import Own
from bot.slack.blocks import cut, escape
from bot.texts import Texts
from storage.comments import Comment
from storage.enums import CommentState
from storage.scores import Score

_NAMED = 3  # exchanges


def side_by_side(facts: Sequence[str]) -> str:
    """Return facts in one line; empty ones are left out."""
    return " · ".join(fact for fact in facts if fact)


def about_texts(texts: Texts, hosts: Sequence[str] = ()) -> list[str]:
    """Return about and privacy in paragraphs. hosts: services outside that comments go to now."""
    services = texts("home.about_services", services=list(hosts)) if hosts else texts("home.about_elsewhere")
    return [
        texts("home.about_what"),
        texts("home.about_kept"),
        texts("home.about_who"),
        texts("home.about_moderators"),
        texts("home.about_you"),
        services,
    ]


def left_out_texts(texts: Texts, own: Own) -> list[str]:
    """Return what Home and `me` say of exchanges where they show nothing of the person's own."""
    lines = [
        texts("retention.home_gone", question=escape(cut(each.question, 150)), on=on)
        for each in own.ended
        if (on := erased_on(each))
    ]
    if own.outside:
        lines.append(texts("home.left_out_channels", n=own.outside))
    if own.unknown:
        lines.append(texts("home.left_out_unknown", n=own.unknown))
    if own.unreadable:
        named = [f"*{escape(cut(question, 150))}*" for question in own.unreadable[:_NAMED]]
        more = len(own.unreadable) - _NAMED
        if more > 0:
            named.append(texts("home.and_more", n=more))
        lines.append(texts("home.left_out_key", questions=named))
    return lines


def fate_text(texts: Texts, comment: Comment, score: Score | None = None, *, min_ratings: int) -> str:
    """Return what became of a comment, with its sign. score, min_ratings: as for `ratings_text`."""
    why = reason_text(comment.reason, texts)
    if comment.state == CommentState.LIVE:
        return side_by_side([texts("home.live"), ratings_text(texts, score, min_ratings=min_ratings)])
    if comment.state == CommentState.PENDING:
        return texts("home.fate.pending")
    if comment.state == CommentState.HIDDEN:
        return texts("home.fate.hidden_for", reason=why) if why else texts("home.fate.hidden")
    if comment.state == CommentState.REMOVED:
        return texts("home.fate.removed_for", reason=why) if why else texts("home.fate.removed")
    return texts("home.fate.withdrawn")


def ratings_text(texts: Texts, score: Score | None = None, *, min_ratings: int) -> str:
    """Return how a comment is rated; its stars once as many people rated it as the exchange's smallest group has.

    score: in the last snapshot, None where that has none.
    """
    if score is not None and score.ratings >= min_ratings:
        return side_by_side(score_texts(texts, score))
    return texts("stars.missing.too_few")  # not how many: that would say when each came


def erasure_texts(texts: Texts, traces: Traces) -> list[str]:
    """Return what forgetting does to what there is of a person, line by line."""
    lines = [texts("home.goes_comments", n=traces.comments)]
    if traces.ratings_taken_back or not traces.ratings_kept:
        lines.append(texts("home.goes_ratings", n=traces.ratings_taken_back))
    if traces.ratings_kept:
        lines.append(texts("home.stays_ratings", n=traces.ratings_kept))
    if traces.unreadable:
        lines.append(texts("home.not_found", n=traces.unreadable))
    if traces.ended:
        lines.append(texts("retention.forget_gone", n=traces.ended))
    return [*lines, texts("home.goes_settings")]


def erased_texts(texts: Texts, traces: Traces) -> list[str]:
    """Return what forgetting did, line by line."""
    lines = [
        texts("home.done_comments", n=traces.comments) if traces.comments else "",
        texts("home.done_ratings", n=traces.ratings_taken_back) if traces.ratings_taken_back else "",
        texts("home.done_kept", n=traces.ratings_kept) if traces.ratings_kept else "",
        texts("retention.forget_gone", n=traces.ended) if traces.ended else "",
        texts("retention.journal_later") if traces.is_in_journal else "",
    ]
    return [line for line in lines if line]
