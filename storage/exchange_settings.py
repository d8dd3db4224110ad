"""The settings of an exchange: what its moderators choose while it is a draft, with the defaults."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ExchangeSettings:
    """What an exchange is made of. Each is a column of `exchange`; bot/exchanges/settings/ says how it is written.

    Times are aware UTC; zone: IANA, of its creator.
    """

    question: str
    background: str = ""
    star_meaning: str = "important"  # agree, important, experience
    groups: Sequence[str] = ()
    questions: Sequence[str] = ()  # short ones before the first comment or star: bot/domain/questions.py
    is_anonymous: bool = True
    moderation: str = "flagged"  # post: live at once; flagged: what a rule finds waits; pre: all waits
    hide_at_reports: int = 3  # people whose reports hide a comment until it is decided; 0: never
    needs_second_moderator: bool = False  # to hide or remove a comment
    comment_limit: int = 1000  # characters
    channel_id: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    slug: str = ""
    zone: str = "UTC"
    rating_only: int = 10  # percent of the time, at its end, for rating without sharing
    min_group_size: int = 5  # people; no figure of a smaller group is published
    publishes_group_sizes: bool = False
    sends_reminders: bool = True  # at most two, to who takes part and rated little; bot/exchanges/reminders.py
    reviews_theme_names: bool = False  # moderators look at them before the first digest
    digest_hold: int = 0  # hours in which moderators can change a scheduled digest before it goes out; 0: none
    asks_before_quotes: bool = False  # words leave the workspace only where their author agreed
    translates_comments: bool = False  # by the operator's service, for who reads in another language
    has_strict_protection: bool = False  # more noise on figures of few people
    results_page: str = "slack"  # in Slack alone; and on a page for: who has the link, the workspace, moderators
    results_when: str = "rated"  # rated: after five ratings of one's own, or the close; always; closed: after the close
    policy: str = ""  # what may be written, or a link to it; "" is what is usual
    help_text: str = ""  # shown where somebody may be in danger; "" is none
    safety_contacts: str = ""  # Slack ids with spaces between, of those who are alerted to danger; "" is nobody by name
    safety_channel_id: str | None = None  # which is alerted to danger as well
    disclosure: str = "nobody"  # who can find out who wrote a comment: nobody; officers: two contacts, for danger
    retention_days: int = 60  # after the close, until nothing connects people to their words and stars
    renews: str = "never"  # quarter: the next one opens when it closes, and without a date it closes at a quarter's end
    language: str = "en"  # of what is posted about it in channels: en, es

    @property
    def contacts(self) -> tuple[str, ...]:
        """The Slack ids of those who are alerted to signs of danger."""
        return tuple(self.safety_contacts.split())
