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
