"""The bot's storage as it was on 2026-11-25, rebuilt small: a plan is played into a database that leaks.

It is the planted control: an attack that finds nothing here proves nothing where it finds nothing. What that storage
did not do, `leaks` adds one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.attack.case import Counts, Public, Truth
from tests.attack.worlds.plan import Act, Plan, Seeing

TABLES = """
CREATE TABLE slack_person (tenant_id BIGINT, slack_user_id TEXT, locale TEXT, is_subscribed BOOLEAN, is_muted BOOLEAN,
  PRIMARY KEY (tenant_id, slack_user_id)) {no_order};
CREATE TABLE processed_event (tenant_id BIGINT, event_id TEXT, received_at TIMESTAMP, has_effect BOOLEAN,
  PRIMARY KEY (tenant_id, event_id));
CREATE TABLE participant (tenant_id BIGINT, exchange_id BIGINT, rater_id TEXT, group_name TEXT, took_part BOOLEAN,
  thread_offered BOOLEAN, was_invited BOOLEAN, ratings INTEGER, sealed TEXT,
  PRIMARY KEY (tenant_id, exchange_id, rater_id)) {no_order};
CREATE TABLE comment (tenant_id BIGINT, exchange_id BIGINT, comment_id BIGINT, number INTEGER, author_id TEXT,
  text TEXT, language TEXT, shared_hour TIMESTAMP, PRIMARY KEY (tenant_id, exchange_id, comment_id)) {no_order};
CREATE TABLE rating (tenant_id BIGINT, exchange_id BIGINT, comment_id BIGINT, rater_id TEXT, stars INTEGER, source TEXT,
  PRIMARY KEY (tenant_id, exchange_id, comment_id, rater_id)) {no_order};
CREATE TABLE queued (tenant_id BIGINT, queued_id BIGINT, payload TEXT, comment_id BIGINT,
  PRIMARY KEY (tenant_id, queued_id));
"""
LOCALE_AT_FIRST, QUEUE, SEALED_UNPADDED, GROUP_TOKEN = "locale at the first act", "queue", "unpadded seal", "token"
_TENANT = 1


@dataclass
class OldBot:
    """A bot with one exchange, that plays a plan. leaks: more than that storage leaked."""

    plan: Plan
    leaks: frozenset[str] = frozenset()
    seed: int = 1
    counts: list[Counts] = field(default_factory=list)
    noise: float = 0.0

    def __post_init__(self) -> None:
        rng = self._rng = Random(self.seed)
        members = range(len(self.plan.members))
        self.ids = [f"U{rng.getrandbits(40):010X}" for _ in members]
        self._raters = [f"{rng.getrandbits(128):032x}" for _ in members]
        self._authors = [f"{rng.getrandbits(128):032x}" for _ in members]
        self._exchange = rng.getrandbits(53)
        size = len(self.plan.comments)
        self._comment_ids = [rng.getrandbits(53) for _ in range(size)]
        self.numbers = dict(enumerate(rng.sample(range(100, 100 + 9 * size), k=size)))
        self._there: set[int] = set()
        self._tokens = {group: f"{rng.getrandbits(128):032x}" for group in self.plan.groups}

    # What an attacker has, and what they want to find out ------------------------------------------------------

    def public(self, own: dict[str, list[str]] | None = None) -> Public:
        """Return what is public."""
        return Seeing(self.plan, self.ids, self.numbers, self.counts, self.noise, own or {}).public()

    def truth(self) -> Truth:
        """Return who did what."""
        here = (_TENANT, self._exchange)
        return Truth(
            people=self.ids,
            authors={(*here, self._comment_ids[act.comment]): self.ids[act.person] for act in self.plan.comments},
            raters={
                (*here, self._comment_ids[comment], self._raters[person]): self.ids[person]
                for person, comment in self.plan.ratings
            },
            rows={(*here, rater): (who,) for rater, who in zip(self._raters, self.ids, strict=True)},
        )

    # What it writes, transaction by transaction --------------------------------------------------------------------

    def before(self) -> Iterator[list[str]]:
        """Yield the transactions before the first act: settings, invitations, offers in the thread."""
        for person, member in enumerate(self.plan.members):
            if person in self.plan.signed_up or LOCALE_AT_FIRST not in self.leaks:
                yield [self._settings(person, member.locale)]
        for person in sorted(self.plan.signed_up):
            yield [*self._ensure(person), self._update(person, "was_invited = TRUE")]
        for person in sorted(self.plan.repliers):
            yield [*self._ensure(person), self._update(person, "thread_offered = TRUE")]

    def acts(self, first: int = 0, last: int | None = None) -> Iterator[list[str]]:
        """Yield the transactions of the plan's acts from one to before another, by their places."""
        for act in self.plan.acts[first:last]:
            at = self.plan.moment(act.at)
            if LOCALE_AT_FIRST in self.leaks and act.person not in self._there:
                yield [self._settings(act.person, self.plan.members[act.person].locale)]
            event = f"Ev{self._rng.getrandbits(40):010X}"
            yield [f"INSERT INTO processed_event VALUES ({_TENANT}, {_text(event)}, {_time(at)}, FALSE)"]
            done = f"UPDATE processed_event SET has_effect = TRUE WHERE event_id = {_text(event)}"
            yield [*self._ensure(act.person), *(self._share(act, at) if act.text else self._rate(act)), done]
            self._count(act, at)

    def change_group(self, person: int, group: str) -> list[str]:
        """Return the transaction by which somebody changes their group."""
        return [*self._ensure(person), self._update(person, f"group_name = {_text(self._group(group))}")]

    def forget(self, person: int) -> list[str]:
        """Return the transaction of "Forget me"."""
        mine = f"rater_id = {_text(self._raters[person])}"
        nobody, author = _text(f"{self._rng.getrandbits(128):032x}"), _text(self._authors[person])
        return [
            f"UPDATE comment SET text = '', author_id = {nobody} WHERE author_id = {author}",
            f"DELETE FROM rating WHERE {mine}",
            f"DELETE FROM participant WHERE {mine}",
            f"DELETE FROM slack_person WHERE slack_user_id = {_text(self.ids[person])}",
        ]

    def _settings(self, person: int, locale: str) -> str:
        is_signed_up = str(person in self.plan.signed_up).upper()
        values = f"{_TENANT}, {_text(self.ids[person])}, {_text(locale)}, {is_signed_up}, FALSE"
        return f"INSERT INTO slack_person VALUES ({values})"

    def _ensure(self, person: int) -> list[str]:
        if person in self._there:
            return []
        self._there.add(person)
        group = self.plan.members[person].group
        name = _text(self._group(group)) if group else "NULL"
        values = f"{_TENANT}, {self._exchange}, {_text(self._raters[person])}, {name}, FALSE, FALSE, FALSE, 0, ''"
        return [f"INSERT INTO participant VALUES ({values})"]

    def _group(self, group: str) -> str:
        return self._tokens[group] if GROUP_TOKEN in self.leaks else group

    def _update(self, person: int, change: str) -> str:
        return f"UPDATE participant SET {change} WHERE rater_id = {_text(self._raters[person])}"

    def _share(self, act: Act, at: datetime) -> list[str]:
        hour = at.replace(minute=0, second=0)
        comment_id, number = self._comment_ids[act.comment], self.numbers[act.comment]
        author, words = _text(self._authors[act.person]), _text(act.text or "")
        key = f"{_TENANT}, {self._exchange}, {comment_id}"
        values = f"{key}, {number}, {author}, {words}, {_text(act.language)}, {_time(hour)}"
        done = [f"INSERT INTO comment VALUES ({values})", self._update(act.person, "took_part = TRUE")]
        if act.near is not None:
            done.append(self._rating(act.person, act.near, 4, "near"))
        if QUEUE in self.leaks:
            payload = _text(f'{{"to": "{self.ids[act.person]}"}}')
            done.append(f"INSERT INTO queued VALUES ({_TENANT}, {self._rng.getrandbits(53)}, {payload}, {comment_id})")
        return done

    def _rate(self, act: Act) -> list[str]:
        longer = ", sealed = sealed || 'xxx'" if SEALED_UNPADDED in self.leaks else ""
        return [
            self._rating(act.person, act.comment, act.stars, "card"),
            self._update(act.person, f"ratings = ratings + 1{longer}"),
        ]

    def _rating(self, person: int, comment: int, stars: int, source: str) -> str:
        key = f"{_TENANT}, {self._exchange}, {self._comment_ids[comment]}, {_text(self._raters[person])}"
        return f"INSERT INTO rating VALUES ({key}, {stars}, {_text(source)})"

    def _count(self, act: Act, at: datetime) -> None:
        """Let the announcement show the counts within the minute."""
        last = self.counts[-1] if self.counts else Counts(at - timedelta(hours=1), 0, 0)
        self.counts = self.counts or [last]
        rated = (act.text is None) + (act.near is not None)
        after = at + timedelta(seconds=40)
        self.counts.append(Counts(after, last.comments + (act.text is not None), last.ratings + rated))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _time(at: datetime) -> str:
    return _text(at.replace(tzinfo=None).isoformat(sep=" "))


Transaction = list[str]


def script(transactions: list[Transaction]) -> str:
    """Return the SQL that runs transactions one after the other, on SQLite and PostgreSQL."""
    return "".join(f"BEGIN;\n{''.join(f'{each};' for each in one)}\nCOMMIT;\n" for one in transactions)


def tables(*, is_sqlite: bool) -> str:
    """Return the SQL that makes the tables."""
    return TABLES.format(no_order="WITHOUT ROWID" if is_sqlite else "")
