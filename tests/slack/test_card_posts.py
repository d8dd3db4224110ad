"""Cards arrive over connections that stay open, however Slack frames its answers or ends the connection."""

import asyncio
import datetime as dt
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.serve import new_loop
from bot.slack import card_posts
from bot.slack.card_posts import MAX_CONNECTIONS, CardPoster, UnknownAddressError

BODY = json.dumps({"text": "Más ★"}).encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n"
LAST = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
LIMITED = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Slack:
    """A server that answers bytes. requests: by connection. ends: it closes each connection after that many answers."""

    answer: bytes = OK
    ends: int = 1000
    requests: list[list[bytes]] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    most: int = 0
    port: int = 0

    def url(self, scheme: str = "http") -> str:
        return f"{scheme}://localhost:{self.port}/actions/T1/2/x-y_z"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mine: list[bytes] = []
        self.requests.append(mine)
        try:
            while len(mine) < self.ends:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                mine.append(head + await reader.readexactly(length))
                self.waiting += 1
                self.most = max(self.most, self.waiting)
                await self.go_on.wait()
                self.waiting -= 1
                for at in range(0, len(self.answer), 20):  # in pieces
                    writer.write(self.answer[at : at + 20])
                    await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def opened(slack: Slack, context: ssl.SSLContext | None = None) -> AsyncIterator[CardPoster]:
    """Open the server, and a poster."""
    slack.go_on.set()
    server = await asyncio.start_server(slack.serve, "localhost", 0, ssl=context)
    slack.port = server.sockets[0].getsockname()[1]
    poster = CardPoster()
    try:
        yield poster
    finally:
        poster.close()
        server.close()
        await server.wait_closed()
        while asyncio.all_tasks() - {asyncio.current_task()}:  # noqa: ASYNC110 - connections end
            await asyncio.sleep(0)


@pytest.mark.parametrize("answer", [OK, CHUNKED], ids=["length", "chunks"])
async def test_posts_in_turn_go_over_one_connection(answer: bytes) -> None:
    slack = Slack(answer)
    async with opened(slack) as poster:
        for _ in range(3):
            assert (await poster.post(slack.url(), BODY)).body == b"ok"
    [requests] = slack.requests
    assert len(requests) == 3
    head, _, body = requests[0].partition(b"\r\n\r\n")
    assert body == BODY
    assert head.startswith(b"POST /actions/T1/2/x-y_z HTTP/1.1\r\nHost: localhost:%d\r\n" % slack.port)


def test_on_the_other_event_loop_a_connection_is_kept_too() -> None:
    slack = Slack()

    async def post_twice() -> None:
        async with opened(slack) as poster:
            for _ in range(2):
                assert (await poster.post(slack.url(), BODY)).status == 200

    with asyncio.Runner(loop_factory=new_loop) as runner:
        assert "uvloop" in str(type(runner.get_loop()))
        runner.run(post_twice())
    assert [len(each) for each in slack.requests] == [2]


@pytest.mark.parametrize("slack", [Slack(LAST), Slack(ends=1)], ids=["announced", "silent"])
async def test_a_connection_that_ended_is_made_again(slack: Slack) -> None:
    async with opened(slack) as poster:
        for _ in range(3):
            assert (await poster.post(slack.url(), BODY)).status == 200
    assert [len(each) for each in slack.requests] == [1, 1, 1]


async def test_a_limit_is_read_with_its_seconds() -> None:
    slack = Slack(LIMITED)
    async with opened(slack) as poster:
        answer = await poster.post(slack.url(), BODY)
    assert (answer.status, answer.retry_after) == (429, "7")


async def test_many_posts_share_a_few_connections() -> None:
    slack = Slack()
    async with opened(slack) as poster:
        slack.go_on.clear()
        posts = asyncio.gather(*(poster.post(slack.url(), BODY) for _ in range(3 * MAX_CONNECTIONS)))
        while slack.waiting < MAX_CONNECTIONS:  # noqa: ASYNC110 - requests bring it about
            await asyncio.sleep(0.01)
        slack.go_on.set()
        assert {each.status for each in await posts} == {200}
    assert slack.most == len(slack.requests) == MAX_CONNECTIONS
    assert sum(map(len, slack.requests)) == 3 * MAX_CONNECTIONS


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000, b"nonsense\r\n\r\n"],
    ids=["too large", "no HTTP"],
)
async def test_an_odd_answer_ends_its_connection_and_no_other(answer: bytes) -> None:
    slack = Slack(answer)
    async with opened(slack) as poster:
        with pytest.raises(ConnectionError):
            await poster.post(slack.url(), BODY)
        slack.answer = OK
        assert (await poster.post(slack.url(), BODY)).status == 200
        assert len(slack.requests) == 2


async def test_what_nobody_asked_for_ends_a_connection() -> None:
    slack = Slack(OK * 2)
    async with opened(slack) as poster:
        assert (await poster.post(slack.url(), BODY)).status == 200
        while any(each.is_open for some in poster._idle.values() for each in some):  # noqa: ASYNC110 - the second does it
            await asyncio.sleep(0.01)
        slack.answer = OK
        assert (await poster.post(slack.url(), BODY)).status == 200
    assert len(slack.requests) == 2


async def test_silence_is_given_up_and_its_connection_is_not_used_again(
    hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = hurried
    monkeypatch.setattr(card_posts, "_SECONDS", 0.2)
    slack = Slack()
    async with opened(slack) as poster:
        slack.go_on.clear()
        with pytest.raises(TimeoutError):
            await poster.post(slack.url(), BODY)
        slack.go_on.set()
        assert (await poster.post(slack.url(), BODY)).status == 200
    assert len(slack.requests) == 2


@pytest.mark.parametrize("url", ["http://[::1]/x", "http://a b/x", "http://a/x y", "http://a/x\r\nEvil: 1", "x", ""])
async def test_another_address_is_not_posted_to(url: str) -> None:
    with pytest.raises(UnknownAddressError):
        await CardPoster().post(url, BODY)


async def test_over_tls_the_certificate_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, trusting = certificate_of("localhost", tmp_path)
    slack = Slack()
    async with opened(slack, server) as poster:
        with pytest.raises(ssl.SSLCertVerificationError):
            await poster.post(slack.url("https"), BODY)
        monkeypatch.setattr(card_posts, "_tls", lambda: trusting)
        for _ in range(2):
            assert (await poster.post(slack.url("https"), BODY)).status == 200
    assert [len(each) for each in slack.requests if each] == [2]


def certificate_of(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return the contexts of a server of that name, and of a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(private + made.public_bytes(encoding))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    trusting = ssl.create_default_context(cadata=made.public_bytes(encoding).decode())
    return server, trusting
