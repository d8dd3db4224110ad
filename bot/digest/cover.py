"""Finds, in the worker process, for how many comments and people the quotes of a digest speak, and more quotes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import Random

import structlog

from bot.context import Context
from bot.core.coverage_data import Coverage, CoverageRequest, MoreRequest, Share
from bot.core.limits import LIKED
from bot.digest.content import Content, Quote
from bot.digest.coverage import CoverageFacts
from bot.domain.findings import ScoreFindings
from bot.log import safe_info
from bot.slack.deadlines import within
from storage import authors, themes
from storage.digests import DigestBody
from storage.exchanges import Exchange
from storage.themes import Rated

Cover = Callable[[CoverageRequest], Awaitable[Sequence[Coverage]]]
"""Measures each list of quotes; nothing where there is no encoder."""

Choose = Callable[[MoreRequest], Awaitable[Sequence[tuple[int, str]]]]
"""Chooses further comments to quote, by their place, each with its clause; none where there is no encoder."""

MAX_SECONDS = 15.0
"""Seconds that a digest waits for its coverage, and for more quotes; it does without what takes longer."""

MAX_VOICES = 6
"""Quotes beside those of the themes."""

_MAX_JUDGED = 5_000  # comments; of a larger exchange a random sample, whose shares are within 1.4 points
_MAX_CANDIDATES = 1_000  # comments from which more quotes are chosen
_MIN_LIKED = 10  # comments that a group likes
_MIN_OF_THEME = 5  # judged comments of a theme that is named as the one that the quotes say least about

log = structlog.get_logger()


async def no_cover(asked: CoverageRequest) -> Sequence[Coverage]:
    """Do without."""
    _ = asked
    return ()


async def no_choice(asked: MoreRequest) -> Sequence[tuple[int, str]]:
    """Do without."""
    _ = asked
    return ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """The comments that quotes are to speak for: ids, words, and numbers of their authors, -1 for nobody."""

    ids: list[int]
    texts: list[str]
    people: list[int]

    def rows(self, comment_ids: set[int]) -> list[int]:
        return [at for at, each in enumerate(self.ids) if each in comment_ids]


async def find_coverage(
    ctx: Context, content: Content, draft: DigestBody, findings: ScoreFindings, cover: Cover
) -> CoverageFacts | None:
    """Return the coverage of a digest; None without quotes, without an encoder, or where it failed, which is logged.

    draft: the digest as it is drawn, which knows whom it quotes. findings: with the stars of groups that may be shown.
    """
    exchange = content.exchange
    quoted = list_quoted(content, draft)
    if not quoted:
        return None
    try:
        async with within(MAX_SECONDS):
            judged, placed = await _load(ctx, exchange)
            liked = _list_liked(findings, judged)
            asked = CoverageRequest(
                judged.texts,
                judged.people,
                [
                    [each.text for each in quoted],
                    *([[each.text for each in content.summary]] if content.summary else []),
                ],
                groups=[rows for _, rows in liked],
                themes=[judged.rows(placed.get(each.theme_id, set())) for each in content.parts],
                seed=exchange.exchange_id,
            )
            found = await cover(asked)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with it, the digest comes
        facts = {"error": type(error).__name__, "where": safe_info(error)}
        log.warning("coverage_failed", exchange_id=exchange.exchange_id, **facts)
        return None
    if not found:
        return None
    wrote = len(set(judged.people) - {-1})
    return _facts(content, quoted, found, [name for name, _ in liked], has_people=wrote >= 2 * exchange.min_group_size)


async def find_voices(
    ctx: Context, content: Content, draft: DigestBody, rated: Sequence[Rated], choose: Choose
) -> tuple[Quote, ...]:
    """Return more quotes, of comments for which no other quote speaks; none where it failed, which is logged.

    rated: what may be quoted. Where there are no themes the highest comments are quoted, and no others.
    """
    exchange, numbers = content.exchange, {each.comment_id: each.number for each in rated}
    if not content.parts:
        return ()
    try:
        async with within(MAX_SECONDS):
            judged, _ = await _load(ctx, exchange)
            candidates = judged.rows(set(numbers) - set(draft.quotes))
            quotes = [each.text for each in list_quoted(content, draft)]
            found = await choose(MoreRequest(judged.texts, quotes, candidates[:_MAX_CANDIDATES], MAX_VOICES))
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with it, the digest comes
        facts = {"error": type(error).__name__, "where": safe_info(error)}
        log.warning("voices_failed", exchange_id=exchange.exchange_id, **facts)
        return ()
    return tuple(Quote(judged.ids[at], numbers[judged.ids[at]], clause) for at, clause in found)


def list_quoted(content: Content, draft: DigestBody) -> list[Quote]:
    """Return what a digest quotes, each comment once, with its words as they are shown."""
    remarks = [each for each in content.remarks if each.kind == "divided" or not content.summary]
    every = [quote for part in content.parts for quote in part.quotes]
    every += [*content.voices, *content.loose, *(found.quote for found in (content.differ, content.shared) if found)]
    every += [Quote(each.comment.comment_id, 0, each.comment.text) for each in remarks]
    first = {each.comment_id: each for each in reversed(every)}
    first |= {each.comment_id: each for part in content.parts for each in part.quotes}
    return [each for comment_id, each in first.items() if comment_id in draft.quotes]


async def _load(ctx: Context, exchange: Exchange) -> tuple[_Judged, dict[int, set[int]]]:
    """Return the judged comments, and the comments of each theme."""
    async with ctx.storage.read() as db:
        texts = await themes.list_texts(db, exchange.scope)
        wrote: dict[int, int] = {}
        for key in ctx.keys_of([exchange]).values():  # without its key nobody's number is known
            wrote = await authors.number_authors(db, exchange.scope, key.seals)
        placed = await themes.list_members(db, exchange.scope)
    if len(texts) > _MAX_JUDGED:
        texts = Random(exchange.exchange_id).sample(texts, _MAX_JUDGED)
    members: dict[int, set[int]] = {}
    for comment_id, theme_id in placed.items():
        members.setdefault(theme_id, set()).add(comment_id)
    ids = [comment_id for comment_id, _ in texts]
    return _Judged(ids, [text for _, text in texts], [wrote.get(each, -1) for each in ids]), members


def _list_liked(findings: ScoreFindings, judged: _Judged) -> list[tuple[str, list[int]]]:
    """Return the judged comments that each large group likes: only of figures that may be shown of a group."""
    liked: dict[str, set[int]] = {}
    for cell in findings.cells:
        if cell.stars > LIKED:
            liked.setdefault(cell.group, set()).add(cell.comment_id)
    rows = ((group, judged.rows(ids)) for group, ids in sorted(liked.items()))
    return [(group, some) for group, some in rows if len(some) >= _MIN_LIKED]


def _facts(
    content: Content, quoted: Sequence[Quote], found: Sequence[Coverage], groups: Sequence[str], *, has_people: bool
) -> CoverageFacts:
    first, shown = found[0], {each.comment_id for each in quoted}
    themes_found = [
        (part.name, share)
        for part, share in zip(content.parts, first.themes, strict=True)
        if share is not None and part.comments >= _MIN_OF_THEME
    ]
    return CoverageFacts(
        first.comments,
        first.people if has_people else None,
        tuple((name, share) for name, share in zip(groups, first.groups, strict=True) if share is not None),
        found[1].comments if len(found) > 1 else None,
        tuple(part.name for part in content.parts if shown.isdisjoint(each.comment_id for each in part.quotes)),
        min(themes_found, key=_quotes_of, default=None),
    )


def _quotes_of(theme: tuple[str, Share]) -> float:
    return theme[1].quotes
