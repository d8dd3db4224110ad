"""What Slack shows of help: what the app is for, and buttons to begin with."""

from collections.abc import Sequence

from bot.help.words import ENGLISH, SPANISH
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, escape, section
from storage.exchanges import Exchange

_MAX_SHOWN = 5  # exchanges
_TEXTS = {
    ENGLISH: {
        "what": (
            "*This is how it works.* Write your answer to me here, one idea at a time. I ask before I share it, and "
            "nobody sees your name. Then give the ideas of others 1 to 5 stars."
        ),
        "names": (
            "*This is how it works.* Write your answer to me here, one idea at a time. I ask before I share it, and "
            "I tell you whether your name is shown. Then give the ideas of others 1 to 5 stars."
        ),
        "none": "No exchange is open right now. When one opens, its announcement has a *Comment* button.",
        "more": "You can also write `rate`, `results` or `stop`. {command} shows all that I understand.",
        "exact": "To share a word such as “help” as your comment, press *Comment*.",
        "results": "What people say so far:",
        "no_results": "There are no results yet: no exchange has opened.",
        "comment": "Comment",
        "rate": "Rate",
        "show": "Results",
    },
    SPANISH: {
        "what": (
            "*Así funciona.* Escríbame aquí su respuesta, una idea por mensaje. Pregunto antes de compartirla, y nadie "
            "ve su nombre. Después dé de 1 a 5 estrellas a las ideas de otros."
        ),
        "names": (
            "*Así funciona.* Escríbame aquí su respuesta, una idea por mensaje. Pregunto antes de compartirla, y le "
            "digo si se ve su nombre. Después dé de 1 a 5 estrellas a las ideas de otros."
        ),
        "none": "Ahora no hay ninguna pregunta abierta. Cuando se abra una, su anuncio tendrá un botón *Comment*.",
        "more": "También puede escribir `rate`, `resultados` o `stop`. {command} muestra todo lo que entiendo.",
        "exact": "Para compartir como comentario una palabra como “ayuda”, pulse *Comentar*.",
        "results": "Lo que se dice hasta ahora:",
        "no_results": "Todavía no hay resultados: no se ha abierto ninguna pregunta.",
        "comment": "Comentar",
        "rate": "Valorar",
        "show": "Resultados",
    },
}


def help_card(open_now: Sequence[Exchange], language: str, *, command: str = "/exchange") -> tuple[str, list[Block]]:
    """Return a short help with a row of buttons for each open exchange. language: of `words`."""
    texts = _TEXTS[language]
    shows_names = any(not each.names_hidden for each in open_now)
    what = texts["names" if shows_names else "what"]
    blocks = [section(what)]
    if not open_now:
        blocks.append(section(texts["none"]))
    for exchange in open_now[:_MAX_SHOWN]:
        value = str(exchange.exchange_id)
        blocks += [
            section(f"*{escape(exchange.question)}*"),
            actions(
                button(texts["comment"], action_id=action_ids.SHARE_OPEN, value=value, style="primary"),
                button(texts["rate"], action_id=action_ids.RATE_START, value=value),
                button(texts["show"], action_id=action_ids.HOST_RESULTS, value=value),
                block_id=f"help.{value}",
            ),
        ]
    blocks.append(context_block(texts["more"].format(command=f"`{command} help`")))
    if open_now:
        blocks.append(context_block(texts["exact"]))
    return what.replace("*", ""), blocks


def results_card(begun: Sequence[Exchange], language: str) -> tuple[str, list[Block]]:
    """Return a button to the results of each exchange. begun: open ones first."""
    texts = _TEXTS[language]
    if not begun:
        return texts["no_results"], [section(texts["no_results"])]
    blocks = [section(texts["results"])]
    for exchange in begun[:_MAX_SHOWN]:
        show = button(texts["show"], action_id=action_ids.HOST_RESULTS, value=str(exchange.exchange_id))
        blocks.append(section(f"*{escape(exchange.question)}*", accessory=show))
    return texts["results"], blocks
