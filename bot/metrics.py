"""Metrics: counts of what happened since the start, for Prometheus; none is of a person, an exchange or a workspace.

Each process counts for itself, in a registry of its own, and is asked at its own port: sums over processes are
Prometheus' work. What is read from the database is the same at each: take the largest.
"""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, Metric

disable_created_metrics()  # type: ignore[no-untyped-call]  # else each count says when it first happened

CONTENT_TYPE = "text/plain; version=0.0.4"

CLICK_OUTCOMES = ("saved", "busy", "not_saved", "unknown", "saved_late")
POST_OUTCOMES = ("sent", "limited", "refused", "failed")
REQUEST_KINDS = ("interaction", "command", "event")
"""Coarse on purpose: a finer kind would say when a form was sent, and so when somebody shared."""

_MAX_CODES = 200  # pairs of method and code; Slack's words are few, and a faulty answer must not make them many
_ACK_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 3)
_LATE_S = (1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600)
_BATCH = (1, 2, 4, 8, 16, 32, 64)

Totals = Callable[[], Mapping[str, Mapping[tuple[str, ...], float]]]
"""Returns, by the name of a counter in TOTALS, its values by their labels."""

TOTALS: dict[str, tuple[str, tuple[str, ...]]] = {
    "starling_commits": ("Transactions that ended, batches left out.", ()),
    "starling_repeats": ("Transactions that ran again, since PostgreSQL ended them for another's sake.", ()),
    "starling_cache": ("Questions that a cache answered, or that were asked.", ("cache", "outcome")),
}
"""Counters that others keep: what each is, and its labels."""


class _Kept:
    """Collects what others count."""

    def __init__(self, totals: Totals) -> None:
        self._totals = totals

    def collect(self) -> Iterable[Metric]:
        """Yield each counter with its values of now."""
        for name, values in self._totals().items():
            about, labels = TOTALS[name]
            family = CounterMetricFamily(name, about, labels=labels)
            for label, value in values.items():
                family.add_metric(label, value)
            yield family


class Metrics:
    """The counts of one process, in a registry of its own.

    clicks: by outcome (CLICK_OUTCOMES); an unknown one is counted again once it is known. waiting: clicks that wait for
    the database now. posts: posts to response_url by outcome (POST_OUTCOMES).
    """

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.clicks = Counter(
            "starling_clicks", "Clicks on rating cards, by what became of them.", ("outcome",), registry=registry
        )
        self.waiting = Gauge("starling_clicks_waiting", "Clicks that wait for the database now.", registry=registry)
        self.posts = Counter(
            "starling_posts", "Posts to response_url, by what became of them.", ("outcome",), registry=registry
        )
        acks = Histogram(
            "starling_ack_seconds",
            "Seconds to answer Slack, which waits for 3.",
            ("kind",),
            buckets=_ACK_S,
            registry=registry,
        )
        self._failed = Counter(
            "starling_requests_failed", "Requests answered 500 or above.", ("kind",), registry=registry
        )
        self._refused = Counter(
            "starling_requests_refused",
            "Requests that are not Slack's, by what is wrong.",
            ("kind",),
            registry=registry,
        )
        self._slack = Counter(
            "starling_slack_errors", "Calls to Slack that failed.", ("method", "code"), registry=registry
        )
        self._service = Counter(
            "starling_danger_service_failures",
            "Questions to the service that looks for danger that had no answer, by why.",
            ("why",),
            registry=registry,
        )
        self._translation = Counter(
            "starling_translation_failures", "Texts without a translation, by why.", ("why",), registry=registry
        )
        self._codes: set[tuple[str, str]] = set()
        self._late = Histogram(
            "starling_digest_late_seconds", "Seconds from when a digest was due until it was posted.",
            buckets=_LATE_S, registry=registry,
        )  # fmt: skip
        self._batches = Histogram(
            "starling_batch_acts", "Acts that were written in one transaction.", buckets=_BATCH, registry=registry
        )
        self._due = Gauge("starling_queue_due", "What is due in the database.", ("queue",), registry=registry)
        self._age = Gauge(
            "starling_queue_age_seconds", "Seconds since the oldest of it is due.", ("queue",), registry=registry
        )
        self._unmeasured = Counter(
            "starling_queue_unmeasured", "Times that the queues could not be read.", registry=registry
        )
        ProcessCollector(registry=registry)  # memory, processor time and open files of this process
        # Made here, so that each is there before it first happens, and none is looked up for each click.
        self._clicks = {outcome: self.clicks.labels(outcome) for outcome in CLICK_OUTCOMES}
        self._posts = {outcome: self.posts.labels(outcome) for outcome in POST_OUTCOMES}
        self._acks = {kind: acks.labels(kind) for kind in REQUEST_KINDS}
        self._faults = {kind: self._failed.labels(kind) for kind in REQUEST_KINDS}

    def count_click(self, outcome: str) -> None:
        """Count a click, by one of CLICK_OUTCOMES."""
        self._clicks[outcome].inc()

    def count_post(self, outcome: str) -> None:
        """Count a post to a response_url, by one of POST_OUTCOMES."""
        self._posts[outcome].inc()

    def count_request(self, kind: str, seconds: float, *, is_answered: bool) -> None:
        """Count a request, by one of REQUEST_KINDS. seconds: until its answer was made."""
        self._acks[kind].observe(seconds)
        if not is_answered:
            self._faults[kind].inc()

    def count_refusal(self, kind: str) -> None:
        """Count what was refused before it was parsed or dispatched. kind: a word of ours."""
        self._refused.labels(kind).inc()

    def count_slack_error(self, method: str, code: str) -> None:
        """Count a call to Slack that failed. code: Slack's word for why, or ours."""
        if (method, code) not in self._codes and len(self._codes) >= _MAX_CODES:
            method, code = "other", "other"
        self._codes.add((method, code))
        self._slack.labels(method, code).inc()

    def count_service_failure(self, why: str) -> None:
        """Count that the service for danger was late, failed, or answered something else.

        What it answered is not counted: the times of that would say when somebody shared.
        """
        self._service.labels(why).inc()

    def count_translation_failure(self, why: str) -> None:
        """Count that the service for translations was late, failed, answered something else, or reached its cap."""
        self._translation.labels(why).inc()

    def count_digest(self, late_s: float) -> None:
        """Count a digest that was posted, this long after it was due."""
        self._late.observe(max(late_s, 0.0))

    def count_batch(self, acts: int) -> None:
        """Count a transaction of several acts."""
        self._batches.observe(acts)

    def show_queue(self, name: str, due: int, age_s: float) -> None:
        """Show what is due in a queue now, and since how many seconds the oldest is."""
        self._due.labels(name).set(due)
        self._age.labels(name).set(age_s)

    def count_unmeasured(self) -> None:
        """Count that the queues could not be read, and are shown as they were."""
        self._unmeasured.inc()

    def keep(self, totals: Totals) -> None:
        """Show counters that others keep, as they are at each question."""
        self._registry.register(_Kept(totals))

    def text(self) -> bytes:
        """Return all counts as Prometheus reads them."""
        return generate_latest(self._registry)
