"""Metrics: counts of what happened since the start, for Prometheus; none is of a person, an exchange or a workspace."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4"

CLICK_OUTCOMES = ("saved", "busy", "not_saved", "unknown", "saved_late")
POST_OUTCOMES = ("sent", "limited", "refused", "failed")


class Metrics:
    """The counts of one process, in a registry of its own.

    clicks: by outcome (CLICK_OUTCOMES); an unknown one is counted again once it is known. waiting: clicks that wait for
    the database now. posts: posts to response_url by outcome (POST_OUTCOMES).
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.clicks = Counter(
            "starling_clicks", "Clicks on rating cards, by what became of them.", ("outcome",), registry=self._registry
        )
        self.waiting = Gauge(
            "starling_clicks_waiting", "Clicks that wait for the database now.", registry=self._registry
        )
        self.posts = Counter(
            "starling_posts", "Posts to response_url, by what became of them.", ("outcome",), registry=self._registry
        )
        for outcome in CLICK_OUTCOMES:  # so that each is there before it first happens
            self.clicks.labels(outcome)
        for outcome in POST_OUTCOMES:
            self.posts.labels(outcome)

    def text(self) -> bytes:
        """Return all counts as Prometheus reads them."""
        return generate_latest(self._registry)
