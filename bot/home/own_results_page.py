"""The page of a person's own results, which a personal link opens: once, for ten minutes, in the browser that opens it.

GET /results/me/LINK shows a button, POST uses the link up and gives the browser a pass of its own, and /results/me/
shows the page. Programs that look at links before people do press no button. No address, pass or person is logged.
"""

from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web
from markupsafe import Markup

from bot.charts.star_line import star_line
from bot.charts.svg import page_palette
from bot.context import Context
from bot.core.wall_clock import zone_or_utc
from bot.domain import web_passes
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.results_links import PATH
from bot.domain.web_answers import NOT_KEPT, drop_cookie, go, set_cookie
from bot.domain.web_passes import Holder, PassKind
from bot.home.own_results import PERSONAL_PATH, OwnRating, OwnResults, load_own_results
from bot.home.own_results_blocks import pair_text, summary_texts
from bot.home.words import fate_text
from bot.log import safe_info
from bot.slack.emoji import show_emoji
from bot.slack.errors import error_text
from bot.texts import Texts, choose_language, page_texts_for

if TYPE_CHECKING:
    from jinja2 import Environment

log = structlog.get_logger()

COOKIE = "starling_me"
_STYLE = f"{PATH}-/_/explorer.css"


def routes(ctx: Context) -> list[web.RouteDef]:
    """Return the routes."""
    page = PersonalPage(ctx)
    return [
        web.get(PERSONAL_PATH, page.show, allow_head=False),
        web.post(f"{PERSONAL_PATH}close", page.close),
        web.get(f"{PERSONAL_PATH}{{link}}", page.ask, allow_head=False),
        web.post(f"{PERSONAL_PATH}{{link}}", page.open),
    ]


class PersonalPage:
    """Answers the browser of a person."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    async def ask(self, request: web.Request) -> web.Response:
        """Show the button that opens the page, or that the link works no more."""
        holder = await web_passes.read(self._ctx, PassKind.LINK, request.match_info["link"])
        if holder is None:
            return _gone(request)
        texts = _texts(request)
        return _page(request, "own_results_ask.jinja", title=texts("own_results.title"), address=request.path_qs)

    async def open(self, request: web.Request) -> web.Response:
        """Use the link up, and let this browser see the page until its ten minutes are over."""
        ctx = self._ctx
        holder = await web_passes.take(ctx, PassKind.LINK, request.match_info["link"])
        if holder is None:
            return _gone(request)
        held = await web_passes.give(ctx, PassKind.PERSONAL, holder)
        answer = go(f"{PERSONAL_PATH}?lang={_texts(request).language}")
        lives = holder.expires_at - ctx.clock()
        set_cookie(answer, COOKIE, held, base_url=ctx.base_url, path=PERSONAL_PATH, lives=lives)
        return answer

    async def show(self, request: web.Request) -> web.Response:
        """Show the page to the browser that opened its link."""
        holder = await web_passes.read(self._ctx, PassKind.PERSONAL, request.cookies.get(COOKIE, ""))
        if holder is None:
            return _gone(request)
        if not self._ctx.workspaces.serves(holder.tenant_id):
            return _gone(request)
        try:
            return await self._show(request, holder)
        except UserError as error:
            texts = _texts(request)
            return _notice(request, error_text(texts, error), status=HTTPStatus.FORBIDDEN)
        except Exception as error:  # noqa: BLE001 - people get an answer, the log gets the fault
            log.warning("personal_page_failed", error=type(error).__name__, where=safe_info(error))
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR, headers=NOT_KEPT)

    async def close(self, request: web.Request) -> web.Response:
        """Let the browser forget the page before its time."""
        held = request.cookies.get(COOKIE, "")
        if held:
            await web_passes.revoke(self._ctx, held)
        texts = _texts(request)
        answer = _notice(request, texts("own_results.closed_page"), status=HTTPStatus.OK)
        drop_cookie(answer, COOKIE, base_url=self._ctx.base_url, path=PERSONAL_PATH)
        return answer

    async def _show(self, request: web.Request, holder: Holder) -> web.Response:
        ctx, texts = self._ctx, _texts(request)
        team_id = ctx.workspace(holder.tenant_id).team_id
        actor = Actor(holder.tenant_id, team_id, holder.slack_user_id, is_stranger=False)
        found = await load_own_results(ctx, actor, holder.exchange_id)
        profile = await ctx.workspace(holder.tenant_id).profiles.profile(holder.slack_user_id)
        zone = str(zone_or_utc(profile.zone))
        return _page(
            request,
            "own_results.jinja",
            title=texts("own_results.title"),
            it=found,
            summary=[] if not (found.rated or found.gone) else [_plain(each) for each in summary_texts(texts, found)],
            lists=_lists(texts, found),
            mine=[(each, _fate(texts, found, each, score)) for each, score in found.mine],
            until=texts.moment(holder.expires_at, zone),
            as_of=texts.moment(found.made_at, zone) if found.made_at and found.compared else "",
            line=_line,
            pair=lambda each: _plain(pair_text(texts, each)),
        )


def _lists(texts: Texts, it: OwnResults) -> Sequence[tuple[str, Sequence[OwnRating]]]:
    """Return (heading, ratings) of each list that has any."""
    every = [
        (texts("own_results.higher_list"), it.higher),
        (texts("own_results.lower_list"), it.lower),
        (texts("own_results.similar_list"), it.similar),
        (texts("own_results.unknown_list"), it.unknown),
    ]
    return [(_plain(title), some) for title, some in every if some]


def _fate(texts: Texts, it: OwnResults, comment: Any, score: Any) -> str:
    return _plain(fate_text(texts, comment, score, min_ratings=it.exchange.min_group_size))


def _plain(text: str) -> str:
    """Return a sentence for Slack as a page shows it."""
    return show_emoji(text).replace("*", "").replace("`", "")


def _line(each: OwnRating) -> Markup:
    score = each.score
    if score is None:
        return Markup()
    drawn = star_line(score.stars, score.low, score.high, page_palette(), mine=each.stars)
    return Markup(drawn)  # noqa: S704 - numbers alone


def _gone(request: web.Request) -> web.Response:
    texts = _texts(request)
    return _notice(request, texts("own_results.link_gone"), status=HTTPStatus.GONE)


def _notice(request: web.Request, reason: str, *, status: int) -> web.Response:
    return _page(
        request,
        "own_results_notice.jinja",
        title=_texts(request)("own_results.title"),
        reason=_plain(reason),
        status=status,
    )


def _page(request: web.Request, template: str, *, status: int = HTTPStatus.OK, **values: Any) -> web.Response:
    texts = _texts(request)
    html = _environment().get_template(template).render(texts=texts, style=_STYLE, root=PERSONAL_PATH, **values)
    headers = {**NOT_KEPT, "Content-Language": texts.language}
    return web.Response(status=status, text=html, content_type="text/html", charset="utf-8", headers=headers)


def _texts(request: web.Request) -> Texts:
    accepted = request.headers.get("Accept-Language", "")
    return page_texts_for(choose_language(accepted, request.query.get("lang", ""), "en"))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(
        loader=folder,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
