### Palabras que usan varias partes. Cómo se escriben estos archivos: docs/texts.md

and = y
or = o

moment = { $day }, { $time } { $zone }

minutes = { $n ->
    [one] { $n } minuto
    [many] { $n } de minutos
   *[other] { $n } minutos
}
hours = { $n ->
    [one] { $n } hora
    [many] { $n } de horas
   *[other] { $n } horas
}
days = { $n ->
    [one] { $n } día
    [many] { $n } de días
   *[other] { $n } días
}

people = { $n ->
    [one] { $n } persona
    [many] { $n } de personas
   *[other] { $n } personas
}
comments = { $n ->
    [one] { $n } comentario
    [many] { $n } de comentarios
   *[other] { $n } comentarios
}
ratings = { $n ->
    [one] { $n } valoración
    [many] { $n } de valoraciones
   *[other] { $n } valoraciones
}
ratings_or_more = { $n } valoraciones o más

languages_apart = los comentarios en { $languages } se agrupan por separado
languages_together = los comentarios en { $languages } comparten temas

modal =
    .close = Cerrar

own_messages = los mensajes entre usted y yo

themes_at = temas calculados { $at }
