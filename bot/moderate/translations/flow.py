"""What becomes of a press on Translate, and of a moderator's correction."""

from dataclasses import dataclass

from bot.context import Context
from bot.domain.access import admit, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.moderation_log import record
from bot.domain.policy import Act
from bot.domain.roles import can
from bot.domain.screening import load_screening
from bot.domain.translations import Translation, list_translations, seal
from bot.moderate.translations.payloads import TEXT, Ref
from bot.slack.mrkdwn import tidy
from bot.texts import LANGUAGES
from storage import comments, translations
from storage.comments import Comment
from storage.enums import ActKind, CommentState
from storage.exchanges import Exchange
from storage.session import Db

MAX_TEXT = 3000
"""Characters of a translation, what Slack takes in one field."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment and its translations, as somebody may see them. can_correct: it is a moderator."""

    exchange: Exchange
    comment: Comment
    found: tuple[Translation, ...]
    can_correct: bool

    def into(self, language: str) -> Translation | None:
        """Return the translation into a language, None without one."""
        return next((each for each in self.found if each.language == language), None)


async def show(ctx: Context, actor: Actor, ref: Ref) -> Shown:
    """Return a comment with its translations: what was kept before, so that nothing is asked of a service now.

    Nothing is written, and no log names the comment. Raises UserError where the comment is not shown, or the exchange
    is not for this person.
    """
    can_correct = await can(ctx, actor, Act.MODERATE)
    admission = None if can_correct else await admit(ctx, actor, ref.exchange_id)
    async with ctx.storage.read() as db:
        if admission is None:
            exchange = await get_exchange(db, actor, ref.exchange_id)
        else:
            exchange = await get_started(db, admission)
        comment = await _get_live(db, exchange, ref)
        found = await list_translations(ctx, db, exchange, comment.comment_id)
    return Shown(exchange, comment, tuple(found), can_correct)


async def correct(ctx: Context, actor: Actor, ref: Ref, *, text: str, why: str) -> Shown:
    """Save a moderator's translation of the words that they saw, with an act in the log; return what is shown then.

    Raises UserError for no words or too many, for what the rules hold back, and where the comment has other words now.
    """
    if ref.language not in LANGUAGES:
        raise UserError("moderate.old_card")
    one = Translation(ref.language, tidy(text), tidy(why), is_corrected=True)

    async def work(db: Db) -> Shown:
        exchange = await get_exchange(db, actor, ref.exchange_id)
        if not one.text:
            raise UserError("translate.no_words", block_id=TEXT)
        if max(len(one.text), len(one.why)) > MAX_TEXT:
            raise UserError("translate.too_long", max=MAX_TEXT, block_id=TEXT)
        if not exchange.translates_comments:
            raise UserError("translate.not_here")
        comment = await _get_live(db, exchange, ref)
        held = [
            each.rule for each in (await load_screening(ctx, db, actor.tenant_id)).find(exchange, one.text, one.why)
        ]
        if held:
            grounds = [actor.texts(f"audit.ground.{each}") for each in dict.fromkeys(held)]
            raise UserError("translate.held", grounds=grounds, block_id=TEXT)
        sealed = seal(ctx.tenant_key(actor.tenant_id), exchange, comment.comment_id, one)
        if not await translations.correct(db, exchange.scope, sealed, version=comment.version):
            raise UserError("translate.gone", number=ref.number)
        await record(ctx, db, exchange, comment.comment_id, ActKind.TRANSLATE, actor=actor)
        found = await list_translations(ctx, db, exchange, comment.comment_id)
        now = await comments.get_by_id(db, exchange.scope, comment.comment_id)
        return Shown(exchange, now or comment, tuple(found), can_correct=True)

    return await ctx.storage.transact(work)


async def _get_live(db: Db, exchange: Exchange, ref: Ref) -> Comment:
    """Return the comment that others see now. Raises UserError when it is gone, or has other words than were seen."""
    comment = await comments.get_by_number(db, exchange.scope, ref.number)
    is_other = comment is not None and ref.version and comment.version != ref.version
    if comment is None or comment.state != CommentState.LIVE or is_other:
        raise UserError("translate.gone", number=ref.number)
    return comment
