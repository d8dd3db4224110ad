"""Pages that say why there are no results to read, and what can be done about it."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web

from bot.domain.results_links import PATH
from bot.domain.web_answers import NOT_KEPT
from bot.results.page.render import render_shut
from bot.texts import Texts, choose_language, texts_for

SIGN_IN_PATH = "sign-in"
"""Below a link: begins to sign in."""

_STATUS = {"unknown": HTTPStatus.NOT_FOUND, "no_such": HTTPStatus.NOT_FOUND, "unsure": HTTPStatus.SERVICE_UNAVAILABLE}
_AGAIN = {"unsure"}
_OTHER_PERSON = {"outside", "moderators"}
Way = tuple[str, str]


def shut(request: web.Request, reason: str) -> web.Response:
    """Answer that somebody reads no results. reason: the name of a sentence; the request's address is below a link."""
    token = request.match_info["token"]
    texts = texts_of(request)
    below = request.path_qs.removeprefix(f"{PATH}{token}/")
    sign_in = f"{PATH}{token}/{SIGN_IN_PATH}?{urlencode({'to': below})}"
    ways: list[Way] = []
    if reason == "sign_in":
        ways = [(texts("explorer.sign_in"), sign_in)]
    elif reason in _OTHER_PERSON:
        ways = [(texts("explorer.sign_in_other"), sign_in)]
    elif reason in _AGAIN:
        ways = [(texts("explorer.again"), request.path_qs)]
    elif reason == "no_such":
        ways = [(texts("explorer.all_results"), f"{PATH}{token}/")]
    heading = texts("explorer.shut.sign_in_heading") if reason == "sign_in" else ""
    return say(
        request,
        texts(f"explorer.shut.{reason}"),
        heading=heading,
        ways=ways,
        status=_STATUS.get(reason, HTTPStatus.FORBIDDEN),
    )


def say(
    request: web.Request,
    reason: str,
    *,
    heading: str = "",
    ways: Sequence[Way] = (),
    status: int = HTTPStatus.FORBIDDEN,
) -> web.Response:
    """Answer with a page of a few sentences. ways: on from there, (words, address)."""
    texts = texts_of(request)
    html = render_shut(
        texts.language,
        f"{PATH}-/_/explorer.css",
        heading=heading or texts("explorer.shut.heading"),
        reason=reason,
        ways=ways,
    )
    headers = {**NOT_KEPT, "Content-Language": texts.language}
    return web.Response(status=status, text=html, content_type="text/html", charset="utf-8", headers=headers)


def texts_of(request: web.Request) -> Texts:
    """Return the sentences of a browser's language."""
    language = choose_language(request.headers.get("Accept-Language", ""), request.query.get("lang", ""), "en")
    return texts_for(language)
