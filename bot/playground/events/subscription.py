"""The app's event subscription: at most 30,000 events an hour, and none once it accepts fewer than 5 %."""

from collections import deque

from bot.playground.state.models import Clock

HOUR = 3600.0
EVENTS_AN_HOUR = 30_000  # docs.slack.dev/reference/events/app_rate_limited
MIN_ACCEPTED = 0.05  # of the deliveries of an hour, same page
MIN_COUNTED = 1000  # deliveries an hour below which Slack switches nobody off, docs.slack.dev/apis/events-api


class Subscription:
    """Counts the events of the last hour and their responses."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._events: deque[float] = deque()
        self._answers: deque[tuple[float, bool]] = deque()
        self._taken = 0
        self._reported_minute = -1
        self.is_active = True

    def admit(self) -> bool:
        """Return whether one more event may be delivered now, and count it if so."""
        now = self._clock()
        while self._events and now - self._events[0] >= HOUR:
            self._events.popleft()
        if not self.is_active or len(self._events) >= EVENTS_AN_HOUR:
            return False
        self._events.append(now)
        return True

    def new_minute(self) -> int | None:
        """Return the current minute if its app_rate_limited event is still to be sent, else None."""
        minute = int(self._clock() // 60 * 60)
        if minute == self._reported_minute:
            return None
        self._reported_minute = minute
        return minute

    def record_response(self, *, is_accepted: bool) -> None:
        """Count a response; switch the subscription off when nearly all deliveries failed."""
        now = self._clock()
        self._answers.append((now, is_accepted))
        self._taken += is_accepted
        while now - self._answers[0][0] >= HOUR:
            self._taken -= self._answers.popleft()[1]
        if len(self._answers) >= MIN_COUNTED and self._taken < MIN_ACCEPTED * len(self._answers):
            self.is_active = False
