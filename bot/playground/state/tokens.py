"""Short-lived tokens: trigger_ids (3 s, one use), response_urls (30 minutes, five uses) and OAuth codes."""

import secrets
from collections import deque
from dataclasses import dataclass

from bot.playground.state.errors import SlackError
from bot.playground.state.models import Clock

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
SIGN_IN_SECONDS = 10 * 60.0
_PARTS = 3
_REMEMBERED = 60.0  # an old trigger is called expired this long, then invalid


@dataclass(slots=True)
class Trigger:
    """A trigger_id: permission to open one view for one person. view: the modal they acted in."""

    id: str
    user: str
    issued: float
    view: str | None = None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """A response_url. message_ts: the message that was clicked, if there was one."""

    token: str
    user: str
    channel: str
    issued: float
    message_ts: str | None = None
    thread_ts: str | None = None
    ephemeral: bool = False
    uses: int = 0


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a code of Sign in with Slack means. issued: seconds since 1970."""

    user: str
    redirect_uri: str
    nonce: str
    issued: float


@dataclass(frozen=True, slots=True)
class Install:
    """What a code of an install means. user: who agreed; redirect_uri: "" where none was named."""

    user: str
    redirect_uri: str
    issued: float


class Tokens:
    """Issues trigger_ids, response_urls and OAuth codes, and redeems them."""

    def __init__(self, clock: Clock, *, trigger_seconds: float = TRIGGER_SECONDS) -> None:
        self._clock = clock
        self.trigger_seconds = trigger_seconds
        self._triggers: dict[str, Trigger] = {}
        self._trigger_queue: deque[Trigger] = deque()
        self._urls: dict[str, ResponseUrl] = {}
        self._url_queue: deque[ResponseUrl] = deque()
        self._oauth_codes: dict[str, Install] = {}
        self._sign_ins: dict[str, SignIn] = {}  # by code, until it is exchanged
        self._signed_in: dict[str, str] = {}  # the person, by access token

    def new_trigger(self, user: str, view: str | None = None) -> str:
        """Return a new trigger_id for an act of this person."""
        now = self._clock()
        while self._trigger_queue and now - self._trigger_queue[0].issued > _REMEMBERED:
            self._triggers.pop(self._trigger_queue.popleft().id, None)
        name = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        trigger = self._triggers[name] = Trigger(name, user, now, view)
        self._trigger_queue.append(trigger)
        return name

    def get_trigger(self, trigger_id: str) -> Trigger:
        """Return a trigger that is still valid. Raises SlackError with Slack's reason."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None or len(trigger_id.split(".")) != _PARTS:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock() - trigger.issued > self.trigger_seconds:
            raise SlackError("expired_trigger_id")
        return trigger

    def new_response_url(
        self,
        user: str,
        channel: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
        ephemeral: bool = False,
    ) -> str:
        """Return the token of a new response_url."""
        now = self._clock()
        while self._url_queue and now - self._url_queue[0].issued > RESPONSE_SECONDS:
            self._urls.pop(self._url_queue.popleft().token, None)
        token = secrets.token_urlsafe(18)
        url = self._urls[token] = ResponseUrl(token, user, channel, now, message_ts, thread_ts, ephemeral)
        self._url_queue.append(url)
        return token

    def get_response_url(self, token: str) -> ResponseUrl:
        """Return a response_url without counting a use: the direct response to a command goes there too."""
        return self._urls[token]

    def use(self, token: str) -> ResponseUrl:
        """Count a use of a response_url and return it. Raises SlackError when it is used up or expired."""
        url = self._urls.get(token)
        if url is None or self._clock() - url.issued > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if url.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        url.uses += 1
        return url

    def new_oauth_code(self, user: str, redirect_uri: str = "") -> str:
        """Return the code that Slack sends back after somebody agreed to install the app."""
        code = secrets.token_hex(12)
        self._oauth_codes[code] = Install(user, redirect_uri, self._clock())
        return code

    def has_oauth_code(self, code: str) -> bool:
        """Say whether a code was given out here and not exchanged yet."""
        return code in self._oauth_codes

    def new_sign_in(self, user: str, redirect_uri: str, nonce: str) -> str:
        """Return the code that Slack sends back after somebody agreed to sign in."""
        code = f"{secrets.randbelow(10**12)}.{secrets.token_hex(32)}"
        self._sign_ins[code] = SignIn(user, redirect_uri, nonce, self._clock())
        return code

    def take_sign_in(self, code: str) -> SignIn | None:
        """Return what a code means and invalidate it; None for an unknown or old one."""
        found = self._sign_ins.pop(code, None)
        return found if found is not None and self._clock() - found.issued <= SIGN_IN_SECONDS else None

    def new_access_token(self, user: str) -> str:
        """Return the token of somebody who signed in; it says who they are, and allows nothing else."""
        token = f"xoxp-playground-{secrets.token_hex(16)}"
        self._signed_in[token] = user
        return token

    def get_signed_in(self, token: str) -> str | None:
        """Return whose token of a sign-in this is, None for another one."""
        return self._signed_in.get(token)

    def take_oauth_code(self, code: str) -> Install | None:
        """Return what a code means and invalidate it; None for an unknown or old one."""
        found = self._oauth_codes.pop(code, None)
        return found if found is not None and self._clock() - found.issued <= SIGN_IN_SECONDS else None
