"""Cards and forms of one person in Mattermost, where Slack's do not fit: rating, the choice of a question, the form."""

from collections.abc import Sequence
from typing import Any

from bot.domain.exchanges import MAX_LISTED, star_meaning_text
from bot.mattermost.markdown import inert, quoted
from bot.mattermost.posts import Post, Posts
from bot.mattermost.proofs import Sealed
from bot.rate import blocks as rate_blocks
from bot.rate.payloads import OLDER_CARD, CommentRef, star_value
from bot.rate.view import STARS, RatingView
from bot.share import flow
from bot.share.payloads import offer_value
from bot.slack import action_ids
from bot.slack.blocks import cut
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange

TEXT, WHY = "text", "why"
"""Fields of the form."""

MAX_FIELD = 3000  # characters of a field of several lines
_MAX_BUTTON = 60


def rating_card(posts: Posts, texts: Texts, view: RatingView, user_id: str) -> Post:
    """Return the card: the next comment with five stars, or that there is none; above it why a click did not count."""
    refusal = f":warning: {inert(texts.error(view.refusal))}" if view.refusal else ""
    if view.comment is None:
        return _no_more(posts, texts, view, user_id, refusal)
    comment = view.comment
    ref = CommentRef(view.exchange.exchange_id, comment.number, comment.version, view.person.card_serial)
    about = [star_meaning_text(texts, view.exchange), f"#{comment.number}"]
    about += [texts("rate.shared_by", name=inert(view.name))] if view.name else []
    about += [texts("rate.seed")] if comment.is_seed else []
    lines = [
        refusal,
        f"**{inert(view.exchange.question)}**",
        quoted(comment.text),
        inert(texts("rate.why", why=comment.why)) if comment.why else "",
        " · ".join(about),
        _progress(texts, view),
    ]
    shown = [(f"{stars} ★", f"{rate_blocks.STAR}.{stars}", star_value(ref.value, stars)) for stars in STARS]
    shown.append((texts("rate.skip.button"), rate_blocks.SKIP, ref.value))
    if view.person.last_comment_id is not None:
        shown.append((texts("rate.undo.button"), rate_blocks.UNDO, ref.value))
    return posts.plain_card(_joined(lines), _row(posts, shown, user_id))


def older_card(posts: Posts, texts: Texts, view: RatingView, changed: Comment, user_id: str) -> Post:
    """Return what an older card turns into: its comment, and that the stars counted; not which, as on each card."""
    done = texts("mattermost.changed", number=changed.number)
    text = texts.error(view.refusal) if view.refusal else done
    return posts.plain_card(_joined([quoted(changed.text), inert(text)]), _stars(posts, view, changed, user_id))


def _stars(posts: Posts, view: RatingView, comment: Comment, user_id: str) -> list[Post]:
    value = CommentRef(view.exchange.exchange_id, comment.number, comment.version, OLDER_CARD).value
    return _row(posts, [(f"{n} ★", f"{rate_blocks.STAR}.{n}", star_value(value, n)) for n in STARS], user_id)


def choice_card(
    posts: Posts,
    choices: Sequence[Exchange],
    user_id: str,
    *,
    action_id: str,
    lines: Sequence[str],
    source: str = "",
    words: str = "",
) -> Post:
    """Return the question which exchange is meant, with a button for each.

    source, words: what somebody wrote and did not share yet, where it is about that.
    """
    shown = []
    for exchange in choices[:MAX_LISTED]:
        exchange_id = exchange.exchange_id
        value = offer_value(exchange_id, source) if source else str(exchange_id)
        shown.append((cut(exchange.question, _MAX_BUTTON), action_id, value))
    return posts.plain_card(_joined(lines), _row(posts, shown, user_id, words))


def share_dialog(texts: Texts, exchange: Exchange, state: str, *, notices: str = "") -> dict[str, Any]:
    """Return the form of a comment.

    state: what it carries; notices: what becomes of names, who can find out, and where the words go, as Markdown.
    """
    limit = min(exchange.comment_limit, MAX_FIELD)
    return {
        "callback_id": action_ids.SHARE_OPEN,
        "title": texts("mattermost.form.title"),
        "introduction_text": _joined([f"**{inert(exchange.question)}**", notices]),
        "submit_label": texts("share.form.submit"),
        "state": state,
        "elements": [
            {
                "type": "textarea",
                "name": TEXT,
                "display_name": texts("mattermost.form.comment"),
                "help_text": cut(texts("share.comment_field.hint", max=limit), 150),
                "max_length": limit,
            },
            {
                "type": "textarea",
                "name": WHY,
                "display_name": texts("mattermost.form.why"),
                "max_length": flow.MAX_WHY,
                "optional": True,
            },
        ],
    }


def _no_more(posts: Posts, texts: Texts, view: RatingView, user_id: str, refusal: str) -> Post:
    value = str(view.exchange.exchange_id)
    lines = [refusal, f"**{inert(view.exchange.question)}**", f":tada: {texts('rate.no_more')}", _progress(texts, view)]
    shown = [(texts("rate.look_again.button"), action_ids.RATE_START, value)]
    shown.append((texts("rate.share.button"), action_ids.SHARE_OPEN, value))
    return posts.plain_card(_joined(lines), _row(posts, shown, user_id))


def _progress(texts: Texts, view: RatingView) -> str:
    """Return how many are rated, and what was just done.

    It does not say how many stars were given: Mattermost keeps earlier versions of cards, by person. Nor does it name
    stars that are typed, which are not taken there.
    """
    if view.person.ratings or view.note:
        given = rate_blocks.stars_text(view.last_stars or 0)
        counted = texts("mattermost.counted")
        return rate_blocks.progress(texts, view).replace(texts("rate.last", given=given), counted)
    return texts("rate.rated_goal", n=0, goal=view.goal) if view.goal else ""


def _row(posts: Posts, shown: Sequence[tuple[str, str, str]], user_id: str, words: str = "") -> list[Post]:
    """Return buttons, each by its name, its action and its value."""
    return [posts.button(name, Sealed(action_id, value, user_id, words)) for name, action_id, value in shown]


def _joined(lines: Sequence[str]) -> str:
    return "\n\n".join(line for line in lines if line)
