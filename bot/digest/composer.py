"""Composition of a digest: themes, scores, comments and what changed, put together as its content."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.context import Context
from bot.core.scoring import MIN_RATINGS_SHOWN
from bot.core.summary import QuotableComment, Remark, Sentence, Subject, summarise
from bot.digest import content
from bot.digest.content import CommonGround, Content, GroupDifference, Quote, ThemeSection
from bot.digest.theme_source import ThemeSource
from bot.domain.ai_services import FAILED
from bot.domain.findings import findings_of
from bot.domain.found_themes import Found
from bot.domain.theme_names import is_silent, theme_name
from bot.slack.deadlines import stretched
from bot.texts import Texts
from storage import exchanges, scores, theme_changes, themes
from storage.digests import Digest
from storage.exchanges import Counts, Exchange
from storage.themes import Rated, Theme

PREVIEW_WAIT = 30.0
"""Seconds that a preview waits for themes."""

log = structlog.get_logger()


async def compose(
    ctx: Context,
    runs: ThemeSource,
    texts: Texts,
    exchange: Exchange,
    *,
    base: Digest | None,
    due_at: datetime | None = None,
    found: Found | None = None,
) -> Content:
    """Return what a digest says now.

    texts: of the readers. base: the last digest in that channel, from which "new" counts. due_at: when it should have
    come. found: its themes, looked for here when not given.
    """
    found = found or await runs.look(exchange, wait=stretched(PREVIEW_WAIT))
    apart = sum(theme.comments for theme in found.themes if is_silent(theme))
    found = replace(found, themes=[theme for theme in found.themes if not is_silent(theme)])
    await runs.score(exchange)
    async with ctx.storage.read() as db:
        counts = await exchanges.get_counts(db, exchange.scope)
        mean = await themes.mean_stars(db, exchange.scope, min_raters=exchange.min_group_size)
        rated = await themes.list_rated(db, exchange.scope, min_ratings=MIN_RATINGS_SHOWN)
        picked = content.choose_sections(found.themes, rated)
        run = await scores.get_run(db, exchange.scope)
        difference = content.find_difference(findings_of(run), rated)
        shared = content.find_shared(findings_of(run), rated)
        shown = [each for some in (*picked.values(), content.find_divided(rated)) for each in some]
        shown += [each[0] for each in (difference, shared) if each]
        words = await themes.get_words(db, exchange.scope, {each.comment_id for each in shown})
        changes = await theme_changes.list_since(db, exchange.scope, base.made_at) if base else []
    numbers = {each.comment_id: each.number for each in shown}
    subjects = content.subjects_of(texts, found.themes, picked, words)
    sentences, summary_note = await _write_summary(runs, exchange, subjects, numbers)
    remarks = _remarks(exchange, subjects, content.quotable(shown, words), counts, mean)
    return Content(
        exchange=exchange,
        counts=counts,
        mean=mean,
        parts=_sections(texts, found.themes, picked, words),
        apart=apart,
        summary=sentences,
        remarks=remarks,
        numbers=numbers,
        differ=_difference(difference, words),
        shared=_common_ground(shared, words),
        themes_note=found.note,
        summary_note=summary_note,
        services=ctx.services,
        loose=_quotes(picked.get(None, ()), words),
        news=content.compute_news(texts, counts, found.themes, base, changes),
        due_at=due_at if due_at and ctx.clock() - due_at > content.LATE_AFTER else None,
        themes_as_of=found.as_of,
        themes_missing=found.missing,
        themes_pending=found.is_pending,
        languages=tuple(theme.language for theme in found.themes),
        is_closing=not exchange.is_open,
        facts=content.snapshot_facts(counts, found.themes),
    )


def _remarks(
    exchange: Exchange,
    subjects: Sequence[Subject],
    others: Sequence[QuotableComment],
    counts: Counts,
    mean: float | None,
) -> tuple[Remark, ...]:
    """Return what to say where no service writes a summary. others: comments that may be quoted."""
    return summarise(subjects, others, total=counts.comments, mean=mean or 0.0, min_ratings=exchange.min_group_size)


def _sections(
    texts: Texts, found: Sequence[Theme], picked: Mapping[int | None, Sequence[Rated]], words: Mapping[int, str]
) -> tuple[ThemeSection, ...]:
    """Return the themes with their quotes. picked: whom to quote by theme; words: by comment."""
    main = found[0].language if found else ""
    has_several = len({theme.language for theme in found} - {""}) > 1
    return tuple(
        ThemeSection(
            theme.key,
            theme_name(texts, theme),
            theme.comments,
            theme.ratings,
            theme.mean,
            _quotes(picked.get(theme.theme_id, ()), words),
            theme.language if has_several and theme.language != main else "",
        )
        for theme in found
    )


def _quotes(rated: Sequence[Rated], words: Mapping[int, str]) -> tuple[Quote, ...]:
    quotes = (content.make_quote(each, words) for each in rated)
    return tuple(each for each in quotes if each is not None)


def _difference(found: tuple[Rated, str, float, float] | None, words: Mapping[int, str]) -> GroupDifference | None:
    if found is None:
        return None
    rated, group, mean, others = found
    quote = content.make_quote(rated, words)
    return GroupDifference(quote, group, mean, others) if quote else None


def _common_ground(found: tuple[Rated, float] | None, words: Mapping[int, str]) -> CommonGround | None:
    quote = content.make_quote(found[0], words) if found else None
    return CommonGround(quote, found[1]) if quote and found else None


async def _write_summary(
    runs: ThemeSource, exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
) -> tuple[tuple[Sentence, ...], str]:
    """Return what a service wrote, and what happened; whatever goes wrong with it, the digest comes."""
    try:
        return await runs.write(exchange, subjects, numbers)
    except Exception as error:  # noqa: BLE001 - as said
        log.warning("summary_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
        return (), FAILED
