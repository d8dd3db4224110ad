"""What the digest's sentences cost in Spanish: our catalogues, Fluent's runtime, gettext with Babel.

    python benchmarks/texts.py

fluent.runtime is measured where it is installed (pip install fluent.runtime==0.4.0); it is none of our libraries.
"""

import gettext
import io
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal
from fluent.syntax import FluentParser

from bot.texts import LANGUAGES, Texts, load_all, texts_for
from bot.texts.catalogue import compile_pattern, compiled, features, parse

SOURCE = """
fixed = Todavía no hay comentarios. El primero da comienzo.
closed = { $question } está cerrada.
star = Dar { $n ->
    [one] { $n } estrella
    [many] { $n } de estrellas
   *[other] { $n } estrellas
 }
news = Desde { $since }: { $people ->
    [one] { $people } persona nueva
    [many] { $people } de personas nuevas
   *[other] { $people } personas nuevas
 }, { $comments ->
    [one] { $comments } comentario nuevo
    [many] { $comments } de comentarios nuevos
   *[other] { $comments } comentarios nuevos
 } y { $ratings ->
    [one] { $ratings } valoración nueva
    [many] { $ratings } de valoraciones nuevas
   *[other] { $ratings } valoraciones nuevas
 }.
"""
CASES: dict[str, dict[str, Any]] = {
    "fixed": {},
    "closed": {"question": "¿Qué nos hace sentir seguros?"},
    "star": {"n": 3},
    "news": {"since": "ayer", "people": 1234, "comments": 1, "ratings": 5310},
}
ROUNDS = 3000
Say = Callable[[str, dict[str, Any]], str]


def cost(call: Callable[[], object]) -> float:
    """Return the microseconds of processor time of a call, the least of five series."""
    call()
    series = []
    for _ in range(5):
        begin = time.process_time()
        for _ in range(ROUNDS):
            call()
        series.append((time.process_time() - begin) / ROUNDS)
    return min(series) * 1e6


def ours() -> Say:
    """Return how our catalogues say it."""
    found = {code: compile_pattern(pattern, "es") for code, pattern in parse(SOURCE, "f", where="here").items()}
    texts = Texts("es-ES")
    texts._loaded = found  # noqa: SLF001 - as if it were a file

    def say(code: str, params: dict[str, Any]) -> str:
        return texts(f"f.{code}", **params)

    return say


def fluent() -> Say:
    """Return how fluent.runtime says it."""
    runtime: Any = __import__("fluent.runtime").runtime
    bundle = runtime.FluentBundle(["es"], use_isolating=False)
    bundle.add_resource(runtime.FluentResource(SOURCE))
    return lambda code, params: bundle.format_pattern(bundle.get_message(code).value, params)[0]


def with_gettext() -> Say:
    """Return how gettext says it: one plural a sentence, so that the news are four of them."""
    catalogue = Catalog(locale="es")
    catalogue.add("No comment yet.", "Todavía no hay comentarios. El primero da comienzo.")
    catalogue.add("%(question)s is closed.", "%(question)s está cerrada.")
    for one, several, forms in (
        ("%(n)s star", "%(n)s stars", ("Dar %(n)s estrella", "Dar %(n)s de estrellas", "Dar %(n)s estrellas")),
        ("%(n)s new person", "%(n)s new people", ("%(n)s persona", "%(n)s de personas", "%(n)s personas")),
        ("%(n)s new comment", "%(n)s new comments", ("%(n)s comentario", "%(n)s de comentarios", "%(n)s comentarios")),
        ("%(n)s new rating", "%(n)s new ratings", ("%(n)s valoración", "%(n)s de valoraciones", "%(n)s valoraciones")),
    ):
        catalogue.add((one, several), forms)
    catalogue.add("Since %(since)s: %(people)s, %(comments)s and %(ratings)s.",
                  "Desde %(since)s: %(people)s, %(comments)s y %(ratings)s.")  # fmt: skip
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    made = gettext.GNUTranslations(compiled)

    def many(noun: str, plural: str, n: int) -> str:
        return made.ngettext(f"%(n)s {noun}", f"%(n)s {plural}", n) % {"n": format_decimal(n, locale="es")}

    def say(code: str, params: dict[str, Any]) -> str:
        if code == "fixed":
            return made.gettext("No comment yet.")
        if code == "closed":
            return made.gettext("%(question)s is closed.") % params
        if code == "star":
            return many("star", "stars", params["n"])
        return made.gettext("Since %(since)s: %(people)s, %(comments)s and %(ratings)s.") % {
            "since": params["since"],
            "people": many("new person", "new people", params["people"]),
            "comments": many("new comment", "new comments", params["comments"]),
            "ratings": many("new rating", "new ratings", params["ratings"]),
        }

    return say


def import_seconds(module: str) -> float:
    """Return the processor time of importing a module in a process of its own, the least of three."""
    code = f"import time; b=time.process_time(); import {module}; print(time.process_time()-b)"
    return min(float(subprocess.check_output([sys.executable, "-c", code], text=True)) for _ in range(3))


def main() -> None:
    """Print all of it."""
    ways = {"ours": ours(), "gettext": with_gettext()}
    modules = ["babel.core", "babel.dates", "fluent.syntax", "bot.texts"]
    if find_spec("fluent.runtime"):
        ways["fluent.runtime"] = fluent()
        modules.append("fluent.runtime")
    print("| sentence | " + " | ".join(f"{way}, µs" for way in ways) + " |")
    for code, params in CASES.items():
        costs = [cost(partial(say, code, params)) for say in ways.values()]
        print(f"| {code} | " + " | ".join(f"{each:.1f}" for each in costs) + " |")
        print(f"  {ways['ours'](code, params)}")
    begin = time.process_time()
    load_all()
    seconds = time.process_time() - begin
    count = sum(len(compiled(language, each)) for language in LANGUAGES for each in features(language))
    print(f"all catalogues, {count} sentences: {seconds:.3f} s")
    texts = texts_for("es-MX")
    facts = ("common.people", "common.comments", "common.ratings")

    def card() -> None:
        for n in range(1, 6):
            texts("common.ratings", n=n)
        for each in facts:
            texts(each, n=1234)
        texts("stars.mean", mean=texts.number(4.25, 1))
        texts("results.rate.button")

    print(f"ten sentences of a card, eight with plurals: {cost(card):.1f} µs")
    for module in modules:
        print(f"import {module}: {import_seconds(module):.3f} s")
    begin = time.process_time()
    FluentParser(with_spans=False).parse(SOURCE * 100)
    print(f"parsing: {(time.process_time() - begin) / 400 * 1e6:.0f} µs a message")


if __name__ == "__main__":
    main()
