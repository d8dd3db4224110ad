"""Block Kit of translations: the window that shows one under the comment's own words, and the moderators' form."""

from bot.domain.translations import translation_blocks
from bot.moderate.translations.flow import MAX_TEXT, Shown
from bot.moderate.translations.payloads import TEXT, WHY, Ref
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    divider,
    escape,
    input_block,
    modal,
    plain_section,
    plain_text,
    section,
    text_input,
)
from bot.texts import LANGUAGES, Texts

CORRECT = "translate.correct"  # .en, .es
MODAL = "translate.form"


def _missing_text(texts: Texts, shown: Shown, *, is_coming: bool) -> str:
    if not shown.exchange.translates_comments:
        return texts("translate.not_here")
    return texts("translate.missing.not_yet" if is_coming else "translate.missing.none")


def window(texts: Texts, shown: Shown, *, note: str = "") -> Block:
    """Return the comment as it was written, with its translation beneath; for moderators each one, to be corrected.

    note: what was done just now.
    """
    blocks = [section(f"*{escape(shown.exchange.question)}*"), *_original(texts, shown)]
    wanted = LANGUAGES if shown.can_correct else (texts.language,)
    found = [each for each in shown.found if each.language in wanted]
    for each in found:
        blocks += [divider(), *translation_blocks(texts, each)]
    if texts.language not in {each.language for each in found}:
        is_coming = f"{texts.language}?" in shown.comment.translations.split()
        if is_coming or not found:
            blocks += [divider(), section(_missing_text(texts, shown, is_coming=is_coming))]
    if shown.can_correct and shown.exchange.translates_comments:
        blocks.append(actions(*(_correct_button(texts, shown, each) for each in LANGUAGES)))
    if note:
        blocks.append(context_block(note))
    return modal(texts("translate.window.title"), blocks, close=texts("common.modal.close"))


def form(texts: Texts, shown: Shown, ref: Ref) -> Block:
    """Return the form in which a moderator corrects a translation, or writes one, under the comment's own words."""
    there = shown.into(ref.language)
    language = texts.language_name(ref.language)
    words = text_input(
        action_id=TEXT, multiline=True, max_length=MAX_TEXT, initial=there.text if there else None, focus_on_load=True
    )
    fields = [
        input_block(
            texts("translate.text_field.label", language=language),
            words,
            block_id=TEXT,
            hint=texts("translate.text_field.hint"),
        )
    ]
    if shown.comment.why:
        element = text_input(action_id=WHY, multiline=True, max_length=MAX_TEXT, initial=there.why if there else None)
        fields.append(input_block(texts("translate.why_field.label"), element, block_id=WHY, optional=True))
    return modal(
        texts("translate.window.title"),
        [*_original(texts, shown), *fields],
        callback_id=MODAL,
        submit=texts("translate.form.submit"),
        close=texts("common.modal.close"),
        metadata=Ref(ref.exchange_id, ref.number, shown.comment.version, ref.language).value,
    )


def _original(texts: Texts, shown: Shown) -> list[Block]:
    comment = shown.comment
    blocks = [context_block(texts("translate.original", number=comment.number)), plain_section(comment.text)]
    if comment.why:
        blocks.append(context_block(plain_text(texts("rate.why", why=comment.why))))
    return blocks


def _correct_button(texts: Texts, shown: Shown, language: str) -> Block:
    kind = "correct" if shown.into(language) else "write"
    name = texts.language_name(language)
    ref = Ref(shown.exchange.exchange_id, shown.comment.number, shown.comment.version, language)
    return button(
        texts(f"translate.edit_button.{kind}", language=name), action_id=f"{CORRECT}.{language}", value=ref.value
    )
