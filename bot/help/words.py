"""Words that people write to the app and that are no comment: greetings, calls for help, requests for the results."""

import re
import unicodedata

HELP, RESULTS = "help", "results"
ENGLISH, SPANISH = "en", "es"

_HELP = {
    ENGLISH: (
        "help, help me, please help, i need help, help please, hi, hello, hey, hey there, hi there, hello there, "
        "good morning, good afternoon, good evening, start, get started, menu, commands, about, me, share, comment, "
        "info, what is this, what are you, who are you, what can you do, what can i do, how does this work, "
        "how does it work, how do i use this, thanks, thank you, thank you very much, thx"
    ),
    SPANISH: (
        "ayuda, ayudame, ayuda por favor, necesito ayuda, hola, buenas, buenos dias, buenas tardes, buenas noches, "
        "empezar, comenzar, inicio, comandos, que es esto, quien eres, que puedes hacer, que puedo hacer, "
        "como funciona, como funciona esto, como se usa, gracias, muchas gracias, informacion, compartir, comentar, "
        "ayudeme, ayudeme por favor, por favor ayuda, me puede ayudar, me puedes ayudar, no entiendo, no se que hacer, "
        "buen dia, muy buenas, buenos dias a todos, hola buenos dias, hola buenas tardes, saludos, que tal, "
        "instrucciones, opciones, que hago, que puedo escribir, como participo, quien es usted, "
        "que es usted, muchas gracias por todo"
    ),
}
_RESULTS = {
    ENGLISH: "results, result, the results, show results, show me the results",
    SPANISH: "resultados, los resultados, resultado, ver resultados, ver los resultados, muestrame los resultados, "
    "quiero ver los resultados, mostrar resultados",
}
_BARE = re.compile(r"[^a-z0-9? ]+")
_MAX_LENGTH = 60  # characters; what is longer says more than a greeting


def _known() -> dict[str, tuple[str, str]]:
    return {
        phrase.strip(): (kind, language)
        for kind, phrases in ((HELP, _HELP), (RESULTS, _RESULTS))
        for language, listed in phrases.items()
        for phrase in listed.split(",")
    }


_KNOWN = _known()


def read_request(text: str) -> tuple[str, str] | None:
    """Return (HELP or RESULTS, the language it is written in) of a message to the app; None for everything else."""
    if len(text) > _MAX_LENGTH:
        return None
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = _BARE.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    words = " ".join(bare.replace("?", " ").split())
    if not words:
        return (HELP, ENGLISH) if "?" in bare else None
    return _KNOWN.get(words)
