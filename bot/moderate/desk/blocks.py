"""Block Kit of the desk: the form with the rules and their precision, the workspace's words, and where cards go."""

from bot.core.screening import Rule
from bot.moderate.desk.flow import SWITCHABLE, Desk
from bot.moderate.like_cases import LikeCases
from bot.slack.blocks import Block, input_block, modal, option, plain_text, section, text_input
from bot.texts import Texts
from storage.enums import CardsPlace

FORM = "moderate.desk_form"
RULES, TOPIC, HELD, ALLOWED = "desk.rules", "desk.topic", "desk.held", "desk.allowed"
CARDS, CHANNEL, SURE = "desk.cards", "desk.channel", "desk.sure"
_MAX_WORDS_TEXT = 3000  # characters that Slack takes in a field


def precision_text(texts: Texts, counted: LikeCases) -> str:
    """Return of how many that a rule held moderators hid or removed how many."""
    return texts("desk.precision", n=counted.decided, agreed=counted.decided - counted.kept)


def form(texts: Texts, desk: Desk) -> Block:
    """Return the form."""
    settings = desk.settings
    danger = f"*{texts('desk.rule.danger')}*: {precision_text(texts, desk.counts[Rule.DANGER])}"
    blocks = [
        section(texts("desk.intro")),
        section(f":warning: {danger}\n{texts('desk.danger_always')}"),
        input_block(texts("desk.rules.label"), _rules(texts, desk), block_id=RULES, optional=True),
        input_block(
            texts("desk.topic.label"), _topic(texts, desk), block_id=TOPIC, hint=texts("desk.topic.hint"), optional=True
        ),
        _words(texts, "held", HELD, settings.held_words),
        _words(texts, "allowed", ALLOWED, settings.allowed_words),
        input_block(texts("desk.cards.label"), _cards(texts, settings.cards), block_id=CARDS),
        input_block(
            texts("desk.channel.label"),
            _channel(texts, settings.cards_channel_id),
            block_id=CHANNEL,
            hint=texts("desk.channel.hint"),
            optional=True,
        ),
        input_block(texts("desk.sure.label"), _sure(texts, settings.is_open_channel), block_id=SURE, optional=True),
    ]
    return modal(
        texts("desk.form.title"),
        blocks,
        callback_id=FORM,
        submit=texts("desk.form.submit"),
        close=texts("common.modal.close"),
    )


def saved(texts: Texts) -> Block:
    """Return what the form turns into."""
    return modal(texts("desk.form.title"), [section(texts("desk.saved"))], close=texts("common.modal.close"))


def _rules(texts: Texts, desk: Desk) -> Block:
    options = {
        rule: option(texts(f"desk.rule.{rule}"), rule)
        | {"description": plain_text(precision_text(texts, desk.counts[rule]))}
        for rule in SWITCHABLE
    }
    boxes: Block = {"type": "checkboxes", "action_id": RULES, "options": list(options.values())}
    on = [each for rule, each in options.items() if rule not in desk.settings.rules_off]
    return boxes | ({"initial_options": on} if on else {})


def _topic(texts: Texts, desk: Desk) -> Block:
    on = option(texts("desk.rule.off_topic"), Rule.OFF_TOPIC) | {
        "description": plain_text(precision_text(texts, desk.counts[Rule.OFF_TOPIC]))
    }
    boxes: Block = {"type": "checkboxes", "action_id": TOPIC, "options": [on]}
    return boxes | ({"initial_options": [on]} if desk.settings.finds_off_topic else {})


def _words(texts: Texts, name: str, block_id: str, words: object) -> Block:
    there = "\n".join(words) if isinstance(words, list | tuple) else ""
    field = text_input(
        action_id=block_id,
        multiline=True,
        max_length=_MAX_WORDS_TEXT,
        initial=there[:_MAX_WORDS_TEXT],
        placeholder=texts(f"desk.{name}.placeholder"),
    )
    hint = texts(f"desk.{name}.hint")
    return input_block(texts(f"desk.{name}.label"), field, block_id=block_id, hint=hint, optional=True)


def _cards(texts: Texts, chosen: str) -> Block:
    options = {
        str(place): option(texts(f"desk.cards.{place}_option"), place)
        | {"description": plain_text(texts(f"desk.cards.{place}_description"))}
        for place in CardsPlace
    }
    return {
        "type": "radio_buttons",
        "action_id": CARDS,
        "options": list(options.values()),
        "initial_option": options[chosen],
    }


def _channel(texts: Texts, channel_id: str | None) -> Block:
    field: Block = {
        "type": "conversations_select",
        "action_id": CHANNEL,
        "placeholder": plain_text(texts("desk.channel.placeholder")),
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    return field | ({"initial_conversation": channel_id} if channel_id else {})


def _sure(texts: Texts, is_ticked: bool) -> Block:  # noqa: FBT001 - the state of a box
    box = option(texts("desk.sure.option"), "sure")
    boxes: Block = {"type": "checkboxes", "action_id": SURE, "options": [box]}
    return boxes | ({"initial_options": [box]} if is_ticked else {})
