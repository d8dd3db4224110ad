"""Block Kit of AI services: which of them comments go to, and what an owner can change."""

from bot.domain.ai_services import Services
from bot.slack.blocks import Block, actions, button, context_block, section
from bot.texts import Texts

ALLOW = "ai.on"  # value: the hosts
STOP = "ai.off"


def format_hosts(services: Services) -> str:
    """Return the value of the button that lets comments go out: the hosts that it was shown with."""
    return " ".join(services.hosts)


def names_all_hosts(value: str, services: Services) -> bool:
    """Say whether a button's value names the hosts that are set up now, and no other."""
    return bool(value.split()) and set(value.split()) == set(services.hosts)


def status(texts: Texts, services: Services, *, is_on: bool, is_wanted: bool, sent: int) -> list[Block]:
    """Return where comments go, or would go. sent: characters of this month.

    is_wanted: an owner wants to switch it on, and is asked before anything changes.
    """
    lines = []
    if services.vectors:
        lines.append(f"• {texts('ai.for_themes', service=services.vectors)}")
    if services.summary:
        lines.append(f"• {texts('ai.for_summaries', service=services.summary)}")
    if services.danger:
        lines.append(f"• {texts('ai.for_danger', service=services.danger)}")
    if services.translation:
        lines.append(f"• {texts('ai.for_translation', service=services.translation)}")
    if not lines:
        return [section(texts("ai.nothing_set_up"))]
    never = context_block(texts("ai.never"))
    if is_on:
        stop = button(texts("ai.stop.button"), action_id=STOP, value="off", style="danger")
        lines.insert(0, texts("ai.on"))
        return [section("\n".join(lines)), never, context_block(texts("ai.sent", n=sent)), actions(stop)]
    allow = button(texts("ai.allow.button"), action_id=ALLOW, value=format_hosts(services), style="primary")
    lines.insert(0, texts("ai.wanted" if is_wanted else "ai.off"))
    return [section("\n".join(lines)), never, actions(allow)]


def stopped(texts: Texts) -> list[Block]:
    """Return that nothing goes out any more."""
    return [section(texts("ai.stopped"))]
