### Una consulta que vuelve a empezar cada trimestre, con una clave propia.

plan = Sin fecha de cierre, una que se abre el { $opens } se cierra el { $closes }, el último día de un trimestre. Lo que une a las personas con sus palabras de ese trimestre se destruye el { $goes }, y así con cada trimestre.
card = Después del cierre se abre sola la del trimestre siguiente: la misma pregunta, con una clave propia
status = la del trimestre siguiente se abre sola
about = *:arrows_counterclockwise: Trimestre a trimestre*
    Cuando esta consulta se cierra, la misma pregunta vuelve a abrirse para el trimestre siguiente, con una clave propia. No pasan a ella las palabras, las estrellas ni lo que eligió nadie: nada une a quienes participan en un trimestre con el otro. Los resultados de cada trimestre se conservan.

announced = :arrows_counterclockwise: *El trimestre siguiente de esta pregunta.* Nada de lo que se escribió, valoró o eligió en el anterior pasa a este, así que lo que usted eligió allí, como su grupo, se pregunta otra vez.
closed = La del trimestre siguiente está abierta: su anuncio está más abajo.
before =
    .button = Trimestre anterior
next =
    .button = Trimestre siguiente

none_follows = Después no se abre sola la del trimestre siguiente.
ended = Usted decidió cuándo termina, así que no se abre sola la del trimestre siguiente.
not_reopened = Esta consulta no puede volver a abrirse: en su lugar está abierta la del trimestre siguiente.
waits = *{ $question }* está cerrada, y la del trimestre siguiente espera. { $why } Lo miro de nuevo cada hora. Si no debe haber otra, `/exchange archivar { $name }` termina con ello.
waits_status = :hourglass_flowing_sand: La del trimestre siguiente espera: no puedo escribir en el canal. Lo miro de nuevo cada hora. `/exchange archivar { $name }` termina con ello.
takes_room = { $max ->
    [one] Este espacio de trabajo puede tener una consulta abierta a la vez, y la del trimestre siguiente de `{ $name }` espera para abrirse. `/exchange archivar { $name }` la descarta.
    [many] Este espacio de trabajo puede tener { $max } consultas abiertas a la vez, y ya las tiene con la del trimestre siguiente de `{ $name }`, que espera para abrirse. Cierre una primero, o descarte esa con `/exchange archivar { $name }`.
   *[other] Este espacio de trabajo puede tener { $max } consultas abiertas a la vez, y ya las tiene con la del trimestre siguiente de `{ $name }`, que espera para abrirse. Cierre una primero, o descarte esa con `/exchange archivar { $name }`.
}
given_up = { $why } La del trimestre siguiente, que esperaba, queda descartada de todos modos: ya no se abre ninguna sola.
last_day = Las de los trimestres siguientes tienen claves propias; nada de ellas está unido a lo que usted compartió aquí.
