"""Actions: the words after some subcommands, in Spanish; each has the meaning of the English one, which is its key.

Of each row the first word is the one that Spanish texts show. Accents are optional when they are typed.
"""

from collections.abc import Mapping

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "now": ("ahora",),
    "preview": ("previa", "vista-previa"),
    "every": ("cada",),
    "hold": ("retener",),
    "off": ("desactivar", "apagar"),
    "on": ("activar",),
    "add": ("agregar", "añadir"),
    "remove": ("quitar",),
    "list": ("lista", "listar"),
    "names": ("nombres",),
    "show": ("ver", "mostrar"),
    "rename": ("renombrar",),
    "merge": ("unir", "fusionar", "combinar"),
    "split": ("dividir", "separar"),
    "move": ("mover",),
    "lock": ("fijar", "bloquear"),
    "unlock": ("soltar", "desbloquear"),
    "seed": ("sembrar",),
    "undo": ("deshacer",),
    "new": ("nuevo", "crear"),
    "first": ("primero", "primera"),
    "delete": ("eliminar", "borrar"),
}
"""What is written after `digest`, `theme`, `mod`, `outside` and `sets`."""

MEANT: Mapping[str, tuple[str, ...]] = {
    "share": ("comment", "post", "say", "write", "suggest", "comentario", "opinar", "opinión", "escribir"),
    "rate": ("vote", "star", "stars", "score", "like", "votar", "voto", "estrellas", "puntuar"),
    "results": ("result", "show", "ver", "resultado"),
    "me": (
        *("mine", "edit", "change", "withdraw", "undo", "comments", "stop", "unsubscribe", "mute", "leave", "quit"),
        *("mío", "editar", "cambiar", "retirar", "deshacer", "comentarios", "salir", "silenciar", "dejar"),
    ),
    "forget-me": ("erase", "olvidar"),
    "about": ("privacy", "anonymous", "private", "data", "privacidad", "anónimo", "privado", "datos"),
    "help": ("hello", "hi", "commands", "start", "hola", "comandos", "empezar"),
    "extend": ("deadline", "date", "dates", "plazo", "fecha", "fechas", "prolongar"),
    "remove": ("reject", "rechazar"),
    "keep": ("approve", "accept", "aprobar", "aceptar"),
    "queue": ("moderate", "reports", "pending", "moderar", "avisos"),
    "status": ("exchanges", "list", "state", "consultas", "lista"),
    "new": ("create", "ask", "question", "crear", "preguntar", "pregunta"),
}
"""What people write where they mean a subcommand; it is offered to them, and not done."""
