"""Somebody with a browser, between the bot's pages and Slack's: cookies, redirects, and what Slack asks them."""

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientResponse, ClientSession

from bot.playground.people.person import Person
from tests.results.site import plain
from tests.whole_bot import Playground

BASE = "https://starling.example.org"
SIGNS_IN = {"starling_base_url": BASE}
"""Settings of a bot with pages; the app's id and secret for the sign-in are there anyway."""


@dataclass
class Seen:
    """A page as somebody reads it. address: where it is, as the browser shows it."""

    status: int
    text: str
    html: str
    address: str
    headers: dict[str, str]


@dataclass
class Visitor:
    """A browser. cookies: (value, path) by name; a secure one is kept although the test's server has no TLS."""

    playground: Playground
    language: str = "en"
    cookies: dict[str, tuple[str, str]] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)  # every Set-Cookie header that came
    asked: str = ""  # the address of Slack's page, once it is there

    async def opens(self, address: str) -> Seen:
        """Go to an address, and on to where that leads."""
        return await self._go("GET", address)

    async def posts(self, address: str, **form: str) -> Seen:
        """Send a form, and go on to where that leads."""
        return await self._go("POST", address, form)

    async def agrees(self, person: Person, *, answer: str = "allow") -> Seen:
        """Answer what Slack asks, as this person."""
        assert self.asked, "Slack asks nothing"
        return await self.posts(self.asked, user=person.id, answer=answer)

    async def signs_in(self, link: str, person: Person) -> Seen:
        """Open a link that asks for it, and sign in."""
        first = await self.opens(link)
        await self.opens(sign_in_of(first))
        return await self.agrees(person)

    async def _go(self, verb: str, address: str, form: dict[str, str] | None = None) -> Seen:
        async with ClientSession() as session:
            for _ in range(6):
                answer = await self._ask(session, verb, address, form)
                to = answer.headers.get("Location")
                if not to:
                    return await self._see(answer, address)
                address, verb, form = (to if "://" in to else f"{BASE}{to}"), "GET", None
        raise AssertionError("it goes round in a circle")

    async def _ask(
        self, session: ClientSession, verb: str, address: str, form: dict[str, str] | None
    ) -> ClientResponse:
        at = address if "://" in address else f"{BASE}{address}"
        is_ours = at.startswith(BASE)
        here = at.replace(BASE, f"http://127.0.0.1:{self.playground.starling.port}", 1) if is_ours else at
        path = urlsplit(here).path
        sent = "; ".join(f"{n}={v}" for n, (v, under) in self.cookies.items() if is_ours and path.startswith(under))
        headers = {"Accept-Language": self.language, **({"Cookie": sent} if sent else {})}
        answer = await session.request(verb, here, data=form, headers=headers, allow_redirects=False)
        for header in answer.headers.getall("Set-Cookie", []):
            self._keep(header)
        self.asked = at if re.search("/(openid/connect|oauth/v2)/authorize", at) and verb == "GET" else ""
        return answer

    async def _see(self, answer: ClientResponse, address: str) -> Seen:
        html = await answer.text()
        return Seen(answer.status, plain(html), html, address, dict(answer.headers))

    def _keep(self, header: str) -> None:
        self.raw.append(header)
        for name, morsel in SimpleCookie(header).items():
            if morsel.value and morsel["max-age"] != "0":
                self.cookies[name] = (morsel.value, morsel["path"])
            else:
                self.cookies.pop(name, None)


def sign_in_of(seen: Seen) -> str:
    """Return where a page's button to sign in leads."""
    return seen.html.split('class="press" href="')[1].split('"')[0].replace("&amp;", "&")


def query_of(address: str) -> dict[str, str]:
    """Return the query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
