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

over_people = { $n ->
    [one] más de { $n } persona
    [many] más de { $n } de personas
   *[other] más de { $n } personas
}
over_comments = { $n ->
    [one] más de { $n } comentario
    [many] más de { $n } de comentarios
   *[other] más de { $n } comentarios
}
over_ratings = { $n ->
    [one] más de { $n } valoración
    [many] más de { $n } de valoraciones
   *[other] más de { $n } valoraciones
}
over = más de { $n }
up_to = hasta { $n }
few_people = hasta 5 personas por ahora
few_comments = hasta 5 comentarios

languages_apart = los comentarios en { $languages } se agrupan por separado
languages_together = los comentarios en { $languages } comparten temas

modal =
    .close = Cerrar

own_messages = los mensajes entre usted y yo

themes_at = temas calculados { $at }
