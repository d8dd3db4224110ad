"""May this person moderate: asked of the database at every act, never read from what was clicked."""

from bot.slack.errors import KindError
from bot.slack.kit import Kit
from bot.slack.speaker import Speaker
from storage import moderators


async def role_of(kit: Kit, speaker: Speaker) -> str | None:
    """Return "owner", "moderator" or None. Who administers the workspace in Slack is an owner here."""
    if speaker.is_stranger:
        return None
    async with kit.storage.read() as db:
        role = await moderators.role(db, speaker.tenant_id, speaker.slack_user_id)
    if role:
        return role
    profile = await kit.people.profile(speaker.slack_user_id)
    return "owner" if profile.is_admin else None


async def need_moderator(kit: Kit, speaker: Speaker, what: str) -> str:
    """Return the role. Raises KindError that names who may.

    what: the act, as in "close an exchange".
    """
    role = await role_of(kit, speaker)
    if role is None:
        raise KindError(f"Only moderators can {what}. {await who_may(kit, speaker.tenant_id)}")
    return role


async def need_owner(kit: Kit, speaker: Speaker, what: str) -> None:
    """Raise KindError when the speaker is no owner."""
    if await role_of(kit, speaker) != "owner":
        raise KindError(
            f"Only owners can {what}: those who administer this workspace in Slack, "
            f"and moderators that one of them made an owner. {await who_may(kit, speaker.tenant_id)}"
        )


async def who_may(kit: Kit, tenant_id: int) -> str:
    """Return a sentence that names the moderators."""
    async with kit.storage.read() as db:
        known = await moderators.all_of(db, tenant_id)
    if not known:
        return "There are none yet: an admin of this workspace can add one with `/exchange mod add @name`."
    return "Moderators: " + ", ".join(f"<@{slack_user_id}>" for slack_user_id, _ in known) + "."
