"""Why Slack refuses to let the bot write somewhere: in words, and whether another try can fare better.

Sources: the errors of chat.postMessage, chat.update, conversations.join and views.open on docs.slack.dev. Refusals that
are passing (too many calls, faults of Slack's) and refusals of what was written (blocks) have no place here.
"""

from bot.texts import Message, Texts

CHANNEL = {
    "is_archived": "archived",
    "channel_is_archived": "archived",
    "is_inactive": "archived",
    "channel_not_found": "outside",
    "not_in_channel": "outside",
    "restricted_action": "read_only",
    "restricted_action_read_only_channel": "read_only",
    "restricted_action_thread_only_channel": "threads_only",
    "restricted_action_non_threadable_channel": "no_threads",
    "restricted_action_thread_locked": "thread_locked",
    "of_a_private_channel": "private_exchange",  # our own refusal
}
"""Slack's code and the sentence `refusals.…`: refused in this channel until somebody changes it."""

WORKSPACE = {
    "app_access_restricted": "apps_limited",
    "no_permission": "not_allowed",
    "access_denied": "not_allowed",
    "team_access_not_granted": "not_allowed",
    "missing_scope": "no_scope",
    "ekm_access_denied": "suspended",
    "enterprise_is_restricted": "organization",
    "accesslimited": "network",
    "org_login_required": "moving",
    "team_added_to_org": "moving",
}
"""The same, refused everywhere in the workspace until somebody changes it."""

MESSAGE = {
    "cant_update_message": "no_change",
    "edit_window_closed": "no_change",
    "messages_tab_disabled": "messages_tab",
}
"""The same, refused for this message alone."""

PASSING = {
    "message_limit_exceeded": "limit",
}
"""The same, refused now: another try may fare better."""

WRONG_TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
"""Slack's codes for a token that it does not take: nothing at all goes out until the operator changes it."""

_UNSURE = frozenset({"access_denied", "no_permission"})

LASTING = CHANNEL | WORKSPACE | MESSAGE


def is_of_all(code: str) -> bool:
    """Say whether Slack refuses everything now, so that its no says nothing of the person who was written to.

    A scope that is missing is none of these: an app may lack the one for looking through messages. Of some codes it is
    not sure where somebody was written to: see bot/slack/reach.py.
    """
    return code in WRONG_TOKEN or code in PASSING or (code in WORKSPACE and code != "missing_scope")


def is_unsure(code: str) -> bool:
    """Say whether Slack gives this code both where it refuses everything and where it refuses one person."""
    return code in _UNSURE


def refusal_message(code: str) -> Message:
    """Return why Slack refused, for the middle of a sentence; Slack's code itself where there are no words for it."""
    reason = (LASTING | PASSING).get(code)
    if reason:
        return Message(f"refusals.{reason}")
    return Message("refusals.other.code", {"code": code}) if code else Message("refusals.no_reason")


def refusal_text(code: str, texts: Texts) -> str:
    """Return the words of `refusal_message`."""
    return texts.show(refusal_message(code))
