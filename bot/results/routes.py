"""The page with the results, for who has its link: every view has a fixed address, and needs no script.

Nobody needs a cookie for a page that is for everybody with the link. Where it is for the workspace or for moderators,
`readers.py` says at each request whether the person who signed in may read.

An address is /results/TOKEN/ and what is below it; TOKEN is looked up by its hash. What can be read is what
`bot/domain/published.py` holds, and nothing else reaches a template.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.context import Context
from bot.domain.published import Published
from bot.domain.published_load import UnknownReleaseError
from bot.domain.results_links import PATH, find_link, needs_sign_in
from bot.domain.web_answers import HEADERS
from bot.log import safe_info
from bot.results.cache import Cache, Kept, Page
from bot.results.comparison import MAX_EXCHANGES, compare
from bot.results.packed import asset, file_headers, packed, tag_of, write_page
from bot.results.page import comments_file, markdown, sections, sharing
from bot.results.page.asked_charts import changed_figure, make_figure
from bot.results.page.charts import Figure
from bot.results.page.comment_list import list_unknown, read_choice
from bot.results.page.set_views import set_view
from bot.results.page.site import Site
from bot.results.readers import COOKIE, find_refusal
from bot.results.sent import SentAnswers
from bot.results.shut import shut
from bot.results.sign_in_routes import sign_in_routes
from bot.slack.deep_links import app_link
from bot.texts import choose_language
from storage import exchanges
from storage.exchanges import Exchange

log = structlog.get_logger()

_KINDS = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
_MAX_DIGITS = 9
Answer = Callable[[web.Request, Exchange, Site, Kept], Awaitable[web.Response]]


def routes(ctx: Context) -> list[web.RouteDef]:
    """Return the routes of the page."""
    explorer = Explorer(ctx)
    ways: list[tuple[str, Answer]] = [
        ("", explorer.top),
        ("themes", explorer.themes),
        ("themes/{number}", explorer.theme),
        ("sets/{number}", explorer.theme_set),
        ("comments", explorer.comments),
        (comments_file.NAME, explorer.comments_file),
        ("comments/{number}", explorer.comment),
        ("groups", explorer.groups),
        ("checkpoints", explorer.checkpoints),
        ("method", explorer.method),
        ("accessibility", explorer.accessibility),
        ("charts/{name}.{kind}", explorer.chart),
        ("{part}.md", explorer.markdown),
        ("rough", explorer.rough),
        ("compare/{others}", explorer.compare),
        ("share/{part}", explorer.share),
        ("share/{part}/qr.svg", explorer.qr_code),
        ("embed/{name}", explorer.embed),
    ]
    root = f"{PATH}{{token}}/"
    made = [web.get(f"{root}_/{{name}}", asset)]
    for path, answer in ways:
        made += [
            web.get(f"{root}{path}", explorer.guard(answer)),
            web.get(f"{root}at/{{at}}/{path}", explorer.guard(answer)),
        ]
    return [*sign_in_routes(ctx), *made, web.get(f"{root}{{tail:.*}}", explorer.guard(explorer.nothing))]


class Explorer:
    """Answers readers. It remembers what it loaded of each release, and looks at each request whether that holds."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._cache = Cache(ctx)
        self._sent = SentAnswers(ctx)
        self._writing = asyncio.Lock()

    def guard(self, answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return a handler that lets in who has a link that works."""

        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                sent = self._sent.find(request)
                return await self._let_in(request, answer) if sent is None else sent
            except web.HTTPException:
                raise
            except Exception as error:  # noqa: BLE001 - readers get a page, the log gets the fault
                log.warning("results_page_failed", error=type(error).__name__, where=safe_info(error))
                return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR, headers=HEADERS)

        return handle

    async def _let_in(self, request: web.Request, answer: Answer) -> web.Response:
        ctx, token = self._ctx, request.match_info["token"]
        stamp = ctx.storage.stamp  # before anything is read
        written = request.match_info.get("at")
        release = _number(written) if written else None
        kept = None
        async with ctx.storage.read() as db:
            link = await find_link(db, token, ctx.clock())
            exchange = await exchanges.get(db, link.scope) if link else None
            if exchange is not None:
                kept = await self._cache.find(db, exchange, release)
        if exchange is None:
            return self._shut(request, "unknown")
        refusal = await find_refusal(ctx, exchange, request.cookies.get(COOKIE, ""))
        if refusal is not None:
            return self._shut(request, refusal)
        if written and release is None:
            return self._shut(request, "no_such")
        try:
            kept = kept or await self._cache.get(exchange, release)
        except UnknownReleaseError:
            return self._shut(request, "no_such")
        asked = request.query.get("lang", "")
        language = choose_language(request.headers.get("Accept-Language", ""), asked, exchange.language)
        is_private = needs_sign_in(exchange)
        site = Site(
            kept.found,
            f"{PATH}{token}/",
            language,
            has_chosen_language=asked == language,
            at=release,
            has_session=is_private,
            app_link=app_link(ctx.workspaces, exchange.tenant_id),
            translations=kept.translations,
        )
        made = await answer(request, exchange, site, kept)
        if is_private:
            made.headers["Cache-Control"] = "no-store"  # signing out leaves nothing behind
        elif link is not None and answer != self.compare:  # the links of others may expire
            self._sent.keep(request, made, link, exchange, stamp)
        return made

    async def top(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with the first page."""
        return write_page(request, site, kept, "top", lambda: sections.top(site))

    async def themes(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with the themes."""
        return write_page(request, site, kept, "themes", lambda: sections.themes(site, request.query))

    async def theme(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with one theme."""
        number = _number(request.match_info["number"])
        values = sections.theme(site, kept.index, number) if number is not None else None
        if values is None:
            return self._shut(request, "no_such")
        return write_page(request, site, kept, "themes", lambda: values, template="theme.jinja")

    async def theme_set(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with a set of themes that moderators keep, beside the computed one."""
        number = _number(request.match_info["number"])
        values = set_view(site, number) if number is not None else None
        if values is None:
            return self._shut(request, "no_such")
        return write_page(request, site, kept, "themes", lambda: values, template="set.jinja")

    async def comments(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with the list of comments."""
        query = request.query
        return write_page(request, site, kept, "comments", lambda: sections.comments(site, kept.index, query))

    async def comments_file(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with all comments that fit the filters, as CSV. Of those who ask at once, one has it written."""
        if list_unknown(request.query, site.found):
            return self._shut(request, "no_such")
        choice = read_choice(request.query, site.found).change()
        tag = f"{comments_file.NAME} {sorted(choice.query().items())}"
        async with self._writing:
            made = kept.pages.get(tag)
            if made is None:
                made = Page.of(await asyncio.to_thread(comments_file.comments_csv, kept.index, choice))
                kept.keep(tag, made)
        return packed(request, made, _KINDS["csv"], file_headers(site, comments_file.NAME, "attachment"))

    async def comment(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with one comment."""
        number = _number(request.match_info["number"])
        values = sections.comment(site, number) if number is not None else None
        if values is None:
            return self._shut(request, "no_such")
        return write_page(request, site, kept, "comments", lambda: values, template="comment.jinja")

    async def groups(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with what groups share and differ on."""
        return write_page(request, site, kept, "groups", lambda: sections.groups(site, request.query))

    async def checkpoints(self, request: web.Request, exchange: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with the releases, and what changed since one."""
        before = await self._before(exchange, site, request.query)
        return write_page(request, site, kept, "checkpoints", lambda: sections.checkpoints(site, before, request.query))

    async def method(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with how the results were made."""
        return write_page(request, site, kept, "method", lambda: sections.method(site))

    async def accessibility(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with what was checked for people who cannot use every page."""
        return write_page(request, site, kept, "accessibility", lambda: {"checked_on": sections.CHECKED_ON})

    async def chart(self, request: web.Request, exchange: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with a chart as a file: a drawing, a picture, or its table."""
        name, kind = request.match_info["name"], request.match_info["kind"]
        if kind not in _KINDS:
            return self._shut(request, "no_such")
        tag = tag_of(request, site, kept)
        made = kept.pages.get(tag)
        if made is None:
            figure = await self._figure(exchange, site, name, request.query)
            if figure is None:
                return self._shut(request, "no_such")
            made = Page.of(await asyncio.to_thread(getattr(figure, kind)))
            kept.keep(tag, made)
        how = "attachment" if kind == "csv" else "inline"
        return packed(request, made, _KINDS[kind], file_headers(site, f"{name}.{kind}", how))

    async def _figure(self, exchange: Exchange, site: Site, name: str, query: Mapping[str, str]) -> Figure | None:
        if name != "changed":
            return make_figure(name, site.texts, site.found, query)
        before = await self._before(exchange, site, query)
        return changed_figure(site.texts, site.found, before) if before else None

    async def _before(self, exchange: Exchange, site: Site, query: Mapping[str, str]) -> Published | None:
        """Return the earlier release since which changes are asked for."""
        since = sections.since_of(site.found, query)
        return (await self._cache.get(exchange, since)).found if since else None

    async def markdown(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with a part of the page as Markdown."""
        part = request.match_info["part"]
        section = sharing.find_section(site, part, request.query)
        if section is None or not section.markdown or (part == "comments" and list_unknown(request.query, site.found)):
            return self._shut(request, "no_such")
        address = sharing.address_of(site, section, self._ctx.base_url)
        text = markdown.write(site, part, kept.index, request.query, address)
        headers = {**HEADERS, "Cache-Control": "private, no-cache"}
        return web.Response(text=text, content_type="text/plain", charset="utf-8", headers=headers)

    async def rough(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with common words and how comments sound, which no other page shows."""
        values = kept.rough or await asyncio.to_thread(sections.rough, site)
        kept.rough.update(values)
        return write_page(request, site, kept, "rough", lambda: values)

    async def compare(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with exchanges beside each other, to who has the link of each."""
        tokens = request.match_info["others"].split(".")
        found = [await self._open(each) for each in tokens[: MAX_EXCHANGES - 1]]
        others = [each for each in found if each is not None]
        if site.has_session or len(tokens) >= MAX_EXCHANGES or len(others) < len(tokens):
            return self._shut(request, "no_such")
        compared = await asyncio.to_thread(compare, [kept.found, *(each.found for each in others)])
        mark = " ".join(each.found.mark for each in others)
        return write_page(request, site, kept, "compare", lambda: sections.compared(site, compared), mark=mark)

    async def _open(self, token: str) -> Kept | None:
        """Return what is public of another exchange, None where its link does not work for everybody."""
        now = self._ctx.clock()
        async with self._ctx.storage.read() as db:
            link = await find_link(db, token, now)
            exchange = await exchanges.get(db, link.scope) if link else None
        if exchange is None or needs_sign_in(exchange) or await find_refusal(self._ctx, exchange, "") is not None:
            return None
        return await self._cache.get(exchange, None)

    async def share(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with how a section is shared."""
        values = sharing.share_values(site, request.match_info["part"], request.query, self._ctx.base_url)
        if values is None:
            return self._shut(request, "no_such")
        return write_page(request, site, kept, "share", lambda: dict(values))

    async def qr_code(self, request: web.Request, _: Exchange, site: Site, __: Kept) -> web.Response:
        """Answer with the QR code of a section as a file."""
        section = sharing.find_section(site, request.match_info["part"], request.query)
        if section is None:
            return self._shut(request, "no_such")
        code = sharing.qr_file(sharing.address_of(site, section, self._ctx.base_url))
        headers = {**HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}
        return web.Response(body=code, content_type="image/svg+xml", charset="utf-8", headers=headers)

    async def embed(self, request: web.Request, _: Exchange, site: Site, kept: Kept) -> web.Response:
        """Answer with a chart for the frame of another page, where everybody with the link may read."""
        values = sharing.embed_values(site, request.match_info["name"], request.query, self._ctx.base_url)
        if values is None or site.has_session:
            return self._shut(request, "no_such")
        made = write_page(request, site, kept, "embed", lambda: dict(values))
        made.headers.update(sharing.EMBED_HEADERS)
        return made

    async def nothing(self, request: web.Request, _: Exchange, __: Site, ___: Kept) -> web.Response:
        """Answer that there is no such page."""
        return self._shut(request, "no_such")

    def _shut(self, request: web.Request, reason: str) -> web.Response:
        return shut(request, reason)


def _number(written: str) -> int | None:
    """Return a number of an address, None where it is none."""
    is_number = written.isdecimal() and written.isascii() and len(written) <= _MAX_DIGITS
    return int(written) if is_number else None
