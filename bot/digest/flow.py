"""What happens with digests: made, set to a schedule, ended. Moderators only; the job delivers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.context import Context
from bot.core.digest_schedule import Every, next_slot
from bot.core.scoring import MIN_RATINGS_SHOWN
from bot.core.summary import Sentence, Subject, summarise
from bot.core.themes import is_apart
from bot.digest import content
from bot.digest.content import Content, Quote, ThemeSection
from bot.digest.themes import Found, ThemeRuns
from bot.domain.ai_services import FAILED, summary_line, vectors_line
from bot.slack.deadlines import stretched
from bot.slack.errors import KindError
from bot.slack.languages import language_name, languages_line
from storage import deliveries, digests, exchanges, schedules, scores, theme_changes, themes
from storage.deliveries import CLOSING, NOW, Delivery
from storage.digests import Digest
from storage.exchanges import Exchange
from storage.models import new_id
from storage.schedules import Schedule
from storage.session import Db

_RECENT = 5
_PREVIEW_WAIT = 30.0  # seconds that who asks for a preview waits for themes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DigestStatus:
    """How digests stand with an exchange."""

    exchange: Exchange
    schedules: list[Schedule]
    recent: list[Delivery]


def closing_slot(closed_at: datetime) -> str:
    """Return the slot of the closing digest: one for each time that an exchange closes."""
    return f"{CLOSING}{int(closed_at.timestamp())}"


async def compose(
    ctx: Context,
    runs: ThemeRuns,
    exchange: Exchange,
    *,
    base: Digest | None,
    due_at: datetime | None = None,
    found: Found | None = None,
) -> Content:
    """Return what a digest says now.

    base: the last digest in that channel, from which "new" counts. due_at: when it should have come. found: its themes,
    looked for here when not given.
    """
    found = found or await runs.look(exchange, wait=stretched(_PREVIEW_WAIT))
    apart = sum(theme.comments for theme in found.themes if is_apart(theme.name))
    found = replace(found, themes=[theme for theme in found.themes if not is_apart(theme.name)])
    await runs.score(exchange)
    here = (exchange.tenant_id, exchange.exchange_id)
    async with ctx.storage.read() as db:
        counts = await exchanges.get_counts(db, *here)
        mean = await themes.mean_stars(db, *here, least=exchange.smallest_group)
        rated = await themes.list_rated(db, *here, least=MIN_RATINGS_SHOWN)
        picked = content.choose_sections(found.themes, rated)
        run = await scores.get_run(db, *here)
        told = content.published_differences(run.facts if run else {}, rated)
        shown = [each for some in (*picked.values(), content.divided(rated), told.values()) for each in some]
        words = await themes.get_words(db, *here, {each.comment_id for each in shown})
        changes = await theme_changes.list_since(db, *here, base.made_at) if base else []
    quotes = {
        theme_id: tuple(
            Quote(each.comment_id, each.number, words[each.comment_id]) for each in some if each.comment_id in words
        )
        for theme_id, some in picked.items()
    }
    several = languages_line([theme.language for theme in found.themes])
    main = found.themes[0].language if found.themes else ""
    parts = tuple(
        ThemeSection(
            theme.key,
            theme.name,
            theme.comments,
            theme.ratings,
            theme.mean,
            quotes.get(theme.theme_id, ()),
            language_name(theme.language) if several and theme.language != main else "",
        )
        for theme in found.themes
    )
    numbers = {each.comment_id: each.number for each in shown}
    subjects = content.subjects_of(found.themes, picked, words)
    sentences, note = await _written(runs, exchange, subjects, numbers)
    if not sentences:
        sentences = summarise(
            subjects,
            content.spoken(shown, words),
            total=counts.comments,
            mean=mean or 0.0,
            least=exchange.smallest_group,
        )
    notes = (vectors_line(found.note, ctx.services), summary_line(note, ctx.services))
    is_late = due_at is not None and ctx.clock() - due_at > content.LATE_AFTER
    return Content(
        exchange=exchange,
        counts=counts,
        mean=mean,
        parts=parts,
        apart=apart,
        summary=sentences,
        numbers=numbers,
        between=content.between(told, words),
        notes=tuple(line for line in notes if line),
        loose=quotes.get(None, ()),
        news=content.compute_news(counts, found.themes, base, changes),
        due_at=due_at if is_late else None,
        themes_as_of=found.as_of,
        themes_missing=found.missing,
        themes_pending=found.is_pending,
        languages=several,
        is_closing=not exchange.is_open,
        facts=content.snapshot_facts(counts, found.themes),
    )


async def _written(
    runs: ThemeRuns, exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
) -> tuple[tuple[Sentence, ...], str]:
    """Return what a service wrote; whatever goes wrong with it, the digest comes."""
    try:
        return await runs.write(exchange, subjects, numbers)
    except Exception as error:  # noqa: BLE001 - as said
        log.warning("summary_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
        return (), FAILED


async def request_now(ctx: Context, exchange: Exchange, channel_id: str) -> None:
    """Owe a digest to a channel now; who asks twice while it is on its way gets one.

    Raises KindError before the opening, and after the close but for the closing digest.
    """
    now = ctx.clock()
    exchange = exchange.as_of(now)
    slot = f"{NOW}{new_id()}"
    if exchange.state == "draft":
        raise KindError("This exchange has not opened yet, so there is nothing to say.")
    if exchange.closed_at is not None and not exchange.is_open:
        slot = closing_slot(exchange.closed_at)
    here = (exchange.tenant_id, exchange.exchange_id)

    async def work(db: Db) -> bool:
        owed = exchange.is_open and await deliveries.is_manual_pending(db, *here, channel_id)
        return owed or await deliveries.enqueue(db, *here, slot=slot, channel_id=channel_id, due_at=now)

    if not await ctx.storage.transact(work):
        raise KindError("This exchange is closed, and its closing digest has its place there. No other one follows.")
    ctx.wake()


async def set_schedule(ctx: Context, exchange: Exchange, channel_id: str, every: Every, zone: str) -> Schedule:
    """Keep when digests come to a channel, and return it. zone: of who wrote it, as for every time that is written.

    Raises KindError once the exchange is closed.
    """
    if exchange.as_of(ctx.clock()).state == "closed":
        raise KindError("This exchange is closed: no digest comes after its closing one.")
    slot = next_slot(every, zone, ctx.clock())
    schedule = Schedule(exchange.exchange_id, channel_id, str(every), zone, slot.at)
    await ctx.storage.transact(lambda db: schedules.upsert(db, exchange.tenant_id, schedule))
    return schedule


async def end_schedules(ctx: Context, exchange: Exchange, channel_id: str | None) -> list[str]:
    """End the digests of a channel, or of all; return the channels that had some."""
    here = (exchange.tenant_id, exchange.exchange_id)
    return await ctx.storage.transact(lambda db: schedules.delete_schedules(db, *here, channel_id))


async def get_status(ctx: Context, exchange: Exchange) -> DigestStatus:
    """Return how digests stand with an exchange."""
    here = (exchange.tenant_id, exchange.exchange_id)
    async with ctx.storage.read() as db:
        return DigestStatus(
            exchange, await schedules.list_for(db, *here), await deliveries.list_recent(db, *here, limit=_RECENT)
        )


async def get_last(ctx: Context, exchange: Exchange, channel_id: str) -> Digest | None:
    """Return the digest that was last posted in a channel."""
    async with ctx.storage.read() as db:
        return await digests.get_last_in(db, exchange.tenant_id, exchange.exchange_id, channel_id)
