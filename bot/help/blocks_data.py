"""Block Kit of the data page in short: what is kept of whom, why, how long, and who can read it.

The long form, by table and column, is docs/data.md; both are made from storage/data_rules.py.
"""

from bot.slack.blocks import Block, context_block, modal, section
from bot.texts import Texts
from storage.data_rules import RULES

TOPICS: dict[str, tuple[str, ...]] = {
    "shown": (
        "exchange",
        "exchange_channel",
        "comment",
        "answer",
        "theme",
        "theme_member",
        "theme_set",
        "theme_set_member",
        "comment_score",
        "release_score",
        "release_theme",
        "release_member",
        "release_root",
        "digest",
    ),
    "invited": ("invitee_list",),
    "own": ("participant", "talk"),
    "stars": ("rating", "skip", "author_help", "comment_vector"),
    "care": ("report", "queue_item", "danger_case", "disclosure_request", "appeal", "export_log"),
    "staff": (
        "moderation_act",
        "name_review",
        "theme_change",
        "theme_check",
        "digest_schedule",
        "held_digest",
        "results_link",
    ),
    "workings": ("theme_run", "group_deficit", "release", "score_run", "digest_quote", "delivery"),
    "wishes": ("slack_person",),
    "begun": ("kept_form",),
    "roles": ("moderator", "desk_setting"),
    "workspace": ("tenant", "installation", "ai_usage"),
    "sent": ("alert", "rephrase_request"),
    "pass": ("web_pass",),
    "summaries": ("ai_summary",),
    "translations": ("comment_translation",),
    "moments": ("processed_event", "event_lease", "install_state", "computation"),
}
"""Tables by what people would call them; all of one are kept as long, and read by the same people."""


def page(texts: Texts) -> Block:
    """Return the page as a modal."""
    blocks = [section(texts("data_page.lead"))]
    for name, tables in TOPICS.items():
        rule = RULES[tables[0]]
        kept = texts(f"data_page.kept.{rule.kept.name.lower()}")
        readers = texts(f"data_page.readers.{rule.readers.name.lower()}")
        blocks.append(section(f"{texts(f'data_page.topic.{name}')}\n{kept}\n{readers}"))
    blocks.append(context_block(texts("data_page.more")))
    return modal(texts("data_page.title"), blocks, close=texts("common.modal.close"))
