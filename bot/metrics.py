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
        # Made here, so that each is there before it first happens, and none is looked up for each click.
        self._clicks = {outcome: self.clicks.labels(outcome) for outcome in CLICK_OUTCOMES}
        self._posts = {outcome: self.posts.labels(outcome) for outcome in POST_OUTCOMES}

    def count_click(self, outcome: str) -> None:
        """Count a click, by one of CLICK_OUTCOMES."""
        self._clicks[outcome].inc()

    def count_post(self, outcome: str) -> None:
        """Count a post to a response_url, by one of POST_OUTCOMES."""
        self._posts[outcome].inc()

    def text(self) -> bytes:
        """Return all counts as Prometheus reads them."""
        return generate_latest(self._registry)
