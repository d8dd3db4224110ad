"""Reads what is public of an exchange: one release of it, and the live comments that it knows."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.figures import load_figures, order_common
from bot.domain.findings import ScoreFindings, findings_of
from bot.domain.key_quotes import load_key_quotes
from bot.domain.people_counts import PeopleTools
from bot.domain.public_counts import get_public_counts, ratings_for_stars
from bot.domain.public_set import PublicSet
from bot.domain.public_sets import Shown, make_sets
from bot.domain.published import Checkpoint, Published
from bot.domain.published_parts import Given, make_published
from bot.domain.quotable import list_withheld, withhold
from bot.domain.released_names import without_lost_names
from storage import answers, published, release_roots, released_themes, releases, scores, theme_sets, translations
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.published import LiveComment, ReleasedStars, StoredTheme
from storage.releases import Release
from storage.scores import Score
from storage.session import Db

_TOP = 5


class UnknownReleaseError(Exception):
    """The exchange has no release of that number."""


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of one release. scores: with tiers, of the last one alone. common, best: comment ids."""

    findings: ScoreFindings
    stars: Mapping[int, ReleasedStars]
    scores: Mapping[int, Score]
    common: Sequence[tuple[int, float]]
    best: Sequence[int]


async def get_mark(ctx: PeopleTools, db: Db, exchange: Exchange, release: Checkpoint | None) -> str:
    """Return a mark that changes whenever anything of `load_published` may, in one short query.

    release: whose figures were loaded: while an exchange is open, a comment of a later day is in none of them, and
    leaves the mark as it is. Once an exchange is closed its counts may be ten minutes older than they are.
    """
    exchange = exchange.as_of(ctx.clock())
    counted = exchange.counted_at if exchange.is_open else int(ctx.clock().timestamp()) // 600
    given = await answers.get_mark(db, exchange.scope)
    sets = await theme_sets.get_mark(db, exchange.scope)
    parts = (
        counted,
        given,
        sets,
        exchange.state,
        exchange.closed_at,
        exchange.question,
        exchange.background,
        sorted((exchange.roster or {}).items()),
    )
    until = None
    if exchange.is_open:
        until = release.made_at.astimezone(ZoneInfo(exchange.zone)).date() if release else date.min
    translated = (await translations.get_mark(db, exchange.scope),) if exchange.translates_comments else ()
    return "|".join(str(each) for each in (await published.get_mark(db, exchange.scope, until), *parts, *translated))


async def load_published(ctx: PeopleTools, db: Db, exchange: Exchange, release: int | None = None) -> Published:
    """Return what is public of an exchange that has opened. release: number of an earlier one, None for the last.

    Raises UnknownReleaseError, and ValueError for a draft.
    """
    exchange = exchange.as_of(ctx.clock())
    if exchange.state == ExchangeState.DRAFT:
        raise ValueError("nothing of a draft is public")
    scope = exchange.scope
    every = await releases.list_releases(db, scope)
    wanted = _choose(every, release)
    roots = await release_roots.map_roots(db, scope)
    is_last = wanted is None or wanted.number == every[-1].number
    figures = await _last(db, exchange) if wanted is None or is_last else await _earlier(db, exchange, wanted)
    live, themes = await _themes(db, exchange, None if is_last else wanted)
    quoted, themes = withhold(exchange, live, themes)
    withheld = list_withheld(exchange, live)
    checkpoint = _checkpoint(wanted, roots) if wanted else None
    given = Given(
        exchange=exchange,
        release=checkpoint,
        releases=tuple(_checkpoint(each, roots) for each in every),
        is_last=is_last,
        counts=await get_public_counts(ctx, db, exchange),
        findings=figures.findings,
        stars=figures.stars,
        scores=figures.scores,
        common=figures.common,
        best=figures.best,
        live=quoted,
        themes=themes,
        quotes=await load_key_quotes(db, scope, themes, only=_quotable(live, withheld)),
        mark=await get_mark(ctx, db, exchange, checkpoint),
        withheld=withheld,
    )
    kept = await theme_sets.list_sets(db, scope) if is_last else []
    made = await asyncio.to_thread(make_published, given)  # a large one takes seconds, and people go on clicking
    answered = await answers.list_for(db, scope)
    sets: tuple[PublicSet, ...] = ()
    if kept:
        numbers = {each.comment_id: each.number for each in live if each.number in made.by_number}
        shown = Shown(exchange, live, withheld, {at: made.by_number[number] for at, number in numbers.items()})
        sets = await asyncio.to_thread(make_sets, shown, kept)
    return replace(
        made,
        theme_sets=sets,
        answers=tuple(each for each in answered if each.number in made.by_number),
        theme_answers=tuple(each for each in answered if each.theme in made.theme_by_number),
    )


def _quotable(live: Sequence[LiveComment], withheld: frozenset[int]) -> set[int] | None:
    """Return the ids of the comments that may be quoted, None where all may."""
    return {each.comment_id for each in live} - withheld if withheld else None


async def _themes(
    db: Db, exchange: Exchange, earlier: Release | None
) -> tuple[Sequence[LiveComment], Sequence[StoredTheme]]:
    """Return the live comments with their themes: of now, or as an earlier release had them, in the words of now.

    An earlier release keeps first themes alone.
    """
    live = await published.list_live(db, exchange.scope)
    if earlier is None:
        return live, await published.list_themes(db, exchange.scope)
    members = await released_themes.map_members(db, exchange.scope, earlier.number)
    then = [replace(each, theme_id=members.get(each.comment_id), second_theme_id=None) for each in live]
    return then, without_lost_names(await released_themes.list_at(db, exchange.scope, earlier.number), then)


async def _last(db: Db, exchange: Exchange) -> _Figures:
    """Return the figures that screens show now."""
    found = await scores.list_for(db, exchange.scope)
    findings = findings_of(await scores.get_run(db, exchange.scope))
    figures = await load_figures(db, exchange, [each.comment_id for each in findings.common])
    best = await scores.list_best(db, exchange.scope, min_ratings=ratings_for_stars(exchange), limit=_TOP)
    stars = {at: ReleasedStars(at, each.stars, each.low, each.high, each.ratings) for at, each in found.items()}
    common = [(each.comment_id, each.stars) for each in figures.common()]
    return _Figures(findings, stars, found, common, [each.comment_id for each in best])


async def _earlier(db: Db, exchange: Exchange, release: Release) -> _Figures:
    """Return the figures as an earlier release left them; tiers are kept of the last one alone."""
    facts = await releases.list_facts(db, exchange.scope)
    findings = ScoreFindings.from_json(facts[release.number])
    stars = await published.list_stars_at(db, exchange.scope, release.number)
    fit = [each for each in stars.values() if each.ratings >= ratings_for_stars(exchange)]
    best = [each.comment_id for each in sorted(fit, key=lambda each: (-each.stars, each.comment_id))]
    own = {at: (stars[at].stars, place) for place, at in enumerate(best)}
    common = [(each.comment_id, each.stars) for each in order_common(findings.common, own)]
    return _Figures(findings, stars, {}, common, best)


def _choose(every: Sequence[Release], number: int | None) -> Release | None:
    if number is None:
        return every[-1] if every else None
    found = next((each for each in every if each.number == number), None)
    if found is None:
        raise UnknownReleaseError(number)
    return found


def _checkpoint(release: Release, roots: Mapping[int, str]) -> Checkpoint:
    root = roots.get(release.number, "")
    return Checkpoint(release.number, release.made_at, release.has_groups, release.comments_changed, root)
