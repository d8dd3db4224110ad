"""Spanish words of the slash command: each has the meaning of the English one, which is the first name.

Of each row the first word is the one that Spanish texts show. Accents are optional when they are typed.
"""

from collections.abc import Mapping

SUBCOMMANDS: Mapping[str, tuple[str, ...]] = {
    "share": ("compartir", "comentar"),
    "rate": ("valorar", "calificar"),
    "results": ("resultados",),
    "me": ("yo", "mis-comentarios"),
    "about": ("acerca", "acerca-de"),
    "forget-me": ("borrar-mis-datos", "olvídame", "olvidarme"),
    "help": ("ayuda",),
    "new": ("nueva", "nuevo"),
    "open": ("abrir",),
    "close": ("cerrar",),
    "reopen": ("reabrir",),
    "extend": ("prorrogar", "extender", "ampliar"),
    "status": ("estado",),
    "digest": ("resumen",),
    "queue": ("cola", "pendientes"),
    "keep": ("mantener", "conservar"),
    "hide": ("ocultar",),
    "restore": ("restaurar", "mostrar-de-nuevo"),
    "remove": ("quitar",),
    "theme": ("tema", "temas"),
    "outside": ("externo", "externos"),
    "mod": ("moderador", "moderadores"),
    "pause": ("pausar",),
    "resume": ("reanudar",),
    "answer": ("responder",),
    "groups": ("grupos",),
    "remind": ("recordar",),
    "export": ("exportar",),
    "audit": ("auditoría", "registro"),
    "archive": ("archivar",),
    "delete": ("eliminar", "borrar"),
}

FLAGS: Mapping[str, tuple[str, ...]] = {
    "close": ("cierra", "cierre"),
    "open": ("abre", "apertura"),
    "channel": ("canal",),
    "stars": ("estrellas",),
    "groups": ("grupos",),
    "names": ("nombres",),
    "limit": ("límite",),
    "slug": ("nombre-corto",),
    "background": ("contexto",),
    "rate-last": ("valorar-al-final",),
    "smallest-group": ("grupo-mínimo",),
    "help-text": ("texto-de-ayuda",),
    "language": ("idioma",),
    "review": ("revisar", "revisión"),
    "hide-reported": ("ocultar-con-aviso", "ocultar-reportados"),
    "tell-groups": ("publicar-grupos",),
    "reason": ("motivo", "razón"),
    "group": ("grupo",),
    "as": ("como",),
    "owner": ("propietario", "propietaria"),
    "since": ("desde",),
}

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "now": ("ahora",),
    "preview": ("previa", "vista-previa"),
    "every": ("cada",),
    "off": ("desactivar", "apagar"),
    "on": ("activar",),
    "add": ("agregar", "añadir"),
    "remove": ("quitar",),
    "list": ("lista", "listar"),
    "show": ("ver", "mostrar"),
    "rename": ("renombrar",),
    "merge": ("unir", "fusionar", "combinar"),
    "split": ("dividir", "separar"),
    "move": ("mover",),
    "lock": ("fijar", "bloquear"),
    "unlock": ("soltar", "desbloquear"),
    "seed": ("sembrar",),
    "undo": ("deshacer",),
}
"""What is written after `digest`, `theme`, `mod` and `outside`."""

FLAG_VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "stars": {"agree": ("acuerdo",), "important": ("importancia", "importante"), "experience": ("experiencia",)},
    "names": {"hidden": ("ocultos",), "shown": ("visibles",)},
    "channel": {"here": ("aquí",)},
    "help-text": {"none": ("ninguno", "nadie")},
    "language": {"en": ("inglés", "english"), "es": ("español", "spanish")},
    "reason": {
        "rude": ("grosero", "grosera", "ofensivo"),
        "name": ("nombre", "nombra"),
        "off_topic": ("fuera de tema", "fuera-de-tema", "otro tema"),
        "spam": ("publicidad",),
        "danger": ("peligro",),
        "duplicate": ("repetido", "duplicado"),
        "other": ("otro",),
    },
}
