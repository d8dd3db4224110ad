"""The link to the page with an exchange's results: who has it may read the page, or may sign in to (docs/results.md).

What is in a link follows from the server's secret and is stored only as a hash, so the database opens no page, and the
same link can be shown again. A new link has another generation.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.tools import ClockTools, StorageTools, TenantKeyTools
from storage import results_links
from storage.enums import ExchangeState, ResultsPage, ResultsWhen
from storage.exchanges import Exchange
from storage.results_links import ResultsLink
from storage.session import Db

PATH = "/results/"
LIFETIME = timedelta(days=400)
"""How long a link works; each time it is shown near its end it works as long again."""

_RENEWED_WITHIN = timedelta(days=60)
_PURPOSE = "results_link"


class LinkTools(StorageTools, ClockTools, TenantKeyTools, Protocol):
    """What it takes to show a link."""

    @property
    def base_url(self) -> str:
        """The public address of the server, "" where it has none."""
        ...

    @property
    def has_sign_in(self) -> bool:
        """Whether people can sign in with Slack."""
        ...


@dataclass(frozen=True, slots=True)
class LinkState:
    """The links of an exchange. expires_at: of the one that works, None without; earlier: how many work no more."""

    expires_at: datetime | None = None
    earlier: int = 0


def needs_sign_in(exchange: Exchange) -> bool:
    """Say whether only people who signed in may read the page."""
    return exchange.results_page in {ResultsPage.WORKSPACE, ResultsPage.MODERATORS}


def has_page(exchange: Exchange, now: datetime) -> bool:
    """Say whether anybody may read the page of an exchange at a moment.

    Behind a sign-in each person's own gate is asked, and moderators see results at any time. Who has a link cannot be
    asked how much they rated, so that page opens at the close.
    """
    exchange = exchange.as_of(now)
    if exchange.results_page == ResultsPage.SLACK or exchange.state == ExchangeState.DRAFT:
        return False
    if exchange.results_page == ResultsPage.MODERATORS:
        return True
    is_early = exchange.results_page == ResultsPage.WORKSPACE and exchange.results_when == ResultsWhen.RATED
    return is_early or exchange.results_when == ResultsWhen.ALWAYS or not exchange.is_open


def hash_token(token: str) -> bytes:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def make_token(ctx: TenantKeyTools, exchange: Exchange, generation: int) -> str:
    """Return the token of a link: 256 bits that nobody can guess without the server's secret."""
    cipher = ctx.tenant_key(exchange.tenant_id).cipher(_PURPOSE)
    halves = (cipher.mark(half, str(exchange.exchange_id), str(generation)) for half in "ab")
    return base64.urlsafe_b64encode(b"".join(halves)).decode("ascii").rstrip("=")


async def get_link(ctx: LinkTools, exchange: Exchange, *, is_moderator: bool = False) -> str:
    """Return the address of the page, "" where there is none to show now; make its link when it has none yet.

    is_moderator: of whom it is shown to; nobody else is shown the link of a page for moderators.
    """
    now = ctx.clock()
    if not ctx.base_url or not has_page(exchange, now) or (needs_sign_in(exchange) and not ctx.has_sign_in):
        return ""
    if exchange.results_page == ResultsPage.MODERATORS and not is_moderator:
        return ""
    async with ctx.storage.read() as db:
        link = await results_links.get_newest(db, exchange.scope)
    if link is not None and link.is_revoked:
        return ""  # switched off by a moderator
    if link is None or not _is_ours(ctx, exchange, link) or link.expires_at - now < _RENEWED_WITHIN:
        async with ctx.storage.write() as db:
            link = await _renew(ctx, db, exchange, now)
    return address(ctx, make_token(ctx, exchange, link.generation))


async def get_state(ctx: StorageTools, exchange: Exchange) -> LinkState:
    """Return until when the link of an exchange works, and how many worked before it."""
    async with ctx.storage.read() as db:
        link = await results_links.get_newest(db, exchange.scope)
    if link is None:
        return LinkState()
    if link.is_revoked:
        return LinkState(earlier=link.generation)
    return LinkState(link.expires_at, link.generation - 1)


async def get_release_link(ctx: LinkTools, exchange: Exchange, release: int) -> str:
    """Return the address of a release, for good; "" where there is no page to show now. release: 0 before the first."""
    link = await get_link(ctx, exchange) if release else ""
    return f"{link}at/{release}/" if link else ""


async def replace_link(ctx: LinkTools, db: Db, exchange: Exchange) -> None:
    """Revoke every link of an exchange and make a new one."""
    last = await results_links.get_newest(db, exchange.scope)
    await results_links.revoke_all(db, exchange.scope)
    await _add(ctx, db, exchange, (last.generation if last else 0) + 1, ctx.clock())


async def revoke_links(ctx: LinkTools, db: Db, exchange: Exchange) -> None:
    """Switch the page off: no link of it works any more, until a new one is made."""
    if await results_links.get_newest(db, exchange.scope) is None:  # so that none is made by itself
        await _add(ctx, db, exchange, 1, ctx.clock())
    await results_links.revoke_all(db, exchange.scope)


async def find_link(db: Db, token: str, now: datetime) -> ResultsLink | None:
    """Return the link of a token, None where it is unknown, has expired or was revoked."""
    link = await results_links.find(db, hash_token(token))
    return link if link is not None and link.works(now) else None


def address(ctx: LinkTools, token: str) -> str:
    """Return the address of a page."""
    return f"{ctx.base_url.rstrip('/')}{PATH}{token}/"


async def _renew(ctx: LinkTools, db: Db, exchange: Exchange, now: datetime) -> ResultsLink:
    link = await results_links.get_newest(db, exchange.scope)
    if link is not None and _is_ours(ctx, exchange, link) and now < link.expires_at:
        await results_links.extend(db, link, now + LIFETIME)
        return link
    await _add(ctx, db, exchange, (link.generation if link else 0) + 1, now)
    made = await results_links.get_newest(db, exchange.scope)
    if made is None:  # cannot be: it was added in this transaction
        raise RuntimeError("the link was not kept")
    return made


async def _add(ctx: LinkTools, db: Db, exchange: Exchange, generation: int, now: datetime) -> None:
    token = make_token(ctx, exchange, generation)
    await results_links.add(
        db, exchange.scope, generation=generation, token_hash=hash_token(token), expires_at=now + LIFETIME
    )


def _is_ours(ctx: LinkTools, exchange: Exchange, link: ResultsLink) -> bool:
    """Say whether the link follows from the secret of now; after a change of it, a new link is made."""
    return hash_token(make_token(ctx, exchange, link.generation)) == link.token_hash
