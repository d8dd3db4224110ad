"""What every page for a browser shares: its headers, and cookies that nothing but the server reads."""

from datetime import timedelta

from aiohttp import web

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex,nofollow",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOT_KEPT = {**HEADERS, "Cache-Control": "no-store"}
"""Of a page for one person: neither the browser nor a proxy keeps it."""


def set_cookie(
    answer: web.Response, name: str, value: str, *, base_url: str, path: str, lives: timedelta | None = None
) -> None:
    """Give a browser a cookie that no script reads, and that other sites' requests do not carry.

    base_url: the server's own; only with https is the cookie kept off plain connections. lives: None until the browser
    closes.
    """
    answer.set_cookie(
        name,
        value,
        path=path,
        max_age=int(lives.total_seconds()) if lives else None,
        secure=base_url.startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(answer: web.Response, name: str, *, base_url: str, path: str) -> None:
    """Let a browser forget a cookie."""
    answer.del_cookie(name, path=path, secure=base_url.startswith("https:"), httponly=True, samesite="Lax")


def go(address: str) -> web.Response:
    """Return an answer that sends a browser on, by GET. address: of this server, or of Slack."""
    return web.Response(status=303, headers={**NOT_KEPT, "Location": address})
