"""Home's workspace settings: what one's role is, and for owners who has which role, with the ways to change that."""

from bot.home.flow import Own
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, confirm, context_block, header, section
from bot.texts import Texts
from storage.enums import Office

_SHOWN = 10  # people with a role; the rest are in the list of `mod`


def workspace_settings(texts: Texts, own: Own) -> list[Block]:
    """Return what a role lets somebody do, and an owner's settings of the workspace; nothing without a role."""
    if own.role is None:
        return []
    if own.team is None:
        is_staff = own.role is Office.MODERATOR
        return [] if is_staff else [context_block(texts(f"home.role.{own.role}"))]
    blocks = [header(texts("home.workspace.header")), section(texts("home.workspace.roles"))]
    for slack_user_id, role in own.team[:_SHOWN]:
        line = texts(f"home.workspace_of.{role}", who=f"<@{slack_user_id}>")
        sure = confirm(
            texts("home.workspace.confirm_title"),
            texts("home.workspace.confirm_text"),
            yes=texts("home.workspace.confirm_yes"),
            no=texts("home.workspace.confirm_no"),
            danger=True,
        )
        take = button(texts("home.workspace.take"), action_id=action_ids.ROLE_TAKE, value=slack_user_id, confirm=sure)
        blocks.append(section(line, accessory=take))
    if len(own.team) > _SHOWN:
        blocks.append(context_block(texts("home.workspace.more", n=len(own.team) - _SHOWN)))
    give = button(texts("home.workspace.give"), action_id=action_ids.ROLE_OPEN, value="home")
    return [*blocks, actions(give, block_id="home.workspace")]
