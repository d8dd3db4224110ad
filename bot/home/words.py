"""What Home says in words: what became of a comment, and what there is to know about privacy."""

from collections.abc import Sequence

from bot.domain.report_reasons import reason_text
from bot.home.erase import Traces
from bot.slack.blocks import cut, escape
from storage.comments import Comment
from storage.scores import Score

_NAMED = 3  # exchanges

ABOUT = {
    "What this is": (
        "An exchange asks one open question. Everybody may answer with comments, and give those of others 1 to 5 "
        "stars. Summaries tell what matters to how many."
    ),
    "What is kept": (
        "Your comments and stars, under two ids made with a secret key, new in each exchange: one for what you write, "
        "one for what you rate. No name, no Slack id and no message stands beside them, and of a comment's time only "
        "the hour is kept. Without the key nobody can read off the database who wrote or rated what. Where an exchange "
        "shows names it says so before you share, and yours is kept encrypted. Apart from that, under your Slack id: "
        "your language, your time zone, and what you tick in Home."
    ),
    "Who could know more": (
        "Whoever runs this server has both the database and the key. Whoever runs your Slack may be able to read "
        "messages in it, those to me included: the form behind *Comment* leaves none."
    ),
    "What moderators see": (
        "A comment's words, its ratings, and for which reasons it was reported. Never who wrote, rated or reported it."
    ),
    "What you can do": (
        "While the exchange is open: edit a comment (once others rated it, new words make a new version), withdraw it, "
        "change the stars you gave. At any time: *Forget me*, which erases your comments and cuts the rest loose from "
        "you for good."
    ),
}


def not_shown(outside: int, unknown: int, unreadable: Sequence[str]) -> list[str]:
    """Return what Home and `me` say of exchanges that they leave out; of each kind see home/flow.py, Own."""
    lines = []
    if outside:
        lines.append(
            f":lock: You also took part in {counted(outside, 'exchange')} of channels that you are not in now. What "
            "you shared and rated there stays. *Forget me* erases it too."
        )
    if unknown:
        lines.append(
            f":hourglass_flowing_sand: Slack did not say just now whether {counted(unknown, 'more exchange')} "
            f"{'is' if unknown == 1 else 'are'} open to you. Please look again in a minute."
        )
    if unreadable:
        named = ", ".join(f"*{escape(cut(question, 150))}*" for question in unreadable[:_NAMED])
        more = f" and {len(unreadable) - _NAMED:,} more" if len(unreadable) > _NAMED else ""
        lines.append(
            f":warning: I cannot open {named}{more}: made with another secret than the one that I have now. Please "
            "tell whoever runs this server. All else works."
        )
    return lines


def leaves(hosts: tuple[str, ...]) -> str:
    """Return what goes elsewhere. hosts: services outside that comments go to now."""
    if not hosts:
        return "Nothing but the messages in Slack that you see. No other service reads your comments."
    return (
        f"The words of comments go to {' and '.join(hosts)}, which helps to find themes or to sum them up; an owner of "
        "this workspace allowed it. Never your name, your group, or how you rated. Please write no names into comments."
    )


def fate(comment: Comment, score: Score | None = None, *, least: int) -> str:
    """Return what became of a comment, with its sign. score: of the last fit, None before it; least: as for `rated`."""
    why = reason_text(comment.reason)
    if comment.state == "live":
        return f":white_check_mark: live · {rated(comment, score, least=least)}"
    if comment.state == "held":
        return ":hourglass_flowing_sand: waits for a moderator"
    if comment.state == "hidden":
        return f":lock: hidden by a moderator ({why})" if why else ":lock: hidden until a moderator has looked"
    if comment.state == "removed":
        return f":no_entry_sign: removed by a moderator ({why})" if why else ":no_entry_sign: removed by a moderator"
    return ":leftwards_arrow_with_hook: withdrawn"


def rated(comment: Comment, score: Score | None = None, *, least: int) -> str:
    """Return how a comment is rated; its stars once as many people rated it as the exchange's smallest group has."""
    count = comment.ratings
    if count == 0:
        return "not rated yet"
    text = "1 rating" if count == 1 else f"{count:,} ratings"
    if count < least:
        return text
    if score:
        return f"{text}, {score.stars:.1f} ★ ({score.low:.1f} to {score.high:.1f})"
    return f"{text}, mean {comment.mean:.1f}"


def counted(count: int, word: str) -> str:
    """Return "1 comment", "2 comments", "no comments"."""
    if count == 0:
        return f"no {word}s"
    return f"1 {word}" if count == 1 else f"{count:,} {word}s"


def goes(traces: Traces) -> list[str]:
    """Return what forgetting does to what there is of a person, line by line."""
    lines = [f":wastebasket: *{counted(traces.comments, 'comment')}*: withdrawn, and their words erased."]
    if traces.ratings_taken_back or not traces.ratings_kept:
        lines.append(
            f":wastebasket: *{counted(traces.ratings_taken_back, 'rating')}* in open exchanges: taken back, so that "
            "nobody can rate twice by being forgotten."
        )
    if traces.ratings_kept:
        lines.append(
            f":link: *{counted(traces.ratings_kept, 'rating')}* in closed exchanges: the stars stay as numbers, since "
            "their results are known already. They get a random id, and nothing leads from them to you. If such an "
            "exchange is opened again, they are taken out, so that nobody rates twice."
        )
    if traces.unreadable:
        lines.append(f":warning: {not_forgotten(traces)}")
    lines.append(":wastebasket: Your groups, language, time zone and wishes: deleted.")
    return lines


def not_forgotten(traces: Traces) -> str:
    """Return that some exchanges cannot be opened."""
    return (
        f"In {counted(traces.unreadable, 'exchange')} I cannot find what is yours, and so cannot erase it: their key "
        "was made with another secret than the one that I have now. Please tell whoever runs this server."
    )


STAYS = (
    "Reports you made stay with their reason, under a random id: a moderator may still have to look. Messages between "
    "us are Slack's: you can delete your own there."
)
