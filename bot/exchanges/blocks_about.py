"""Block Kit of about and privacy: what there is to know of an exchange before taking part."""

from bot.exchanges.blocks import question_block, teaser
from bot.slack.blocks import TEXT_MAX, Block, cut, divider, escape, modal, section
from bot.slack.mrkdwn import linked
from bot.texts import Texts
from storage.exchanges import Exchange

_MAX_GROUPS_NAMED = 8
_MAX_GROUP = 40  # characters


def about_modal(texts: Texts, exchange: Exchange, moderators: str, command: str) -> Block:
    """Return what there is to know before taking part. moderators: a sentence that names them."""
    blocks = [question_block(exchange.question)]
    if exchange.background:
        background = linked(exchange.background)
        blocks.append(section(background if len(background) <= TEXT_MAX else teaser(texts, exchange.background)))
        blocks.append(divider())
    blocks += [section(text) for text in about_texts(texts, exchange, moderators, command)]
    return modal(texts("about.modal.title"), blocks, close=texts("common.modal.close"))


def about_texts(texts: Texts, exchange: Exchange, moderators: str, command: str) -> list[str]:
    """Return about and privacy of one exchange, a heading and sentences each."""
    groups = []
    if exchange.groups:
        named = groups_line(texts, exchange.groups)
        has_sizes = exchange.publishes_group_sizes
        groups = [texts("about.groups_sizes", groups=named) if has_sizes else texts("about.groups", groups=named)]
    urgent = texts("about.help")
    return [
        texts("about.stars", scale=texts(f"stars.scale.{exchange.star_meaning}")),
        texts("about.names.hidden" if exchange.is_anonymous else "about.names.shown"),
        *groups,
        texts(
            "about.moderation",
            before=moderation_text(texts, exchange),
            reported=reported_text(texts, exchange),
            moderators=moderators,
        ),
        f"{urgent}\n{escape(exchange.help_text)}" if exchange.help_text else urgent,
        texts("about.comments", n=exchange.comment_limit),
        texts("about.stop", command=command),
    ]


def moderation_text(texts: Texts, exchange: Exchange) -> str:
    """Return whether a moderator looks before a comment is live."""
    return texts("about.new_comments.pre" if is_premoderated(exchange) else "about.new_comments.post")


def reported_text(texts: Texts, exchange: Exchange) -> str:
    """Return what becomes of a reported comment."""
    return texts("about.reported.hidden" if exchange.hides_reported else "about.reported.stays")


def groups_line(texts: Texts, groups: list[str]) -> str:
    """Return the groups by name, only the first where there are many."""
    names = ", ".join(escape(cut(group, _MAX_GROUP)) for group in groups[:_MAX_GROUPS_NAMED])
    rest = len(groups) - _MAX_GROUPS_NAMED
    return texts("about.more_groups", names=names, n=rest) if rest > 0 else names


def is_premoderated(exchange: Exchange) -> bool:
    """Say whether a moderator looks before a comment is live."""
    return exchange.moderation == "pre"
