"""Words that columns hold, which their CHECKs list and the code compares with."""

from collections.abc import Iterable
from enum import StrEnum


class ExchangeState(StrEnum):
    """Where an exchange is between its draft and its end."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Renewal(StrEnum):
    """What follows an exchange that closes by its date."""

    NEVER = "never"
    QUARTER = "quarter"  # the same question again, until the end of a quarter, under a key of its own


class ExportForm(StrEnum):
    """In which form results are taken away."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"
    PDF = "pdf"
    POLIS = "polis"
    BUNDLE = "bundle"
    LOG = "log"  # of moderation


class CommentState(StrEnum):
    """Who may see a version of a comment."""

    LIVE = "live"
    PENDING = "pending"  # a moderator looks first
    HIDDEN = "hidden"  # reported, until a moderator decides
    REMOVED = "removed"  # by a moderator
    WITHDRAWN = "withdrawn"  # by its author
    SUPERSEDED = "superseded"  # edited: a newer version has its number


class ModerationMode(StrEnum):
    """When moderators look at comments."""

    POST = "post"  # comments are live at once
    FLAGGED = "flagged"  # a moderator looks first at what a rule finds
    PRE = "pre"  # a moderator looks first


class CardsPlace(StrEnum):
    """Where each item of the queue has a card."""

    NONE = "none"  # in the queue alone
    CHANNEL = "channel"  # in a channel of the moderators
    MESSAGES = "messages"  # in a private message to each moderator


class AnswerStatus(StrEnum):
    """What is done about a comment that was answered."""

    HEARD = "heard"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DECLINED = "declined"


class AppealState(StrEnum):
    """What became of an author's appeal."""

    WAITING = "waiting"
    UPHELD = "upheld"  # the decision stays
    RESTORED = "restored"  # others see the comment again
    DROPPED = "dropped"  # before a moderator heard of it: the comment was back by then, or withdrawn


class Office(StrEnum):
    """Roles of people in a workspace; what each may do: bot/domain/policy.py."""

    OWNER = "owner"
    MODERATOR = "moderator"
    SAFETY = "safety"
    ANALYST = "analyst"
    VIEWER = "viewer"


class StarMeaning(StrEnum):
    """What stars mean in an exchange."""

    AGREE = "agree"
    IMPORTANT = "important"
    EXPERIENCE = "experience"


class Language(StrEnum):
    """Languages of what is posted about an exchange in channels."""

    ENGLISH = "en"
    SPANISH = "es"


class ResultsPage(StrEnum):
    """Where the results of an exchange are."""

    SLACK = "slack"  # in Slack alone
    LINK = "link"  # and on a page, for everybody who has its link
    WORKSPACE = "workspace"  # and on a page, for people of the workspace, who sign in
    MODERATORS = "moderators"  # and on a page, for moderators, who sign in


class ResultsWhen(StrEnum):
    """When results may be seen."""

    RATED = "rated"  # after five ratings of one's own, and by everybody after the close
    ALWAYS = "always"
    CLOSED = "closed"  # after the close


class DigestForm(StrEnum):
    """How much a digest says. SHORT: counts, what is new and the themes; MODERATORS: what waits for them, too."""

    FULL = "full"
    SHORT = "short"
    MODERATORS = "moderators"


class Disclosure(StrEnum):
    """Who can find out who wrote a comment."""

    NOBODY = "nobody"
    OFFICERS = "officers"  # two safety contacts together, for a comment that is held for danger


class AlertKind(StrEnum):
    """What a message to moderators, or to an author, is about."""

    DANGER = "danger"
    REPORT = "report"
    AUTHOR = "author"
    SERVICE = "service"


class ActKind(StrEnum):
    """What was done about a comment: by a moderator, or by rules and reports."""

    KEEP = "keep"
    HIDE = "hide"
    REMOVE = "remove"
    RESTORE = "restore"
    ASK = "ask"  # its author, for other words; hidden until then
    PROPOSE_HIDE = "propose_hide"  # a second moderator has to agree
    PROPOSE_REMOVE = "propose_remove"
    CLAIM = "claim"  # a moderator looks after it
    UNCLAIM = "unclaim"
    UNDO = "undo"  # takes a moderator's own last act back
    HOLD = "hold"  # a rule found something: it waits
    REPORTED = "reported"  # reports hid it until somebody decides
    TAKE_CARE = "take_care"  # a safety contact, of a danger case
    ASK_AUTHOR = "ask_author"  # a safety contact wants to know who wrote it
    SHOW_AUTHOR = "show_author"  # a second one confirms: both can
    TALK = "talk"  # a moderator writes to the author, who stays unknown
    TALK_ENDED = "talk_ended"  # the author wants no more of it
    APPEAL = "appeal"  # its author asks for another moderator's look
    APPEAL_KEPT = "appeal_kept"  # the decision stays
    APPEAL_RESTORED = "appeal_restored"  # the comment is back
    TRANSLATE = "translate"  # a moderator corrects a translation, or writes one


class StoredThemeKind(StrEnum):
    """What a theme's name comes from; the same words as `bot.core.themes.ThemeKind`."""

    NAMED = "named"
    UNNAMED = "unnamed"
    ALL = "all"
    LANGUAGE = "language"
    PERSONAL = "personal"
    SILENT = "silent"


class ThemeChangeKind(StrEnum):
    """What happened to the set of themes."""

    NEW = "new"
    SPLIT = "split"
    MERGE = "merge"
    GONE = "gone"
    RENAME = "rename"
    MOVE = "move"
    LOCK = "lock"
    UNLOCK = "unlock"
    SEED = "seed"


class AiService(StrEnum):
    """What an external service is asked for."""

    EMBEDDINGS = "embeddings"
    SUMMARY = "summary"
    DANGER = "danger"
    TRANSLATION = "translation"


class DeliveryKind(StrEnum):
    """What is delivered to a channel."""

    DIGEST = "digest"
    REDACT = "redact"  # a quote is edited out of a posted message
    HOLD = "hold"  # moderators are shown a digest before it goes out


class MadeAgain(StrEnum):
    """Why a digest that moderators were shown was made again."""

    NO = ""
    FIGURES = "figures"  # newer ones are out
    QUOTE = "quote"  # a comment that it quoted is no longer shown


class DeliveryState(StrEnum):
    """Where a delivery is between its due time and its end."""

    DUE = "due"
    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"


class SkipReason(StrEnum):
    """Why a comment was seen and not rated."""

    SKIP = "skip"  # no reason given
    UNCLEAR = "unclear"
    OFF_TOPIC = "off_topic"
    DUPLICATE = "duplicate"
    UNDONE = "undone"  # rated or skipped, and taken back: the comment comes again


class ReportReason(StrEnum):
    """Why a participant reported a comment."""

    RUDE = "rude"
    NAME = "name"
    OFF_TOPIC = "off_topic"
    SPAM = "spam"
    DANGER = "danger"
    OTHER = "other"


def sql_in(column: str, words: Iterable[str]) -> str:
    """Return the condition of a CHECK: the column holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
