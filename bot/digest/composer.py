"""Composition of a digest: themes, scores and comments become its content, and that is frozen as it will be posted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.core.summary import Sentence
from bot.digest.blocks import body
from bot.digest.content import Content, Material, build, is_worth
from bot.digest.cover import Choose, Cover, find_coverage, find_voices, no_choice, no_cover
from bot.digest.coverage import CoverageFacts
from bot.digest.selection import select
from bot.digest.theme_source import ThemeSource
from bot.domain.ai_services import FAILED
from bot.domain.coverage import percents
from bot.domain.figures import load_figures
from bot.domain.found_themes import Found, Score, Write, no_scores, no_writer
from bot.domain.key_quotes import load_key_quotes
from bot.domain.name_reviews import find_wait
from bot.domain.people_counts import get_counts
from bot.domain.public_counts import get_public_counts, ratings_for_stars, update_public_counts
from bot.domain.results_links import get_release_link
from bot.domain.theme_names import is_silent
from bot.slack.deadlines import stretched
from bot.texts import Texts, texts_for
from storage import digests, held_digests, moderation, release_roots, schedules, theme_changes, themes
from storage.deliveries import CLOSING, NO_NAMES_YET, NO_THEMES_YET, Delivery
from storage.digests import Digest, DigestBody, DigestFacts
from storage.enums import DeliveryKind, DigestForm
from storage.exchanges import Exchange

PREVIEW_WAIT = 30.0
"""Seconds that a preview waits for themes."""

LATE_AFTER = timedelta(minutes=30)
"""How late a scheduled digest must be to say when it should have come."""

_NO_THEMES_AFTER = timedelta(hours=1)
"""How long a closing digest is put off where finding its themes fails again and again, once a minute."""

_FAILED_AGAIN = timedelta(minutes=1)

_SIGNS = {DigestForm.FULL: "", DigestForm.SHORT: "s", DigestForm.MODERATORS: "m"}
"""What keeps digests of different forms apart, that are about the same."""

log = structlog.get_logger()


class ThemesPendingError(Exception):
    """The themes of a digest are still being found: it is looked at again after a while, and nothing was tried yet.

    reason: what the delivery waits for, as its row has it.
    """

    reason = NO_THEMES_YET

    def __init__(self, again_in: timedelta) -> None:
        super().__init__()
        self.again_in = again_in


class NamesPendingError(ThemesPendingError):
    """The themes are found, and moderators are asked whether their names are right."""

    reason = NO_NAMES_YET


class DigestComposer:
    """Makes digests.

    write: who writes their summaries; score: what makes the release of figures that is due; choose, cover: what finds
    more quotes, and measures all.
    """

    def __init__(
        self,
        ctx: Context,
        source: ThemeSource,
        *,
        write: Write = no_writer,
        score: Score = no_scores,
        choose: Choose = no_choice,
        cover: Cover = no_cover,
    ) -> None:
        self._ctx = ctx
        self._source = source
        self._write = write
        self._score = score
        self._choose, self._cover = choose, cover

    @property
    def waiting(self) -> frozenset[int]:
        """The exchanges whose digests have to wait, since their themes are being found."""
        return self._source.running

    async def make(self, one: Delivery, exchange: Exchange) -> Digest | None:
        """Return the digest of a delivery, made and frozen once; None when a scheduled one has nothing new to say.

        Raises ThemesPendingError while it has to wait for its themes or their names.
        """
        is_held = one.kind == DeliveryKind.HOLD
        async with self._ctx.storage.read() as db:
            base = await digests.get_last_in(db, one.scope, one.channel_id)
            schedule = await schedules.get(db, one.scope, one.channel_id) if one.is_scheduled else None
            form = DigestForm(schedule.form) if schedule else DigestForm.FULL
            # Channels that last heard the same share one digest, but for those that moderators may change.
            slot = f"{one.slot}|{base.digest_id if base else 0:x}{_SIGNS[form]}"
            slot = held_digests.slot_of(one.delivery_id, 0) if is_held else slot
            earlier = await digests.get(db, one.scope, one.digest_id) if one.digest_id else None
            made = earlier or await digests.get_by_slot(db, one.scope, slot)
            counts = await get_counts(self._ctx, db, exchange)
        if made:
            return made
        if one.is_scheduled and not is_worth(counts, base, at_least=schedule.at_least if schedule else 0):
            return None
        due_at = one.due_at if one.is_scheduled and not is_held else None
        return await self._make(one, exchange, slot, base, form, due_at=due_at)

    async def make_again(self, one: Delivery, exchange: Exchange, slot: str) -> Digest:
        """Return a digest that moderators were shown, made and frozen again. slot: of this version of it.

        Raises ThemesPendingError.
        """
        async with self._ctx.storage.read() as db:
            base = await digests.get_last_in(db, one.scope, one.channel_id)
            schedule = await schedules.get(db, one.scope, one.channel_id)
        form = DigestForm(schedule.form) if schedule else DigestForm.FULL
        return await self._make(one, exchange, slot, base, form)

    async def _make(
        self,
        one: Delivery,
        exchange: Exchange,
        slot: str,
        base: Digest | None,
        form: DigestForm,
        *,
        due_at: datetime | None = None,
    ) -> Digest:
        """Make a digest and freeze it. base: the last one there. due_at: when it should have come."""
        found = await self._find_themes(one, exchange)
        await self._require_names(one, exchange, found)
        await self._score(exchange)
        texts = texts_for(exchange.language)
        composed = await self._compose(texts, exchange, found, base=base, due_at=due_at)
        waiting = await self._count_waiting(exchange) if form == DigestForm.MODERATORS else None
        frozen = body(texts, composed, is_short=form == DigestForm.SHORT, waiting=waiting)
        async with self._ctx.storage.write() as db:
            return await digests.save(
                db,
                one.scope,
                slot=slot,
                made_at=self._ctx.clock(),
                facts=_facts(composed),
                body=frozen,
                quoted=list(frozen.quotes),
            )

    async def preview(self, texts: Texts, exchange: Exchange, channel_id: str) -> DigestBody:
        """Return a digest as it would be posted in a channel now, in the language of texts; nothing is saved.

        It shows the figures of the last release: a preview before and after one more rating is the same.
        """
        async with self._ctx.storage.read() as db:
            base = await digests.get_last_in(db, exchange.scope, channel_id)
        found = await self._source.look(exchange, wait=stretched(PREVIEW_WAIT))
        return body(texts, await self._compose(texts, exchange, found, base=base))

    async def _count_waiting(self, exchange: Exchange) -> int:
        async with self._ctx.storage.read() as db:
            return await moderation.count_waiting(db, exchange.tenant_id, exchange.exchange_id)

    async def _find_themes(self, one: Delivery, exchange: Exchange) -> Found:
        found = await self._source.look(exchange, since=one.claimed_at)
        if found.is_pending:
            raise ThemesPendingError(timedelta(0))  # at the end of the run, which wakes the scheduler
        has_time = self._ctx.clock() - (one.claimed_at or one.due_at) < _NO_THEMES_AFTER
        if found.missing and one.slot.startswith(CLOSING) and has_time:
            raise ThemesPendingError(_FAILED_AGAIN)
        return found

    async def _require_names(self, one: Delivery, exchange: Exchange, found: Found) -> None:
        """Raise NamesPendingError while moderators are asked about the names that this digest would show first."""
        now = self._ctx.clock()
        async with self._ctx.storage.read() as db:
            wait = await find_wait(db, exchange, found.themes, due_at=one.due_at, now=now)
        if wait:
            raise NamesPendingError(wait.again_at - now)

    async def _compose(
        self, texts: Texts, exchange: Exchange, found: Found, *, base: Digest | None, due_at: datetime | None = None
    ) -> Content:
        """Return what a digest says now.

        texts: of the readers. base: the last digest in that channel, from which "new" counts. due_at: when it should
        have come.
        """
        material = await self._load(exchange, found, base)
        is_late = due_at is not None and self._ctx.clock() - due_at > LATE_AFTER
        content = build(texts, material, services=self._ctx.services, late_since=due_at if is_late else None)
        content = replace(content, page=await get_release_link(self._ctx, exchange, material.figures.revision))
        sentences, note = await self._write_summary(exchange, content)
        content = replace(content, summary=sentences, summary_note=note)
        # Drawn with room for the line, so that the quotes that are measured are those that are shown.
        draft = body(texts, replace(content, coverage=CoverageFacts()))
        voices = await find_voices(self._ctx, content, draft, material.rated, self._choose)
        if voices:
            content = replace(content, voices=voices)
            draft = body(texts, replace(content, coverage=CoverageFacts()))
        coverage = await find_coverage(self._ctx, content, draft, material.figures.findings, self._cover)
        return replace(content, coverage=coverage)

    async def _load(self, exchange: Exchange, found: Found, base: Digest | None) -> Material:
        exchange = await update_public_counts(self._ctx, exchange, self._ctx.clock())  # may be the first of its time
        async with self._ctx.storage.read() as db:
            rated = await themes.list_rated(db, exchange.scope, min_ratings=exchange.min_group_size)
            figures = await load_figures(db, exchange, [each.comment_id for each in rated])
            selection = select([theme for theme in found.themes if not is_silent(theme)], rated, figures)
            quotable = {each.comment_id for each in rated}
            shown = await get_public_counts(self._ctx, db, exchange)
            return Material(
                exchange=exchange,
                keys=await load_key_quotes(db, exchange.scope, found.themes, only=quotable),
                found=found,
                counts=await get_counts(self._ctx, db, exchange),
                shown=shown,
                figures=figures,
                selection=selection,
                words=await themes.get_words(db, exchange.scope, {each.comment_id for each in selection.comments}),
                base=base,
                changes=await theme_changes.list_since(db, exchange.scope, base.made_at) if base else (),
                to_rate=shown.to_rate,
                enough_ratings=ratings_for_stars(exchange),
                rated=rated,
                ledger=shown.ledger,
                root=await release_roots.get_root(db, exchange.scope, figures.revision),
            )

    async def _write_summary(self, exchange: Exchange, content: Content) -> tuple[tuple[Sentence, ...], str]:
        """Return what a service wrote, and what happened; whatever goes wrong with it, the digest comes."""
        numbers: Mapping[int, int] = content.numbers
        try:
            return await self._write(exchange, content.subjects, numbers)
        except Exception as error:  # noqa: BLE001 - as said
            log.warning("summary_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
            return (), FAILED


def _facts(composed: Content) -> DigestFacts:
    """Return what is kept of a digest beside its message: with what its quotes speak for."""
    found = composed.coverage
    coverage = percents(found.comments, found.people) if found else ()
    return replace(composed.facts, coverage=coverage, release=composed.release)
