"""Parsing: reads a signed body, form or JSON, once and within limits, into the dict that Bolt takes."""

import binascii
import json
import re
from typing import Any

import msgspec

from bot.http.errors import UNSUPPORTED, RefusedError

MAX_FIELDS = 100
MAX_DEPTH = 128
"""Objects and arrays inside each other; Slack's deepest, lists of rich text in a message in a view, have about 20."""

_PAYLOAD = b"payload"
_TO_QUOTED_PRINTABLE = bytes.maketrans(b"+%", b" =")

_decode = msgspec.json.Decoder().decode

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s";]*)', re.IGNORECASE)
_CHARSETS = {"utf-8", "utf8", "us-ascii"}
_ODD_ESCAPES = re.compile(  # NUL, and half of a pair of surrogates: no database and no UTF-8 takes them
    rb"\\u0000|\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)
_MAY_BE_ODD = re.compile(rb"\\u(?:0000|[dD])")
_ODD = re.compile("[\0\ud800-\udfff]")


def parse(raw: bytes, content_type: str) -> dict[str, Any]:
    """Return the payload of a request: of the JSON in a form's field `payload`, of a form, or of JSON.

    Raises RefusedError when it is none of these, is not UTF-8, or goes beyond MAX_FIELDS or MAX_DEPTH.
    """
    media, _, parameters = content_type.partition(";")
    charset = _CHARSET.match(f";{parameters}")
    if charset and charset[1].lower() not in _CHARSETS:
        raise RefusedError("unknown_charset", UNSUPPORTED)
    match media.strip().lower():
        case "application/json":
            return parse_json(raw)
        case "application/x-www-form-urlencoded":
            fields = parse_form(raw)
            payload = fields.get("payload")
            return parse_json(payload) if payload is not None else {name: _text(each) for name, each in fields.items()}
    raise RefusedError("unknown_content_type", UNSUPPORTED)


def parse_json(raw: bytes) -> dict[str, Any]:
    """Return the object of some JSON. Raises RefusedError when it is none, or is nested too deep."""
    try:
        found = _decode(raw)
    except (ValueError, RecursionError):
        found = _load(raw)
    if not isinstance(found, dict):
        raise RefusedError("no_object")
    return checked(found, raw)


def checked(found: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """Return what some JSON said, without what no database keeps. Raises RefusedError when it is nested too deep.

    raw: the JSON, or more around it.
    """
    # A click on a card has about 75 objects and arrays in all, so that it need not be walked through.
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and is_deeper(found, MAX_DEPTH):
        raise RefusedError("too_deep")
    return mended(found) if _MAY_BE_ODD.search(raw) and _ODD_ESCAPES.search(raw) else found


def _load(raw: bytes) -> Any:
    """Return what some JSON says that msgspec does not take: half surrogates, which are mended, or nothing at all."""
    try:
        return json.loads(raw.decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise RefusedError("not_utf8") from error
    except (ValueError, RecursionError) as error:
        raise RefusedError("not_json") from error


def parse_form(raw: bytes) -> dict[str, bytes]:
    """Return the fields of a form, the last of a name wins. Raises RefusedError when it is malformed."""
    if raw.count(b"&") >= MAX_FIELDS:
        raise RefusedError("too_many_fields")
    fields = {}
    for part in raw.split(b"&"):
        name, _, value = part.partition(b"=")
        if name == _PAYLOAD:  # the only field of a click
            fields["payload"] = _unquote(value)
        elif part:
            fields[_text(_unquote(name))] = _unquote(value)
    return fields


def is_deeper(value: Any, max_depth: int) -> bool:
    """Say whether objects and arrays are nested more than `max_depth` deep, without recursion."""
    level = [value]
    for _ in range(max_depth):
        level = [
            child
            for each in level
            for child in (each.values() if isinstance(each, dict) else each)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def mended(value: Any) -> Any:
    """Return the same without NUL and half surrogates. value: no deeper than MAX_DEPTH."""
    if isinstance(value, str):
        return _ODD.sub("", value)
    if isinstance(value, list):
        return [mended(each) for each in value]
    if isinstance(value, dict):
        return {mended(name): mended(each) for name, each in value.items()}
    return value


def _unquote(value: bytes) -> bytes:
    """Return what a form's field says. Raises RefusedError for a % that begins no escape.

    Quoted-printable differs in its sign alone, and the standard library reads it in C, 20 times as fast as
    urllib.parse: a click in a full Home has 435 KB.
    """
    value = value.replace(b"=", b"%3D")
    if b"\n" not in value and b"\r" not in value:  # after the sign they would be a break of the line, which goes
        found = binascii.a2b_qp(value.translate(_TO_QUOTED_PRINTABLE))
        if len(found) == len(value) - 2 * value.count(
            b"%"
        ):  # each escape was one: it lost two signs, and none loses more
            return found
    raise RefusedError("malformed_form")


def _text(value: bytes) -> str:
    try:
        return _ODD.sub("", value.decode())
    except UnicodeDecodeError as error:
        raise RefusedError("not_utf8") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
