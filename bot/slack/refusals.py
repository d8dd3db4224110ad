"""Why Slack refuses to let the bot write somewhere: in words, and whether another try can fare better.

Sources: the errors of chat.postMessage, chat.update, conversations.join and views.open on docs.slack.dev. Refusals that
are passing (too many calls, faults of Slack's) and refusals of what was written (blocks) have no place here.
"""

_ARCHIVED = "the channel is archived"
_OUTSIDE = "I am not in the channel: write `/invite @Starling` there"
_READ_ONLY = "only some people may write there"
_NOT_ALLOWED = "this workspace has not given me the permission: its admins can"
_NO_CHANGE = "Slack does not let me change it any more"

CHANNEL = {
    "is_archived": _ARCHIVED,
    "channel_is_archived": _ARCHIVED,
    "is_inactive": _ARCHIVED,
    "channel_not_found": _OUTSIDE,
    "not_in_channel": _OUTSIDE,
    "restricted_action": _READ_ONLY,
    "restricted_action_read_only_channel": _READ_ONLY,
    "restricted_action_thread_only_channel": "only replies in threads may be written there",
    "restricted_action_non_threadable_channel": "no replies in threads may be written there",
    "restricted_action_thread_locked": "the thread there is locked",
    "of_a_private_channel": "the exchange is for the members of its own channel, which is private",  # our own refusal
}
"""Slack's code and the words, for the middle of a sentence: refused in this channel until somebody changes it."""

WORKSPACE = {
    "app_access_restricted": "the admins of this workspace limit where apps may write",
    "no_permission": _NOT_ALLOWED,
    "access_denied": _NOT_ALLOWED,
    "team_access_not_granted": _NOT_ALLOWED,
    "missing_scope": "I lack a permission: somebody who manages apps can install me anew, from manifest.yml",
    "ekm_access_denied": "the admins of this organisation have suspended the writing of messages",
    "enterprise_is_restricted": "this organisation does not let me write",
    "accesslimited": "this workspace lets nobody write from the network that I run in",
    "org_login_required": "this workspace is being moved into an organisation: it works again when that is done",
    "team_added_to_org": "this workspace is being moved into an organisation: it works again when that is done",
}
"""The same, refused everywhere in the workspace until somebody changes it."""

MESSAGE = {
    "cant_update_message": _NO_CHANGE,
    "edit_window_closed": _NO_CHANGE,
    "messages_tab_disabled": "writing to the app is switched off in its settings (App Home)",
}
"""The same, refused for this message alone."""

PASSING = {
    "message_limit_exceeded": "this workspace has reached its limit of messages",
}
"""The same, refused now: another try may fare better."""

LASTING = CHANNEL | WORKSPACE | MESSAGE


def refusal_text(code: str) -> str:
    """Return why Slack refused, for the middle of a sentence; Slack's code itself where there are no words for it."""
    return (LASTING | PASSING).get(code) or f"Slack says `{code or 'no reason'}`"
