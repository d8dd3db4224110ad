### Hasta cuándo algo une a las personas con sus palabras y sus estrellas. $on, $last y $backups son días.

on = El { $on } se destruye lo que une a las personas con sus palabras y sus estrellas, y como muy tarde el { $backups } también en las copias de seguridad del servidor.
after = { $n } días después del cierre se destruye lo que une a las personas con sus palabras y sus estrellas, y { $backups } días más tarde también en las copias de seguridad del servidor.
# Tras la frase anterior, cuando la consulta no tiene fecha de cierre.
without_date = Esta consulta no tiene fecha de cierre: mientras no se cierre, esa relación se conserva.
gone = El { $on } se destruyó lo que unía a las personas con sus palabras y sus estrellas.

about = *:hourglass_flowing_sand: Hasta cuándo*
    { $when } Hasta el día anterior, *Borrar mis datos*, en la pestaña Inicio, borra sus palabras. Después nadie puede saber de quién son, y los resultados se conservan.
about_gone = *:hourglass_flowing_sand: Hasta cuándo*
    { $when } Ya nadie puede saber quién escribió o valoró qué, y los resultados se conservan.

last_day = :hourglass_flowing_sand: *{ $question }*
    Usted compartió algo en esta consulta, que ya está cerrada. *El { $last } es el último día en que se pueden borrar sus palabras.* El { $on } se destruye lo que le une a ellas, para que nadie pueda saber nunca quién escribió qué. Los resultados se conservan.
last_day_text = El último día para borrar sus palabras
erase =
    .button = Borrar mis datos …
results =
    .button = Resultados

home_gone = :leaves: *{ $question }*: el { $on } se destruyó lo que unía a las personas con sus palabras y sus estrellas. Si algo de allí era suyo, está en los resultados, sin usted: ya nadie puede encontrarlo, tampoco yo.

links_gone = El { $on } se destruyó aquí lo que unía a las personas con sus palabras y sus estrellas, como se había anunciado. Por eso nadie puede encontrar, cambiar ni borrar lo que era suyo. Si hay que quitar unas palabras, el equipo de moderación puede hacerlo por su número.
not_reopened = Esta consulta no puede volver a abrirse: el { $on } se destruyó lo que unía a las personas con sus palabras y sus estrellas, y no se podría evitar que alguien valorara dos veces. Puede empezar otra con `/exchange nueva`.
only_shorter = Después de la apertura este plazo solo puede acortarse: se anunciaron { $n } días.
a_moderator = el equipo de moderación

forget_gone = { $n ->
    [one] :leaves: En { $n } consulta ya nada lleva de usted a unas palabras o estrellas: no queda nada que borrar.
    [many] :leaves: En { $n } de consultas ya nada lleva de usted a unas palabras o estrellas: no queda nada que borrar.
   *[other] :leaves: En { $n } consultas ya nada lleva de usted a unas palabras o estrellas: no queda nada que borrar.
}
journal_later = :hourglass_flowing_sand: Sus palabras están borradas. Una copia en el diario interno del servidor desaparece en unos minutos.
