"""What a digest says in words: its counts, what is new, each theme's facts, what is missing, and its foot."""

from collections.abc import Sequence

from bot.core.summary import Remark
from bot.core.themes import MIN_COMMENTS
from bot.digest.content import Content, GroupDifference, ThemeSection
from bot.digest.news import WhatsNew, counts_of
from bot.domain.ai_services import summary_line, vectors_line
from bot.domain.compared_groups import names_of
from bot.domain.exchanges import star_meaning_text
from bot.domain.figures import as_of_text, average_text, range_text
from bot.domain.public_counts import comments_text, count_texts, range_of_step
from bot.slack.blocks import cut, escape, when
from bot.slack.charts import stars_short
from bot.slack.languages import languages_line, theme_languages
from bot.texts import Message, Texts
from storage.public_counts import PublicCounts

MAX_NAMED = 12
"""Names of themes that are not shown in full."""

_MAX_NAME = 60


def summary(texts: Texts, content: Content) -> str:
    """Return the digest in one line: what a notification shows, and what is read where blocks are not."""
    return texts(
        "digest.line_closing" if content.is_closing else "digest.line",
        question=escape(content.exchange.question),
        counts=counts_line(texts, content),
    )


def counts_line(texts: Texts, content: Content) -> str:
    """Return people, comments and ratings as everybody is shown them, and the stars of the snapshot."""
    exact = PublicCounts(*counts_of(content.counts), is_exact=True)
    facts = count_texts(texts, content.shown or exact)
    if content.counts.ratings or (content.counts.comments and content.exchange.is_open):
        facts.append(average_text(texts, content.stars))
    return " · ".join(facts)


def top_text(texts: Texts, remark: Remark, words: str) -> str:
    """Return which comment has the most stars. words: the comment's, or its number."""
    stars = range_text(texts, remark.mean, remark.comment.low, remark.comment.high)
    if remark.tied > 1:
        return texts("digest.top_tied", tied=remark.tied, stars=stars, n=remark.comment.counted, quote=words)
    return texts("digest.top", stars=stars, n=remark.comment.counted, quote=words)


def differ_text(texts: Texts, found: GroupDifference, words: str) -> str:
    """Return what a group rates otherwise. words: of the comment, or its number."""
    mean, others = texts.number(found.mean, 1), texts.number(found.others, 1)
    return f"{texts('digest.differ', group=found.group, mean=mean, others=others)}: {words}"


def shared_heading(texts: Texts, content: Content, mean: float) -> str:
    """Return the heading over what all groups like: with which groups are meant, where some are too few people."""
    stars, names = texts.number(mean, 1), names_of(texts, content.exchange.groups, content.compared)
    return texts("between.digest", mean=stars, groups=names) if names else texts("digest.shared", mean=stars)


def loose_heading(texts: Texts, content: Content) -> str:
    """Return the heading over quotes without themes; before the first stars nothing is the highest."""
    if not content.stars_made_at:
        return texts("digest.some")
    return texts("digest.best.open" if content.exchange.is_open else "digest.best.closed")


def rule_text(texts: Texts, content: Content) -> str:
    """Return by what themes are ordered."""
    has_unrated = any(part.mean is None for part in content.parts)
    return texts("digest.order.unrated" if has_unrated else "digest.order.rated")


def to_rate_text(texts: Texts, content: Content) -> str:
    """Return how many comments need ratings; "" where no more than a step do, or nobody can rate any more."""
    if not content.to_rate or not content.exchange.is_open:
        return ""
    return texts("digest.to_rate", n=content.to_rate, min=content.enough_ratings)


def theme_facts(texts: Texts, part: ThemeSection) -> str:
    """Return a theme's comments and stars, whether people oppose each other, and its language."""
    facts = [comments_text(texts, part.comments, is_exact=part.is_exact), stars_short(texts, part.mean, part.missing)]
    if any(each.side for each in part.quotes):
        facts.append(texts("themes.opposed"))
    if part.language:
        facts.append(theme_languages(texts, part.language))
    return " · ".join(facts)


def more_line(texts: Texts, more: Sequence[ThemeSection], named: int) -> str:
    """Return the themes that are not shown in full, with their comments and stars. named: how many names at most."""
    if not named:
        return texts("digest.more_themes", n=len(more))
    names: list[str | Message] = [
        f"{_short(part.name)} ({_comments(texts, part)} · {stars_short(texts, part.mean, part.missing)})"
        for part in more[:named]
    ]
    if len(more) > named:
        names.append(Message("digest.more_others", {"n": len(more) - named}))
    return texts("digest.more_themes_named", n=len(more), names=names)


def _comments(texts: Texts, part: ThemeSection) -> str:
    return range_of_step(texts, part.comments, is_exact=part.is_exact)


def news_sentences(texts: Texts, news: WhatsNew | None) -> list[str]:
    """Return what came since the last digest; nothing in the first."""
    if news is None:
        return []
    facts = [*_new_counts(texts, news), *([texts("digest.first_themes")] if news.is_first else [])]
    since = when(news.since)
    nothing = texts("digest.since_little", at=since) if news.has_little else texts("digest.since_nothing", at=since)
    sentences = [texts("digest.since", at=since, news=facts) if facts else nothing]
    if news.themes:
        sentences.append(
            texts("digest.new_themes", n=len(news.themes), names=[f"*{_short(name)}*" for name in news.themes])
        )
    sentences += [texts("digest.theme_split", theme=_short(name), other=_short(other)) for name, other in news.splits]
    return sentences + [
        texts("digest.theme_merged", theme=_short(name), other=_short(other)) for name, other in news.merges
    ]


def _new_counts(texts: Texts, news: WhatsNew) -> list[str]:
    if news.is_exact:
        facts = [
            texts("digest.new_people", n=news.people) if news.people else "",
            texts("digest.new_comments", n=news.comments) if news.comments else "",
            texts("digest.new_ratings", n=news.ratings) if news.ratings else "",
        ]
    else:
        facts = [
            texts("digest.about_people", n=news.people) if news.people else "",
            texts("digest.about_comments", n=news.comments) if news.comments else "",
            texts("digest.about_ratings", n=news.ratings) if news.ratings else "",
        ]
    return [fact for fact in facts if fact]


def _short(name: str) -> str:
    return escape(cut(name, _MAX_NAME))


def why_no_themes(texts: Texts, content: Content) -> list[str]:
    """Return why there are no themes, nothing where there are some."""
    comments, is_open = content.counts.comments, content.exchange.is_open
    if comments == 0:
        return [texts("digest.no_comment.open" if is_open else "digest.no_comment.closed")]
    if content.parts:
        return []
    if content.themes_pending:  # a preview: what is posted waits for them
        return [texts("digest.themes_pending")]
    if content.themes_missing:
        return [texts("digest.themes_missing")]
    if comments < MIN_COMMENTS:
        return [texts("digest.too_few.open", min=MIN_COMMENTS) if is_open else texts("digest.too_few.closed")]
    return [texts("digest.too_alike")]


def footer(texts: Texts, content: Content, *, is_short: bool = False) -> str:
    """Return what stars mean, whose words are quoted, who helped, and of when the numbers are.

    is_short: of the form that quotes nobody, and so says nothing of quotes.
    """
    exchange = content.exchange
    facts = [
        star_meaning_text(texts, exchange),
        texts("digest.names.hidden" if exchange.is_anonymous else "digest.names.shown"),
    ]
    if is_short:
        pass
    elif content.loose or any(part.quotes for part in content.parts):
        facts.append(texts("digest.quotes", min=content.enough_ratings))
    elif content.parts:
        least = content.enough_ratings
        is_open = exchange.is_open
        facts.append(
            texts("digest.no_quotes.open", min=least) if is_open else texts("digest.no_quotes.closed", min=least)
        )
    facts += [
        languages_line(texts, list(content.languages)),
        vectors_line(content.themes_note, content.services, texts),
        summary_line(content.summary_note, content.services, texts),
    ]
    if content.stars_made_at:
        facts.append(as_of_text(texts, content.stars_made_at))
    if content.root:
        facts.append(texts("digest.root", n=content.release, root=content.root))
    if content.themes_as_of:
        facts.append(texts("common.themes_at", at=when(content.themes_as_of)))
    return " · ".join(each.removesuffix(".") for each in facts if each)
