"""What each table is for, how long its rows are kept, and who can read them: docs/data.md is made from this.

Ways to read: *everybody* sees it in Slack or on the page with results; people with a role see it there, as
bot/domain/policy.py says; *the server* means that only the running bot reads it, with the server's secret.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """How long rows are kept."""

    WORKSPACE = "until the operator removes the workspace"
    EXCHANGE = "until the exchange is deleted"
    KEY = "until the exchange is deleted; unreadable once its key is erased"
    FORGET = "until the person takes it back, or presses *Forget me*"
    COMMENT = "as long as its comment's words"
    MONTH = (
        "a form a month after the last change, or until it is sent; a list of people a day or two, or until it is "
        "confirmed"
    )
    MINUTES = "minutes"
    HOURS = "an hour or two"
    SENT = "until the message is sent"


class Reader(StrEnum):
    """Who can read rows."""

    EVERYBODY = "everybody who may see the exchange"
    ROLES = "people with a role that allows it"
    SERVER = "the server"
    PERSON = "the person, and the server"


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a table is there, how long, and who reads it."""

    why: str
    kept: Kept
    readers: Reader


_SHOWN, _ROLES, _OWN, _SERVER = Reader.EVERYBODY, Reader.ROLES, Reader.PERSON, Reader.SERVER

RULES = {
    "tenant": Rule("to serve a workspace", Kept.WORKSPACE, _SERVER),
    "slack_person": Rule("to send people what they asked for and nothing else", Kept.FORGET, _OWN),
    "moderator": Rule("to know who may do what", Kept.WORKSPACE, _ROLES),
    "processed_event": Rule("so that Slack's repeated requests do nothing twice", Kept.MINUTES, _SERVER),
    "event_lease": Rule("so that two processes do not work on one request", Kept.MINUTES, _SERVER),
    "exchange": Rule("to ask a question", Kept.EXCHANGE, _SHOWN),
    "results_link": Rule("to open the page with results by a link", Kept.EXCHANGE, _ROLES),
    "web_pass": Rule("to stay signed in on that page", Kept.HOURS, _OWN),
    "kept_form": Rule("so that Escape loses nothing of a form", Kept.MONTH, _OWN),
    "exchange_channel": Rule("to ask a question in several channels", Kept.EXCHANGE, _SHOWN),
    "invitee_list": Rule("to invite people by name, once each", Kept.KEY, _SERVER),
    "participant": Rule("so that people rate nothing twice, and find what is their own", Kept.KEY, _OWN),
    "comment": Rule("to be read and rated", Kept.EXCHANGE, _SHOWN),
    "rating": Rule("to compute what people think of comments", Kept.KEY, _SERVER),
    "skip": Rule("so that nobody is shown again what they passed over", Kept.KEY, _SERVER),
    "report": Rule("so that moderators look at a comment", Kept.KEY, _ROLES),
    "desk_setting": Rule("to moderate as the workspace wants to", Kept.WORKSPACE, _ROLES),
    "queue_item": Rule("to show moderators what waits", Kept.KEY, _ROLES),
    "danger_case": Rule("so that somebody takes care of a sign of danger", Kept.KEY, _ROLES),
    "disclosure_request": Rule("so that each use of a disclosure is on record", Kept.KEY, _ROLES),
    "author_help": Rule("to show an author where help is, once", Kept.KEY, _SERVER),
    "alert": Rule("to write to moderators", Kept.SENT, _SERVER),
    "answer": Rule("to say what becomes of a comment", Kept.EXCHANGE, _SHOWN),
    "appeal": Rule("to look at a decision again", Kept.KEY, _ROLES),
    "rephrase_request": Rule("to ask an author for other words", Kept.SENT, _SERVER),
    "moderation_act": Rule("so that moderation can be checked", Kept.EXCHANGE, _ROLES),
    "talk": Rule("so that a moderator and an author who stays unknown can talk", Kept.KEY, _OWN),
    "installation": Rule("to act in a workspace as Slack allowed it", Kept.WORKSPACE, _SERVER),
    "install_state": Rule("to finish an installation that has begun", Kept.MINUTES, _SERVER),
    "theme": Rule("to read many comments at once", Kept.EXCHANGE, _SHOWN),
    "theme_member": Rule("to read many comments at once", Kept.EXCHANGE, _SHOWN),
    "theme_run": Rule("so that themes stay put between runs", Kept.EXCHANGE, _SERVER),
    "name_review": Rule("so that moderators look at the themes' names", Kept.EXCHANGE, _ROLES),
    "theme_change": Rule("so that changes to themes can be checked and taken back", Kept.EXCHANGE, _ROLES),
    "theme_set": Rule("to show themes as moderators see them beside the computed ones", Kept.EXCHANGE, _SHOWN),
    "theme_set_member": Rule("to show themes as moderators see them beside the computed ones", Kept.EXCHANGE, _SHOWN),
    "theme_check": Rule("to measure how good themes are", Kept.EXCHANGE, _ROLES),
    "comment_vector": Rule("so that a comment's words go to a service once", Kept.KEY, _SERVER),
    "comment_translation": Rule("to be shown to who reads in another language", Kept.COMMENT, _SERVER),
    "ai_usage": Rule("to keep within the operator's cap", Kept.WORKSPACE, _SERVER),
    "ai_summary": Rule("so that digests of one round say the same", Kept.HOURS, _SERVER),
    "group_deficit": Rule("so that small groups are asked too", Kept.EXCHANGE, _SERVER),
    "comment_score": Rule("to show stars without anybody's own", Kept.EXCHANGE, _SHOWN),
    "computation": Rule("so that two processes do not compute the same", Kept.MINUTES, _SERVER),
    "release": Rule("so that every screen shows the same figures", Kept.EXCHANGE, _SERVER),
    "release_score": Rule("so that every screen shows the same figures", Kept.EXCHANGE, _SHOWN),
    "release_theme": Rule("so that every screen shows the same themes", Kept.EXCHANGE, _SHOWN),
    "release_member": Rule("so that every screen shows the same themes", Kept.EXCHANGE, _SHOWN),
    "release_root": Rule("so that an export can be checked", Kept.EXCHANGE, _SHOWN),
    "export_log": Rule("so that it is known what was taken away", Kept.KEY, _ROLES),
    "score_run": Rule("to show what goes with the stars", Kept.EXCHANGE, _SERVER),
    "digest_schedule": Rule("to post digests when a moderator wants them", Kept.EXCHANGE, _ROLES),
    "digest": Rule("to post the same once, and to take a quote out again", Kept.EXCHANGE, _SHOWN),
    "digest_quote": Rule("to take a quote out again", Kept.EXCHANGE, _SERVER),
    "held_digest": Rule("so that moderators can look at a digest before it goes out", Kept.EXCHANGE, _ROLES),
    "delivery": Rule("to post each digest once", Kept.EXCHANGE, _SERVER),
}
"""By table."""

UNWRITTEN = Rule("not written yet", Kept.WORKSPACE, _SERVER)
"""Of a table that has no rule."""
