"""Spanish words that people type."""

from bot.core.words.lexicon import RatingWords, TimeWords

_MORNING = {hour: hour for hour in range(1, 12)}
_AFTERNOON = {12: 12} | {hour: hour + 12 for hour in range(1, 9)}
_NIGHT = {hour: hour + 12 for hour in range(7, 12)}

TIMES = TimeWords(
    weekdays=(
        ("lun", "lunes"),
        ("mar", "martes"),
        ("mié", "miércoles"),
        ("jue", "jueves"),
        ("vie", "viernes"),
        ("sáb", "sábado"),
        ("dom", "domingo"),
    ),
    months=(
        ("ene", "enero"),
        ("feb", "febrero"),
        ("mar", "marzo"),
        ("abr", "abril"),
        ("may", "mayo"),
        ("jun", "junio"),
        ("jul", "julio"),
        ("ago", "agosto"),
        ("sept", "septiembre", "sep", "set", "setiembre"),
        ("oct", "octubre"),
        ("nov", "noviembre"),
        ("dic", "diciembre"),
    ),
    now=("ahora", "ahora mismo", "ya", "ya mismo"),
    never=("nunca", "jamás", "ninguno", "ninguna", "sin fecha"),
    today=("hoy", "hoy mismo"),
    tomorrow=("mañana",),
    day_after_tomorrow=("pasado mañana",),
    yesterday=("ayer", "anteayer", "antier", "anoche"),
    noon=("mediodía", "medio día"),
    midnight=("medianoche", "media noche"),
    units={
        "m": ("m", "min", "mins", "minuto", "minutos"),
        "h": ("h", "hr", "hrs", "hora", "horas"),
        "d": ("d", "día", "días"),
        "w": ("sem", "semana", "semanas"),
    },
    numbers={
        "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
    },
    half_hour=("media hora",),
    and_half=("media",),
    after=("en", "dentro de"),
    and_=("y",),
    of=("de", "del"),
    at=("a la", "a las", "para la", "para las", "hasta la", "hasta las"),
    fillers=("el", "los", "al", "de", "del", "hasta", "para", "día"),
    ordinals=("o", "º", "°", "ro", "er"),
    coming=("este", "próximo"),
    unclear_next=(),
    coming_after=("que viene", "próximo", "siguiente"),
    past=("(?:el |la )?(?:{weekday}|semana|mes|noche) (?:pasad[oa])\\b.*", "hace .*"),
    day_parts={
        "de la madrugada": {hour: hour for hour in range(1, 7)},
        "de la mañana": _MORNING,
        "por la mañana": _MORNING,
        "del mediodía": {12: 12, 1: 13, 2: 14},
        "de la tarde": _AFTERNOON,
        "por la tarde": _AFTERNOON,
        "de la noche": _NIGHT,
        "por la noche": _NIGHT,
    },
    quarters={"y media": 30, "y cuarto": 15, "menos cuarto": -15},
    daily=("a diario", "diario", "diariamente", "cada día", "todos los días"),
    working_days=("días laborables", "laborables", "días hábiles", "entre semana", "días de semana"),
    every=("cada", "todos los", "los"),
    to=("a", "al"),
    daily_text="cada día",
    working_days_text="de lunes a viernes",
    reserved=("luego", "pronto", "después",
        "en", "dentro", "el", "la", "las", "los", "al", "de", "pasado", "cada", "todos", "dias", "esta", "hace"),
)  # fmt: skip

RATING = RatingWords(
    numbers={"uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5},
    stars=("estrella", "estrellas"),
    alone=("uno", "dos", "tres", "cuatro", "cinco"),
    actions={
        "skip": ("saltar", "saltear", "omitir", "pasar", "paso"),
        "undo": ("deshacer", "deshaz"),
        "rate": ("calificar", "valorar", "siguiente"),
        "stop": ("para", "parar", "pare", "basta", "alto", "detener", "terminar", "salir", "por favor pare"),
    },
)
