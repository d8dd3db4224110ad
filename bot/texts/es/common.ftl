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

# La frase entera de un error cuya parte todavía no está en el catálogo.
sentence = { $sentence }
