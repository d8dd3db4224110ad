"""What Slack sends comes through, however large; the same with one part wrong is refused, and never fails inside."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, quote_plus, unquote_to_bytes, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.http.errors import RefusedError
from bot.http.parsing import MAX_DEPTH, _load, is_deeper, mended, parse, parse_form, parse_json
from bot.playground.people.person import Person
from tests.slack_requests import FORM, JSON, encode, record_requests, send
from tests.stories.test_share_ways import announced
from tests.whole_bot import Playground, list_action_ids

Json = dict[str, Any]
WRONG = ["missing", None, 7, ["x"], {"id": 5}]
DEEPEST = 5
TRIED = 200  # of some 4,000; each is one request


async def test_a_click_in_a_full_home_of_435_kb_is_heard(playground: Playground) -> None:
    await playground.exchange("Что делает нас сильнее?", "Длинный обед", "Тёплые классы", "Больше автобусов")
    ana = playground.person("Ana")
    async with record_requests(playground) as recorder:
        await ana.opens_home()
        await playground.settle()
        assert ana.home
        assert await ana.clicks(ana.home, "rate.start")
        await playground.settle()
        click = next(each.payload for each in recorder.requests if each.payload["type"] == "block_actions")
    request = encode(playground, filled(click))
    assert len(request.body) >= 435_000
    assert cards(ana) == 1
    assert (await send(playground, request)).status == 200
    await playground.settle()
    assert cards(ana) == 2


def filled(click: Json) -> Json:
    """Return a click in a Home with 98 blocks more, all Cyrillic."""
    text = {"type": "plain_text", "text": "Слово за слово и ещё одно слово. " * 21, "emoji": True}
    more = [{"type": "section", "block_id": f"more.{number}", "text": text} for number in range(98)]
    return click | {"view": click["view"] | {"blocks": [*click["view"]["blocks"], *more]}}


def cards(person: Person) -> int:
    """Return how many cards to rate were sent to somebody."""
    return sum("rate.star.4" in list_action_ids(each) for each in person.dm())


async def one_of_each(playground: Playground) -> dict[str, Json]:
    """Return a genuine payload of each kind, by name, as people's acts made Slack send them."""
    _, announcement = await announced(playground)
    ana = playground.person("Ana")
    async with record_requests(playground) as recorder:
        await playground.moderator.runs("/exchange share Longer lunch", "general")
        await ana.clicks(announcement, "share.open")
        await ana.submits(values={"share.text": "A crossing guard"})
        await ana.closes()
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        await ana.clicks(ana.dm()[-1], "rate.star.4")
        await ana.says("Warm rooms")
        await playground.settle()
        await ana.clicks(ana.dm()[-1], "share.dm.yes")
        mine = next(each for each in ana.dm() if each.user == ana.id)
        await ana.edits(mine, "Warmer rooms")
        await ana.says("5")
        await ana.deletes(mine)
        await ana.shortcut("share.anywhere")
        await ana.opens_home()
        await playground.settle()
    return {name_of(each.payload): each.payload for each in recorder.requests}


def name_of(payload: Json) -> str:
    """Return the kind of a payload."""
    event = payload.get("event") or {}
    action = (payload.get("actions") or [{}])[0]
    return " ".join(
        str(each)
        for each in (payload.get("type", "command"), event.get("type"), event.get("subtype"), action.get("action_id"))
        if each
    )


def places(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each part of a payload."""
    if len(before) < DEEPEST and isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*before, name)
            yield from places(part, (*before, name))


def with_wrong(payload: Json, place: tuple[Any, ...], wrong: Any) -> Json:
    """Return a payload in which one part is another, or missing."""
    payload = copy.deepcopy(payload)
    at: Any = payload
    for name in place[:-1]:
        at = at[name]
    if wrong == "missing":
        del at[place[-1]]
    else:
        at[place[-1]] = wrong
    return payload


@pytest.mark.slow  # some 200 requests
async def test_a_payload_with_one_part_wrong_never_fails_inside(playground: Playground) -> None:
    playground.allows_unanswered = True
    genuine = {name: each for name, each in (await one_of_each(playground)).items() if name != "command"}
    assert len(genuine) >= 9, genuine.keys()
    tries = [(name, place, wrong) for name, each in genuine.items() for place in places(each) for wrong in WRONG]
    for number, (name, place, wrong) in enumerate(random.Random(8).sample(tries, TRIED)):
        payload = with_wrong(genuine[name], place, wrong)
        if name.startswith("event") and place[0] != "event_id":
            payload["event_id"] = f"Ev{number}"
        with capture_logs() as lines:
            reply = await send(playground, encode(playground, payload))
            await playground.settle()
        failed = [line for line in lines if line["event"] in {"listener_failed", "request_failed"}]
        assert reply.status == 200 or 400 <= reply.status < 500, (name, place, wrong, failed)
        assert not failed, (name, place, wrong)


async def test_a_genuine_request_of_each_kind_is_taken_again_and_again(playground: Playground) -> None:
    genuine = await one_of_each(playground)
    for name, payload in genuine.items():
        assert (await send(playground, encode(playground, payload))).status == 200, name
    await playground.settle()


TEXT = st.text(alphabet=st.characters(codec="utf-8"))
WITHOUT_NUL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.dictionaries(WITHOUT_NUL, TEXT, max_size=8))
@example({"text": "50% + 50% = 100 %", "é=&": "\r\n?_=41"})
def test_a_form_is_read_as_the_standard_library_reads_it(fields: dict[str, str]) -> None:
    fields = {name: value for name, value in fields.items() if name or value}
    raw = urlencode(fields).encode()
    read = {name: value.decode() for name, value in parse_form(raw).items()}
    assert read == dict(parse_qsl(raw.decode(), keep_blank_values=True))


@given(st.binary(max_size=12) | st.text(alphabet="%=+ 41aF\r\n_.?", max_size=12).map(str.encode))
def test_a_field_is_read_right_or_refused(raw: bytes) -> None:
    raw = raw.replace(b"&", b"")
    try:
        read = parse_form(b"payload=" + raw)["payload"]
    except RefusedError:
        return
    assert read == unquote_to_bytes(raw.replace(b"+", b" "))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXT, part, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(TEXT, JSON_VALUES, max_size=4))
def test_json_says_the_same_in_a_form_and_alone_whatever_way_it_is_escaped(value: Json) -> None:
    without_nul = mended(value)
    for ascii_only in (True, False):
        raw = json.dumps(value, ensure_ascii=ascii_only).encode()
        assert parse(raw, JSON) == without_nul
        assert parse(b"payload=" + quote_plus(raw).encode(), FORM + ";charset=utf-8") == without_nul


@given(
    st.text(alphabet='{}[]":,\\u0dD8eE+-.19nultrfasé \n\x01', max_size=24).map(str.encode) | st.binary(max_size=12),
    st.booleans(),
)
@example(b"\xef\xbb\xbf{}", False)  # noqa: FBT003
@example(b'{"a": NaN, "b": -Infinity}', False)  # noqa: FBT003
@example(b'{"a": 1e400, "b": 123456789012345678901234567890, "a": 2}', False)  # noqa: FBT003
def test_json_is_read_as_the_standard_library_reads_it_or_refused(raw: bytes, is_inside: bool) -> None:  # noqa: FBT001
    raw = b'{"a": "' + raw + b'"}' if is_inside else raw

    def read(reader: Callable[[bytes], Any]) -> Any:
        try:
            return repr(reader(raw))
        except RefusedError as refusal:
            return refusal.kind

    def by_standard_library(raw: bytes) -> Any:
        found = _load(raw)
        if not isinstance(found, dict):
            raise RefusedError("no_object")
        return mended(found)

    assert read(parse_json) == read(by_standard_library)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (rb'{"a": "\ud83d\ude00 and \uD83D\uDE00"}', "😀 and 😀"),
        (rb'{"a": "half \ud83d of one"}', "half  of one"),
        (rb'{"a": "half \uDE00 of one"}', "half  of one"),
        (rb'{"a": "nothing\u0000"}', "nothing"),
        (rb'{"a": "a path \\ud83d and \\u0000"}', r"a path \ud83d and \u0000"),
    ],
)
def test_what_no_database_keeps_is_left_out_and_nothing_else(raw: bytes, text: str) -> None:
    assert parse_json(raw) == {"a": text}


def test_depth_is_measured_without_going_deep() -> None:
    nested: Json = {}
    for _ in range(MAX_DEPTH - 1):
        nested = {"a": [nested]} if len(str(nested)) % 2 else {"a": nested}
    shallow = {"a": [[], {}], "b": 1}
    assert not is_deeper(shallow, 3)
    assert is_deeper(shallow, 2)
    assert is_deeper({"a": nested}, MAX_DEPTH)
