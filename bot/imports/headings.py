"""Headings that other systems' exports have, and what their columns mean here.

Decidim exports proposals and comments with a semicolon between fields and a language behind the names of translated
ones (`body/en`). LimeSurvey, Qualtrics and Google Forms export one response a row, where the questions are columns of
any name: the comment is in the one column that is none of the system's own, or in the one that `--map text=` names.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.environment import SettingsError

MEANINGS = ("text", "title", "why", "id", "author", "group", "time", "rater", "stars")
"""What a column may mean. text: the comment's words; title: put before them; rater, stars: of one rating a row."""

_LIMESURVEY = {
    "id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate", "datestamp", "ipaddr", "refurl",
    "response id", "date submitted", "last page", "start language", "date started", "date last action", "ip address",
    "referrer url", "access code", "total time", "interviewtime",
}  # fmt: skip
_QUALTRICS = {
    "startdate", "enddate", "status", "ipaddress", "progress", "duration (in seconds)", "finished", "recordeddate",
    "responseid", "recipientlastname", "recipientfirstname", "recipientemail", "externalreference",
    "externaldatareference",
    "locationlatitude", "locationlongitude", "distributionchannel", "userlanguage",
}  # fmt: skip
_GOOGLE_TIME = {"timestamp", "marca temporal"}
_GOOGLE = _GOOGLE_TIME | {
    "email address",
    "username",
    "dirección de correo electrónico",
    "nombre de usuario",
    "score",
    "puntuación",
}
_PLAIN = {
    "text": ("text", "comment", "comment-body", "body", "words", "texto", "comentario"),
    "why": ("why", "por qué"),
    "id": ("comment-id", "id", "number"),
    "author": ("author-id", "author", "autor"),
    "group": ("group", "grupo"),
    "time": ("time", "timestamp", "date", "created_at", "fecha"),
    "rater": ("rater", "voter-id", "rater-id"),
    "stars": ("stars", "rating", "estrellas"),
}
_TRANSLATED = re.compile(r"(title|body)/[a-z]{2}(-[a-z]+)?", re.IGNORECASE)
_QUESTION_CODE = re.compile(r"^\S+\.\s+")  # LimeSurvey's "Q1. What would help?", and "id. Response ID"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a file mean. by_meaning: heading by meaning.

    system: decidim, limesurvey, qualtrics, google, or "" for another. question: what was asked, where a heading says
    it. is_by_response: each row is one person's.
    """

    system: str
    by_meaning: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    is_by_response: bool = False


def find_columns(headings: Sequence[str], chosen: Mapping[str, str]) -> Columns:
    """Return what the columns mean. chosen: heading by meaning, as the command line says; it comes first.

    Raises SettingsError where no column can be the comment's words, or several can.
    """
    known = [each.strip().casefold() for each in headings]
    if {"responseid", "recordeddate"} <= set(known):
        return _by_response("qualtrics", headings, chosen, _QUALTRICS, {"time": "recordeddate", "id": "responseid"})
    plain = [_QUESTION_CODE.sub("", each) for each in known]
    if len({"submitdate", "date submitted", "lastpage", "last page"} & set(plain)) > 1:
        times = {"time": "submitdate"} if "submitdate" in plain else {"time": "date submitted"}
        return _by_response("limesurvey", headings, chosen, _LIMESURVEY, times, plain)
    if any(_TRANSLATED.fullmatch(each) for each in headings) or {"commentable_id", "body"} <= set(known):
        return Columns("decidim", _decidim(headings) | dict(chosen))
    if known and known[0] in _GOOGLE_TIME and "text" not in _plain(headings):
        return _by_response("google", headings, chosen, _GOOGLE, {"time": known[0]})
    found = _plain(headings) | dict(chosen)
    if "text" not in found:
        raise SettingsError(_no_text(headings))
    return Columns("", found)


def _plain(headings: Sequence[str]) -> dict[str, str]:
    by_name = {each.strip().casefold(): each for each in headings}
    found: dict[str, str] = {}
    for meaning, names in _PLAIN.items():
        there = next((by_name[name] for name in names if name in by_name), None)
        if there is not None:
            found[meaning] = there
    return found


def _decidim(headings: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading in headings:
        translated = _TRANSLATED.fullmatch(heading)
        if translated:
            found.setdefault("text" if translated[1].lower() == "body" else "title", heading)
    names = {"id": "id", "body": "text", "author/id": "author", "published_at": "time", "created_at": "time"}
    for name, meaning in names.items():
        if name in headings:
            found.setdefault(meaning, name)
    if "text" not in found:
        raise SettingsError(_no_text(headings))
    return found


def _by_response(
    system: str,
    headings: Sequence[str],
    chosen: Mapping[str, str],
    own: set[str],
    meanings: Mapping[str, str],
    plain: Sequence[str] = (),
) -> Columns:
    """Return the columns of a file with one response a row. own: the system's columns; plain: the names to compare."""
    names = list(plain) or [each.strip().casefold() for each in headings]
    found = {meaning: headings[names.index(name)] for meaning, name in meanings.items() if name in names}
    found.pop("id", None)  # of a response, which is a row
    found |= chosen
    if "text" not in found:
        rest = [heading for heading, name in zip(headings, names, strict=True) if name not in own]
        rest = [each for each in rest if each not in found.values()]
        if len(rest) != 1:
            raise SettingsError(_no_text(rest))
        found["text"] = rest[0]
    question = "" if system == "qualtrics" else _QUESTION_CODE.sub("", found["text"])
    return Columns(system, found, question, is_by_response=True)


def _no_text(headings: Sequence[str]) -> str:
    named = ", ".join(repr(each) for each in headings) or "none"
    return f"which column has the comments' words? Say it with --map text=COLUMN; the columns are {named}"
