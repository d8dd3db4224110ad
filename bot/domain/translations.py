"""Translations of comments as people are shown them: opened, and offered to who reads in another language.

A comment says by itself which translations it has (storage/translations.py), so that a card needs no further question
to the database. They are sealed under the workspace's key and not under the exchange's: they stay as long as the words
that they are of, which the erasure of an exchange's key does not take away.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from bot.domain.published import Published
from bot.domain.tools import TenantKeyTools
from bot.keys import Keyring
from bot.sealing import TenantKey, WrongSealError
from bot.slack import action_ids
from bot.slack.blocks import Block, button, context_block, plain_section, plain_text
from bot.texts import Texts
from storage import translations
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.session import Db
from storage.translations import StoredTranslation

log = structlog.get_logger()

_PURPOSE = "translations"
_STEP = 256  # bytes


@dataclass(frozen=True, slots=True)
class Translation:
    """A comment's words in another language. is_corrected: by a moderator; else a machine's."""

    language: str
    text: str
    why: str = ""
    is_corrected: bool = False


def seal(key: TenantKey, exchange: Exchange, comment_id: int, one: Translation) -> StoredTranslation:
    """Return a translation as it is stored, of use for this comment and this language only."""
    plain = json.dumps([one.text, one.why], ensure_ascii=False).encode()
    about = _about(exchange.exchange_id, comment_id, one.language)
    return StoredTranslation(
        comment_id, one.language, key.cipher(_PURPOSE).seal(plain, about, step=_STEP), one.is_corrected
    )


def is_offered(translated: str, language: str) -> bool:
    """Say whether somebody who reads in a language is offered a translation: it is there, or is to come.

    translated: `Comment.translations`.
    """
    return bool({language, f"{language}?"} & set(translated.split()))


async def list_translations(ctx: TenantKeyTools, db: Db, exchange: Exchange, comment_id: int) -> list[Translation]:
    """Return the translations of a comment, without those that the server's secret does not open."""
    key = ctx.tenant_key(exchange.tenant_id)
    stored = await translations.list_of(db, exchange.scope, comment_id)
    opened = (_open(key, exchange.exchange_id, each) for each in stored)
    return sorted((each for each in opened if each), key=lambda each: each.language)


async def get_translation(
    ctx: TenantKeyTools, db: Db, exchange: Exchange, comment: Comment, language: str
) -> Translation | None:
    """Return a comment's translation into a language, None where it is not there (yet)."""
    if language not in comment.translations.split():
        return None
    found = await list_translations(ctx, db, exchange, comment.comment_id)
    return next((each for each in found if each.language == language), None)


async def map_shown(
    ctx: TenantKeyTools, db: Db, exchange: Exchange, found: Published
) -> Mapping[int, tuple[Translation, ...]]:
    """Return the translations of the comments whose words the page shows, by number; no export has any.

    found: what the page shows. A comment whose author did not agree to be quoted has no words there, in any language.
    """
    if not exchange.translates_comments:
        return {}
    key = ctx.tenant_key(exchange.tenant_id)
    translated: dict[int, tuple[Translation, ...]] = {}
    for number, each in await translations.list_live(db, exchange.scope):
        shown = found.by_number.get(number)
        opened = _open(key, exchange.exchange_id, each) if shown and not shown.is_withheld else None
        if opened:
            translated[number] = (*translated.get(number, ()), opened)
    return translated


async def reseal_all(db: Db, old: Keyring, new: Keyring) -> tuple[int, int, int]:
    """Seal every translation under another secret; what the new one opens already stays as it is.

    Returns how many were changed, were under the new secret already, and are under neither.
    """
    changed = current = under_neither = 0
    for scope, each in await translations.list_sealed(db):
        about = _about(scope.exchange_id, each.comment_id, each.language)
        before, after = (keys.of_tenant(scope.tenant_id).cipher(_PURPOSE) for keys in (old, new))
        try:
            after.open(each.sealed, about)
            current += 1
        except WrongSealError:
            try:
                plain = before.open(each.sealed, about)
            except WrongSealError:
                under_neither += 1
                continue
            await translations.reseal(db, scope, each, after.seal(plain, about, step=_STEP))
            changed += 1
    return changed, current, under_neither


def translate_button(texts: Texts, exchange_id: int, number: int, version: int, *, has_number: bool = False) -> Block:
    """Return the button that shows a comment's translation in a window. has_number: it names the comment."""
    return button(
        texts("translate.show.numbered", number=number) if has_number else texts("translate.show.button"),
        action_id=action_ids.TRANSLATE_SHOW,
        value=f"{exchange_id}:{number}.{version}",
        accessibility_label=texts("translate.show.spoken", number=number),
    )


def source_text(texts: Texts, one: Translation) -> str:
    """Return whose translation it is: a machine's, or one that a moderator corrected."""
    by = "corrected" if one.is_corrected else "machine"
    return texts(f"translate.by.{by}", language=texts.language_name(one.language))


def translation_blocks(texts: Texts, one: Translation) -> list[Block]:
    """Return a translation, for under the comment's own words: whose it is, and what it says."""
    blocks = [context_block(source_text(texts, one)), plain_section(one.text)]
    if one.why:
        blocks.append(context_block(plain_text(texts("rate.why", why=one.why))))
    return blocks


def _open(key: TenantKey, exchange_id: int, stored: StoredTranslation) -> Translation | None:
    about = _about(exchange_id, stored.comment_id, stored.language)
    try:
        text, why = json.loads(key.cipher(_PURPOSE).open(stored.sealed, about))
    except WrongSealError:
        log.warning("translation_unreadable", exchange_id=exchange_id)
        return None
    return Translation(stored.language, text, why, stored.is_corrected)


def _about(exchange_id: int, comment_id: int, language: str) -> bytes:
    return b"%d:%d:%s" % (exchange_id, comment_id, language.encode())
