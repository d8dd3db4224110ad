### La prueba a ciegas de los temas: quien modera elige entre dos nombres para cada comentario.

modal =
    .title = Comprobar los temas
open =
    .button = Comprobar los temas
ask = ¿Qué nombre corresponde mejor a cada comentario? Uno de los dos es el que le di. No muestro cuál.
progress = { $done } de { $n } con respuesta.
kept = Cada respuesta se guarda al momento: puede cerrar esta ventana y seguir más tarde. No se guarda quién respondió.
choose_each = Por favor, elija una respuesta para cada uno de estos comentarios. “Saltar” también es una respuesta.
neither_option = Ninguno de los dos
skip_option = Saltar
next =
    .submit = Siguiente

result = { $n ->
    [one] En { $agreed } de { $n } comentario usted eligió el tema que le di: { $percent } %.
    [many] En { $agreed } de { $n } de comentarios usted eligió el tema que les di: { $percent } %.
   *[other] En { $agreed } de { $n } comentarios usted eligió el tema que les di: { $percent } %.
}
range = Con otros comentarios sería entre el { $low } % y el { $high } %, con una seguridad del 95 %. Dos personas que ordenan comentarios a mano coinciden en cerca del { $people } %.
verdict =
    .better = Los temas son por lo menos tan buenos como eso.
    .alike = Así que los temas pueden ser tan buenos como eso. Con más pruebas sería más seguro.
    .worse = Así que los temas no son tan buenos como eso. Revise sus nombres, y una o divida temas donde haga falta.
all_skipped = Se saltaron todos los comentarios, así que no hay resultado.
neither = { $n ->
    [one] en { $n } comentario no correspondía ninguno de los dos nombres
    [many] en { $n } de comentarios no correspondía ninguno de los dos nombres
   *[other] en { $n } comentarios no correspondía ninguno de los dos nombres
}
skipped = { $n ->
    [one] { $n } saltado
    [many] { $n } saltados
   *[other] { $n } saltados
}
how = “Ninguno de los dos” cuenta como no coincidir. Los comentarios saltados no cuentan. Quien adivina llega al 50 %.
last = Última comprobación de los temas, { $at }: { $result }

too_few_themes = Todavía no hay nada que comprobar: una consulta necesita dos temas con nombre.
over = Esta prueba terminó o ha cambiado. Por favor, empiece de nuevo con el comando.
